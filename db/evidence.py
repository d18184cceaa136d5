"""How evidence, its bytes and its custody are kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    LargeBinary,
    Select,
    String,
    Text,
    UniqueConstraint,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, aliased, mapped_column

from console.errors import NotFound
from console.evidence.records import (
    Content,
    Custody,
    CustodyEntry,
    Damage,
    Evidence,
    Flag,
    NewEvidence,
    Received,
    Sealed,
    Source,
)
from console.evidence.records_files import Preview, Reason
from console.holdings import DataClass
from console.words import N_
from db.base import Base, Moment, Row, personal, plain, reaches
from db.cases import CaseRow
from db.evidence_inside import packed, unpacked
from db.operators import OperatorRow


class EvidenceRow(Row):
    """One file on a case, without its bytes."""

    __tablename__ = "evidence"
    __table_args__ = (UniqueConstraint("case_id", "sha256"),)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    name: Mapped[str] = mapped_column(String, info=personal(DataClass.EVIDENCE))
    declared_type: Mapped[str] = mapped_column(String(200), info=plain())
    media_type: Mapped[str] = mapped_column(String(200), info=plain())
    sha256: Mapped[str] = mapped_column(String(64), index=True, info=plain())
    size: Mapped[int] = mapped_column(BigInteger)
    flags: Mapped[str] = mapped_column(String(100), info=plain())
    preview: Mapped[str] = mapped_column(String(20), info=plain())
    reason: Mapped[str] = mapped_column(String(20), info=plain())
    width: Mapped[int]
    height: Mapped[int]
    pages: Mapped[int]
    has_thumbnail: Mapped[bool]
    source: Mapped[str] = mapped_column(String(20), info=plain())
    taken_by: Mapped[int] = mapped_column(ForeignKey("operator.id"))
    taken_at: Mapped[datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    verified_at: Mapped[datetime | None] = mapped_column(Moment)
    damage: Mapped[str] = mapped_column(String(20), default="", info=plain())
    content_of: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"), index=True)
    inside: Mapped[str | None] = mapped_column(Text, info=personal(DataClass.EVIDENCE))


class EvidenceContentRow(Base):
    """The bytes of small files; of large ones the name beside the store and the wrapped key.

    They lie under the evidence that brought them first; the same bytes on another case point there by their
    `content_of`, so the key that points here keeps that evidence from going before its bytes were handed on.
    """

    __tablename__ = "evidence_content"
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), primary_key=True)
    file: Mapped[str | None] = mapped_column(String(64), unique=True, info=plain())
    key: Mapped[bytes | None] = mapped_column(LargeBinary, info=plain())
    thumbnail: Mapped[bytes | None] = mapped_column(LargeBinary, info=personal(DataClass.EVIDENCE))
    data: Mapped[bytes | None] = mapped_column(LargeBinary, info=personal(DataClass.EVIDENCE))


class CustodyRow(Row):
    """One link of a chain of custody."""

    __tablename__ = "custody"
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    operator_id: Mapped[int] = mapped_column(ForeignKey("operator.id"))
    what: Mapped[str] = mapped_column(String(20), info=plain())


def _of_account(account_id: int) -> Select[tuple[int]]:
    cases = select(CaseRow.id).where(CaseRow.account_id == account_id)
    return select(EvidenceRow.id).where(EvidenceRow.case_id.in_(cases))


_HOLDER = func.coalesce(EvidenceRow.content_of, EvidenceRow.id)  # under which evidence the bytes lie


def _contents_of_account(account_id: int) -> Select[tuple[int]]:
    return select(_HOLDER).where(EvidenceRow.id.in_(_of_account(account_id)))


reaches("evidence", lambda a: EvidenceRow.id.in_(_of_account(a)))
reaches("evidence_content", lambda a: EvidenceContentRow.evidence_id.in_(_contents_of_account(a)))


class SqlEvidence:
    """Keeps evidence; see console/evidence/store.py."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, new: NewEvidence) -> Evidence:
        """Put a received file on its case, with its bytes; custody begins in the same breath."""
        row = _row(new)
        row.content_of = self._holder_of(row.sha256)
        self._session.add(row)
        self._session.flush()
        if row.content_of is None:
            self._session.add(_content(row.id, new.received))
        SqlCustody(self._session).add(row.id, new.taken_at, new.taken_by, Custody.TAKEN_IN)
        return _evidence(row)

    def get(self, evidence_id: int) -> Evidence:
        """Return one. Raises: NotFound."""
        return _evidence(self._row(evidence_id))

    def of_case(self, case_id: int) -> Sequence[Evidence]:
        """Return a case's evidence, oldest first, withdrawn ones marked."""
        query = select(EvidenceRow).where(EvidenceRow.case_id == case_id).order_by(EvidenceRow.id)
        return [_evidence(row) for row in self._session.scalars(query)]

    def by_hash(self, case_id: int, sha256: str) -> Evidence | None:
        """Return what the case has with these bytes, None where it has none."""
        row = self._session.scalar(
            select(EvidenceRow).where(EvidenceRow.case_id == case_id, EvidenceRow.sha256 == sha256)
        )
        return _evidence(row) if row else None

    def ids(self, case_id: int | None) -> Sequence[int]:
        """Return the ids of a case's evidence, or of all there is."""
        query = select(EvidenceRow.id).order_by(EvidenceRow.id)
        return list(
            self._session.scalars(query if case_id is None else query.where(EvidenceRow.case_id == case_id))
        )

    def mark_withdrawn(self, evidence_id: int, at: datetime | None) -> None:
        """Mark it withdrawn within its case; None takes the mark away."""
        self._row(evidence_id).withdrawn_at = at
        self._session.flush()

    def mark_checked(self, evidence_id: int, at: datetime, damage: Damage | None) -> None:
        """Note that its bytes were re-hashed, and what was wrong with them."""
        row = self._row(evidence_id)
        row.damage = damage.value if damage else ""
        if damage is None:
            row.verified_at = at
        self._session.flush()

    def also_on(self, case_id: int) -> Mapping[int, Sequence[str]]:
        """Return the numbers of the other cases that have the same file, by evidence of this one."""
        here, there = aliased(EvidenceRow), aliased(EvidenceRow)
        query = (
            select(here.id, CaseRow.no)
            .join(there, there.sha256 == here.sha256)
            .join(CaseRow, CaseRow.id == there.case_id)
            .where(here.case_id == case_id, there.case_id != case_id, there.withdrawn_at.is_(None))
            .order_by(here.id, CaseRow.no)
        )
        found: dict[int, list[str]] = {}
        for evidence_id, no in self._session.execute(query):
            found.setdefault(evidence_id, []).append(no)
        return found

    def _holder_of(self, sha256: str) -> int | None:
        """Return the evidence under which these bytes lie already, unless somebody found them damaged."""
        query = select(_HOLDER, EvidenceRow.damage).where(EvidenceRow.sha256 == sha256)
        damage: dict[int, str] = {}
        for holder, found in self._session.execute(query.order_by(EvidenceRow.id)):
            damage[holder] = damage.get(holder, "") or found
        return next((holder for holder, found in damage.items() if not found), None)

    def _row(self, evidence_id: int) -> EvidenceRow:
        row = self._session.get(EvidenceRow, evidence_id)
        if row is None:
            raise NotFound(N_("There is no such file."))
        return row


