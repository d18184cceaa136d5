"""Who the customer is: masked until somebody says why he must see more."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.customers.labels import CONTACT_KIND, country_name, language_name
from console.customers.records import Account, Contact, ContactKind
from console.customers.rules import is_minor, masked
from console.words import N_, _, language, listed, n_
from widgets.kit.badge import Badge
from widgets.kit.buttons import IconButton
from widgets.kit.card import Card
from widgets.kit.flow import Flow
from widgets.kit.icon import Icon
from widgets.kit.labels import Label, tip
from widgets.kit.masked import Masked
from widgets.kit.wording import number
from widgets.screens.desk import Desk
from widgets.screens.queue.pages import CasePage
from widgets.theme import Face, Tone

CONTACT_ICON = {ContactKind.EMAIL: "email-outline", ContactKind.PHONE: "phone-outline"}


class CustomerCard(Card):
    """`reveal(then)` makes sure that the operator may see more; contacts shown stay shown with the card."""

    def __init__(self, desk: Desk, page: CasePage, reveal: Callable[[], object], shown: set[int]) -> None:
        super().__init__()
        self._desk, self._reveal, self._shown = desk, reveal, shown
        self.contacts: dict[int, Masked] = {}
        account = page.account
        self.setAccessibleName(_(N_("Customer")))
        self.add(self._head(account))
        seen = account if page.person.masked else masked(account)
        dotted = {c.id: c.value for c in seen.contacts}
        for contact in account.contacts:
            self.add(self._contact(contact, dotted[contact.id], page))
        for icon, words, speaks in self._lines(account):
            self.add(_line(icon, words, speaks))
        self.add(self._foot(page))

    def _head(self, account: Account) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        named = QWidget()
        flow = Flow(named, spacing=8, line_spacing=4)
        flow.addWidget(_Name(account.title, account.language or None))
        if any(c.verified_at for c in account.contacts):
            flow.addWidget(Badge(_(N_("Verified")), Tone.GOOD, icon="check"))
        else:
            flow.addWidget(Badge(_(N_("Not verified")), Tone.WARNING, icon="alert-outline"))
        row.addWidget(named, 1)
        words = _("Open the page of {name}", name=account.title)
        go = IconButton(
            "arrow-top-right", words, lambda: self._desk.go("customer", account.id), size=15, tight=True
        )
        row.addWidget(go, alignment=Qt.AlignmentFlag.AlignTop)
        return row

    def _contact(self, contact: Contact, dotted: str, page: CasePage) -> QWidget:
        name = _(CONTACT_KIND[contact.kind])
        field = Masked(
            name,
            dotted,
            lambda: self._show(contact, page),
            icon=CONTACT_ICON[contact.kind],
            clipboard=self._desk.clipboard,
        )
        verified = _(N_("verified")) if contact.verified_at else _(N_("not verified"))
        tip(field, f"{name}, {verified}")
        self.contacts[contact.id] = field
        if contact.id in self._shown and not page.person.masked:
            field.show_value(contact.value)
        return field

    def _show(self, contact: Contact, page: CasePage) -> None:
        self._shown.add(contact.id)
        if page.person.masked:
            self._reveal()
        else:
            self.contacts[contact.id].show_value(contact.value)

    def _lines(self, account: Account) -> list[tuple[str, str, str | None]]:
        city = account.addresses[0].city if account.addresses else ""
        place = listed((city, country_name(account.country, language())))
        lines: list[tuple[str, str, str | None]] = []
        if place:
            lines.append(("map-marker-outline", place, account.language or None))
        if account.language:
            lines.append(("translate", language_name(account.language), account.language))
        if is_minor(account, self._desk.year, self._desk.settings.limits.adult_ages):
            lines.append(("account-child-outline", _(N_("Minor")), None))
        if account.guardian:
            guardian = account.guardian
            words = _("Guardian: {name} ({relation})", name=guardian.name, relation=guardian.relation)
            lines.append(("account-supervisor-outline", words, account.language or None))
        return lines

    def _foot(self, page: CasePage) -> QHBoxLayout:
        row = QHBoxLayout()
        since = page.account.since_on
        words = _("Customer since {year}", year=since.year) if since else page.account.ref
        row.addWidget(Label(words, tone="muted"), 1)
        count = page.person.hanging.orders
        orders = n_("{n} order", "{n} orders", count, n=number(count))
        row.addWidget(Label(orders, tone="muted"))
        return row


class _Name(Label):
    """Asks for all of the name in one line, so that it is broken only where a line is too short for it."""

    def __init__(self, name: str, language: str | None) -> None:
        super().__init__(name, Face.STRONG, language=language, wrap=True, selectable=True)

    def sizeHint(self) -> QSize:
        """Return the size of the name in one line."""
        metrics = self.fontMetrics()
        return QSize(
            metrics.horizontalAdvance(self.text()) + metrics.averageCharWidth(), metrics.lineSpacing()
        )


def _line(icon: str, words: str, speaks: str | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(Icon(icon))
    row.addWidget(Label(words, language=speaks, wrap=True, selectable=True), 1)
    return row
