"""A signed-in desk: rail, bar on top, and the screens between which one goes.

A screen is made when one first goes there, or between two events once the desk is painted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from console.orders.records import Order
from console.words import N_, _
from widgets.kit.empty import Empty
from widgets.kit.rail import Place, Rail
from widgets.kit.shortcuts import Command, key_sheet
from widgets.kit.undo_bar import UNDO_KEY
from widgets.screens.customer import CustomerScreen, Wanted
from widgets.screens.desk import Desk
from widgets.screens.letter import LetterScreen, take_in_names
from widgets.screens.queue import QueueScreen, open_dispute_dialog
from widgets.screens.settings import SettingsScreen
from widgets.window_bar import TopBar
from widgets.window_search import COMMANDS, Searching

LOOKUP, CUSTOMER, ORDER, PARCEL = "lookup", "customer", "order", "parcel"
QUEUE, CASE, LETTER, SETTINGS = "queue", "case", "letter", "settings"
SCREENS = (CUSTOMER, QUEUE, LETTER, SETTINGS)  # in the order in which they are made
SCREEN_OF = {ORDER: CUSTOMER, PARCEL: CUSTOMER, CASE: QUEUE}
PLACE_OF = {CUSTOMER: LOOKUP, ORDER: LOOKUP, PARCEL: LOOKUP, CASE: QUEUE, LETTER: QUEUE}

S = TypeVar("S", bound=QWidget)


@dataclass(frozen=True, slots=True)
class Leave:
    """How one leaves the desk."""

    lock: Callable[[], object]
    sign_out: Callable[[], object]


class Shell(QWidget):
    """The desk of one operator; only what their role may open is on the rail."""

    def __init__(self, desk: Desk, leave: Leave, *, encrypted: bool) -> None:
        super().__init__()
        self.desk, self._leave = desk, leave
        self._past: list[tuple[str, int]] = []
        self.here: tuple[str, int] = (LOOKUP, 0)
        self.bar = TopBar(desk, encrypted=encrypted)
        self.places = places_for(desk)
        self.rail = Rail(_(N_("Places")), "R", self.places)
        self.stack = QStackedWidget()
        self.search = Searching(desk, self.bar.search, self)
        self.home = Empty(
            "account-search-outline",
            _(N_("Whom are you looking for?")),
            _(N_("Type a number, e-mail, phone, name or product in the field on top.")),
        )
        self.stack.addWidget(self.home)
        self._unmade = list(SCREENS)
        self._making = QTimer(self, interval=0)
        self._making.timeout.connect(self._make_next)
        self._taking_in = False
        self._leaving: list[Callable[[], object]] = []
        self._lay_out()
        self._add_commands()
        self.rail.chosen.connect(lambda place: self.go(place, 0))
        self.go(self.places[0].id, 0)
        self._past.clear()

    @cached_property
    def customer(self) -> CustomerScreen:
        """One person with their orders."""
        screen = self._made(CustomerScreen(self.desk, self._open_dispute))
        self.desk.commands.add(*screen.commands())
        return screen

    @cached_property
    def queue(self) -> QueueScreen:
        """The workspace."""
        screen = self._made(QueueScreen(self.desk))
        self.desk.commands.add(*screen.commands())
        self._leaving.append(screen.leave)
        return screen

    @cached_property
    def letter(self) -> LetterScreen:
        """A case's letter."""
        screen = self._made(LetterScreen(self.desk, partial(self.go, CASE)))
        self.desk.commands.add(*screen.commands())
        return screen

    @cached_property
    def settings(self) -> SettingsScreen:
        """What is set."""
        return self._made(SettingsScreen(self.desk))

    def _made(self, screen: S) -> S:
        self.stack.addWidget(screen)
        return screen

    def _screen(self, name: str) -> QWidget:
        """Return the screen of this name, made now if it is not yet."""
        if name == LOOKUP:
            return self.home
        screen: QWidget = getattr(self, name)
        return screen

    def _begin_making(self, _taken: None) -> None:
        self._taking_in = False
        self._making.start()

    def _make_next(self) -> None:
        if self._unmade:
            self._screen(self._unmade.pop(0))
        else:
            self._making.stop()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.bar)
        right.addWidget(self.stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)

    def _add_commands(self) -> None:
        window, add = _(N_("Window")), self.desk.commands.add
        may_search = self.desk.actor.may("lookup:use")
        add(
            Command(
                "search", _(N_("Search")), self.search.begin, "Ctrl+K", window, "magnify", lambda: may_search
            ),
            Command("palette", _(N_("All commands")), self._palette, "Ctrl+Shift+P", window),
            Command(
                "back", _(N_("Back")), self.back, "Alt+Left", window, "arrow-left", lambda: bool(self._past)
            ),
            Command("keys", _(N_("All keys")), self._show_keys, "?", window, "keyboard-outline"),
            Command("lock", _(N_("Lock this desk")), self._leave.lock, "Ctrl+L", window, "lock-outline"),
            Command("sign-out", _(N_("Sign out")), self._leave.sign_out, "", window, "logout"),
        )
        for place in self.places:
            words = _("Go to {place}", place=place.words)
            add(
                Command(f"go.{place.id}", words, partial(self.go, place.id, 0), place.key, window, place.icon)
            )
        self.bar.menu.clicked.connect(self._palette)

    def go(self, screen: str, key: int) -> None:
        """Open a place, remembering where one was."""
        if (screen, key) != self.here:
            self._past.append(self.here)
        self._show(screen, key)

    def back(self) -> None:
        """Go where one was before."""
        if self._past:
            self._show(*self._past.pop())

    def _show(self, screen: str, key: int) -> None:
        self.here = (screen, key)
        self.search.dismiss()
        self.stack.setCurrentWidget(self._screen(SCREEN_OF.get(screen, screen)))
        self.rail.show_place(PLACE_OF.get(screen, screen))
        begins: dict[str, Callable[[], object]] = {
            LOOKUP: self.search.begin,
            CUSTOMER: lambda: self.customer.show_wanted(Wanted(account_id=key)),
            ORDER: lambda: self.customer.show_wanted(Wanted(order_id=key)),
            PARCEL: lambda: self.customer.show_wanted(Wanted(parcel_id=key)),
            QUEUE: lambda: self.queue.begin(),  # noqa: PLW0108 -- without the lambda the screen is made here
            CASE: lambda: self.queue.show_case(key),
            LETTER: lambda: self.letter.show_case(key),
            SETTINGS: lambda: self.settings.begin(),  # noqa: PLW0108 -- as above
        }
        begins[screen]()
        if screen in (CUSTOMER, ORDER, PARCEL):
            self.customer.setFocus()

    def _open_dispute(self, order: Order) -> None:
        open_dispute_dialog(self, self.desk, order, lambda case_id: self.go(CASE, case_id))

    def rest(self, *, resting: bool) -> None:
        """Let the keys sleep while the desk is locked."""
        self._making.stop()
        self.search.dismiss()
        self.desk.commands.rest(resting=resting)

    def leave(self) -> None:
        """Save what is typed and take back what this desk lent to the window."""
        for leave in self._leaving:
            leave()
        self.desk.commands.take_back(*[c.id for c in self.desk.commands.all()])

    def _palette(self) -> None:
        self.search.begin(COMMANDS)

    def _show_keys(self) -> None:
        while self._unmade:
            self._make_next()
        undo = Command("undo", _(N_("Undo")), self.desk.undo.take_back, UNDO_KEY, _(N_("Window")))
        key_sheet(self, [undo, *self.desk.commands.with_keys()])

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; what nobody looks at yet is made after the first time."""
        super().paintEvent(event)
        if self._unmade and not self._making.isActive() and not self._taking_in:
            self._taking_in = True
            self.desk.jobs.read(take_in_names, owner=self, done=self._begin_making)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step back with Esc, where nothing nearer takes it."""
        if event.key() == Qt.Key.Key_Escape and self._past:
            self.back()
        else:
            super().keyPressEvent(event)


def places_for(desk: Desk) -> list[Place]:
    """Return the places on the rail that this operator may open."""
    may = desk.actor.may
    places = [
        (may("lookup:use"), Place(LOOKUP, _(N_("Lookup")), "account-search-outline", "Ctrl+1")),
        (may("case:read"), Place(QUEUE, _(N_("Queue")), "inbox-outline", "Ctrl+2")),
        (True, Place(SETTINGS, _(N_("Settings")), "cog-outline", "Ctrl+,", foot=True)),
    ]
    return [place for allowed, place in places if allowed]
