"""A dispute is decided: outcome, amount, reason, and what stands in the way while one writes."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from console.disputes.deciding_actions import weigh
from console.disputes.guidance import Verdict
from console.disputes.labels import label
from console.disputes.records import PAYING, Outcome
from console.disputes.rules import outcomes_after
from console.errors import Invalid, Refused
from console.money import Money
from console.words import N_, _, language
from widgets import theme
from widgets.kit.buttons import Button, IconButton, Look
from widgets.kit.card import Card
from widgets.kit.drafts import BEHIND_MS
from widgets.kit.editor import text_of
from widgets.kit.labels import Label
from widgets.kit.problem import Problem
from widgets.kit.taborder import follow_reading_order
from widgets.screens.desk import Desk
from widgets.screens.form_draft import case_subject
from widgets.screens.queue.chips import ChipRow
from widgets.screens.queue.drafting import EditorDraft, keep_note
from widgets.screens.queue.head import keyed
from widgets.screens.queue.pages import CasePage
from widgets.screens.queue.verbs import CaseVerbs
from widgets.screens.queue.verdict import Line, VerdictView, cited_words, lines_of
from widgets.theme import Face, Tone

WEIGH_MS = 180  # after the last keystroke
WEIGH_JOB = "queue-weigh"
CHOICE = "decision-choice"
REASON_LEAST, REASON_HEIGHT = 46, 84
AMOUNT_WIDTH = 130


class DecidePanel(Card):
    """`left()` when it is closed, by its cross, by Esc or because the dispute is decided."""

    left = Signal()

    def __init__(self, desk: Desk, verbs: CaseVerbs) -> None:
        super().__init__(_(N_("Decide the dispute")), icon="gavel")
        self._desk, self._verbs = desk, verbs
        self._page: CasePage | None = None
        self._case_id = 0
        self._choice, self._only = "", ""  # as kept; the one outcome, where only one can be
        self.outcomes = ChipRow(_(N_("Outcome")), lambda _value: self._changed())
        self.amount = QLineEdit()
        self.amount_problem = Problem()
        self.reason = QPlainTextEdit()
        self.draft = EditorDraft(desk, self.reason, "decision")
        self.notice = Problem()
        self.verdict = VerdictView()
        self.cited = Label("", tone="muted", wrap=True)
        self.decide = Button(
            _(N_("Decide")), self.take, look=Look.PRIMARY, hint=keyed(N_("Decide"), "Ctrl+Return")
        )
        self._keeping = QTimer(self, singleShot=True, interval=BEHIND_MS)  # runs on while one types on
        self._keeping.timeout.connect(self._keep_choice)
        self._currency = Label("", Face.STRONG)
        self._left_to_pay = Label("", tone="muted", wrap=True)
        self._pay = QWidget()
        self._later = QTimer(self, singleShot=True, interval=WEIGH_MS)
        self._later.timeout.connect(self._weigh)
        self._lay_out()

    def _lay_out(self) -> None:
        self.head.addWidget(self.draft.status)
        self.head.addWidget(IconButton("close", _(N_("Back to recording")), self.leave, size=16, tight=True))
        self.amount.setFont(theme.font(Face.BODY))
        self.amount.setFixedWidth(AMOUNT_WIDTH)
        self.amount.setAccessibleName(_(N_("Amount")))
        self.amount.textChanged.connect(lambda _text: self._changed())
        pay = QVBoxLayout(self._pay)
        pay.setContentsMargins(0, 0, 0, 0)
        pay.setSpacing(4)
        paying = QHBoxLayout()
        paying.setSpacing(8)
        for each in (self._currency, self.amount):
            paying.addWidget(each)
        paying.addWidget(self._left_to_pay, 1)
        pay.addLayout(paying)
        pay.addWidget(self.amount_problem)
        self.reason.setFont(theme.font(Face.BODY))
        self.reason.setTabChangesFocus(True)
        self.reason.setMinimumHeight(REASON_LEAST)
        self.reason.setMaximumHeight(REASON_HEIGHT)
        self.reason.setAccessibleName(_(N_("Reason")))
        self.reason.setPlaceholderText(_(N_("Why, in words that the letter repeats to the customer")))
        self.reason.textChanged.connect(self._changed)
        foot = QHBoxLayout()
        foot.addWidget(self.cited, 1)
        foot.addWidget(self.decide, alignment=Qt.AlignmentFlag.AlignBottom)
        for part in (self.outcomes, self._pay, self.reason, self.notice, self.verdict):
            self.add(part)
        self.add(foot)

    def begin(self, page: CasePage) -> None:
        """Open the panel for a case; a kept draft of a refused decision is filled in."""
        fresh = page.case.id != self._case_id
        if fresh:
            self.keep()
        self.show_page(page)
        if fresh:
            self._fill(page)
        self.show()
        self.outcomes.begin()
        self._weigh()

    def _fill(self, page: CasePage) -> None:
        """Show what one was deciding when one left, else the refused decision that is kept."""
        self.notice.say("")
        subject, kept = case_subject(page.case.id), page.drafts.get(CHOICE)
        self.draft.open(subject, page.drafts)
        outcome, _blank, amount = (kept.text if kept else "").partition(" ")
        refused = page.dispute.draft
        if refused is not None and not (kept or text_of(self.reason)):
            outcome, amount = refused.outcome.value, f"{refused.amount.decimal}" if refused.amount else ""
            self.reason.setPlainText(refused.reason)
        self.outcomes.choose(outcome or self._only)
        self.amount.setText(amount)
        self._choice = kept.text if kept else ""
        self._later.stop()

    def show_page(self, page: CasePage) -> None:
        """Keep in step with what the policy says."""
        self._page, self._case_id = page, page.case.id
        before, suggested = page.dispute.decision, page.view.guidance.suggested
        open_ones = outcomes_after(before.outcome if before else None)
        order = [o for o in (*suggested, *(o for o in Outcome if o not in suggested)) if o in open_ones]
        values = [(o.value, _outcome_words(o, suggested), _tone(o, suggested)) for o in order]
        self.outcomes.show_values(values, self.outcomes.chosen)
        self._only = order[0].value if len(order) == 1 else ""
        self.decide.rename(_(N_("Pass on")) if self._only else _(N_("Decide")))
        left = page.view.left_to_pay
        self._currency.setText(left.currency)
        self._left_to_pay.setText(_("of {amount} left to pay back", amount=left.show(language())))
        self.cited.setText(cited_words(page.view))
        self._show_pay()
        follow_reading_order(self)
        if self.isVisible():
            self._later.start()

    @property
    def outcome(self) -> Outcome | None:
        """The outcome chosen."""
        return Outcome(self.outcomes.chosen) if self.outcomes.chosen else None

    def _show_pay(self) -> None:
        self._pay.setVisible(self.outcome in PAYING)
        hint = _(N_("all of it")) if self.outcome is Outcome.REFUND else ""
        self.amount.setPlaceholderText(hint)

    def _changed(self) -> None:
        self.notice.say("")
        self._show_pay()
        self._check()
        self._later.start()
        if not self._keeping.isActive():
            self._keeping.start()

    def _check(self) -> None:
        """Say that the verdict is being weighed, in the room it had, so that nothing jumps."""
        if self.verdict.words and self.outcome is not None:
            self.verdict.setMinimumHeight(self.verdict.height())
            self.verdict.show_lines([("progress-clock", _(N_("Checking …")), "muted")])

    def keep(self) -> None:
        """Save what was typed and not saved yet."""
        self.draft.leave()
        self._later.stop()
        self._keep_choice()

    def _keep_choice(self) -> None:
        choice = f"{self.outcomes.chosen} {self.amount.text().strip()}".strip()
        if self._case_id and choice != self._choice:
            self._choice = choice
            keep_note(self._desk, self, case_subject(self._case_id), CHOICE, choice)

    def _typed_amount(self) -> Money | None:
        """Return the amount typed, None for none. Raises: Invalid."""
        text = self.amount.text().strip()
        if self._page is None or self.outcome not in PAYING or not text:
            return None
        return Money.parse(text, self._page.view.left_to_pay.currency)

    def _weigh(self) -> None:
        page, outcome, desk = self._page, self.outcome, self._desk
        self._keep_choice()
        if page is None or outcome is None:
            self._show_lines([("gesture-tap", _(N_("Choose an outcome.")), "muted")])
            self.decide.setEnabled(False)
            return
        self.decide.setEnabled(True)
        try:
            amount = self._typed_amount()
        except Invalid as wrong:
            desk.jobs.forget(WEIGH_JOB)
            self.amount_problem.say(wrong.text())
            self._show_lines([])
            return
        self.amount_problem.say("")
        reason = text_of(self.reason)
        call = partial(weigh, desk.backend, desk.actor, page.case.id, outcome, reason=reason, amount=amount)
        desk.jobs.latest(WEIGH_JOB, call, owner=self, done=self._weighed, refused=self._refused)

    def _weighed(self, verdict: Verdict) -> None:
        self._show_lines(lines_of(verdict))
        self.verdict.setVisible(not self.notice.text)  # a refusal has just said the same

    def _show_lines(self, lines: list[Line]) -> None:
        self.verdict.setMinimumHeight(0)
        self.verdict.show_lines(lines)

    def take(self) -> None:
        """Decide as it stands here."""
        outcome = self.outcome
        if self._page is None or outcome is None:
            self.outcomes.begin()
            return
        self.notice.say("")
        try:
            amount = self._typed_amount()
        except Invalid as wrong:
            self._refused(wrong)
            return
        reason = text_of(self.reason)
        self._verbs.decide(outcome, reason, amount, refused=self._refused, then=self._decided)

    def _decided(self, _view: object) -> None:
        self.draft.take()
        self.draft.recorded()
        self.outcomes.choose("")
        self.amount.clear()
        self._keep_choice()
        self._case_id = 0
        self.leave()

    def _refused(self, refusal: Refused) -> None:
        field = refusal.field if isinstance(refusal, Invalid) else None
        if field == "amount":
            self.amount_problem.say(refusal.text())
            self.amount.setFocus()
            return
        self.notice.say(refusal.text())
        if field == "reason":
            self.reason.setFocus()
        self._verbs.changed.emit()

    def leave(self) -> None:
        """Close the panel; what was typed stays for this case."""
        self._later.stop()
        self._desk.jobs.forget(WEIGH_JOB)
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step back with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def _outcome_words(outcome: Outcome, suggested: tuple[Outcome, ...]) -> str:
    words = _(label(outcome))
    return _("{outcome} (suggested)", outcome=words) if outcome in suggested else words


def _tone(outcome: Outcome, suggested: tuple[Outcome, ...]) -> Tone:
    return Tone.ACCENT if outcome in suggested else Tone.NEUTRAL
