"""`import`, `mail`, `evidence`, `demo-data`: what comes in from files."""

import hashlib
import os
import signal
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pytest

from console.commands.files import pieces_of
from console.progress import Progress
from tests.parts.command_line import ORDER, Line

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def no(desk: Line) -> str:
    """Return the number of an open case."""
    number = desk.done("case", "open", "--order", ORDER, "--kind", "quality", "--text", "broken")["no"]
    assert isinstance(number, str)
    return number


def mail(folder: Path, subject: str = "テスト") -> Path:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "花子 <hanako@example.com>",
        "desk@example.com",
        subject,
    )
    message["Date"], message["Message-ID"] = "Mon, 23 Nov 2026 10:00:00 +0900", "<1@example.com>"
    message.set_content("箱が潰れています。")
    message.add_attachment(PNG, maintype="image", subtype="png", filename="写真.png")
    path = folder / "m.eml"
    path.write_bytes(message.as_bytes())
    return path


def test_a_mail_is_read_without_store_or_name(nowhere: Line) -> None:
    said = nowhere.done("mail", "show", str(mail(nowhere.folder)), who="")
    assert said["subject"] == "テスト"
    assert said["from"] == [{"name": "花子", "address": "hanako@example.com"}]
    assert said["text"].strip() == "箱が潰れています。"
    assert said["date"] == "2026-11-23T01:00:00Z"
    assert (said["html_was"], said["warnings"], said["cc"]) == (False, [], [])
    assert said["attachments"] == [
        {"name": "写真.png", "type": "image/png", "size": len(PNG), "sha256": hashlib.sha256(PNG).hexdigest()}
    ]


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n", b""])
def test_what_is_no_mail_is_refused(nowhere: Line, content: bytes) -> None:
    (nowhere.folder / "x.eml").write_bytes(content)
    assert nowhere("mail", "show", str(nowhere.folder / "x.eml"), who="").reason


@pytest.mark.parametrize("command", [("mail", "show"), ("evidence", "inspect")])
def test_a_file_that_is_not_there_is_named(line: Line, command: tuple[str, str]) -> None:
    assert "gone.eml" in line(*command, str(line.folder / "gone.eml")).reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.parametrize("command", [("mail", "show"), ("evidence", "inspect")])
def test_a_pipe_that_never_ends_is_not_waited_for(line: Line, command: tuple[str, str]) -> None:
    os.mkfifo(line.folder / "pipe.eml")
    assert "pipe.eml" in line(*command, str(line.folder / "pipe.eml")).reason


def test_a_mail_is_taken_in_once(desk: Line, no: str) -> None:
    file = str(mail(desk.folder))
    first = desk.done("mail", "take", file, "--case", no)
    again = desk.done("mail", "take", file, "--case", no)
    assert (first["taken"], first["threads"], first["unmatched"], first["problems"]) == (1, 1, 0, [])
    assert (again["taken"], again["known"]) == (0, 1)


def test_a_mail_finds_the_case_that_it_names(desk: Line, no: str) -> None:
    assert desk.done("mail", "take", str(mail(desk.folder, f"Re: {no}")))["taken"] == 1


def test_a_mail_without_a_case_is_told(desk: Line) -> None:
    outcome = desk("mail", "take", str(mail(desk.folder)), "--json")
    assert outcome.document["unmatched"] == 1
    assert "--case" in outcome.reason


def test_one_bad_mail_does_not_hinder_the_others(desk: Line, no: str) -> None:
    (desk.folder / "bad.eml").write_bytes(PNG)
    said = desk.done("mail", "take", str(desk.folder / "bad.eml"), str(mail(desk.folder)), "--case", no)
    assert said["taken"] == 1
    assert [p["file"] for p in said["problems"]] == ["bad.eml"]


def test_a_file_is_inspected_and_not_kept(desk: Line) -> None:
    (desk.folder / "x.png").write_bytes(PNG)
    said = desk.done("evidence", "inspect", str(desk.folder / "x.png"))
    assert (said["sha256"], said["size"]) == (hashlib.sha256(PNG).hexdigest(), len(PNG))
    assert (said["type"], said["preview"]) == ("image/png", "made")
    assert desk.done("evidence", "verify") == {"verified": 0, "damaged": []}


def test_an_archive_is_inspected_by_the_names_in_it(desk: Line) -> None:
    with zipfile.ZipFile(desk.folder / "x.zip", "w") as archive:
        archive.writestr("箱.jpg", b"12345")
    said = desk.done("evidence", "inspect", str(desk.folder / "x.zip"))
    assert (said["type"], said["inside"]["count"]) == ("application/zip", 1)
    assert said["inside"]["files"] == [{"name": "箱.jpg", "size": 5}]


