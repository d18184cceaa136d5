"""A desk with the workspace on it, over a real store with a small world in it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.access import Role
from console.crash import Crash
from console.errors import Refused
from console.guarded.host import Guard
from console.settings import read_settings
from db.evidence_files import FolderVault
from db.work import SqlBackend
from reports.drawer import Letters
from tests.parts.world import World, settle
from widgets.jobs import Jobs
from widgets.kit.clipboard import BriefCopy
from widgets.kit.dialogs import Dialog
from widgets.kit.picker import Picker
from widgets.kit.shortcuts import Commands
from widgets.kit.undo_bar import UndoBar
from widgets.screens.desk import Desk
from widgets.screens.queue import QueueScreen
from widgets.screens.queue.pages import CasePage

PATIENCE_MS = 30_000


class Window(QWidget):
    """Holds one screen, as the program's window would."""

    def hold(self, screen: QWidget) -> None:
        """Fill the window with `screen`."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(screen)


@dataclass
class Bench:
    """One operator at the workspace, and what was said to him."""

    qtbot: QtBot
    here: World
    desk: Desk
    screen: QueueScreen
    window: Window
    refused: list[str] = field(default_factory=list)
    went: list[tuple[str, int]] = field(default_factory=list)

    def until(self, what: Callable[[], Any]) -> None:
        """Wait until `what` holds."""
        self.qtbot.waitUntil(lambda: bool(what()), timeout=PATIENCE_MS)

    def quiet(self) -> None:
        """Wait until no work is under way."""
        self.until(lambda: self.desk.jobs.running == 0 and not self.screen.is_showing)

    def show(self, case_id: int) -> CasePage:
        """Show a case and wait until it is there."""
        self.screen.show_case(case_id)
        self.until(lambda: self.screen.page is not None and self.screen.page.case.id == case_id)
        self.quiet()
        return self.page

    @property
    def page(self) -> CasePage:
        """The page shown."""
        assert self.screen.page is not None
        return self.screen.page

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        focus: QWidget | None = self.window.focusWidget()
        QTest.keyClick(focus or self.window, key, modifiers)

    def typed(self, text: str) -> None:
        """Type where the focus is."""
        QTest.keyClicks(self.window.focusWidget(), text)

    def dialog(self) -> Dialog:
        """Return the dialog that is open."""
        self.until(lambda: [d for d in self.window.findChildren(Dialog) if d.isVisible()])
        return next(d for d in self.window.findChildren(Dialog) if d.isVisible())

    def picker(self) -> Picker:
        """Return the list to choose from that is open."""
        return next(p for p in self.window.findChildren(Picker) if p.isVisible())

    def press(self, words: str) -> None:
        """Press a button of the dialog that is open."""
        next(b for b in self.dialog().findChildren(QPushButton) if b.text() == words).click()

    def undo(self) -> None:
        """Press Undo and wait until it is undone."""
        self.desk.undo.take_back()
        self.quiet()

    def titles(self) -> list[str]:
        """The titles on the timeline, oldest first, as they are read aloud."""
        self.until(lambda: self.screen.work.timeline.waiting == 0)
        return [card.accessibleName() for card in self.screen.work.timeline.cards]


Open = Callable[..., Bench]


@pytest.fixture
def here(sqlite_backend: SqlBackend) -> World:
    """Return the small world, in a store of its own."""
    return settle(sqlite_backend)


@pytest.fixture
def sit(qtbot: QtBot, here: World, tmp_path: Path) -> Iterator[Open]:
    """Return how an operator sits down at the workspace."""
    with ExitStack() as stack:
        guard = Guard()
        stack.callback(guard.close)

        def sit_down(role: Role = Role.AGENT) -> Bench:
            bench = _lay(qtbot, here, role, tmp_path, guard)
            stack.callback(_leave, bench)
            return bench

        yield sit_down


def _in_front(window: QWidget) -> bool:
    """Ask for the window to be in front until it is: what an earlier test left may close late."""
    if not window.isActiveWindow():
        window.activateWindow()
    return window.isActiveWindow()


def _lay(qtbot: QtBot, here: World, role: Role, folder: Path, guard: Guard) -> Bench:
    refused: list[str] = []
    went: list[tuple[str, int]] = []
    window = Window()
    qtbot.addWidget(window)
    window.resize(1440, 900)

    def refuse(refusal: Refused) -> None:
        refused.append(refusal.text())

    def fail(crash: Crash) -> None:
        refused.append(crash.path.read_text() if crash.path else "crash")

    desk = Desk(
        backend=here.backend,
        actor=here.actor(role),
        jobs=Jobs(folder, refused=refuse, failed=fail),
        drawer=Letters(),
        guard=guard,
        vault=FolderVault(folder / "evidence", bytes(32)),
        keeper=None,  # type: ignore[arg-type]  # the workspace opens no store
        store=None,  # type: ignore[arg-type]  # the same
        settings=read_settings(here.backend, here.actor(role)),
        memory={},
        undo=UndoBar(window),
        clipboard=BriefCopy(parent=window),
        commands=Commands(window),
        go=lambda screen, key: went.append((screen, key)),
        refused=refuse,
    )
    screen = QueueScreen(desk)
    window.hold(screen)
    desk.commands.add(*screen.commands())
    window.show()
    qtbot.waitUntil(partial(_in_front, window), timeout=PATIENCE_MS)
    return Bench(qtbot, here, desk, screen, window, refused, went)


def _leave(bench: Bench) -> None:
    bench.screen.leave()
    bench.desk.jobs.close()
