"""What holds for every kind: facts first, evidence, minors, consumer law, versions."""

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest

from console.disputes import labels
from console.disputes.guidance import (
    Approval,
    Block,
    Flag,
    House,
    NextStep,
    PersonFacts,
)
from console.disputes.records import (
    CHOICES,
    Asked,
    Exemption,
    Kind,
    LawWarning,
    Outcome,
    Question,
)
from console.disputes.rules import guidance
from console.rulebook.records import PolicyVersion
from tests.parts.disputes import (
    ESCALATE,
    LAWS,
    ORDERED,
    READY,
    SHIPPED,
    STORED,
    TODAY,
    asked,
    facts,
)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    ("identified", "product_known", "blocks"),
    [
        (False, False, [Block.IDENTITY_MISSING, Block.PRODUCT_MISSING]),
        (True, False, [Block.PRODUCT_MISSING]),
        (False, True, [Block.IDENTITY_MISSING]),
        (True, True, []),
    ],
)
def test_d09_identity_and_product_come_before_every_decision(
    kind: Kind, identified: bool, product_known: bool, blocks: list[Block]
) -> None:
    found = asked(facts(kind, identified=identified, product_known=product_known))
    first = [b.why for b in found.blocks if b.clause == "D-09"]
    assert first == blocks
    assert all(set(blocks) <= {b.why for b in found.stopping(o)} for o in Outcome)


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (Kind.CUSTOMS, {Asked.CUSTOMS_BILL, Asked.DESTINATION}),
        (Kind.QUALITY, {Asked.ARRIVAL_PHOTOS, Asked.INTAKE_RECORD}),
        (Kind.MISSING, {Asked.PACKING_VIDEO, Asked.WEIGHTS, Asked.CONTENT_PHOTO}),
        (Kind.SYSTEM, {Asked.INCIDENT_ID, Asked.TIME_MATCH}),
        (Kind.LOST, {Asked.TRACKING}),
        (Kind.PACKAGING, {Asked.OUTER_PHOTO, Asked.INNER_PHOTO, Asked.ITEM_PHOTO}),
        (Kind.SECOND_HAND, {Asked.LISTING_COPY}),
        (Kind.STORAGE, {Asked.INTAKE_DATE, Asked.STORAGE_PERIOD, Asked.REMINDERS}),
    ],
)
def test_each_clause_asks_for_its_evidence(kind: Kind, wanted: set[Asked]) -> None:
    assert set(asked(facts(kind)).asked) == wanted


def test_evidence_is_missing_until_it_is_shown_or_the_records_prove_it() -> None:
    shown = frozenset({Asked.OUTER_PHOTO})
    assert asked(facts(Kind.PACKAGING, shown=shown)).missing == (Asked.INNER_PHOTO, Asked.ITEM_PHOTO)
    assert asked(facts(Kind.STORAGE, parcel=STORED)).missing == ()
    unset = asked(facts(Kind.STORAGE, house=House()))
    assert unset.missing == unset.asked
    assert asked(facts(Kind.CUSTOMS)).missing == (Asked.CUSTOMS_BILL,)  # the order names its destination


@pytest.mark.parametrize(
    ("birth_year", "flag"),
    [
        (2007, None),  # 18 or 19 when ordering in 2026
        (2008, Flag.PERHAPS_MINORS_CONTRACT),  # 17 or 18
        (2009, Flag.MINORS_CONTRACT),  # 16 or 17
        (None, None),
    ],
)
def test_m04_a_minors_contract_is_flagged_for_the_lawyers(birth_year: int | None, flag: Flag | None) -> None:
    found = asked(facts(Kind.CUSTOMS, person=PersonFacts("BR", birth_year)))
    assert found.flags == ((flag,) if flag else ())
    assert (NextStep.ASK_LEGAL in found.steps) is (flag is not None)
    assert (Question.GUARDIAN_CONSENT in found.open_questions) is (flag is not None)


def test_m04_a_countrys_higher_age_counts() -> None:
    house = replace(READY.house, adult_ages={"TH": 20})
    born_2007 = PersonFacts("TH", 2007)
    assert asked(facts(Kind.CUSTOMS, person=born_2007, house=house)).flags == (Flag.MINORS_CONTRACT,)


