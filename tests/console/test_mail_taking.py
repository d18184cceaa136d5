"""An e-mail on a case: its words as a message, itself and its files as evidence, once."""

from pathlib import Path

import pytest

from console.access import Role
from console.cases.records import EntryKind
from console.errors import Invalid, NotFound
from console.evidence.actions import add_evidence, evidence_of, withdraw_evidence
from console.evidence.records import Evidence, Flag, Source
from console.evidence.records_files import Mail, MailTrouble
from console.evidence.room import Room
from console.messages.actions import messages_of, restore_message, withdraw_message
from console.messages.mail_actions import case_of_mail, take_mail
from console.messages.records import Author, Direction, Kind, Taken
from db.evidence_files import FolderVault
from db.work import SqlBackend
from tests.parts import files
from tests.parts.files import MAIL, ROOM
from tests.parts.world import World, settle


@pytest.fixture
def world(backend: SqlBackend) -> World:
    """Return the made-up world, once on each engine."""
    return settle(backend)


def take(world: World, case_id: int, raw: bytes = MAIL, *, room: Room = ROOM) -> Taken:
    """Take a mail in as the service does."""
    return take_mail(world.backend, world.actor(Role.SERVICE), case_id, "mail.eml", [raw], room=room)


def held(world: World, case_id: int) -> dict[Source, Evidence]:
    """Return a case's evidence by its source."""
    return {e.source: e for e in evidence_of(world.backend, world.actor(Role.AGENT), case_id)}


def test_a_mail_becomes_a_message_with_its_files(world: World) -> None:
    case = world.case()
    message = take(world, case.id).message
    assert (message.kind, message.body, message.author) == (
        Kind.EMAIL,
        "The box is crushed.",
        Author.COUNTERPARTY,
    )
    assert message.at.isoformat() == "2026-11-23T02:00:00+00:00"
    assert message.mail is not None
    assert (message.mail.subject, message.mail.senders[0].address) == ("box", "hanako@example.com")
    evidence = held(world, case.id)
    assert message.original_id == evidence[Source.MAIL].id
    assert message.attachment_ids == (evidence[Source.ATTACHMENT].id,)
    assert evidence[Source.ATTACHMENT].name == "label.txt"


def test_the_mail_itself_is_kept_byte_for_byte(world: World) -> None:
    message = take(world, world.case().id).message
    with world.backend.read() as work:
        assert work.contents.of(message.original_id or 0).data == MAIL
        assert work.contents.of(message.attachment_ids[0]).data == b"EN882014773JP"


def test_one_mail_is_one_entry_on_the_timeline(world: World) -> None:
    case = world.case()
    message = take(world, case.id).message
    with world.backend.read() as work:
        assert [(e.kind, e.ref) for e in work.timeline.of_case(case.id)] == [(EntryKind.MESSAGE, message.ref)]


def test_message_and_files_are_in_the_audit(world: World) -> None:
    case = world.case()
    take(world, case.id)
    with world.backend.read() as work:
        tags = [e.tag for e in work.book.of_stream(f"case:{case.id}")]
    assert sorted(tags) == ["evidence:taken-in", "evidence:taken-in", "message:mail-taken"]


def test_the_same_mail_again_changes_nothing(world: World) -> None:
    case = world.case()
    first, again = take(world, case.id), take(world, case.id)
    assert (first.is_new, again.is_new) == (True, False)
    assert again.message == first.message
    assert len(messages_of(world.backend, world.actor(Role.AGENT), case.id)) == 1


def test_the_same_mail_by_another_way_is_known_by_id_sender_and_words(world: World) -> None:
    case = world.case()
    first = take(world, case.id)
    again = take(world, case.id, b"Received: by another server\r\n" + MAIL)
    assert (again.is_new, again.message.id) == (False, first.message.id)


@pytest.mark.parametrize(("old", "new"), [(b"crushed", b"intact"), (b"hanako@", b"mallory@")])
def test_a_forged_message_id_hides_no_mail(world: World, old: bytes, new: bytes) -> None:
    case = world.case()
    take(world, case.id)
    assert take(world, case.id, MAIL.replace(old, new)).is_new


def test_a_mail_may_lie_on_two_cases(world: World) -> None:
    assert take(world, world.case().id).is_new
    assert take(world, world.case().id).is_new


def test_a_mail_that_was_added_as_a_file_becomes_a_message_all_the_same(world: World) -> None:
    agent, case = world.actor(Role.AGENT), world.case()
    file = add_evidence(world.backend, agent, case.id, "mail.eml", [MAIL], room=ROOM).evidence
    taken = take(world, case.id)
    assert (taken.is_new, taken.message.original_id) == (True, file.id)


def test_withdrawing_a_mail_withdraws_its_files_and_is_undone(world: World) -> None:
    agent, case = world.actor(Role.AGENT), world.case()
    before = take(world, case.id).message
    withdraw_message(world.backend, agent, before.id)
    assert all(e.withdrawn_at for e in held(world, case.id).values())
    assert restore_message(world.backend, agent, before.id) == before
    assert not any(e.withdrawn_at for e in held(world, case.id).values())


