"""The verbs: open a dispute, look at it, change its kind, close and reopen it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from console.access import Actor
from console.actions import action, query
from console.backend import Backend
from console.cases.records import CaseKind, CaseState, Channel, EntryKind, NewCase
from console.clocks import due_in_days
from console.disputes.guidance import DisputeView
from console.disputes.records import Decision, Dispute, Kind, Outcome
from console.disputes.rules.snapshots import take_snapshot
from console.disputes.store import Work
from console.disputes.store_looks import look, note, undecided
from console.errors import Conflict, Invalid
from console.rulebook.loader import versions_from
from console.rulebook.rules import version_for
from console.settings import settings_from
from console.words import N_

LONGEST_TEXT = 20_000
LONGEST_TITLE = 200
TITLE_FROM_TEXT = 80
CLOCK_DRIFT = timedelta(minutes=5)


@action("case:open", tag="dispute:opened")
def open_dispute(
    backend: Backend[Work],
    actor: Actor,
    *,
    order_id: int,
    kind: Kind,
    text: str,
    channel: Channel = Channel.OTHER,
    received_at: datetime | None = None,
    title: str = "",
) -> DisputeView:
    """Open a dispute on an order and return it; its clock runs from receipt. Raises: Invalid, NotFound.

    The order is kept as it stands now (D-10), and the version of the policy is the one of the order's day.
    """
    now = backend.now()
    received = received_at or now
    _check_words(text, title, received, now)
    with backend.begin() as work:
        settings = settings_from(work.settings.values())
        order = work.orders.get(order_id)
        snapshot = take_snapshot(order, settings.zone, now)
        version = version_for(snapshot.ordered_on, versions_from(work.settings.values()))
        new = NewCase(
            kind=CaseKind.DISPUTE,
            topic=kind.value,
            title=title.strip() or _title_of(text),
            account_id=order.account_id,
            order_id=order_id,
            channel=channel,
            received_at=received,
            due_by=due_in_days(received, version.terms.answer_days, settings.zone).by,
            opened_by=actor.operator_id,
            opened_at=now,
        )
        case = work.cases.add(new)
        work.disputes.add(Dispute(case.id, kind, text.strip(), snapshot, actor.operator_id, version.id))
        work.timeline.add(case.id, now, EntryKind.OPENED, actor.operator_id, f"dispute:{case.id}")
        note(work, actor, "dispute:opened", case.id, kind=kind.value, order=order_id, version=version.id)
        return look(work, actor, case.id, now)


@query("case:read")
def show_dispute(backend: Backend[Work], actor: Actor, case_id: int) -> DisputeView:
    """Return a dispute with its case and what the policy says. Raises: NotFound."""
    with backend.read() as work:
        return look(work, actor, case_id, backend.now())


@query("case:read")
def find_dispute(backend: Backend[Work], actor: Actor, no: str) -> DisputeView:
    """Return the dispute of the case with this number. Raises: NotFound."""
    with backend.read() as work:
        return look(work, actor, work.cases.by_no(no).id, backend.now())


@query("case:read")
def decisions_of(backend: Backend[Work], actor: Actor, case_id: int) -> Sequence[Decision]:
    """Return every decision of a case, oldest first; the timeline tells which were withdrawn."""
    with backend.read() as work:
        return work.decisions.of_case(case_id)


@action("case:work", tag="dispute:kind-changed")
def change_kind(backend: Backend[Work], actor: Actor, case_id: int, kind: Kind) -> DisputeView:
    """Give the dispute another kind and return it; undone by the one before. Raises: Conflict, NotFound."""
    with backend.begin() as work:
        before = undecided(work, case_id).kind
        work.cases.set_topic(case_id, kind.value)
        work.timeline.add(case_id, backend.now(), EntryKind.FACT, actor.operator_id, f"kind:{case_id}:{kind}")
        note(work, actor, "dispute:kind-changed", case_id, before=before.value, kind=kind.value)
        return look(work, actor, case_id, backend.now())


@action("case:work", tag="dispute:closed")
def close_dispute(backend: Backend[Work], actor: Actor, case_id: int) -> DisputeView:
    """Close a decided dispute and return it. Raises: Conflict, NotFound."""
    now = backend.now()
    with backend.begin() as work:
        state, dispute = work.cases.get(case_id).state, work.disputes.get(case_id)
        if state is CaseState.CLOSED:
            raise Conflict(N_("The case is closed already."))
        if dispute.decision is None:
            raise Conflict(N_("A dispute is decided before it is closed."))
        if dispute.decision.outcome is Outcome.ESCALATE:
            raise Conflict(N_("The dispute was passed on: it is decided before it is closed."))
        work.disputes.set_closed_from(case_id, state)
        work.cases.set_state(case_id, CaseState.CLOSED, now)
        work.timeline.add(case_id, now, EntryKind.STATE, actor.operator_id, f"closed:{case_id}")
        note(work, actor, "dispute:closed", case_id, before=state.value)
        return look(work, actor, case_id, now)


@action("case:work", tag="dispute:reopened")
def reopen_dispute(backend: Backend[Work], actor: Actor, case_id: int) -> DisputeView:
    """Undo the closing of a dispute and return it, in the state it had. Raises: Conflict, NotFound."""
    now = backend.now()
    with backend.begin() as work:
        before = work.disputes.get(case_id).closed_from
        if before is None:
            raise Conflict(N_("The case is not closed."))
        work.disputes.set_closed_from(case_id, None)
        work.cases.set_state(case_id, before, None)
        work.timeline.add(case_id, now, EntryKind.STATE, actor.operator_id, f"reopened:{case_id}")
        note(work, actor, "dispute:reopened", case_id, state=before.value)
        return look(work, actor, case_id, now)


def _check_words(text: str, title: str, received: datetime, now: datetime) -> None:
    if not text.strip():
        raise Invalid(N_("Write what the customer disputes."), field="text")
    if len(text) > LONGEST_TEXT:
        raise Invalid(N_("The text is longer than 20,000 characters."), field="text")
    if len(title) > LONGEST_TITLE:
        raise Invalid(N_("A title has between 1 and 200 characters."), field="title")
    if received > now + CLOCK_DRIFT:
        raise Invalid(N_("Nothing can have been received in the future."), field="received_at")


def _title_of(text: str) -> str:
    """Return the first line of the text, cut between words."""
    line = text.strip().splitlines()[0].strip()
    if len(line) <= TITLE_FROM_TEXT:
        return line
    cut = line[:TITLE_FROM_TEXT]
    head = cut.rpartition(" ")[0]
    return f"{head if len(head) > TITLE_FROM_TEXT // 2 else cut}…"
