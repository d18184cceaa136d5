"""What stands behind the sign-in page.

The window takes this file in, and with it every screen, in a job of its own: the first page is painted long
before that is done.
"""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from console.access import Actor
from console.errors import Refused
from console.evidence.store import FileVault
from console.evidence.sweep import sweep
from console.guarded.host import Guard
from console.house import House
from console.letters.records import DisputeAnswer, Drawn, LetterContent
from console.letters.store import Drawer
from console.settings import Settings, read_settings
from console.stores.store import Keeper, OpenStore
from widgets.jobs import Jobs
from widgets.kit.clipboard import BriefCopy
from widgets.kit.shortcuts import Commands
from widgets.kit.undo_bar import UndoBar
from widgets.screens.desk import Desk
from widgets.window_shell import Leave, Shell

LATER_MS = 300  # the desk is painted by then


class LateDrawer:
    """Draws letters by the house's drawer, whose libraries are read after the desk is there."""

    def __init__(self, make: Callable[[], Drawer]) -> None:
        self._made = cache(make)

    def take_in(self) -> None:
        """Read what drawing needs."""
        self._made()

    def dispute_answer(self, facts: DisputeAnswer) -> Drawn:
        """Return the answer to a dispute. Raises: CannotDraw, NotAsWritten, Invalid."""
        return self._made().dispute_answer(facts)

    def letter(self, content: LetterContent, asked: str) -> Drawn:
        """Return any letter. Raises: CannotDraw, NotAsWritten."""
        return self._made().letter(content, asked)

    def pictures(self, pdf: bytes, width: int) -> list[bytes]:
        """Return each page of a finished letter as PNG."""
        return self._made().pictures(pdf, width)


@dataclass(frozen=True, slots=True)
class Behind:
    """All that a desk needs and that is not the window's own, made off the window's thread."""

    keeper: Keeper[Any]
    store: OpenStore
    settings: Settings
    drawer: LateDrawer
    vault: FileVault

    def lay(
        self,
        window: QWidget,
        actor: Actor,
        *,
        lock: Callable[[], object],
        sign_out: Callable[[], object],
        jobs: Jobs,
        guard: Guard,
        memory: MutableMapping[str, Any],
        undo: UndoBar,
        go: Callable[[str, int], None],
        refused: Callable[[Refused], None],
    ) -> Shell:
        """Return the desk of `actor`; what a crash left beside the store is cleared away meanwhile."""
        desk = Desk(
            backend=self.store.backend,
            actor=actor,
            jobs=jobs,
            drawer=self.drawer,
            guard=guard,
            vault=self.vault,
            keeper=self.keeper,
            store=self.store,
            settings=self.settings,
            memory=memory,
            undo=undo,
            clipboard=BriefCopy(parent=window),
            commands=Commands(window),
            go=go,
            refused=refused,
        )
        jobs.write(sweep, self.store.backend, self.vault, owner=window)
        jobs.read(guard.warm, owner=window)
        jobs.beside(self.store.keep_up, owner=window)  # what was taken in and is not searchable yet
        shell = Shell(desk, Leave(lock, sign_out), encrypted=self.store.place.is_file)
        QTimer.singleShot(LATER_MS, shell, lambda: jobs.read(self.drawer.take_in, owner=shell))
        return shell


def look_behind(house: House, store: OpenStore, actor: Actor) -> Behind:
    """Return what the desk of `actor` is laid with. Raises: Refused."""
    return Behind(
        keeper=house.keeper(),
        store=store,
        settings=read_settings(store.backend, actor),
        drawer=LateDrawer(house.drawer),
        vault=house.vault(store),
    )
