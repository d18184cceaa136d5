"""Pure questions about orders: what stays masked, how the money stands."""

from dataclasses import replace

from console.masks import mask_phone
from console.money import Money
from console.orders.records import Order


def masked(order: Order) -> Order:
    """Return what a role that "reads masked" sees: the recipient's phone and street dotted."""
    if order.recipient is None:
        return order
    recipient = replace(
        order.recipient,
        phone=mask_phone(order.recipient.phone),
        address=order.recipient.address.masked(),
    )
    return replace(order, recipient=recipient)


def difference(order: Order) -> Money:
    """Return what was paid above (or, negative, below) what items and freight come to."""
    return order.paid - order.amount
