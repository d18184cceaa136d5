"""Makes cases up with the console's own verbs, as if they had been worked on in the past weeks."""

import tomllib
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from random import Random
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict

from console.access import Actor, Role
from console.backend import Backend
from console.cases.records import Channel
from console.demo.pools import DATA
from console.demo.records import Disputable
from console.disputes.actions import close_dispute, open_dispute, show_dispute
from console.disputes.deciding_actions import decide, weigh
from console.disputes.facts_actions import (
    answer_question,
    record_identity,
    record_product,
    show_evidence,
)
from console.disputes.guidance import DisputeView
from console.disputes.records import CHOICES, DATE_ANSWERS, PAYING, IdentityCheck, Kind, Outcome, Question
from console.disputes.refusals import NeedsSecond
from console.messages.actions import record_call, record_chat, record_note
from console.money import Money
from console.orders.records import OrderState
from console.parcels.records import ParcelState

ANY_LANGUAGE = "en"
PRODUCT = "{product}"


class _Quarrel(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")

    kind: Kind
    title: str
    call: str
    note: str
    answers: dict[Question, str] = {}

    def text_in(self, language: str) -> str:
        """Return the customer's words in their language, in English where there are none."""
        found = (self.model_extra or {}).get(language) or (self.model_extra or {})[ANY_LANGUAGE]
        return str(found)


class Stage(Enum):
    """How far a made-up case has been worked on."""

    FRESH = "fresh"
    FACTS = "facts"
    DRAFT = "draft"
    DECIDED = "decided"
    CLOSED = "closed"


# A dozen cases: how far each is, and how many days ago it came (15: due today; more: overdue while open).
PLAN = (
    (Stage.FACTS, 2.0, 6.0),
    (Stage.DECIDED, 4.0, 9.0),
    (Stage.FRESH, 0.1, 1.0),
    (Stage.DRAFT, 15.0, 15.0),
    (Stage.FACTS, 16.1, 18.0),
    (Stage.CLOSED, 20.0, 60.0),
    (Stage.FRESH, 1.0, 4.0),
    (Stage.FACTS, 8.0, 13.0),
    (Stage.DRAFT, 5.0, 10.0),
    (Stage.CLOSED, 30.0, 110.0),
    (Stage.DECIDED, 10.0, 14.0),
    (Stage.CLOSED, 16.0, 40.0),
)
FITTING: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.CUSTOMS: (ParcelState.IN_CUSTOMS, ParcelState.DELIVERED),
        Kind.DELAY: (ParcelState.DELIVERED,),
        Kind.LOST: (ParcelState.LOST, ParcelState.SHIPPED),
        Kind.STORAGE: (ParcelState.IN_WAREHOUSE, ParcelState.CONSOLIDATED),
        Kind.SYSTEM: tuple(ParcelState),
        Kind.PAYMENT: tuple(ParcelState),
        Kind.OTHER: tuple(ParcelState),
    }
)
DELIVERED = (ParcelState.DELIVERED,)
ENDED = (OrderState.CANCELLED, OrderState.UNAVAILABLE)
SECOND_HAND = "中古"  # so the goods are named
TRIES = 60
REASONS: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.DENY: "The facts on record match the clause; nothing speaks for an exception.",
        Outcome.ASSIST: "No liability, but the warehouse keeps searching and tells the customer.",
        Outcome.RESEND: "The item was found on the shelf and goes out again at our cost.",
        Outcome.PARTIAL: "The guaranteed delivery was bought and not kept.",
        Outcome.REFUND: "The second booking is given back.",
        Outcome.GOODWILL: "A gesture: the customer has ordered for years.",
        Outcome.ESCALATE: "The record leaves room for doubt: legal looks at it.",
    }
)


@cache
def quarrels() -> tuple[_Quarrel, ...]:
    """Return what made-up customers dispute."""
    given = tomllib.loads((DATA / "quarrels.toml").read_text(encoding="utf-8"))
    return tuple(_Quarrel.model_validate(q) for q in given["quarrel"])


