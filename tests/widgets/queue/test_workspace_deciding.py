"""A dispute is decided: by key alone, with what stands in the way in sight, nothing lost when refused."""

import pytest
from PySide6.QtCore import Qt

from console.access import Role
from console.cases.records import CaseState
from console.disputes.records import IdentityCheck, Outcome, Question
from console.money import Money
from console.settings import Limits
from tests.parts.disputes import decided, drafted, gone_out, opened, ready
from tests.parts.world import World
from tests.widgets.queue.conftest import Bench, Open
from widgets.screens.queue.decide_panel import DecidePanel

pytestmark = pytest.mark.window
CTRL = Qt.KeyboardModifier.ControlModifier


def deciding(bench: Bench, case_id: int) -> DecidePanel:
    """Return the panel, opened on a case."""
    bench.show(case_id)
    bench.key(Qt.Key.Key_D)
    panel = bench.screen.work.deciding
    bench.until(panel.isVisible)
    return panel


def choose(panel: DecidePanel, outcome: Outcome) -> None:
    panel.outcomes._chips[outcome.value].click()


def said(panel: DecidePanel) -> str:
    return " ".join(panel.verdict.words)


def limit(here: World, minor: int) -> None:
    with here.backend.begin() as work:
        limits = Limits(storage_days=60, approval_above={"JPY": minor})
        work.settings.put("limits", limits.model_dump(mode="json"))


