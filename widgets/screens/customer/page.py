"""What a customer's page shows, fetched together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any

from console.access import Actor
from console.backend import Backend
from console.cases.actions import list_cases
from console.cases.records import CaseFilter, QueueRow
from console.customers.actions import show_account
from console.customers.link_actions import same_person
from console.customers.records import AccountView, Hanging
from console.customers.records_links import Together
from console.orders.actions import orders_of, show_order
from console.orders.records import Order
from console.parcels.actions import parcels_of, show_parcel
from console.parcels.records import Parcel


@dataclass(frozen=True, slots=True)
class Page:
    """Everything shown of one person, fetched together."""

    view: AccountView
    orders: Sequence[Order]
    parcels: Sequence[Parcel]
    cases: Sequence[QueueRow]
    together: Together


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose page: an account's, or whose the order or the parcel is; that order then comes first."""

    account_id: int = 0
    order_id: int = 0
    parcel_id: int = 0


def fetch_wanted(backend: Backend[Any], actor: Actor, wanted: Wanted, limit: int) -> Page:
    """Return the page that is wanted, with the newest `limit` orders. Raises: NotFound."""
    order_id = wanted.order_id
    if wanted.parcel_id:
        order_id = show_parcel(backend, actor, wanted.parcel_id).order_ids[0]
    if not order_id:
        return fetch_page(backend, actor, wanted.account_id, limit)
    order = show_order(backend, actor, order_id)
    page = fetch_page(backend, actor, order.account_id, limit)
    return replace(page, orders=[order, *(o for o in page.orders if o.id != order.id)])


def fetch_page(backend: Backend[Any], actor: Actor, account_id: int, limit: int) -> Page:
    """Return one person's page with their newest `limit` orders, of all their accounts. Raises: NotFound."""
    together = same_person(backend, actor, account_id)
    views = [show_account(backend, actor, i) for i in together.ids]
    orders = [o for i in together.ids for o in orders_of(backend, actor, i, limit=limit)]
    orders.sort(key=attrgetter("placed_at", "id"), reverse=True)
    return Page(
        replace(views[0], hanging=_all_hanging(views)),
        orders[:limit],
        [p for i in together.ids for p in parcels_of(backend, actor, i)],
        [c for i in together.ids for c in list_cases(backend, actor, CaseFilter(account_id=i))],
        together,
    )


def _all_hanging(views: Sequence[AccountView]) -> Hanging:
    each = [view.hanging for view in views]
    return Hanging(sum(h.orders for h in each), sum(h.payments for h in each), sum(h.cases for h in each))
