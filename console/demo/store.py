"""What making people up needs kept, quickly and in great numbers."""

from collections.abc import Sequence
from typing import Protocol

from console.audit import Trail
from console.customers.records import Account
from console.operators.store import Operators
from console.orders.records import Order
from console.parcels.records import Parcel
from console.settings import SettingStore


class Bulk(Protocol):
    """Many new records at once; the search index follows."""

    def count_of(self, source: str) -> tuple[int, int]:
        """Return how many accounts and orders of a source are kept."""
        ...

    def add_accounts(self, accounts: Sequence[Account]) -> Sequence[int]:
        """Keep new accounts and return their ids, in the same order."""
        ...

    def add_orders(self, orders: Sequence[Order]) -> Sequence[int]:
        """Keep new orders with items and payments and return their ids, in the same order."""
        ...

    def add_parcels(self, parcels: Sequence[Parcel]) -> Sequence[int]:
        """Keep new parcels and return their ids, in the same order."""
        ...


class Work(Protocol):
    """The stores that made-up data need together."""

    @property
    def bulk(self) -> Bulk: ...
    @property
    def operators(self) -> Operators: ...
    @property
    def settings(self) -> SettingStore: ...
    @property
    def audit(self) -> Trail: ...
