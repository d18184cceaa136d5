"""Rows without objects: quick inserts, and where each field that an export can say stands."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from operator import itemgetter
from types import MappingProxyType
from typing import Any, cast

from sqlalchemy import Column, ColumnElement, Dialect, String, Table, func, insert, select, text
from sqlalchemy.orm import DeclarativeBase, Session

from console.customers.records import ContactKind
from console.imports.records import Element, Kind
from console.lookup.records import HitKind
from console.parcels.records import Condition
from db.customers import (
    AccountAddressRow,
    AccountContactRow,
    AccountNameRow,
    AccountRow,
    domain_of,
    fold_contact,
)
from db.orders import OrderItemRow, OrderRow, PaymentRow, fold_number
from db.parcels import ParcelOrderRow, ParcelRow

RECIPIENT = tuple(
    f"recipient_{n}" for n in ("name", "phone", "lines", "city", "region", "postcode", "country")
)
Values = dict[str, Any]  # one row: column -> value, as Core takes it


def table_of(row: type[DeclarativeBase]) -> Table:
    """Return the table of a model."""
    return cast("Table", row.__table__)


ACCOUNT, NAME = table_of(AccountRow), table_of(AccountNameRow)
CONTACT, ADDRESS = table_of(AccountContactRow), table_of(AccountAddressRow)
ORDER, ITEM, PAYMENT = table_of(OrderRow), table_of(OrderItemRow), table_of(PaymentRow)
PARCEL, PARCEL_ORDER = table_of(ParcelRow), table_of(ParcelOrderRow)
FIRST: Mapping[tuple[str, str], object] = MappingProxyType(
    {("order_item", "quantity"): 1, ("parcel", "condition"): Condition.UNKNOWN.value}
)


def next_ids(session: Session, table: Table, count: int) -> range | list[int]:
    """Return ids for `count` new rows; on SQLite only the one writer may ask."""
    if session.get_bind().dialect.name == "sqlite":
        last = session.scalar(select(func.coalesce(func.max(table.c.id), 0))) or 0
        return range(last + 1, last + 1 + count)
    sequence = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)")
    return list(session.scalars(sequence, {"name": table.name, "count": count}))


def insert_rows(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, all with the same columns, as the driver takes them: several times faster than by Core."""
    if not rows:
        return
    dialect = session.get_bind().dialect
    sql, places, converted = _insert_of(table, tuple(rows[0]), dialect)
    if dialect.positional:
        ready: Any = (
            list(map(itemgetter(*places), rows)) if len(places) > 1 else [(r[places[0]],) for r in rows]
        )
        if converted:
            ready = [_converted(row, converted) for row in ready]
    else:
        by_name = [(places[at], convert) for at, convert in converted]
        ready = [{**r, **{n: c(r[n]) for n, c in by_name}} for r in rows]
    session.connection().exec_driver_sql(sql, ready)


Converted = tuple[tuple[int, Callable[[Any], Any]], ...]  # places of values that the driver takes otherwise


def _converted(row: tuple[Any, ...], converted: Converted) -> tuple[Any, ...]:
    values = list(row)
    for at, convert in converted:
        if values[at] is not None:
            values[at] = convert(values[at])
    return tuple(values)


@lru_cache(maxsize=64)
def _insert_of(
    table: Table, columns: tuple[str, ...], dialect: Dialect
) -> tuple[str, tuple[str, ...], Converted]:
    """Return the statement, its columns in the order of their values, and what those are converted by."""
    compiled = insert(table).compile(dialect=dialect, column_keys=list(columns))
    places = tuple((compiled.positiontup if dialect.positional else columns) or columns)
    found = [
        (at, table.c[n].type.dialect_impl(dialect).bind_processor(dialect)) for at, n in enumerate(places)
    ]
    return str(compiled), places, tuple((at, convert) for at, convert in found if convert)


@cache
def blank_row(table: Table) -> Mapping[str, Any]:
    """Return a row of `table` in which nothing is said, but for its number."""
    return MappingProxyType({c.name: _blank(table, c) for c in table.columns if c.name != "id"})


def _blank(table: Table, column: "Column[Any]") -> object:
    default = getattr(column.default, "arg", None)
    if (table.name, column.name) in FIRST:
        return FIRST[table.name, column.name]
    if default is not None and not callable(default):
        return default
    return "" if isinstance(column.type, String) and not column.nullable else None


