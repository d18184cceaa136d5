"""Every column that can hold text says whether it is personal, and a holding reaches each that is."""

import pytest
from sqlalchemy import LargeBinary, String

import db.schema  # noqa: F401 -- every table, through db.work
from console import holdings
from console.holdings import HOLDINGS
from db.base import REACH, Base
from db.work import SqlBackend
from tests.parts import walk, world

list(walk.modules())
TEXT = [
    (t.name, c)
    for t in Base.metadata.sorted_tables
    for c in t.columns
    if isinstance(c.type, String | LargeBinary)
]
PERSONAL = {(t, c.name): c.info["data"] for t, c in TEXT if c.info.get("data")}
DECLARED = {
    (t, c): k for h in HOLDINGS.values() for t, columns in h.columns.items() for c, k in columns.items()
}


@pytest.mark.parametrize(("table", "column"), [(t, c.name) for t, c in TEXT])
def test_every_text_column_says_whether_it_is_personal(table: str, column: str) -> None:
    assert "data" in Base.metadata.tables[table].columns[column].info


def test_every_personal_column_is_reached_by_a_holding() -> None:
    assert {k: v for k, v in PERSONAL.items() if k not in DECLARED} == {}


def test_no_holding_declares_a_column_that_is_not_there() -> None:
    assert {k: v for k, v in DECLARED.items() if PERSONAL.get(k) is not v} == {}


def test_every_personal_table_knows_its_way_to_a_person() -> None:
    assert {t for t, _ in PERSONAL} - REACH.keys() == set()


def test_find_answers_with_what_is_held_about_one_person(backend: SqlBackend) -> None:
    here = world.settle(backend)
    with backend.read() as work:
        held = {(h.table, h.rows) for h in holdings.find(work.holdings, here.account_id)}
    assert {("account_name", 2), ("account_contact", 2), ("shop_order", 1), ("parcel", 1)} <= held


def test_find_answers_with_nothing_about_a_stranger(backend: SqlBackend) -> None:
    world.settle(backend)
    with backend.read() as work:
        assert holdings.find(work.holdings, 999) == []
