"""What this feature needs kept."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from console.audit import Trail
from console.customers.records import Account, Hanging, Reveal


class Customers(Protocol):
    """Accounts."""

    def get(self, account_id: int) -> Account:
        """Return one account. Raises: NotFound."""
        ...

    def by_shop_id(self, source: str, shop_id: str) -> Account | None:
        """Return the account of a shop's id, None where there is none."""
        ...

    def many(self, ids: Iterable[int]) -> Sequence[Account]:
        """Return the accounts with these ids, those that exist."""
        ...

    def add(self, account: Account) -> int:
        """Keep a new account (its id is ignored) and return its id."""
        ...

    def save(self, account: Account) -> None:
        """Keep every field of a known account as given. Raises: NotFound."""
        ...

    def with_shop_id(self, shop_id: str) -> Sequence[int]:
        """Return the ids of the accounts that any shop knows by this id."""
        ...

    def hanging_on(self, account_id: int) -> Hanging:
        """Return how many orders, payments and cases hang on an account."""
        ...


class Reveals(Protocol):
    """Who was shown whose data in full."""

    def add(self, reveal: Reveal) -> Reveal:
        """Keep that data were revealed and return it with its id."""
        ...

    def has(self, operator_id: int, account_id: int, case_id: int) -> bool:
        """Tell whether this operator revealed this account in this case before."""
        ...


class Work(Protocol):
    """The stores that customers need together."""

    @property
    def customers(self) -> Customers: ...
    @property
    def reveals(self) -> Reveals: ...
    @property
    def audit(self) -> Trail: ...
