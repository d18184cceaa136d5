"""What was said about a case stands on its timeline, unchanged, with its audit entry."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from console.access import Role
from console.cases.records import EntryKind
from console.errors import Conflict, Invalid, NotFound
from console.messages.actions import (
    messages_of,
    record_call,
    record_chat,
    record_letter_received,
    record_note,
    restore_message,
    show_message,
    withdraw_message,
)
from console.messages.records import Author, Direction, Kind
from db.work import SqlBackend
from tests.parts.world import World, settle


@pytest.fixture
def world(backend: SqlBackend) -> World:
    """Return the made-up world, once on each engine."""
    return settle(backend)


def kinds(world: World, case_id: int) -> list[tuple[EntryKind, str]]:
    """Return what stands on a case's timeline."""
    with world.backend.read() as work:
        return [(e.kind, e.ref) for e in work.timeline.of_case(case_id)]


def test_a_call_is_kept_with_its_length_at_its_beginning(world: World) -> None:
    agent, case, now = world.actor(Role.AGENT), world.case(), world.backend.now()
    call = record_call(
        world.backend,
        agent,
        case.id,
        started_at=now - timedelta(minutes=4),
        ended_at=now,
        text="Will send a photo.",
    )
    assert (call.kind, call.seconds, call.at, call.author) == (
        Kind.CALL,
        240,
        now - timedelta(minutes=4),
        Author.OPERATOR,
    )
    assert (call.recorder, call.direction) == ("agent one", Direction.IN)
    assert kinds(world, case.id) == [(EntryKind.CALL, call.ref)]


def test_a_note_is_for_colleagues(world: World) -> None:
    case = world.case()
    note = record_note(world.backend, world.actor(Role.AGENT), case.id, "Intact on our photograph.")
    assert (note.kind, note.direction) == (Kind.NOTE, Direction.INSIDE)
    assert kinds(world, case.id) == [(EntryKind.NOTE, note.ref)]


def test_a_chat_is_kept_whole_and_shown_by_speakers(world: World) -> None:
    case, pasted = world.case(), "Mori: Hello\nLin: 外盒压坏了"
    chat = record_chat(world.backend, world.actor(Role.AGENT), case.id, pasted)
    assert (chat.body, chat.language) == (pasted, "zh")
    assert [line.speaker for line in chat.lines] == ["Mori", "Lin"]
    assert kinds(world, case.id) == [(EntryKind.CHAT, chat.ref)]


def test_a_letter_is_kept_at_the_day_it_came(world: World) -> None:
    case, day = world.case(), world.backend.now() - timedelta(days=2)
    letter = record_letter_received(
        world.backend, world.actor(Role.AGENT), case.id, "The box is crushed.", received_at=day
    )
    assert (letter.at, letter.author) == (day, Author.COUNTERPARTY)
    assert kinds(world, case.id) == [(EntryKind.LETTER_IN, letter.ref)]


def test_messages_stand_in_the_order_in_which_they_were_said(world: World) -> None:
    agent, case, now = world.actor(Role.AGENT), world.case(), world.backend.now()
    note = record_note(world.backend, agent, case.id, "second")
    call = record_call(
        world.backend, agent, case.id, started_at=now - timedelta(hours=1), ended_at=now, text="first"
    )
    assert list(messages_of(world.backend, agent, case.id)) == [call, note]


def test_a_card_number_that_was_typed_never_gets_in(world: World) -> None:
    note = record_note(world.backend, world.actor(Role.AGENT), world.case().id, "card 4111-1111-1111-1111")
    assert (note.body, note.cards_masked) == ("card ••••-••••-••••-1111", 1)


def test_withdrawing_marks_and_keeps_and_is_undone(world: World) -> None:
    agent, case = world.actor(Role.AGENT), world.case()
    note = record_note(world.backend, agent, case.id, "mistaken")
    withdrawn = withdraw_message(world.backend, agent, note.id)
    assert (withdrawn.withdrawn_at, withdrawn.body) == (world.backend.now(), "mistaken")
    with world.backend.read() as work:
        assert work.timeline.of_case(case.id)[0].withdrawn_at == world.backend.now()
    assert restore_message(world.backend, agent, note.id) == note


def test_withdrawing_twice_and_restoring_what_stands_are_refused(world: World) -> None:
    agent = world.actor(Role.AGENT)
    note = record_note(world.backend, agent, world.case().id, "x")
    with pytest.raises(Conflict):
        restore_message(world.backend, agent, note.id)
    withdraw_message(world.backend, agent, note.id)
    with pytest.raises(Conflict):
        withdraw_message(world.backend, agent, note.id)


def test_what_is_about_no_case_is_not_kept(world: World) -> None:
    with pytest.raises(NotFound):
        record_note(world.backend, world.actor(Role.AGENT), 999, "x")
    with pytest.raises(NotFound):
        show_message(world.backend, world.actor(Role.AGENT), 999)


def test_a_call_from_the_future_leaves_nothing(world: World) -> None:
    agent, case, now = world.actor(Role.AGENT), world.case(), world.backend.now()
    with pytest.raises(Invalid):
        record_call(
            world.backend, agent, case.id, started_at=now, ended_at=now + timedelta(hours=1), text="x"
        )
    assert kinds(world, case.id) == []


def test_every_message_leaves_its_audit_entry_without_a_word_of_it(world: World) -> None:
    case = world.case()
    record_note(world.backend, world.actor(Role.AGENT), case.id, "山田 4111 1111 1111 1111")
    with world.backend.read() as work:
        [entry] = [e for e in work.book.of_stream(f"case:{case.id}") if e.tag.startswith("message:")]
    assert entry.tag == "message:note-recorded"
    assert entry.facts == {"kind": "note", "cards_masked": 1}


def test_naughty_strings_are_kept_unchanged(sqlite_backend: SqlBackend, shared_data: Path) -> None:
    world = settle(sqlite_backend)
    agent, case = world.actor(Role.AGENT), world.case()
    naughty = json.loads((shared_data / "strings" / "blns.json").read_text())
    formulas = (shared_data / "strings" / "csv-injection.txt").read_text().splitlines()
    kept = [t for t in [*naughty, *formulas] if t.strip()]
    for text in kept:
        record_note(world.backend, agent, case.id, text)
    assert [m.body for m in messages_of(world.backend, agent, case.id)] == kept
