"""The page of one person."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.customers.actions import correct_account, reveal_account
from console.customers.labels import country_name, language_name
from console.customers.records import Account, ContactKind
from console.customers.rules import is_minor
from console.orders.records import Order
from console.words import N_, _, language, listed
from widgets.kit.badge import Badge
from widgets.kit.buttons import Button, Look, Tabs
from widgets.kit.dialogs import ask_text
from widgets.kit.empty import Empty
from widgets.kit.labels import Elided, Label
from widgets.kit.shortcuts import Command
from widgets.kit.wording import number
from widgets.screens.customer.cards import CaseCard, OrderCard, ParcelCard, PaymentCard
from widgets.screens.customer.correct import CorrectDialog
from widgets.screens.customer.likeness import LikenessCard
from widgets.screens.customer.page import Page, Wanted, fetch_wanted
from widgets.screens.customer.records import Part, Records
from widgets.screens.desk import Desk
from widgets.screens.form_draft import keep_answer
from widgets.theme import Face, Tone

ORDERS_AT_ONCE = 20
REASON_LEAST = 3
TABS = ("orders", "parcels", "payments", "cases")


class CustomerScreen(QWidget):
    """Shows a person; `open_dispute(order)` begins a dispute on one of their orders."""

    def __init__(self, desk: Desk, open_dispute: Callable[[Order], object]) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_(N_("Customer")))
        self._desk = desk
        self._open_dispute = open_dispute
        self._page: Page | None = None
        self._whole: Page | None = None
        self._wanted = Wanted()
        self._limit = ORDERS_AT_ONCE
        self._name = Label("", Face.TITLE)
        self._badges = QHBoxLayout()
        self._facts = Elided("", tone="muted")
        self._reveal = Button(
            _(N_("Reveal …")), self.reveal, hint=_(N_("Show contact data and addresses in full"))
        )
        self._correct = Button(_(N_("Correct …")), self.correct, hint=_(N_("Correct what is on record")))
        self._dispute = Button(_(N_("Open a dispute …")), self._dispute_newest, look=Look.PRIMARY)
        self._tabs = Tabs(_(N_("What to show")), [(t, self._tab_words(t)) for t in TABS], self._show_tab)
        self._likeness = LikenessCard(desk, self.refresh)
        self._list = Records(_(N_("Records")))
        self._list.shown.connect(self._be_whole)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._name)
        head.addLayout(self._badges)
        head.addStretch(1)
        head.addWidget(self._reveal)
        head.addWidget(self._correct)
        head.addWidget(self._dispute)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._facts)
        column.addWidget(self._likeness)
        column.addWidget(self._tabs)
        column.addWidget(self._list, 1)

    @property
    def page(self) -> Page | None:
        """The person shown, once all of the page is there."""
        return self._whole

    def commands(self) -> list[Command]:
        """Return what can be done here by key."""
        group = _(N_("Customer"))
        reveal, dispute = _(N_("Reveal personal data")), _(N_("Open a dispute on the newest order"))
        fix = _(N_("Correct the person's data"))
        return [
            Command("customer.reveal", reveal, self.reveal, "Ctrl+R", group, "eye-outline", self._can_reveal),
            Command(
                "customer.correct", fix, self.correct, "Ctrl+E", group, "pencil-outline", self._can_correct
            ),
            Command(
                "customer.dispute",
                dispute,
                self._dispute_newest,
                "Ctrl+D",
                group,
                "scale-balance",
                self._can_dispute,
            ),
        ]

    def _can_correct(self) -> bool:
        return self.isVisible() and self._may_correct

    def _can_reveal(self) -> bool:
        return self.isVisible() and self._masked

    def _can_dispute(self) -> bool:
        return self.isVisible() and self._may_dispute

    def show_wanted(self, wanted: Wanted) -> None:
        """Fetch and show a person; the page before stays until the new one is there."""
        self._wanted, self._limit = wanted, ORDERS_AT_ONCE
        if self._tabs.current not in (None, TABS[0]) and not wanted.account_id:
            self._tabs.choose(TABS[0])
        self.refresh()

    def refresh(self) -> None:
        """Fetch the person again."""
        self._desk.jobs.latest(
            "customer",
            fetch_wanted,
            self._desk.backend,
            self._desk.actor,
            self._wanted,
            self._limit,
            owner=self,
            done=self._show,
            refused=self._desk.refused,
        )

    @property
    def _account_id(self) -> int:
        return self._page.view.account.id if self._page else 0

    @property
    def _masked(self) -> bool:
        return self._page is not None and self._page.view.masked and self._desk.actor.may("account:reveal")

    @property
    def _may_correct(self) -> bool:
        return (
            self._page is not None and not self._page.view.masked and self._desk.actor.may("account:correct")
        )

    @property
    def _may_dispute(self) -> bool:
        return self._page is not None and bool(self._page.orders) and self._desk.actor.may("case:open")

    def reveal(self) -> None:
        """Ask why, then show the person's data in full; the reason goes on record."""
        if not self._masked:
            return
        dialog = ask_text(
            self,
            _(N_("Reveal personal data")),
            _(N_("Contact data and addresses are shown in full. Your reason is kept on record.")),
            _(N_("Reason")),
            _(N_("Reveal")),
            self._reveal_because,
            least=REASON_LEAST,
        )
        keep_answer(dialog, self._desk, f"account:{self._account_id}", "reveal")

    def _reveal_because(self, reason: str) -> None:
        for account_id in self._page.together.ids if self._page else ():
            self._desk.write(
                reveal_account, account_id, owner=self, done=lambda _view: self.refresh(), reason=reason
            )

    def correct(self) -> None:
        """Correct what is on record of the person, once it is revealed."""
        if self._page is not None and self._may_correct:
            CorrectDialog(self, self._desk, self._page.view.account, self._corrected).open()

    def _corrected(self, before: Account) -> None:
        def undo() -> None:
            self._desk.write(correct_account, before, owner=self, done=lambda _account: self.refresh())

        self._desk.undo.offer(_(N_("The correction is on record")), undo)
        self.refresh()

    def _dispute_newest(self) -> None:
        if self._page and self._may_dispute:
            self._open_dispute(self._page.orders[0])

    def _show(self, page: Page) -> None:
        self._page = page
        account = page.view.account
        self._name.speak(account.language or None)
        self._name.setText(account.title)
        self._facts.setText(" · ".join(facts_of(account)))
        self._show_badges(account)
        self._likeness.show_together(page.together)
        self._reveal.setVisible(self._masked)
        self._correct.setVisible(self._may_correct)
        self._dispute.setVisible(self._may_dispute)
        for tab in TABS:
            self._tabs.rename(tab, self._tab_words(tab))
        if self._tabs.current is None:
            self._tabs.choose(TABS[0])
        else:
            self._show_tab(self._tabs.current)

    def _be_whole(self) -> None:
        self._whole = self._page

    def _show_badges(self, account: Account) -> None:
        while item := self._badges.takeAt(0):
            if (old := item.widget()) is not None:
                old.deleteLater()
        verified = any(c.verified_at for c in account.contacts)
        words = (
            (N_("Verified"), Tone.GOOD, "check")
            if verified
            else (N_("Not verified"), Tone.WARNING, "alert-outline")
        )
        self._badges.addWidget(Badge(_(words[0]), words[1], icon=words[2]))
        if account.language:
            self._badges.addWidget(
                Badge(language_name(account.language), Tone.ACCENT, language=account.language)
            )
        if is_minor(account, self._desk.year, self._desk.settings.limits.adult_ages):
            self._badges.addWidget(Badge(_(N_("Minor")), Tone.DANGER, icon="account-child-outline"))

    def _tab_words(self, tab: str) -> str:
        page = self._page
        counts = {
            "orders": page.view.hanging.orders if page else 0,
            "parcels": len(page.parcels) if page else 0,
            "payments": page.view.hanging.payments if page else 0,
            "cases": page.view.hanging.cases if page else 0,
        }
        words = {
            "orders": N_("Orders {n}"),
            "parcels": N_("Parcels {n}"),
            "payments": N_("Payments {n}"),
            "cases": N_("Cases {n}"),
        }
        return _(words[tab], n=number(counts[tab]))

    def _show_tab(self, tab: str) -> None:
        page = self._page
        if page is None:
            return
        cards = self._cards(tab, page)
        foot: QWidget | None = None
        if not cards:
            nothing = _(N_("Nothing of this kind is on record for this person."))
            foot = Empty("tray", _(N_("Nothing here")), nothing)
        elif tab in {"orders", "payments"} and len(page.orders) < page.view.hanging.orders:
            foot = self._more()
        self._list.show_cards(cards, foot)

    def _cards(self, tab: str, page: Page) -> list[Part]:
        desk = self._desk
        if tab == "orders":
            parcel_of = {o: p for p in reversed(page.parcels) for o in p.order_ids}
            dispute = self._open_dispute if desk.actor.may("case:open") else None
            pairs = [(o, parcel_of.get(o.id)) for o in page.orders]
            return [((tab, *pair), partial(OrderCard, *pair, desk, dispute)) for pair in pairs]
        if tab == "parcels":
            orders = tuple(page.orders)
            return [((tab, p, orders), partial(ParcelCard, p, orders, desk)) for p in page.parcels]
        if tab == "payments":
            paid = [(o, p) for o in page.orders for p in o.payments]
            return [((tab, *pair), partial(PaymentCard, *pair, desk)) for pair in paid]
        go = partial(desk.go, "case")
        return [((tab, row), partial(CaseCard, row, desk, go)) for row in page.cases]

    def _more(self) -> QWidget:
        page = self._page
        shown, of = (len(page.orders), page.view.hanging.orders) if page else (0, 0)
        button = Button(
            _("Show more orders ({shown} of {total})", shown=number(shown), total=number(of)), self._show_more
        )
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        return holder

    def _show_more(self) -> None:
        self._limit += 2 * ORDERS_AT_ONCE
        self.refresh()


def facts_of(account: Account) -> list[str]:
    """Return what stands under a person's name: number, since when, where, how to reach them."""
    facts = [account.ref]
    if account.since_on:
        facts.append(_("customer since {year}", year=account.since_on.year))
    town = account.addresses[0].city if account.addresses else ""
    place = listed((town, country_name(account.country, language())))
    facts += [place] if place else []
    facts += [c.value for c in account.contacts if c.kind is ContactKind.EMAIL][:1]
    facts += [c.value for c in account.contacts if c.kind is ContactKind.PHONE][:1]
    return facts
