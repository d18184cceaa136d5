"""The nouns: a clause, a version of the policy, a consumer law, a figure and since when it holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Part(StrEnum):
    """Which text of the organisation a clause stands in."""

    PRIVACY_POLICY = "privacy-policy"
    CANCELLATION = "cancellation-agreement"
    SHOPPING_TERMS = "shopping-terms"


class Confidence(StrEnum):
    """How well a rule's source is known."""

    READ = "read"
    SECONDARY = "secondary"
    MEMORY = "memory"  # shown as "to be confirmed by counsel"
    PROPOSED = "proposed"


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule. `title` and `text` are our own words: msgids. `supplied`: from law, not the policy."""

    id: str  # D-06
    lines: tuple[int, ...]  # where it stands in the policy's text
    part: Part
    title: str
    text: str
    section: str = ""  # the heading under which it stands: a msgid; empty where its part has none
    kinds: tuple[str, ...] = ()  # the kinds of dispute it answers
    voidable_by: tuple[str, ...] = ()  # ids of the laws that may void a denial resting on it
    supplied: bool = False
    source: str = ""  # where a supplied rule comes from
    confidence: Confidence = Confidence.READ
    kinder_than: frozenset[str] = frozenset()  # ids of the versions to which it is kinder to the customer


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms that a version promises, in days and years."""

    answer_days: int
    closure_business_days: int
    records_years: int


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """The policy as it holds from a day on; without one, for every day until a later version begins."""

    id: str
    effective_from: date | None
    terms: Terms
    clauses: Mapping[str, Clause]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A version that somebody proposed and nobody has released yet; `text` is its TOML."""

    version: PolicyVersion
    text: str
    proposed_by: int  # an operator
    proposed_at: datetime


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The versions that hold, oldest first, and those that wait for a second person."""

    versions: tuple[PolicyVersion, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True)
class ConsumerLaw:
    """A law that may void a disclaimer, for people who live in `countries` (ISO 3166-1 alpha-2)."""

    id: str
    countries: frozenset[str]
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Since:
    """A figure and the first day it holds; without a day it holds for every day before the next one's."""

    value: int
    effective_from: date | None = None