def _content(evidence_id: int, received: Received) -> EvidenceContentRow:
    content, shown = received.content, received.inspection.thumbnail
    return EvidenceContentRow(
        evidence_id=evidence_id,
        file=content.sealed.name if content.sealed else None,
        key=content.sealed.key if content.sealed else None,
        data=content.data,
        thumbnail=shown.png if shown else None,
    )


def _row(new: NewEvidence) -> EvidenceRow:
    received, seen = new.received, new.received.inspection
    return EvidenceRow(
        case_id=new.case_id,
        name=received.name,
        declared_type=received.declared_type,
        media_type=seen.media_type,
        sha256=received.sha256,
        size=received.size,
        flags=",".join(sorted(received.flags)),
        preview=seen.preview.value,
        reason=seen.reason.value if seen.reason else "",
        width=seen.width,
        height=seen.height,
        pages=seen.pages,
        inside=packed(seen.inside),
        has_thumbnail=seen.thumbnail is not None,
        source=new.source.value,
        taken_by=new.taken_by,
        taken_at=new.taken_at,
    )


def _evidence(row: EvidenceRow) -> Evidence:
    return Evidence(
        id=row.id,
        case_id=row.case_id,
        name=row.name,
        declared_type=row.declared_type,
        media_type=row.media_type,
        sha256=row.sha256,
        size=row.size,
        flags=frozenset(Flag(flag) for flag in row.flags.split(",") if flag),
        preview=Preview(row.preview),
        reason=Reason(row.reason) if row.reason else None,
        width=row.width,
        height=row.height,
        pages=row.pages,
        has_thumbnail=row.has_thumbnail,
        source=Source(row.source),
        taken_by=row.taken_by,
        taken_at=row.taken_at,
        withdrawn_at=row.withdrawn_at,
        verified_at=row.verified_at,
        damage=Damage(row.damage) if row.damage else None,
        inside=unpacked(row.inside),
    )


