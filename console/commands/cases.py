"""`case`: the dispute verbs."""

import argparse
import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from console.cases.actions import list_cases
from console.cases.records import Channel, QueueRow
from console.cases.rules import filter_from
from console.commands.case_letter import add_letter, write_letter
from console.commands.case_words import case_document, case_lines, in_list
from console.commands.desk import Desk
from console.commands.nouns import Noun, Run
from console.commands.said import Said
from console.disputes.actions import close_dispute, find_dispute, open_dispute, reopen_dispute
from console.disputes.deciding_actions import decide
from console.disputes.facts_actions import (
    answer_question,
    record_identity,
    record_product,
    show_evidence,
)
from console.disputes.guidance import AmountError
from console.disputes.labels import label
from console.disputes.records import Asked, IdentityCheck, Kind, Outcome, Question
from console.disputes.rules.answers import check_answer
from console.errors import Invalid
from console.money import Money
from console.orders.actions import find_order
from console.words import N_, _, listed

PAGE = 256
Member = TypeVar("Member", bound=StrEnum)


def build(noun: Noun) -> None:
    """Describe the verbs."""
    opened = noun.verb("open", open_case, _("open a dispute on an order"))
    opened.add_argument(
        "--order", required=True, metavar="NO", help=_("the order's number, or SOURCE:NUMBER")
    )
    opened.add_argument("--kind", required=True, metavar="K", choices=_values(Kind), help=_names(Kind))
    opened.add_argument("--text", required=True, metavar="T", help=_("what the customer disputes"))
    opened.add_argument("--title", default="", metavar="T", help=_("else the text's first line"))
    opened.add_argument(
        "--channel", default=Channel.OTHER.value, choices=_values(Channel), metavar="C", help=_names(Channel)
    )
    fact = on_case(noun, "fact", record_facts, _("record what a decision needs first"))
    fact.add_argument("--identity", metavar="HOW", help=_names(IdentityCheck))
    fact.add_argument("--product", metavar="TEXT", help=_("what the product is, and what is wrong with it"))
    fact.add_argument(
        "--answer", action="append", default=[], metavar="QUESTION=VALUE", help=_names(Question)
    )
    fact.add_argument("--evidence", action="append", default=[], metavar="WHAT", help=_names(Asked))
    shown = noun.verb("list", list_all, _("list cases, the most pressing first"))
    shown.add_argument(
        "--filter", default="", metavar="Q", help=_("kind:K state:S owner:me, none or NAME, and words")
    )
    decided = on_case(noun, "decide", decide_case, _("decide a dispute"))
    decided.add_argument(
        "--outcome", required=True, metavar="O", choices=_values(Outcome), help=_names(Outcome)
    )
    decided.add_argument("--amount", metavar="A", help=_("in the order's currency"))
    decided.add_argument("--reason", required=True, metavar="R", help=_("in words, as the letter gives it"))
    add_letter(on_case(noun, "letter", write_letter, _("write the answer as PDF")))
    on_case(noun, "close", close_case, _("close a decided case"))
    on_case(noun, "reopen", reopen_case, _("open a closed case again"))


def on_case(noun: Noun, verb: str, run: Run, text: str) -> argparse.ArgumentParser:
    """Add a verb whose first word is the case's number and return its parser."""
    parser = noun.verb(verb, run, text)
    parser.add_argument("no", metavar="NO", help=_("the case's number"))
    return parser


def _names(members: type[StrEnum]) -> str:
    return listed(members)


def _values(members: type[StrEnum]) -> list[str]:
    """Return the words themselves: argparse would show members as Python writes them."""
    return [member.value for member in members]


def _member(members: type[Member], text: str, option: str) -> Member:
    """Return the member that `text` names, whatever its case and hyphens. Raises: Invalid."""
    wanted = re.sub(r"[-_ ]", "", text).casefold()
    for member in members:
        if member.replace("-", "") == wanted:
            return member
    known = listed(members)
    raise Invalid(N_("{option} is one of: {known}."), field=option, option=option, known=known)


