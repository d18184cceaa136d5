"""What the policy says to a dispute, who may decide it, and how much may be paid."""

from console.disputes.rules.clauses import CLAUSES, read
from console.disputes.rules.deciding import amount_error, approvals_for, may_decide, outcomes_after
from console.disputes.rules.facts import facts_of, order_facts, parcel_facts, person_facts
from console.disputes.rules.guiding import guidance

__all__ = [
    "CLAUSES",
    "amount_error",
    "approvals_for",
    "facts_of",
    "guidance",
    "may_decide",
    "order_facts",
    "outcomes_after",
    "parcel_facts",
    "person_facts",
    "read",
]