def _with_content(*columns: InstrumentedAttribute[Any]) -> Select[Any]:
    return (
        select(*columns)
        .select_from(EvidenceRow)
        .join(EvidenceContentRow, EvidenceContentRow.evidence_id == _HOLDER)
    )


class SqlContents:
    """Finds the bytes behind evidence; see console/evidence/store.py."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, evidence_id: int) -> Content:
        """Return where the bytes are. Raises: NotFound."""
        columns = EvidenceContentRow.data, EvidenceContentRow.file, EvidenceContentRow.key
        row = self._session.execute(
            _with_content(*columns).where(EvidenceRow.id == evidence_id)
        ).one_or_none()
        if row is None:
            raise NotFound(N_("There is no such file."))
        data, file, key = row
        return Content(data, Sealed(file, key) if file is not None and key is not None else None)

    def thumbnails(self, evidence_ids: Iterable[int]) -> Mapping[int, bytes]:
        """Return the small pictures (PNG) of those that have one."""
        query = _with_content(EvidenceRow.id, EvidenceContentRow.thumbnail).where(
            EvidenceRow.id.in_(list(evidence_ids)), EvidenceContentRow.thumbnail.is_not(None)
        )
        return {i: png for i, png in self._session.execute(query) if png is not None}

    def sealed_names(self) -> set[str]:
        """Return the names of all files beside the store that a row needs."""
        query = select(EvidenceContentRow.file).where(EvidenceContentRow.file.is_not(None))
        return {name for name in self._session.scalars(query) if name is not None}

    def hand_on(self, evidence_id: int) -> None:
        """Take the bytes from under one piece of evidence, as before it is erased.

        Where others share them, the oldest of these holds them from now on; else they are gone, and what lies
        beside the store is swept.
        """
        self._session.get_one(EvidenceRow, evidence_id).content_of = None
        self._session.flush()
        sharing = select(EvidenceRow.id).where(EvidenceRow.content_of == evidence_id)
        heir = self._session.scalar(sharing.order_by(EvidenceRow.id).limit(1))
        own = EvidenceContentRow.evidence_id == evidence_id
        if heir is None:
            self._session.execute(delete(EvidenceContentRow).where(own))
            return
        self._session.execute(update(EvidenceContentRow).where(own).values(evidence_id=heir))
        others = update(EvidenceRow).where(EvidenceRow.content_of == evidence_id)
        self._session.execute(others.values(content_of=heir))
        self._session.get_one(EvidenceRow, heir).content_of = None
        self._session.flush()


class SqlCustody:
    """Keeps the chain of custody; see console/evidence/store.py."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, evidence_id: int, at: datetime, operator_id: int, what: Custody) -> None:
        """Append a link."""
        self._session.add(
            CustodyRow(evidence_id=evidence_id, at=at, operator_id=operator_id, what=what.value)
        )
        self._session.flush()

    def of(self, evidence_id: int) -> Sequence[CustodyEntry]:
        """Return the links of one file, oldest first."""
        query = (
            select(CustodyRow, OperatorRow.name)
            .join(OperatorRow, OperatorRow.id == CustodyRow.operator_id)
            .where(CustodyRow.evidence_id == evidence_id)
            .order_by(CustodyRow.id)
        )
        return [
            CustodyEntry(row.id, row.evidence_id, row.at, row.operator_id, name, Custody(row.what))
            for row, name in self._session.execute(query)
        ]
