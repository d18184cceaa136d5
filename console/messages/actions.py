"""The verbs: record a call, a note, a chat, a letter; read and withdraw. E-mails: see mail_actions.py."""

from collections.abc import Sequence
from datetime import datetime

from console.access import Actor
from console.actions import action, query
from console.backend import Backend
from console.errors import Conflict
from console.messages.keeping import keep_message, set_withdrawn
from console.messages.records import Author, Direction, Kind, Message, NewMessage
from console.messages.rules import check_moment, kept_body, language_of, seconds_of_call
from console.messages.store import Work
from console.words import N_


@query("message:read")
def messages_of(backend: Backend[Work], actor: Actor, case_id: int) -> Sequence[Message]:
    """Return a case's messages by the moment they were said, withdrawn ones marked."""
    with backend.read() as work:
        return work.messages.of_case(case_id)


@query("message:read")
def show_message(backend: Backend[Work], actor: Actor, message_id: int) -> Message:
    """Return one message. Raises: NotFound."""
    with backend.read() as work:
        return work.messages.get(message_id)


@action("message:record", tag="message:call-recorded")
def record_call(
    backend: Backend[Work],
    actor: Actor,
    case_id: int,
    *,
    started_at: datetime,
    ended_at: datetime,
    text: str,
    direction: Direction = Direction.IN,
) -> Message:
    """Keep what was said in a call, in own words. Undone by `withdraw_message`. Raises: Invalid."""
    seconds = seconds_of_call(started_at, ended_at, backend.now())
    new = _typed(
        backend, actor, case_id, Kind.CALL, text, at=started_at, direction=direction, seconds=seconds
    )
    return _keep(backend, actor, new, "message:call-recorded")


@action("message:record", tag="message:note-recorded")
def record_note(backend: Backend[Work], actor: Actor, case_id: int, text: str) -> Message:
    """Keep a note for colleagues. Undone by `withdraw_message`. Raises: Invalid, NotFound."""
    new = _typed(backend, actor, case_id, Kind.NOTE, text, at=backend.now(), direction=Direction.INSIDE)
    return _keep(backend, actor, new, "message:note-recorded")


@action("message:record", tag="message:chat-recorded")
def record_chat(
    backend: Backend[Work], actor: Actor, case_id: int, text: str, *, at: datetime | None = None
) -> Message:
    """Keep a pasted chat, by speakers where it names them. Undone by `withdraw_message`. Raises: Invalid."""
    said_at = at or backend.now()
    check_moment(said_at, backend.now())
    new = _typed(
        backend,
        actor,
        case_id,
        Kind.CHAT,
        text,
        at=said_at,
        direction=Direction.IN,
        author=Author.COUNTERPARTY,
    )
    return _keep(backend, actor, new, "message:chat-recorded")


@action("message:record", tag="message:letter-recorded")
def record_letter_received(
    backend: Backend[Work], actor: Actor, case_id: int, text: str, *, received_at: datetime
) -> Message:
    """Keep what a letter says that came by post. Undone by `withdraw_message`. Raises: Invalid, NotFound."""
    check_moment(received_at, backend.now())
    new = _typed(
        backend,
        actor,
        case_id,
        Kind.LETTER,
        text,
        at=received_at,
        direction=Direction.IN,
        author=Author.COUNTERPARTY,
    )
    return _keep(backend, actor, new, "message:letter-recorded")


def _typed(
    backend: Backend[Work],
    actor: Actor,
    case_id: int,
    kind: Kind,
    text: str,
    *,
    at: datetime,
    direction: Direction,
    author: Author = Author.OPERATOR,
    seconds: int | None = None,
) -> NewMessage:
    body = kept_body(text)
    return NewMessage(
        case_id=case_id,
        kind=kind,
        direction=direction,
        author=author,
        at=at,
        body=body.text,
        recorded_by=actor.operator_id,
        recorded_at=backend.now(),
        seconds=seconds,
        language=language_of(body.text),
        cards_masked=body.found,
    )


def _keep(backend: Backend[Work], actor: Actor, new: NewMessage, tag: str) -> Message:
    with backend.begin() as work:
        work.cases.get(new.case_id)
        return keep_message(work, actor, new, tag)


@action("message:record", tag="message:withdrawn")
def withdraw_message(backend: Backend[Work], actor: Actor, message_id: int) -> Message:
    """Mark a message, and the files that came with it, withdrawn; all stays kept.

    Undone by `restore_message`. Raises: Conflict, NotFound.
    """
    with backend.begin() as work:
        message = work.messages.get(message_id)
        if message.withdrawn_at is not None:
            raise Conflict(N_("The entry was withdrawn already."))
        set_withdrawn(work, actor, message, backend.now(), withdrawn=True)
        return work.messages.get(message_id)


@action("message:record", tag="message:restored")
def restore_message(backend: Backend[Work], actor: Actor, message_id: int) -> Message:
    """Take the mark of a withdrawn message, and of its files, away.

    Undone by `withdraw_message`. Raises: Conflict, NotFound.
    """
    with backend.begin() as work:
        message = work.messages.get(message_id)
        if message.withdrawn_at is None:
            raise Conflict(N_("The entry is not withdrawn."))
        set_withdrawn(work, actor, message, backend.now(), withdrawn=False)
        return work.messages.get(message_id)
