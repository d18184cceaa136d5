"""Whatever people write comes through an import unchanged, or its line is refused."""

import json
from pathlib import Path

import pytest

from db.work import SqlBackend
from tests.parts.shop import ITEM, ORDER, PERSON, open_shop, told


@pytest.fixture
def naughty(shared_data: Path) -> list[str]:
    """Return strings that break programs, and some of our own trade."""
    found: list[str] = json.loads((shared_data / "strings" / "blns.json").read_text(encoding="utf-8"))
    payloads = (shared_data / "strings" / "csv-injection.txt").read_text(encoding="utf-8").splitlines()
    return [
        *found,
        *payloads,
        "𠮷田 髙﨑",
        "葛󠄀城",
        'quotes " and, commas',
        "two\nlines\r\nand\rthree",
        " blanks ",
    ]


def test_naughty_strings_come_through_every_text(
    naughty: list[str], backend: SqlBackend, tmp_path: Path
) -> None:
    shop = open_shop(backend, tmp_path)
    orders = [{**ORDER, "order_number": f"{n:05d}", "remarks": text} for n, text in enumerate(naughty)]
    items = [{**ITEM, "order_number": f"{n:05d}", "product": text} for n, text in enumerate(naughty)]
    report = shop.take_in(
        shop.write("accounts", PERSON), shop.write("orders", *orders), shop.write("items", *items)
    )
    assert (told(report), report.refused) == ([], 0)
    with backend.read() as work:
        kept = [work.orders.by_number(f"{n:05d}")[0] for n in range(len(naughty))]
    assert [o.remarks for o in kept] == naughty
    assert [o.items[0].product for o in kept] == naughty


def test_naughty_strings_as_names_and_ids_find_their_person_again(
    naughty: list[str], sqlite_backend: SqlBackend, tmp_path: Path
) -> None:
    shop = open_shop(sqlite_backend, tmp_path)
    people = [{"account_id": f"{n} {text}"[:200].strip(), "name": text} for n, text in enumerate(naughty)]
    file = shop.write("accounts", *people)
    first, second = shop.take_in(file), shop.take_in(file)
    taken = len(naughty) - first.refused
    assert taken > 500
    assert {r for _, _, _, r in told(first)} <= {"too-long"}
    assert sum(c.unchanged for c in second.by_kind.values()) == taken