def test_a_file_that_another_mail_brought_too_stays(world: World) -> None:
    agent, case = world.actor(Role.AGENT), world.case()
    first = take(world, case.id).message
    take(world, case.id, MAIL.replace(b"crushed", b"very crushed"))
    withdraw_message(world.backend, agent, first.id)
    assert held(world, case.id)[Source.ATTACHMENT].withdrawn_at is None


def test_a_file_that_was_withdrawn_by_itself_stays_withdrawn(world: World) -> None:
    agent, case = world.actor(Role.AGENT), world.case()
    message = take(world, case.id).message
    withdraw_evidence(world.backend, agent, message.attachment_ids[0])
    world.backend._clock.advance(hours=1)  # type: ignore[attr-defined]  # the test's clock
    withdraw_message(world.backend, agent, message.id)
    restore_message(world.backend, agent, message.id)
    assert held(world, case.id)[Source.ATTACHMENT].withdrawn_at is not None


def test_a_withdrawn_mail_that_comes_again_is_restored(world: World) -> None:
    agent, case = world.actor(Role.AGENT), world.case()
    message = take(world, case.id).message
    withdraw_message(world.backend, agent, message.id)
    again = take(world, case.id)
    assert (again.is_new, again.message) == (False, message)


def test_a_card_number_is_masked_in_the_message_and_flagged_on_the_original(world: World) -> None:
    case = world.case()
    message = take(world, case.id, MAIL.replace(b"crushed", b"paid with 4111 1111 1111 1111")).message
    assert (message.body, message.cards_masked) == ("The box is paid with •••• •••• •••• 1111.", 1)
    assert held(world, case.id)[Source.MAIL].flags == {Flag.CARD_NUMBER}


def test_what_was_guessed_is_kept_with_the_message(world: World) -> None:
    raw = MAIL.replace(b"utf-8", b"gb2312").replace(b"crushed", "つぶれた".encode())
    message = take(world, world.case().id, raw).message
    assert message.mail is not None
    assert [(n.trouble, n.declared, n.used) for n in message.mail.notes] == [
        (MailTrouble.CHARSET_WRONG, "gb2312", "utf-8")
    ]


def test_a_mail_from_the_future_stands_where_it_was_taken_in(world: World) -> None:
    message = take(world, world.case().id, MAIL.replace(b"2026", b"2036")).message
    assert message.at == world.backend.now()


@pytest.mark.parametrize("raw", [b"\xff\xd8\xff\xe0 a photograph", b"just a text", b"%PDF-1.7", b""])
def test_what_is_no_mail_is_refused_and_leaves_nothing(world: World, raw: bytes) -> None:
    case = world.case()
    with pytest.raises(Invalid):
        take(world, case.id, raw)
    assert held(world, case.id) == {}


def test_a_mail_for_no_case_leaves_nothing(world: World, tmp_path: Path) -> None:
    room = Room(FolderVault(tmp_path / "vault", files.KEY), files.GUARD)
    with pytest.raises(NotFound):
        take(world, 999, MAIL.replace(b"EN88", b"x" * 2_000_000), room=room)
    assert not [f for f in (tmp_path / "vault").rglob("*") if f.is_file()]


def test_an_operators_own_mail_goes_out(world: World) -> None:
    message = take_mail(
        world.backend,
        world.actor(Role.AGENT),
        world.case().id,
        "sent.eml",
        [MAIL],
        room=ROOM,
        direction=Direction.OUT,
    ).message
    assert (message.direction, message.author) == (Direction.OUT, Author.OPERATOR)


def _mail(raw: bytes) -> Mail:
    mail = files.GUARD.read_mail([raw], len(raw))
    assert isinstance(mail, Mail)
    return mail


def test_a_mail_finds_its_case_by_what_it_answers_or_names(world: World) -> None:
    service, case, other = world.actor(Role.SERVICE), world.case(), world.case()
    take(world, case.id)
    answer = _mail(b"From: a@b.example\nReferences: <0@x.example> <1@example.com>\nSubject: Re\n\nx")
    named = _mail(f"From: a@b.example\nSubject: about {other.no} and D-1999-00001\n\nx".encode())
    neither = _mail(b"From: a@b.example\nSubject: D-1999-00001\n\nx")
    found = [case_of_mail(world.backend, service, mail) for mail in (answer, named, neither)]
    assert [c.id if c else None for c in found] == [case.id, other.id, None]


def test_every_real_mail_can_be_taken_in(sqlite_backend: SqlBackend, shared_data: Path) -> None:
    world = settle(sqlite_backend)
    mails = sorted((shared_data / "mail").rglob("*.eml"))
    taken = [take(world, world.case().id, file.read_bytes()).message for file in mails]
    assert len(taken) == 20
    assert not [m for m in taken if m.mail is None or "=?" in m.mail.subject + m.body]
