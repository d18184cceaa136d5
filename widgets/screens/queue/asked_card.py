"""What is asked before a decision: who it is, what the product is, the rule's questions and evidence."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from console.cases.records import CaseState
from console.disputes.labels import label
from console.disputes.records import IdentityCheck, Kind
from console.errors import Refused
from console.words import N_, _
from widgets import theme
from widgets.kit.buttons import Button, Look
from widgets.kit.card import Card
from widgets.kit.flow import Flow
from widgets.kit.icon import Icon
from widgets.kit.labels import Label
from widgets.kit.problem import Problem
from widgets.kit.scroll import bring_into_view
from widgets.screens.desk import Desk
from widgets.screens.form_draft import case_subject
from widgets.screens.queue.asked_parts import EvidenceAsked, Questions
from widgets.screens.queue.drafting import EditorDraft
from widgets.screens.queue.menus import Choices, MenuButton
from widgets.screens.queue.pages import CasePage
from widgets.screens.queue.verbs import CaseVerbs
from widgets.theme import Face

PRODUCT_HEIGHT = 62


class AskedCard(Card):
    """Stays while the case stays, so that what is being typed and the focus stay too."""

    def __init__(self, desk: Desk, verbs: CaseVerbs) -> None:
        super().__init__()
        self.setAccessibleName(_(N_("What is asked")))
        self._verbs = verbs
        self._editable = False
        kinds = _(N_("Change the kind of dispute"))
        self.kind = MenuButton("", self._kinds, look=Look.LINK, hint=kinds)
        self.kind.setAccessibleName(kinds)  # until a case gives it its words
        self.identity = MenuButton(_(N_("Choose how …")), self._ways, hint=_(N_("How identity was checked")))
        self._known = Fact(_(N_("Take back")), lambda: verbs.identity(None))
        self.product = QPlainTextEdit()
        self.product_problem = Problem()
        self.draft = EditorDraft(desk, self.product, "product")
        self._case_id = 0
        self.record = Button(_(N_("Record")), self.record_product)
        self._told = Fact(_(N_("Change")), self._change_product)
        self.questions = Questions(desk, verbs)
        self.evidence = EvidenceAsked(verbs)
        self._lay_out()

    def _lay_out(self) -> None:
        head = QWidget()
        title = Flow(head)
        title.addWidget(Label(_(N_("What is asked")).upper(), Face.CAPTION, "muted"))
        title.addWidget(self.kind)
        self.add(head)
        self.product.setFont(theme.font(Face.BODY))
        self.product.setTabChangesFocus(True)
        self.product.setFixedHeight(PRODUCT_HEIGHT)
        self.product.setAccessibleName(_(N_("What the product is and what is wrong with it")))
        self.product.setPlaceholderText(_(N_("What the product is and what is wrong with it")))
        self._asking = part(_(N_("Who is asking")), self.identity, self._known)
        product = QWidget()
        column = QVBoxLayout(product)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        foot = QHBoxLayout()
        foot.addWidget(self.product_problem, 1)
        foot.addWidget(self.draft.status)
        foot.addStretch(0)
        foot.addWidget(self.record)
        column.addWidget(self.product)
        column.addLayout(foot)
        self._typing = product
        for each in (
            self._asking,
            part(_(N_("The product")), product, self._told),
            part("", self.questions),
            part("", self.evidence),
        ):
            self.add(each)

    def show_page(self, page: CasePage, files: Sequence[tuple[int, str]], *, may_work: bool) -> None:
        """Show what is asked of a case and what is on record."""
        dispute = page.dispute
        if page.case.id != self._case_id:
            self._case_id = page.case.id
            self.draft.open(case_subject(page.case.id), page.drafts)
            self.product_problem.say("")
        self._editable = may_work and page.case.state is CaseState.OPEN
        self.kind.rename(_(label(dispute.kind)))
        self.kind.setEnabled(self._editable)
        how = _(label(dispute.identity.how)) if dispute.identity else ""
        self._known.show_words(how, editable=self._editable)
        self.identity.setVisible(not how)
        self.identity.setEnabled(self._editable)
        self._told.show_words(dispute.product.text if dispute.product else "", editable=self._editable)
        self._told.words.speak(page.account.language or None)
        self._typing.setVisible(dispute.product is None)
        self.product.setReadOnly(not self._editable)
        self.record.setEnabled(self._editable)
        self.questions.show_view(page.view, page.drafts, editable=self._editable)
        self.evidence.show_view(page.view, files, editable=self._editable)

    def record_product(self) -> None:
        """Record what stands in the field."""
        self.product_problem.say("")
        text = self.draft.take()
        refused = partial(self._not_recorded, text, case_subject(self._case_id))
        self._verbs.product(text, refused=refused, then=lambda _view: self.draft.recorded())

    def _not_recorded(self, text: str, subject: str, refusal: Refused) -> None:
        self.draft.give_back(text, subject)
        self.product_problem.say(refusal.text())

    def leave(self) -> None:
        """Save what was typed and not saved yet."""
        self.draft.leave()

    def _change_product(self) -> None:
        page = self._verbs.page
        before = page.dispute.product.text if page and page.dispute.product else ""

        def begin(_view: object) -> None:
            self.product.setPlainText(before)
            self.product.setFocus()

        self._verbs.product(None, refused=partial(self._not_recorded, "", ""), then=begin)

    def _ways(self) -> Choices:
        return [(_(label(how)), partial(self._verbs.identity, how)) for how in IdentityCheck]

    def _kinds(self) -> Choices:
        return [(_(label(kind)), partial(self._verbs.kind, kind)) for kind in Kind]

    def begin_identity(self) -> None:
        """Open the ways in which identity is checked, or go to what is on record."""
        if self.identity.isVisibleTo(self):
            self.identity.setFocus()
            self.identity.open_list()
        else:
            self._known.back.setFocus()
            bring_into_view(self._known)

    def begin_product(self) -> None:
        """Go to the product."""
        field = self.product if self._typing.isVisibleTo(self) else self._told.back
        field.setFocus()
        bring_into_view(field)

    def begin_questions(self) -> None:
        """Go to the first question or piece of evidence that is open."""
        if not self.questions.begin():
            self.evidence.begin()


class Fact(QWidget):
    """Something on record, and the button that takes it back."""

    def __init__(self, back: str, take_back: Callable[[], object]) -> None:
        super().__init__()
        self.words = Label("", wrap=True, selectable=True)
        self.back = Button(back, take_back, look=Look.LINK)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon("check-circle-outline", "good"))
        row.addWidget(self.words, 1)
        row.addWidget(self.back)

    def show_words(self, words: str, *, editable: bool) -> None:
        """Show what is on record; empty hides all of it."""
        self.words.setText(words)
        self.back.setVisible(editable)
        self.setVisible(bool(words))


def part(word: str, *widgets: QWidget) -> QWidget:
    """Return `widgets` below their word."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 2)
    column.setSpacing(5)
    if word:
        column.addWidget(Label(word, tone="muted"))
    for widget in widgets:
        column.addWidget(widget)
    return holder
