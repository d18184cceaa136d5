"""Disputes decided, taken back, closed and reopened, on both engines."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from console.access import Role
from console.cases.records import CaseState, EntryKind
from console.disputes.actions import (
    change_kind,
    close_dispute,
    decisions_of,
    open_dispute,
    reopen_dispute,
    show_dispute,
)
from console.disputes.deciding_actions import decide, drop_draft, weigh, withdraw_decision
from console.disputes.facts_actions import answer_question, record_identity, record_product
from console.disputes.guidance import Approval
from console.disputes.records import Exemption, IdentityCheck, Kind, LawWarning, Outcome, Question
from console.disputes.refusals import NeedsSecond, NotYet
from console.errors import Conflict, Invalid, NotAllowed
from console.money import Money
from console.settings import Limits, change_limits
from db.work import SqlBackend
from tests.parts.clock import Clock
from tests.parts.disputes import (
    agent,
    closed,
    decided,
    drafted,
    entries,
    gone_out,
    live_in,
    opened,
    ready,
    supervisor,
    tags,
)
from tests.parts.policy import LATER
from tests.parts.world import World, settle

YEN = "JPY"


@pytest.fixture
def here(backend: SqlBackend) -> World:
    return settle(backend)


PAID = Money(48_600, YEN)


def test_a_decision_cites_its_clause_and_the_version_of_the_orders_day(here: World) -> None:
    view = show_dispute(here.backend, agent(here), decided(here))
    decision = view.dispute.decision
    assert decision is not None
    assert (decision.clause, decision.policy_version, decision.amount) == ("D-06", "1", None)
    assert view.case.state is CaseState.DECIDED
    assert view.clauses["D-06"].lines == (109,)


def test_a_decision_keeps_the_exemptions_that_applied(here: World) -> None:
    case_id = ready(here, Kind.CUSTOMS)
    answer_question(here.backend, agent(here), case_id, Question.DUTY_CAUSE, "charged-twice")
    view = decide(here.backend, agent(here), case_id, Outcome.ESCALATE, reason="Duty was taken twice.")
    assert view.dispute.decision is not None
    assert view.dispute.decision.exemptions == (Exemption.CHARGED_TWICE,)


def test_facts_stand_still_once_it_is_decided(here: World) -> None:
    case_id = decided(here)
    with pytest.raises(Conflict):
        record_product(here.backend, agent(here), case_id, "something else")
    with pytest.raises(Conflict):
        change_kind(here.backend, agent(here), case_id, Kind.QUALITY)
    with pytest.raises(Conflict):
        decide(here.backend, agent(here), case_id, Outcome.ASSIST, reason="Again.")


def test_another_kind_brings_another_clause_and_is_undone_by_the_first(here: World) -> None:
    case_id = opened(here).case.id
    view = change_kind(here.backend, agent(here), case_id, Kind.QUALITY)
    assert view.guidance.citation is not None
    assert (view.guidance.citation.clause, view.case.topic) == ("D-02", "quality")
    assert change_kind(here.backend, agent(here), case_id, Kind.PACKAGING).dispute.kind is Kind.PACKAGING


def test_goodwill_by_an_agent_is_refused_with_the_reason_and_the_draft_is_kept(here: World) -> None:
    case_id = ready(here)
    with pytest.raises(NeedsSecond) as refused:
        decide(here.backend, agent(here), case_id, Outcome.GOODWILL, reason="Loyal.", amount=Money(500, YEN))
    draft = show_dispute(here.backend, agent(here), case_id).dispute.draft
    assert "Goodwill" in refused.value.text()
    assert "draft is kept" in refused.value.text()
    assert draft is not None
    assert (draft.outcome, draft.amount, draft.reason) == (Outcome.GOODWILL, Money(500, YEN), "Loyal.")
    assert tags(here, case_id)[-1] == "dispute:draft-kept"


def test_a_supervisor_takes_the_draft_over_and_it_says_whose_it_was(here: World) -> None:
    case_id = drafted(here)
    view = decide(
        here.backend,
        supervisor(here),
        case_id,
        Outcome.GOODWILL,
        reason="A collector's item.",
        amount=Money(3_000, YEN),
    )
    assert view.dispute.decision is not None
    assert view.dispute.decision.proposed_by == agent(here).operator_id
    assert view.dispute.draft is None


def test_a_supervisor_does_not_decide_what_needs_a_second_person_on_his_own_case(here: World) -> None:
    text = "Please be kind."
    boss = supervisor(here)
    own = open_dispute(here.backend, boss, order_id=here.order_id, kind=Kind.OTHER, text=text).case.id
    record_identity(here.backend, boss, own, IdentityCheck.PHONE)
    record_product(here.backend, boss, own, "A figure")
    with pytest.raises(NeedsSecond) as refused:
        decide(here.backend, boss, own, Outcome.GOODWILL, reason="Kind.", amount=Money(1, YEN))
    assert refused.value.verdict.own_case
    assert "yourself" in refused.value.text()


def test_a_denial_that_consumer_law_may_void_needs_the_supervisor(here: World) -> None:
    live_in(here, "JP")
    case_id = ready(here)
    with pytest.raises(NeedsSecond):
        decide(here.backend, agent(here), case_id, Outcome.DENY, reason="Only the box.")
    view = decide(here.backend, supervisor(here), case_id, Outcome.DENY, reason="Only the box.")
    assert view.dispute.decision is not None
    assert view.dispute.decision.warnings == (LawWarning.JAPAN_CONSUMER_CONTRACT,)


@pytest.mark.parametrize(("minor", "allowed"), [(2_999, True), (3_000, True), (3_001, False)])
def test_an_amount_above_the_limit_needs_the_supervisor(here: World, minor: int, *, allowed: bool) -> None:
    limits = Limits(storage_days=60, approval_above={YEN: 3_000})
    change_limits(here.backend, here.actor(Role.ADMINISTRATOR), limits)
    found = weigh(
        here.backend, agent(here), ready(here), Outcome.REFUND, reason="Ours.", amount=Money(minor, YEN)
    )
    assert found.approvals == (() if allowed else (Approval.ABOVE_LIMIT,))


def test_weighing_decides_nothing(here: World) -> None:
    case_id = ready(here)
    assert weigh(here.backend, agent(here), case_id, Outcome.DENY, reason="Only the box.").allowed
    assert show_dispute(here.backend, agent(here), case_id).dispute.decision is None


def test_a_refund_without_an_amount_gives_back_all_that_was_paid(here: World) -> None:
    case_id = ready(here)
    view = decide(here.backend, supervisor(here), case_id, Outcome.REFUND, reason="Ours.")
    assert view.dispute.decision is not None
    assert view.dispute.decision.amount == Money(48_600, YEN)


def test_what_another_dispute_gave_back_cannot_be_given_back_again(here: World) -> None:
    first, second = ready(here), ready(here)
    boss = supervisor(here)
    decide(here.backend, boss, first, Outcome.PARTIAL, reason="Half.", amount=Money(24_300, YEN))
    assert show_dispute(here.backend, boss, second).left_to_pay == Money(24_300, YEN)
    with pytest.raises(Invalid) as refused:
        decide(here.backend, boss, second, Outcome.REFUND, reason="All.", amount=Money(24_301, YEN))
    assert refused.value.field == "amount"


def test_a_reason_is_needed(here: World) -> None:
    with pytest.raises(Invalid) as refused:
        decide(here.backend, agent(here), ready(here), Outcome.DENY, reason=" ")
    assert refused.value.field == "reason"


def test_d08_follows_the_storage_period_of_the_day_storage_began(here: World, clock: Clock) -> None:
    administrator = here.actor(Role.ADMINISTRATOR)
    with here.backend.begin() as work:
        parcel = work.parcels.get(here.parcel_id)
        stored = datetime(2026, 9, 1, 3, tzinfo=UTC)
        work.parcels.save(replace(parcel, stored_since=stored, reminders=(stored,)))
    case_id = ready(here, Kind.STORAGE)
    change_limits(here.backend, administrator, Limits(storage_days=10))  # later, and shorter
    view = answer_question(here.backend, agent(here), case_id, Question.LOST_ON, "2026-10-31")
    assert view.guidance.suggested == (Outcome.ESCALATE,)  # its 60th day
    view = answer_question(here.backend, agent(here), case_id, Question.LOST_ON, "2026-11-01")
    assert view.guidance.suggested == (Outcome.DENY,)


def test_d08_is_blocked_until_a_storage_period_is_set(here: World) -> None:
    change_limits(here.backend, here.actor(Role.ADMINISTRATOR), Limits())
    with pytest.raises(NotYet) as refused:
        decide(here.backend, supervisor(here), ready(here, Kind.STORAGE), Outcome.DENY, reason="Too late.")
    assert "storage period" in refused.value.text()


def test_m04_a_minors_contract_is_flagged(here: World) -> None:
    live_in(here, "CA", birth_year=2010)
    assert [f.value for f in opened(here).guidance.flags] == ["minors-contract"]


def test_a_dispute_that_was_passed_on_is_decided_again_and_not_closed_before(here: World) -> None:
    case_id = decided(here, Outcome.ESCALATE)
    with pytest.raises(Conflict):
        close_dispute(here.backend, agent(here), case_id)
    view = decide(here.backend, supervisor(here), case_id, Outcome.DENY, reason="Looked at again.")
    assert view.dispute.decision is not None
    assert view.dispute.decision.outcome is Outcome.DENY
    back = withdraw_decision(here.backend, supervisor(here), case_id)
    assert back.dispute.decision is not None
    assert (back.dispute.decision.outcome, back.case.state) == (Outcome.ESCALATE, CaseState.DECIDED)


def test_a_denial_whose_letter_went_out_can_still_be_passed_on(here: World) -> None:
    case_id = decided(here)
    gone_out(here, case_id)
    view = decide(here.backend, agent(here), case_id, Outcome.ESCALATE, reason="The customer insists.")
    assert (view.case.state, view.dispute.decision and view.dispute.decision.outcome) == (
        CaseState.DECIDED,
        Outcome.ESCALATE,
    )
    back = withdraw_decision(here.backend, agent(here), case_id)
    assert (back.case.state, back.dispute.decision and back.dispute.decision.outcome) == (
        CaseState.ANSWERED,
        Outcome.DENY,
    )


def test_only_a_denial_is_passed_on_once_it_is_decided(here: World) -> None:
    helped, denied = decided(here, Outcome.ASSIST), decided(here)
    for case_id, outcome in ((helped, Outcome.ESCALATE), (denied, Outcome.ASSIST), (denied, Outcome.DENY)):
        with pytest.raises(Conflict):
            decide(here.backend, supervisor(here), case_id, outcome, reason="Again.")


def test_a_decision_is_taken_back_before_its_letter(here: World) -> None:
    case_id = decided(here)
    view = withdraw_decision(here.backend, agent(here), case_id)
    assert (view.dispute.decision, view.case.state) == (None, CaseState.OPEN)
    assert [gone for kind, _, gone in entries(here, case_id) if kind is EntryKind.DECISION] == [True]


def test_what_was_taken_back_stays_among_the_decisions_of_the_case(here: World) -> None:
    case_id = decided(here)
    withdraw_decision(here.backend, agent(here), case_id)
    decide(here.backend, agent(here), case_id, Outcome.ASSIST, reason="We help.")
    made = decisions_of(here.backend, agent(here), case_id)
    assert [d.outcome for d in made] == [Outcome.DENY, Outcome.ASSIST]


def test_a_decision_that_a_letter_says_is_not_taken_back(here: World) -> None:
    case_id = decided(here)
    decision = show_dispute(here.backend, agent(here), case_id).dispute.decision
    assert decision is not None
    letter = here.letter()
    with here.backend.begin() as work:
        row = work.session.get_one(type(work.letters._row(letter.id)), letter.id)
        row.case_id, row.decision_id = case_id, decision.id
    with pytest.raises(Conflict):
        withdraw_decision(here.backend, agent(here), case_id)


def test_another_agent_does_not_take_a_decision_back(here: World) -> None:
    case_id = decided(here)
    with pytest.raises(NotAllowed):
        withdraw_decision(here.backend, here.actor(Role.PRIVACY_OFFICER), case_id)


def test_an_undecided_dispute_is_not_closed(here: World) -> None:
    with pytest.raises(Conflict):
        close_dispute(here.backend, agent(here), ready(here))


def test_closing_and_reopening_lead_back_to_the_state_before(here: World, clock: Clock) -> None:
    case_id = decided(here)
    shut = close_dispute(here.backend, agent(here), case_id).case
    assert (shut.state, shut.closed_at) == (CaseState.CLOSED, clock())
    back = reopen_dispute(here.backend, agent(here), case_id).case
    assert (back.state, back.closed_at) == (CaseState.DECIDED, None)


def test_an_open_dispute_is_not_reopened_and_a_closed_one_not_decided(here: World) -> None:
    with pytest.raises(Conflict):
        reopen_dispute(here.backend, agent(here), ready(here))
    with pytest.raises(Conflict):
        decide(here.backend, agent(here), closed(here), Outcome.DENY, reason="Again.")


def test_a_draft_can_be_dropped_once(here: World) -> None:
    case_id = drafted(here)
    assert drop_draft(here.backend, agent(here), case_id).dispute.draft is None
    with pytest.raises(Conflict):
        drop_draft(here.backend, agent(here), case_id)


def test_a_version_entered_later_is_cited_for_later_orders_only(here: World) -> None:
    with here.backend.begin() as work:
        work.settings.put("policy_versions", [LATER])
    old = opened(here)  # ordered on 2 November
    assert (old.guidance.version, old.kinder_clause and old.kinder_clause.lines) == ("1", (120,))
    with here.backend.begin() as work:
        order = work.orders.get(here.order_id)
        work.orders.save(replace(order, placed_at=order.placed_at + timedelta(days=1)))
    new = opened(here)
    assert (new.guidance.version, new.kinder_clause) == ("2027-04", None)
    assert new.case.due_by.date() == date(2026, 12, 3)


def test_two_who_refund_one_order_at_once_do_not_give_it_back_twice(here: World) -> None:
    cases = [ready(here), ready(here)]

    def refund(case_id: int) -> bool:
        try:
            decide(here.backend, supervisor(here), case_id, Outcome.REFUND, reason="Ours.", amount=PAID)
        except Invalid:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(refund, cases)) == [False, True]
