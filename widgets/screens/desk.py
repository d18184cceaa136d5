"""What every screen works with: who acts, on what store, and the few things the window does for all."""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from console.access import Actor
from console.backend import Backend
from console.errors import Refused
from console.evidence.store import FileVault
from console.guarded.host import Guard
from console.letters.store import Drawer
from console.settings import Settings
from console.stores.store import Keeper, OpenStore
from widgets.jobs import Job, Jobs
from widgets.kit.clipboard import BriefCopy
from widgets.kit.shortcuts import Commands
from widgets.kit.undo_bar import UndoBar


@dataclass(slots=True)
class Desk:
    """One signed-in operator's desk.

    `go(screen, key)` opens a place; `memory` keeps pane widths and the like across starts. `guard` opens
    strangers' files in a child process, `vault` keeps large evidence.
    """

    backend: Backend[Any]  # each action asks for its own Work; the one store has them all
    actor: Actor
    jobs: Jobs
    drawer: Drawer
    guard: Guard
    vault: FileVault
    keeper: Keeper[Any]  # whichever engine: its stores stay its own
    store: OpenStore
    settings: Settings
    memory: MutableMapping[str, Any]
    undo: UndoBar
    clipboard: BriefCopy
    commands: Commands
    go: Callable[[str, int], None]
    refused: Callable[[Refused], None]

    @property
    def zone(self) -> tzinfo | None:
        """The business time zone; this machine's until a profile is set."""
        return self.settings.profile.zone if self.settings.profile else None

    @property
    def year(self) -> int:
        """The present year in the business time zone."""
        return self.backend.now().astimezone(self.zone).year

    def read(
        self,
        fn: Callable[..., Any],
        *args: object,
        owner: QObject,
        done: Callable[[Any], object],
        **params: object,
    ) -> Job:
        """Ask `fn(backend, actor, *args, **params)` off the window's thread and hand the answer to `done`."""
        return self.jobs.read(
            partial(fn, self.backend, self.actor, *args, **params),
            owner=owner,
            done=done,
            refused=self.refused,
        )

    def write(
        self,
        fn: Callable[..., Any],
        *args: object,
        owner: QObject,
        done: Callable[[Any], object],
        refused: Callable[[Refused], object] | None = None,
        **params: object,
    ) -> Job:
        """Do `fn(backend, actor, *args, **params)` after all writes before it; `refused` hears why not."""
        call = partial(fn, self.backend, self.actor, *args, **params)
        return self.jobs.write(call, owner=owner, done=done, refused=refused or self.refused)
