"""How messages are kept, and which files came with them."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, String, Text, false, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from console.errors import NotFound
from console.evidence.records_files import Address, Bounce, MailKind, MailNote, MailTrouble
from console.holdings import DataClass
from console.messages.records import Author, Direction, Kind, MailHead, Message, NewMessage
from console.messages.rules import lines_of
from console.messages.threads import LONGEST_REFERENCE, LONGEST_TOPIC, references_of, topic_of
from console.words import N_
from db.base import Base, Id, Moment, Row, personal, plain, reaches
from db.cases import CaseRow
from db.operators import OperatorRow

PEOPLE = ("senders", "to", "cc")
MOST_SHARING = 200  # messages that are looked at to find a thread


class MessageRow(Row):
    """One message."""

    __tablename__ = "message"
    __table_args__ = (Index(None, "case_id", "at", "id"),)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    kind: Mapped[str] = mapped_column(String(20), info=plain())
    direction: Mapped[str] = mapped_column(String(20), info=plain())
    author: Mapped[str] = mapped_column(String(20), info=plain())
    at: Mapped[datetime] = mapped_column(Moment)
    body: Mapped[str] = mapped_column(Text, info=personal(DataClass.COMMUNICATION))
    seconds: Mapped[int | None]
    language: Mapped[str] = mapped_column(String(35), info=plain())
    cards_masked: Mapped[int]
    subject: Mapped[str | None] = mapped_column(Text, info=personal(DataClass.COMMUNICATION))
    people: Mapped[str] = mapped_column(Text, default="", info=personal(DataClass.COMMUNICATION))
    message_id: Mapped[str] = mapped_column(Text, default="", info=personal(DataClass.COMMUNICATION))
    answers: Mapped[str] = mapped_column(Text, default="", info=personal(DataClass.COMMUNICATION))
    html_was: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[str] = mapped_column(Text, default="", info=plain())
    mail_kind: Mapped[str] = mapped_column(String(20), default="", info=plain())
    topic: Mapped[str] = mapped_column(
        String(LONGEST_TOPIC), default="", index=True, info=personal(DataClass.COMMUNICATION)
    )
    thread_id: Mapped[int | None] = mapped_column(Id, index=True)
    original_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"), index=True)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("operator.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)


class MessageFileRow(Base):
    """That a file came with a message, in which place."""

    __tablename__ = "message_file"
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id"), primary_key=True, index=True)
    position: Mapped[int]


class MessageReferenceRow(Row):
    """A message-id by which an e-mail hangs together with others: its own, or one that it answers."""

    __tablename__ = "message_reference"
    message_id: Mapped[int] = mapped_column(ForeignKey("message.id"), index=True)
    reference: Mapped[str] = mapped_column(Text, index=True, info=personal(DataClass.COMMUNICATION))


def _of_person(account_id: int) -> "Select[tuple[int]]":
    cases = select(CaseRow.id).where(CaseRow.account_id == account_id)
    return select(MessageRow.id).where(MessageRow.case_id.in_(cases))


reaches("message", lambda a: MessageRow.id.in_(_of_person(a)))
reaches("message_reference", lambda a: MessageReferenceRow.message_id.in_(_of_person(a)))


class SqlMessages:
    """Keeps messages; see console/messages/store.py."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, new: NewMessage) -> Message:
        """Keep a message and return it."""
        row = _row(new)
        self._session.add(row)
        self._session.flush()
        if new.mail is not None:
            row.thread_id = new.thread_id or row.id
            references = references_of(new.mail)
            self._session.add_all(MessageReferenceRow(message_id=row.id, reference=r) for r in references)
        for position, evidence_id in enumerate(new.attachment_ids):
            self._session.add(MessageFileRow(message_id=row.id, evidence_id=evidence_id, position=position))
        self._session.flush()
        return self.get(row.id)

    def get(self, message_id: int) -> Message:
        """Return one. Raises: NotFound."""
        found = self._read(_query().where(MessageRow.id == message_id))
        if not found:
            raise NotFound(N_("There is no such entry."))
        return found[0]

    def of_case(self, case_id: int) -> Sequence[Message]:
        """Return a case's messages by the moment they were said, withdrawn ones marked."""
        query = _query().where(MessageRow.case_id == case_id)
        return self._read(query.order_by(MessageRow.at, MessageRow.id))

    def of_original(self, evidence_id: int) -> Message | None:
        """Return the message of an e-mail by its original, None where there is none."""
        return next(iter(self._read(_query().where(MessageRow.original_id == evidence_id))), None)

    def sharing(self, references: Iterable[str], topic: str, case_id: int | None = None) -> Sequence[Message]:
        """Return e-mails that bear or answer one of these message-ids, or are about `topic`, newest first."""
        known = MessageReferenceRow.reference.in_([i[:LONGEST_REFERENCE] for i in references if i])
        by_headers = select(MessageReferenceRow.message_id).where(known)
        found = []
        for condition in (MessageRow.id.in_(by_headers), MessageRow.topic == topic if topic else false()):
            query = _query().where(condition)
            if case_id is not None:
                query = query.where(MessageRow.case_id == case_id)
            found += self._read(query.order_by(MessageRow.id.desc()).limit(MOST_SHARING))
        unique = {message.id: message for message in found}
        return [unique[i] for i in sorted(unique, reverse=True)]

    def join_thread(self, thread_id: int, into: int) -> None:
        """Make the messages of one thread part of another."""
        joined = update(MessageRow).where(MessageRow.thread_id == thread_id).values(thread_id=into)
        self._session.execute(joined)
        self._session.flush()

    def bearers(self, evidence_id: int) -> Sequence[int]:
        """Return the ids of the messages that came with this file and are not withdrawn."""
        attached = select(MessageFileRow.message_id).where(MessageFileRow.evidence_id == evidence_id)
        own = (MessageRow.original_id == evidence_id) | MessageRow.id.in_(attached)
        return list(
            self._session.scalars(select(MessageRow.id).where(own, MessageRow.withdrawn_at.is_(None)))
        )

    def mark_withdrawn(self, message_id: int, at: datetime | None) -> None:
        """Mark it withdrawn; None takes the mark away."""
        row = self._session.get(MessageRow, message_id)
        if row is None:
            raise NotFound(N_("There is no such entry."))
        row.withdrawn_at = at
        self._session.flush()

    def _read(self, query: "Select[tuple[MessageRow, str]]") -> list[Message]:
        found = [(row, name) for row, name in self._session.execute(query)]
        files = self._files([row.id for row, _ in found])
        return [_message(row, name, files.get(row.id, ())) for row, name in found]

    def _files(self, message_ids: list[int]) -> dict[int, tuple[int, ...]]:
        query = (
            select(MessageFileRow)
            .where(MessageFileRow.message_id.in_(message_ids))
            .order_by(MessageFileRow.message_id, MessageFileRow.position)
        )
        files: dict[int, tuple[int, ...]] = {}
        for row in self._session.scalars(query):
            files[row.message_id] = (*files.get(row.message_id, ()), row.evidence_id)
        return files


