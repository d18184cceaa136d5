"""`show`: one record, masked unless it is revealed with a reason."""

import argparse
from dataclasses import fields, is_dataclass
from typing import Any

from console.cases.actions import timeline_of
from console.commands.case_words import case_document, case_lines
from console.commands.desk import Desk
from console.commands.nouns import Noun
from console.commands.said import Said
from console.customers.actions import find_account, reveal_account
from console.customers.records import AccountView
from console.disputes.actions import find_dispute, show_dispute
from console.disputes.guidance import DisputeView
from console.letters.actions import letters_of
from console.money import Money
from console.orders.actions import orders_of
from console.words import _

NEWEST = 20


def build(noun: Noun) -> None:
    """Describe the verbs."""
    for verb, run, metavar, text in (
        ("account", show_account, "ID", _("a customer, by account number (A-…) or the shop's id")),
        ("case", show_case, "NO", _("a case, by its number")),
    ):
        parser = noun.verb(verb, run, text)
        parser.add_argument("id", metavar=metavar)
        parser.add_argument(
            "--reveal", metavar="REASON", help=_("show personal data; the reason goes on record")
        )


def show_account(desk: Desk, given: argparse.Namespace) -> Said:
    """Show a customer and the newest orders."""
    view = find_account(desk.backend, desk.actor, given.id)
    if given.reveal:
        view = reveal_account(desk.backend, desk.actor, view.account.id, reason=given.reveal)
    orders = orders_of(desk.backend, desk.actor, view.account.id, limit=NEWEST)
    document = {
        **_account(view),
        "orders": [
            {
                "number": o.number,
                "state": o.state,
                "placed_at": o.placed_at,
                "amount": o.amount,
                "title": o.title,
            }
            for o in orders
        ],
    }
    return Said(document)


def _account(view: AccountView) -> dict[str, object]:
    return {
        "kind": "account",
        "id": view.account.ref,
        "number": view.account.id,
        "title": view.account.title,
        "masked": view.masked,
        **_fields(view.account),
        "counts": view.hanging,
    }


def _fields(record: Any) -> dict[str, object]:  # any of our records: a frozen dataclass
    """Return what a record holds, without the numbers that only the store needs."""
    return {field.name: _bare(getattr(record, field.name)) for field in fields(record) if field.name != "id"}


def _bare(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_bare(one) for one in value]
    return value if isinstance(value, Money) or not is_dataclass(value) else _fields(value)


def show_case(desk: Desk, given: argparse.Namespace) -> Said:
    """Show a case with its dispute, its timeline and its letters."""
    view = find_dispute(desk.backend, desk.actor, given.id)
    if given.reveal:
        case = view.case
        reveal_account(desk.backend, desk.actor, case.account_id, reason=given.reveal, case_id=case.id)
        view = show_dispute(desk.backend, desk.actor, case.id)
    return Said(_case(desk, view), case_lines(view))


def _case(desk: Desk, view: DisputeView) -> dict[str, object]:
    timeline = timeline_of(desk.backend, desk.actor, view.case.id)
    letters = letters_of(desk.backend, desk.actor, view.case.id)
    return {
        **case_document(view),
        "masked": view.masked,
        "text": view.dispute.text,
        "order": _fields(view.dispute.snapshot),
        "identity": view.dispute.identity,
        "product": view.dispute.product,
        "answers": {answer.question: answer.value for answer in view.dispute.answers},
        "decision": view.dispute.decision,
        "draft": view.dispute.draft,
        "timeline": [
            {
                "at": e.at,
                "kind": e.kind,
                "operator": e.operator_name,
                "ref": e.ref,
                "withdrawn_at": e.withdrawn_at,
            }
            for e in timeline
        ],
        "letters": [
            {
                "id": x.id,
                "state": x.state,
                "language": x.language,
                "sha256": x.sha256,
                "issued_at": x.issued_at,
            }
            for x in letters
        ],
    }
