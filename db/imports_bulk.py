"""Keeps new records in great numbers: rows without objects, search entries after."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from console.customers.records import Account
from console.lookup.records import HitKind
from console.orders.records import Order
from console.parcels.records import Parcel
from db.base import to_microseconds
from db.imports_rows import (
    ACCOUNT,
    ADDRESS,
    CONTACT,
    ITEM,
    NAME,
    ORDER,
    PARCEL,
    PARCEL_ORDER,
    PAYMENT,
    Values,
    blank_row,
    folded_contact,
    folded_order,
    folded_parcel,
    insert_rows,
    next_ids,
)
from db.searchable import Index


class SqlBulk:
    """Keeps many new accounts, orders and parcels at once; see console/demo/store.py."""

    def __init__(self, session: Session, index: Index) -> None:
        self._session = session
        self._index = index

    def count_of(self, source: str) -> tuple[int, int]:
        """Return how many accounts and orders of a source are kept."""
        accounts, orders = (
            self._session.scalar(select(func.count()).select_from(t).where(t.c.source == source)) or 0
            for t in (ACCOUNT, ORDER)
        )
        return accounts, orders

    def add_accounts(self, accounts: Sequence[Account]) -> Sequence[int]:
        """Keep new accounts and return their ids, in the same order."""
        ids = next_ids(self._session, ACCOUNT, len(accounts))
        blank = blank_row(ACCOUNT)
        pairs = list(zip(ids, accounts, strict=True))
        self._insert(ACCOUNT, ({**blank, "id": i, **_account(a)} for i, a in pairs))
        self._insert(
            NAME,
            ({"account_id": i, "text": n.text, "script": n.script.value} for i, a in pairs for n in a.names),
        )
        self._insert(CONTACT, (row for i, a in pairs for row in _contacts(i, a)))
        self._insert(ADDRESS, (row for i, a in pairs for row in _addresses(i, a)))
        self._index.add_new(HitKind.ACCOUNT, ids)
        return ids

    def add_orders(self, orders: Sequence[Order]) -> Sequence[int]:
        """Keep new orders with items and payments and return their ids, in the same order."""
        ids = next_ids(self._session, ORDER, len(orders))
        blank = blank_row(ORDER)
        pairs = list(zip(ids, orders, strict=True))
        self._insert(ORDER, (folded_order({**blank, "id": i, **_order(o)}) for i, o in pairs))
        self._insert(ITEM, (row for i, o in pairs for row in _items(i, o)))
        self._insert(PAYMENT, (row for i, o in pairs for row in _payments(i, o)))
        self._index.add_new(HitKind.ORDER, ids)
        return ids

    def add_parcels(self, parcels: Sequence[Parcel]) -> Sequence[int]:
        """Keep new parcels and return their ids, in the same order."""
        ids = next_ids(self._session, PARCEL, len(parcels))
        pairs = list(zip(ids, parcels, strict=True))
        self._insert(PARCEL, (folded_parcel({"id": i, **_parcel(p)}) for i, p in pairs))
        self._insert(PARCEL_ORDER, ({"parcel_id": i, "order_id": o} for i, p in pairs for o in p.order_ids))
        self._index.add_new(HitKind.PARCEL, ids)
        return ids

    def _insert(self, table: Table, rows: Iterable[Values]) -> None:
        insert_rows(self._session, table, list(rows))


def _account(account: Account) -> Values:
    guardian = account.guardian
    return {
        "source": account.source,
        "shop_id": account.shop_id,
        "language": account.language,
        "country": account.country,
        "since_on": account.since_on,
        "status": account.status.value,
        "birth_year": account.birth_year,
        "guardian_name": guardian.name if guardian else "",
        "guardian_relation": guardian.relation if guardian else "",
        "guardian_consent_on": guardian.consent_on if guardian else None,
    }


def _contacts(account_id: int, account: Account) -> list[Values]:
    return [
        folded_contact(
            {
                "account_id": account_id,
                "kind": c.kind.value,
                "value": c.value,
                "verified_at": c.verified_at,
            }
        )
        for c in account.contacts
    ]


def _addresses(account_id: int, account: Account) -> list[Values]:
    return [
        {
            "account_id": account_id,
            "lines": "\n".join(a.lines),
            "city": a.city,
            "region": a.region,
            "postcode": a.postcode,
            "country": a.country,
            "verified_at": a.verified_at,
        }
        for a in account.addresses
    ]


def _order(order: Order) -> Values:
    recipient = {}
    if order.recipient:
        to = order.recipient.address
        recipient = {
            "has_recipient": True,
            "recipient_name": order.recipient.name,
            "recipient_phone": order.recipient.phone,
            "recipient_lines": "\n".join(to.lines),
            "recipient_city": to.city,
            "recipient_region": to.region,
            "recipient_postcode": to.postcode,
            "recipient_country": to.country,
            "recipient_is_other": order.recipient.is_other_person,
        }
    return {
        "account_id": order.account_id,
        "source": order.source,
        "number": order.number,
        "state": order.state.value,
        "currency": order.currency,
        "placed_at": order.placed_at,
        "paid_at": order.paid_at,
        "shipped_at": order.shipped_at,
        "delivered_at": order.delivered_at,
        "promised_at": order.promised_at,
        "declared_minor": order.declared.minor if order.declared else None,
        "declared_currency": order.declared.currency if order.declared else "",
        "remarks": order.remarks,
        "options": " ".join(sorted(order.options)),
        **recipient,
    }


def _items(order_id: int, order: Order) -> list[Values]:
    return [
        {
            "order_id": order_id,
            "position": i.position,
            "product": i.product,
            "product_ref": i.product_ref,
            "seller": i.seller,
            "quantity": i.quantity,
            "price_minor": i.price.minor,
            "freight_minor": i.freight.minor,
        }
        for i in order.items
    ]


def _payments(order_id: int, order: Order) -> list[Values]:
    return [
        {
            "order_id": order_id,
            "position": p.position,
            "provider": p.provider,
            "account_shown": p.account_shown,
            "amount_minor": p.amount.minor,
            "state": p.state.value,
            "instalments": p.instalments,
            "paid_at": p.paid_at,
        }
        for p in order.payments
    ]


def _parcel(parcel: Parcel) -> Values:
    photos = [[to_microseconds(p.taken_at), p.note, p.evidence_id] for p in parcel.photos]
    return {
        "number": parcel.number,
        "state": parcel.state.value,
        "intake_at": parcel.intake_at,
        "intake_grams": parcel.intake_grams,
        "condition": parcel.condition.value,
        "condition_note": parcel.condition_note,
        "photos": json.dumps(photos),
        "stored_since": parcel.stored_since,
        "reminders": " ".join(str(to_microseconds(r)) for r in parcel.reminders),
        "consolidated_at": parcel.consolidated_at,
        "outbound_grams": parcel.outbound_grams,
        "shipped_at": parcel.shipped_at,
        "carrier": parcel.carrier,
        "tracking": parcel.tracking,
        "customs_at": parcel.customs_at,
        "customs_note": parcel.customs_note,
        "delivered_at": parcel.delivered_at,
    }
