"""What needs a second person: refused to the agent, kept for a supervisor, never for one's own."""

import pytest

from console.access import Role
from console.cases.records import CaseState
from console.disputes.actions import open_dispute
from console.disputes.facts_actions import record_identity, record_product
from console.disputes.records import IdentityCheck, Kind, Outcome
from console.money import Money
from console.stores.records import Place
from tests.parts.disputes import tags
from tests.parts.real_window import AtTheDesk

REASON = "A collector's item: the box is half of it."


def recorded_by(desk: AtTheDesk, role: Role) -> int:
    """Return a dispute that only waits for its decision."""
    here, actor = desk.here, desk.here.actor(role)
    view = open_dispute(here.backend, actor, order_id=here.order_id, kind=Kind.PACKAGING, text="Box crushed.")
    record_identity(here.backend, actor, view.case.id, IdentityCheck.EMAIL)
    record_product(here.backend, actor, view.case.id, "1/7 figure, outer box crushed")
    return view.case.id


def try_goodwill(desk: AtTheDesk, case_id: int) -> None:
    """Decide in the panel, and be refused."""
    desk.show_case(case_id)
    desk.weigh("Goodwill", REASON, "3000")
    deciding = desk.shell.queue.work.deciding
    desk.hand.click("Decide", deciding)
    desk.until(lambda: desk.page.dispute.draft is not None, "the draft")


@pytest.mark.window
def test_goodwill_is_refused_to_the_agent_and_decided_by_a_supervisor_from_the_draft(
    desk: AtTheDesk, place: Place
) -> None:
    desk.sign_in(place, Role.AGENT)
    case_id = recorded_by(desk, Role.AGENT)
    try_goodwill(desk, case_id)
    assert "The draft is kept." in desk.shell.queue.work.deciding.notice.text
    assert desk.page.case.state is CaseState.OPEN
    desk.leave_to(Role.SUPERVISOR)
    desk.show_case(case_id)
    assert REASON in desk.said()
    desk.hand.click("Decide on it", desk.shell.queue.work)
    desk.until(desk.shell.queue.work.deciding.decide.isEnabled, "a decision that may be tried")
    desk.grows(lambda: desk.hand.click("Decide", desk.shell.queue.work.deciding), "the decision")
    decision = desk.page.dispute.decision
    assert decision is not None
    assert (decision.outcome, decision.amount) == (Outcome.GOODWILL, Money(3000, "JPY"))
    assert decision.decided_by == desk.here.actor(Role.SUPERVISOR).operator_id
    assert decision.proposed_by == desk.here.agent_id
    assert tags(desk.here, case_id)[-2:] == ["dispute:draft-kept", "dispute:decided"]


@pytest.mark.window
def test_a_supervisor_gives_no_goodwill_on_a_case_of_his_own(desk: AtTheDesk, place: Place) -> None:
    desk.sign_in(place, Role.SUPERVISOR)
    case_id = recorded_by(desk, Role.SUPERVISOR)
    try_goodwill(desk, case_id)
    assert "recorded this case" in desk.shell.queue.work.deciding.notice.text
    assert desk.page.dispute.decision is None
    assert "dispute:decided" not in tags(desk.here, case_id)
