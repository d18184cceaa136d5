"""Who may decide what, and how much may be paid."""

from collections.abc import Mapping

from console.access import Actor, Grant
from console.disputes.guidance import AmountError, Approval, Guidance, Proposal, Verdict
from console.disputes.records import PAYING, Outcome
from console.money import Money


def may_decide(
    actor: Actor,
    proposal: Proposal,
    guidance: Guidance,
    *,
    recorded_by: int,
    drafted_by: int | None,
    left_to_pay: Money,
    approval_above: Mapping[str, int],
) -> Verdict:
    """Tell whether `actor` may take the decision, and what stands in the way if not.

    `left_to_pay`: what was paid for the order and not yet given back. Until approvals exist, what needs
    a second person is decided by a supervisor who neither recorded the case nor drafted the decision.
    """
    error = amount_error(proposal, left_to_pay)
    needs = () if error else approvals_for(proposal, guidance, approval_above)
    is_second = actor.grant("case:decide") is Grant.YES
    own = actor.operator_id in (recorded_by, drafted_by)
    return Verdict(
        blocks=guidance.stopping(proposal.outcome),
        amount=error,
        reason_missing=not proposal.reason.strip(),
        approvals=() if is_second and not own else needs,
        own_case=bool(needs) and is_second and own,
    )


def outcomes_after(before: Outcome | None) -> tuple[Outcome, ...]:
    """Return what may still be decided where `before` was: all before a decision and after passing on.

    A denial may be passed on even when its letter went out: a disclaimer is a default, never the last word
    (settled points).
    """
    if before is Outcome.DENY:
        return (Outcome.ESCALATE,)
    return tuple(Outcome) if before in (None, Outcome.ESCALATE) else ()


def approvals_for(
    proposal: Proposal, guidance: Guidance, approval_above: Mapping[str, int]
) -> tuple[Approval, ...]:
    """Return why a second person must decide: goodwill, an amount above the limit, a consumer-law warning.

    A currency for which no limit was set has none: every amount in it needs the second person.
    """
    amount = proposal.amount
    reasons = {
        Approval.GOODWILL: proposal.outcome is Outcome.GOODWILL,
        Approval.ABOVE_LIMIT: amount is not None and amount.minor > approval_above.get(amount.currency, 0),
        Approval.CONSUMER_LAW: proposal.outcome is Outcome.DENY and bool(guidance.warnings),
    }
    return tuple(why for why, stands in reasons.items() if stands)


def amount_error(proposal: Proposal, left_to_pay: Money) -> AmountError | None:
    """Return what is wrong with the amount, None where it is right.

    A refund gives back at most what was paid, a part less than that; goodwill is above zero; the other
    outcomes pay nothing.
    """
    if proposal.outcome not in PAYING:
        return AmountError.NOT_WANTED if proposal.amount is not None else None
    if proposal.amount is None:
        return AmountError.MISSING
    if proposal.amount.currency != left_to_pay.currency:
        return AmountError.OTHER_CURRENCY
    if proposal.amount.minor <= 0:
        return AmountError.NOT_POSITIVE
    return _against_paid(proposal.outcome, proposal.amount.minor, left_to_pay.minor)


def _against_paid(outcome: Outcome, amount: int, left: int) -> AmountError | None:
    if outcome is Outcome.REFUND and amount > left:
        return AmountError.ABOVE_PAID
    if outcome is Outcome.PARTIAL and amount >= left:
        return AmountError.NOT_PARTIAL
    return None
