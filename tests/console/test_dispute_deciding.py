"""Who may decide what, and how much may be paid."""

from typing import Any

import pytest

from console.access import Actor
from console.disputes.guidance import (
    AmountError,
    Approval,
    PersonFacts,
    Proposal,
    Verdict,
)
from console.disputes.records import (
    PAYING,
    Kind,
    Outcome,
)
from console.disputes.rules import may_decide
from console.money import Money
from tests.parts.disputes import (
    AGENT,
    ASSIST,
    DENY,
    ESCALATE,
    GOODWILL,
    LIMIT,
    PAID,
    PARTIAL,
    PRIVACY,
    REFUND,
    RESEND,
    SUPERVISOR,
    asked,
    facts,
)


def verdict(actor: Actor, outcome: Outcome, amount: Money | None = None, **changed: Any) -> Verdict:
    """Return the verdict on a packaging case that operator 1 recorded; `country` chooses the law."""
    country = str(changed.pop("country", "BR"))
    of = facts(Kind.PACKAGING, "items-missing=yes warehouse-search=found", person=PersonFacts(country))
    given_facts = {
        "recorded_by": 1,
        "drafted_by": None,
        "left_to_pay": PAID,
        "approval_above": LIMIT,
        **changed,
    }
    return may_decide(actor, Proposal(outcome, amount, "Read it."), asked(of), **given_facts)


@pytest.mark.parametrize("actor", [AGENT, PRIVACY])
@pytest.mark.parametrize(
    ("outcome", "amount", "country", "needs"),
    [
        (DENY, None, "BR", ()),
        (DENY, None, "JP", (Approval.CONSUMER_LAW,)),
        (ASSIST, None, "JP", ()),
        (RESEND, None, "JP", ()),
        (ESCALATE, None, "JP", ()),
        (GOODWILL, Money(1, "JPY"), "BR", (Approval.GOODWILL,)),
        (GOODWILL, Money(3_001, "JPY"), "BR", (Approval.GOODWILL, Approval.ABOVE_LIMIT)),
        (REFUND, Money(2_999, "JPY"), "BR", ()),
        (REFUND, Money(3_000, "JPY"), "BR", ()),
        (REFUND, Money(3_001, "JPY"), "BR", (Approval.ABOVE_LIMIT,)),
        (PARTIAL, Money(3_001, "JPY"), "BR", (Approval.ABOVE_LIMIT,)),
    ],
)
def test_an_agent_decides_alone_only_what_needs_no_second_person(
    actor: Actor, outcome: Outcome, amount: Money | None, country: str, needs: tuple[Approval, ...]
) -> None:
    assert verdict(actor, outcome, amount, country=country).approvals == needs
    assert verdict(SUPERVISOR, outcome, amount, country=country).allowed


@pytest.mark.parametrize(
    ("recorded_by", "drafted_by", "own"),
    [(1, None, False), (2, None, True), (1, 1, False), (1, 2, True)],
)
def test_a_supervisor_is_no_second_person_on_a_case_or_draft_of_his_own(
    recorded_by: int, drafted_by: int | None, own: bool
) -> None:
    found = verdict(SUPERVISOR, GOODWILL, Money(500, "JPY"), recorded_by=recorded_by, drafted_by=drafted_by)
    assert (found.own_case, found.allowed) == (own, not own)
    assert found.approvals == ((Approval.GOODWILL,) if own else ())


def test_a_supervisor_decides_his_own_case_where_no_second_person_is_needed() -> None:
    assert verdict(SUPERVISOR, REFUND, Money(3_000, "JPY"), recorded_by=2).allowed


def test_without_a_limit_in_the_currency_every_amount_needs_the_second_person() -> None:
    found = verdict(AGENT, REFUND, Money(1, "JPY"), approval_above={"EUR": 2_000})
    assert found.approvals == (Approval.ABOVE_LIMIT,)


@pytest.mark.parametrize(
    ("outcome", "amount", "error"),
    [
        (REFUND, None, AmountError.MISSING),
        (REFUND, Money(0, "JPY"), AmountError.NOT_POSITIVE),
        (REFUND, Money(-1, "JPY"), AmountError.NOT_POSITIVE),
        (REFUND, Money(48_600, "JPY"), None),
        (REFUND, Money(48_601, "JPY"), AmountError.ABOVE_PAID),
        (REFUND, Money(486, "EUR"), AmountError.OTHER_CURRENCY),
        (PARTIAL, Money(1, "JPY"), None),
        (PARTIAL, Money(48_599, "JPY"), None),
        (PARTIAL, Money(48_600, "JPY"), AmountError.NOT_PARTIAL),
        (GOODWILL, None, AmountError.MISSING),
        (GOODWILL, Money(0, "JPY"), AmountError.NOT_POSITIVE),
        (GOODWILL, Money(60_000, "JPY"), None),
        *((outcome, Money(1, "JPY"), AmountError.NOT_WANTED) for outcome in Outcome if outcome not in PAYING),
        *((outcome, None, None) for outcome in Outcome if outcome not in PAYING),
    ],
)
def test_amounts_fit_their_outcome(outcome: Outcome, amount: Money | None, error: AmountError | None) -> None:
    assert verdict(SUPERVISOR, outcome, amount).amount is error


def test_a_decision_needs_its_reason() -> None:
    found = may_decide(
        SUPERVISOR,
        Proposal(DENY, None, "  \n"),
        asked(facts(Kind.PACKAGING)),
        recorded_by=1,
        drafted_by=None,
        left_to_pay=PAID,
        approval_above=LIMIT,
    )
    assert found.reason_missing
    assert not found.allowed
