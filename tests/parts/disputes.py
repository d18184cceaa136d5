"""Facts of a dispute that only wait for a decision, to change one thing at a time."""

from dataclasses import replace
from datetime import date
from typing import Any

from console.access import Actor, Role
from console.disputes.guidance import (
    Facts,
    Guidance,
    House,
    OrderFacts,
    ParcelFacts,
    PersonFacts,
)
from console.disputes.records import (
    Exemption,
    Kind,
    Outcome,
    Question,
)
from console.disputes.rules import guidance
from console.money import Money
from console.rulebook.loader import consumer_laws, shipped_versions

SHIPPED = shipped_versions()
LAWS = consumer_laws()
ORDERED = date(2026, 11, 1)
TODAY = date(2026, 11, 20)
PAID = Money(48_600, "JPY")
LIMIT = {"JPY": 3_000}
READY = Facts(
    kind=Kind.PACKAGING,
    order=OrderFacts(ORDERED, PAID, destination="BR"),
    today=TODAY,
    person=PersonFacts(country="BR"),
    house=House(storage_days=60, approval_above=LIMIT),
    identified=True,
    product_known=True,
)
STORED = ParcelFacts(intake_recorded=True, stored_since_on=date(2026, 8, 1), reminders=2)
AGENT = Actor(1, "Mori", Role.AGENT)
SUPERVISOR = Actor(2, "Kato", Role.SUPERVISOR)
PRIVACY = Actor(3, "Abe", Role.PRIVACY_OFFICER)
DENY, ASSIST, ESCALATE = Outcome.DENY, Outcome.ASSIST, Outcome.ESCALATE
PARTIAL, RESEND, GOODWILL, REFUND = Outcome.PARTIAL, Outcome.RESEND, Outcome.GOODWILL, Outcome.REFUND


def facts(kind: Kind, answers: str = "", **changed: Any) -> Facts:
    """Return facts ready to decide; `answers` as on the command line: "search=found other=yes"."""
    given_answers = {Question(q): a for q, a in (pair.split("=") for pair in answers.split())}
    return replace(READY, kind=kind, answers=given_answers, **changed)


def asked(of: Facts) -> Guidance:
    return guidance(of, SHIPPED, LAWS)


def order(**changed: Any) -> OrderFacts:
    return replace(READY.order, **changed)


def why(found: Guidance) -> set[Exemption]:
    return {exempt.why for exempt in found.exempt}
