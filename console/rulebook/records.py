"""The nouns: a clause, a version of the policy, a consumer law, a limit and since when it holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
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
class ConsumerLaw:
    """A law that may void a disclaimer, for people who live in `countries` (ISO 3166-1 alpha-2)."""

    id: str
    countries: frozenset[str]
    source: str
    confidence: Confidence


class LimitName(StrEnum):
    """The figures that an organisation sets for itself."""

    STORAGE_DAYS = "storage-days"
    APPROVAL = "approval"  # key: currency; value: minor units that need no second person
    APPEAL_DAYS = "appeal-days"
    WEIGHT_TOLERANCE = "weight-tolerance"  # grams by which two scales may differ
    ADULT_AGE = "adult-age"  # key: country, or empty for all others
    GUARDIAN_AGE = "guardian-age"  # key: as above; younger people act through a guardian alone


@dataclass(frozen=True, slots=True)
class Limit:
    """One figure and since when it holds; without a day, for every day until a later one begins."""

    name: LimitName
    value: int | None  # None: taken back
    key: str = ""
    effective_from: date | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The figures in force on one day. None: not set."""

    storage_days: int | None = None
    appeal_days: int | None = None
    weight_tolerance_grams: int = 0
    approval: Mapping[str, int] = field(default_factory=dict)
    adult_ages: Mapping[str, int] = field(default_factory=dict)
    guardian_ages: Mapping[str, int] = field(default_factory=dict)

    def adult_age(self, country: str) -> int:
        """Return from which age people of `country` make contracts alone."""
        return self.adult_ages.get(country, self.adult_ages[""])

    def guardian_age(self, country: str) -> int:
        """Return below which age people of `country` act through a guardian alone."""
        return self.guardian_ages.get(country, self.guardian_ages[""])
