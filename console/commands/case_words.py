"""How a case is told: as a document, and to people."""

from console.cases.labels import CASE_STATE
from console.cases.records import CaseFile
from console.customers.records import account_ref
from console.disputes.guidance import DisputeView, Guidance
from console.disputes.labels import SILENT, label
from console.disputes.records import CHOICES
from console.words import _, listed


def in_list(case: CaseFile, owner: str) -> dict[str, object]:
    """Return a case as a list has it."""
    return {
        "no": case.no,
        "kind": case.topic,
        "state": case.state,
        "title": case.title,
        "due_at": case.due_by,
        "owner": owner,
    }


def case_document(view: DisputeView) -> dict[str, object]:
    """Return a dispute's case, and what the policy says to it."""
    case, said, decision = view.case, view.guidance, view.dispute.decision
    cited = said.citation.clause if said.citation else None
    return {
        "no": case.no,
        "kind": case.topic,
        "state": case.state,
        "title": case.title,
        "account": account_ref(case.account_id),
        "received_at": case.received_at,
        "due_at": case.due_by,
        "outcome": decision.outcome if decision else None,
        "amount": decision.amount if decision else None,
        "clause": decision.clause if decision else cited,
        "policy_version": decision.policy_version if decision else said.version,
        "missing": list(said.missing),
        "questions": {question: list(CHOICES[question]) for question in said.open_questions},
        "suggested": list(said.suggested),
        "exceptions": [exempt.why for exempt in said.exempt],
        "next_steps": list(said.steps),
        "kinder_version": said.kinder.version if said.kinder else None,
        "blocked_by": [block.why for block in said.blocks],
        "warnings": list(said.warnings),
        "flags": list(said.flags),
    }


def case_lines(view: DisputeView) -> list[str]:
    """Return what people read of a dispute."""
    case, decision = view.case, view.dispute.decision
    lines = [
        f"{case.no}  {case.title}",
        _("{state}; due {day}.", state=_(CASE_STATE[case.state]), day=f"{case.due_by:%Y-%m-%d %H:%M} UTC"),
    ]
    if decision:
        amount = f" {decision.amount.show()}" if decision.amount else ""
        lines.append(_("Decided: {outcome}", outcome=_(label(decision.outcome)) + amount))
        return lines
    return lines + _guidance(view.guidance)


def _guidance(said: Guidance) -> list[str]:
    seen = [f"! {_(label(one))}" for one in (*said.warnings, *said.flags)]
    steps = [f"→ {_(label(step))}" for step in said.steps]
    if said.silent:
        return [_(SILENT), *_exceptions(said), *steps, *seen, *_blocks(said)]
    cited = said.citation.clause if said.citation else ""
    suggested = listed(_(label(outcome)) for outcome in said.suggested)
    lines = [_("By {clause}: {outcomes}", clause=cited, outcomes=suggested)]
    lines += [_("Missing: {what}", what=_(label(one))) for one in said.missing]
    lines += [f"{_(label(q))} ({q}={'|'.join(CHOICES[q])})" for q in said.open_questions]
    return [*lines, *_exceptions(said), *steps, *seen, *_blocks(said)]


def _exceptions(said: Guidance) -> list[str]:
    return [f"· {_(label(exempt.why))}" for exempt in said.exempt]


def _blocks(said: Guidance) -> list[str]:
    return [_(label(block.why)) for block in said.blocks]
