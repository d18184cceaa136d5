"""The window: first start or sign-in, then the desk; locked when left alone.

What the first page does not need is imported when it is needed, off the window's thread where it is much.
"""

# ruff: noqa: PLC0415 -- see above

from __future__ import annotations

import gc
from collections.abc import MutableMapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from console.access import Actor
from console.backend import Backend
from console.crash import Crash
from console.errors import Refused
from console.stores.records import Place
from console.words import N_, _
from widgets.jobs import Jobs
from widgets.kit.dialogs import tell
from widgets.kit.undo_bar import UndoBar
from widgets.screens.sign_in import SignInScreen
from widgets.screens.trouble import TroubleScreen
from widgets.window_idle import Inputs

if TYPE_CHECKING:
    from console.guarded.host import Guard
    from console.house import House
    from console.stores.store import OpenStore
    from widgets.window_desk import Behind
    from widgets.window_shell import Shell

SIZE = (1440, 900)
SMALLEST = (1024, 640)
MINUTE_MS = 60_000
ASKED = "asked-for-passphrase"


class ConsoleWindow(QWidget):
    """The one window of the program. `memory` keeps pane widths and the look across starts."""

    def __init__(self, house: House, memory: MutableMapping[str, Any]) -> None:
        super().__init__()
        self._house, self._memory = house, memory
        self._known: Actor | None = None
        self.jobs = Jobs(house.reports, refused=self._refused, failed=self._failed)
        self.pages = QStackedWidget()
        self._guard: Guard | None = None
        self.store: OpenStore | None = None
        self.shell: Shell | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.lock)
        Inputs(self._touched, self)
        self.setWindowTitle(_(N_("Rakufun Console")))
        self.setMinimumSize(*SMALLEST)
        self.resize(*SIZE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self.undo = UndoBar(self)

    def begin(self, place: Place, passphrase: str | None = None, actor: Actor | None = None) -> None:
        """Open the store at `place` and ask who signs in, unless `actor` is known; make one if none is."""
        self._known = actor
        if place.path is not None and not place.path.exists():
            from widgets.screens.first_start import FirstStartScreen

            self._show(FirstStartScreen(self._house, self.jobs, place, self._made, self._open_other))
            return
        if actor is None and not self._memory.get(ASKED):
            self.ask_who()  # while the store opens: last time it asked for nothing
        self._open(place, passphrase)

    def _made(self, place: Place, passphrase: str | None, name: str) -> None:
        self._open(place, passphrase, name)

    def _open_other(self, path: Path) -> None:
        self._open(Place(path=path), None)

    def _open(self, place: Place, passphrase: str | None, name: str = "") -> None:
        def fetch() -> OpenStore:
            store: OpenStore = self._house.keeper().open(place, passphrase=passphrase)
            return store

        def not_opened(refusal: Refused) -> None:
            self._memory[ASKED] = True
            again = partial(self._open, place)
            self._show(TroubleScreen(refusal, place, lambda secret: again(secret or None), self._open_other))

        self.jobs.write(fetch, owner=self, done=lambda store: self._serve(store, name), refused=not_opened)

    def _serve(self, store: OpenStore, name: str) -> None:
        self.store = store
        page = self.pages.currentWidget()
        if self._known is not None:
            self.enter(self._known)
            return
        if isinstance(page, SignInScreen):
            page.serve(store.backend)
        else:
            self.ask_who(name)
        self.jobs.read(_take_in_desk, owner=self)

    def ask_who(self, name: str = "") -> None:
        """Ask who signs in; to the store that is open, or once it is."""
        self._leave_shell()
        screen = SignInScreen(self.store.backend if self.store else None, self.jobs, self.enter)
        screen.name.setText(name)
        self._show(screen)
        screen.begin()

    def enter(self, actor: Actor) -> None:
        """Lay out the desk of an operator who has proved who he is."""
        store = self._opened()

        def fetch() -> Behind:
            from widgets.window_desk import look_behind

            _take_in_desk()
            return look_behind(self._house, store, actor)

        self.jobs.read(fetch, owner=self, done=lambda behind: self._lay_desk(actor, behind))

    def _lay_desk(self, actor: Actor, behind: Behind) -> None:
        self._leave_shell()
        self._guard = self._guard or self._house.guard()
        self.shell = behind.lay(
            self,
            actor,
            lock=self.lock,
            sign_out=self.sign_out,
            jobs=self.jobs,
            guard=self._guard,
            memory=self._memory,
            undo=self.undo,
            go=self.go,
            refused=self._refused,
        )
        self._show(self.shell)
        self._idle.setInterval(behind.settings.limits.idle_lock_minutes * MINUTE_MS)
        self._idle.start()

    @property
    def backend(self) -> Backend[Any]:
        """The open store. Raises: RuntimeError before one is open."""
        return self._opened().backend

    def _opened(self) -> OpenStore:
        if self.store is None:
            msg = "no store is open"
            raise RuntimeError(msg)
        return self.store

    def go(self, screen: str, key: int) -> None:
        """Open a place of the desk."""
        if self.shell is not None:
            self.shell.go(screen, key)

    def lock(self) -> None:
        """Hide the desk until its operator proves again who he is; what is open stays open behind."""
        if self.shell is None or self.pages.currentWidget() is not self.shell:
            return
        from console.operators.actions import lock

        actor = self.shell.desk.actor
        self._idle.stop()
        self.undo.close_offer()
        self.jobs.write(partial(lock, self.backend, actor), owner=self)
        screen = SignInScreen(self.backend, self.jobs, self._unlocked, actor=actor, other=self.ask_who)
        self.shell.rest(resting=True)
        self.pages.addWidget(screen)
        self.pages.setCurrentWidget(screen)
        screen.begin()

    def _unlocked(self, actor: Actor) -> None:
        if self.shell is None or actor.role is not self.shell.desk.actor.role:
            self.enter(actor)  # the role was changed meanwhile: another desk
            return
        locked = self.pages.currentWidget()
        self.pages.setCurrentWidget(self.shell)
        if locked is not None:
            self.pages.removeWidget(locked)
            locked.deleteLater()
        self.shell.rest(resting=False)
        self._idle.start()

    def sign_out(self) -> None:
        """Leave the desk and ask who is next."""
        if self.shell is not None:
            from console.operators.actions import sign_out

            self.jobs.write(partial(sign_out, self.backend, self.shell.desk.actor), owner=self)
        self.ask_who()

    def _touched(self) -> None:
        """Start the idle time anew."""
        if self._idle.isActive():
            self._idle.start()

    def _leave_shell(self) -> None:
        self._idle.stop()
        if self.shell is not None:
            self.shell.leave()
            self.shell = None

    def _show(self, screen: QWidget) -> None:
        while (old := self.pages.widget(0)) is not None:
            self.pages.removeWidget(old)
            old.deleteLater()
        self.pages.addWidget(screen)

    def _refused(self, refusal: Refused) -> None:
        tell(self, _(N_("This could not be done")), refusal.text())

    def _failed(self, crash: Crash) -> None:
        name = crash.path.name if crash.path else ""
        kept = _("A report without personal data is kept: {file}.", file=name) if name else ""
        text = _(N_("This is a fault of the program, not yours. What you typed is kept in the draft."))
        tell(self, _(N_("Something went wrong")), f"{text} {kept}".strip())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Finish the writes, let go of the store."""
        self._leave_shell()
        if self._guard is not None:
            self._guard.close()  # first: no job waits for a file that hangs
        self.jobs.close()
        if self._guard is not None:
            self._guard.close()
        if self.store is not None:
            self.store.close()
            self.store = None
        super().closeEvent(event)


def _take_in_desk() -> None:
    """Have all that stands behind the sign-in page imported by the time somebody has typed a password.

    What is there then stays to the end: collecting garbage need not look through it, which would hold up
    the window for a tenth of a second each time.
    """
    import widgets.window_desk  # noqa: F401 -- taken in, not used

    if not gc.isenabled():  # see window_start
        gc.freeze()
        gc.enable()
