"""The verbs for e-mails: find the case that one belongs to, take it in with its files."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from console.access import Actor
from console.actions import action, query
from console.audit import Fact
from console.backend import Backend
from console.cases.records import CaseFile
from console.errors import Invalid, NotFound
from console.evidence.records import Custody, Evidence, NewEvidence, Received, Source
from console.evidence.records_files import Attachment, Mail, Reason
from console.messages.keeping import keep_message, set_withdrawn
from console.messages.records import Author, Direction, Kind, MailHead, Message, NewMessage, Taken
from console.messages.rules import AHEAD, case_numbers_in, files_of, head_of, kept_mail_text, language_of
from console.messages.store import Receiving, Room, Work
from console.messages.threads import hangs_together, references_of, thread_among, topic_of
from console.words import N_

EMAIL_TYPE, OUTLOOK_TYPE = "message/rfc822", "application/vnd.ms-outlook"


@query("message:record")
def case_of_mail(backend: Backend[Work], actor: Actor, mail: Mail) -> CaseFile | None:
    """Return the case on which a mail's thread is, or which its subject names; None where neither is so."""
    head, at = head_of(mail), mail.sent_at or backend.now()
    with backend.read() as work:
        kept = work.messages.sharing(references_of(head), topic_of(mail.subject).text)
        by_headers = [m for m in kept if m.mail and set(references_of(head)) & set(references_of(m.mail))]
        if by_headers:
            return work.cases.get(by_headers[0].case_id)
        named = _named_in(work, mail.subject)
        by_subject = (m for m in kept if named is None and hangs_together(head, at, m))
        return named or next((work.cases.get(m.case_id) for m in by_subject), None)


def _named_in(work: Work, subject: str) -> CaseFile | None:
    for no in case_numbers_in(subject):
        try:
            return work.cases.by_no(no)
        except NotFound:
            continue
    return None


@action("message:record", tag="message:mail-taken")
def take_mail(
    backend: Backend[Work],
    actor: Actor,
    case_id: int,
    name: str,
    chunks: Iterable[bytes],
    *,
    room: Room,
    direction: Direction = Direction.IN,
) -> Taken:
    """Keep an e-mail on a case: its words as a message, itself and its files as evidence, byte for byte.

    A mail that the case has is not kept twice. Undone by `withdraw_message`. Raises: Invalid, NotFound.
    """
    with room.receiving() as receiving:
        declared = OUTLOOK_TYPE if name.lower().endswith(".msg") else EMAIL_TYPE
        original = receiving.take(name, chunks, declared_type=declared)
        mail = _read(room, original)
        files = [_received(receiving, attachment) for attachment in files_of(mail)]
        with backend.begin() as work:
            known = _known(work, case_id, original, mail)
            if known is not None:
                return _again(backend, work, actor, known)
            keeping = _Keeping(backend.now(), work, actor, case_id)
            original_id = keeping.file(original, Source.MAIL)
            ids = tuple(dict.fromkeys(keeping.file(file, Source.ATTACHMENT) for file in files))
            new = _message(actor, case_id, mail, keeping.now, direction, original_id, ids)
            message = keep_message(work, actor, _in_its_thread(work, new), "message:mail-taken")
        receiving.used(*keeping.used)
        return Taken(message, is_new=True)


def _read(room: Room, original: Received) -> Mail:
    if original.inspection.media_type not in (EMAIL_TYPE, OUTLOOK_TYPE):
        raise Invalid(N_("This file is not an e-mail. Add it as a file instead."), field="file")
    mail = room.mail(original)
    if isinstance(mail, Reason):
        raise Invalid(
            N_("This e-mail cannot be read ({reason}). Add it as a file instead."),
            field="file",
            reason=mail.value,
        )
    return mail


def _received(receiving: Receiving, attachment: Attachment) -> Received:
    return receiving.take(attachment.name, [attachment.data or b""], declared_type=attachment.media_type)


