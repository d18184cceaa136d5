"""What this feature needs kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from console.audit import Trail
from console.cases.records import CaseFile, CaseFilter, CaseState, EntryKind, NewCase, TimelineEntry
from console.customers.records import Account
from console.operators.records import Operator
from console.orders.records import Order
from console.settings import SettingStore


class Cases(Protocol):
    """Case files."""

    def add(self, new: NewCase) -> CaseFile:
        """Keep a new case under the next number of its year and return it."""
        ...

    def get(self, case_id: int) -> CaseFile:
        """Return one case. Raises: NotFound."""
        ...

    def by_no(self, no: str) -> CaseFile:
        """Return the case with this number. Raises: NotFound."""
        ...

    def set_state(self, case_id: int, state: CaseState, closed_at: datetime | None) -> None:
        """Move the case to `state`."""
        ...

    def set_owner(self, case_id: int, owner_id: int) -> None:
        """Give the case to another operator."""
        ...

    def rename(self, case_id: int, title: str) -> None:
        """Give the case another title; the search index follows."""
        ...

    def list(
        self, wanted: CaseFilter, *, limit: int, after: tuple[datetime, int] | None = None
    ) -> Sequence[CaseFile]:
        """Return cases by due moment then id, `after` the (due_by, id) of the last one seen."""
        ...

    def count(self, wanted: CaseFilter) -> int:
        """Return how many cases `wanted` matches."""
        ...


class Timeline(Protocol):
    """The one timeline of a case."""

    def add(self, case_id: int, at: datetime, kind: EntryKind, operator_id: int | None, ref: str) -> int:
        """Append an entry and return its id."""
        ...

    def of_case(self, case_id: int) -> Sequence[TimelineEntry]:
        """Return the entries of a case, oldest first, withdrawn ones marked."""
        ...

    def withdraw(self, ref: str, at: datetime | None) -> None:
        """Mark the entries of `ref` withdrawn at `at`; None takes the mark away."""
        ...


class Work(Protocol):
    """The stores that cases need together."""

    @property
    def cases(self) -> Cases: ...
    @property
    def timeline(self) -> Timeline: ...
    @property
    def audit(self) -> Trail: ...


class People(Protocol):
    """Accounts, as a queue names them."""

    def many(self, ids: Iterable[int]) -> Sequence[Account]:
        """Return the accounts with these ids, those that exist."""
        ...


class OrderBook(Protocol):
    """Orders, as a queue shows their amounts."""

    def many(self, ids: Iterable[int]) -> Sequence[Order]:
        """Return the orders with these ids, those that exist."""
        ...


class Colleagues(Protocol):
    """Operators, as owners of cases."""

    def all(self) -> Sequence[Operator]:
        """Return every operator by name."""
        ...

    def get(self, operator_id: int) -> Operator:
        """Return one operator. Raises: NotFound."""
        ...


class QueueWork(Work, Protocol):
    """The stores that a queue needs together."""

    @property
    def customers(self) -> People: ...
    @property
    def orders(self) -> OrderBook: ...
    @property
    def operators(self) -> Colleagues: ...
    @property
    def settings(self) -> SettingStore: ...
