"""How case files and their timelines are kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import ForeignKey, Index, Select, String, func, select, tuple_, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from console.cases.records import (
    CaseFile,
    CaseFilter,
    CaseKind,
    CaseState,
    Channel,
    EntryKind,
    NewCase,
    TimelineEntry,
)
from console.errors import NotFound
from console.holdings import DataClass
from console.lookup.records import HitKind
from console.words import N_
from db.base import Base, Moment, Row, personal, plain, reaches
from db.operators import OperatorRow
from db.searchable import Index as SearchIndex

STOPPED = (CaseState.ANSWERED.value, CaseState.CLOSED.value)
PREFIX = {CaseKind.DISPUTE: "D"}


class CaseRow(Row):
    """One case file."""

    __tablename__ = "case_file"
    __table_args__ = (Index(None, "state", "due_by", "id"),)
    no: Mapped[str] = mapped_column(String(20), unique=True, info=plain())
    kind: Mapped[str] = mapped_column(String(20), info=plain())
    topic: Mapped[str] = mapped_column(String(40), info=plain())
    state: Mapped[str] = mapped_column(String(20), info=plain())
    title: Mapped[str] = mapped_column(String, info=personal(DataClass.COMMUNICATION))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    order_id: Mapped[int | None] = mapped_column(ForeignKey("shop_order.id"), index=True)
    channel: Mapped[str] = mapped_column(String(20), info=plain())
    received_at: Mapped[datetime] = mapped_column(Moment)
    due_by: Mapped[datetime] = mapped_column(Moment)
    opened_by: Mapped[int] = mapped_column(ForeignKey("operator.id"))
    opened_at: Mapped[datetime] = mapped_column(Moment)
    owner_id: Mapped[int] = mapped_column(ForeignKey("operator.id"), index=True)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)


class CaseCounterRow(Base):
    """The last number given, a year and kind; locked while the next is given, so that none is skipped."""

    __tablename__ = "case_counter"
    prefix: Mapped[str] = mapped_column(String(10), primary_key=True, info=plain())
    last: Mapped[int]


class TimelineRow(Row):
    """One entry of a case's timeline."""

    __tablename__ = "timeline"
    __table_args__ = (Index(None, "case_id", "at", "id"),)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    kind: Mapped[str] = mapped_column(String(20), info=plain())
    operator_id: Mapped[int | None] = mapped_column(ForeignKey("operator.id"))
    ref: Mapped[str] = mapped_column(String(80), index=True, info=plain())
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)


reaches("case_file", lambda a: CaseRow.account_id == a)


class SqlCases:
    """Keeps case files; see console/cases/store.py."""

    def __init__(self, session: Session, index: SearchIndex) -> None:
        self._session = session
        self._index = index

    def add(self, new: NewCase) -> CaseFile:
        """Keep a new case under the next number of its year and return it."""
        row = CaseRow(
            no=self._next_no(new.kind, new.opened_at.year),
            kind=new.kind.value,
            topic=new.topic,
            state=CaseState.OPEN.value,
            title=new.title,
            account_id=new.account_id,
            order_id=new.order_id,
            channel=new.channel.value,
            received_at=new.received_at,
            due_by=new.due_by,
            opened_by=new.opened_by,
            opened_at=new.opened_at,
            owner_id=new.opened_by,
        )
        self._session.add(row)
        self._session.flush()
        self._index.add_new(HitKind.CASE, [row.id])
        return case_from(row)

    def _next_no(self, kind: CaseKind, year: int) -> str:
        prefix = f"{PREFIX[kind]}-{year}"
        counter = self._session.get(CaseCounterRow, prefix, with_for_update=True)
        if counter is None:
            counter = CaseCounterRow(prefix=prefix, last=0)
            self._session.add(counter)
        counter.last += 1
        self._session.flush()
        return f"{prefix}-{counter.last:05d}"

    def get(self, case_id: int) -> CaseFile:
        """Return one case. Raises: NotFound."""
        return case_from(self._row(case_id))

    def by_no(self, no: str) -> CaseFile:
        """Return the case with this number. Raises: NotFound."""
        row = self._session.scalar(select(CaseRow).where(CaseRow.no == no.strip().upper()))
        if row is None:
            raise NotFound(N_("There is no case {no}."), no=no[:20])
        return case_from(row)

    def set_state(self, case_id: int, state: CaseState, closed_at: datetime | None) -> None:
        """Move the case to `state`."""
        row = self._row(case_id)
        row.state, row.closed_at = state.value, closed_at
        self._session.flush()

    def set_owner(self, case_id: int, owner_id: int) -> None:
        """Give the case to another operator."""
        self._row(case_id).owner_id = owner_id
        self._session.flush()

    def set_topic(self, case_id: int, topic: str) -> None:
        """Give the case another kind of dispute."""
        self._row(case_id).topic = topic
        self._session.flush()

    def rename(self, case_id: int, title: str) -> None:
        """Give the case another title; the search index follows."""
        with self._index.changing(HitKind.CASE, [case_id]):
            self._row(case_id).title = title
            self._session.flush()

    def list(
        self, wanted: CaseFilter, *, limit: int, after: tuple[datetime, int] | None = None
    ) -> Sequence[CaseFile]:
        """Return cases by due moment then id, `after` the (due_by, id) of the last one seen."""
        query = _matching(select(CaseRow), wanted).order_by(CaseRow.due_by, CaseRow.id).limit(limit)
        if after is not None:
            query = query.where(tuple_(CaseRow.due_by, CaseRow.id) > after)
        return [case_from(r) for r in self._session.scalars(query)]

    def count(self, wanted: CaseFilter) -> int:
        """Return how many cases `wanted` matches."""
        return self._session.scalar(_matching(select(func.count(CaseRow.id)), wanted)) or 0

    def _row(self, case_id: int) -> CaseRow:
        row = self._session.get(CaseRow, case_id)
        if row is None:
            raise NotFound(N_("There is no such case."))
        return row


