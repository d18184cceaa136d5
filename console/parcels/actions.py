"""The verbs: look at parcels."""

from collections.abc import Sequence

from console.access import Actor
from console.actions import query
from console.backend import Backend
from console.parcels.records import Parcel
from console.parcels.store import Work


@query("parcel:read")
def show_parcel(backend: Backend[Work], actor: Actor, parcel_id: int) -> Parcel:
    """Return one parcel. Raises: NotFound."""
    with backend.read() as work:
        return work.parcels.get(parcel_id)


@query("parcel:read")
def parcels_of(
    backend: Backend[Work], actor: Actor, account_id: int, *, limit: int = 100
) -> Sequence[Parcel]:
    """Return an account's parcels, newest first."""
    with backend.read() as work:
        return work.parcels.of_account(account_id, limit=limit)


@query("parcel:read")
def parcels_of_orders(backend: Backend[Work], actor: Actor, order_ids: Sequence[int]) -> Sequence[Parcel]:
    """Return the parcels in which these orders lie, newest first."""
    with backend.read() as work:
        return work.parcels.of_orders(order_ids)
