"""Reads one cell as what its field is; what cannot be read is refused, never guessed."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel import Locale

from console.errors import Invalid
from console.imports.fields import Field, Sort
from console.imports.records import Reason, Value
from console.money import LARGEST, currency_named, digits_of

BLANKS = " \t\r\n\u3000\xa0"
LARGEST_NUMBER = 1_000_000_000
YEARS = range(1900, 2101)
AMOUNT = re.compile(r"(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,6}))?", re.ASCII)
YEAR_FIRST = re.compile(r"\d{4}/\d{2}/\d{2}", re.ASCII)
NUMBER = re.compile(r"\d{1,10}", re.ASCII)
BETWEEN_WORDS = re.compile(r"[\s,;|、]+")


class CellRefused(Exception):  # noqa: N818 -- a refusal of one cell, told as a problem of its line
    """A cell is not what its field must be."""

    def __init__(self, reason: Reason, **params: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.params = params


@dataclass(frozen=True, slots=True)
class Reading:
    """What cells are read with: the zone and format of moments, the currency of amounts."""

    zone: ZoneInfo
    moments: str
    currency: str


def read(field: Field, text: str, how: Reading) -> Value:
    """Return the value of a cell; an empty one is None, or "" for text. Raises: CellRefused."""
    value = READERS[field.sort](text, how)
    if isinstance(value, str) and len(value) > field.longest:
        raise CellRefused(Reason.TOO_LONG, longest=field.longest)
    if field.required and value in ("", None):
        raise CellRefused(Reason.MISSING)
    return value


def in_our_words(field: Field, text: str, words: Mapping[str, str] | None) -> str:
    """Return a shop's word as one of ours, several joined by blanks. Raises: CellRefused."""
    given = [text.strip(BLANKS)] if field.sort is Sort.WORD else BETWEEN_WORDS.split(text.strip(BLANKS))
    ours = [_our_word(field, word, words) for word in given if word]
    if field.required and not ours:
        raise CellRefused(Reason.MISSING)
    return " ".join(sorted(set(ours)))


def _our_word(field: Field, word: str, words: Mapping[str, str] | None) -> str:
    ours = words.get(word) if words is not None else word.lower()
    if ours is None or ours not in _values(field.words):
        raise CellRefused(Reason.UNKNOWN_WORD)
    return ours


@cache
def _values(words: type[StrEnum] | None) -> frozenset[str]:
    return frozenset(words or ())


def _key(text: str, _: Reading) -> str:
    return text.strip(BLANKS)


def _text(text: str, _: Reading) -> str:
    return text


def _amount(text: str, how: Reading) -> int | None:
    text = text.strip(BLANKS)
    if not text:
        return None
    found = AMOUNT.fullmatch(text)
    digits = digits_of(how.currency)
    cents = (found[2] or "").rstrip("0") if found else ""
    if not found or len(cents) > digits:
        raise CellRefused(Reason.NOT_AN_AMOUNT)
    minor: int = int(found[1].replace(",", "")) * 10**digits + int(cents.ljust(digits, "0") or 0)
    if minor > LARGEST:
        raise CellRefused(Reason.NOT_AN_AMOUNT)
    return minor


def _number(text: str, _: Reading) -> int | None:
    text = text.strip(BLANKS)
    if not text:
        return None
    if not NUMBER.fullmatch(text) or int(text) > LARGEST_NUMBER:
        raise CellRefused(Reason.NOT_A_NUMBER)
    return int(text)


def _moment(text: str, how: Reading) -> datetime | None:
    text = text.strip(BLANKS)
    if not text:
        return None
    try:
        moment = datetime.strptime(text, how.moments) if how.moments else _iso(text)  # noqa: DTZ007 -- the zone follows
        return (moment if moment.tzinfo else moment.replace(tzinfo=how.zone)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise CellRefused(Reason.NOT_A_MOMENT) from None


def _iso(text: str) -> datetime:
    """Return a moment that begins with its year; Japanese shops write 2026/11/23."""
    if YEAR_FIRST.match(text):
        text = f"{text[:4]}-{text[5:7]}-{text[8:]}"
    return datetime.fromisoformat(text)


def _day(text: str, how: Reading) -> date | None:
    text = text.strip(BLANKS)
    if not text:
        return None
    try:
        return date.fromisoformat(text.replace("/", "-") if YEAR_FIRST.fullmatch(text) else text)
    except ValueError:
        return _day_of_moment(text, how)


def _day_of_moment(text: str, how: Reading) -> date | None:
    try:
        moment = _moment(text, how)
    except CellRefused:
        raise CellRefused(Reason.NOT_A_DAY) from None
    return moment.astimezone(how.zone).date() if moment else None


def _year(text: str, how: Reading) -> int | None:
    text = text.strip(BLANKS)
    if not text:
        return None
    year = int(text) if NUMBER.fullmatch(text) else _year_of_day(text, how)
    if year not in YEARS:
        raise CellRefused(Reason.NOT_A_YEAR)
    return year


def _year_of_day(text: str, how: Reading) -> int:
    try:
        day = _day(text, how)
    except CellRefused:
        raise CellRefused(Reason.NOT_A_YEAR) from None
    return day.year if day else 0


@cache
def countries() -> frozenset[str]:
    """Return the codes of all countries."""
    return frozenset(c for c in map(str, Locale("en").territories) if len(c) == 2 and c.isalpha())  # noqa: PLR2004 -- ISO 3166-1


def _country(text: str, _: Reading) -> str:
    code = text.strip(BLANKS).upper()
    if code and code not in countries():
        raise CellRefused(Reason.NOT_A_COUNTRY)
    return code


def _currency(text: str, _: Reading) -> str:
    if not text.strip(BLANKS):
        return ""
    try:
        return currency_named(text.strip(BLANKS))
    except Invalid:
        raise CellRefused(Reason.NOT_A_CURRENCY) from None


READERS: Mapping[Sort, Callable[[str, Reading], Value]] = MappingProxyType(
    {
        Sort.KEY: _key,
        Sort.TEXT: _text,
        Sort.CARD: _text,
        Sort.WORD: _key,
        Sort.WORDS: _key,
        Sort.AMOUNT: _amount,
        Sort.NUMBER: _number,
        Sort.MOMENT: _moment,
        Sort.DAY: _day,
        Sort.YEAR: _year,
        Sort.COUNTRY: _country,
        Sort.CURRENCY: _currency,
        Sort.EMAIL: _key,
        Sort.PHONE: _key,
    }
)
