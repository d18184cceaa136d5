"""What stands behind the sign-in page.

The window takes this file in, and with it every screen, in a job of its own: the first page is painted long
before that is done.
"""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from console.access import Actor
from console.errors import Refused
from console.evidence.store import FileVault
from console.evidence.sweep import sweep
from console.guarded.host import Guard
from console.house import House
from console.letters.store import Drawer
from console.settings import Settings, read_settings
from console.stores.store import Keeper, OpenStore
from widgets.jobs import Jobs
from widgets.kit.clipboard import BriefCopy
from widgets.kit.shortcuts import Commands
from widgets.kit.undo_bar import UndoBar
from widgets.screens.desk import Desk
from widgets.window_shell import Leave, Shell


@dataclass(frozen=True, slots=True)
class Behind:
    """All that a desk needs and that is not the window's own, made off the window's thread."""

    keeper: Keeper[Any]
    store: OpenStore
    settings: Settings
    drawer: Drawer
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
        return Shell(desk, Leave(lock, sign_out), encrypted=self.store.place.is_file)


def look_behind(house: House, store: OpenStore, actor: Actor) -> Behind:
    """Return what the desk of `actor` is laid with. Raises: Refused."""
    return Behind(
        keeper=house.keeper(),
        store=store,
        settings=read_settings(store.backend, actor),
        drawer=house.drawer(),
        vault=house.vault(store),
    )
