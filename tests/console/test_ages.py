"""How young somebody may still be: one rule for the account and for the dispute."""

from dataclasses import replace

import pytest

from console.ages import ADULT_AGE, GUARDIAN_AGE, Youth, age_for, may_be_under, youth
from console.customers.records import Guardian
from console.customers.rules import is_minor
from console.disputes.guidance import Flag, PersonFacts
from console.disputes.records import Kind
from tests.parts.disputes import asked, facts
from tests.parts.world import customer

YEAR = 2026


@pytest.mark.parametrize(
    ("born", "age", "found"),
    [
        (2007, ADULT_AGE, Youth.OVER),  # 19 at the end of the year, 18 on its first day
        (2008, ADULT_AGE, Youth.PERHAPS),  # 17 until the birthday
        (2009, ADULT_AGE, Youth.UNDER),
        (2011, GUARDIAN_AGE, Youth.OVER),
        (2012, GUARDIAN_AGE, Youth.PERHAPS),
        (2013, GUARDIAN_AGE, Youth.UNDER),
        (None, ADULT_AGE, Youth.UNKNOWN),
        (2027, ADULT_AGE, Youth.UNDER),  # a slip of the pen is no proof of age
    ],
)
def test_a_year_of_birth_tells_only_so_much(born: int | None, age: int, found: Youth) -> None:
    assert youth(born, YEAR, age) is found
    assert may_be_under(born, YEAR, age) is (found in {Youth.UNDER, Youth.PERHAPS})


@pytest.mark.parametrize("born", [None, *range(2004, 2014)])
def test_the_account_and_the_dispute_agree_on_who_may_be_a_minor(born: int | None) -> None:
    account = replace(customer(), birth_year=born, country="BR")
    flags = asked(facts(Kind.CUSTOMS, person=PersonFacts("BR", born))).flags
    dispute_says = bool({Flag.MINORS_CONTRACT, Flag.PERHAPS_MINORS_CONTRACT} & set(flags))
    assert is_minor(account, YEAR) is dispute_says


@pytest.mark.parametrize(("born", "minor"), [(2005, False), (2006, True), (2007, True)])
def test_a_country_where_one_comes_of_age_later_counts(born: int, minor: bool) -> None:
    account = replace(customer(), birth_year=born, country="TH")
    assert is_minor(account, YEAR, {"TH": 20}) is minor


def test_a_lower_age_is_never_taken() -> None:
    assert age_for("GB", ADULT_AGE, {"GB": 16}) == ADULT_AGE


def test_who_has_a_guardian_is_a_minor() -> None:
    assert is_minor(replace(customer(), birth_year=1990, guardian=Guardian("A", "mother")), YEAR)
