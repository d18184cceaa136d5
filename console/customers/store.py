"""What this feature needs kept."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from console.audit import Trail
from console.customers.records import Account, Hanging, Reveal
from console.customers.records_links import Link


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

    def of_case(self, account_id: int, case_id: int) -> Sequence[Reveal]:
        """Return every reveal of this account in this case, oldest first."""
        ...


class Work(Protocol):
    """The stores that customers need together."""

    @property
    def customers(self) -> Customers: ...
    @property
    def reveals(self) -> Reveals: ...
    @property
    def audit(self) -> Trail: ...


class Links(Protocol):
    """Which accounts may be, or are, one person's."""

    def alike(self, ids: Sequence[int]) -> Sequence[int]:
        """Return accounts that share an e-mail with one of these in the same shop, one of the two a guest."""
        ...

    def decisions(self, ids: Sequence[int]) -> Sequence[Link]:
        """Return what was decided about these accounts and any others."""
        ...

    def linked(self, account_id: int) -> Sequence[int]:
        """Return the accounts that are confirmed to be the same person's, also by way of others."""
        ...

    def decide(self, link: Link) -> None:
        """Keep a decision in place of any earlier one about the same two."""
        ...

    def forget(self, low_id: int, high_id: int) -> bool:
        """Forget the decision about two accounts; tell whether there was one."""
        ...

    def undecided(self, source: str) -> int:
        """Return how many guests of a shop share an e-mail with an account that nobody decided about."""
        ...


class LinkWork(Work, Protocol):
    """The stores that links need together."""

    @property
    def links(self) -> Links: ...
