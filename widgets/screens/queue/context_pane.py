"""The pane on the right: who it is, what they bought, what the policy says, what is asked."""

from collections.abc import Callable, Hashable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from console.words import N_, _
from widgets import theme
from widgets.kit.dialogs import ask_text
from widgets.kit.scroll import Column
from widgets.screens.desk import Desk
from widgets.screens.form_draft import case_subject, keep_answer
from widgets.screens.queue.asked_card import AskedCard
from widgets.screens.queue.blocks_card import BlocksCard
from widgets.screens.queue.customer_card import CustomerCard
from widgets.screens.queue.order_card import OrderCard
from widgets.screens.queue.pages import CasePage
from widgets.screens.queue.policy_card import CautionCard, PolicyCard
from widgets.screens.queue.verbs import CaseVerbs

REASON_LEAST = 3


class _Slot(QWidget):
    """A place for one card, which is made anew only when what it shows has changed."""

    def __init__(self) -> None:
        super().__init__()
        self._key: Hashable = None
        self.card: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_card(self, key: Hashable, make: Callable[[], QWidget | None]) -> None:
        """Show what `make` gives, unless `key` is the one shown."""
        if key == self._key and self.card is not None:
            return
        self._key = key
        focus: QWidget | None = QApplication.focusWidget()
        had_focus = self.card is not None and focus is not None and self.card.isAncestorOf(focus)
        if self.card is not None:
            self._column.removeWidget(self.card)
            self.card.hide()
            self.card.deleteLater()
        self.card = make()
        if self.card is not None:
            self._column.addWidget(self.card)
        self.setVisible(self.card is not None)
        if had_focus and self.card is not None:
            self._go_into(self.card)

    @staticmethod
    def _go_into(card: QWidget) -> None:
        """Give the focus, which went with the card before, to the first control of this one."""
        for part in card.findChildren(QWidget):
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisibleTo(card):
                part.setFocus()
                return


class ContextPane(QWidget):
    """Answers who, what and which rule without a click."""

    def __init__(self, desk: Desk, verbs: CaseVerbs) -> None:
        super().__init__()
        self._desk, self._verbs = desk, verbs
        self._page: CasePage | None = None
        self._shown: set[int] = set()
        theme.set_look(self, ground="panel")
        self._customer, self._order, self._policy = _Slot(), _Slot(), _Slot()
        self._caution, self._blocks = _Slot(), _Slot()
        self.asked = AskedCard(desk, verbs)
        self.column = Column(_(N_("What one must know for this case")), margin=14)
        parts = (self._customer, self._order, self._policy, self.asked, self._blocks, self._caution)
        for each in parts:
            self.column.add(each)
        self.column.body.addStretch(1)
        self.asked.hide()
        self.column.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.column)

    @property
    def customer(self) -> CustomerCard | None:
        """The card of the customer shown."""
        card = self._customer.card
        return card if isinstance(card, CustomerCard) else None

    def steps(self, page: CasePage, files: Sequence[tuple[int, str]]) -> list[Callable[[], object]]:
        """Return what shows all that belongs to a case, to be taken one after the other.

        Cards whose facts are the same stay.
        """
        return [
            partial(self._begin, page),
            partial(self._show_customer, page),
            partial(self._show_order, page),
            partial(self._show_policy, page),
            partial(self._show_cautions, page),
            partial(self._show_asked, page, files),
        ]

    def _begin(self, page: CasePage) -> None:
        if self._page is None or self._page.case.id != page.case.id:
            self._shown.clear()
            self.column.verticalScrollBar().setValue(0)
        self._page = page
        self.column.show()

    def _show_customer(self, page: CasePage) -> None:
        key, desk = (page.case.id, page.person), self._desk
        self._customer.show_card(key, lambda: CustomerCard(desk, page, self.reveal, self._shown))

    def _show_order(self, page: CasePage) -> None:
        key = (page.case.id, page.dispute.snapshot, page.order, tuple(page.parcels))
        self._order.show_card(key, lambda: OrderCard(self._desk, page))

    def _show_policy(self, page: CasePage) -> None:
        said, view = page.view.guidance, page.view
        key = (said.citation, said.also, said.version, said.kinder, said.suggested)
        self._policy.show_card(key, lambda: PolicyCard(view))

    def _show_cautions(self, page: CasePage) -> None:
        said, view = page.view.guidance, page.view
        key = (said.flags, said.exempt, said.warnings, said.steps)
        self._caution.show_card(key, lambda: CautionCard(view) if CautionCard.wanted(view) else None)
        self._blocks.show_card(said.blocks, lambda: BlocksCard(view) if said.blocks else None)

    def _show_asked(self, page: CasePage, files: Sequence[tuple[int, str]]) -> None:
        self.asked.show_page(page, files, may_work=self._desk.actor.may("case:work"))
        self.asked.show()

    @property
    def is_masked(self) -> bool:
        """Whether there is more to see for a reason."""
        page = self._page
        return page is not None and page.person.masked and self._desk.actor.may("account:reveal")

    def reveal(self) -> None:
        """Ask why, once a case, then show the customer's data in full."""
        if not self.is_masked:
            return
        dialog = ask_text(
            self,
            _(N_("Reveal personal data")),
            _(N_("In this case you will see contact data in full. Your reason is kept on record.")),
            _(N_("Reason")),
            _(N_("Reveal")),
            lambda reason: self._verbs.reveal(reason, lambda _view: None),
            least=REASON_LEAST,
        )
        dialog.rejected.connect(self._shown.clear)
        if self._page is not None:
            keep_answer(dialog, self._desk, case_subject(self._page.case.id), "reveal")

    def reveal_all(self) -> None:
        """Show every contact, asking why where that was not said yet."""
        page = self._page
        if page is None:
            return
        self._shown.update(c.id for c in page.account.contacts)
        if page.person.masked:
            self.reveal()
        elif self.customer is not None:
            for contact in page.account.contacts:
                self.customer.contacts[contact.id].show_value(contact.value)
