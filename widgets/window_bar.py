"""The bar on top: the one search field, how the store is kept, who is signed in."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from console.words import N_, _
from widgets import theme
from widgets.kit.badge import Badge
from widgets.kit.buttons import Button, Look
from widgets.kit.searchfield import SearchField
from widgets.kit.wording import key_words
from widgets.screens.desk import Desk
from widgets.theme import Tone

HEIGHT = 53
FIELD = 520


class TopBar(QFrame):
    """Holds the search field; `menu` is pressed to see what the operator can do with the session."""

    def __init__(self, desk: Desk, *, encrypted: bool) -> None:
        super().__init__()
        theme.set_look(self, bar="top")
        self.setFixedHeight(HEIGHT)
        find = N_("Find an order, e-mail, phone, name, tracking number …")
        placeholder = _(find if desk.actor.may("lookup:use") else N_("Type a command …"))
        self.search = SearchField(_(N_("Search")), placeholder, key_words("Ctrl+K"))
        self.search.setMaximumWidth(FIELD)
        words = _(N_("Stored, encrypted")) if encrypted else _(N_("Stored on the server"))
        self.menu = Button(desk.actor.name, look=Look.QUIET, hint=_(N_("Lock or sign out")))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        row.addWidget(self.search, 1)
        row.addStretch(1)
        row.addWidget(Badge(words, Tone.GOOD, icon="lock-outline"))
        row.addWidget(self.menu)
