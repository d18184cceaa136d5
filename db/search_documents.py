"""What of each kind can be searched, and how a found record is shown."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from console.customers.records import ContactKind, account_ref
from console.lookup.records import Field, FieldKind, HitKind, Shape
from db.base import from_microseconds
from db.search_rows import among
from db.searchable import Card, Identifier, Searchable

JOINT = " · "
CONTACTS = {ContactKind.EMAIL.value: FieldKind.EMAIL, ContactKind.PHONE.value: FieldKind.PHONE}
Texts = Mapping[int, Sequence[Field]]

_ACCOUNTS = "SELECT id, shop_id, guardian_name, status, country FROM account WHERE id :ids"
_NAMES = "SELECT account_id, text FROM account_name WHERE account_id :ids ORDER BY id"
_CONTACTS = "SELECT account_id, kind, value FROM account_contact WHERE account_id :ids ORDER BY id"
_ADDRESSES = (
    "SELECT account_id, lines, city, region, postcode FROM account_address WHERE account_id :ids ORDER BY id"
)
_ORDER_COUNTS = "SELECT account_id, count(*) FROM shop_order WHERE account_id :ids GROUP BY account_id"
_ORDERS = (
    "SELECT id, number, account_id, state, placed_at, recipient_is_other, recipient_name, recipient_phone, "
    "recipient_lines, recipient_city, recipient_region, recipient_postcode FROM shop_order WHERE id :ids"
)
_ITEMS = "SELECT order_id, product FROM order_item WHERE order_id :ids ORDER BY order_id, position"
_PARCELS = "SELECT id, number, tracking, state, intake_at FROM parcel WHERE id :ids"
_PARCEL_ORDERS = (
    "SELECT p.parcel_id, o.number, o.account_id FROM parcel_order p JOIN shop_order o ON o.id = p.order_id "
    "WHERE p.parcel_id :ids ORDER BY o.id"
)
_CASES = "SELECT id, no, title, state, received_at, account_id FROM case_file WHERE id :ids"


class _Account(NamedTuple):
    id: int
    shop_id: str
    guardian_name: str
    status: str
    country: str


class _Order(NamedTuple):
    id: int
    number: str
    account_id: int
    state: str
    placed_at: int
    recipient_is_other: bool
    recipient_name: str
    recipient_phone: str
    recipient_lines: str
    recipient_city: str
    recipient_region: str
    recipient_postcode: str


class _Parcel(NamedTuple):
    id: int
    number: str
    tracking: str
    state: str
    intake_at: int | None


class _Case(NamedTuple):
    id: int
    no: str
    title: str
    state: str
    received_at: int
    account_id: int


def _accounts(connection: Connection, ids: Sequence[int]) -> list[_Account]:
    return [_Account(*r) for r in among(connection, _ACCOUNTS, ids)]


def _orders(connection: Connection, ids: Sequence[int]) -> list[_Order]:
    return [_Order(*r) for r in among(connection, _ORDERS, ids)]


def _parcels(connection: Connection, ids: Sequence[int]) -> list[_Parcel]:
    return [_Parcel(*r) for r in among(connection, _PARCELS, ids)]


def _cases(connection: Connection, ids: Sequence[int]) -> list[_Case]:
    return [_Case(*r) for r in among(connection, _CASES, ids)]


def _place(lines: str, city: str, region: str, postcode: str) -> list[Field]:
    """Return an address's texts: the towns, which anybody may see, then what stays masked.

    Where words are not set apart, people write an address in one go: region, town, street.
    """
    towns = [town for town in (city, region) if town]
    streets = lines.split("\n") if lines else []
    if not city.isascii() and not lines.isascii():
        streets = [region + city + street for street in streets]
    return [
        *(Field(FieldKind.TOWN, town) for town in towns),
        *(Field(FieldKind.ADDRESS, street) for street in streets),
        *([Field(FieldKind.POSTCODE, postcode)] if postcode else []),
    ]


def _account_fields(
    connection: Connection, ids: Sequence[int], accounts: Sequence[_Account]
) -> dict[int, list[Field]]:
    fields: dict[int, list[Field]] = {a.id: [] for a in accounts}
    for key, text in among(connection, _NAMES, ids):
        fields[key].append(Field(FieldKind.NAME, text))
    for key, kind, value in among(connection, _CONTACTS, ids):
        fields[key].append(Field(CONTACTS[kind], value))
    for key, lines, city, region, postcode in among(connection, _ADDRESSES, ids):
        fields[key] += _place(lines, city, region, postcode)
    for account in accounts:
        if account.guardian_name:
            fields[account.id].append(Field(FieldKind.GUARDIAN, account.guardian_name))
        fields[account.id].append(Field(FieldKind.CODE, account.shop_id))
    return fields


def account_texts(connection: Connection, ids: Sequence[int]) -> Texts:
    """Return the searchable texts of these accounts."""
    return _account_fields(connection, ids, _accounts(connection, ids))


def account_cards(connection: Connection, ids: Sequence[int]) -> dict[int, Card]:
    """Return these accounts as they are shown: every form of the name, and the town."""
    accounts = _accounts(connection, ids)
    fields = _account_fields(connection, ids, accounts)
    orders = dict(among(connection, _ORDER_COUNTS, ids))
    return {
        a.id: Card(
            id=account_ref(a.id),
            title=_title(fields[a.id], FieldKind.NAME) or a.shop_id,
            fields=tuple(fields[a.id]),
            detail=next((f.text for f in fields[a.id] if f.kind is FieldKind.TOWN), a.country),
            state=a.status,
            account_key=a.id,
            orders=orders.get(a.id, 0),
        )
        for a in accounts
    }


def _title(fields: Sequence[Field], *kinds: FieldKind) -> str:
    return JOINT.join(dict.fromkeys(f.text for f in fields if f.kind in kinds))


def _holders(connection: Connection, rows: Sequence[_Order | _Case]) -> dict[int, list[Field]]:
    """Return, for each of `rows`, the names of the account that it belongs to."""
    names: dict[int, list[Field]] = defaultdict(list)
    for key, text in among(connection, _NAMES, list({r.account_id for r in rows})):
        names[key].append(Field(FieldKind.HOLDER, text))
    return {row.id: names[row.account_id] for row in rows}


def _order_fields(
    connection: Connection, ids: Sequence[int], orders: Sequence[_Order]
) -> dict[int, list[Field]]:
    fields = {o.id: [Field(FieldKind.CODE, o.number)] for o in orders}
    for key, product in among(connection, _ITEMS, ids):
        fields[key].append(Field(FieldKind.PRODUCT, product))
    holders = _holders(connection, orders)
    for o in orders:
        fields[o.id] += holders[o.id]
        if o.recipient_is_other:
            fields[o.id] += [
                Field(FieldKind.RECIPIENT, o.recipient_name),
                Field(FieldKind.PHONE, o.recipient_phone),
            ]
            fields[o.id] += _place(
                o.recipient_lines, o.recipient_city, o.recipient_region, o.recipient_postcode
            )
    return fields


def order_texts(connection: Connection, ids: Sequence[int]) -> Texts:
    """Return the searchable texts of these orders; a recipient counts where it is another person."""
    return _order_fields(connection, ids, _orders(connection, ids))


def order_cards(connection: Connection, ids: Sequence[int]) -> dict[int, Card]:
    """Return these orders as they are shown: number and products, and whose they are."""
    orders = _orders(connection, ids)
    fields = _order_fields(connection, ids, orders)
    return {
        o.id: Card(
            id=o.number,
            title=_title(fields[o.id], FieldKind.CODE, FieldKind.PRODUCT),
            fields=tuple(fields[o.id]),
            detail=_title(fields[o.id], FieldKind.HOLDER),
            state=o.state,
            at=from_microseconds(o.placed_at),
            account_key=o.account_id,
        )
        for o in orders
    }


def parcel_texts(connection: Connection, ids: Sequence[int]) -> Texts:
    """Return the searchable texts of these parcels: number and tracking."""
    return {
        p.id: [Field(FieldKind.CODE, text) for text in (p.number, p.tracking) if text]
        for p in _parcels(connection, ids)
    }


def parcel_cards(connection: Connection, ids: Sequence[int]) -> dict[int, Card]:
    """Return these parcels as they are shown: numbers, and the orders inside."""
    orders: dict[int, list[str]] = defaultdict(list)
    holders: dict[int, int] = {}
    for key, number, account_id in among(connection, _PARCEL_ORDERS, ids):
        orders[key].append(number)
        holders.setdefault(key, account_id)
    return {
        p.id: Card(
            id=p.tracking or p.number,
            title=JOINT.join(text for text in (p.tracking, p.number) if text),
            fields=tuple(Field(FieldKind.CODE, text) for text in (p.number, p.tracking) if text),
            detail=JOINT.join(orders[p.id]),
            state=p.state,
            at=None if p.intake_at is None else from_microseconds(p.intake_at),
            account_key=holders.get(p.id),
        )
        for p in _parcels(connection, ids)
    }


def _case_fields(connection: Connection, cases: Sequence[_Case]) -> dict[int, list[Field]]:
    holders = _holders(connection, cases)
    return {
        c.id: [Field(FieldKind.CODE, c.no), Field(FieldKind.TITLE, c.title), *holders[c.id]] for c in cases
    }


def case_texts(connection: Connection, ids: Sequence[int]) -> Texts:
    """Return the searchable texts of these cases: number, title, and whom they are about."""
    return _case_fields(connection, _cases(connection, ids))


def case_cards(connection: Connection, ids: Sequence[int]) -> dict[int, Card]:
    """Return these cases as they are shown: number and title, and whom they are about."""
    cases = _cases(connection, ids)
    fields = _case_fields(connection, cases)
    return {
        c.id: Card(
            id=c.no,
            title=_title(fields[c.id], FieldKind.CODE, FieldKind.TITLE),
            fields=tuple(fields[c.id]),
            detail=_title(fields[c.id], FieldKind.HOLDER),
            state=c.state,
            at=from_microseconds(c.received_at),
            account_key=c.account_id,
        )
        for c in cases
    }


def _of_accounts(table: str) -> Callable[[Connection, Sequence[int]], Sequence[int]]:
    def ids_of(connection: Connection, account_ids: Sequence[int]) -> Sequence[int]:
        sql = f"SELECT id FROM {table} WHERE account_id :ids ORDER BY id"  # noqa: S608 -- our own table names
        return [r[0] for r in among(connection, sql, account_ids)]

    return ids_of


SEARCHABLE = {
    s.kind: s
    for s in (
        Searchable(
            HitKind.ACCOUNT,
            "account",
            account_texts,
            account_cards,
            (
                Identifier(Shape.EMAIL, "account_contact", "folded", "account_id", ("kind", "e-mail")),
                Identifier(Shape.PHONE, "account_contact", "folded", "account_id", ("kind", "phone")),
            ),
            dependents=(
                (HitKind.ORDER, _of_accounts("shop_order")),
                (HitKind.CASE, _of_accounts("case_file")),
            ),
        ),
        Searchable(
            HitKind.ORDER,
            "shop_order",
            order_texts,
            order_cards,
            (
                Identifier(Shape.CODE, "shop_order", "folded"),
                Identifier(Shape.PHONE, "shop_order", "recipient_phone_folded"),
            ),
        ),
        Searchable(
            HitKind.PARCEL,
            "parcel",
            parcel_texts,
            parcel_cards,
            (Identifier(Shape.CODE, "parcel", "tracking_folded"),),
            by_words=False,
        ),
        Searchable(HitKind.CASE, "case_file", case_texts, case_cards),
    )
}
