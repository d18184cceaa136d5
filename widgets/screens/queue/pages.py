"""Everything a workspace shows of one case, fetched together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from console.access import Actor
from console.backend import Backend
from console.cases.actions import colleagues, timeline_of
from console.cases.records import CaseFile, Colleague, TimelineEntry
from console.customers.actions import reveals_of, show_account
from console.customers.records import Account, AccountView
from console.disputes.actions import decisions_of, show_dispute
from console.disputes.guidance import DisputeView
from console.disputes.records import Decision, Dispute
from console.drafts import Draft, drafts_about
from console.evidence.actions import also_on, evidence_of, thumbnails_of
from console.evidence.records import Evidence
from console.letters.actions import letters_of
from console.letters.records_register import Letter
from console.messages.actions import messages_of
from console.messages.records import Message
from console.orders.actions import show_order
from console.orders.records import Order
from console.parcels.actions import parcels_of_orders
from console.parcels.records import Parcel

NOTHING: Mapping[int, bytes] = MappingProxyType({})


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
    messages: Mapping[int, Message]
    threads: Mapping[int, Sequence[int]]  # of e-mails that answer one another: their messages, oldest first
    evidence: Mapping[int, Evidence]
    thumbnails: Mapping[int, bytes]
    also_on: Mapping[int, Sequence[str]]  # numbers of the other cases that have the same file
    people: Mapping[int, Colleague]
    drafts: Mapping[str, Draft]
    reveals: Mapping[int, str]  # why the person was shown in full

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

    @property
    def files(self) -> list[tuple[int, str]]:
        """The files that hold, by id and name."""
        return [(e.id, e.name) for e in self.evidence.values() if e.withdrawn_at is None]

    def name_of(self, operator_id: int) -> str:
        """Return an operator's name, empty for one that nobody knows."""
        return self.people[operator_id].name if operator_id in self.people else ""


def fetch_case(
    backend: Backend[Any], actor: Actor, case_id: int, known: Mapping[int, bytes] = NOTHING
) -> CasePage:
    """Return the page of one case; small pictures that are `known` are not read again. Raises: NotFound."""
    view = show_dispute(backend, actor, case_id)
    order_id = view.dispute.snapshot.order_id
    evidence = {e.id: e for e in evidence_of(backend, actor, case_id)}
    messages = messages_of(backend, actor, case_id)
    unseen = [e.id for e in evidence.values() if e.has_thumbnail and e.id not in known]
    seen = {i: png for i, png in known.items() if i in evidence}
    return CasePage(
        view=view,
        person=show_account(backend, actor, view.case.account_id, case_id=case_id),
        order=show_order(backend, actor, order_id, case_id=case_id),
        parcels=parcels_of_orders(backend, actor, [order_id]),
        entries=timeline_of(backend, actor, case_id),
        decisions={d.id: d for d in decisions_of(backend, actor, case_id)},
        letters={letter.id: letter for letter in letters_of(backend, actor, case_id)},
        messages={m.id: m for m in messages},
        threads=_threads(messages),
        evidence=evidence,
        thumbnails={**seen, **thumbnails_of(backend, actor, unseen)},
        also_on=also_on(backend, actor, case_id),
        people={c.id: c for c in colleagues(backend, actor)},
        drafts={d.field: d for d in _drafts(backend, actor, case_id)},
        reveals={r.id: r.reason for r in reveals_of(backend, actor, view.case.account_id, case_id)},
    )


def _drafts(backend: Backend[Any], actor: Actor, case_id: int) -> Sequence[Draft]:
    return drafts_about(backend, actor, f"case:{case_id}") if actor.may("draft:keep") else ()


def _threads(messages: Sequence[Message]) -> Mapping[int, Sequence[int]]:
    """Return the threads of at least two e-mails; withdrawn ones count no more."""
    found: dict[int, list[int]] = {}
    for message in messages:
        if message.thread_id is not None and message.withdrawn_at is None:
            found.setdefault(message.thread_id, []).append(message.id)
    return {thread: ids for thread, ids in found.items() if len(ids) > 1}
