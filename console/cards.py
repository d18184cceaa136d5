"""Card numbers: found in whatever people wrote them into, and masked before anything is kept."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

DOT = "•"
SHOWN = 4  # last digits that stay readable
LENGTHS = range(13, 20)
SHORT_LENGTHS = range(13, 16)
SHORT_BEGIN = "3456"  # what numbers below 16 digits begin with; telephone numbers can be as long
SHORTEST_ACCOUNT = 12  # digits that are never shown in full where a card is to be named
# Blanks, hyphens, dots and invisible characters, of any width, at most two between digits.
BETWEEN = "[ \t\xa0\u3000\u2000-\u200f\u2060\ufeff\xad\\-\u2010-\u2015\u2212\u30fc\uff0d.\u00b7\u30fb_]{0,2}"
RUN = re.compile(rf"\d(?:{BETWEEN}\d){{{SHORTEST_ACCOUNT - 1},}}")
GROUP = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Masked:
    """A text without full card numbers, and how many it had."""

    text: str
    found: int


def is_luhn(digits: str) -> bool:
    """Tell whether the check digit of a number fits (ISO/IEC 7812-1)."""
    doubled = (int(c) * (1 + at % 2) for at, c in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0  # noqa: PLR2004 -- the sum of two digits


def mask_cards(text: str) -> Masked:
    """Return `text` with every card number masked but for its last four digits.

    A card number has 13 to 19 digits of any script and width, with or without blanks and hyphens, and a check
    digit that fits.
    """
    spans = [span for run in RUN.finditer(text) for span in _cards_in(text, run)] if _may_hold(text) else []
    return _without(text, spans)


def mask_account(text: str) -> Masked:
    """Return what a payment service calls a card or account, with every long number masked."""
    return _without(text, [r.span() for r in RUN.finditer(text) if _digits(r[0]) >= SHORTEST_ACCOUNT])


def _may_hold(text: str) -> bool:
    if len(text) < LENGTHS.start:
        return False
    return not text.isascii() or sum(map(text.count, "0123456789")) >= LENGTHS.start


def _digits(text: str) -> int:
    return sum(c.isdecimal() for c in text)


def _cards_in(text: str, run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of whole groups of digits that are a card number together, the longest first."""
    if text[run.start() - 1 : run.start()] in ("+", "＋"):
        return  # a telephone number
    groups = [(g.start() + run.start(), g.end() + run.start()) for g in GROUP.finditer(run[0])]
    before = [0, *accumulate(end - start for start, end in groups)]  # digits before each group
    number = _Digits(run[0])
    at = 0
    while at < len(groups):
        nearest, farthest = before[at] + LENGTHS.start, before[at] + LENGTHS.stop
        ends = range(bisect_left(before, farthest) - 1, bisect_left(before, nearest) - 1, -1)
        end = next((end for end in ends if number.is_card(before[at], before[end])), None)
        if end is not None:
            yield groups[at][0], groups[end - 1][1]
        at = at + 1 if end is None else end


class _Digits:
    """The digits of a run, of which any stretch is checked at once: sums that grow along it are kept."""

    def __init__(self, run: str) -> None:
        self._digits = [int(c) for c in run if c.isdecimal()]
        weighed = [[d, d * 2 - 9 * (d > 4)] for d in self._digits]  # noqa: PLR2004 -- from 5 on two digits
        self._sums = [
            [0, *accumulate(pair[(at + parity) % 2] for at, pair in enumerate(weighed))] for parity in (0, 1)
        ]

    def is_card(self, start: int, end: int) -> bool:
        """Tell whether the digits from `start` to before `end` are a card number."""
        first, sums = self._digits[start], self._sums[(end - 1) % 2]
        begins = str(first) in SHORT_BEGIN if end - start in SHORT_LENGTHS else first != 0
        return begins and (sums[end] - sums[start]) % 10 == 0


def _without(text: str, spans: list[tuple[int, int]]) -> Masked:
    kept, at = [], 0
    for start, end in spans:
        kept += [text[at:start], _dotted(text[start:end])]
        at = end
    return Masked("".join([*kept, text[at:]]) if spans else text, len(spans))


def _dotted(number: str) -> str:
    hidden = _digits(number) - SHOWN
    dotted = []
    for c in number:
        dotted.append(DOT if c.isdecimal() and hidden > 0 else c)
        hidden -= c.isdecimal()
    return "".join(dotted)