def _known(work: Work, case_id: int, original: Received, mail: Mail) -> Message | None:
    """Return the message that this mail already is on the case.

    By its bytes, or by message-id, sender and words together: an id alone can be forged.
    """
    work.cases.get(case_id)
    evidence = work.evidence.by_hash(case_id, original.sha256)
    message = work.messages.of_original(evidence.id) if evidence else None
    if message is not None or not mail.message_id:
        return message
    body = kept_mail_text(mail).text
    for other in work.messages.sharing([mail.message_id], "", case_id):
        if other.body == body and other.mail is not None and _is_same(other.mail, mail):
            return other
    return None


def _is_same(kept: MailHead, mail: Mail) -> bool:
    return kept.message_id == mail.message_id and kept.senders == mail.senders


def _in_its_thread(work: Work, new: NewMessage) -> NewMessage:
    """Return a mail as part of its thread on its case; threads that it joins become one."""
    if new.mail is None:
        return new
    references, topic = references_of(new.mail), topic_of(new.mail.subject).text
    threads = thread_among(new.mail, new.at, work.messages.sharing(references, topic, new.case_id))
    for other in threads[1:]:
        work.messages.join_thread(other, threads[0])
    return replace(new, thread_id=threads[0]) if threads else new


def _again(backend: Backend[Work], work: Work, actor: Actor, known: Message) -> Taken:
    if known.withdrawn_at is not None:
        set_withdrawn(work, actor, known, backend.now(), withdrawn=False)
    return Taken(work.messages.get(known.id), is_new=False)


class _Keeping:
    """Puts received files on a case inside one transaction, those that it has already only once."""

    def __init__(self, now: datetime, work: Work, actor: Actor, case_id: int) -> None:
        self.now = now
        self.used: list[Received] = []
        self._work = work
        self._actor = actor
        self._case_id = case_id

    def file(self, received: Received, source: Source) -> int:
        """Return the id of a file's evidence, which is new or was there."""
        known = self._work.evidence.by_hash(self._case_id, received.sha256)
        if known is not None:
            self._restored(known)
            return known.id
        new = NewEvidence(self._case_id, received, source, self._actor.operator_id, self.now)
        evidence = self._work.evidence.add(new)
        if self._work.contents.of(evidence.id).sealed == received.content.sealed:
            self.used.append(received)
        facts: dict[str, Fact] = {"sha256": evidence.sha256, "size": evidence.size}
        self._work.audit.record(
            self._actor,
            "evidence:taken-in",
            stream=f"case:{self._case_id}",
            subject=evidence.ref,
            facts=facts,
        )
        return evidence.id

    def _restored(self, known: Evidence) -> None:
        if known.withdrawn_at is not None:
            self._work.evidence.mark_withdrawn(known.id, None)
            self._work.timeline.withdraw(known.ref, None)
            self._work.custody.add(known.id, self.now, self._actor.operator_id, Custody.RESTORED)


def _message(
    actor: Actor,
    case_id: int,
    mail: Mail,
    now: datetime,
    direction: Direction,
    original_id: int,
    attachment_ids: tuple[int, ...],
) -> NewMessage:
    body = kept_mail_text(mail)
    is_past = mail.sent_at is not None and mail.sent_at <= now + AHEAD
    return NewMessage(
        case_id=case_id,
        kind=Kind.EMAIL,
        direction=direction,
        author=Author.COUNTERPARTY if direction is Direction.IN else Author.OPERATOR,
        at=mail.sent_at if mail.sent_at is not None and is_past else now,
        body=body.text,
        recorded_by=actor.operator_id,
        recorded_at=now,
        language=language_of(f"{mail.subject}\n{body.text}"),
        cards_masked=body.found,
        mail=head_of(mail),
        original_id=original_id,
        attachment_ids=tuple(i for i in attachment_ids if i != original_id),
    )