@dataclass(frozen=True, slots=True)
class At:
    """A backend whose present is another moment: what is recorded tells of then, the audit of now."""

    backend: Backend[Any]
    moment: datetime

    def begin(self) -> AbstractContextManager[Any]:
        """Return one write transaction."""
        return self.backend.begin()

    def read(self) -> AbstractContextManager[Any]:
        """Return one read-only view."""
        return self.backend.read()

    def now(self) -> datetime:
        """Return the moment."""
        return self.moment


@dataclass(frozen=True, slots=True)
class Planned:
    """One case to make up."""

    quarrel: _Quarrel
    stage: Stage
    received_at: datetime
    about: Disputable


def plan(seed: int, count: int, orders: Sequence[Disputable], now: datetime) -> list[Planned]:
    """Return `count` cases by the moment they came in; each is about an order that fits its kind."""
    rng = Random(f"cases {seed} {count}")
    planned = []
    for number in range(count):
        quarrel = quarrels()[number % len(quarrels())]
        stage, youngest, oldest = PLAN[number % len(PLAN)]
        received = now - timedelta(days=rng.uniform(youngest, oldest))
        planned.append(Planned(quarrel, stage, received, _about(quarrel.kind, received, orders, rng)))
    return sorted(planned, key=lambda p: p.received_at)


def _about(kind: Kind, received: datetime, orders: Sequence[Disputable], rng: Random) -> Disputable:
    """Return an order to quarrel about: one that fits where it can be found quickly."""
    states, best, best_points = FITTING.get(kind, DELIVERED), orders[-1], -1
    for _ in range(TRIES):
        tried = orders[int(len(orders) * rng.random() ** 0.5)]
        age = received - tried.placed_at
        points = 2 * (timedelta(days=8) < age < timedelta(days=150)) + (age > timedelta(0))
        points += 2 * bool(tried.parcel and tried.parcel.state in states) + (tried.order.state not in ENDED)
        points += 3 * _tells_of(kind, tried)
        if points > best_points:
            best, best_points = tried, points
    return best


def _tells_of(kind: Kind, tried: Disputable) -> bool:
    """Tell whether the order itself shows what the quarrel is about."""
    if kind is Kind.SECOND_HAND:
        return SECOND_HAND in tried.order.items[0].product
    return kind is Kind.PAYMENT and len(tried.order.payments) > 1


