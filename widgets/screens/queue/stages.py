"""How far a dispute has come, and what is missing for its next stage."""

from datetime import datetime

from console.cases.records import CaseState
from console.disputes.guidance import ANY_OUTCOME, Guidance
from console.disputes.records import Outcome
from console.letters.records_register import LetterState
from console.words import N_, _, p_
from widgets.kit.steps import Step, staged
from widgets.kit.wording import day_words, number
from widgets.screens.desk import Desk
from widgets.screens.queue.pages import CasePage

OPENED, FACTS, DECIDED, LETTER, CLOSED = range(5)


def steps_of(page: CasePage, desk: Desk) -> list[Step]:
    """Return the row of steps, each with its day or with what it waits for."""

    def day(at: datetime | None) -> str:
        return day_words(at, desk.zone) if at else ""

    decision = page.dispute.decision
    below = [day(page.case.opened_at), _waiting(page), "", "", day(page.case.closed_at)]
    if decision is not None:
        below[DECIDED] = day(decision.decided_at)
    out = [x.handed_over.at for x in page.letters.values() if x.handed_over]
    if out:
        below[LETTER] = day(max(out))
    words = [
        p_("stage", "Opened"),
        p_("stage", "Facts"),
        p_("stage", "Decided"),
        p_("stage", "Letter"),
        p_("stage", "Closed"),
    ]
    return staged(words, stage_of(page), below)


def stage_of(page: CasePage) -> int:
    """Return the stage in which the dispute stands."""
    decision = page.dispute.decision
    if page.case.state is CaseState.CLOSED:
        return CLOSED + 1
    if page.case.state is CaseState.ANSWERED:
        return CLOSED
    if decision is not None and decision.outcome is not Outcome.ESCALATE:
        return LETTER
    return FACTS if lacking(page.view.guidance) else DECIDED


def lacking(said: Guidance) -> bool:
    """Tell whether facts are still wanted before a decision."""
    return bool(said.blocks or said.open_questions or said.missing)


def _waiting(page: CasePage) -> str:
    said = page.view.guidance
    if page.dispute.decision is not None:
        return ""
    n = len(said.open_questions) + len(said.missing) + sum(block.clause == "D-09" for block in said.blocks)
    return _("{n} open", n=number(n)) if n else ""


def missing_words(page: CasePage) -> str:
    """Return in a line what the next stage waits for."""
    stage = stage_of(page)
    if stage == LETTER:
        return _letter_words(page)
    if stage == CLOSED:
        return _(N_("Answered: the case can be closed."))
    if stage == FACTS:
        return _facts_words(page)
    if stage == DECIDED:
        return _(N_("All facts are there: it can be decided."))
    return ""


def _facts_words(page: CasePage) -> str:
    said, dispute = page.view.guidance, page.dispute
    asked = {
        _(N_("who is asking")): dispute.identity is None,
        _(N_("what the product is")): dispute.product is None,
        _("answers: {n}", n=number(len(said.open_questions))): bool(said.open_questions),
        _("evidence: {n}", n=number(len(said.missing))): bool(said.missing),
    }
    parts = " · ".join(words for words, wanted in asked.items() if wanted)
    if any(block.stops == ANY_OUTCOME for block in said.blocks):
        return _("Missing before a decision: {parts}", parts=parts)
    return _("It can be decided. Still asked: {parts}", parts=parts)


def _letter_words(page: CasePage) -> str:
    waiting = any(x.state is LetterState.ISSUED for x in page.letters.values())
    if waiting:
        return _(N_("The letter is issued: record how it goes out."))
    return _(N_("Decided: the letter is to be written."))
