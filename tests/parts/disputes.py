"""Facts of a dispute that only wait for a decision, to change one at a time; the same kept in a store."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

from console.access import Actor, Role
from console.cases.records import Channel, EntryKind
from console.disputes.actions import close_dispute, open_dispute
from console.disputes.deciding_actions import decide
from console.disputes.facts_actions import record_identity, record_product
from console.disputes.guidance import (
    DisputeView,
    Facts,
    Guidance,
    House,
    OrderFacts,
    ParcelFacts,
    PersonFacts,
)
from console.disputes.records import (
    Exemption,
    IdentityCheck,
    Kind,
    Outcome,
    Question,
)
from console.disputes.refusals import NeedsSecond
from console.disputes.rules import guidance
from console.letters.actions import hand_over_letter
from console.money import Money
from console.rulebook.loader import consumer_laws, shipped_versions
from db.letters import LetterRow
from tests.parts.world import World

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


def opened(here: World, kind: Kind = Kind.PACKAGING, **given: Any) -> DisputeView:
    """Return a new dispute about the order of the world, recorded by the agent."""
    agent = here.actor(Role.AGENT)
    text = "The outer box is crushed on one corner."
    return open_dispute(here.backend, agent, order_id=here.order_id, kind=kind, text=text, **given)


def ready(here: World, kind: Kind = Kind.PACKAGING) -> int:
    """Return the case of a dispute whose identity and product are on record."""
    case_id = opened(here, kind).case.id
    record_identity(here.backend, here.actor(Role.AGENT), case_id, IdentityCheck.EMAIL)
    record_product(here.backend, here.actor(Role.AGENT), case_id, "1/7 figure, outer box crushed")
    return case_id


def decided(here: World, outcome: Outcome = Outcome.DENY, role: Role = Role.AGENT) -> int:
    """Return the case of a decided dispute."""
    case_id = ready(here)
    decide(here.backend, here.actor(role), case_id, outcome, reason="Only the box is damaged.")
    return case_id


def gone_out(here: World, case_id: int) -> None:
    """Let a letter that says the decision of the case be handed over."""
    letter = here.letter()
    with here.backend.begin() as work:
        row = work.session.get_one(LetterRow, letter.id)
        decision = work.disputes.get(case_id).decision
        assert decision is not None
        row.case_id, row.decision_id = case_id, decision.id
    now = here.backend.now()
    hand_over_letter(here.backend, agent(here), letter.id, channel=Channel.LETTER, at=now, person="Post")


def closed(here: World) -> int:
    """Return the case of a closed dispute."""
    case_id = decided(here)
    close_dispute(here.backend, here.actor(Role.AGENT), case_id)
    return case_id


def drafted(here: World) -> int:
    """Return the case of a dispute whose goodwill was refused to the agent and kept as a draft."""
    case_id = ready(here)
    with suppress(NeedsSecond):
        decide(
            here.backend,
            here.actor(Role.AGENT),
            case_id,
            Outcome.GOODWILL,
            reason="A collector's item.",
            amount=Money(3_000, "JPY"),
        )
    return case_id


def agent(here: World) -> Actor:
    return here.actor(Role.AGENT)


def supervisor(here: World) -> Actor:
    return here.actor(Role.SUPERVISOR)


def entries(here: World, case_id: int) -> list[tuple[EntryKind, str, bool]]:
    with here.backend.read() as work:
        return [(e.kind, e.ref, e.withdrawn_at is not None) for e in work.timeline.of_case(case_id)]


def tags(here: World, case_id: int) -> list[str]:
    with here.backend.read() as work:
        return [entry.tag for entry in work.book.of_stream(f"case:{case_id}")]


def live_in(here: World, country: str, *, birth_year: int | None = 1990) -> None:
    """Let the customer of the world live in another country."""
    with here.backend.begin() as work:
        account = work.customers.get(here.account_id)
        work.customers.save(replace(account, country=country, birth_year=birth_year))
