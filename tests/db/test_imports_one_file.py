"""Shops that write everything into one file, a line an item, come in by the same frame."""

from dataclasses import replace
from pathlib import Path

import pytest

from console.imports.profile import profile_from
from console.imports.records import Kind
from db.work import SqlBackend
from tests.parts.shop import Cells, Shop, open_shop, told

PROFILE = """
name = "one-file"
title = "One file"
source = "one-file"
zone = "Asia/Tokyo"
currency = "JPY"
moments = "%Y/%m/%d %H:%M"
[files]
orders = ["注文番号", "会員ID", "商品名"]
[account]
file = "orders"
id = "会員ID"
name = ["姓", "名"]
[order]
file = "orders"
number = "注文番号"
account = "会員ID"
placed_at = "注文日時"
state = { column = "状況", words = { "発送済み" = "shipped", "新規受付" = "placed" } }
[item]
file = "orders"
order = "注文番号"
product = "商品名"
price = "価格"
freight = "送料#2"
[payment]
file = "orders"
order = "注文番号"
provider = "支払方法"
amount = "合計"
state = { value = "paid" }
"""
COLUMNS = "注文番号,会員ID,姓,名,注文日時,状況,商品名,価格,送料,支払方法,合計,送料"
FIRST = "0001,77,山田,花子,2026/11/02 12:00,発送済み,急須,5000,0,代引き,8700,500"
SECOND = "0001,77,山田,花子,2026/11/02 12:00,発送済み,茶碗,3000,0,代引き,8700,200"
OTHER = "0002,77,山田,花子,2026/11/03 12:00,新規受付,皿,1000,0,代引き,1000,0"


@pytest.fixture
def shop(sqlite_backend: SqlBackend, tmp_path: Path) -> Shop:
    return replace(open_shop(sqlite_backend, tmp_path), profile=profile_from(PROFILE, "one-file.toml"))


def export(shop: Shop, *lines: str) -> Path:
    path = shop.folder / "orders.csv"
    path.write_text("\n".join([COLUMNS, *lines]) + "\n", encoding="utf-8")
    return path


def test_the_lines_of_an_order_become_its_items_and_its_one_payment(shop: Shop) -> None:
    report = shop.take_in(export(shop, FIRST, SECOND, OTHER))
    with shop.backend.read() as work:
        order = work.orders.by_number("0001")[0]
    assert [(i.position, i.product, i.freight.minor) for i in order.items] == [
        (1, "急須", 500),
        (2, "茶碗", 200),
    ]
    assert (order.amount, len(order.payments), told(report)) == (order.paid, 1, [])
    assert {k: c.created for k, c in report.by_kind.items()} == {
        Kind.ACCOUNTS: 1,
        Kind.ORDERS: 2,
        Kind.ITEMS: 3,
        Kind.PAYMENTS: 2,
        Kind.PARCELS: 0,
    }


def test_a_bad_line_leaves_its_order_and_whoever_only_it_names_out(shop: Shop) -> None:
    other = OTHER.replace(",77,", ",78,")
    report = shop.take_in(export(shop, FIRST, SECOND.replace("3000", "?"), other))
    assert told(report) == [
        ("orders.csv", 3, "価格", "not-an-amount"),
        ("orders.csv", 2, "", "with-its-record"),
    ]
    with shop.backend.read() as work:
        found = [work.customers.by_shop_id("one-file", n) is not None for n in ("77", "78")]
    assert found == [False, True]


def test_a_column_that_stands_twice_is_taken_where_the_profile_says(shop: Shop) -> None:
    cells: Cells = dict(zip(("送料", "送料#2"), ("0", "500"), strict=True))
    shop.take_in(export(shop, FIRST))
    with shop.backend.read() as work:
        assert work.orders.by_number("0001")[0].items[0].freight.minor == int(cells["送料#2"])
