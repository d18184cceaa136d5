"""What of each kind can be searched, and how a found record is shown."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from console.customers.records import ContactKind, account_ref
from console.lookup.records import Field, FieldKind, HitKind, Shape
from db.cases import CaseRow
from db.customers import AccountAddressRow, AccountContactRow, AccountNameRow, AccountRow
from db.orders import OrderItemRow, OrderRow
from db.parcels import ParcelOrderRow, ParcelRow
from db.searchable import Card, Identifier, Searchable

JOINT = " · "
CONTACTS = {ContactKind.EMAIL.value: FieldKind.EMAIL, ContactKind.PHONE.value: FieldKind.PHONE}
Texts = Mapping[int, Sequence[Field]]


def _among(query: Select[Any], column: InstrumentedAttribute[int]) -> Select[Any]:
    return query.where(column.in_(bindparam("ids", expanding=True)))


def _rows(session: Session, query: Select[Any], ids: Sequence[int]) -> Sequence[Row[Any]]:
    return session.connection().execute(query, {"ids": ids}).all()


_ACCOUNTS = _among(
    select(
        AccountRow.id, AccountRow.shop_id, AccountRow.guardian_name, AccountRow.status, AccountRow.country
    ),
    AccountRow.id,
)
_NAMES = _among(select(AccountNameRow.account_id, AccountNameRow.text), AccountNameRow.account_id).order_by(
    AccountNameRow.id
)
_CONTACTS = _among(
    select(AccountContactRow.account_id, AccountContactRow.kind, AccountContactRow.value),
    AccountContactRow.account_id,
).order_by(AccountContactRow.id)
_ADDRESSES = _among(
    select(
        AccountAddressRow.account_id,
        AccountAddressRow.lines,
        AccountAddressRow.city,
        AccountAddressRow.region,
        AccountAddressRow.postcode,
    ),
    AccountAddressRow.account_id,
).order_by(AccountAddressRow.id)
_ORDER_COUNTS = _among(
    select(OrderRow.account_id, func.count()).group_by(OrderRow.account_id), OrderRow.account_id
)
_ORDERS = _among(
    select(
        OrderRow.id,
        OrderRow.number,
        OrderRow.account_id,
        OrderRow.state,
        OrderRow.placed_at,
        OrderRow.recipient_is_other,
        OrderRow.recipient_name,
        OrderRow.recipient_phone,
        OrderRow.recipient_lines,
        OrderRow.recipient_city,
        OrderRow.recipient_region,
        OrderRow.recipient_postcode,
    ),
    OrderRow.id,
)
_ITEMS = _among(select(OrderItemRow.order_id, OrderItemRow.product), OrderItemRow.order_id).order_by(
    OrderItemRow.order_id, OrderItemRow.position
)
_PARCELS = _among(
    select(ParcelRow.id, ParcelRow.number, ParcelRow.tracking, ParcelRow.state, ParcelRow.intake_at),
    ParcelRow.id,
)
_PARCEL_ORDERS = _among(
    select(ParcelOrderRow.parcel_id, OrderRow.number, OrderRow.account_id).join(
        OrderRow, OrderRow.id == ParcelOrderRow.order_id
    ),
    ParcelOrderRow.parcel_id,
).order_by(OrderRow.id)
_CASES = _among(
    select(CaseRow.id, CaseRow.no, CaseRow.title, CaseRow.state, CaseRow.received_at, CaseRow.account_id),
    CaseRow.id,
)


def _by_key(rows: Sequence[Row[Any]]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return found


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
    session: Session, ids: Sequence[int], accounts: Sequence[Row[Any]]
) -> dict[int, list[Field]]:
    fields: dict[int, list[Field]] = {a.id: [] for a in accounts}
    for key, text in _rows(session, _NAMES, ids):
        fields[key].append(Field(FieldKind.NAME, text))
    for key, kind, value in _rows(session, _CONTACTS, ids):
        fields[key].append(Field(CONTACTS[kind], value))
    for key, lines, city, region, postcode in _rows(session, _ADDRESSES, ids):
        fields[key] += _place(lines, city, region, postcode)
    for account in accounts:
        if account.guardian_name:
            fields[account.id].append(Field(FieldKind.GUARDIAN, account.guardian_name))
        fields[account.id].append(Field(FieldKind.CODE, account.shop_id))
    return fields


def account_texts(session: Session, ids: Sequence[int]) -> Texts:
    """Return the searchable texts of these accounts."""
    return _account_fields(session, ids, _rows(session, _ACCOUNTS, ids))


def account_cards(session: Session, ids: Sequence[int]) -> dict[int, Card]:
    """Return these accounts as they are shown: every form of the name, and the town."""
    accounts = _rows(session, _ACCOUNTS, ids)
    fields = _account_fields(session, ids, accounts)
    orders: dict[int, int] = {r[0]: r[1] for r in _rows(session, _ORDER_COUNTS, ids)}
    return {
        a.id: Card(
            id=account_ref(a.id),
            title=_title(fields[a.id]) or a.shop_id,
            fields=tuple(fields[a.id]),
            detail=next((f.text for f in fields[a.id] if f.kind is FieldKind.TOWN), a.country),
            state=a.status,
            account_key=a.id,
            orders=orders.get(a.id, 0),
        )
        for a in accounts
    }


def _title(fields: Sequence[Field]) -> str:
    return JOINT.join(dict.fromkeys(f.text for f in fields if f.kind is FieldKind.NAME))


def _holders(session: Session, rows: Sequence[Row[Any]]) -> dict[int, tuple[Field, ...]]:
    """Return the names of the accounts that `rows` belong to."""
    names = _by_key(_rows(session, _NAMES, list({r.account_id for r in rows})))
    return {key: tuple(Field(FieldKind.NAME, text) for _key, text in found) for key, found in names.items()}


def _order_fields(session: Session, ids: Sequence[int], orders: Sequence[Row[Any]]) -> dict[int, list[Field]]:
    fields = {o.id: [Field(FieldKind.CODE, o.number)] for o in orders}
    for key, product in _rows(session, _ITEMS, ids):
        fields[key].append(Field(FieldKind.PRODUCT, product))
    for o in orders:
        if o.recipient_is_other:
            fields[o.id] += [
                Field(FieldKind.RECIPIENT, o.recipient_name),
                Field(FieldKind.PHONE, o.recipient_phone),
            ]
            fields[o.id] += _place(
                o.recipient_lines, o.recipient_city, o.recipient_region, o.recipient_postcode
            )
    return fields


def order_texts(session: Session, ids: Sequence[int]) -> Texts:
    """Return the searchable texts of these orders; a recipient counts where it is another person."""
    return _order_fields(session, ids, _rows(session, _ORDERS, ids))


def order_cards(session: Session, ids: Sequence[int]) -> dict[int, Card]:
    """Return these orders as they are shown: number and products, and whose they are."""
    orders = _rows(session, _ORDERS, ids)
    fields = _order_fields(session, ids, orders)
    holders = _holders(session, orders)
    return {
        o.id: Card(
            id=o.number,
            title=JOINT.join(
                dict.fromkeys([o.number, *(f.text for f in fields[o.id] if f.kind is FieldKind.PRODUCT)])
            ),
            fields=(*fields[o.id], *holders.get(o.account_id, ())),
            detail=_title(holders.get(o.account_id, ())),
            state=o.state,
            at=o.placed_at,
            account_key=o.account_id,
        )
        for o in orders
    }


def parcel_texts(session: Session, ids: Sequence[int]) -> Texts:
    """Return the searchable texts of these parcels: number and tracking."""
    return {
        p.id: [Field(FieldKind.CODE, text) for text in (p.number, p.tracking) if text]
        for p in _rows(session, _PARCELS, ids)
    }


def parcel_cards(session: Session, ids: Sequence[int]) -> dict[int, Card]:
    """Return these parcels as they are shown: numbers, and the orders inside."""
    orders = _by_key(_rows(session, _PARCEL_ORDERS, ids))
    return {
        p.id: Card(
            id=p.tracking or p.number,
            title=JOINT.join(text for text in (p.tracking, p.number) if text),
            fields=tuple(Field(FieldKind.CODE, text) for text in (p.number, p.tracking) if text),
            detail=JOINT.join(o.number for o in orders[p.id]),
            state=p.state,
            at=p.intake_at,
            account_key=next((o.account_id for o in orders[p.id]), None),
        )
        for p in _rows(session, _PARCELS, ids)
    }


def case_texts(session: Session, ids: Sequence[int]) -> Texts:
    """Return the searchable texts of these cases: number and title."""
    return {
        c.id: [Field(FieldKind.CODE, c.no), Field(FieldKind.TITLE, c.title)]
        for c in _rows(session, _CASES, ids)
    }


def case_cards(session: Session, ids: Sequence[int]) -> dict[int, Card]:
    """Return these cases as they are shown: number and title, and whom they are about."""
    cases = _rows(session, _CASES, ids)
    holders = _holders(session, cases)
    return {
        c.id: Card(
            id=c.no,
            title=f"{c.no}{JOINT}{c.title}",
            fields=(
                Field(FieldKind.CODE, c.no),
                Field(FieldKind.TITLE, c.title),
                *holders.get(c.account_id, ()),
            ),
            detail=_title(holders.get(c.account_id, ())),
            state=c.state,
            at=c.received_at,
            account_key=c.account_id,
        )
        for c in cases
    }


def order_owners(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """Return the accounts that these orders belong to."""
    return {o.id: o.account_id for o in _rows(session, _ORDERS, ids)}


def case_owners(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """Return the accounts that these cases are about."""
    return {c.id: c.account_id for c in _rows(session, _CASES, ids)}


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
            account_column="account_id",
            owners=order_owners,
        ),
        Searchable(
            HitKind.PARCEL,
            "parcel",
            parcel_texts,
            parcel_cards,
            (Identifier(Shape.CODE, "parcel", "tracking_folded"),),
        ),
        Searchable(
            HitKind.CASE,
            "case_file",
            case_texts,
            case_cards,
            account_column="account_id",
            owners=case_owners,
        ),
    )
}
