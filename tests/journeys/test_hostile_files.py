"""Files made to break programs, dropped on a case: the window goes on, each is taken in or refused."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from console.access import Role
from console.evidence.actions import verify_evidence
from console.evidence.room import Room
from console.stores.records import Place
from db.evidence_files import vault_of
from tests.parts import files
from tests.parts.disputes import ready
from tests.parts.hostile import made_by_us
from tests.parts.real_window import AtTheDesk

LONGEST_FILE = 5.0  # seconds until a file has its entry or its refusal
LONGEST_STILL = 0.5  # seconds in which the window may not answer, on a busy machine
FOLDERS = ("hostile/images", "hostile/pdf", "mail/rfc2822", "mail/multi_charset")
WORDS = "The customer says the box came open. "


@contextmanager
def ticking() -> Iterator[list[float]]:
    """Watch the window's event loop; give the moments at which it was alive."""
    ticks = [time.monotonic()]
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    timer.start()
    yield ticks
    timer.stop()


@contextmanager
def typing(field: QPlainTextEdit) -> Iterator[list[str]]:
    """Have somebody type into `field` all the while; give what was typed, letter by letter."""
    typed: list[str] = []
    timer = QTimer(interval=30)

    def one() -> None:
        letter = WORDS[len(typed) % len(WORDS)]
        QTest.keyClicks(field, letter)
        typed.append(letter)

    timer.timeout.connect(one)
    timer.start()
    yield typed
    timer.stop()


def longest_still(ticks: list[float]) -> float:
    """Return how long the window stood still at most."""
    return max((later - sooner for sooner, later in pairwise(ticks)), default=0.0)


def at_a_case(desk: AtTheDesk, place: Place) -> int:
    """Sign in and go to a case."""
    desk.sign_in(place, Role.AGENT)
    case_id = ready(desk.here)
    desk.show_case(case_id)
    return case_id


def in_folder(folder: Path) -> list[Path]:
    """Return the files of a folder that are no notes about it."""
    return sorted(file for file in folder.iterdir() if file.is_file() and file.suffix not in (".md", ""))


def drop_and_wait(desk: AtTheDesk, file: Path) -> tuple[float, float]:
    """Drop a file; return how long until it was taken in or refused, and how long the window stood still."""
    before, composer = len(desk.page.evidence), desk.shell.queue.work.composer
    with ticking() as ticks:
        began = time.monotonic()
        desk.drop(file)
        desk.until(lambda: len(desk.page.evidence) > before or composer.problem.text, file.name)
        took = time.monotonic() - began
    return took, longest_still(ticks)


def check_kept(desk: AtTheDesk, case_id: int, dropped: list[Path]) -> None:
    """Check that the case has these files byte for byte."""
    store = desk.window.store
    assert store is not None
    kept = {e.sha256 for e in desk.page.evidence.values()}
    assert {hashlib.sha256(file.read_bytes()).hexdigest() for file in dropped} <= kept
    room = Room(vault_of(store), files.GUARD)
    assert verify_evidence(store.backend, desk.here.actor(Role.AGENT), case_id, room=room).damaged == ()


@pytest.mark.window
@pytest.mark.parametrize("folder", FOLDERS)
def test_hostile_files_are_kept_byte_for_byte_while_the_window_goes_on(
    desk: AtTheDesk, place: Place, shared_data: Path, folder: str
) -> None:
    case_id = at_a_case(desk, place)
    refused = set()
    dropped = in_folder(shared_data / folder)
    for file in dropped:
        took, still = drop_and_wait(desk, file)
        assert (took < LONGEST_FILE, still < LONGEST_STILL) == (True, True), (file.name, took, still)
        if desk.shell.queue.work.composer.problem.text:
            refused.add(file)
    check_kept(desk, case_id, [file for file in dropped if file not in refused])


@pytest.mark.window
def test_archives_and_office_files_made_to_break_programs_are_kept_and_told(
    desk: AtTheDesk, place: Place, tmp_path: Path
) -> None:
    case_id = at_a_case(desk, place)
    dropped = made_by_us(tmp_path / "hostile")
    for file in dropped:
        took, still = drop_and_wait(desk, file)
        assert (took < LONGEST_FILE, still < LONGEST_STILL) == (True, True), (file.name, took, still)
    check_kept(desk, case_id, dropped)


@pytest.mark.window
def test_a_folder_of_hostile_files_is_taken_in_while_somebody_types(
    desk: AtTheDesk, place: Place, shared_data: Path
) -> None:
    case_id = at_a_case(desk, place)
    composer = desk.shell.queue.work.composer
    composer.begin("note")
    field, dropped = composer.editors["note"], in_folder(shared_data / "hostile" / "images")
    with ticking() as ticks, typing(field) as typed:
        desk.drop(shared_data / "hostile" / "images")
        desk.until(lambda: len(desk.page.evidence) >= len(dropped), "the folder's files")
    assert field.toPlainText() == "".join(typed)
    assert longest_still(ticks) < LONGEST_STILL
    check_kept(desk, case_id, dropped)
