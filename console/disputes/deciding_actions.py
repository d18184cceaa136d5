"""The verbs that decide: take a decision, take it back, drop a draft."""

from datetime import datetime

from console.access import Actor, Grant
from console.actions import action, query
from console.backend import Backend
from console.cases.records import CaseState, EntryKind
from console.disputes.guidance import DisputeView, Guidance, Proposal, Verdict
from console.disputes.labels import REASON_MISSING, label
from console.disputes.records import Decision, Dispute, Draft, Outcome
from console.disputes.refusals import NeedsSecond, NotYet
from console.disputes.rules import may_decide, outcomes_after
from console.disputes.store import Work
from console.disputes.store_looks import guide, left_to_pay, look, note
from console.errors import Conflict, Invalid, NotAllowed
from console.money import Money
from console.settings import settings_from
from console.words import N_

LONGEST_REASON = 8_000


@action("case:decide", tag="dispute:decided")
def decide(
    backend: Backend[Work],
    actor: Actor,
    case_id: int,
    outcome: Outcome,
    *,
    reason: str,
    amount: Money | None = None,
) -> DisputeView:
    """Decide a dispute and return it.

    A refund without an amount gives back everything that is left to pay. What needs a second person is
    refused and kept as a draft. Raises: NotYet, Invalid, NeedsSecond, Conflict, NotFound.
    """
    if len(reason) > LONGEST_REASON:
        raise Invalid(N_("The reason is longer than 8,000 characters."), field="reason")
    now = backend.now()
    with backend.begin() as work:
        work.decisions.hold(case_id)
        dispute = _decidable(work, case_id, outcome)
        said = guide(work, work.cases.get(case_id), dispute, now)
        proposal = _proposal(work, dispute, outcome, amount, reason)
        verdict = _verdict(work, actor, dispute, said, proposal)
        _refuse(verdict)
        if verdict.allowed:
            _take(work, actor, dispute, said, proposal, now)
        else:
            _keep_draft(work, actor, case_id, proposal, now)
        view = look(work, actor, case_id, now)
    if not verdict.allowed:
        raise NeedsSecond(verdict)
    return view


@query("case:decide")
def weigh(
    backend: Backend[Work],
    actor: Actor,
    case_id: int,
    outcome: Outcome,
    *,
    reason: str,
    amount: Money | None = None,
) -> Verdict:
    """Return what would stand in the way of this decision, deciding nothing. Raises: Conflict, NotFound."""
    with backend.read() as work:
        dispute = _decidable(work, case_id, outcome)
        said = guide(work, work.cases.get(case_id), dispute, backend.now())
        return _verdict(work, actor, dispute, said, _proposal(work, dispute, outcome, amount, reason))


@action("case:decide", tag="dispute:decision-withdrawn")
def withdraw_decision(backend: Backend[Work], actor: Actor, case_id: int) -> DisputeView:
    """Take the decision back before its letter, return the dispute; who decided, or a supervisor, may.

    The decision before it, if there is one, holds again: one that passed the dispute on, or a denial that
    was passed on. Raises: Conflict, NotAllowed.
    """
    now = backend.now()
    with backend.begin() as work:
        decision = work.disputes.get(case_id).decision
        if decision is None or work.cases.get(case_id).state is not CaseState.DECIDED:
            raise Conflict(N_("There is no decision that could still be taken back."))
        if work.decisions.is_in_a_letter(decision.id):
            raise Conflict(N_("A letter says this decision. Make the letter void first."))
        if decision.decided_by != actor.operator_id and actor.grant("case:decide") is not Grant.YES:
            raise NotAllowed(N_("Only who decided, or a supervisor, takes a decision back."))
        work.decisions.withdraw(decision.id, now, actor.operator_id)
        work.timeline.withdraw(f"decision:{decision.id}", now)
        work.cases.set_state(case_id, _state_after(work, case_id), None)
        note(work, actor, "dispute:decision-withdrawn", case_id, decision=decision.id)
        return look(work, actor, case_id, now)


@action("case:work", tag="dispute:draft-dropped")
def drop_draft(backend: Backend[Work], actor: Actor, case_id: int) -> DisputeView:
    """Drop the kept draft of a refused decision and return the dispute. Raises: Conflict, NotFound."""
    with backend.begin() as work:
        draft = work.disputes.get(case_id).draft
        if draft is None:
            raise Conflict(N_("No draft is kept."))
        work.disputes.set_draft(case_id, None)
        note(work, actor, "dispute:draft-dropped", case_id, drafted_by=draft.drafted_by)
        return look(work, actor, case_id, backend.now())


