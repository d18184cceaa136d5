"""A bad line is told with file, line, column and reason, and nothing is half taken."""

from pathlib import Path

import pytest

from console.errors import Invalid
from console.imports.records import Kind
from db.work import SqlBackend
from tests.parts.shop import ITEM, ORDER, PARCEL, PAYMENT, PERSON, Cells, Shop, open_shop, told


@pytest.fixture
def shop(sqlite_backend: SqlBackend, tmp_path: Path) -> Shop:
    return open_shop(sqlite_backend, tmp_path)


def numbers(shop: Shop) -> set[str]:
    with shop.backend.read() as work:
        return {n for n in ("000123", "000124") if work.orders.by_number(n)}


def two_orders() -> dict[str, list[Cells]]:
    return {
        name: [cells, {**cells, "order_number": "000124"}]
        for name, cells in {"orders": ORDER, "items": ITEM, "payments": PAYMENT}.items()
    } | {"parcels": [PARCEL, {**PARCEL, "parcel_number": "P-2", "order_number": "000124"}]}


def test_one_bad_cell_refuses_its_order_whole_and_no_other(shop: Shop) -> None:
    lines = two_orders()
    lines["items"][0] = {**ITEM, "price": "twelve"}
    report = shop.take_in(*shop.write_all(**lines))
    assert numbers(shop) == {"000124"}
    assert told(report) == [
        ("items.csv", 2, "price", "not-an-amount"),
        ("orders.csv", 2, "", "with-its-record"),
        ("payments.csv", 2, "", "with-its-record"),
        ("parcels.csv", 2, "", "with-its-record"),
    ]
    assert report.refused == 4
    assert report.by_kind[Kind.PARCELS].created == 1


def test_every_bad_cell_of_a_line_is_told(shop: Shop) -> None:
    order = {**ORDER, "state": "lost in space", "placed_at": "soon"}
    report = shop.take_in(*shop.write_all(orders=[order]))
    assert told(report)[:2] == [
        ("orders.csv", 2, "state", "unknown-word"),
        ("orders.csv", 2, "placed_at", "not-a-moment"),
    ]
    assert report.refused == 4  # the order's own line, its item, its payment, its parcel


def test_a_refused_person_takes_their_orders_along(shop: Shop) -> None:
    report = shop.take_in(*shop.write_all(accounts=[{**PERSON, "birth_year": "90"}]))
    assert told(report)[0] == ("accounts.csv", 2, "birth_year", "not-a-year")
    assert (report.refused, numbers(shop)) == (5, set())


def test_dangling_references_are_told(shop: Shop) -> None:
    stray = {**ORDER, "order_number": "000124", "account_id": "nobody"}
    report = shop.take_in(
        *shop.write_all(
            orders=[ORDER, stray],
            items=[ITEM, {**ITEM, "order_number": "999"}],
            parcels=[PARCEL, {**PARCEL, "parcel_number": "P-2", "order_number": "999"}],
        )
    )
    assert told(report) == [
        ("items.csv", 3, "order_number", "no-such-order"),
        ("orders.csv", 3, "account_id", "no-such-account"),
        ("parcels.csv", 3, "order_number", "no-such-order"),
    ]


def test_orders_may_come_later_than_their_people_and_parcels_later_than_orders(shop: Shop) -> None:
    files = shop.write_all()
    taken = [shop.take_in(f).refused for f in (files[0], files[1], files[4])]
    assert (taken, numbers(shop)) == ([0, 0, 0], {"000123"})


def test_a_repeated_line_is_taken_once_and_told(shop: Shop) -> None:
    report = shop.take_in(
        *shop.write_all(accounts=[PERSON, PERSON], orders=[ORDER, ORDER], items=[ITEM, ITEM])
    )
    assert [(f, n, r) for f, n, _, r in told(report)] == [
        ("accounts.csv", 3, "repeated"),
        ("orders.csv", 3, "repeated"),
        ("items.csv", 3, "repeated"),
    ]
    assert (report.refused, report.by_kind[Kind.ITEMS].created) == (0, 1)


@pytest.mark.parametrize(
    ("name", "line", "change"),
    [
        ("accounts", PERSON, {"language": "en"}),
        ("orders", ORDER, {"remarks": "other"}),
        ("items", ITEM, {"price": "1"}),
        ("parcels", PARCEL, {"tracking": "EN1"}),
    ],
)
def test_two_lines_that_say_otherwise_are_both_refused(
    shop: Shop, name: str, line: Cells, change: Cells
) -> None:
    report = shop.take_in(*shop.write_all(**{name: [line, {**line, **change}]}))
    reasons = {(f, n): r for f, n, _, r in told(report)}
    assert reasons[f"{name}.csv", 3] == "said-otherwise"
    assert reasons[f"{name}.csv", 2] == "with-its-record"


def test_a_line_with_too_many_cells_is_refused_not_shifted(shop: Shop) -> None:
    files = shop.write_all()
    with files[1].open("a", encoding="utf-8") as file:
        file.write("000124,007,paid,2026-11-02 12:00:00,one,too,many\n")
    report = shop.take_in(*files)
    assert told(report) == [("orders.csv", 3, "", "cell-count")]
    assert next(p.params for p in report.problems if p.line == 3) == {"found": 7, "expected": 6}


def test_a_file_without_a_needed_column_is_refused_whole(shop: Shop) -> None:
    lacking = {k: v for k, v in PAYMENT.items() if k != "provider"} | {"odd": "1"}
    with pytest.raises(Invalid, match=r"payments\.csv has not the columns"):
        shop.take_in(*shop.write_all(payments=[lacking]))


def test_a_needed_column_that_stands_twice_is_refused(shop: Shop) -> None:
    path = shop.folder / "items.csv"
    path.write_text("order_number,product,price,price\n000123,x,1,2\n", encoding="utf-8")
    with pytest.raises(Invalid, match="price stands twice"):
        shop.take_in(path)


def test_absent_columns_are_told_once_a_file(shop: Shop) -> None:
    report = shop.take_in(shop.write("accounts", {"account_id": "1", "name": "x"}))
    assert [(p.line, p.reason.value) for p in report.problems] == [(1, "column-absent")]
    assert "birth_year" in report.problems[0].column


def test_a_file_of_columns_alone_holds_nothing(shop: Shop) -> None:
    path = shop.folder / "accounts.csv"
    path.write_text("account_id,name\n", encoding="utf-8")
    assert (shop.take_in(path).read, shop.take_in(path).refused) == (0, 0)


def test_reports_hold_no_word_of_the_cells(shop: Shop) -> None:
    order = {**ORDER, "placed_at": "Hanako Yamada", "remarks": "4111111111111111"}
    report = shop.take_in(*shop.write_all(orders=[order], accounts=[{**PERSON, "country": "Hanako"}]))
    assert "Hanako" not in str(report)
    assert "4111" not in str(report)
