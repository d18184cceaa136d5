"""Makes people up: names, ways to reach them, where they live, how old they are."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random
from types import MappingProxyType

from console.customers.records import (
    Account,
    AccountStatus,
    Address,
    Contact,
    ContactKind,
    Guardian,
)
from console.demo.pools import CULTURES, Called, Culture, Pools
from console.demo.records import SOURCE, Person

FIRST_NUMBER = 1_000_001
DOMAINS = ("example.com", "example.net", "example.org", "sakura.example", "mizu-mail.example", "post.example")
# Numbers that nobody has: ranges kept for fiction, or with a zero where no operator has one. # is a digit.
PHONES = MappingProxyType(
    {
        "JP": ("090-0###-####", "080-0###-####", "+81 70 0### ####"),
        "US": ("+1 2## 555 01##", "(3##) 555-01##"),
        "CA": ("+1 604 555 01##", "+1 416 555 01##"),
        "GB": ("+44 7700 900###", "07700 900###"),
        "AU": ("+61 491 57# ###", "0491 57# ###"),
        "CN": ("+86 100 #### ####",),
        "TW": ("+886 990 0## ###", "0990-0##-###"),
        "KR": ("010-0###-####", "+82 10 0### ####"),
        "DE": ("+49 155 00######",),
        "FR": ("+33 6 39 98 ## ##", "06 39 98 ## ##"),
    }
)
OTHER_PHONE = "+{code} 000 ### ####"
CODES = MappingProxyType({"ES": 34, "IT": 39, "PL": 48, "BR": 55, "VN": 84, "RU": 7, "GR": 30})
OLDEST_ORDER = 900  # days before now at which the first order was placed; everybody is known by then
RELATIONS = ("mother", "father")


@dataclass(frozen=True, slots=True)
class Chances:
    """How many of a hundred."""

    has_email: int = 97
    verified_email: int = 82
    has_phone: int = 74
    verified_phone: int = 35
    verified_address: int = 45
    known_age: int = 62
    minor: int = 2
    closed: int = 1
    limited: int = 1


CHANCES = Chances()


def people(seed: int, count: int, first: int, now: datetime) -> Iterator[Person]:
    """Yield `count` people; the same for the same seed. `first` counts those made up before."""
    rng, pools = Random(f"people {seed} {first}"), Pools(seed)
    bounds = list(accumulate(c.weight for c in CULTURES))
    for number in range(count):
        culture = rng.choices(CULTURES, cum_weights=bounds)[0]
        known_for = OLDEST_ORDER + int(2500 * (1 - number / count) * rng.random()) + rng.randrange(60)
        yield _person(culture, first + number, rng, pools, now, now.date() - timedelta(days=known_for))


def _person(
    culture: Culture, number: int, rng: Random, pools: Pools, now: datetime, since_on: date
) -> Person:
    called = pools.called(culture.language, rng)
    country = rng.choices(list(culture.homes), list(culture.homes.values()))[0]
    minor = _of_hundred(rng, CHANCES.minor)
    account = Account(
        id=0,
        source=SOURCE,
        shop_id=f"U{FIRST_NUMBER + number}",
        names=called.names,
        language=culture.language,
        country=country,
        since_on=since_on,
        status=_status(rng),
        birth_year=_birth_year(rng, now.year, minor=minor),
        guardian=_guardian(culture, rng, pools, now.date()) if minor else None,
        contacts=tuple(_contacts(called, number, country, rng, since_on, now)),
        addresses=(address_in(country, rng, pools, _checked(rng, CHANCES.verified_address, since_on, now)),),
    )
    return Person(account, called.latin)


def _of_hundred(rng: Random, chance: int) -> bool:
    return rng.random() * 100 < chance


def _status(rng: Random) -> AccountStatus:
    at = rng.random() * 100
    if at < CHANCES.closed:
        return AccountStatus.CLOSED
    return AccountStatus.LIMITED if at < CHANCES.closed + CHANCES.limited else AccountStatus.ACTIVE


def _birth_year(rng: Random, year: int, *, minor: bool) -> int | None:
    if minor:
        return year - rng.randrange(12, 18)
    return year - int(rng.triangular(20, 80, 33)) if _of_hundred(rng, CHANCES.known_age) else None


def _guardian(culture: Culture, rng: Random, pools: Pools, today: date) -> Guardian:
    name = pools.called(culture.language, rng).names[0].text
    consent = today - timedelta(days=rng.randrange(30, 700)) if rng.random() < 0.7 else None  # noqa: PLR2004 -- most
    return Guardian(name, rng.choice(RELATIONS), consent)


def _checked(rng: Random, chance: int, since_on: date, now: datetime) -> datetime | None:
    """Return when something was verified, soon after the account was opened, or None."""
    if not _of_hundred(rng, chance):
        return None
    opened = datetime(since_on.year, since_on.month, since_on.day, tzinfo=now.tzinfo)
    return opened + timedelta(minutes=rng.randrange(10, 40_000))


def _contacts(
    called: Called, number: int, country: str, rng: Random, since_on: date, now: datetime
) -> Iterator[Contact]:
    if _of_hundred(rng, CHANCES.has_email):
        local = plain_letters(called.latin.replace(" ", rng.choice((".", "", "_")))) or f"u{number}"
        value = f"{local}{rng.randrange(2, 999)}@{rng.choice(DOMAINS)}"
        yield Contact(ContactKind.EMAIL, value, _checked(rng, CHANCES.verified_email, since_on, now))
    if _of_hundred(rng, CHANCES.has_phone):
        value = phone_in(country, rng)
        yield Contact(ContactKind.PHONE, value, _checked(rng, CHANCES.verified_phone, since_on, now))


def plain_letters(text: str) -> str:
    """Return `text` in lower-case ASCII, accents off."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()


def phone_in(country: str, rng: Random) -> str:
    """Return a number of the country that nobody has."""
    forms = PHONES.get(country) or (OTHER_PHONE.format(code=CODES[country]),)
    digits = iter(f"{rng.randrange(10**10):010d}")
    return "".join(next(digits) if c == "#" else c for c in rng.choice(forms))


def address_in(country: str, rng: Random, pools: Pools, verified_at: datetime | None = None) -> Address:
    """Return an address of the country."""
    town, lines = pools.town(country, rng), [pools.street(country, rng)]
    if rng.random() < 0.25:  # noqa: PLR2004 -- some live in a numbered flat
        lines.append(
            f"{rng.randrange(1, 12)}0{rng.randrange(1, 9)}号室"
            if country == "JP"
            else f"Apt {rng.randrange(1, 99)}"
        )
    return Address(tuple(lines), town.city, town.region, town.postcode, country, verified_at)
