"""Writes a large export in the plain form, line by line: made-up people, orders, items and payments."""

import csv
import random
from collections.abc import Iterator
from pathlib import Path

FAMILIES = ("Example", "Sample", "Muster", "Modelo", "佐々木", "見本", "例田", "Probe", "Esempio", "Vzor")
GIVEN = ("Anna", "Hanako", "花子", "一郎", "Kai", "Mio", "Lena", "Taro", "Nuno", "Eva", "Ole", "Rin")
TOWNS = ("Vancouver", "Lyon", "大阪市", "Porto", "Graz", "Leeds", "札幌市", "Turku", "Bergen", "Brno")
PRODUCTS = ("急須 常滑焼", "Tea bowl, blue", "Kimono fabric 3 m", "包丁 三徳", "Washi set", "手帳")
STATES = ("paid", "shipped", "delivered", "bought")
PEOPLE, ORDERS, ITEMS = 0.15, 0.25, 0.35  # of all lines; the rest are payments


def export_in(folder: Path, rows: int, seed: int) -> list[Path]:
    """Write an export of so many lines and return its files."""
    some = random.Random(seed)
    people, orders, items = (round(rows * share) for share in (PEOPLE, ORDERS, ITEMS))
    prices = [some.randrange(300, 40_000) for _ in range(items)]
    return [
        _written(folder / "accounts.csv", ACCOUNT, _accounts(some, people)),
        _written(folder / "orders.csv", ORDER, _orders(some, orders, people)),
        _written(folder / "items.csv", ITEM, _items(some, prices, orders)),
        _written(folder / "payments.csv", PAYMENT, _payments(prices, orders, rows - people - orders - items)),
    ]


ACCOUNT = ("account_id", "name", "email", "phone", "address_1", "city", "postcode", "country", "language")
ORDER = ("order_number", "account_id", "state", "placed_at", "paid_at", "remarks")
ITEM = ("order_number", "product", "quantity", "price")
PAYMENT = ("order_number", "provider", "amount", "state")
Lines = Iterator[tuple[object, ...]]


def _accounts(some: random.Random, count: int) -> Lines:
    for n in range(count):
        family, given = some.choice(FAMILIES), some.choice(GIVEN)
        street = f"{some.randrange(1, 300)} {some.choice(FAMILIES)} Street"
        yield (
            f"C{n:08d}",
            f"{family} {given}",
            f"person{n}@example.{some.choice(('com', 'net', 'org'))}",
            f"+1 604 555 {n % 10_000:04d}",
            street,
            some.choice(TOWNS),
            f"{some.randrange(10_000, 99_999)}",
            some.choice(("JP", "CA", "DE", "PT")),
            some.choice(("ja", "en", "de")),
        )


def _orders(some: random.Random, count: int, people: int) -> Lines:
    for n in range(count):
        placed = f"2026-{n % 12 + 1:02d}-{n % 28 + 1:02d} {n % 24:02d}:{n % 60:02d}:00"
        yield f"RK-{n:08d}", f"C{some.randrange(people):08d}", some.choice(STATES), placed, placed, ""


def _items(some: random.Random, prices: list[int], orders: int) -> Lines:
    for n, price in enumerate(prices):
        yield f"RK-{n % orders:08d}", some.choice(PRODUCTS), 1, price


def _payments(prices: list[int], orders: int, count: int) -> Lines:
    for n in range(count):
        yield f"RK-{n % orders:08d}", "visa", sum(prices[n % orders :: orders]) if n < orders else 0, "paid"


def _written(path: Path, header: tuple[str, ...], lines: Lines) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(lines)
    return path
