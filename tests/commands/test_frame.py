"""The frame of every command: options anywhere, one document, one reason, the four exit statuses."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import main
from console import words
from console.access import Actor
from console.commands import doctor, nouns
from console.commands.desk import Desk
from console.commands.given import split, system_language
from console.commands.said import Said
from console.house import House
from console.stores.records import Place
from tests.parts.command_line import PASSPHRASE, ROOT, Line, run, run_apart


def test_help_names_every_command() -> None:
    said = run("--help").out
    assert [name for name in nouns.COMMANDS if f"  {name} " not in said] == []


@pytest.mark.parametrize("command", nouns.COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    outcome = run(command, "--help")
    assert outcome.status == 0
    assert outcome.out.startswith(f"usage: main.py {command}")


def test_help_loads_neither_qt_nor_the_database() -> None:
    code = "import sys, main\ntry: main.main(['--help'])\nfinally: print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    loaded = set(done.stdout.split())
    assert "console.commands.frame" in loaded
    assert loaded.isdisjoint({"PySide6", "sqlalchemy", "alembic", "reportlab", "keyring"})


@pytest.mark.parametrize(
    "given",
    [
        ["nonsense"],
        ["--nonsense"],
        ["init"],
        ["audit"],
        ["audit", "veri"],
        ["case", "letter", "D-2026-00001", "--out", "x.pdf", "--seal"],
        ["case", "dossier", "D-2026-00001", "--out", "x.zip"],
        ["doctor", "--log-level", "loud"],
        ["doctor", "--store"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_status_2_and_says_which_word(given: list[str]) -> None:
    outcome = run(*given)
    assert outcome.status == 2
    assert outcome.out == ""
    assert "wrong usage: " in outcome.err


def test_an_option_that_is_not_built_is_refused_by_name() -> None:
    assert "--seal" in run("case", "letter", "D-2026-00001", "--out", "x.pdf", "--seal").err


def test_no_option_passes_under_a_shorter_name(line: Line) -> None:
    outcome = line("case", "open", "--ord", "1", "--kind", "other", "--text", "x")
    assert outcome.status == 2


def test_global_options_mean_the_same_before_and_after_the_command(line: Line) -> None:
    options = line.words()
    before, after = run(*options, "audit", "verify"), run("audit", *options, "verify")
    assert before.status == after.status == run("audit", "verify", *options).status == 0


def test_words_after_two_dashes_are_nobodys_options() -> None:
    assert split(["lookup", "--json", "--", "--json"]) == (["--json"], ["lookup", "--", "--json"])


def test_json_is_one_document_and_nothing_else(line: Line) -> None:
    outcome = line("operator", "list", "--json", who="Root")
    assert [o["name"] for o in json.loads(outcome.out)["operators"]] == ["Alice", "Root"]
    assert outcome.err == ""


def test_a_refusal_is_status_1_and_one_line(line: Line) -> None:
    outcome = line("show", "case", "D-2026-00099", "--json")
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.reason


def test_our_bug_is_status_3_and_its_report_tells_nothing_of_people(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_desk: Desk, _given: object) -> Said:
        raise ZeroDivisionError("hanako@example.com")

    monkeypatch.setattr(doctor, "doctor", broken)
    outcome = line("doctor")
    assert (outcome.status, outcome.out) == (3, "")
    report = Path(outcome.err.strip().rpartition(" ")[2]).read_text(encoding="utf-8")
    assert "ZeroDivisionError" in report
    assert "hanako" not in report + outcome.err


def window_of(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Place, bool, Actor | None]]:
    """Have a window that only tells its place, whether a file is there, and who is signed in."""
    opened: list[tuple[Place, bool, Actor | None]] = []
    real = main.make_house

    def window(_house: House, place: Place, *, passphrase: str | None, actor: Actor | None = None) -> int:
        assert place.path
        opened.append((place, place.path.is_file(), actor))
        return 0

    monkeypatch.setattr(main, "make_house", lambda: replace(real(), window=window))
    return opened


def test_without_a_command_the_window_opens_on_the_store(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = window_of(monkeypatch)
    assert run("--store", str(line.folder / "a.store")).status == 0
    assert opened == [(Place(path=line.folder / "a.store"), True, None)]


def test_the_demo_opens_signed_in_on_a_store_that_goes_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = window_of(monkeypatch)
    assert run("--demo").status == 0
    ((place, was_there, actor),) = opened
    assert was_there
    assert actor is not None
    assert place.path
    assert not place.path.parent.exists()


def test_without_a_display_the_window_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert "no display" in run().reason


def test_the_guarded_child_starts_through_the_program() -> None:
    command = [sys.executable, str(ROOT / "main.py"), "--guarded-child"]
    done = subprocess.run(command, input=b"", capture_output=True, check=False, timeout=60)
    assert (done.returncode, b"ready" in done.stdout) == (0, True)


def test_ctrl_c_stops_cleanly(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_desk: Desk, _given: object) -> Said:
        signal.raise_signal(signal.SIGINT)
        return Said({})

    monkeypatch.setattr(doctor, "doctor", interrupted)
    assert line("doctor").reason == "Stopped, as asked. What was done until then is kept."


def test_ctrl_c_reaches_long_work_between_two_steps(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = []

    def working(desk: Desk, _given: object) -> Said:
        for step in range(3):
            desk.token.check()
            steps.append(step)
            signal.raise_signal(signal.SIGINT)
        return Said({})

    monkeypatch.setattr(doctor, "doctor", working)
    assert line("doctor").status == 1
    assert steps == [0]


@pytest.mark.parametrize(
    ("missing", "option"),
    [("--password-file", "--password-file"), ("--as", "--as"), ("--passphrase-file",) * 2],
)
def test_nobody_is_asked_where_there_is_no_terminal(line: Line, missing: str, option: str) -> None:
    given = line.words("audit", "verify")
    at = given.index(missing)
    outcome = run(*given[:at], *given[at + 2 :])
    assert outcome.status == 1
    assert option in outcome.reason


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\xff\xfe\x00", b"x" * 5000], ids=["empty", "blank", "no text", "long"]
)
def test_a_file_that_holds_no_secret_is_refused_by_name(line: Line, content: bytes) -> None:
    (line.folder / "bad").write_bytes(content)
    outcome = run(*line.words("audit", "verify"), "--password-file", str(line.folder / "bad"))
    assert "bad" in outcome.reason


def test_a_secret_file_may_be_written_by_any_editor(line: Line) -> None:
    (line.folder / "windows").write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\n")
    outcome = run(*line.words("audit", "verify"), "--passphrase-file", str(line.folder / "windows"))
    assert outcome.status == 0


def test_an_address_of_another_server_is_no_store(line: Line) -> None:
    assert "postgresql+psycopg://" in run("audit", "verify", "--store", "mysql://x/y").reason


@pytest.mark.parametrize("store", ["a" * 5000, "~nobody-of-this-name/a.store"])
def test_a_place_that_the_system_cannot_have_is_no_store(store: str) -> None:
    assert "A store is a file" in run("audit", "verify", "--store", store).reason


def test_an_empty_name_of_a_store_does_not_mean_the_default() -> None:
    assert run("audit", "verify", "--store", "").status == 2


def shell(line: Line, redirected: str) -> subprocess.CompletedProcess[str]:
    """Run a command with a stream as a shell gives it."""
    words = [sys.executable, str(ROOT / "main.py"), *line.words("operator", "list", who="Root")]
    command = ["/bin/sh", "-c", f'"$@" {redirected}', "sh", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this system has no full device")
def test_an_output_that_is_full_is_no_bug(line: Line) -> None:
    done = shell(line, ">/dev/full")
    assert (done.returncode, done.stderr.startswith("reason: It is done")) == (1, True)


def test_without_an_input_nobody_is_asked(line: Line) -> None:
    words = line.words("audit", "verify")
    at = words.index("--password-file")
    command = ["/bin/sh", "-c", '"$@" <&-', "sh", sys.executable, str(ROOT / "main.py")]
    done = subprocess.run(
        [*command, *words[:at], *words[at + 2 :]], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, "--password-file" in done.stderr) == (1, True)


def test_a_reader_who_has_seen_enough_is_no_bug(line: Line) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, str(ROOT / "main.py"), *line.words("operator", "list", "--json", who="Root")]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    os.close(writer)
    assert "bug" not in done.stderr


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, ""),
        ({"LANG": "ja_JP.UTF-8"}, "ja_JP.UTF-8"),
        ({"LC_ALL": "", "LC_MESSAGES": "ja_JP.UTF-8", "LANG": "en_GB.UTF-8"}, "ja_JP.UTF-8"),
        ({"LC_ALL": "C.UTF-8", "LANG": "ja_JP.UTF-8"}, "C.UTF-8"),
    ],
)
def test_the_language_is_the_systems_until_told(environment: dict[str, str], language: str) -> None:
    assert system_language(environment) == language


def test_the_log_names_no_people_even_at_its_loudest(desk: Line) -> None:
    outcome = run_apart(*desk.words("show", "account", "C-100", "--log-level", "debug"))
    assert "INFO console: the store is" in outcome.err
    assert "Hanako" in outcome.out
    assert "Hanako" not in outcome.err
    assert "SELECT" not in outcome.err


def test_the_program_speaks_the_language_it_is_told() -> None:
    try:
        run("--help", "--lang", "ja")
        assert words.language() == "ja"
    finally:
        words.use("en")
