"""Makes cases up with the console's own verbs, as if they had been worked on in the past weeks."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from random import Random
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict

from console.demo.pools import DATA
from console.demo.records import Disputable
from console.disputes.records import Kind, Question
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
    ANSWERED = "answered"
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
    (Stage.ANSWERED, 10.0, 14.0),
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


@cache
def quarrels() -> tuple[_Quarrel, ...]:
    """Return what made-up customers dispute."""
    given = tomllib.loads((DATA / "quarrels.toml").read_text(encoding="utf-8"))
    return tuple(_Quarrel.model_validate(q) for q in given["quarrel"])


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