@dataclass(frozen=True, slots=True)
class Several:
    """Several rows that belong to one record as a set: names, addresses."""

    table: Table
    owner: str  # the column with the record's number
    columns: tuple[str, ...]  # what an element is made of, in its order
    only: Mapping[str, str] = field(default_factory=dict)
    derive: Callable[[Values], Values] = dict

    def condition(self) -> ColumnElement[bool] | None:
        """Return what rows of this set have in common, None where they have the table to themselves."""
        found = [self.table.c[name] == value for name, value in self.only.items()]
        return found[0] if found else None

    def row(self, owner: int, element: Element) -> Values:
        """Return the row of an element."""
        given = {**self.only, **dict(zip(self.columns, element, strict=True)), self.owner: owner}
        return self.derive({**blank_row(self.table), **given})


@dataclass(frozen=True, slots=True)
class Parts:
    """The rows of an order that have a position: "item:2"."""

    name: str
    table: Table
    columns: Mapping[str, str]  # field -> column


@dataclass(frozen=True, slots=True)
class Record:
    """Where a kind of record stands. `columns` leads from a field to its column."""

    hit: HitKind
    table: Table
    key: str
    columns: Mapping[str, str]
    derive: Callable[[Values], Values]
    sets: Mapping[str, Several] = field(default_factory=dict)
    parts: tuple[Parts, ...] = ()


def folded_contact(row: Values) -> Values:
    """Return the row of a contact with what it is compared by."""
    kind = ContactKind(row["kind"])
    return {**row, "folded": fold_contact(kind, row["value"]), "domain": domain_of(kind, row["value"])}


def folded_order(row: Values) -> Values:
    """Return the row of an order with what it is compared by; columns that are not in it stay out."""
    found = dict(row)
    if "number" in row:
        found["folded"] = fold_number(row["number"])
    if "recipient_phone" in row:
        found["recipient_phone_folded"] = fold_contact(ContactKind.PHONE, row["recipient_phone"])
    if any(map(row.get, RECIPIENT)):
        found["has_recipient"] = True
    if row.get("declared_minor") is not None and row.get("currency"):
        found["declared_currency"] = row["currency"]
    return found


def folded_parcel(row: Values) -> Values:
    """Return the row of a parcel with what it is compared by."""
    return {**row, "tracking_folded": fold_number(row["tracking"])} if "tracking" in row else dict(row)


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


def _contacts(kind: ContactKind) -> Several:
    return Several(CONTACT, "account_id", ("value",), {"kind": kind.value}, folded_contact)


RECORDS: Mapping[Kind, Record] = MappingProxyType(
    {
        Kind.ACCOUNTS: Record(
            HitKind.ACCOUNT,
            ACCOUNT,
            "shop_id",
            _same("language", "country", "since_on", "status", "birth_year")
            | _same("guardian_name", "guardian_relation"),
            dict,
            {
                "names": Several(NAME, "account_id", ("text", "script")),
                "emails": _contacts(ContactKind.EMAIL),
                "phones": _contacts(ContactKind.PHONE),
                "addresses": Several(
                    ADDRESS, "account_id", ("lines", "city", "region", "postcode", "country")
                ),
            },
        ),
        Kind.ORDERS: Record(
            HitKind.ORDER,
            ORDER,
            "number",
            _same("state", "currency", "placed_at", "paid_at", "shipped_at", "delivered_at", "promised_at")
            | _same("remarks", "options", "recipient_name", "recipient_phone", "recipient_city")
            | _same("recipient_region", "recipient_postcode", "recipient_country", "recipient_is_other")
            | {"declared": "declared_minor", "recipient_address": "recipient_lines"},
            folded_order,
            parts=(
                Parts(
                    "item",
                    ITEM,
                    _same("product", "product_ref", "seller", "quantity")
                    | {"price": "price_minor", "freight": "freight_minor"},
                ),
                Parts(
                    "payment",
                    PAYMENT,
                    _same("provider", "state", "instalments", "paid_at")
                    | {"account": "account_shown", "amount": "amount_minor"},
                ),
            ),
        ),
        Kind.PARCELS: Record(
            HitKind.PARCEL,
            PARCEL,
            "number",
            _same("state", "carrier", "tracking", "intake_at", "intake_grams", "condition", "condition_note")
            | _same("stored_since", "consolidated_at", "outbound_grams", "shipped_at", "customs_at")
            | _same("customs_note", "delivered_at"),
            folded_parcel,
        ),
    }
)


def group(rows: Iterable[Any], owner: str) -> dict[int, list[Any]]:
    """Return rows by the record that they belong to, in their order."""
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(getattr(row, owner), []).append(row)
    return found
