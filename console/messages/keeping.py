"""What every verb about messages does inside its transaction: keep, withdraw, restore."""

from datetime import datetime

from console.access import Actor
from console.audit import Fact
from console.cases.records import EntryKind
from console.evidence.records import Custody, Source
from console.messages.records import Kind, Message, NewMessage
from console.messages.store import Work

ENTRIES = {
    Kind.CALL: EntryKind.CALL,
    Kind.NOTE: EntryKind.NOTE,
    Kind.CHAT: EntryKind.CHAT,
    Kind.LETTER: EntryKind.LETTER_IN,
    Kind.EMAIL: EntryKind.MESSAGE,
}


def keep_message(work: Work, actor: Actor, new: NewMessage, tag: str) -> Message:
    """Keep a message with its timeline entry and its audit entry, inside the caller's transaction."""
    message = work.messages.add(new)
    work.timeline.add(new.case_id, new.at, ENTRIES[new.kind], actor.operator_id, message.ref)
    facts: dict[str, Fact] = {"kind": new.kind.value, "cards_masked": new.cards_masked}
    work.audit.record(actor, tag, stream=f"case:{new.case_id}", subject=message.ref, facts=facts)
    return message


def set_withdrawn(work: Work, actor: Actor, message: Message, now: datetime, *, withdrawn: bool) -> None:
    """Set or take away the mark of a message and of the files that only it brought."""
    at = now if withdrawn else None
    work.messages.mark_withdrawn(message.id, at)
    work.timeline.withdraw(message.ref, at)
    own = () if message.original_id is None else (message.original_id,)
    for evidence_id in (*own, *message.attachment_ids):
        if _goes_along(work, message, evidence_id, withdrawn=withdrawn):
            work.evidence.mark_withdrawn(evidence_id, at)
            what = Custody.WITHDRAWN if withdrawn else Custody.RESTORED
            work.custody.add(evidence_id, now, actor.operator_id, what)
    tag = "message:withdrawn" if withdrawn else "message:restored"
    work.audit.record(actor, tag, stream=f"case:{message.case_id}", subject=message.ref)


def _goes_along(work: Work, message: Message, evidence_id: int, *, withdrawn: bool) -> bool:
    """Tell whether a file goes with its message: nobody else brought it, nobody treated it on its own."""
    evidence = work.evidence.get(evidence_id)
    if evidence.source is Source.OPERATOR:
        return False
    if not withdrawn:
        return evidence.withdrawn_at == message.withdrawn_at
    others = set(work.messages.bearers(evidence_id)) - {message.id}
    return evidence.withdrawn_at is None and not others
