"""The verbs that record what a decision needs first: identity, product, answers, evidence."""

from console.access import Actor
from console.actions import action
from console.backend import Backend
from console.cases.records import EntryKind
from console.disputes.guidance import DisputeView
from console.disputes.records import (
    Answer,
    Asked,
    IdentityCheck,
    ProductFact,
    Question,
    Shown,
    Verified,
)
from console.disputes.rules.answers import check_answer
from console.disputes.store import Work
from console.disputes.store_looks import look, note, undecided
from console.errors import Invalid
from console.words import N_

LONGEST_PRODUCT = 4_000


@action("case:work", tag="dispute:identity-recorded")
def record_identity(
    backend: Backend[Work], actor: Actor, case_id: int, how: IdentityCheck | None
) -> DisputeView:
    """Record how identity was checked and return the dispute; None takes it back. Raises: Conflict."""
    now = backend.now()
    with backend.begin() as work:
        before = undecided(work, case_id).identity
        work.disputes.set_identity(case_id, Verified(how, actor.operator_id, now) if how else None)
        old = before.how if before else None
        _tell(work, actor, backend, case_id, f"identity:{case_id}", old, how)
        note(work, actor, "dispute:identity-recorded", case_id, before=old, how=how)
        return look(work, actor, case_id, now)


@action("case:work", tag="dispute:product-recorded")
def record_product(backend: Backend[Work], actor: Actor, case_id: int, text: str | None) -> DisputeView:
    """Record what the product is and what is wrong with it; None takes it back. Raises: Conflict, Invalid."""
    now = backend.now()
    if text is not None and not 0 < len(text.strip()) <= LONGEST_PRODUCT:
        raise Invalid(
            N_("Describe the product and what is wrong with it in up to 4,000 characters."), field="product"
        )
    with backend.begin() as work:
        before = undecided(work, case_id).product
        fact = ProductFact(text.strip(), actor.operator_id, now) if text else None
        work.disputes.set_product(case_id, fact)
        ref = f"product:{case_id}"
        work.timeline.withdraw(ref, now)
        if fact:
            work.timeline.add(case_id, now, EntryKind.FACT, actor.operator_id, ref)
        work.audit.record(
            actor,
            "dispute:product-recorded",
            stream=f"case:{case_id}",
            subject=f"case:{case_id}",
            values={"product": (before.text if before else None, fact.text if fact else None)},
            account_id=work.cases.get(case_id).account_id,
        )
        return look(work, actor, case_id, now)


@action("case:work", tag="dispute:question-answered")
def answer_question(
    backend: Backend[Work], actor: Actor, case_id: int, question: Question, value: str | None
) -> DisputeView:
    """Record the answer to a rule's question; None takes it back. Raises: Conflict, Invalid.

    `value` is one of `CHOICES[question]`, or a date (2026-11-20) for a question of `DATE_ANSWERS`.
    """
    now = backend.now()
    if value is not None:
        check_answer(question, value, now.date())
    with backend.begin() as work:
        old = undecided(work, case_id).answer(question)
        answer = Answer(question, value, actor.operator_id, now) if value else None
        work.disputes.set_answer(case_id, question, answer)
        _tell(work, actor, backend, case_id, f"answer:{case_id}:{question}", old, value)
        note(work, actor, "dispute:question-answered", case_id, question=question, before=old, value=value)
        return look(work, actor, case_id, now)


@action("case:work", tag="dispute:evidence-shown")
def show_evidence(
    backend: Backend[Work],
    actor: Actor,
    case_id: int,
    asked: Asked,
    *,
    evidence_id: int | None = None,
    there: bool = True,
) -> DisputeView:
    """Record that evidence a rule asks for is there, as a file where one is; not `there` takes it back."""
    now = backend.now()
    with backend.begin() as work:
        undecided(work, case_id)
        shown = Shown(asked, evidence_id, actor.operator_id, now) if there else None
        work.disputes.set_shown(case_id, asked, shown)
        ref = f"shown:{case_id}:{asked}"
        work.timeline.withdraw(ref, now)
        if there:
            work.timeline.add(case_id, now, EntryKind.FACT, actor.operator_id, ref)
        note(work, actor, "dispute:evidence-shown", case_id, asked=asked, evidence=evidence_id, there=there)
        return look(work, actor, case_id, now)


def _tell(
    work: Work,
    actor: Actor,
    backend: Backend[Work],
    case_id: int,
    ref: str,
    old: str | None,
    new: str | None,
) -> None:
    """Put the new value on the timeline and strike out the old one's entry."""
    if old is not None:
        work.timeline.withdraw(f"{ref}={old}", backend.now())
    if new is not None:
        work.timeline.add(case_id, backend.now(), EntryKind.FACT, actor.operator_id, f"{ref}={new}")
