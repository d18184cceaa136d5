"""Which column of a file is which field: by its name in eight languages, by how its cells look."""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from zoneinfo import ZoneInfo

from console.imports.cells import AMOUNT, BLANKS, CellRefused, Reading, countries, read
from console.imports.detecting import Guess
from console.imports.fields import ENTITIES, Field, Sort

NAMED, BEGUN, LOOKS = 0.95, 0.7, 0.6  # how sure a column's whole name is, a part of it, its looks alone
ENOUGH = 0.8  # of the cells that must look so
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
PHONE = re.compile(r"'?\+?[\d\s()./-]{8,20}")
MOMENTS = (
    "",  # ISO 8601, and the year first
    "%Y-%m-%d %H:%M:%S %z",
    "%Y/%m/%d %H:%M",
    "%Y年%m月%d日 %H:%M",
    "%Y年%m月%d日",
    "%d.%m.%Y %H:%M:%S",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y",
    "%d/%m/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",
    "%d/%m/%Y",
    "%m/%d/%Y %H:%M:%S",
    "%m/%d/%Y %H:%M",
    "%m/%d/%Y",
    "%Y%m%d",
)
Columns = Mapping[str, Sequence[str]]  # a column and some of its cells, empty ones left out


@dataclass(frozen=True, slots=True)
class Place:
    """One field of one kind of record."""

    entity: str
    field: str

    @property
    def declared(self) -> Field:
        """What its cells must be."""
        return ENTITIES[self.entity][self.field]


@cache
def known_names() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return how shops name the fields of each kind of record; "words" are an order's states."""
    return MappingProxyType(tomllib.loads((files("console.imports") / "columns.toml").read_text("utf-8")))


def bare(name: str) -> str:
    """Return a column's name for comparing: one width, small letters, nothing but letters and digits."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(c for c in folded if c.isalnum())


def guess_columns(columns: Columns, moments: str = "") -> dict[Place, Guess]:
    """Return the column of each field that one was found for; each column stands for one field at most."""
    found = [
        (sure, -at, place, column)
        for column, cells in columns.items()
        for at, place in enumerate(_places())
        if (sure := _sure(place, column, cells, moments))
    ]
    guessed: dict[Place, Guess] = {}
    taken: set[str] = set()
    for sure, _order, place, column in sorted(found, key=lambda f: f[:2], reverse=True):
        if place not in guessed and column not in taken:
            guessed[place] = Guess(column, sure)
            taken.add(column)
    return guessed


@cache
def _places() -> tuple[Place, ...]:
    return tuple(Place(e, f) for e in ENTITIES for f in known_names().get(e, ()))


def _sure(place: Place, column: str, cells: Sequence[str], moments: str) -> float:
    """Return how sure it is that a column is this field, 0 where its cells are something else."""
    name, names = bare(column), known_names()[place.entity][place.field]
    looks = _looks(place, cells, moments)
    if looks is False:
        return 0.0
    if name in names:
        return NAMED
    if any(_is_part(each, name) for each in names):
        return BEGUN
    return LOOKS if looks and place.field == "email" else 0.0


def _is_part(known: str, name: str) -> bool:
    """Tell whether a name holds a known one: at its end, where languages have blanks; else at either."""
    if known.isascii():
        return len(known) > 3 and name.endswith(known)  # noqa: PLR2004 -- shorter ones end many words
    return len(known) > 1 and (name.startswith(known) or name.endswith(known))


def _looks(place: Place, cells: Sequence[str], moments: str) -> bool | None:
    """Tell whether cells look like those of a field; None where nothing speaks for it or against."""
    question = LOOKS_LIKE.get(place.declared.sort)
    if question is None or not cells:
        return None
    return sum(question(cell.strip(BLANKS), moments) for cell in cells) >= ENOUGH * len(cells)


def _is_moment(text: str, moments: str) -> bool:
    field = Field(Sort.MOMENT)
    try:
        return read(field, text, Reading(ZoneInfo("UTC"), moments, "")) is not None
    except CellRefused:
        return False


LOOKS_LIKE: Mapping[Sort, Callable[[str, str], bool]] = MappingProxyType(
    {
        Sort.EMAIL: lambda text, _: EMAIL.fullmatch(text) is not None,
        Sort.PHONE: lambda text, _: PHONE.fullmatch(text) is not None,
        Sort.AMOUNT: lambda text, _: AMOUNT.fullmatch(text) is not None,
        Sort.NUMBER: lambda text, _: text.isdecimal(),
        Sort.COUNTRY: lambda text, _: text.upper() in countries(),
        Sort.CURRENCY: lambda text, _: len(text) == 3 and text.isalpha(),  # noqa: PLR2004 -- ISO 4217
        Sort.MOMENT: _is_moment,
    }
)


def guess_moments(columns: Columns) -> Guess:
    """Return the form in which most of the cells that look like dates are written."""
    cells = [c for several in columns.values() for c in several if _may_be_a_date(c)]
    best = max(MOMENTS, key=lambda form: sum(_is_moment(c, form) for c in cells))
    fitting = [f for f in MOMENTS if cells and all(_is_moment(c, f) for c in cells)]
    sure = 0.5 if len(fitting) > 1 and "" not in fitting else NAMED if fitting else 0.3
    return Guess(best, sure)


def _may_be_a_date(cell: str) -> bool:
    digits = sum(c.isdecimal() for c in cell)
    return digits >= 6 and any(mark in cell for mark in "/.-年") and cell[:1].isdecimal()  # noqa: PLR2004 -- a day, a month, a year


def guess_state(word: str) -> str:
    """Return which of our states a shop's word means, empty where it is not known."""
    plain = word.strip(BLANKS).casefold().removeprefix("wc-")
    return next((ours for ours, words in known_names()["words"].items() if plain in words), "")
