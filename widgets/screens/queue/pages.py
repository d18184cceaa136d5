"""Everything a workspace shows of one case, fetched together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from console.access import Actor
from console.backend import Backend
from console.cases.actions import colleagues, timeline_of
from console.cases.records import CaseFile, Colleague, TimelineEntry
from console.customers.actions import show_account
from console.customers.records import Account, AccountView
from console.disputes.actions import decisions_of, show_dispute
from console.disputes.guidance import DisputeView
from console.disputes.records import Decision, Dispute
from console.letters.actions import letters_of
from console.letters.records_register import Letter
from console.orders.actions import show_order
from console.orders.records import Order
from console.parcels.actions import parcels_of_orders
from console.parcels.records import Parcel


@dataclass(frozen=True, slots=True)
class CasePage:
    """One case with all that hangs on it; `order` as it stands now, the dispute has it as it was."""

    view: DisputeView
    person: AccountView
    order: Order
    parcels: Sequence[Parcel]
    entries: Sequence[TimelineEntry]
    decisions: Mapping[int, Decision]
    letters: Mapping[int, Letter]
    people: Mapping[int, Colleague]

    @property
    def case(self) -> CaseFile:
        """The case."""
        return self.view.case

    @property
    def dispute(self) -> Dispute:
        """The disputed side of it."""
        return self.view.dispute

    @property
    def account(self) -> Account:
        """The customer, as the operator may see them."""
        return self.person.account

    def name_of(self, operator_id: int) -> str:
        """Return an operator's name, empty for one that nobody knows."""
        return self.people[operator_id].name if operator_id in self.people else ""


def fetch_case(backend: Backend[Any], actor: Actor, case_id: int) -> CasePage:
    """Return the page of one case. Raises: NotFound."""
    view = show_dispute(backend, actor, case_id)
    order_id = view.dispute.snapshot.order_id
    return CasePage(
        view=view,
        person=show_account(backend, actor, view.case.account_id, case_id=case_id),
        order=show_order(backend, actor, order_id, case_id=case_id),
        parcels=parcels_of_orders(backend, actor, [order_id]),
        entries=timeline_of(backend, actor, case_id),
        decisions={d.id: d for d in decisions_of(backend, actor, case_id)},
        letters={letter.id: letter for letter in letters_of(backend, actor, case_id)},
        people={c.id: c for c in colleagues(backend, actor)},
    )
