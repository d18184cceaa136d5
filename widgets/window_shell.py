"""A signed-in desk: rail, bar on top, and the screens between which one goes."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from console.words import N_, _
from widgets.kit.empty import Empty
from widgets.kit.rail import Place, Rail
from widgets.kit.shortcuts import Command, key_sheet
from widgets.screens.customer import CustomerScreen
from widgets.screens.desk import Desk
from widgets.window_bar import TopBar
from widgets.window_search import COMMANDS, Searching

LOOKUP, CUSTOMER = "lookup", "customer"


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
        self.rail = Rail(_(N_("Places")), "R", self._places())
        self.stack = QStackedWidget()
        self.search = Searching(desk, self.bar.search, self)
        self.home = Empty(
            "account-search-outline",
            _(N_("Whom are you looking for?")),
            _(N_("Type a number, e-mail, phone, name or product in the field on top.")),
        )
        self.customer = CustomerScreen(desk, self._open_dispute)
        self._screens: dict[str, QWidget] = {}
        self._keep(LOOKUP, self.home)
        self._keep(CUSTOMER, self.customer)
        self._lay_out()
        self._add_commands()
        self.rail.chosen.connect(lambda place: self.go(place, 0))
        self.rail.show_place(LOOKUP)

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

    def _keep(self, name: str, screen: QWidget) -> None:
        self._screens[name] = screen
        self.stack.addWidget(screen)

    def _places(self) -> list[Place]:
        may = self.desk.actor.may
        places = [(may("lookup:use"), Place(LOOKUP, _(N_("Lookup")), "account-search-outline", "Ctrl+1"))]
        return [place for allowed, place in places if allowed]

    def _add_commands(self) -> None:
        window = _(N_("Window"))
        add = self.desk.commands.add
        add(
            Command("search", _(N_("Search")), self.search.begin, "Ctrl+K", window, "magnify"),
            Command("palette", _(N_("All commands")), self._palette, "Ctrl+Shift+P", window, "chevron-right"),
            Command(
                "back", _(N_("Back")), self.back, "Alt+Left", window, "arrow-left", lambda: bool(self._past)
            ),
            Command("keys", _(N_("All keys")), self._show_keys, "F1", window, "keyboard-outline"),
            Command("lock", _(N_("Lock this desk")), self._leave.lock, "Ctrl+L", window, "lock-outline"),
            Command("sign-out", _(N_("Sign out")), self._leave.sign_out, "", window, "logout"),
        )
        for place in self._places():
            words = _("Go to {place}", place=place.words)
            add(
                Command(
                    f"go.{place.id}", words, lambda p=place.id: self.go(p, 0), place.key, window, place.icon
                )
            )
        add(*self.customer.commands())
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
        if screen == CUSTOMER:
            self.customer.show_account(key)
        self.stack.setCurrentWidget(self._screens[screen])
        self.rail.show_place(LOOKUP)

    def rest(self, *, resting: bool) -> None:
        """Let the keys sleep while the desk is locked."""
        self.desk.commands.rest(resting=resting)

    def leave(self) -> None:
        """Take back what this desk lent to the window."""
        self.desk.commands.take_back(*[c.id for c in self.desk.commands.all()])

    def _palette(self) -> None:
        self.search.begin(COMMANDS)

    def _show_keys(self) -> None:
        key_sheet(self, self.desk.commands.with_keys())