class Desk:
    """The operators who worked on the made-up cases, and the verbs they used."""

    def __init__(self, backend: Backend[Any], actors: Sequence[Actor], seed: int) -> None:
        self._backend, self._now = backend, backend.now()
        self._actors = actors
        self._deciders = [a for a in actors if a.role is Role.SUPERVISOR]
        self._rng = Random(f"desk {seed}")

    def work_on(self, planned: Planned) -> None:
        """Make one case up, from its opening as far as it has come."""
        owner = self._rng.choice(self._actors)
        opened = self._then(planned.received_at, 0.1, 3)
        view = self._open(planned, owner, opened)
        if planned.stage is Stage.FRESH:
            return
        known = self._then(opened, 0.5, 20)
        self._record_facts(planned, view.case.id, owner, known)
        if planned.stage is Stage.DRAFT:
            self._draft(view.case.id, owner, self._then(known, 1, 20))
        elif planned.stage is not Stage.FACTS:
            self._decide(view.case.id, owner, self._then(known, 4, 60), close=planned.stage is Stage.CLOSED)

    def _then(self, moment: datetime, soonest: float, latest: float) -> datetime:
        """Return a moment some hours later, but not one to come."""
        return min(moment + timedelta(hours=self._rng.uniform(soonest, latest)), self._now)

    def _open(self, planned: Planned, owner: Actor, opened: datetime) -> DisputeView:
        about, quarrel, at = planned.about, planned.quarrel, At(self._backend, opened)
        product = about.order.items[0].product.split(" · ")
        text = quarrel.text_in(about.language)
        channel = self._rng.choice((Channel.EMAIL, Channel.EMAIL, Channel.PHONE, Channel.CHAT))
        view = open_dispute(
            at,
            owner,
            order_id=about.order_id,
            kind=quarrel.kind,
            text=text,
            channel=channel,
            received_at=planned.received_at,
            title=quarrel.title.replace(PRODUCT, product[min(1, len(product) - 1)]),
        )
        if channel is Channel.CHAT:
            chat = f"{about.latin or 'Customer'}: {text}\n{owner.name}: Thank you, I am looking into it."
            record_chat(at, owner, view.case.id, chat, at=planned.received_at)
        return view

    def _record_facts(self, planned: Planned, case_id: int, owner: Actor, known: datetime) -> None:
        at, quarrel = At(self._backend, known), planned.quarrel
        began = max(known - timedelta(minutes=self._rng.randrange(3, 9)), planned.received_at)
        record_call(at, owner, case_id, started_at=began, ended_at=known, text=quarrel.call)
        record_identity(at, owner, case_id, self._rng.choice((IdentityCheck.EMAIL, IdentityCheck.ACCOUNT)))
        record_product(at, owner, case_id, f"{planned.about.order.items[0].product}. {quarrel.call}")
        record_note(at, self._rng.choice(self._actors), case_id, quarrel.note)
        if planned.stage is not Stage.FACTS:
            self._complete(planned, case_id, owner, at)

    def _complete(self, planned: Planned, case_id: int, owner: Actor, at: At) -> None:
        """Answer what the rule asks and show the evidence that it wants."""
        while open_questions := show_dispute(at, owner, case_id).guidance.open_questions:
            question = open_questions[0]
            answer = planned.quarrel.answers.get(question) or self._some_answer(question, at.moment)
            answer_question(at, owner, case_id, question, answer)
        for asked in show_dispute(at, owner, case_id).guidance.missing:
            show_evidence(at, owner, case_id, asked)

    def _some_answer(self, question: Question, now: datetime) -> str:
        if question in DATE_ANSWERS:
            return (now - timedelta(days=3)).date().isoformat()
        return CHOICES[question][-1]

    def _draft(self, case_id: int, owner: Actor, moment: datetime) -> None:
        """Let an agent try what needs a second person: the draft waits for one."""
        agent = next((a for a in self._actors if a.role is Role.AGENT), owner)
        at, gesture = At(self._backend, moment), Money(2000, "JPY")
        if show_dispute(at, agent, case_id).left_to_pay.minor > gesture.minor:
            with suppress(NeedsSecond):
                decide(at, agent, case_id, Outcome.GOODWILL, amount=gesture, reason=REASONS[Outcome.GOODWILL])

    def _decide(self, case_id: int, owner: Actor, moment: datetime, *, close: bool) -> None:
        at = At(self._backend, moment)
        others = [a for a in self._deciders if a.operator_id != owner.operator_id]
        decider = self._rng.choice(others) if others else owner
        view = show_dispute(at, decider, case_id)
        for outcome in (*view.guidance.suggested, Outcome.GOODWILL, Outcome.DENY, Outcome.ESCALATE):
            amount = self._amount(view, outcome)
            reason = REASONS[outcome]
            if weigh(at, decider, case_id, outcome, reason=reason, amount=amount).allowed:
                decide(at, decider, case_id, outcome, reason=reason, amount=amount)
                if close and outcome is not Outcome.ESCALATE:
                    close_dispute(At(self._backend, self._then(moment, 10, 60)), owner, case_id)
                return

    def _amount(self, view: DisputeView, outcome: Outcome) -> Money | None:
        if outcome not in PAYING or outcome is Outcome.REFUND:
            return None
        share = 5 if outcome is Outcome.PARTIAL else 10
        return Money(max(view.left_to_pay.minor // share, 1), view.left_to_pay.currency)
