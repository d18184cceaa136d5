"""Whether other accounts are the same person's: asked, answered by a person, taken back."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.customers.link_actions import confirm_same, dismiss_same, undecide_same
from console.customers.records import ContactKind
from console.customers.records_links import Likeness, Together, is_guest
from console.words import N_, _, n_
from widgets.kit.buttons import Button, Look
from widgets.kit.card import Card
from widgets.kit.labels import Elided
from widgets.kit.scroll import clear
from widgets.kit.wording import number
from widgets.screens.desk import Desk

SHOWN = 3


class LikenessCard(Card):
    """Proposals first, each to be confirmed or dismissed; what is linked can be parted. Hidden if nothing."""

    def __init__(self, desk: Desk, changed: Callable[[], object]) -> None:
        super().__init__(_(N_("Perhaps the same person")), icon="account-multiple-outline")
        self._desk = desk
        self._changed = changed
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.add(self._rows)
        self.hide()

    def show_together(self, together: Together) -> None:
        """Show what belongs together and what may."""
        clear(self._rows)
        may = self._desk.actor.may("account:correct")
        proposed = together.proposed[:SHOWN] if may else ()
        for likeness in proposed:
            self._rows.addWidget(self._proposal(together.main_id, likeness))
        for likeness in together.linked[: SHOWN if may else 0]:
            self._rows.addWidget(self._link(together.main_id, likeness))
        self.setVisible(bool(proposed or (may and together.linked)))

    def _proposal(self, main_id: int, likeness: Likeness) -> QWidget:
        name = likeness.account.ref
        same = Button(_(N_("Same person")), partial(self._say, confirm_same, main_id, likeness))
        same.setAccessibleName(_("{account} is the same person", account=name))
        other = Button(
            _(N_("Not the same")), partial(self._say, dismiss_same, main_id, likeness), look=Look.QUIET
        )
        other.setAccessibleName(_("{account} is another person", account=name))
        return _row(_("Same e-mail: {account}", account=likeness_words(likeness)), same, other)

    def _link(self, main_id: int, likeness: Likeness) -> QWidget:
        part = Button(_(N_("Part again")), partial(self._part, main_id, likeness), look=Look.QUIET)
        part.setAccessibleName(_("Part {account} from this person again", account=likeness.account.ref))
        return _row(_("Seen together with {account}", account=likeness_words(likeness)), part)

    def _say(self, verb: Callable[..., None], main_id: int, likeness: Likeness) -> None:
        pair = main_id, likeness.account.id
        said = (
            _(N_("The accounts are seen together"))
            if verb is confirm_same
            else _(N_("It is not proposed again"))
        )
        self._desk.write(verb, *pair, owner=self, done=lambda _none: self._said(said, pair))

    def _said(self, words: str, pair: tuple[int, int]) -> None:
        def undo() -> None:
            self._desk.write(undecide_same, *pair, owner=self, done=lambda _none: self._changed())

        self._desk.undo.offer(words, undo)
        self._changed()

    def _part(self, main_id: int, likeness: Likeness) -> None:
        pair = main_id, likeness.account.id

        def undo() -> None:
            self._desk.write(confirm_same, *pair, owner=self, done=lambda _none: self._changed())

        def done(_none: object) -> None:
            self._desk.undo.offer(_(N_("The accounts stand apart")), undo)
            self._changed()

        self._desk.write(undecide_same, *pair, owner=self, done=done)


def _row(words: str, *buttons: Button) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Elided(words), 1)
    for button in buttons:
        row.addWidget(button)
    return holder


def likeness_words(likeness: Likeness) -> str:
    """Return who another account is: name, number, e-mail, how many orders."""
    account = likeness.account
    email = next((c.value for c in account.contacts if c.kind is ContactKind.EMAIL), "")
    orders = n_("{n} order", "{n} orders", likeness.orders, n=number(likeness.orders))
    guest = _(N_("guest")) if is_guest(account) else ""
    name = account.title if account.names else ""
    return " · ".join(part for part in (name, account.ref, guest, email, orders) if part)
