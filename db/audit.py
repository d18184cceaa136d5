"""The audit trail's rows: chains a stream, heads locked and written last, values in erasable rows."""

import contextlib
import json
import secrets
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ForeignKeyConstraint, LargeBinary, String, Text, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from console.access import Actor
from console.audit import START, Entry, Fact, Verified, canonical, commit_to, hash_entry, join_heads
from console.holdings import DataClass
from db.base import Base, Id, Moment, Row, personal, plain, reaches, to_microseconds


class AuditEntryRow(Base):
    """One entry; never updated, never deleted (triggers hold that)."""

    __tablename__ = "audit_entry"
    stream: Mapped[str] = mapped_column(String(80), primary_key=True, info=plain())
    seq: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    operator_id: Mapped[int | None]
    tag: Mapped[str] = mapped_column(String(80), info=plain())
    subject: Mapped[str] = mapped_column(String(80), index=True, info=plain())
    facts: Mapped[str] = mapped_column(Text, info=plain())
    commitment: Mapped[bytes] = mapped_column(LargeBinary, info=plain())
    before: Mapped[bytes] = mapped_column(LargeBinary, info=plain())
    hash: Mapped[bytes] = mapped_column(LargeBinary, info=plain())


class AuditHeadRow(Base):
    """The last entry of each stream."""

    __tablename__ = "audit_head"
    stream: Mapped[str] = mapped_column(String(80), primary_key=True, info=plain())
    seq: Mapped[int]
    hash: Mapped[bytes] = mapped_column(LargeBinary, info=plain())
    joined_seq: Mapped[int] = mapped_column(default=0)  # as the last checkpoint found it


class AuditValueRow(Base):
    """Old and new of what an entry changed, with the salt; erasable, the chain stays whole."""

    __tablename__ = "audit_value"
    __table_args__ = (ForeignKeyConstraint(["stream", "seq"], ["audit_entry.stream", "audit_entry.seq"]),)
    stream: Mapped[str] = mapped_column(String(80), primary_key=True, info=plain())
    seq: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    account_id: Mapped[int | None] = mapped_column(Id, index=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary, info=plain())
    changes: Mapped[str] = mapped_column(Text, info=personal(DataClass.AUDIT_VALUE))


class AuditCheckpointRow(Row):
    """The heads that moved since the checkpoint before, joined into one hash over that one's."""

    __tablename__ = "audit_checkpoint"
    at: Mapped[datetime] = mapped_column(Moment)
    heads: Mapped[str] = mapped_column(Text, info=plain())  # [[stream, seq, hash-hex], ...]
    before: Mapped[bytes] = mapped_column(LargeBinary, info=plain())
    hash: Mapped[bytes] = mapped_column(LargeBinary, info=plain())


reaches("audit_value", lambda account_id: AuditValueRow.account_id == account_id)


@dataclass(frozen=True, slots=True)
class _Waiting:
    """One entry noted, to be appended when the transaction ends."""

    stream: str
    operator_id: int | None
    tag: str
    subject: str
    facts: str
    changes: Mapping[str, tuple[str | None, str | None]]
    account_id: int | None
    salt: bytes = field(default_factory=lambda: secrets.token_bytes(16))


