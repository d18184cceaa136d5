"""The verbs of the register: look, hand over, void. Issuing belongs to the feature that writes the letter."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from console.access import Actor
from console.actions import action, query
from console.backend import Backend
from console.cases.records import CaseState, Channel, EntryKind
from console.errors import Conflict, Invalid
from console.letters.records_register import HandOver, Letter, LetterState
from console.letters.store import Work
from console.words import N_

CLOCK_DRIFT = timedelta(minutes=5)
LONGEST_PERSON = 200


@query("case:read")
def letters_of(backend: Backend[Work], actor: Actor, case_id: int) -> Sequence[Letter]:
    """Return a case's letters, oldest first, void ones marked."""
    with backend.read() as work:
        return work.letters.of_case(case_id)


@query("case:letter")
def open_letter(backend: Backend[Work], actor: Actor, letter_id: int) -> bytes:
    """Return the file exactly as it was issued. Raises: NotFound."""
    with backend.read() as work:
        return work.letters.pdf_of(letter_id)


@action("case:letter", tag="letter:handed-over")
def hand_over_letter(
    backend: Backend[Work], actor: Actor, letter_id: int, *, channel: Channel, at: datetime, person: str
) -> Letter:
    """Record how, when and by whom the letter went out; the case is answered. Raises: Conflict, Invalid."""
    if not person.strip():
        raise Invalid(N_("Say who handed the letter over, or who received it."), field="person")
    if len(person) > LONGEST_PERSON:
        raise Invalid(N_("This is longer than {most} characters."), field="person", most=LONGEST_PERSON)
    if at > backend.now() + CLOCK_DRIFT:
        raise Invalid(N_("A letter cannot have gone out in the future."), field="at")
    with backend.begin() as work:
        letter = work.letters.get(letter_id)
        if letter.state is not LetterState.ISSUED:
            raise Conflict(N_("This letter has already gone out or was made void."))
        handed_over = HandOver(channel, at, person.strip(), actor.operator_id)
        work.letters.set_state(letter_id, LetterState.HANDED_OVER, handed_over)
        work.cases.set_state(letter.case_id, CaseState.ANSWERED, None)
        work.timeline.add(
            letter.case_id, backend.now(), EntryKind.STATE, actor.operator_id, f"hand-over:{letter_id}"
        )
        _record(work, actor, "letter:handed-over", letter, channel=channel.value)
        return work.letters.get(letter_id)


@action("case:letter", tag="letter:taken-back")
def take_back_hand_over(backend: Backend[Work], actor: Actor, letter_id: int) -> Letter:
    """Undo a hand-over recorded by mistake; the case waits for its answer again. Raises: Conflict."""
    with backend.begin() as work:
        letter = work.letters.get(letter_id)
        closed = work.cases.get(letter.case_id).state is CaseState.CLOSED
        if letter.state is not LetterState.HANDED_OVER or closed:
            raise Conflict(N_("There is no hand-over to take back, or the case is closed."))
        work.letters.set_state(letter_id, LetterState.ISSUED, None)
        work.cases.set_state(letter.case_id, CaseState.DECIDED, None)
        work.timeline.withdraw(f"hand-over:{letter_id}", backend.now())
        _record(work, actor, "letter:taken-back", letter)
        return work.letters.get(letter_id)


@action("case:letter", tag="letter:voided")
def void_letter(backend: Backend[Work], actor: Actor, letter_id: int) -> Letter:
    """Take an issued letter out of use; it stays in the register, marked. Raises: Conflict."""
    return _move(
        backend,
        actor,
        letter_id,
        "letter:voided",
        (LetterState.ISSUED, LetterState.VOID),
        N_("A letter that has gone out cannot be made void."),
    )


@action("case:letter", tag="letter:restored")
def restore_letter(backend: Backend[Work], actor: Actor, letter_id: int) -> Letter:
    """Undo a void letter. Raises: Conflict."""
    return _move(
        backend,
        actor,
        letter_id,
        "letter:restored",
        (LetterState.VOID, LetterState.ISSUED),
        N_("This letter is not void."),
    )


def _move(
    backend: Backend[Work],
    actor: Actor,
    letter_id: int,
    tag: str,
    states: tuple[LetterState, LetterState],
    otherwise: str,
) -> Letter:
    with backend.begin() as work:
        letter = work.letters.get(letter_id)
        if letter.state is not states[0]:
            raise Conflict(otherwise)
        work.letters.set_state(letter_id, states[1], None)
        gone = backend.now() if states[1] is LetterState.VOID else None
        work.timeline.withdraw(f"letter:{letter_id}", gone)
        _record(work, actor, tag, letter)
        return work.letters.get(letter_id)


def _record(work: Work, actor: Actor, tag: str, letter: Letter, **facts: str) -> None:
    work.audit.record(
        actor,
        tag,
        stream=f"case:{letter.case_id}",
        subject=f"letter:{letter.id}",
        facts={"sha256": letter.sha256, **facts},
    )