def _decidable(work: Work, case_id: int, outcome: Outcome) -> Dispute:
    """Return a dispute that may be decided so. Raises: Conflict."""
    dispute = work.disputes.get(case_id)
    before = dispute.decision.outcome if dispute.decision else None
    if work.cases.get(case_id).state is CaseState.CLOSED:
        raise Conflict(N_("The case is closed. Reopen it first."))
    if outcome not in outcomes_after(before):
        raise Conflict(N_("The dispute is decided. Take the decision back first."))
    return dispute


def _state_after(work: Work, case_id: int) -> CaseState:
    """Return the state that a case goes back to with the decision that holds now."""
    decision = work.disputes.get(case_id).decision
    if decision is None:
        return CaseState.OPEN
    return CaseState.ANSWERED if work.decisions.has_gone_out(decision.id) else CaseState.DECIDED


def _proposal(work: Work, dispute: Dispute, outcome: Outcome, amount: Money | None, reason: str) -> Proposal:
    if outcome is Outcome.REFUND and amount is None:
        amount = left_to_pay(work, dispute)
    return Proposal(outcome, amount, reason.strip())


def _verdict(work: Work, actor: Actor, dispute: Dispute, said: Guidance, proposal: Proposal) -> Verdict:
    return may_decide(
        actor,
        proposal,
        said,
        recorded_by=dispute.recorded_by,
        drafted_by=dispute.draft.drafted_by if dispute.draft else None,
        left_to_pay=left_to_pay(work, dispute),
        approval_above=settings_from(work.settings.values()).limits.approval_above,
    )


def _refuse(verdict: Verdict) -> None:
    """Refuse what no second person could allow either: then nothing is kept."""
    if verdict.blocks:
        raise NotYet(verdict)
    if verdict.amount:
        raise Invalid(label(verdict.amount), field="amount")
    if verdict.reason_missing:
        raise Invalid(REASON_MISSING, field="reason")


def _take(
    work: Work, actor: Actor, dispute: Dispute, said: Guidance, proposal: Proposal, now: datetime
) -> None:
    taken = work.decisions.add(dispute.case_id, _decision(actor, dispute, said, proposal, now))
    work.disputes.set_draft(dispute.case_id, None)
    work.cases.set_state(dispute.case_id, CaseState.DECIDED, None)
    ref = f"decision:{taken.id}"
    work.timeline.add(dispute.case_id, now, EntryKind.DECISION, actor.operator_id, ref)
    note(
        work,
        actor,
        "dispute:decided",
        dispute.case_id,
        decision=taken.id,
        outcome=taken.outcome,
        minor=taken.amount.minor if taken.amount else None,
        currency=taken.amount.currency if taken.amount else None,
        clause=taken.clause,
        version=taken.policy_version,
        warnings=" ".join(taken.warnings),
        proposed_by=taken.proposed_by,
    )


def _decision(actor: Actor, dispute: Dispute, said: Guidance, proposal: Proposal, now: datetime) -> Decision:
    return Decision(
        outcome=proposal.outcome,
        amount=proposal.amount,
        reason=proposal.reason,
        clause=said.citation.clause if said.citation else None,
        policy_version=said.version,
        decided_by=actor.operator_id,
        decided_at=now,
        exemptions=tuple(exempt.why for exempt in said.exempt),
        warnings=said.warnings if proposal.outcome is Outcome.DENY else (),
        proposed_by=_proposer(dispute.draft, proposal, actor),
    )


def _proposer(draft: Draft | None, proposal: Proposal, actor: Actor) -> int | None:
    """Return whose kept draft this decision takes over, None where it is the decider's own."""
    if draft is None or draft.drafted_by == actor.operator_id:
        return None
    same = (draft.outcome, draft.amount) == (proposal.outcome, proposal.amount)
    return draft.drafted_by if same else None


def _keep_draft(work: Work, actor: Actor, case_id: int, proposal: Proposal, now: datetime) -> None:
    draft = Draft(proposal.outcome, proposal.amount, proposal.reason, actor.operator_id, now)
    work.disputes.set_draft(case_id, draft)
    note(work, actor, "dispute:draft-kept", case_id, outcome=proposal.outcome)
