"""What is asked at a terminal is asked unseen, and works like its file."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

import pytest

from tests.parts.command_line import PASSPHRASE, PASSWORD, ROOT, Line

NEW = "quite another open sesame"

pytestmark = pytest.mark.skipif(
    shutil.which("setsid") is None,
    reason="no setsid (util-linux) here to give a program a terminal of its own",
)


def at_a_terminal(words: Sequence[str], *talk: tuple[str, str]) -> tuple[int, str]:
    """Run a command at a terminal, answer each prompt; return its status and what was shown."""
    import pty  # noqa: PLC0415 -- not on Windows

    ours, theirs = pty.openpty()
    command = ["setsid", "--ctty", "--wait", sys.executable, str(ROOT / "main.py"), *words]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT) as process:
        os.close(theirs)
        shown, at = b"", 0
        for prompt, answer in talk:
            while (found := shown.find(prompt.encode(), at)) < 0:
                shown += os.read(ours, 1024)
            at = found + 1
            os.write(ours, answer.encode() + b"\n")
        shown += _rest(ours)
    os.close(ours)
    return process.returncode, shown.decode()


def _rest(descriptor: int) -> bytes:
    content = b""
    while True:
        try:
            piece = os.read(descriptor, 1024)
        except OSError:  # Linux says so when the program at the other end has gone
            return content
        if not piece:
            return content
        content += piece


def test_name_passphrase_and_password_are_asked_unseen(line: Line) -> None:
    status, shown = at_a_terminal(
        ["audit", "verify", "--store", str(line.folder / "a.store")],
        ("Passphrase of the store: ", PASSPHRASE), ("Operator: ", "Alice"), ("Password: ", PASSWORD),
    )  # fmt: skip
    assert status == 0, shown
    assert "entries" in shown
    assert PASSWORD not in shown


def test_a_first_operator_and_a_passphrase_are_asked_twice(nowhere: Line) -> None:
    place = nowhere.folder / "a.store"
    status, shown = at_a_terminal(
        ["init", "--name", "Alice", "--role", "agent", "--store", str(place)],
        ("Password of the first operator: ", PASSWORD), ("Once more: ", PASSWORD),
        ("Passphrase for the store: ", PASSPHRASE), ("Once more: ", PASSPHRASE),
    )  # fmt: skip
    assert status == 0, shown
    assert nowhere("case", "list").status == 0


def test_two_that_differ_change_nothing(line: Line) -> None:
    words = line.words("operator", "password", "Alice", who="Root")
    status, shown = at_a_terminal(words, ("New password of the operator: ", NEW), ("Once more: ", NEW + "!"))
    assert status == 1
    assert "reason: The two differ. Nothing was changed." in shown
    assert line("case", "list").status == 0


def test_long_work_shows_how_far_it_is(line: Line) -> None:
    words = line.words("demo-data", "--accounts", "3", "--orders", "3", "--cases", "0")
    status, shown = at_a_terminal(words)
    assert status == 0
    assert "Making people up 6 / 6" in shown
