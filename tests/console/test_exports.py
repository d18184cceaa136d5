"""What somebody wrote cannot become a formula in a list that leaves the console."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from console.exports import Cell, neutral, write_list
from console.money import Money


def written(*cells: Cell) -> list[str]:
    out = io.StringIO(newline="")
    write_list(out, ["cell"] * len(cells), [cells])
    return list(csv.reader(io.StringIO(out.getvalue().removeprefix("\ufeff"), newline="")))[1]


def test_the_known_payloads_are_neutralised(shared_data: Path) -> None:
    payloads = (shared_data / "strings" / "csv-injection.txt").read_text(encoding="utf-8").splitlines()
    assert len(payloads) == 6
    assert written(*payloads) == [f"'{p}" for p in payloads]


@pytest.mark.parametrize(
    "text", [" =1+1", "\t=1", "＝1+1", "-2+3", "+81 3", "@x", "\r=1", "\u200b=1", "|cmd", "\n"]
)
def test_a_formula_behind_blanks_or_in_full_width_is_neutralised(text: str) -> None:
    assert written(text) == [f"'{text}"]


@pytest.mark.parametrize("text", ["", "a=b", "3-4", "山田", "Deda", "x@y.example"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


def test_numbers_stay_numbers() -> None:
    cells: list[Cell] = [-5, Decimal("-1.50"), Money(-1250, "BRL"), date(2026, 11, 23), None]
    assert written(*cells) == ["-5", "-1.50", "-12.50", "2026-11-23", ""]


def test_every_naughty_string_comes_back_from_the_file(shared_data: Path) -> None:
    naughty = json.loads((shared_data / "strings" / "blns.json").read_text(encoding="utf-8"))
    assert [c.removeprefix("'") for c in written(*naughty)] == [s.removeprefix("'") for s in naughty]


def test_the_file_says_that_it_is_unicode() -> None:
    out = io.StringIO(newline="")
    assert write_list(out, ["名前"], [["山田"], ["李"]]) == 2
    assert out.getvalue() == "\ufeff名前\r\n山田\r\n李\r\n"
