"""What several verbs of this feature do with the store: look at a dispute, note what was done."""

from dataclasses import replace
from datetime import datetime

from console.access import Actor
from console.audit import Fact
from console.cases.records import CaseFile, CaseState
from console.disputes.guidance import DisputeView, Guidance
from console.disputes.records import Dispute
from console.disputes.rules import facts_of, guidance
from console.disputes.rules.snapshots import masked
from console.disputes.store import Work
from console.errors import Conflict
from console.money import Money, total
from console.rulebook.loader import consumer_laws, versions_from
from console.rulebook.rules import version_named
from console.settings import settings_from
from console.words import N_


def look(work: Work, actor: Actor, case_id: int, now: datetime) -> DisputeView:
    """Return a dispute as `actor` may see it: the recipient dotted until revealed. Raises: NotFound."""
    case, dispute = work.cases.get(case_id), work.disputes.get(case_id)
    known = versions_from(work.settings.values())
    said = guide(work, case, dispute, now)
    kinder = version_named(said.kinder.version, known).clauses[said.kinder.clause] if said.kinder else None
    dotted = actor.sees_masked("order:read") and not work.reveals.has(
        actor.operator_id, case.account_id, case_id
    )
    return DisputeView(
        case=case,
        dispute=_dotted(dispute) if dotted else dispute,
        guidance=said,
        clauses=version_named(said.version, known).clauses,
        kinder_clause=kinder,
        left_to_pay=left_to_pay(work, dispute),
        masked=dotted,
    )


def guide(work: Work, case: CaseFile, dispute: Dispute, now: datetime) -> Guidance:
    """Return what the policy says to the dispute as the store has it at `now`."""
    kept = work.settings.values()
    parcels = work.parcels.of_orders([dispute.snapshot.order_id])
    account = work.customers.get(case.account_id)
    facts = facts_of(dispute, account, parcels, settings_from(kept), now)
    return guidance(facts, versions_from(kept), consumer_laws())


def left_to_pay(work: Work, dispute: Dispute) -> Money:
    """Return what was paid for the order and not given back by another dispute."""
    paid = dispute.snapshot.paid
    given_back = work.decisions.given_back(dispute.snapshot.order_id, dispute.case_id)
    return paid - total([m for m in given_back if m.currency == paid.currency], paid.currency)


def undecided(work: Work, case_id: int) -> Dispute:
    """Return a dispute whose facts may still change. Raises: Conflict once it is decided or closed."""
    if work.cases.get(case_id).state is not CaseState.OPEN:
        raise Conflict(N_("The dispute is decided. Take the decision back first."))
    return work.disputes.get(case_id)


def note(work: Work, actor: Actor, tag: str, case_id: int, **facts: Fact) -> None:
    """Write the audit entry of what was done to a case."""
    case = f"case:{case_id}"
    work.audit.record(actor, tag, stream=case, subject=case, facts=facts)


def _dotted(dispute: Dispute) -> Dispute:
    return replace(dispute, snapshot=masked(dispute.snapshot))
