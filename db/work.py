"""One transaction and the stores inside it: the only place that knows all of them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

import console.cases.hearing  # noqa: F401 -- no transaction may go unheard
import db.keys  # noqa: F401 -- the store's own name and keys
from console.holdings import Finder
from db.audit import SqlBook, SqlTrail
from db.base import REACH, Base
from db.cases import SqlCases, SqlTimeline
from db.customers import SqlCustomers, SqlReveals
from db.customers_links import SqlLinks
from db.disputes import SqlDecisions, SqlDisputes
from db.drafts import SqlDrafts
from db.engine import Engines, trouble, unhurried
from db.evidence import SqlContents, SqlCustody, SqlEvidence
from db.imports import SqlImports
from db.imports_bulk import SqlBulk
from db.imports_profiles import SqlOwnProfiles
from db.imports_runs import SqlImportRuns
from db.imports_steps import SqlImportSteps
from db.letters import SqlLetters
from db.messages import SqlMessages
from db.operators import SqlOperators
from db.orders import SqlOrders
from db.parcels import SqlParcels
from db.search import SqlLookup
from db.search_index import SearchIndex
from db.settings import SqlSettings


class SqlFinder:
    """Counts the rows that reach a person."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def rows_about(self, account_id: int, table: str) -> int:
        """Return how many rows of `table` hold data about the account."""
        query = select(func.count()).select_from(Base.metadata.tables[table]).where(REACH[table](account_id))
        return self._session.scalar(query) or 0


class SqlWork:
    """The stores of one transaction."""

    def __init__(self, session: Session, at: datetime) -> None:
        self.session = session
        self.at = at
        self.audit = SqlTrail(session, at)
        self.book = SqlBook(session)
        self.holdings: Finder = SqlFinder(session)
        self.settings = SqlSettings(session)
        self.operators = SqlOperators(session)
        self.index = SearchIndex(session)
        self.lookup = SqlLookup(session)
        self.customers = SqlCustomers(session, self.index)
        self.reveals = SqlReveals(session)
        self.links = SqlLinks(session)
        self.orders = SqlOrders(session, self.index)
        self.parcels = SqlParcels(session, self.index)
        self.imports = SqlImports(session, self.index)
        self.import_runs = SqlImportRuns(session)
        self.import_steps = SqlImportSteps(session)
        self.own_profiles = SqlOwnProfiles(session)
        self.bulk = SqlBulk(session, self.index)
        self.cases = SqlCases(session, self.index)
        self.timeline = SqlTimeline(session)
        self.letters = SqlLetters(session)
        self.evidence = SqlEvidence(session)
        self.contents = SqlContents(session)
        self.custody = SqlCustody(session)
        self.messages = SqlMessages(session)
        self.drafts = SqlDrafts(session)
        self.disputes = SqlDisputes(session)
        self.decisions = SqlDecisions(session)


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


class SqlBackend:
    """A store for actions: see console/backend.py."""

    def __init__(self, engines: Engines, *, clock: Callable[[], datetime] = utc_now) -> None:
        self.engines = engines
        self._clock = clock

    def now(self) -> datetime:
        """Return the present moment, aware, UTC."""
        return self._clock()

    @contextmanager
    def begin(self, *, lightly: bool = False) -> Iterator[SqlWork]:
        """Give one write transaction: audit last, committed on leaving, rolled back on any exception."""
        engine = self.engines.write
        with unhurried(engine) if lightly else nullcontext(engine) as bind, self._session(bind) as work:
            yield work
            work.session.flush()
            work.audit.flush()
            work.session.commit()

    @contextmanager
    def read(self) -> Iterator[SqlWork]:
        """Give one read-only view; the engine refuses writes in it."""
        with self._session(self.engines.read) as work:
            yield work

    @contextmanager
    def _session(self, bind: Engine | Connection) -> Iterator[SqlWork]:
        try:
            with Session(bind, expire_on_commit=False) as session:
                yield SqlWork(session, self.now())
        except DBAPIError as error:
            raise trouble(error) from None

    def close(self) -> None:
        """Let go of the store."""
        self.engines.close()
