"""A small shop's export in the plain form, written line by line into files."""

import csv
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from console.access import Actor, Role
from console.imports.actions import past_imports, take_in, try_out
from console.imports.profile import Profile, profile_named
from console.imports.records import Kind, Outcome, Report
from console.operators.records import Operator
from db.work import SqlBackend

Cells = dict[str, str]

PERSON: Cells = {
    "account_id": "007",
    "name": "山田 花子",
    "name_latin": "Hanako Yamada",
    "email": "hanako@example.com",
    "phone": "+1 604 555 0182",
    "address_1": "12 Example Street",
    "city": "Vancouver",
    "country": "ca",
    "language": "ja",
    "birth_year": "1990",
}
ORDER: Cells = {
    "order_number": "000123",
    "account_id": "007",
    "state": "paid",
    "placed_at": "2026-11-02 12:00:00",
    "remarks": "gift wrap, please",
    "recipient_name": "",
}
ITEM: Cells = {
    "order_number": "000123",
    "position": "1",
    "product": "急須",
    "price": "12800",
    "quantity": "1",
}
PAYMENT: Cells = {"order_number": "000123", "provider": "visa", "amount": "12800", "state": "paid"}
PARCEL: Cells = {
    "parcel_number": "P-1",
    "order_number": "000123",
    "state": "shipped",
    "tracking": "EN882014773JP",
}


@dataclass(frozen=True)
class Shop:
    """A folder of exports, a store, and the administrator who takes them in."""

    folder: Path
    backend: SqlBackend
    actor: Actor
    profile: Profile

    def write(self, name: str, *lines: Cells) -> Path:
        """Write lines (each with the same columns) as a file and return it."""
        path = self.folder / f"{name}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(lines[0]))
            writer.writeheader()
            writer.writerows(lines)
        return path

    def write_all(self, **changed: Sequence[Cells]) -> list[Path]:
        """Write the whole export: one person, order, item, payment and parcel where nothing is changed."""
        kinds: dict[str, Sequence[Cells]] = {
            "accounts": [PERSON],
            "orders": [ORDER],
            "items": [ITEM],
            "payments": [PAYMENT],
            "parcels": [PARCEL],
        }
        return [self.write(name, *lines) for name, lines in {**kinds, **changed}.items()]

    def take_in(self, *files: Path) -> Report:
        """Take files in and return the report."""
        return take_in(self.backend, self.actor, self.profile, files).report

    def try_out(self, *files: Path) -> Report:
        """Return the report of a dry run."""
        return try_out(self.backend, self.actor, self.profile, files)


ACCOUNTS = Path(__file__).with_name("accounts.csv")


def taken_in(backend: SqlBackend, actor: Actor) -> int:
    """Take two people in and return the import's number."""
    return take_in(backend, actor, profile_named("plain"), [ACCOUNTS]).id


def broken_off(backend: SqlBackend, actor: Actor) -> int:
    """Let an import of two people break off before it ends, and return its number."""

    def die(done: int, _total: int | None) -> None:
        if done:
            raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        take_in(backend, actor, profile_named("plain"), [ACCOUNTS], progress=die)
    return past_imports(backend, actor)[0].id


def administrator(backend: SqlBackend) -> Actor:
    """Return a new administrator."""
    with backend.begin() as work:
        new = Operator(0, "Admin", Role.ADMINISTRATOR, backend.now())
        return Actor(work.operators.add(new, "not a hash"), "Admin", Role.ADMINISTRATOR)


def open_shop(backend: SqlBackend, folder: Path, profile: str = "plain") -> Shop:
    """Return a shop with nothing in it."""
    return Shop(folder, backend, administrator(backend), profile_named(profile))


def counts(report: Report, outcome: Outcome) -> dict[Kind, int]:
    """Return how many of each kind came out so, those with none left out."""
    found = {kind: getattr(count, outcome.value) for kind, count in report.by_kind.items()}
    return {kind: number for kind, number in found.items() if number}


def told(report: Report) -> list[tuple[str, int, str, str]]:
    """Return the report's problems as (file, line, column, reason), without absent columns."""
    return [
        (p.file, p.line, p.column, p.reason.value)
        for p in report.problems
        if p.reason.value != "column-absent"
    ]
