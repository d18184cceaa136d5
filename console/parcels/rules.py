"""Pure questions about parcels: how far an order has come on its way."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.orders.records import Order, OrderState
from console.parcels.records import Parcel, ParcelState


class Milestone(StrEnum):
    """The steps of an order's way, as a customer would tell them."""

    BOUGHT = "bought"
    WAREHOUSE = "warehouse"
    CONSOLIDATED = "consolidated"
    SHIPPED = "shipped"
    CUSTOMS = "customs"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class Reached:
    """One step: when it was reached (None: not known), and whether it lies behind."""

    milestone: Milestone
    at: datetime | None
    passed: bool


ENDED = (OrderState.CANCELLED, OrderState.UNAVAILABLE)
LAST = {
    ParcelState.EXPECTED: Milestone.BOUGHT,
    ParcelState.IN_WAREHOUSE: Milestone.WAREHOUSE,
    ParcelState.CONSOLIDATED: Milestone.CONSOLIDATED,
    ParcelState.SHIPPED: Milestone.SHIPPED,
    ParcelState.IN_CUSTOMS: Milestone.CUSTOMS,
    ParcelState.DELIVERED: Milestone.DELIVERED,
    ParcelState.LOST: Milestone.SHIPPED,
    ParcelState.RETURNED: Milestone.SHIPPED,
}
WITHOUT_PARCEL = (Milestone.BOUGHT, Milestone.SHIPPED, Milestone.DELIVERED)
OF_ORDER = {
    OrderState.IN_WAREHOUSE: Milestone.WAREHOUSE,
    OrderState.SHIPPED: Milestone.SHIPPED,
    OrderState.DELIVERED: Milestone.DELIVERED,
}


def way_of(order: Order, parcel: Parcel | None) -> list[Reached]:
    """Return the steps of an order's way; those before the furthest one reached count as passed.

    An order without a parcel on record shows only what the shop told; a cancelled one shows nothing.
    """
    if order.state in ENDED:
        return []
    times = _times(order, parcel)
    last = LAST[parcel.state] if parcel else OF_ORDER.get(order.state, Milestone.BOUGHT)
    order_of = list(Milestone)
    shown = [m for m in order_of if parcel or m in WITHOUT_PARCEL or m is last]
    if parcel and parcel.consolidated_at is None:
        shown.remove(Milestone.CONSOLIDATED)
    return [Reached(m, times[m], order_of.index(m) <= order_of.index(last)) for m in shown]


def _times(order: Order, parcel: Parcel | None) -> dict[Milestone, datetime | None]:
    return {
        Milestone.BOUGHT: order.paid_at or order.placed_at,
        Milestone.WAREHOUSE: parcel.intake_at if parcel else None,
        Milestone.CONSOLIDATED: parcel.consolidated_at if parcel else None,
        Milestone.SHIPPED: (parcel.shipped_at if parcel else None) or order.shipped_at,
        Milestone.CUSTOMS: parcel.customs_at if parcel else None,
        Milestone.DELIVERED: (parcel.delivered_at if parcel else None) or order.delivered_at,
    }
