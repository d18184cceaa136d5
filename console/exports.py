"""Lists as files for spreadsheets, in which nothing that somebody wrote can become a formula."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TextIO

from console.money import Money

BYTE_ORDER_MARK = "\ufeff"  # spreadsheets take a file without it for the machine's old code page
GUARD = "'"
# What spreadsheets begin a formula with, in any width and behind blanks, and the old way to call a program.
FORMULA = re.compile(
    r"[\s\x00-\x20\u200b-\u200f\u2060\ufeff]*(?:[=+\-@|%＝＋－﹣−＠]|dde\b)|[\t\r\n]", re.IGNORECASE
)

Cell = str | int | Decimal | Money | date | bool | None


def neutral(text: str) -> str:
    """Return `text` so that a spreadsheet shows it instead of computing it: an apostrophe goes in front."""
    return GUARD + text if FORMULA.match(text) else text


def _shown(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return neutral(cell)
        case Money():
            return str(cell.decimal)
        case date():
            return cell.isoformat()
    return str(cell)


def write_list(out: TextIO, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a list as CSV (UTF-8 with its mark, CRLF) and return how many rows it has.

    `out` is open for text with newline="". Numbers stay numbers, formulas become text.
    """
    out.write(BYTE_ORDER_MARK)
    writer = csv.writer(out, quoting=csv.QUOTE_MINIMAL)
    writer.writerow([neutral(c) for c in columns])
    count = 0
    for row in rows:
        writer.writerow([_shown(cell) for cell in row])
        count += 1
    return count