T = TypeVar("T", bound=tuple[Any, ...])


def _matching(query: Select[T], wanted: CaseFilter) -> Select[T]:
    conditions = {
        "kind": None if wanted.kind is None else CaseRow.topic == wanted.kind,
        "state": None if wanted.state is None else CaseRow.state == wanted.state.value,
        "account": None if wanted.account_id is None else CaseRow.account_id == wanted.account_id,
        "order": None if wanted.order_id is None else CaseRow.order_id == wanted.order_id,
        "due_from": None if wanted.due_from is None else CaseRow.due_by >= wanted.due_from,
        "due": None if wanted.due_before is None else CaseRow.due_by < wanted.due_before,
        "open": CaseRow.state != CaseState.CLOSED.value if wanted.open_only else None,
        "owner": None if wanted.owner_id is None else CaseRow.owner_id == wanted.owner_id,
        "unanswered": CaseRow.state.not_in(STOPPED) if wanted.unanswered else None,
        "words": CaseRow.title.icontains(wanted.words, autoescape=True) if wanted.words else None,
    }
    for condition in conditions.values():
        if condition is not None:
            query = query.where(condition)
    if wanted.unowned:
        query = query.join(OperatorRow, OperatorRow.id == CaseRow.owner_id)
        query = query.where(OperatorRow.disabled_at.is_not(None))
    return query


def case_from(row: CaseRow) -> CaseFile:
    """Return the record of a row."""
    return CaseFile(
        id=row.id,
        no=row.no,
        kind=CaseKind(row.kind),
        topic=row.topic,
        state=CaseState(row.state),
        title=row.title,
        account_id=row.account_id,
        order_id=row.order_id,
        channel=Channel(row.channel),
        received_at=row.received_at,
        due_by=row.due_by,
        opened_by=row.opened_by,
        opened_at=row.opened_at,
        owner_id=row.owner_id,
        closed_at=row.closed_at,
    )


class SqlTimeline:
    """Keeps timelines; see console/cases/store.py."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, case_id: int, at: datetime, kind: EntryKind, operator_id: int | None, ref: str) -> int:
        """Append an entry and return its id."""
        row = TimelineRow(case_id=case_id, at=at, kind=kind.value, operator_id=operator_id, ref=ref)
        self._session.add(row)
        self._session.flush()
        return row.id

    def of_case(self, case_id: int) -> Sequence[TimelineEntry]:
        """Return the entries of a case, oldest first, withdrawn ones marked."""
        query = (
            select(TimelineRow, OperatorRow.name)
            .join(OperatorRow, OperatorRow.id == TimelineRow.operator_id, isouter=True)
            .where(TimelineRow.case_id == case_id)
            .order_by(TimelineRow.at, TimelineRow.id)
        )
        return [
            TimelineEntry(
                r.id, r.case_id, r.at, EntryKind(r.kind), r.operator_id, name or "", r.ref, r.withdrawn_at
            )
            for r, name in self._session.execute(query)
        ]

    def withdraw(self, ref: str, at: datetime | None) -> None:
        """Mark the entries of `ref` withdrawn at `at`; None takes the mark away."""
        self._session.execute(update(TimelineRow).where(TimelineRow.ref == ref).values(withdrawn_at=at))
