"""Countries, calendars and time zones that one can choose from. Names: Unicode CLDR; zones: IANA."""

from functools import cache
from zoneinfo import available_timezones

from babel import Locale

from console import clocks

NO_COUNTRIES = frozenset({"ZZ", "EU", "EZ", "UN", "XA", "XB", "QO"})
CODE = 2  # letters of ISO 3166-1 alpha-2
HIDDEN_ZONES = ("Etc/", "posix/", "right/", "SystemV/")


@cache
def countries(language: str) -> dict[str, str]:
    """Return the countries' names in `language` by their ISO 3166-1 alpha-2 codes, sorted by name."""
    territories = Locale(language).territories
    named = {str(c): str(n) for c, n in territories.items() if len(str(c)) == CODE and str(c).isalpha()}
    return dict(sorted(((c, n) for c, n in named.items() if c not in NO_COUNTRIES), key=lambda pair: pair[1]))


def calendars(language: str) -> dict[str, str]:
    """Return the countries whose public holidays are known, by code, sorted by name."""
    known = clocks.calendars()
    return {c: n for c, n in countries(language).items() if c in known}


@cache
def zones() -> tuple[str, ...]:
    """Return the IANA names of time zones that places use, UTC first."""
    named = sorted(z for z in available_timezones() if "/" in z and not z.startswith(HIDDEN_ZONES))
    return ("UTC", *named)
