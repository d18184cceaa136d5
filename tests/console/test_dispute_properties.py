"""What holds for any facts at all."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from console.access import Actor
from console.disputes.guidance import (
    Facts,
    House,
    OrderFacts,
    ParcelFacts,
    PersonFacts,
    Proposal,
)
from console.disputes.records import (
    CHOICES,
    DATE_ANSWERS,
    Kind,
    Outcome,
    Question,
)
from console.disputes.rules import may_decide
from console.disputes.rules.clauses import storage_ends_on
from console.money import Money
from tests.parts.disputes import (
    AGENT,
    DENY,
    GOODWILL,
    LIMIT,
    ORDERED,
    PAID,
    PRIVACY,
    SUPERVISOR,
    TODAY,
    asked,
)


def _answers() -> st.SearchStrategy[dict[Question, str]]:
    values = {q: st.sampled_from(c) for q, c in CHOICES.items() if q not in DATE_ANSWERS}
    lost = st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(str)
    return st.fixed_dictionaries({}, optional={**values, Question.LOST_ON: lost})


FACTS = st.builds(
    Facts,
    kind=st.sampled_from(Kind),
    order=st.builds(
        OrderFacts,
        ordered_on=st.just(ORDERED),
        paid=st.just(PAID),
        inspection=st.booleans(),
        insured=st.booleans(),
        guaranteed=st.booleans(),
    ),
    today=st.just(TODAY),
    parcel=st.builds(
        ParcelFacts,
        weighed=st.booleans(),
        grams_lost=st.integers(0, 50),
        carrier_lost=st.booleans(),
        stored_since_on=st.none() | st.dates(date(2026, 1, 1), TODAY),
        reminders=st.integers(0, 3),
    ),
    person=st.builds(
        PersonFacts, st.sampled_from(["", "JP", "DE", "GB", "BR"]), st.none() | st.integers(1950, 2020)
    ),
    house=st.builds(House, storage_days=st.none() | st.integers(1, 120)),
    answers=_answers(),
    identified=st.booleans(),
    product_known=st.booleans(),
)
PROPOSALS = st.builds(
    Proposal,
    st.sampled_from(Outcome),
    st.none() | st.builds(Money, st.integers(-5, 60_000), st.sampled_from(["JPY", "EUR"])),
    st.sampled_from(["", "Read it."]),
)
ACTORS = st.sampled_from([AGENT, SUPERVISOR, PRIVACY])


@given(FACTS)
def test_no_denial_is_ever_suggested_without_a_clause_to_cite(of: Facts) -> None:
    found = asked(of)
    assert DENY not in found.suggested or found.citation is not None


@given(FACTS, PROPOSALS, ACTORS, st.sampled_from([1, 2, 3, 9]))
def test_what_is_blocked_nobody_decides(
    of: Facts, proposal: Proposal, actor: Actor, recorded_by: int
) -> None:
    found = asked(of)
    got = may_decide(
        actor,
        proposal,
        found,
        recorded_by=recorded_by,
        drafted_by=None,
        left_to_pay=PAID,
        approval_above=LIMIT,
    )
    assert not (got.allowed and found.stopping(proposal.outcome))
    assert not (got.allowed and proposal.outcome is GOODWILL and actor is not SUPERVISOR)
    assert not (got.allowed and proposal.outcome is GOODWILL and actor.operator_id == recorded_by)


@given(FACTS)
def test_what_is_missing_was_asked_and_what_is_answered_is_not_asked_again(of: Facts) -> None:
    found = asked(of)
    assert set(found.missing) <= set(found.asked)
    assert not set(found.open_questions) & set(of.answers)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 400), st.integers(0, 400))
def test_a_longer_storage_period_never_ends_earlier(since: date, days: int, more: int) -> None:
    assert storage_ends_on(since, days) <= storage_ends_on(since, days + more)
    assert storage_ends_on(since, days) > since
