"""Names, towns and streets to draw from, the same for the same seed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from types import MappingProxyType
from typing import Any

from faker import Faker

from console.customers.records import Name, Script

DATA = files("console.demo") / "data"
PROVIDERS = ["faker.providers.person", "faker.providers.address"]  # loading all takes ten times as long
TOWNS, STREETS, NAMES = 60, 90, 160  # how many of each are drawn from Faker for one country


@dataclass(frozen=True, slots=True)
class Culture:
    """People of one language: how many of a hundred, and where they live (country -> weight)."""

    language: str
    weight: float
    homes: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Called:
    """A person's name: every form of it, and the Latin one that parcels carry."""

    names: tuple[Name, ...]
    latin: str


@dataclass(frozen=True, slots=True)
class Town:
    """A place to live."""

    city: str
    region: str
    postcode: str


_ABROAD = {"US": 0.3, "CA": 0.2, "AU": 0.15, "GB": 0.15, "TW": 0.1, "DE": 0.1}
CULTURES = (
    Culture("ja", 45, {"JP": 2.0, **_ABROAD}),
    Culture("zh-Hans", 9, {"CN": 4, "US": 0.5, "AU": 0.5}),
    Culture("zh-Hant", 6, {"TW": 4, "CA": 0.5, "US": 0.5}),
    Culture("ko", 8, {"KR": 9, "US": 1}),
    Culture("en", 15, {"US": 5, "GB": 2, "CA": 2, "AU": 1}),
    Culture("de", 4, {"DE": 1}),
    Culture("fr", 4, {"FR": 4, "CA": 1}),
    Culture("es", 3, {"ES": 1}),
    Culture("it", 2, {"IT": 1}),
    Culture("pl", 1, {"PL": 1}),
    Culture("pt-BR", 1.5, {"BR": 1}),
    Culture("vi", 0.8, {"VN": 1}),
    Culture("ru", 0.4, {"RU": 1}),
    Culture("el", 0.3, {"GR": 1}),
)
LOCALES: Mapping[str, str] = MappingProxyType(
    {
        "JP": "ja_JP",
        "US": "en_US",
        "CA": "en_CA",
        "AU": "en_AU",
        "GB": "en_GB",
        "TW": "zh_TW",
        "CN": "zh_CN",
        "KR": "ko_KR",
        "DE": "de_DE",
        "FR": "fr_FR",
        "ES": "es_ES",
        "IT": "it_IT",
        "PL": "pl_PL",
        "BR": "pt_BR",
        "VN": "vi_VN",
        "RU": "ru_RU",
        "GR": "el_GR",
    }
)
LANGUAGE_LOCALES: Mapping[str, str] = MappingProxyType(
    {"en": "en_US", "de": "de_DE", "fr": "fr_FR", "es": "es_ES", "it": "it_IT", "pl": "pl_PL"}
    | {"pt-BR": "pt_BR", "vi": "vi_VN", "ru": "ru_RU", "el": "el_GR"}
)
REGIONS: Mapping[str, str] = MappingProxyType(  # country -> Faker's name for what is larger than a town
    {"JP": "prefecture", "US": "state_abbr", "CA": "province_abbr", "AU": "state_abbr"}
    | {"BR": "estado_sigla", "IT": "state", "ES": "region"}
)
OTHER_SCRIPTS = frozenset({"ru", "el"})


