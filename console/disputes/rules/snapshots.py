"""The order as it stood: taken when a dispute is opened, kept as JSON, masked until revealed (D-10)."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter

from console.clocks import day_of
from console.disputes.records import Snapshot
from console.masks import mask_phone, mask_words
from console.orders.records import Order


def take_snapshot(order: Order, zone: ZoneInfo, at: datetime) -> Snapshot:
    """Return what the record of `order` says at `at` (policy L26); `zone` decides which day it was placed."""
    return Snapshot(
        order_id=order.id,
        source=order.source,
        number=order.number,
        placed_at=order.placed_at,
        ordered_on=day_of(order.placed_at, zone),
        amount=order.amount,
        paid=order.paid,
        items=order.items,
        options=order.options,
        remarks=order.remarks,
        recipient=order.recipient,
        taken_at=at,
    )


def masked(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with the recipient's phone, street and postcode dotted."""
    if snapshot.recipient is None:
        return snapshot
    address = snapshot.recipient.address
    dotted = replace(
        address,
        lines=tuple(mask_words(line) for line in address.lines),
        postcode=mask_words(address.postcode),
    )
    phone = mask_phone(snapshot.recipient.phone)
    return replace(snapshot, recipient=replace(snapshot.recipient, phone=phone, address=dotted))


def to_json(snapshot: Snapshot) -> str:
    """Return the snapshot as text to keep."""
    return _adapter().dump_json(snapshot).decode()


def from_json(text: str) -> Snapshot:
    """Return the snapshot that was kept as `text`."""
    return _adapter().validate_json(text)


@cache
def _adapter() -> TypeAdapter[Snapshot]:
    return TypeAdapter(Snapshot)