def _query() -> "Select[tuple[MessageRow, str]]":
    return select(MessageRow, OperatorRow.name).join(OperatorRow, OperatorRow.id == MessageRow.recorded_by)


def _row(new: NewMessage) -> MessageRow:
    mail = new.mail
    row = MessageRow(
        case_id=new.case_id,
        kind=new.kind.value,
        direction=new.direction.value,
        author=new.author.value,
        at=new.at,
        body=new.body,
        seconds=new.seconds,
        language=new.language,
        cards_masked=new.cards_masked,
        original_id=new.original_id,
        recorded_by=new.recorded_by,
        recorded_at=new.recorded_at,
    )
    if mail is not None:
        people = {name: [asdict(p) for p in getattr(mail, name)] for name in (*PEOPLE, "bounces")}
        row.mail_kind, row.topic = mail.kind.value, topic_of(mail.subject).text
        row.subject, row.message_id = mail.subject, mail.message_id
        row.people, row.answers = _json(people), _json(mail.answers)
        row.html_was, row.notes = mail.html_was, _json([asdict(note) for note in mail.notes])
    return row


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _mail(row: MessageRow) -> MailHead | None:
    if row.subject is None:
        return None
    listed = json.loads(row.people)
    people = {name: tuple(Address(**p) for p in listed[name]) for name in PEOPLE}
    notes = (MailNote(**{**n, "trouble": MailTrouble(n["trouble"])}) for n in json.loads(row.notes))
    return MailHead(
        subject=row.subject,
        **people,
        message_id=row.message_id,
        answers=tuple(json.loads(row.answers)),
        html_was=row.html_was,
        notes=tuple(notes),
        kind=MailKind(row.mail_kind or MailKind.ORDINARY),
        bounces=tuple(Bounce(**b) for b in listed.get("bounces", ())),
    )


def _message(row: MessageRow, recorder: str, attachment_ids: tuple[int, ...]) -> Message:
    kind = Kind(row.kind)
    return Message(
        case_id=row.case_id,
        kind=kind,
        direction=Direction(row.direction),
        author=Author(row.author),
        at=row.at,
        body=row.body,
        recorded_by=row.recorded_by,
        recorded_at=row.recorded_at,
        seconds=row.seconds,
        language=row.language,
        cards_masked=row.cards_masked,
        mail=_mail(row),
        original_id=row.original_id,
        attachment_ids=attachment_ids,
        thread_id=row.thread_id,
        id=row.id,
        recorder=recorder,
        lines=lines_of(row.body) if kind is Kind.CHAT else (),
        withdrawn_at=row.withdrawn_at,
    )
