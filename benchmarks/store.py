"""The stores that benchmarks ask: encrypted, 200,000 accounts or a million, made once and kept."""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import insert

import db.schema  # noqa: F401 -- attaches what belongs to the schema beside tables
from benchmarks.made_up import SEED, MadeUp, Person
from console.access import Actor, Role
from console.customers.records import ContactKind, Script
from console.lookup.records import HitKind
from console.operators.records import Operator
from db.base import Base
from db.cases import CaseRow
from db.customers import (
    AccountAddressRow,
    AccountContactRow,
    AccountNameRow,
    AccountRow,
    domain_of,
    fold_contact,
)
from db.engine import open_sqlite
from db.orders import OrderItemRow, OrderRow, fold_number
from db.parcels import ParcelOrderRow, ParcelRow
from db.search_index import keep_up
from db.tokens import VERSION
from db.work import SqlBackend, SqlWork


@dataclass(frozen=True, slots=True)
class Size:
    """How much of each kind a store holds."""

    accounts: int
    orders: int
    parcels: int
    cases: int


USUAL = Size(200_000, 400_000, 300_000, 5_000)
MILLION = Size(1_000_000, 2_000_000, 1_500_000, 20_000)
ACCOUNTS, ORDERS, CASES = USUAL.accounts, USUAL.orders, USUAL.cases
KEY = bytes(range(32))
BATCH = 5_000
START = datetime(2024, 1, 1, tzinfo=UTC)
FOLDER = Path(tempfile.gettempdir()) / "rakufun-benchmarks"
TITLES = (
    "packaging crushed",
    "parcel late",
    "item missing",
    "wrong item",
    "customs bill",
    "figure broken",
    "refund asked",
)


def ready(size: Size = USUAL) -> tuple[SqlBackend, Actor]:
    """Return the store, made if it is not there yet, and an agent in it."""
    path = FOLDER / f"store-{SEED}-{size.accounts}-{VERSION}.store"
    if not path.is_file():
        FOLDER.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".draft")
        for leftover in FOLDER.glob(f"{draft.name}*"):
            leftover.unlink()
        make(draft, size)
        shutil.move(draft, path)
    backend = SqlBackend(open_sqlite(path, KEY))
    with backend.read() as work:
        operator = work.operators.all()[0]
    return backend, Actor(operator.id, operator.name, operator.role)


def make(path: Path, size: Size) -> None:
    """Make a store of this size at `path`."""
    engines = open_sqlite(path, KEY, create=True)
    backend = SqlBackend(engines)
    with engines.write.begin() as connection:
        Base.metadata.create_all(connection)
    with backend.begin() as work:
        work.operators.add(Operator(0, "Agent one", Role.AGENT, START), "no password")
    made_up = MadeUp()
    _fill(backend, made_up, HitKind.ACCOUNT, size.accounts, _accounts)
    _fill(backend, made_up, HitKind.ORDER, size.orders, partial(_orders, accounts=size.accounts))
    _fill(backend, made_up, HitKind.PARCEL, size.parcels, _parcels)
    _fill(backend, made_up, HitKind.CASE, size.cases, partial(_cases, accounts=size.accounts))
    with engines.write.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engines.close()


def _fill(backend: SqlBackend, made_up: MadeUp, kind: HitKind, count: int, rows: Any) -> None:
    began = time.perf_counter()
    for first in range(1, count + 1, BATCH):
        ids = range(first, min(first + BATCH, count + 1))
        with backend.begin() as work:
            rows(work, made_up, ids)
            work.index.add_new(kind, ids)
    with backend.begin() as work:
        work.index.later(kind, count)
    keep_up(backend)
    seconds = time.perf_counter() - began
    print(f"made {count} of kind {kind}: {count / seconds:,.0f} a second with tokens", file=sys.stderr)


def _put(work: SqlWork, row: type[Base], rows: list[dict[str, Any]]) -> None:
    if rows:
        work.session.connection().execute(insert(row), rows)


