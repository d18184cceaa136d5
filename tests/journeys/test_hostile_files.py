"""Files made to break programs, dropped on a case: the window goes on, each is taken in or refused."""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer

from console.access import Role
from console.evidence.actions import verify_evidence
from console.evidence.room import Room
from console.stores.records import Place
from db.evidence_files import vault_of
from tests.parts import files
from tests.parts.disputes import ready
from tests.parts.real_window import AtTheDesk

LONGEST_FILE = 5.0  # seconds until a file has its entry or its refusal
LONGEST_STILL = 0.5  # seconds in which the window may not answer, on a busy machine
FOLDERS = ("hostile/images", "hostile/pdf", "mail/rfc2822", "mail/multi_charset")


@contextmanager
def ticking() -> Iterator[list[float]]:
    """Watch the window's event loop; give the moments at which it was alive."""
    ticks = [time.monotonic()]
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: ticks.append(time.monotonic()))
    timer.start()
    yield ticks
    timer.stop()


def drop_and_wait(desk: AtTheDesk, file: Path) -> tuple[float, float]:
    """Drop a file; return how long until it was taken in or refused, and how long the window stood still."""
    before, composer = len(desk.page.evidence), desk.shell.queue.work.composer
    with ticking() as ticks:
        began = time.monotonic()
        desk.drop(file)
        desk.until(lambda: len(desk.page.evidence) > before or composer.problem.text, file.name)
        took = time.monotonic() - began
    return took, max(later - sooner for sooner, later in pairwise(ticks))


@pytest.mark.window
@pytest.mark.parametrize("folder", FOLDERS)
def test_hostile_files_are_kept_byte_for_byte_while_the_window_goes_on(
    desk: AtTheDesk, place: Place, shared_data: Path, folder: str
) -> None:
    desk.sign_in(place, Role.AGENT)
    case_id, agent = ready(desk.here), desk.here.actor(Role.AGENT)
    desk.show_case(case_id)
    refused = set()
    dropped = sorted(file for file in (shared_data / folder).iterdir() if file.suffix not in (".md", ""))
    for file in dropped:
        took, still = drop_and_wait(desk, file)
        assert (took < LONGEST_FILE, still < LONGEST_STILL) == (True, True), (file.name, took, still)
        if desk.shell.queue.work.composer.problem.text:
            refused.add(file)
    store = desk.window.store
    assert store is not None
    kept = {e.sha256 for e in desk.page.evidence.values()}
    assert {hashlib.sha256(file.read_bytes()).hexdigest() for file in set(dropped) - refused} <= kept
    room = Room(vault_of(store), files.GUARD)
    assert verify_evidence(store.backend, agent, case_id, room=room).damaged == ()