@pytest.mark.parametrize(
    ("birth_year", "consent", "answers", "blocked"),
    [
        (2011, False, "", False),  # 14 or 15
        (2012, False, "", True),  # 13 or 14: nobody knows
        (2013, False, "", True),
        (2013, True, "", False),
        (2013, False, "guardian-consent=yes", False),
        (2013, False, "guardian-consent=no", True),
    ],
)
def test_m02_a_child_is_answered_only_with_a_guardians_consent(
    birth_year: int, consent: bool, answers: str, blocked: bool
) -> None:
    found = asked(facts(Kind.CUSTOMS, answers, person=PersonFacts("BR", birth_year, consent)))
    assert (Block.GUARDIAN_MISSING in {b.why for b in found.stopping(ESCALATE)}) is blocked


@pytest.mark.parametrize(
    ("kind", "country", "warning"),
    [
        (Kind.PACKAGING, "JP", LawWarning.JAPAN_CONSUMER_CONTRACT),
        (Kind.PACKAGING, "FR", LawWarning.EU_UNFAIR_TERMS),
        (Kind.PACKAGING, "GB", LawWarning.UK_UNFAIR_TERMS),
        (Kind.PACKAGING, "BR", None),
        (Kind.CUSTOMS, "JP", None),  # a price, no exclusion of liability
        (Kind.CUSTOMS, "FR", LawWarning.EU_UNFAIR_TERMS),
        (Kind.SELLER, "FR", None),
        (Kind.PACKAGING, "", LawWarning.JAPAN_CONSUMER_CONTRACT),  # unknown: the law at home
    ],
)
def test_a_denial_resting_on_a_disclaimer_carries_the_consumer_laws_warning(
    kind: Kind, country: str, warning: LawWarning | None
) -> None:
    found = asked(facts(kind, person=PersonFacts(country)))
    assert found.warnings == ((warning,) if warning else ())
    assert (Flag.COUNTRY_UNKNOWN in found.flags) is (country == "")


def newer(start: date, *, kinder: bool) -> PolicyVersion:
    old = SHIPPED[0]
    clause = replace(old.clauses["D-06"], lines=(120,), kinder_than=frozenset({"1"} if kinder else ()))
    return PolicyVersion("2", start, old.terms, MappingProxyType({**old.clauses, "D-06": clause}))


@pytest.mark.parametrize(
    ("start", "cited"),
    [(ORDERED - timedelta(days=1), "2"), (ORDERED, "2"), (ORDERED + timedelta(days=1), "1")],
)
def test_v01_the_version_of_the_orders_day_is_cited(start: date, cited: str) -> None:
    found = guidance(facts(Kind.PACKAGING), [*SHIPPED, newer(start, kinder=True)], LAWS)
    assert found.version == cited
    assert found.citation is not None
    assert found.citation.version == cited


@pytest.mark.parametrize("kinder", [True, False])
def test_v01_a_newer_version_stands_beside_it_only_when_it_is_kinder(kinder: bool) -> None:
    found = guidance(facts(Kind.PACKAGING), [*SHIPPED, newer(TODAY, kinder=kinder)], LAWS)
    assert (found.kinder.lines if found.kinder else None) == ((120,) if kinder else None)


def test_a_version_without_the_clause_is_silent() -> None:
    old = SHIPPED[0]
    without = {k: c for k, c in old.clauses.items() if k != "D-06"}
    found = guidance(facts(Kind.PACKAGING), [replace(old, clauses=MappingProxyType(without))], LAWS)
    assert found.silent
    assert found.suggested == ()


def test_everything_a_rule_can_say_has_its_words() -> None:
    assert all(labels.label(member) for enum, table in labels.LABELS.items() for member in enum if table)
    assert {v for choices in CHOICES.values() for v in choices} == set(labels.ANSWERS)
    assert set(labels.LABELS) >= {
        Kind,
        Outcome,
        Question,
        Asked,
        Exemption,
        LawWarning,
        Block,
        Flag,
        Approval,
    }
