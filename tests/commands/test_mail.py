"""`mail`: .msg and .mbox on the command line, threads and bounces told."""

import json
from pathlib import Path

from console.guarded import compound
from tests.commands.test_files import no
from tests.console.test_mail_outlook import BOX
from tests.parts import outlook
from tests.parts.command_line import Line

__all__ = ["no"]
PEOPLE = ("Hanako <hanako@example.com>", "desk@example.org")


def mail(number: int, subject: str, *, answers: int = 0, body: str = "crushed") -> str:
    """Return one mail of a file of mails; every second one is the desk's."""
    sender, to = PEOPLE if number % 2 else reversed(PEOPLE)
    head = f"From: {sender}\nTo: {to}\nSubject: {subject}\nMessage-ID: <{number}@example.com>\n"
    head += f"Date: Mon, 23 Nov 2026 {number:02}:00:00 +0900\n"
    head += f"In-Reply-To: <{answers}@example.com>\n" if answers else ""
    return f"From x@example.com Mon Nov 23 11:00:00 2026\n{head}\n{body}\n\n"


def box(folder: Path, *mails: str, name: str = "all.mbox") -> str:
    """Return the name of a file of mails."""
    (folder / name).write_text("".join(mails), encoding="utf-8")
    return str(folder / name)


def test_each_mail_of_a_file_of_mails_is_shown(nowhere: Line) -> None:
    said = nowhere.done("mail", "show", box(nowhere.folder, mail(1, "a"), mail(2, "b")), who="")
    assert [(m["number"], m["subject"], m["text"]) for m in said["messages"]] == [
        (1, "a", "crushed"),
        (2, "b", "crushed"),
    ]


def test_a_broken_mail_among_others_is_told_by_its_number(nowhere: Line) -> None:
    broken = "From x@example.com Mon Nov 23 11:00:00 2026\nX: \x00\n\n\x00\x00\x00\n\n"
    said = nowhere.done("mail", "show", box(nowhere.folder, mail(1, "a"), broken, mail(3, "c")), who="")
    assert [m["number"] for m in said["messages"]] == [1, 3]
    assert [p["number"] for p in said["problems"]] == [2]


def test_an_outlook_mail_is_shown(nowhere: Line) -> None:
    (nowhere.folder / "m.msg").write_bytes(outlook.msg(BOX))
    said = nowhere.done("mail", "show", str(nowhere.folder / "m.msg"), who="")
    assert (said["subject"], said["to"]) == ("箱 box", [{"name": "Desk", "address": "desk@example.org"}])
    assert said["attachments"][0]["name"] == "箱.jpg"


def test_a_large_outlook_mail_is_known_by_any_name(nowhere: Line) -> None:
    large = outlook.Item({**BOX.values, outlook.BODY: "crushed " * 20_000}, BOX.recipients, BOX.files)
    (nowhere.folder / "mail").write_bytes(outlook.msg(large))
    said = nowhere.done("mail", "show", str(nowhere.folder / "mail"), who="")
    assert (said["subject"], len(said["text"])) == ("箱 box", 160_000)


def test_another_office_file_is_no_mail(nowhere: Line) -> None:
    (nowhere.folder / "x.msg").write_bytes(compound.written({"WordDocument": b"x" * 9_000}))
    assert "not shown" in nowhere("mail", "show", str(nowhere.folder / "x.msg"), who="").reason


def test_a_bounce_says_what_it_is(nowhere: Line) -> None:
    raw = "From: mailer-daemon@example.org\nSubject: failure notice\n\n<a@example.com>:\n550 5.1.1 unknown\n"
    (nowhere.folder / "b.eml").write_text(raw)
    said = nowhere.done("mail", "show", str(nowhere.folder / "b.eml"), who="")
    assert said["kind"] == "bounce"
    assert (said["bounces"][0]["address"], said["bounces"][0]["status"]) == ("a@example.com", "5.1.1")
    assert "a@example.com" in nowhere("mail", "show", str(nowhere.folder / "b.eml"), who="").out


def test_a_thread_goes_to_the_case_that_one_of_its_mails_names(desk: Line, no: str) -> None:
    mails = (mail(1, "crushed"), mail(2, f"Re: crushed {no}", answers=1), mail(3, "Re: crushed", answers=1))
    said = desk.done("mail", "take", box(desk.folder, *mails, mail(4, "else")))
    assert (said["taken"], said["threads"], said["unmatched"], said["problems"]) == (3, 1, 1, [])
    assert said["unmatched_files"] == ["all.mbox-00004.eml"]


def test_a_file_of_mails_again_changes_nothing(desk: Line, no: str) -> None:
    file = box(desk.folder, mail(1, "a"), mail(2, "b"), mail(3, "Re: a", answers=1))
    first = desk.done("mail", "take", file, "--case", no)
    again = desk.done("mail", "take", file, "--case", no)
    assert (first["taken"], first["threads"]) == (3, 2)
    assert (again["taken"], again["known"], again["threads"]) == (0, 3, 2)


def test_an_answer_finds_the_thread_that_is_kept(desk: Line, no: str) -> None:
    desk.done("mail", "take", box(desk.folder, mail(1, "a")), "--case", no)
    said = desk.done("mail", "take", box(desk.folder, mail(2, "x", answers=1), name="answer.mbox"))
    assert (said["taken"], said["unmatched"]) == (1, 0)


def test_what_cannot_be_read_is_a_problem_and_not_unmatched(desk: Line, no: str) -> None:
    (desk.folder / "bad.eml").write_bytes(b"\x89PNG\r\n\x1a\n")
    (desk.folder / "empty.mbox").write_bytes(b"")
    files = [str(desk.folder / name) for name in ("bad.eml", "empty.mbox", "gone.eml")]
    said = desk.done("mail", "take", *files, box(desk.folder, mail(1, f"about {no}"), mail(2, "else")))
    assert (said["taken"], said["unmatched"]) == (1, 1)
    assert sorted(p["file"] for p in said["problems"]) == ["bad.eml", "empty.mbox", "gone.eml"]


def test_an_outlook_mail_is_taken_in_with_its_files(desk: Line, no: str) -> None:
    (desk.folder / "m.msg").write_bytes(outlook.msg(BOX))
    assert desk.done("mail", "take", str(desk.folder / "m.msg"), "--case", no)["taken"] == 1
    assert desk.done("evidence", "verify", "--case", no)["verified"] == 2


def test_a_file_without_any_mail_is_refused(nowhere: Line) -> None:
    (nowhere.folder / "x.mbox").write_bytes(b"\x00\x01" * 500)
    outcome = nowhere("mail", "show", str(nowhere.folder / "x.mbox"), who="")
    assert (outcome.status, "x.mbox" in outcome.reason) == (1, True)
    (nowhere.folder / "e.mbox").write_bytes(b"")
    assert nowhere("mail", "show", str(nowhere.folder / "e.mbox"), who="").reason


def test_every_real_mail_in_one_file_is_read_as_alone(nowhere: Line, shared_data: Path) -> None:
    files = sorted((shared_data / "mail").rglob("*.eml"))
    begin = b"From x@example.com Mon Nov 23 11:00:00 2026\n"
    whole = b"".join(begin + f.read_bytes().rstrip() + b"\n\n" for f in files)
    (nowhere.folder / "all.mbox").write_bytes(whole)
    messages = nowhere.done("mail", "show", str(nowhere.folder / "all.mbox"), who="")["messages"]
    alone = [nowhere.done("mail", "show", str(f), who="") for f in files]
    assert [m["subject"] for m in messages] == [a["subject"] for a in alone]
    assert "=?" not in json.dumps(messages)
