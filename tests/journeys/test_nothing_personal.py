"""Whatever goes wrong: names, addresses and words of people reach no log, no report, no file's name."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.access import Role
from console.commands import cases
from console.stores.records import Place
from tests.parts import files
from tests.parts.command_line import Line, Outcome, run_apart
from tests.parts.disputes import ready
from tests.parts.real_window import AtTheDesk
from tests.parts.shop import ITEM, ORDER, PERSON, Shop
from widgets.screens.queue import pages

MARK = "ZZNAME"
MARKED = {**PERSON, "account_id": "7", "name": f"{MARK} One", "email": f"{MARK}@example.com"}
NO = f"D-{datetime.now(UTC).year}-00001"
ASIDE = ("TMPDIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME")


@pytest.fixture
def aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which everything that programs write on the side comes to stand."""
    folder = tmp_path / "aside"
    folder.mkdir()
    for name in ASIDE:
        monkeypatch.setenv(name, str(folder))
    return folder


def leaks(folder: Path) -> list[Path]:
    """Return what under `folder` bears the mark, in its name or in its bytes."""
    marks = (MARK.encode(), MARK.encode("utf-16-le"))
    found = list(folder.rglob("*"))
    named = [path for path in found if MARK in path.name]
    return named + [p for p in found if p.is_file() and any(mark in p.read_bytes() for mark in marks)]


def reports(folder: Path) -> list[str]:
    """Return the reports about bugs that lie somewhere under `folder`, less what numbers them."""
    return [path.name.partition("-")[0] for path in folder.rglob("crash-*")]


def apart(line: Line, *words: str) -> Outcome:
    """Run a command in a process of its own that logs all it can."""
    return run_apart(*line.words(*words, "--log-level", "debug"))


def made(line: Line) -> Line:
    """Create the store of a command line."""
    line.done("init", "--name", "Alice", "--role", "supervisor", "--no-keyring", who="")
    return line


def exports(folder: Path) -> list[str]:
    """Write a shop's export with marks wherever people are named, and lines that cannot be read."""
    shop = Shop(folder, None, None, None)  # type: ignore[arg-type]  # it only writes files
    odd = {**ORDER, "order_number": "2", "placed_at": f"{MARK}-day"}
    return [
        str(shop.write("accounts", MARKED, {**MARKED, "account_id": "8", "birth_year": MARK})),
        str(shop.write("orders", {**ORDER, "account_id": "7", "remarks": MARK}, odd)),
        str(shop.write("items", {**ITEM, "product": MARK})),
    ]


def test_commands_log_nothing_personal_and_leave_nothing_aside(aside: Path, tmp_path: Path) -> None:
    given, kept = tmp_path / "given", tmp_path / "kept"
    given.mkdir()
    kept.mkdir()
    line = made(Line(given, str(kept / "a.store")))
    mail, picture = given / f"{MARK}.eml", given / f"{MARK}.jpg"
    mail.write_bytes(files.MAIL.replace(b"Hanako Yamada", MARK.encode()))
    picture.write_bytes(b"\xff\xd8\xff" + MARK.encode())
    outcomes = [
        apart(line, "import", "--profile", "plain", *exports(given)),
        line("case", "open", "--order", "000123", "--kind", "other", "--text", MARK),
        apart(line, "mail", "take", "--case", NO, str(mail)),
        line("evidence", "add", "--case", NO, str(picture)),
        apart(line, "case", "decide", NO, "--outcome", "deny", "--reason", MARK),
        line("backup", str(kept / "kept.zip")),
    ]
    assert [outcome.status for outcome in outcomes] == [0, 0, 0, 0, 1, 0]
    assert [MARK in outcome.err for outcome in outcomes] == [False] * len(outcomes)
    assert [*leaks(kept), *leaks(aside)] == []


def fail(*_given: object, **_named: object) -> None:
    """Fail as a bug of ours does, with somebody's name in the error and in what led to it."""
    raise RuntimeError(MARKED["name"]) from KeyError(MARKED["email"])


def test_a_bug_in_a_command_is_reported_without_the_person(
    aside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = made(Line(tmp_path, str(tmp_path / "a.store")))
    monkeypatch.setattr(cases, "find_order", fail)
    outcome = line("case", "open", "--order", MARK, "--kind", "other", "--text", MARK)
    assert (outcome.status, MARK in outcome.err + outcome.out) == (3, False)
    assert reports(aside) == ["crash"]
    assert leaks(aside) == []


@pytest.mark.window
def test_a_bug_in_the_window_is_reported_without_the_person(
    desk: AtTheDesk,
    place: Place,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    desk.sign_in(place, Role.AGENT)
    case_id = ready(desk.here)
    monkeypatch.setattr(pages, "show_dispute", fail)
    desk.window.go("case", case_id)
    desk.until(lambda: "Something went wrong" in desk.said(), "what is told of a bug")
    told = capfd.readouterr()
    assert MARK not in desk.said() + told.out + told.err
    assert reports(tmp_path) == ["crash"]
    assert leaks(tmp_path) == []