def test_a_file_that_lies_about_itself_is_refused_with_its_reason(desk: Line) -> None:
    (desk.folder / "x.png").write_bytes(PNG[:40])
    said = desk.done("evidence", "inspect", str(desk.folder / "x.png"))
    assert (said["preview"], said["reason"]) == ("refused", "damaged")


def test_evidence_is_added_verified_and_its_damage_found(desk: Line, no: str) -> None:
    (desk.folder / "large.bin").write_bytes(os.urandom(1_500_000))
    added = desk.done("evidence", "add", "--case", no, str(desk.folder / "large.bin"))["evidence"]
    assert [e["name"] for e in added] == ["large.bin"]
    assert desk.done("evidence", "verify", "--case", no)["verified"] == 1
    kept = next(p for p in (desk.folder / "a.store.evidence").rglob("*") if p.is_file())
    kept.write_bytes(kept.read_bytes()[:-1] + b"!")
    outcome = desk("evidence", "verify", "--json")
    assert outcome.status == 1
    assert [(d["case"], d["damage"]) for d in outcome.document["damaged"]] == [(no, "changed")]


def test_ctrl_c_keeps_what_is_taken_in_and_names_the_rest(
    desk: Line, no: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["one.bin", "two.bin", "three.bin"]
    for name in names:
        (desk.folder / name).write_bytes(name.encode() * 500_000)

    def pressed(file: Path) -> Iterator[bytes]:
        for piece in pieces_of(file):
            if file.name == "two.bin":
                signal.raise_signal(signal.SIGINT)
            yield piece

    monkeypatch.setattr("console.commands.evidence.pieces_of", pressed)
    outcome = desk("evidence", "add", "--case", no, *(str(desk.folder / name) for name in names), "--json")
    assert [e["name"] for e in outcome.document["evidence"]] == ["one.bin"]
    assert (outcome.status, "two.bin" in outcome.reason, "three.bin" in outcome.reason) == (1, True, True)
    kept = [p for p in (desk.folder / "a.store.evidence").rglob("*") if p.is_file()]
    assert len(kept) == 1


def test_ctrl_c_while_verifying_notes_nothing(desk: Line, no: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (desk.folder / "large.bin").write_bytes(os.urandom(1_500_000))
    desk.done("evidence", "add", "--case", no, str(desk.folder / "large.bin"))

    def pressed(progress: Progress) -> Progress:
        def tell(done: int, total: int | None = None) -> None:
            signal.raise_signal(signal.SIGINT)
            progress(done, total)

        return tell

    monkeypatch.setattr("console.commands.evidence.in_megabytes", pressed)
    outcome = desk("evidence", "verify")
    assert (outcome.status, "Stopped" in outcome.reason) == (1, True)


def test_a_backup_takes_evidence_along(desk: Line, no: str) -> None:
    (desk.folder / "large.bin").write_bytes(os.urandom(1_500_000))
    desk.done("evidence", "add", "--case", no, str(desk.folder / "large.bin"))
    file = desk.done("backup", str(desk.folder / "b.zip"), who="Root")["file"]
    other = Line(desk.folder, str(desk.folder / "b.store"))
    other.done("restore", file, who="Root")
    assert other.done("evidence", "verify") == {"verified": 1, "damaged": []}


def test_the_olist_export_comes_in_whole_and_only_once(line: Line, shared_data: Path) -> None:
    files = [str(p) for p in sorted((shared_data / "olist-sample").glob("*.csv"))]
    trial = line.done("import", "--profile", "olist", *files, "--dry-run", who="Root")
    first = line.done("import", "--profile", "olist", *files, who="Root")
    again = line.done("import", "--profile", "olist", *files, who="Root")
    made = {kind: count["created"] for kind, count in first["by_kind"].items()}
    assert made == {"accounts": 2995, "orders": 3000, "items": 3397, "payments": 3170, "parcels": 0}
    assert trial["by_kind"] == first["by_kind"]
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, first["created"])
    assert set(first["problems"][0]) >= {"file", "line", "column", "reason", "severity"}


def test_an_unknown_profile_is_named(line: Line) -> None:
    assert "ebay" in line("import", "--profile", "ebay", "x.csv", who="Root").reason


def test_the_same_seed_makes_up_the_same_people(line: Line) -> None:
    said = line.done("demo-data", "--accounts", "5", "--orders", "8", "--cases", "2", "--seed", "4")
    assert (said["accounts"], said["orders"], said["cases"]) == (5, 8, 2)
    assert said["seconds"] > 0