class SqlTrail:
    """Gathers a transaction's entries and appends them, heads last, when the transaction ends."""

    def __init__(self, session: Session, at: datetime) -> None:
        self._session = session
        self._at = at
        self._waiting: list[_Waiting] = []

    def record(
        self,
        actor: Actor | None,
        tag: str,
        *,
        stream: str,
        subject: str,
        facts: Mapping[str, Fact] | None = None,
        values: Mapping[str, tuple[str | None, str | None]] | None = None,
        account_id: int | None = None,
    ) -> None:
        """Note one entry; `account_id` is whom `values` are about."""
        who = actor.operator_id if actor else None
        told = canonical(facts or {})
        self._waiting.append(_Waiting(stream, who, tag, subject, told, dict(values or {}), account_id))

    def tags(self) -> list[str]:
        """Return the tags noted so far."""
        return [w.tag for w in self._waiting]

    def flush(self) -> None:
        """Append what was noted; streams are locked in one order, so that writers never wait in a circle."""
        for stream in sorted({w.stream for w in self._waiting}):
            self._append(stream, [w for w in self._waiting if w.stream == stream])
        self._waiting.clear()

    def _append(self, stream: str, waiting: list[_Waiting]) -> None:
        head = self._head(stream)
        for entry in waiting:
            row = self._row(head, entry)
            self._session.add(row)
            self._session.flush()
            if entry.changes:
                self._session.add(_values(row, entry))
            head.seq, head.hash = row.seq, row.hash
        self._session.flush()

    def _head(self, stream: str) -> AuditHeadRow:
        """Return the stream's head, locked; a second first writer waits and goes on behind the first."""
        head = self._session.get(AuditHeadRow, stream, with_for_update=True)
        if head is not None:
            return head
        insert = sqlite.insert if self._session.get_bind().dialect.name == "sqlite" else postgresql.insert
        first = insert(AuditHeadRow).values(stream=stream, seq=0, hash=START, joined_seq=0)
        self._session.execute(first.on_conflict_do_nothing())
        return self._session.get_one(AuditHeadRow, stream, with_for_update=True)

    def _row(self, head: AuditHeadRow, entry: _Waiting) -> AuditEntryRow:
        row = AuditEntryRow(
            stream=entry.stream,
            seq=head.seq + 1,
            at=self._at,
            operator_id=entry.operator_id,
            tag=entry.tag,
            subject=entry.subject,
            facts=entry.facts,
            commitment=commit_to(entry.salt, entry.changes) if entry.changes else b"",
            before=head.hash,
        )
        row.hash = _hash_of(row)
        return row


def _values(row: AuditEntryRow, entry: _Waiting) -> AuditValueRow:
    return AuditValueRow(
        stream=row.stream,
        seq=row.seq,
        account_id=entry.account_id,
        salt=entry.salt,
        changes=json.dumps(entry.changes),
    )


