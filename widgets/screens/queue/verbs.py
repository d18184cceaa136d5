"""What can be done to the case shown: each verb goes to its action, says what was done and offers Undo."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.cases.actions import assign_case, rename_case
from console.customers.actions import reveal_account
from console.disputes.actions import change_kind, close_dispute, reopen_dispute
from console.disputes.deciding_actions import decide, drop_draft, withdraw_decision
from console.disputes.facts_actions import answer_question, record_identity, record_product, show_evidence
from console.disputes.guidance import DisputeView
from console.disputes.records import Asked, IdentityCheck, Kind, Outcome, Question
from console.errors import Refused
from console.evidence.actions import restore_evidence, withdraw_evidence
from console.letters.actions import hand_over_letter, restore_letter, take_back_hand_over, void_letter
from console.messages.actions import restore_message, withdraw_message
from console.money import Money
from console.words import N_, _
from widgets.screens.desk import Desk
from widgets.screens.queue.pages import CasePage

Failed = Callable[[Refused], object]


@dataclass(frozen=True, slots=True)
class Step:
    """One call of an action: backend and actor are added when it is done."""

    fn: Callable[..., Any]
    args: tuple[object, ...] = ()
    params: tuple[tuple[str, object], ...] = ()


def step(fn: Callable[..., Any], *args: object, **params: object) -> Step:
    """Return a call, written as one writes calls."""
    return Step(fn, args, tuple(params.items()))


class Verbs(QObject):
    """`changed()` once something was done, so that the page is fetched again; `page` is the one shown."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.page: CasePage | None = None

    def do(
        self,
        doing: Step,
        said: str,
        back: Step | Callable[[Any], Step] | None = None,
        *,
        refused: Failed | None = None,
        then: Callable[[Any], object] | None = None,
    ) -> None:
        """Do it; then tell what was `said`, with `back` (perhaps made from the answer) as its Undo."""

        def done(answer: Any) -> None:
            if back is None:
                self._desk.undo.tell(said)
            else:
                undo = back if isinstance(back, Step) else back(answer)
                self._desk.undo.offer(said, lambda: self._take_back(undo))
            self.changed.emit()
            if then is not None:
                then(answer)

        self._write(doing, done, refused)

    def _take_back(self, back: Step) -> None:
        def undone(_answer: Any) -> None:
            self._desk.undo.tell(_(N_("Taken back")))
            self.changed.emit()

        self._write(back, undone, None)

    def _write(self, doing: Step, done: Callable[[Any], object], refused: Failed | None) -> None:
        params = dict(doing.params)
        self._desk.write(doing.fn, *doing.args, owner=self, done=done, refused=refused, **params)

    @property
    def _view(self) -> DisputeView:
        if self.page is None:
            msg = "no case is shown"
            raise RuntimeError(msg)
        return self.page.view

    @property
    def _id(self) -> int:
        return self._view.case.id


class FactVerbs(Verbs):
    """What a decision needs first."""

    def identity(self, how: IdentityCheck | None) -> None:
        """Record how identity was checked; None takes it back."""
        before = self._view.dispute.identity
        back = step(record_identity, self._id, before.how if before else None)
        said = _(N_("Identity is on record")) if how else _(N_("Identity taken back"))
        self.do(step(record_identity, self._id, how), said, back)

    def product(self, text: str | None, *, refused: Failed, then: Callable[[Any], object]) -> None:
        """Record what the product is; None takes it back."""
        before = self._view.dispute.product
        back = step(record_product, self._id, before.text if before else None)
        said = _(N_("Product is on record")) if text else _(N_("Product taken back"))
        self.do(step(record_product, self._id, text), said, back, refused=refused, then=then)

    def answer(self, question: Question, value: str | None) -> None:
        """Record the answer to a question; None takes it back."""
        before = self._view.dispute.answer(question)
        back = step(answer_question, self._id, question, before)
        said = _(N_("Answer is on record")) if value else _(N_("Answer taken back"))
        self.do(step(answer_question, self._id, question, value), said, back)

    def evidence(self, asked: Asked, *, there: bool, evidence_id: int | None = None) -> None:
        """Record that evidence is there, as which file; not `there` takes it back."""
        before = next((s for s in self._view.dispute.shown if s.asked is asked), None)
        old = before.evidence_id if before else None
        back = step(show_evidence, self._id, asked, there=before is not None, evidence_id=old)
        said = _(N_("Evidence is on record")) if there else _(N_("Evidence taken back"))
        self.do(step(show_evidence, self._id, asked, there=there, evidence_id=evidence_id), said, back)

    def kind(self, kind: Kind) -> None:
        """Give the dispute another kind."""
        back = step(change_kind, self._id, self._view.dispute.kind)
        self.do(step(change_kind, self._id, kind), _(N_("The kind is changed")), back)


