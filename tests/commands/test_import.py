"""`import` and `demo-data`: what a shop's files or a seed put into the store, told as the contract says."""

import csv
import os
from pathlib import Path

import pytest

from tests.parts.command_line import Line
from tests.parts.shop import ITEM, ORDER, PAYMENT, PERSON, Cells
from tests.parts.workbooks import text_sheet, workbook

KEYS = {"read", "created", "updated", "unchanged", "refused", "by_kind", "problems", "seconds"}


@pytest.fixture
def export(tmp_path: Path) -> list[str]:
    return [
        write(tmp_path, n, c) for n, c in (("accounts", PERSON), ("orders", ORDER), ("payments", PAYMENT))
    ]


def write(folder: Path, name: str, *lines: Cells) -> str:
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return str(path)


def test_an_export_is_taken_in_and_counted(line: Line, export: list[str], tmp_path: Path) -> None:
    items = write(tmp_path, "items", ITEM, {**ITEM, "position": "2", "price": "0.5"})
    said = line.done("import", "--profile", "plain", *export, items, who="Root")
    assert said.keys() >= KEYS
    assert (said["read"], said["created"], said["refused"]) == (5, 1, 4)
    assert said["by_kind"]["accounts"] == {"created": 1, "updated": 0, "unchanged": 0}
    first = next(p for p in said["problems"] if p["severity"] == "refused")
    assert (first["file"], first["line"], first["column"]) == ("items.csv", 3, "price")
    assert first["code"] == "not-an-amount"
    assert first["reason"].startswith("The cell is not an amount")


def test_a_device_is_no_export(line: Line) -> None:
    outcome = line("import", "--profile", "plain", os.devnull, who="Root")
    assert "cannot be read" in outcome.reason


def test_the_list_of_problems_does_not_take_the_place_of_the_store(line: Line, export: list[str]) -> None:
    store = line.folder / "a.store"
    outcome = line("import", "--profile", "plain", "--problems", str(store), *export, who="Root")
    assert "belongs to the store" in outcome.reason
    assert line.done("lookup", "a")["total"] == 0


def test_a_dry_run_writes_nothing(line: Line, export: list[str]) -> None:
    tried = line.done("import", "--profile", "plain", "--dry-run", *export, who="Root")
    taken = line.done("import", "--profile", "plain", *export, who="Root")
    again = line.done("import", "--profile", "plain", *export, who="Root")
    assert tried["created"] == taken["created"] == again["unchanged"] == 3
    assert (again["created"], again["updated"]) == (0, 0)


def test_what_there_is_to_tell_can_be_kept_as_a_list(line: Line, export: list[str], tmp_path: Path) -> None:
    odd = write(tmp_path, "=cmd", {**ITEM, "price": "?"})
    line.done(
        "import", "--profile", "plain", *export, odd, "--problems", str(tmp_path / "out.csv"), who="Root"
    )
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["File", "Line", "Column", "Taken?", "Reason"]
    assert ["'=cmd.csv", "2", "price"] in [r[:3] for r in rows]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--profile", "nobody", "x.csv"), "There is no profile nobody."),
        (("--profile", "plain", "none.csv"), "none.csv cannot be read."),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_its_reason(
    line: Line, words: tuple[str, ...], reason: str
) -> None:
    outcome = line("import", *words, who="Root")
    assert outcome.status == 1
    assert outcome.reason.startswith(reason)


def test_only_who_may_takes_in(line: Line, export: list[str]) -> None:
    outcome = line("import", "--profile", "plain", *export, who="Alice")
    assert (outcome.status, "importing" in outcome.reason) == (1, True)


def test_a_store_is_filled_with_made_up_people(line: Line) -> None:
    words = ("--accounts", "20", "--orders", "40", "--cases", "2", "--seed", "7")
    said = line.done("demo-data", *words)
    assert (said["accounts"], said["orders"], said["cases"]) == (20, 40, 2)
    assert said["parcels"] > 20
    assert len(line.done("case", "list")["cases"]) == 2


def test_cases_without_orders_are_refused(line: Line) -> None:
    outcome = line("demo-data", "--accounts", "5", "--orders", "0", "--cases", "1")
    assert (outcome.status, "Cases need orders" in outcome.reason) == (1, True)


def test_what_was_taken_in_is_searchable_at_once(line: Line, export: list[str]) -> None:
    line.done("import", "--profile", "plain", *export, who="Root")
    assert line.done("lookup", "hanako", who="Root")["total"] >= 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("--resume",), "No import has broken off."),
        (("--resume", "9"), "There is no import with this number."),
        ((), "Name the profile and the files, or --resume."),
    ],
)
def test_there_must_be_something_to_go_on_with(line: Line, words: tuple[str, ...], reason: str) -> None:
    outcome = line("import", *words, who="Root")
    assert (outcome.status, outcome.reason.removeprefix("reason: ")) == (1, reason)


def test_a_workbook_is_taken_in_as_its_sheets(line: Line, tmp_path: Path) -> None:
    path = tmp_path / "export.xlsx"
    sheets = {n: text_sheet(list(c), list(c.values())) for n, c in (("people", PERSON), ("orders", ORDER))}
    path.write_bytes(workbook(sheets))
    said = line.done("import", "--profile", "plain", str(path), who="Root")
    assert (said["created"], said["refused"]) == (2, 0)
    assert [f["file"] for f in said["files"]] == ["export.xlsx: people", "export.xlsx: orders"]


def test_blank_lines_are_told(line: Line, export: list[str]) -> None:
    with Path(export[0]).open("a", encoding="utf-8") as file:
        file.write("\n\n")
    said = line.done("import", "--profile", "plain", *export, "--dry-run", who="Root")
    assert said["files"][0]["blank"] == 2


def test_a_profile_is_drafted_for_a_file_that_none_knows_and_takes_it_in(line: Line, tmp_path: Path) -> None:
    export, draft = tmp_path / "laden.csv", tmp_path / "laden.toml"
    export.write_text(
        "Bestellnummer;E-Mail;Bestelldatum;Bestellstatus;Artikel;Menge;Einzelpreis\n"
        "A-1;joerg@example.com;23.11.2026 14:05;Versandt;Teekännchen;2;1250\n",
        encoding="cp1252",
    )
    assert line.done("import", "--draft", str(draft), str(export), who="Root") == {"draft": "laden.toml"}
    said = line.done("import", "--profile", str(draft), str(export), who="Root")
    assert (said["created"], said["refused"]) == (3, 0)
    again = line("import", "--draft", str(draft), str(export), who="Root")
    assert "there already" in again.reason


def test_a_kept_profile_is_found_by_name_and_written_out_again(
    line: Line, export: list[str], tmp_path: Path
) -> None:
    mine, copy = tmp_path / "mine.toml", tmp_path / "copy.toml"
    line.done("import", "--draft", str(mine), "--profile", "plain", who="Root")
    mine.write_text(mine.read_text(encoding="utf-8").replace('"plain"', '"mine"', 1), encoding="utf-8")
    assert line.done("import", "--keep", str(mine), who="Root") == {"profile": "mine", "version": 1}
    assert line.done("import", "--profile", "mine", *export, "--dry-run", who="Root")["created"] == 3
    line.done("import", "--draft", str(copy), "--profile", "mine", who="Root")
    assert copy.read_text(encoding="utf-8") == mine.read_text(encoding="utf-8")
