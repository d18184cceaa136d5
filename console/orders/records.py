"""The nouns: an order, its items, its payments, and who receives it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.customers.records import Address
from console.money import Money


class OrderState(StrEnum):
    """How far the order has come."""

    PLACED = "placed"
    PAID = "paid"
    BOUGHT = "bought"
    IN_WAREHOUSE = "in-warehouse"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    UNAVAILABLE = "unavailable"


class Option(StrEnum):
    """Services bought with an order."""

    INSPECTION = "inspection"
    INSURANCE = "insurance"
    GUARANTEED_DELIVERY = "guaranteed-delivery"


class PaymentState(StrEnum):
    """What became of a payment."""

    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an order; `freight` belongs to the line where a shop says so."""

    position: int
    product: str
    quantity: int
    price: Money  # of one
    freight: Money
    seller: str = ""
    product_ref: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment; `account_shown` is a masked card or an Alipay name, never a full card number."""

    position: int
    provider: str
    amount: Money
    state: PaymentState
    account_shown: str = ""
    instalments: int = 1
    paid_at: datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who receives the parcel; another person than the account holder is a data subject too (R-18)."""

    name: str
    phone: str
    address: Address
    is_other_person: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """One order. `number` is unique within its `source`."""

    id: int
    account_id: int
    source: str
    number: str
    state: OrderState
    currency: str
    placed_at: datetime
    paid_at: datetime | None = None
    shipped_at: datetime | None = None
    delivered_at: datetime | None = None
    promised_at: datetime | None = None
    declared: Money | None = None
    remarks: str = ""
    options: frozenset[Option] = frozenset()
    recipient: Recipient | None = None
    items: tuple[Item, ...] = ()
    payments: tuple[Payment, ...] = ()

    @property
    def amount(self) -> Money:
        """What items and freight come to."""
        minor = sum(i.price.minor * i.quantity + i.freight.minor for i in self.items)
        return Money(minor, self.currency)

    @property
    def paid(self) -> Money:
        """What has been paid and not given back."""
        return Money(
            sum(p.amount.minor for p in self.payments if p.state is PaymentState.PAID), self.currency
        )

    @property
    def title(self) -> str:
        """The products, joined; a shop's own reference where one has no name."""
        return " · ".join(dict.fromkeys(i.product or i.product_ref for i in self.items))
