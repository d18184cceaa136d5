"""What this feature needs kept."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from console.audit import Trail
from console.orders.records import Order


class Orders(Protocol):
    """Orders with their items and payments."""

    def get(self, order_id: int) -> Order:
        """Return one order with items and payments. Raises: NotFound."""
        ...

    def by_number(self, number: str) -> Sequence[Order]:
        """Return the orders with exactly this number, of whatever source."""
        ...

    def of_account(
        self, account_id: int, *, limit: int = 50, before_id: int | None = None
    ) -> Sequence[Order]:
        """Return an account's orders, newest first, older than `before_id` where given."""
        ...

    def count_of(self, account_id: int) -> int:
        """Return how many orders an account has."""
        ...

    def many(self, ids: Iterable[int]) -> Sequence[Order]:
        """Return the orders with these ids, those that exist."""
        ...

    def add(self, order: Order) -> int:
        """Keep a new order (its id is ignored) and return its id."""
        ...

    def save(self, order: Order) -> None:
        """Keep every field of a known order as given. Raises: NotFound."""
        ...


class Reveals(Protocol):
    """Who was shown whose data in full."""

    def has(self, operator_id: int, account_id: int, case_id: int) -> bool:
        """Tell whether this operator revealed this account in this case before."""
        ...


class Work(Protocol):
    """The stores that orders need together."""

    @property
    def orders(self) -> Orders: ...
    @property
    def reveals(self) -> Reveals: ...
    @property
    def audit(self) -> Trail: ...
