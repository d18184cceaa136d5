"""The nouns: what was made up."""

from dataclasses import dataclass
from datetime import datetime

from console.customers.records import Account, Address
from console.orders.records import Order
from console.parcels.records import Parcel

SOURCE = "demo"


@dataclass(frozen=True, slots=True)
class Filled:
    """How many made-up records of each kind were added."""

    accounts: int
    orders: int
    parcels: int
    cases: int


@dataclass(frozen=True, slots=True)
class Person:
    """An account with the one Latin form of the name that parcels carry."""

    account: Account
    latin: str


@dataclass(frozen=True, slots=True)
class Buyer:
    """What of a person an order needs; kept for everybody while orders are made up."""

    account_id: int
    language: str
    name: str
    latin: str
    phone: str
    home: Address


@dataclass(frozen=True, slots=True)
class Purchase:
    """Orders of one person that travel together, and their parcel."""

    buyer: Buyer
    orders: tuple[Order, ...]
    parcel: Parcel | None


@dataclass(frozen=True, slots=True)
class Disputable:
    """An order that a made-up case can be about, once it is kept."""

    order_id: int
    placed_at: datetime
    order: Order
    parcel: Parcel | None
    language: str
    latin: str
