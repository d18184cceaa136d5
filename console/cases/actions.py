"""The verbs: list, look, assign, rename. Opening, deciding and closing belong to the feature of the case."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from console.access import Actor
from console.actions import action, query
from console.backend import Backend
from console.cases.records import (
    CaseFile,
    CaseFilter,
    CaseState,
    Colleague,
    EntryKind,
    QueueCounts,
    QueueRow,
    TimelineEntry,
)
from console.cases.rules import end_of_day, owned_by
from console.cases.store import QueueWork, Work
from console.errors import Conflict, Invalid
from console.operators.records import Operator
from console.settings import settings_from
from console.words import N_

LONGEST_TITLE = 200


@query("case:read")
def list_cases(
    backend: Backend[QueueWork],
    actor: Actor,
    wanted: CaseFilter,
    *,
    limit: int = 256,
    after: tuple[datetime, int] | None = None,
) -> Sequence[QueueRow]:
    """Return the cases `wanted` matches, most pressing first, `after` the last one's (due_by, id).

    Raises: Invalid for an owner who is none, naming those there are.
    """
    with backend.read() as work:
        operators = work.operators.all()
        whose = owned_by(wanted, actor.operator_id, operators)
        cases = work.cases.list(whose, limit=limit, after=after)
        people = {a.id: a.title for a in work.customers.many({c.account_id for c in cases})}
        orders = {o.id: o.amount for o in work.orders.many({c.order_id for c in cases if c.order_id})}
        owners = {o.id: o.name for o in operators}
        return [
            QueueRow(c, people.get(c.account_id, ""), owners.get(c.owner_id, ""), orders.get(c.order_id or 0))
            for c in cases
        ]


@query("case:read")
def count_cases(backend: Backend[QueueWork], actor: Actor) -> QueueCounts:
    """Return the figures above the queue; a day ends at midnight of the business time zone."""
    with backend.read() as work:
        profile = settings_from(work.settings.values()).profile
        now = backend.now()
        midnight = end_of_day(now, profile.zone if profile else None)
        pending = CaseFilter(open_only=True, unanswered=True)
        overdue = work.cases.count(replace(pending, due_before=now))
        return QueueCounts(
            open=work.cases.count(CaseFilter(open_only=True)),
            mine=work.cases.count(CaseFilter(open_only=True, owner_id=actor.operator_id)),
            due_today=work.cases.count(replace(pending, due_before=midnight)) - overdue,
            overdue=overdue,
        )


@query("case:read")
def show_case(backend: Backend[Work], actor: Actor, no: str) -> CaseFile:
    """Return the case with this number. Raises: NotFound."""
    with backend.read() as work:
        return work.cases.by_no(no)


@query("case:read")
def timeline_of(backend: Backend[Work], actor: Actor, case_id: int) -> Sequence[TimelineEntry]:
    """Return the entries of a case, oldest first, withdrawn ones marked."""
    with backend.read() as work:
        return work.timeline.of_case(case_id)


@query("case:read")
def colleagues(backend: Backend[QueueWork], actor: Actor) -> Sequence[Colleague]:
    """Return every operator by name, and who of them may be given a case."""
    with backend.read() as work:
        return [Colleague(o.id, o.name, _may_work(o)) for o in work.operators.all()]


@action("case:work", tag="case:assigned")
def assign_case(backend: Backend[QueueWork], actor: Actor, case_id: int, owner_id: int) -> CaseFile:
    """Give the case to another operator, return it; undone by giving it back. Raises: Conflict, NotFound."""
    with backend.begin() as work:
        case, owner = work.cases.get(case_id), work.operators.get(owner_id)
        if case.state is CaseState.CLOSED:
            raise Conflict(N_("The case is closed. Reopen it first."))
        if not _may_work(owner):
            raise Conflict(N_("This operator cannot work on cases."))
        work.cases.set_owner(case_id, owner_id)
        work.timeline.add(case_id, backend.now(), EntryKind.STATE, actor.operator_id, f"owner:{owner_id}")
        work.audit.record(
            actor,
            "case:assigned",
            stream=f"case:{case_id}",
            subject=f"case:{case_id}",
            facts={"from": case.owner_id, "to": owner_id},
        )
        return work.cases.get(case_id)


@action("case:work", tag="case:renamed")
def rename_case(backend: Backend[Work], actor: Actor, case_id: int, title: str) -> CaseFile:
    """Give the case another title and return it; undone by the old one. Raises: Invalid, NotFound."""
    if not title.strip() or len(title) > LONGEST_TITLE:
        raise Invalid(N_("A title has between 1 and 200 characters."), field="title")
    with backend.begin() as work:
        before = work.cases.get(case_id)
        work.cases.rename(case_id, title.strip())
        work.audit.record(
            actor,
            "case:renamed",
            stream=f"case:{case_id}",
            subject=f"case:{case_id}",
            values={"title": (before.title, title.strip())},
            account_id=before.account_id,
        )
        return work.cases.get(case_id)


def _may_work(operator: Operator) -> bool:
    return operator.active and Actor(operator.id, operator.name, operator.role).may("case:work")
