"""Made-up people and orders for measuring: the same seed gives the same, some names common, most rare."""

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TypeVar

from faker.providers.address.ja_JP import Provider as JapaneseAddress
from faker.providers.person.de_DE import Provider as German
from faker.providers.person.en_US import Provider as English
from faker.providers.person.pt_BR import Provider as Brazilian
from faker.providers.person.zh_CN import Provider as Chinese

SEED = 20_261_123
WORDS: dict[str, str] = tomllib.loads((Path(__file__).with_suffix(".toml")).read_text(encoding="utf-8"))
KINDS, THINGS, JAPANESE_THINGS, CHINESE_PLACES, CITIES, STREETS, SUFFIXES, HOSTS = (
    WORDS[name].split()
    for name in (
        "kinds",
        "things",
        "japanese_things",
        "chinese_places",
        "cities",
        "streets",
        "suffixes",
        "hosts",
    )
)
HOST_WEIGHTS = (40, 20, 15, 12, 8, 5)
JAPANESE, CHINESE = 0.45, 0.15  # shares of people
NAMED_IN_JAPANESE = 0.35  # share of products
T = TypeVar("T")


def _joined(first: str, last: str) -> list[tuple[str, str, str]]:
    parts = [[tuple(part.split()) for part in WORDS[name].split(",")] for name in (first, last)]
    return [(a[0] + b[0], a[1] + b[1], (a[2] + b[2]).title()) for a, b in product(*parts)]


@dataclass(frozen=True, slots=True)
class Person:
    """Names in the scripts the person uses, contacts and an address."""

    names: tuple[str, ...]
    mail: str
    phone: str
    country: str
    street: str
    city: str
    region: str
    postcode: str


class MadeUp:
    """Draws people and products; common ones more often."""

    def __init__(self, seed: int = SEED) -> None:
        self.dice = random.Random(seed)
        self._families = self._shuffled(_joined("first", "last"))
        self._given = self._shuffled(_joined("given_first", "given_last"))
        self._western_families = self._shuffled(
            [*English.last_names, *German.last_names, *Brazilian.last_names]
        )
        self._western_given = self._shuffled([*English.first_names, *German.first_names])
        self._chinese_families = list(Chinese.last_names)
        self._chinese_given = [str(n) for n in Chinese.first_names]
        self._prefectures, self._cities, self._towns = (
            list(places)
            for places in (JapaneseAddress.prefectures, JapaneseAddress.cities, JapaneseAddress.towns)
        )

    def _shuffled(self, values: list[T]) -> list[T]:
        values = list(dict.fromkeys(values))
        self.dice.shuffle(values)
        return values

    def _common_first(self, values: Sequence[T]) -> T:
        return values[int(len(values) * self.dice.random() ** 2.5)]

    def person(self, number: int) -> Person:
        """Return the person with this number."""
        drawn = self.dice.random()
        if drawn < JAPANESE:
            return self._japanese(number)
        return self._chinese(number) if drawn < JAPANESE + CHINESE else self._western(number)

    def _japanese(self, number: int) -> Person:
        family, given = self._common_first(self._families), self._common_first(self._given)
        prefecture = self.dice.choice(self._prefectures)
        return Person(
            (f"{family[0]} {given[0]}", f"{family[1]} {given[1]}", f"{given[2]} {family[2]}"),
            self._mail(given[2], family[2], number),
            f"+81 {self.dice.choice((70, 80, 90))} {self._digits(4)} {self._digits(4)}",
            "JP",
            f"{self.dice.choice(self._towns)}{self.dice.randint(1, 40)}-{self.dice.randint(1, 20)}",
            self.dice.choice(self._cities),
            prefecture,
            f"{self._digits(3)}-{self._digits(4)}",
        )

    def _chinese(self, number: int) -> Person:
        family = self._common_first(self._chinese_families)
        given = self.dice.choice(self._chinese_given) + self.dice.choice(["", *self._chinese_given[:40]])
        return Person(
            (family + given,),
            self._mail("user", self._digits(6), number),
            f"+86 1{self._digits(2)} {self._digits(4)} {self._digits(4)}",
            "CN",
            f"{self.dice.choice(CHINESE_PLACES)}{self.dice.randint(1, 999)}号",
            "",
            "",
            self._digits(6),
        )

    def _western(self, number: int) -> Person:
        family, given = self._common_first(self._western_families), self._common_first(self._western_given)
        return Person(
            (f"{given} {family}",),
            self._mail(given, family, number),
            f"+1 {self.dice.randint(200, 989)} {self._digits(3)} {self._digits(4)}",
            self.dice.choice(("US", "CA", "DE", "BR", "GB")),
            f"{self.dice.randint(1, 9999)} {self._common_first(STREETS)} {self.dice.choice(SUFFIXES)}",
            self.dice.choice(CITIES).replace("_", " "),
            "",
            self._digits(5),
        )

    def _digits(self, count: int) -> str:
        return f"{self.dice.randrange(10**count):0{count}d}"

    def _mail(self, given: str, family: str, number: int) -> str:
        local = f"{given}.{family}".lower().replace(" ", "").encode("ascii", "ignore").decode()
        return f"{local}{number % 1000}@{self.dice.choices(HOSTS, HOST_WEIGHTS)[0]}"

    def products(self) -> list[str]:
        """Return what an order holds: one to three products, some named in Japanese."""
        return [self._product() for _ in range(self.dice.choice((1, 1, 1, 2, 3)))]

    def _product(self) -> str:
        if self.dice.random() < NAMED_IN_JAPANESE:
            return f"{self.dice.choice(JAPANESE_THINGS)} {self.dice.choice(KINDS)}"
        first, second = self.dice.choice(KINDS), self.dice.choice(KINDS)
        return f"{first} {second} {self._common_first(THINGS)} {self.dice.randint(1, 400)}"

    def people(self, count: int) -> Iterator[Person]:
        """Give `count` people."""
        return (self.person(n) for n in range(count))
