"""The register of letters: issued, handed over, void, and back."""

from datetime import timedelta

import pytest

from console.access import Role
from console.cases.records import CaseState, Channel, EntryKind
from console.errors import Conflict, Invalid
from console.letters.actions import (
    hand_over_letter,
    letters_of,
    open_letter,
    restore_letter,
    take_back_hand_over,
    void_letter,
)
from console.letters.records_register import LetterState
from db.work import SqlBackend
from tests.parts.world import settle


def test_a_hand_over_answers_the_case_and_stands_on_its_timeline(backend: SqlBackend) -> None:
    here = settle(backend)
    letter = here.handed_over_letter()
    with backend.read() as work:
        assert work.cases.get(letter.case_id).state is CaseState.ANSWERED
        assert [e.kind for e in work.timeline.of_case(letter.case_id)] == [EntryKind.STATE]
    assert letter.handed_over is not None
    assert letter.handed_over.person == "Post office"


def test_a_hand_over_taken_back_leaves_the_case_waiting(backend: SqlBackend) -> None:
    here = settle(backend)
    letter = here.handed_over_letter()
    back = take_back_hand_over(backend, here.actor(Role.AGENT), letter.id)
    with backend.read() as work:
        assert work.cases.get(letter.case_id).state is CaseState.DECIDED
        assert work.timeline.of_case(letter.case_id)[0].withdrawn_at == backend.now()
    assert (back.state, back.handed_over) == (LetterState.ISSUED, None)


@pytest.mark.parametrize(("person", "later"), [(" ", 0), ("Post office", 10)])
def test_a_hand_over_needs_a_person_and_a_time_that_was(backend: SqlBackend, person: str, later: int) -> None:
    here = settle(backend)
    letter, at = here.letter(), backend.now() + timedelta(minutes=later)
    with pytest.raises(Invalid):
        hand_over_letter(
            backend, here.actor(Role.AGENT), letter.id, channel=Channel.LETTER, at=at, person=person
        )


def test_a_letter_that_went_out_cannot_be_made_void(backend: SqlBackend) -> None:
    here = settle(backend)
    letter = here.handed_over_letter()
    with pytest.raises(Conflict):
        void_letter(backend, here.actor(Role.AGENT), letter.id)


def test_a_void_letter_stays_in_the_register_and_can_come_back(backend: SqlBackend) -> None:
    here = settle(backend)
    letter = here.void_letter()
    assert letters_of(backend, here.actor(Role.AUDITOR), letter.case_id)[0].state is LetterState.VOID
    assert restore_letter(backend, here.actor(Role.AGENT), letter.id).state is LetterState.ISSUED


def test_the_file_opens_exactly_as_it_was_issued(backend: SqlBackend) -> None:
    here = settle(backend)
    assert open_letter(backend, here.actor(Role.AGENT), here.letter().id) == b"%PDF-1.7 made up"