def test_a_dispute_is_decided_by_keyboard_alone(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    bench.key(Qt.Key.Key_I)
    bench.key(Qt.Key.Key_Down)
    bench.key(Qt.Key.Key_Return)
    bench.until(lambda: bench.page.dispute.identity)
    bench.key(Qt.Key.Key_P)
    bench.typed("1/7 figure, the box is crushed")
    bench.key(Qt.Key.Key_Tab)
    bench.key(Qt.Key.Key_Space)
    bench.until(lambda: bench.page.dispute.product)
    bench.screen.queue.list.setFocus()
    bench.key(Qt.Key.Key_Q)
    bench.key(Qt.Key.Key_Right)
    bench.key(Qt.Key.Key_Return)
    bench.until(lambda: bench.page.dispute.answer(Question.ITEM_DAMAGED) == "no")
    bench.key(Qt.Key.Key_D)
    bench.key(Qt.Key.Key_Space)
    bench.key(Qt.Key.Key_Tab)
    bench.typed("Only the box is damaged")
    bench.key(Qt.Key.Key_Return, CTRL)
    bench.until(lambda: bench.page.case.state is CaseState.DECIDED)
    assert bench.page.dispute.identity is not None
    assert bench.page.dispute.identity.how is IdentityCheck.EMAIL
    assert bench.page.dispute.decision is not None
    assert bench.page.dispute.decision.outcome is Outcome.DENY


def test_what_is_suggested_stands_first_and_is_marked(sit: Open, here: World) -> None:
    panel = deciding(sit(), ready(here))
    first = next(iter(panel.outcomes._chips.values()))
    assert first.text() == "Decline with reason (suggested)"


def test_the_rule_that_will_be_cited_is_in_sight(sit: Open, here: World) -> None:
    panel = deciding(sit(), ready(here))
    assert panel.cited.text() == "Will cite: Damage to packaging (D-06 · Shopping terms (L109) · version 1)"


def test_blocks_are_said_before_one_decides(sit: Open, here: World) -> None:
    bench = sit()
    panel = deciding(bench, opened(here).case.id)
    choose(panel, Outcome.DENY)
    bench.until(lambda: "identity" in said(panel))
    assert "what the product is" in said(panel)


def test_a_blocked_decision_is_refused_with_each_reason(sit: Open, here: World) -> None:
    bench = sit()
    panel = deciding(bench, opened(here).case.id)
    choose(panel, Outcome.DENY)
    panel.reason.setPlainText("Only the box.")
    panel.take()
    bench.until(lambda: panel.notice.text)
    assert "identity" in panel.notice.text
    assert panel.reason.toPlainText() == "Only the box."


def test_the_amount_is_asked_only_where_something_is_paid(sit: Open, here: World) -> None:
    panel = deciding(sit(), ready(here))
    choose(panel, Outcome.DENY)
    assert not panel._pay.isVisible()
    choose(panel, Outcome.PARTIAL)
    assert panel._pay.isVisible()
    assert panel._left_to_pay.text() == "of ¥48,600 left to pay back"


def test_a_wrong_amount_is_said_beside_it(sit: Open, here: World) -> None:
    bench = sit()
    panel = deciding(bench, ready(here))
    choose(panel, Outcome.PARTIAL)
    panel.amount.setText("12.50")
    bench.until(lambda: panel.amount_problem.text)
    panel.amount.setText("60000")
    bench.until(lambda: "A part must be less" in said(panel))


def test_a_part_is_paid_in_the_currency_of_the_order(sit: Open, here: World) -> None:
    limit(here, 20_000)
    bench = sit()
    panel = deciding(bench, ready(here))
    choose(panel, Outcome.PARTIAL)
    panel.amount.setText("12,000")
    panel.reason.setPlainText("We declared wrongly.")
    bench.until(lambda: "Nothing stands in the way." in said(panel))
    panel.take()
    bench.until(lambda: bench.page.dispute.decision)
    assert bench.page.dispute.decision is not None
    assert bench.page.dispute.decision.amount == Money(12_000, "JPY")


def test_a_refused_decision_keeps_what_was_typed_and_says_so(sit: Open, here: World) -> None:
    bench = sit()
    panel = deciding(bench, ready(here))
    choose(panel, Outcome.GOODWILL)
    panel.amount.setText("3000")
    panel.reason.setPlainText("A collector's item.")
    panel.take()
    bench.until(lambda: panel.notice.text)
    assert "Goodwill needs a supervisor" in panel.notice.text
    assert panel.notice.text.endswith("The draft is kept.")
    assert panel.reason.toPlainText() == "A collector's item."
    bench.until(lambda: bench.page.dispute.draft)


def test_a_supervisor_finds_the_draft_and_decides_on_it(sit: Open, here: World) -> None:
    case_id = drafted(here)
    bench = sit(Role.SUPERVISOR)
    bench.show(case_id)
    assert bench.screen.work.drafted.isVisible()
    panel = deciding(bench, case_id)
    assert panel.outcome is Outcome.GOODWILL
    assert panel.amount.text() == "3000"
    panel.take()
    bench.until(lambda: bench.page.dispute.decision)
    assert bench.page.dispute.decision is not None
    assert bench.page.dispute.decision.proposed_by == here.actor(Role.AGENT).operator_id
    assert not bench.screen.work.drafted.isVisible()


def test_a_draft_is_dropped_after_one_is_asked(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(drafted(here))
    bench.screen.work.drop_draft()
    bench.press("Drop the draft")
    bench.until(lambda: bench.page.dispute.draft is None)
    assert not bench.screen.work.drafted.isVisible()


def test_undo_takes_the_decision_back(sit: Open, here: World) -> None:
    bench = sit()
    panel = deciding(bench, ready(here))
    choose(panel, Outcome.DENY)
    panel.reason.setPlainText("Only the box is damaged.")
    panel.take()
    bench.until(lambda: bench.page.case.state is CaseState.DECIDED)
    bench.undo()
    bench.until(lambda: bench.page.case.state is CaseState.OPEN)
    assert any(e.withdrawn for e in bench.screen.work.timeline._entries)


def test_a_decision_is_taken_back_from_the_timeline(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(decided(here))
    entry = next(e for e in bench.screen.work.timeline._entries if e.title.startswith("Decided"))
    bench.screen.work.timeline.asked.emit(entry.id, "withdraw")
    bench.until(lambda: bench.page.case.state is CaseState.OPEN)


def test_what_was_being_decided_is_there_again(sit: Open, here: World) -> None:
    case_id = ready(here)
    bench = sit()
    panel = deciding(bench, case_id)
    choose(panel, Outcome.PARTIAL)
    panel.amount.setText("5000")
    panel.reason.setPlainText("Half of it was")
    bench.until(panel.draft.status.text)
    bench.quiet()
    again = deciding(sit(), case_id)
    assert (again.outcome, again.amount.text()) == (Outcome.PARTIAL, "5000")
    assert again.reason.toPlainText() == "Half of it was"


def test_escape_steps_back_to_recording(sit: Open, here: World) -> None:
    bench = sit()
    panel = deciding(bench, ready(here))
    bench.key(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert bench.screen.work.composer.isVisible()


def test_a_denial_whose_letter_went_out_is_passed_on_by_key_and_taken_back(sit: Open, here: World) -> None:
    case_id = decided(here)
    gone_out(here, case_id)
    bench = sit()
    panel = deciding(bench, case_id)
    assert (list(panel.outcomes._chips), panel.outcome) == (["escalate"], Outcome.ESCALATE)
    assert (bench.screen.work.head.decide.text(), panel.decide.text()) == ("Pass on …", "Pass on")
    panel.reason.setFocus()
    bench.typed("The customer insists")
    bench.key(Qt.Key.Key_Return, CTRL)
    bench.until(lambda: bench.page.case.state is CaseState.DECIDED)
    bench.quiet()
    assert bench.screen.work.head.decide.text() == "Decide …"
    bench.undo()
    bench.until(lambda: bench.page.case.state is CaseState.ANSWERED)


def test_what_was_decided_otherwise_is_not_passed_on(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(decided(here, Outcome.ASSIST))
    assert not bench.screen.work.head.decide.isVisible()