def _accounts(work: SqlWork, made_up: MadeUp, ids: range) -> None:
    people = dict(zip(ids, made_up.people(len(ids)), strict=True))
    _put(work, AccountRow, [
        {"id": i, "source": "rakufun", "shop_id": f"C{i:08d}", "language": "", "country": p.country,
         "status": "active", "guardian_name": "", "guardian_relation": ""}
        for i, p in people.items()
    ])  # fmt: skip
    names = [(i, n) for i, p in people.items() for n in p.names]
    _put(work, AccountNameRow, [{"account_id": i, "text": n, "script": Script.OTHER.value} for i, n in names])
    _put(work, AccountContactRow, [contact for i, p in people.items() for contact in _contacts(i, p)])
    _put(work, AccountAddressRow, [
        {"account_id": i, "lines": p.street, "city": p.city, "region": p.region, "postcode": p.postcode,
         "country": p.country}
        for i, p in people.items()
    ])  # fmt: skip


def _contacts(account_id: int, person: Person) -> Iterator[dict[str, Any]]:
    for kind, value in ((ContactKind.EMAIL, person.mail), (ContactKind.PHONE, person.phone)):
        yield {
            "account_id": account_id,
            "kind": kind.value,
            "value": value,
            "folded": fold_contact(kind, value),
            "domain": domain_of(kind, value),
        }


def _orders(work: SqlWork, made_up: MadeUp, ids: range, accounts: int) -> None:
    others = {i: made_up.person(i) for i in ids if made_up.dice.random() < 0.12}
    _put(work, OrderRow, [
        {"id": i, "account_id": made_up.dice.randint(1, accounts), "source": "rakufun", **_numbered(i),
         "state": "delivered", "currency": "JPY", "placed_at": START + timedelta(minutes=2 * i),
         "declared_currency": "", "remarks": "", "options": "", **_recipient(others.get(i))}
        for i in ids
    ])  # fmt: skip
    lines = [(i, n, p) for i in ids for n, p in enumerate(made_up.products(), 1)]
    _put(work, OrderItemRow, [
        {"order_id": i, "position": n, "product": p, "product_ref": "", "seller": "", "quantity": 1,
         "price_minor": 1000, "freight_minor": 0}
        for i, n, p in lines
    ])  # fmt: skip


def _numbered(order_id: int) -> dict[str, str]:
    number = f"RK-{80_000_000 + order_id * 13}"
    return {"number": number, "folded": fold_number(number)}


def _recipient(person: Person | None) -> dict[str, Any]:
    phone = person.phone if person else ""
    return {
        "has_recipient": True,
        "recipient_is_other": person is not None,
        "recipient_name": person.names[-1] if person else "",
        "recipient_phone": phone,
        "recipient_phone_folded": fold_contact(ContactKind.PHONE, phone),
        "recipient_lines": person.street if person else "",
        "recipient_city": person.city if person else "",
        "recipient_region": "",
        "recipient_postcode": person.postcode if person else "",
        "recipient_country": person.country if person else "",
    }


def _parcels(work: SqlWork, made_up: MadeUp, ids: range) -> None:
    tracking = {i: f"EN {made_up.dice.randrange(10**9):09d} JP" for i in ids}
    _put(work, ParcelRow, [
        {"id": i, "number": f"P-{i:07d}", "state": "delivered", "condition": "intact", "condition_note": "",
         "reminders": "", "carrier": "EMS", "tracking": t, "tracking_folded": fold_number(t),
         "customs_note": "", "photos": "[]", "intake_at": START + timedelta(minutes=2 * i)}
        for i, t in tracking.items()
    ])  # fmt: skip
    _put(work, ParcelOrderRow, [{"parcel_id": i, "order_id": i} for i in ids])


def _cases(work: SqlWork, made_up: MadeUp, ids: range, accounts: int) -> None:
    at = START + timedelta(days=700)
    _put(work, CaseRow, [
        {"id": i, "no": f"D-2026-{i:05d}", "kind": "dispute", "topic": "packaging", "state": "open",
         "title": made_up.dice.choice(TITLES), "account_id": made_up.dice.randint(1, accounts),
         "channel": "phone", "received_at": at, "due_by": at, "opened_by": 1, "opened_at": at, "owner_id": 1}
        for i in ids
    ])  # fmt: skip