def open_case(desk: Desk, given: argparse.Namespace) -> Said:
    """Open a dispute."""
    actor = desk.actor
    view = open_dispute(
        desk.backend,
        actor,
        order_id=find_order(desk.backend, actor, given.order).id,
        kind=Kind(given.kind),
        text=given.text,
        title=given.title,
        channel=Channel(given.channel),
    )
    return Said(case_document(view), case_lines(view))


def record_facts(desk: Desk, given: argparse.Namespace) -> Said:
    """Record identity, product, answers, evidence: those that are given."""
    pairs = [_question_and_value(text) for text in given.answer]
    asked = [_member(Asked, text, "--evidence") for text in given.evidence]
    how = _member(IdentityCheck, given.identity, "--identity") if given.identity is not None else None
    if not (how or given.product is not None or pairs or asked):
        raise Invalid(N_("Say which fact: --identity, --product, --answer or --evidence."))
    actor, view = desk.actor, find_dispute(desk.backend, desk.actor, given.no)
    case_id = view.case.id
    for question, value in pairs:  # before anything is written
        check_answer(question, value, desk.backend.now().date())
    if given.product is not None:
        view = record_product(desk.backend, actor, case_id, given.product)
    if how:
        view = record_identity(desk.backend, actor, case_id, how)
    for question, value in pairs:
        view = answer_question(desk.backend, actor, case_id, question, value)
    for one in asked:
        view = show_evidence(desk.backend, actor, case_id, one)
    return Said(case_document(view), case_lines(view))


def _question_and_value(text: str) -> tuple[Question, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise Invalid(N_("An answer is written QUESTION=VALUE."), field="answer")
    return _member(Question, name, "--answer"), value.strip()


def list_all(desk: Desk, given: argparse.Namespace) -> Said:
    """List the cases that the filter matches."""
    wanted = filter_from(given.filter, Kind)
    rows: list[QueueRow] = []
    while page := list_cases(desk.backend, desk.actor, wanted, limit=PAGE, after=_last(rows)):
        rows += page
        if len(page) < PAGE:
            break
    lines = [
        f"{r.case.no}  {r.case.topic:<12} {r.case.state:<9} {r.case.due_by:%Y-%m-%d}  {r.case.title}"
        for r in rows
    ] or [_(N_("No case fits"))]
    return Said({"cases": [in_list(row.case, row.owner) for row in rows]}, lines)


def _last(rows: Sequence[QueueRow]) -> tuple[datetime, int] | None:
    return (rows[-1].case.due_by, rows[-1].case.id) if rows else None


def decide_case(desk: Desk, given: argparse.Namespace) -> Said:
    """Decide; what stands in the way is the reason of the refusal."""
    actor, view = desk.actor, find_dispute(desk.backend, desk.actor, given.no)
    currency = view.dispute.snapshot.amount.currency
    amount = _amount(given.amount, currency)
    view = decide(
        desk.backend, actor, view.case.id, Outcome(given.outcome), reason=given.reason, amount=amount
    )
    return Said(case_document(view), case_lines(view))


def _amount(text: str | None, currency: str) -> Money | None:
    """Return the amount; a blank one is a slip, and must not pay back everything. Raises: Invalid."""
    if text is None:
        return None
    if not text.strip():
        raise Invalid(label(AmountError.MISSING), field="amount")
    return Money.parse(text, currency)


def close_case(desk: Desk, given: argparse.Namespace) -> Said:
    """Close a decided case."""
    actor, view = desk.actor, find_dispute(desk.backend, desk.actor, given.no)
    view = close_dispute(desk.backend, actor, view.case.id)
    return Said(case_document(view), case_lines(view))


def reopen_case(desk: Desk, given: argparse.Namespace) -> Said:
    """Open a closed case again."""
    actor, view = desk.actor, find_dispute(desk.backend, desk.actor, given.no)
    view = reopen_dispute(desk.backend, actor, view.case.id)
    return Said(case_document(view), case_lines(view))
