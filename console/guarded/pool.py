"""Children that are kept warm: whoever has a file takes one, and gets another only where none is free.

A child that has done enough is replaced while it still serves, one that a file spoilt at once; both load
while nobody waits, as long as another is there.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from console.evidence.records_files import Reason
from console.guarded.process import Child, FailedError

CHILDREN = 2


class Pool:
    """Some children; threads may share it."""

    def __init__(self, start: Sequence[str], most: int = CHILDREN) -> None:
        self._start = list(start)
        self._most = most
        self._wanted = 1  # at once; one file needs no second child
        self._changed = threading.Condition()
        self._children: list[Child] = []
        self._busy: set[Child] = set()
        self._closings = 0

    @property
    def pids(self) -> tuple[int, ...]:
        """The numbers of the processes that run now, those that load too."""
        with self._changed:
            return tuple(child.pid for child in self._children if child.is_alive)

    @property
    def is_warm(self) -> bool:
        """Whether as many children as there may be have loaded and none is worn."""
        with self._changed:
            return sum(child.is_ready and not child.is_worn for child in self._children) >= self._most

    def warm(self) -> None:
        """Start as many as there may be; returns at once, and quietly where they cannot start."""
        with self._changed, suppress(FailedError):
            self._wanted = self._most
            self._tend()

    @contextmanager
    def child(self) -> Iterator[Child]:
        """Give a child for one file, the first that is free. Raises: FailedError."""
        child = self._take()
        try:
            yield child
        except BaseException:
            child.kill()
            raise
        finally:
            self._give_back(child)

    def close(self) -> None:
        """End all children, also under files that they work on; a later file starts others."""
        with self._changed:
            self._closings += 1
            for child in self._children:
                child.kill()
            for child in set(self._children) - self._busy:
                child.end()
            self._children.clear()
            self._wanted = 1
            self._changed.notify_all()

    def _take(self) -> Child:
        with self._changed:
            closings = self._closings
            while closings == self._closings:
                child = self._free_child()
                if child is None:
                    self._want_more()
                    self._tend()
                    child = self._free_child()
                if child is not None:
                    self._busy.add(child)
                    return child
                self._changed.wait()
            raise FailedError(Reason.CRASHED, by_file=False)

    def _free_child(self) -> Child | None:
        """Return one that can be asked at once, none that is worn where another is there."""
        free = [child for child in self._children if child not in self._busy and child.is_ready]
        return min(free, key=lambda child: child.is_worn, default=None)

    def _want_more(self) -> None:
        """Have one more where all that are wanted are at work."""
        if self._wanted < self._most and len(self._busy) >= self._wanted:
            self._wanted += 1

    def _give_back(self, child: Child) -> None:
        with self._changed:
            self._busy.discard(child)
            if child not in self._children:
                child.end()  # the pool was closed meanwhile
            else:
                with suppress(FailedError):
                    self._tend()
            self._changed.notify_all()

    def _tend(self) -> None:
        """Let go of children that are of no use, and start those that are missing. Raises: FailedError."""
        failed = self._let_go([child for child in self._children if not child.is_alive])
        if failed:
            raise FailedError(Reason.CRASHED, by_file=False)  # they do not start: trying on would never end
        fresh = [child for child in self._children if not child.is_worn]
        if all(child.is_ready for child in fresh) and len(fresh) >= self._wanted:
            self._let_go([child for child in self._children if child.is_worn])
        for _ in range(self._wanted - len(fresh)):
            self._children.append(Child(self._start, self._tell))

    def _let_go(self, children: Sequence[Child]) -> bool:
        """End those of `children` that nobody asks; tell whether one of them never came to be ready."""
        free = [child for child in children if child not in self._busy]
        failed = any(child.never_began for child in free)
        for child in free:
            self._children.remove(child)
            child.end()
        return failed

    def _tell(self) -> None:
        with self._changed:
            self._changed.notify_all()
