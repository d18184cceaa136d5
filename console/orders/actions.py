"""The verbs: look at orders."""

from collections.abc import Sequence

from console.access import Actor
from console.actions import query
from console.backend import Backend
from console.errors import Conflict, NotFound
from console.orders.records import Order
from console.orders.rules import masked
from console.orders.store import Work
from console.words import N_, listed


def _seen(work: Work, actor: Actor, order: Order, case_id: int) -> Order:
    if not actor.sees_masked("order:read"):
        return order
    return order if work.reveals.has(actor.operator_id, order.account_id, case_id) else masked(order)


@query("order:read")
def show_order(backend: Backend[Work], actor: Actor, order_id: int, *, case_id: int = 0) -> Order:
    """Return one order, masked unless its account was revealed in this case. Raises: NotFound."""
    with backend.read() as work:
        return _seen(work, actor, work.orders.get(order_id), case_id)


@query("order:read")
def find_order(backend: Backend[Work], actor: Actor, number: str) -> Order:
    """Return the order of this number, or "SOURCE:NUMBER". Raises: NotFound, Conflict."""
    with backend.read() as work:
        found = work.orders.by_number(number.strip())
        if not found and ":" in number:
            source, _, bare = number.strip().partition(":")
            found = [o for o in work.orders.by_number(bare) if o.source == source]
        if not found:
            raise NotFound(N_("There is no order {number}."), number=number.strip()[:60])
        if len(found) > 1:
            sources = listed(sorted(o.source for o in found))
            raise Conflict(
                N_("Several shops have this order number. Write SOURCE:NUMBER, with one of: {sources}."),
                sources=sources,
            )
        return _seen(work, actor, found[0], 0)


@query("order:read")
def orders_of(
    backend: Backend[Work],
    actor: Actor,
    account_id: int,
    *,
    limit: int = 50,
    before_id: int | None = None,
    case_id: int = 0,
) -> Sequence[Order]:
    """Return an account's orders, newest first, older than `before_id` where given."""
    with backend.read() as work:
        found = work.orders.of_account(account_id, limit=limit, before_id=before_id)
        return [_seen(work, actor, o, case_id) for o in found]
