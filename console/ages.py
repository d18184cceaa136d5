"""How young somebody may still be when only the year of birth is known: the one rule that all features use.

In the year in which somebody reaches an age, nobody can tell whether the birthday has come: they may still be
under it (policy L7, L93, L94).
"""

from collections.abc import Mapping
from enum import Enum

ADULT_AGE = 18  # M-01, policy L7, L93; a country's higher age by setting
GUARDIAN_AGE = 14  # M-02, policy L94


class Youth(Enum):
    """Whether somebody is under an age in a year."""

    UNDER = "under"
    PERHAPS = "perhaps"  # the birthday of this age lies in the year
    OVER = "over"
    UNKNOWN = "unknown"


def youth(birth_year: int | None, year: int, age: int) -> Youth:
    """Return whether who was born in `birth_year` is under `age` on some day of `year`."""
    if birth_year is None:
        return Youth.UNKNOWN
    reached = year - birth_year
    if reached == age:
        return Youth.PERHAPS
    return Youth.UNDER if reached < age else Youth.OVER


def may_be_under(birth_year: int | None, year: int, age: int) -> bool:
    """Tell whether the person is, or may be, under `age` in `year`; unknown years count as grown up."""
    return youth(birth_year, year, age) in {Youth.UNDER, Youth.PERHAPS}


def age_for(country: str, usual: int, higher: Mapping[str, int]) -> int:
    """Return the age that counts in a country: the usual one, or a higher one that was set for it."""
    return max(usual, higher.get(country, 0))