class CaseVerbs(FactVerbs):
    """All that can be done to a case."""

    def rename(self, title: str) -> None:
        """Give the case another title."""
        back = step(rename_case, self._id, self._view.case.title)
        self.do(step(rename_case, self._id, title), _(N_("Renamed")), back)

    def assign(self, owner_id: int) -> None:
        """Give the case to a colleague."""
        back = step(assign_case, self._id, self._view.case.owner_id)
        name = self.page.name_of(owner_id) if self.page else ""
        self.do(step(assign_case, self._id, owner_id), _("Assigned to {name}", name=name), back)

    def decide(
        self,
        outcome: Outcome,
        reason: str,
        amount: Money | None,
        *,
        refused: Failed,
        then: Callable[[Any], object],
    ) -> None:
        """Decide the dispute."""
        doing = step(decide, self._id, outcome, reason=reason, amount=amount)
        back = step(withdraw_decision, self._id)
        self.do(doing, _(N_("The dispute is decided")), back, refused=refused, then=then)

    def withdraw_decision(self) -> None:
        """Take the decision back."""
        self.do(step(withdraw_decision, self._id), _(N_("The decision is taken back")))

    def drop_draft(self) -> None:
        """Drop the kept draft of a refused decision."""
        self.do(step(drop_draft, self._id), _(N_("The draft is dropped")))

    def close(self) -> None:
        """Close the case."""
        self.do(step(close_dispute, self._id), _(N_("The case is closed")), step(reopen_dispute, self._id))

    def reopen(self) -> None:
        """Open the closed case again."""
        self.do(
            step(reopen_dispute, self._id), _(N_("The case is open again")), step(close_dispute, self._id)
        )

    def letter(self, action: str, letter_id: int) -> None:
        """Make a letter void, restore it, or take its hand-over back."""
        back: Step | None
        if action == "void":
            back = step(restore_letter, letter_id)
            self.do(step(void_letter, letter_id), _(N_("The letter is void")), back)
        elif action == "restore":
            back = step(void_letter, letter_id)
            self.do(step(restore_letter, letter_id), _(N_("The letter is restored")), back)
        else:
            back = self._hand_over_again(letter_id)
            self.do(step(take_back_hand_over, letter_id), _(N_("The hand-over is taken back")), back)

    def _hand_over_again(self, letter_id: int) -> Step | None:
        letter = self.page.letters.get(letter_id) if self.page else None
        how = letter.handed_over if letter else None
        if how is None:
            return None
        return step(hand_over_letter, letter_id, channel=how.channel, at=how.at, person=how.person)

    def withdraw(self, ref: str) -> None:
        """Withdraw a message or a file; it stays kept."""
        there, back = self._reversal(ref)
        self.do(there, _(N_("Withdrawn; it stays kept")), back)

    def restore(self, ref: str) -> None:
        """Take the mark of a withdrawn message or file away."""
        back, there = self._reversal(ref)
        self.do(there, _(N_("Restored")), back)

    @staticmethod
    def _reversal(ref: str) -> tuple[Step, Step]:
        subject, _colon, key = ref.partition(":")
        if subject == "message":
            return step(withdraw_message, int(key)), step(restore_message, int(key))
        return step(withdraw_evidence, int(key)), step(restore_evidence, int(key))

    def reveal(self, reason: str, then: Callable[[Any], object]) -> None:
        """Have the customer's data shown in full in this case; the reason goes on record."""
        view = self._view
        doing = step(reveal_account, view.case.account_id, reason=reason, case_id=view.case.id)
        self.do(doing, _(N_("Shown in full; your reason is on record")), then=then)
