"""Mails hang together by their headers; by their subject only where headers say nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from console.access import Role
from console.evidence.records import Source
from console.evidence.records_files import Address, MailKind
from console.messages.actions import messages_of
from console.messages.mail_actions import take_mail
from console.messages.mailbox import MailFile, Outcome, take_all
from console.messages.records import MailHead, Message
from console.messages.threads import Gathering, about_the_same, topic_of
from db.work import SqlBackend
from tests.console.test_mail_taking import held, world
from tests.parts.files import ROOM
from tests.parts.world import World, settle

__all__ = ["world"]
AT = datetime(2026, 11, 23, tzinfo=UTC)
HANAKO, DESK, TARO = (Address("", f"{n}@example.com") for n in ("hanako", "desk", "taro"))


def head(subject: str, sender: Address = HANAKO, to: Address = DESK, **more: object) -> MailHead:
    """Return the head of a mail."""
    return MailHead(subject=subject, senders=(sender,), to=(to,), **more)  # type: ignore[arg-type]  # as given


@pytest.mark.parametrize(
    ("subject", "text", "is_answer"),
    [
        ("Box", "box", False),
        ("Re: Box", "box", True),
        ("RE: AW: Fwd:  Box ", "box", True),
        ("Re[2]: Box", "box", True),
        ("Re^3: box", "box", True),
        ("[list] Re: Box", "box", True),
        ("[list] Box", "box", False),
        ("回复：箱子", "箱子", True),
        ("返信: 箱", "箱", True),
        ("Ｒｅ：箱", "箱", True),
        ("Regarding the box", "regarding the box", False),
        ("Re:", "", True),
        ("", "", False),
    ],
)
def test_a_subject_is_about_what_is_left_without_marks_of_answers(
    subject: str, text: str, is_answer: bool
) -> None:
    assert (topic_of(subject).text, topic_of(subject).is_answer) == (text, is_answer)


@pytest.mark.parametrize(
    ("other", "days", "same"),
    [
        (head("Re: box", DESK, HANAKO), 0, True),
        (head("Re: box", DESK, HANAKO), 30, True),
        (head("Re: box", DESK, HANAKO), 31, False),
        (head("box", DESK, HANAKO), 0, False),
        (head("Re: box", TARO, DESK), 0, False),
        (head("Re: box", DESK, TARO), 0, False),
        (head("Re: boxes", DESK, HANAKO), 0, False),
        (head("Re: box", HANAKO, DESK), 1, True),
    ],
)
def test_a_subject_alone_joins_within_the_same_people_and_thirty_days(
    other: MailHead, days: int, same: bool
) -> None:
    assert about_the_same(head("box"), AT, other, AT + timedelta(days=days)) is same


def test_mails_are_gathered_whatever_their_order() -> None:
    gathering = Gathering()
    mails = [
        head("c", message_id="3", answers=("2",)),
        head("x", message_id="9"),
        head("a", message_id="1"),
        head("b", DESK, HANAKO, message_id="2", answers=("1",)),
        head("Re: x", DESK, HANAKO),
    ]
    for each in mails:
        gathering.add(each, AT)
    assert [gathering.thread_of(n) for n in range(5)] == [0, 1, 0, 0, 1]


def raw(number: int, *, answers: int = 0, subject: str = "box", more: str = "") -> bytes:
    """Return a mail."""
    reply = f"In-Reply-To: <{answers}@example.com>\r\n" if answers else ""
    return (
        f"From: hanako@example.com\r\nTo: desk@example.com\r\nSubject: {subject}\r\n{reply}{more}"
        f"Message-ID: <{number}@example.com>\r\n\r\nmail {number}"
    ).encode()


def take(here: World, case_id: int, data: bytes, name: str = "m.eml") -> Message:
    """Take a mail in."""
    return take_mail(here.backend, here.actor(Role.SERVICE), case_id, name, [data], room=ROOM).message


def threads(here: World, case_id: int) -> list[int]:
    """Return the thread of each message of a case, as first, second … thread."""
    found = [m.thread_id for m in messages_of(here.backend, here.actor(Role.AGENT), case_id)]
    return [list(dict.fromkeys(found)).index(thread) for thread in found]


def test_an_answer_is_kept_in_the_thread_of_its_mail(world: World) -> None:
    case = world.case()
    for data in (raw(1), raw(2, subject="else"), raw(3, answers=1), raw(4, answers=3)):
        take(world, case.id, data)
    assert threads(world, case.id) == [0, 1, 0, 0]


def test_a_mail_that_joins_two_threads_makes_them_one(world: World) -> None:
    case = world.case()
    for data in (raw(1), raw(3, answers=2, subject="x"), raw(2, answers=1, subject="y")):
        take(world, case.id, data)
    assert threads(world, case.id) == [0, 0, 0]


def test_a_thread_stays_within_its_case(world: World) -> None:
    one, two = world.case(), world.case()
    first, second = take(world, one.id, raw(1)), take(world, two.id, raw(2, answers=1))
    assert first.thread_id != second.thread_id


def test_an_automatic_reply_and_a_bounce_are_kept_as_such(world: World) -> None:
    case = world.case()
    reply = take(world, case.id, raw(1, more="Auto-Submitted: auto-replied\r\n"))
    bounce = take(
        world,
        case.id,
        b"From: mailer-daemon@example.org\nSubject: failure notice\n\n<a@example.com>:\n550 5.1.1 unknown\n",
    )
    assert (reply.mail and reply.mail.kind) is MailKind.AUTOMATIC_REPLY
    assert bounce.mail is not None
    assert (bounce.mail.kind, bounce.mail.bounces[0].address) == (MailKind.BOUNCE, "a@example.com")


def test_a_bounce_belongs_to_the_mail_that_it_brings_back(world: World) -> None:
    case = world.case()
    take(world, case.id, raw(1))
    report = (
        "From: mailer-daemon@example.org\r\nSubject: failure notice\r\nX-Failed-Recipients: a@b.example\r\n"
    )
    back = "Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <1@example.com>\r\nSubject: box\r\n"
    whole = f"{report}Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n{back}--b--\r\n"
    take(world, case.id, whole.encode())
    assert threads(world, case.id) == [0, 0]


def test_files_of_a_mail_inside_are_kept_too(world: World) -> None:
    case = world.case()
    inner = 'Subject: inner\r\nContent-Type: image/png; name="a.png"\r\n\r\npixels'
    outer = f"From: a@b.example\r\nSubject: o\r\nContent-Type: message/rfc822\r\n\r\n{inner}"
    message = take(world, case.id, outer.encode())
    with world.backend.read() as work:
        kept = [work.contents.of(i).data for i in message.attachment_ids]
    assert kept == [inner.encode(), b"pixels"]
    assert "—— inner ——" in message.body


def _taken(here: World, data: bytes, case_id: int | None = None) -> Outcome:
    file = MailFile("all.mbox", lambda: [data])
    return take_all(here.backend, here.actor(Role.SERVICE), [file], room=ROOM, case_id=case_id)


def test_each_mail_of_a_file_of_mails_is_kept_as_its_exact_piece(sqlite_backend: SqlBackend) -> None:
    here = settle(sqlite_backend)
    case = here.case()
    pieces = [b"From x@example.com Mon Nov 23 11:00:00 2026\r\n" + raw(n) + b"\r\n\r\n" for n in (1, 2)]
    assert _taken(here, b"".join(pieces), case.id).taken == 2
    messages = messages_of(here.backend, here.actor(Role.AGENT), case.id)
    with here.backend.read() as work:
        assert [work.contents.of(m.original_id or 0).data for m in messages] == pieces
    assert {e.name for e in held(here, case.id).values() if e.source is Source.MAIL} <= {
        "all.mbox-00001.eml",
        "all.mbox-00002.eml",
    }
