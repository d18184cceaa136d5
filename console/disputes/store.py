"""What this feature needs kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from console.audit import Trail
from console.cases.records import CaseFile, CaseState, EntryKind, NewCase
from console.customers.records import Account
from console.disputes.records import (
    Answer,
    Asked,
    Decision,
    Dispute,
    Draft,
    ProductFact,
    Question,
    Shown,
    Verified,
)
from console.money import Money
from console.orders.records import Order
from console.parcels.records import Parcel
from console.settings import SettingStore


class Disputes(Protocol):
    """The disputed side of cases."""

    def add(self, dispute: Dispute) -> None:
        """Keep a new dispute of a case that is kept already."""
        ...

    def get(self, case_id: int) -> Dispute:
        """Return the dispute of a case. Raises: NotFound."""
        ...

    def set_identity(self, case_id: int, identity: Verified | None) -> None:
        """Keep how identity was checked; None takes it back."""
        ...

    def set_product(self, case_id: int, product: ProductFact | None) -> None:
        """Keep what the product is; None takes it back."""
        ...

    def set_answer(self, case_id: int, question: Question, answer: Answer | None) -> None:
        """Keep an answer in the place of the one before; None takes it back."""
        ...

    def set_shown(self, case_id: int, asked: Asked, shown: Shown | None) -> None:
        """Keep that a piece of evidence is there; None takes it back."""
        ...

    def set_closed_from(self, case_id: int, state: CaseState | None) -> None:
        """Keep from which state the case was closed; None while it is open."""
        ...

    def set_draft(self, case_id: int, draft: Draft | None) -> None:
        """Keep a refused decision in the place of the one before; None drops it."""
        ...


class Decisions(Protocol):
    """What was decided; one decision of a case holds, the ones before it stay."""

    def hold(self, case_id: int) -> None:
        """Let nobody else decide about the order of this dispute until the transaction ends."""
        ...

    def add(self, case_id: int, decision: Decision) -> Decision:
        """Keep a decision, which now holds, and return it with its id."""
        ...

    def withdraw(self, decision_id: int, at: datetime, by: int) -> None:
        """Take a decision back; the one before it, if any, holds again."""
        ...

    def of_case(self, case_id: int) -> Sequence[Decision]:
        """Return every decision of a case, oldest first, withdrawn ones too."""
        ...

    def is_in_a_letter(self, decision_id: int) -> bool:
        """Tell whether a letter that is not void says this decision."""
        ...

    def has_gone_out(self, decision_id: int) -> bool:
        """Tell whether a letter that says this decision was handed over."""
        ...

    def given_back(self, order_id: int, but_case_id: int) -> Sequence[Money]:
        """Return what other disputes decided to pay back of an order."""
        ...


class Cases(Protocol):
    """Cases, as far as a dispute opens and moves them."""

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

    def set_topic(self, case_id: int, topic: str) -> None:
        """Give the case another kind of dispute."""
        ...


class Timeline(Protocol):
    """The timeline, as far as disputes write on it."""

    def add(self, case_id: int, at: datetime, kind: EntryKind, operator_id: int | None, ref: str) -> int:
        """Append an entry and return its id."""
        ...

    def withdraw(self, ref: str, at: datetime | None) -> None:
        """Mark the entries of `ref` withdrawn at `at`; None takes the mark away."""
        ...


class Orders(Protocol):
    """Orders, to take their snapshot."""

    def get(self, order_id: int) -> Order:
        """Return one order with items and payments. Raises: NotFound."""
        ...


class Customers(Protocol):
    """Accounts, for country, age and guardian."""

    def get(self, account_id: int) -> Account:
        """Return one account. Raises: NotFound."""
        ...


class Parcels(Protocol):
    """Parcels, for weights, storage and loss."""

    def of_orders(self, order_ids: Iterable[int]) -> Sequence[Parcel]:
        """Return the parcels of these orders, newest first."""
        ...


class Reveals(Protocol):
    """Who was shown whose data in full."""

    def has(self, operator_id: int, account_id: int, case_id: int) -> bool:
        """Tell whether this operator revealed this account in this case before."""
        ...


class Work(Protocol):
    """The stores that disputes need together."""

    @property
    def disputes(self) -> Disputes: ...
    @property
    def decisions(self) -> Decisions: ...
    @property
    def cases(self) -> Cases: ...
    @property
    def timeline(self) -> Timeline: ...
    @property
    def orders(self) -> Orders: ...
    @property
    def customers(self) -> Customers: ...
    @property
    def parcels(self) -> Parcels: ...
    @property
    def reveals(self) -> Reveals: ...
    @property
    def settings(self) -> SettingStore: ...
    @property
    def audit(self) -> Trail: ...
