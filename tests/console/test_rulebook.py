"""Clauses, laws and figures as dated data."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.disputes.records import Kind, LawWarning
from console.disputes.rules import CLAUSES
from console.errors import Invalid
from console.rulebook import loader, rules
from console.rulebook.labels import source_of
from console.rulebook.records import Confidence, PolicyVersion, Since
from console.words import translator
from tests.parts import rules_page

SHIPPED = loader.shipped_versions()[0]
LATER = date(2027, 4, 1)


def version(version_id: str, start: date | None, kinder_than: tuple[str, ...] = ()) -> PolicyVersion:
    clause = replace(SHIPPED.clauses["D-06"], kinder_than=frozenset(kinder_than))
    clauses = MappingProxyType({**SHIPPED.clauses, "D-06": clause})
    return PolicyVersion(version_id, start, SHIPPED.terms, clauses)


def test_the_shipped_version_has_no_start_and_covers_every_day() -> None:
    assert SHIPPED.effective_from is None
    assert rules.version_for(date.min, [SHIPPED]) is SHIPPED
    assert rules.version_for(date.max, [SHIPPED]) is SHIPPED


@pytest.mark.parametrize(
    ("day", "in_force"),
    [(LATER - timedelta(days=1), "1"), (LATER, "2"), (LATER + timedelta(days=1), "2")],
)
def test_a_later_version_holds_from_its_first_day_on(day: date, in_force: str) -> None:
    assert rules.version_for(day, [version("2", LATER), SHIPPED]).id == in_force


def test_of_two_versions_from_one_day_the_one_entered_later_holds() -> None:
    assert rules.version_for(LATER, [SHIPPED, version("2", LATER), version("2b", LATER)]).id == "2b"


@pytest.mark.parametrize(
    ("kinder_than", "today", "shown"),
    [
        (("1",), LATER - timedelta(days=1), None),  # not in force yet
        (("1",), LATER, "2"),
        (("1",), LATER + timedelta(days=1), "2"),
        ((), LATER, None),  # newer, but not kinder
        (("0",), LATER, None),  # kinder than another one
    ],
)
def test_a_newer_version_is_shown_when_it_is_kinder(
    kinder_than: tuple[str, ...], today: date, shown: str | None
) -> None:
    known = [SHIPPED, version("2", LATER, kinder_than)]
    kinder = rules.kinder_newer("D-06", date(2026, 11, 1), today, known)
    assert (kinder.id if kinder else None) == shown


def test_an_order_of_the_newer_version_has_no_kinder_one() -> None:
    assert rules.kinder_newer("D-06", LATER, LATER, [SHIPPED, version("2", LATER, ("1",))]) is None


@given(st.dates(), st.lists(st.dates(), unique=True, max_size=6))
def test_on_every_day_one_version_holds_and_none_that_begins_later(day: date, starts: list[date]) -> None:
    known = [SHIPPED, *(version(str(n), start) for n, start in enumerate(starts, 2))]
    held = rules.version_for(day, known)
    assert held.effective_from is None or held.effective_from <= day
    assert not [s for s in starts if (held.effective_from or date.min) < s <= day]


@pytest.mark.parametrize(
    ("clause", "lines"),
    [
        ("D-01", (105,)),
        ("D-02", (106,)),
        ("D-03", (106,)),
        ("D-04", (107,)),
        ("D-05", (108,)),
        ("D-06", (109,)),
        ("D-07", (110,)),
        ("D-08", (111,)),
        ("D-09", (34,)),
        ("D-10", (26,)),
        ("D-11", (9, 16)),
        ("R-01", (6, 90, 98)),
        ("M-01", (7, 93)),
        ("M-02", (94,)),
        ("M-04", (93,)),
        ("V-01", (96,)),
        ("B-08", (78,)),
    ],
)
def test_each_clause_names_its_lines_and_speaks_in_our_own_words(clause: str, lines: tuple[int, ...]) -> None:
    found = SHIPPED.clauses[clause]
    assert found.lines == lines
    assert found.title
    assert found.text
    assert not found.supplied


def test_every_kind_of_dispute_but_two_has_exactly_one_clause() -> None:
    answered = sorted(kind for clause in SHIPPED.clauses.values() for kind in clause.kinds)
    assert answered == sorted(set(Kind) - {Kind.PAYMENT, Kind.OTHER})


def test_every_clause_with_a_kind_has_a_rule_and_every_rule_its_clause() -> None:
    assert {c.id for c in SHIPPED.clauses.values() if c.kinds} == set(CLAUSES)


def test_the_policys_own_terms_ship() -> None:
    assert SHIPPED.terms.answer_days == 15
    assert SHIPPED.terms.closure_business_days == 7
    assert SHIPPED.terms.records_years == 3


def test_every_law_that_a_clause_names_is_known_and_to_be_confirmed() -> None:
    laws = {law.id: law for law in loader.consumer_laws()}
    assert set(laws) == set(LawWarning)
    assert {law for clause in SHIPPED.clauses.values() for law in clause.voidable_by} <= set(laws)
    assert all(law.confidence is Confidence.MEMORY for law in laws.values())


@pytest.mark.parametrize(
    ("country", "home", "law"),
    [
        ("JP", "JP", "japan-consumer-contract-act-8"),
        ("DE", "JP", "eu-unfair-terms"),
        ("NO", "JP", "eu-unfair-terms"),
        ("GB", "JP", "uk-unfair-terms"),
        ("", "JP", "japan-consumer-contract-act-8"),  # nobody knows where: the law at home
        ("jp", "CN", "japan-consumer-contract-act-8"),
    ],
)
def test_the_law_of_where_the_customer_lives_protects_them(country: str, home: str, law: str) -> None:
    assert rules.laws_for(country, home, loader.consumer_laws()) == {law}


def test_other_countries_meet_no_known_law() -> None:
    assert rules.laws_for("BR", "JP", loader.consumer_laws()) == frozenset()


@pytest.mark.parametrize(
    ("day", "days"),
    [(date(2020, 1, 1), 60), (LATER - timedelta(days=1), 60), (LATER, 30), (LATER + timedelta(days=1), 30)],
)
def test_a_figure_changed_later_leaves_the_days_before_as_they_were(day: date, days: int) -> None:
    assert rules.figure_on(day, [Since(60), Since(30, LATER)]) == days


def test_the_first_figure_ever_set_covers_the_days_before_it() -> None:
    assert rules.figure_on(LATER - timedelta(days=1), [Since(60, LATER)]) == 60
    assert rules.figure_on(LATER, []) is None


ENTERED = """
id = "2027-04"
effective_from = 2027-04-01
[terms]
answer_days = 10
closure_business_days = 7
records_years = 3
[[clauses]]
id = "D-06"
lines = [120]
part = "shopping-terms"
kinds = ["packaging"]
kinder_than = ["1"]
"""


def test_a_later_version_is_read_and_keeps_the_shipped_words_where_it_brings_none() -> None:
    entered = loader.read_version(ENTERED)
    assert (entered.id, entered.effective_from, entered.terms.answer_days) == ("2027-04", LATER, 10)
    assert entered.clauses["D-06"].text == SHIPPED.clauses["D-06"].text
    assert rules.version_named("2027-04", [SHIPPED, entered]) is entered


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (ENTERED.replace("answer_days", "answer_hours"), "terms.answer_days"),
        (ENTERED.replace('"shopping-terms"', '"somewhere"'), "part"),
        (ENTERED.replace("D-06", "D-66"), "D-66"),  # neither known nor with words of its own
        ("id = ", "not a version"),
    ],
)
def test_a_version_with_a_mistake_is_refused_and_the_place_is_named(bad: str, told: str) -> None:
    with pytest.raises(Invalid, match=told):
        loader.read_version(bad)


def test_an_unknown_version_is_refused() -> None:
    with pytest.raises(Invalid, match="1999"):
        rules.version_named("1999", [SHIPPED])


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def test_no_clause_repeats_five_words_in_a_row_of_the_policy(shared_data: Path) -> None:
    (file,) = (shared_data.parent / "policy").glob("000_*.txt")
    policy = " ".join(words_of(file.read_text("utf-8")))
    spoken = [words_of(clause.text) for clause in SHIPPED.clauses.values()]
    runs = [" ".join(words[n : n + 5]) for words in spoken for n in range(len(words) - 4)]
    assert len(runs) > 100
    assert [run for run in runs if run in policy] == []


def test_the_page_of_rules_says_what_the_rules_say() -> None:
    assert rules_page.PAGE.read_text("utf-8") == rules_page.page(), "run python -m tests.parts.rules_page"


@pytest.mark.parametrize(
    ("language", "clause", "source"),
    [
        ("en", "D-06", "Shopping terms, “Damage to packaging”"),
        ("en", "D-09", "Privacy policy, “Customer service and dispute resolution”"),
        ("ja", "D-06", "購入規約「外装の破損」"),
        ("ja", "D-10", "プライバシーポリシー「注文の手続きと管理」"),
    ],
)
def test_a_clause_is_named_by_its_text_and_heading(language: str, clause: str, source: str) -> None:
    assert source_of(SHIPPED.clauses[clause], translator(language)) == source


def test_a_clause_that_was_supplied_names_its_law() -> None:
    supplied = replace(SHIPPED.clauses["D-06"], supplied=True, source="PIPL 45")
    assert source_of(supplied) == "PIPL 45"


def test_a_later_version_names_its_own_headings() -> None:
    later = loader.read_version(
        ENTERED.replace('part = "shopping-terms"', 'part = "shopping-terms"\nsection = "Returns"')
    )
    assert source_of(later.clauses["D-06"]) == "Shopping terms, “Returns”"
