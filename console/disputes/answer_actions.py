"""The verbs of a dispute's letter: prepare, preview, issue."""

from collections.abc import Mapping

from console.access import Actor
from console.actions import action, query
from console.backend import Backend
from console.cases.records import CaseFile, CaseState, EntryKind
from console.disputes.answer_store import AnswerDrawer, AnswerWork
from console.disputes.answering import (
    Grounds,
    Prepared,
    account_address,
    addressee_of,
    answer_facts,
)
from console.disputes.records import Decision, Dispute
from console.errors import Conflict, Invalid
from console.letters.records import Drawn
from console.letters.records_register import KeptAddress, Letter, LetterState, NewLetter
from console.rulebook.loader import versions_from
from console.rulebook.records import Clause
from console.rulebook.rules import version_named
from console.settings import Profile, settings_from
from console.words import N_

TEMPLATE = "dispute-answer"
MOST_LINES, LONGEST_LINE = 12, 300


@action("case:letter", tag="letter:prepared")
def prepare_answer(backend: Backend[AnswerWork], actor: Actor, case_id: int) -> Prepared:
    """Return what the letter begins with, its address in full, which goes on record. Raises: Conflict."""
    with backend.begin() as work:
        case, dispute, decision = _decided(work, case_id)
        account = work.customers.get(case.account_id)
        kept = work.letters.address_of(case.id)
        own = account_address(account, account.addresses[0]) if account.addresses else None
        work.audit.record(
            actor,
            "letter:prepared",
            stream=f"case:{case.id}",
            subject=f"account:{case.account_id}",
            facts={"decision": decision.id},
        )
        return Prepared(case, decision, addressee_of(account, dispute.snapshot, kept), own)


@query("case:letter")
def preview_answer(
    backend: Backend[AnswerWork], actor: Actor, drawer: AnswerDrawer, case_id: int, to: KeptAddress
) -> Drawn:
    """Return the letter as it would be issued now; nothing is kept. Raises: CannotDraw, Conflict, Invalid."""
    with backend.read() as work:
        case, dispute, decision = _decided(work, case_id)
        values = work.settings.values()
    settings = settings_from(values)
    grounds = Grounds(case, dispute, decision, _rule(decision, values))
    return drawer.dispute_answer(
        answer_facts(grounds, to, _profile(settings.profile), settings.limits, backend.now())
    )


@action("case:letter", tag="letter:issued")
def issue_answer(
    backend: Backend[AnswerWork], actor: Actor, drawer: AnswerDrawer, case_id: int, to: KeptAddress
) -> Letter:
    """Draw the letter, enter it in the register and return it; one not yet gone out is replaced.

    Without a name it greets the customer as such. Raises: CannotDraw, NotAsWritten, Conflict, Invalid.
    """
    _check(to)
    drawn = preview_answer(backend, actor, drawer, case_id, to)
    with backend.begin() as work:
        case, _dispute, decision = _decided(work, case_id)
        account = work.customers.get(case.account_id)
        own = [account_address(account, a) for a in account.addresses]
        sure = KeptAddress(to.name, to.lines, to.country, to.language, _is_verified(to, own))
        _void_waiting(work, case.id, actor, backend)
        work.letters.keep_address(case.id, sure)
        letter = work.letters.add(_new_letter(case, decision, sure, drawn, actor, backend))
        work.timeline.add(case.id, backend.now(), EntryKind.LETTER, actor.operator_id, f"letter:{letter.id}")
        work.audit.record(
            actor,
            "letter:issued",
            stream=f"case:{case.id}",
            subject=f"letter:{letter.id}",
            facts={"sha256": drawn.sha256, "language": drawn.language, "decision": decision.id},
        )
        return letter


def _new_letter(
    case: CaseFile,
    decision: Decision,
    to: KeptAddress,
    drawn: Drawn,
    actor: Actor,
    backend: Backend[AnswerWork],
) -> NewLetter:
    return NewLetter(
        case_id=case.id,
        template=TEMPLATE,
        asked=drawn.asked,
        language=drawn.language,
        to=to,
        sha256=drawn.sha256,
        pdf=drawn.pdf,
        pages=drawn.pages,
        decision_id=decision.id,
        issued_by=actor.operator_id,
        issued_at=backend.now(),
    )


def _decided(work: AnswerWork, case_id: int) -> tuple[CaseFile, Dispute, Decision]:
    case = work.cases.get(case_id)
    dispute = work.disputes.get(case.id)
    if dispute.decision is None:
        raise Conflict(N_("The dispute is not decided yet: there is nothing to answer."))
    if case.state is CaseState.CLOSED:
        raise Conflict(N_("The case is closed. Reopen it first."))
    return case, dispute, dispute.decision


def _rule(decision: Decision, values: Mapping[str, object]) -> Clause | None:
    if decision.clause is None:
        return None
    return version_named(decision.policy_version, versions_from(values)).clauses[decision.clause]


def _profile(profile: Profile | None) -> Profile:
    if profile is None:
        raise Conflict(N_("The organisation's profile is not filled in. A letter needs its sender."))
    return profile


def _check(to: KeptAddress) -> None:
    if not any(line.strip() for line in to.lines):
        raise Invalid(N_("The letter needs an address."), field="address")
    if len(to.lines) > MOST_LINES:
        raise Invalid(N_("An address has {most} lines at most."), field="address", most=MOST_LINES)
    for field, texts in (("name", (to.name,)), ("address", to.lines)):
        if any(len(text) > LONGEST_LINE for text in texts):
            raise Invalid(N_("This is longer than {most} characters."), field=field, most=LONGEST_LINE)


def _is_verified(to: KeptAddress, own: list[KeptAddress]) -> bool:
    return any(o.verified and (o.name, o.lines, o.country) == (to.name, to.lines, to.country) for o in own)


def _void_waiting(work: AnswerWork, case_id: int, actor: Actor, backend: Backend[AnswerWork]) -> None:
    for letter in work.letters.of_case(case_id):
        if letter.state is LetterState.ISSUED:
            work.letters.set_state(letter.id, LetterState.VOID, None)
            work.timeline.withdraw(f"letter:{letter.id}", backend.now())
            work.audit.record(actor, "letter:voided", stream=f"case:{case_id}", subject=f"letter:{letter.id}")