class SqlBook:
    """Reads and checks the trail."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of_stream(self, stream: str) -> list[Entry]:
        """Return the entries of one stream, oldest first."""
        rows = self._session.scalars(
            select(AuditEntryRow).where(AuditEntryRow.stream == stream).order_by(AuditEntryRow.seq)
        )
        return [_entry(r) for r in rows]

    def checkpoint(self, at: datetime) -> int:
        """Join the heads that moved since the last one into one hash and return the checkpoint's number.

        Through the hash before, each checkpoint covers every stream; keeping all heads each day would not.
        """
        last = self._last_checkpoint(lock=True)
        moved = self._session.scalars(
            select(AuditHeadRow)
            .where(AuditHeadRow.seq > AuditHeadRow.joined_seq)
            .order_by(AuditHeadRow.stream)
            .with_for_update()
        ).all()
        heads = [(h.stream, h.seq, h.hash) for h in moved]
        before = last.hash if last else START
        row = AuditCheckpointRow(
            at=at,
            heads=json.dumps([[s, n, h.hex()] for s, n, h in heads], separators=(",", ":")),
            before=before,
            hash=join_heads(heads, before),
        )
        self._session.add(row)
        for head in moved:
            head.joined_seq = head.seq
        self._session.flush()
        return row.id

    def last_checkpoint_at(self) -> datetime | None:
        """Return when the last checkpoint was made, None where there is none."""
        last = self._last_checkpoint()
        return last.at if last else None

    def _last_checkpoint(self, *, lock: bool = False) -> AuditCheckpointRow | None:
        query = select(AuditCheckpointRow).order_by(AuditCheckpointRow.id.desc()).limit(1)
        return self._session.scalar(query.with_for_update() if lock else query)

    def verify(self) -> Verified:
        """Check every chain against its head, every value against its commitment, every checkpoint."""
        streams = self._session.scalar(select(func.count()).select_from(AuditHeadRow)) or 0
        entries = self._session.scalar(select(func.count()).select_from(AuditEntryRow)) or 0
        points = self._session.scalar(select(func.count()).select_from(AuditCheckpointRow)) or 0
        with contextlib.closing(self._faults()) as faults:
            bad = next(faults, None)
        return Verified(entries, streams, points, bad is None, bad)

    def _faults(self) -> Generator[str]:
        yield from self._broken_chains()
        yield from self._broken_values()
        yield from self._broken_checkpoints()

    def _broken_chains(self) -> Iterator[str]:
        heads = {h.stream: (h.seq, h.hash) for h in self._session.scalars(select(AuditHeadRow))}
        reached: dict[str, tuple[int, bytes]] = {}
        query = select(AuditEntryRow).order_by(AuditEntryRow.stream, AuditEntryRow.seq)
        with contextlib.closing(self._session.scalars(query.execution_options(yield_per=2000))) as rows:
            for row in rows:
                seq, before = reached.get(row.stream, (0, START))
                if row.seq != seq + 1 or row.before != before or _hash_of(row) != row.hash:
                    yield f"{row.stream}#{seq + 1}"
                    return
                reached[row.stream] = (row.seq, row.hash)
        yield from (
            f"{s}#{heads.get(s, reached.get(s, (0, b'')))[0]}"
            for s in sorted(heads.keys() | reached.keys())
            if heads.get(s) != reached.get(s)
        )

    def _broken_values(self) -> Iterator[str]:
        query = select(AuditValueRow, AuditEntryRow.commitment).join(
            AuditEntryRow,
            (AuditEntryRow.stream == AuditValueRow.stream) & (AuditEntryRow.seq == AuditValueRow.seq),
        )
        with contextlib.closing(self._session.execute(query.execution_options(yield_per=2000))) as rows:
            for value, commitment in rows:
                if _commitment_of(value) != commitment:
                    yield f"{value.stream}#{value.seq}"

    def _broken_checkpoints(self) -> Iterator[str]:
        before = START
        for row in self._session.scalars(select(AuditCheckpointRow).order_by(AuditCheckpointRow.id)):
            heads = _heads_in(row)
            if (
                heads is None
                or row.before != before
                or join_heads(heads, before) != row.hash
                or not self._holds(heads)
            ):
                yield f"checkpoint#{row.id}"
            before = row.hash

    def _holds(self, heads: list[tuple[str, int, bytes]]) -> bool:
        return all(
            (row := self._session.get(AuditEntryRow, (stream, seq))) is not None and row.hash == head
            for stream, seq, head in heads
        )


def _commitment_of(value: AuditValueRow) -> bytes | None:
    """Return the commitment to kept values, None where they are no values any more."""
    try:
        changes = {k: (v[0], v[1]) for k, v in json.loads(value.changes).items()}
    except (ValueError, AttributeError, IndexError, TypeError, KeyError):
        return None
    return commit_to(value.salt, changes)


def _heads_in(row: AuditCheckpointRow) -> list[tuple[str, int, bytes]] | None:
    """Return the heads a checkpoint holds, None where it holds none that can be read."""
    try:
        return [(str(s), int(n), bytes.fromhex(h)) for s, n, h in json.loads(row.heads)]
    except (ValueError, TypeError):
        return None


def _hash_of(row: AuditEntryRow) -> bytes:
    return hash_entry(
        row.before,
        row.stream,
        row.seq,
        to_microseconds(row.at),
        row.operator_id,
        row.tag,
        row.subject,
        row.facts,
        row.commitment,
    )


def _entry(row: AuditEntryRow) -> Entry:
    return Entry(
        row.stream,
        row.seq,
        row.at,
        row.operator_id,
        row.tag,
        row.subject,
        json.loads(row.facts),
        row.commitment,
        row.before,
        row.hash,
    )
