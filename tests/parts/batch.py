"""Many actions in one real transaction: hundreds of strings go through a real engine within seconds."""

from collections.abc import Iterator
from contextlib import contextmanager

from db.work import SqlBackend, SqlWork


class Batch(SqlBackend):
    """A backend whose transactions are savepoints of one; what is read comes from the engine each time."""

    def __init__(self, real: SqlBackend, outer: SqlWork) -> None:
        super().__init__(real.engines, clock=real.now)
        self._outer = outer

    @contextmanager
    def begin(self, *, lightly: bool = False) -> Iterator[SqlWork]:  # noqa: ARG002 -- nothing is committed
        """Give a savepoint: kept on leaving, taken back on any exception."""
        session = self._outer.session
        with session.begin_nested():
            work = SqlWork(session, self.now())
            yield work
            session.flush()
            work.audit.flush()

    @contextmanager
    def read(self) -> Iterator[SqlWork]:
        """Give a view of what the engine holds, not of what Python remembers."""
        self._outer.session.expire_all()
        yield SqlWork(self._outer.session, self.now())


@contextmanager
def batch(real: SqlBackend) -> Iterator[Batch]:
    """Give a backend whose actions are committed together on leaving."""
    with real.begin() as work:
        yield Batch(real, work)
