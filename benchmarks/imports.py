"""How fast a shop's export is taken in, and how long others wait for the writer meanwhile."""

import csv
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import db.schema  # noqa: F401 -- attaches what belongs to the schema beside tables
from benchmarks.made_up import SEED
from console.access import Actor, Role
from console.customers.records import Account, ContactKind, Script
from console.demo.actions import fill
from console.demo.people import people
from console.demo.purchases import Buying
from console.demo.records import Buyer
from console.imports.actions import take_in, try_out
from console.imports.profile import profile_named
from console.imports.records import Outcome, Report
from console.operators.records import Operator
from console.orders.records import Order
from db.base import Base
from db.engine import open_sqlite
from db.work import SqlBackend, SqlWork

PEOPLE, ORDERS = 5_000, 10_000
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
LONGEST_MS = 50


class Timed(SqlBackend):
    """A backend that notes how long each write transaction took."""

    took: list[float]

    @contextmanager
    def begin(self, *, lightly: bool = False) -> Iterator[SqlWork]:
        began = perf_counter()
        with super().begin(lightly=lightly) as work:
            yield work
        self.took.append(perf_counter() - began)


@dataclass(frozen=True, slots=True)
class Row:
    """One measured thing; `slowest` is the 95th of a hundred write transactions, in milliseconds."""

    name: str
    rows: int
    seconds: float
    slowest: float | None = None


def backend_in(folder: Path, name: str) -> tuple[Timed, Actor]:
    """Return an empty encrypted store and its administrator."""
    engines = open_sqlite(folder / f"{name}.store", bytes(range(32)), create=True)
    with engines.write.begin() as connection:
        Base.metadata.create_all(connection)
    backend = Timed(engines, clock=lambda: NOW)
    backend.took = []
    with backend.begin() as work:
        operator_id = work.operators.add(Operator(0, "Root", Role.ADMINISTRATOR, NOW), "no password")
    return backend, Actor(operator_id, "Root", Role.ADMINISTRATOR)


def person_line(account: Account) -> dict[str, object]:
    """Return a person as the plain form has it."""
    contacts = {c.kind: c.value for c in account.contacts}
    names = {n.script: n.text for n in account.names}
    home = account.addresses[0]
    return {
        "account_id": account.shop_id,
        "name": account.names[0].text,
        "name_kana": names.get(Script.KANA, ""),
        "name_latin": names.get(Script.LATIN, ""),
        "email": contacts.get(ContactKind.EMAIL, ""),
        "phone": contacts.get(ContactKind.PHONE, ""),
        "address_1": home.lines[0],
        "city": home.city,
        "region": home.region,
        "postcode": home.postcode,
        "country": account.country,
        "language": account.language,
    }


def order_line(order: Order, shop_id: str) -> dict[str, object]:
    """Return an order as the plain form has it."""
    return {
        "order_number": order.number,
        "account_id": shop_id,
        "state": order.state,
        "placed_at": order.placed_at.isoformat(),
        "paid_at": order.paid_at.isoformat() if order.paid_at else "",
        "remarks": order.remarks,
        "recipient_name": order.recipient.name if order.recipient else "",
    }


def item_lines(order: Order) -> list[dict[str, object]]:
    """Return an order's items as the plain form has them."""
    return [
        {
            "order_number": order.number,
            "position": i.position,
            "product": i.product,
            "quantity": i.quantity,
            "price": i.price.minor,
            "freight": i.freight.minor,
        }
        for i in order.items
    ]


def payment_lines(order: Order) -> list[dict[str, object]]:
    """Return an order's payments as the plain form has them."""
    return [
        {
            "order_number": order.number,
            "position": p.position,
            "provider": p.provider,
            "account": p.account_shown,
            "amount": p.amount.minor,
            "state": p.state,
        }
        for p in order.payments
    ]


def export_in(folder: Path) -> list[Path]:
    """Write an export of made-up people in the plain form and return its files."""
    made = [p.account for p in people(SEED, PEOPLE, 0, NOW)]
    buyers = [Buyer(n, a.language, a.names[0].text, "", "", a.addresses[0]) for n, a in enumerate(made)]
    bought = [o for p in Buying(SEED, 0, NOW).purchases(ORDERS, buyers) for o in p.orders]
    lines = {
        "accounts": [person_line(a) for a in made],
        "orders": [order_line(o, made[o.account_id].shop_id) for o in bought],
        "items": [line for o in bought for line in item_lines(o)],
        "payments": [line for o in bought for line in payment_lines(o)],
    }
    return [written(folder / f"{name}.csv", rows) for name, rows in lines.items()]


def written(path: Path, rows: list[dict[str, object]]) -> Path:
    """Write lines as a file and return it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def measured(name: str, backend: Timed, run: Callable[[], int]) -> Row:
    """Return how long `run` took; it returns how many rows it did."""
    backend.took.clear()
    began = perf_counter()
    rows = run()
    seconds = perf_counter() - began
    took = sorted(backend.took)
    return Row(name, rows, seconds, took[int(len(took) * 0.95)] * 1000 if took else None)


def taken(report: Report) -> int:
    """Return how many lines were read, and see to it that none was left out."""
    if report.refused or report.total(Outcome.CREATED) not in (0, report.read):
        raise ValueError(report.problems[:3])
    return report.read


def measure(folder: Path) -> list[Row]:
    """Return all rows of the table."""
    files, plain = export_in(folder), profile_named("plain")
    backend, root = backend_in(folder, "imported")
    rows = [
        measured("dry run, lines", backend, lambda: taken(try_out(backend, root, plain, files))),
        measured("taken in, lines", backend, lambda: taken(take_in(backend, root, plain, files).report)),
        measured(
            "the same again, lines", backend, lambda: taken(take_in(backend, root, plain, files).report)
        ),
    ]
    backend.close()
    made, root = backend_in(folder, "made-up")

    def fill_up() -> int:
        filled = fill(made, root, accounts=PEOPLE, orders=ORDERS, cases=0, seed=SEED)
        return filled.accounts + filled.orders + filled.parcels

    rows.append(measured("made up, records", made, fill_up))
    made.close()
    return rows


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory(prefix="import-benchmark-") as folder:
        rows = measure(Path(folder))
    print(f"\n## Imports: {PEOPLE:,} people, {ORDERS:,} orders, encrypted, indexed in the same transaction\n")
    print("| what | rows | seconds | rows a second | transaction p95 ms |")
    print("|---|---|---|---|---|")
    for row in rows:
        slowest = f"{row.slowest:.0f}" if row.slowest else "-"
        print(
            f"| {row.name} | {row.rows:,} | {row.seconds:.1f} | {row.rows / row.seconds:,.0f} | {slowest} |"
        )
    print(f"\nA transaction of an import should be over within {LONGEST_MS} ms, for others wait for it.")


if __name__ == "__main__":
    main()