@cache
def lines_of(name: str) -> tuple[str, ...]:
    """Return the lines of a list that ships with the demo."""
    return tuple((DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines())


@cache
def table_of(name: str, separator: str = " ") -> tuple[tuple[str, ...], ...]:
    """Return such a list's lines as cells."""
    return tuple(tuple(line.split(separator)) for line in lines_of(name))


class Pools:
    """What to draw from. Faker is slow: it fills a pool a country, which is then combined anew."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._fakers: dict[str, Any] = {}
        self._pools: dict[str, Sequence[Any]] = {}

    def town(self, country: str, rng: Random) -> Town:
        """Return a town of the country."""
        towns: Sequence[Town] = self._pool(f"towns {country}", lambda: self._towns(country))
        return rng.choice(towns)

    def street(self, country: str, rng: Random) -> str:
        """Return a street of the country with a house number."""
        streets: Sequence[str] = self._pool(f"streets {country}", lambda: self._streets(country))
        return rng.choice(streets)

    def called(self, language: str, rng: Random) -> Called:
        """Return a name of somebody who speaks the language."""
        maker = MAKERS.get(language)
        return maker(rng) if maker else self._of_faker(language, rng)

    def _of_faker(self, language: str, rng: Random) -> Called:
        firsts, lasts = (
            self._pool(f"{what} {language}", lambda w=what: self._names(language, w))  # type: ignore[misc]  # a default binds w
            for what in ("first_name", "last_name")
        )
        text = f"{rng.choice(firsts)} {rng.choice(lasts)}"
        if language in OTHER_SCRIPTS:
            return Called((Name(text, Script.OTHER),), "")
        return Called((Name(text, Script.LATIN),), text)

    def _pool(self, name: str, fill: Callable[[], Sequence[Any]]) -> Sequence[Any]:
        if name not in self._pools:
            self._pools[name] = fill()
        return self._pools[name]

    def _faker(self, locale: str) -> Any:  # Faker's methods differ by locale
        if locale not in self._fakers:
            self._fakers[locale] = Faker(locale, providers=PROVIDERS)
            self._fakers[locale].seed_instance(self._seed)
        return self._fakers[locale]

    def _names(self, language: str, what: str) -> list[str]:
        fake = self._faker(LANGUAGE_LOCALES[language])
        return [getattr(fake, what)() for _ in range(NAMES)]

    def _towns(self, country: str) -> list[Town]:
        fake = self._faker(LOCALES[country])
        region = getattr(fake, REGIONS[country]) if country in REGIONS else str
        return [Town(fake.city(), region(), fake.postcode()) for _ in range(TOWNS)]

    def _streets(self, country: str) -> list[str]:
        fake = self._faker(LOCALES[country])
        if country == "JP":
            return [f"{fake.town()}{fake.chome()}{fake.ban()}{fake.gou()}" for _ in range(STREETS)]
        return [fake.street_address().replace("\n", ", ") for _ in range(STREETS)]


def _japanese(rng: Random) -> Called:
    family, given = rng.choice(table_of("ja_family")), rng.choice(table_of("ja_given"))
    latin = f"{given[2]} {family[2]}"
    names = [Name(f"{family[0]} {given[0]}", Script.HAN)]
    if rng.random() < 0.85:  # noqa: PLR2004 -- most give their reading
        names.append(Name(f"{family[1]} {given[1]}", Script.KANA))
    return Called((*names, Name(latin, Script.LATIN)), latin)


def _chinese(rng: Random, *, traditional: bool) -> Called:
    family = rng.choice(table_of("zh_family"))
    given = [rng.choice(table_of("zh_given")) for _ in range(rng.choice((1, 2, 2, 2)))]
    written, spoken = (1, 3) if traditional else (0, 2)
    parts = [g[spoken] for g in given]
    joined = "-".join(parts) if traditional else "".join(parts).capitalize()
    latin = f"{joined} {family[spoken]}"
    return Called(
        (Name(family[written] + "".join(g[written] for g in given), Script.HAN), Name(latin, Script.LATIN)),
        latin,
    )


def _korean(rng: Random) -> Called:
    family = rng.choice(table_of("ko_family"))
    given = [rng.choice(table_of("ko_given")) for _ in range(2)]
    latin = f"{given[0][1]}-{given[1][1].lower()} {family[1]}"
    hangul = family[0] + "".join(g[0] for g in given)
    return Called((Name(hangul, Script.HANGUL), Name(latin, Script.LATIN)), latin)


MAKERS: Mapping[str, Callable[[Random], Called]] = MappingProxyType(
    {
        "ja": _japanese,
        "zh-Hans": lambda rng: _chinese(rng, traditional=False),
        "zh-Hant": lambda rng: _chinese(rng, traditional=True),
        "ko": _korean,
    }
)
