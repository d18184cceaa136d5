"""The nouns of a rule's answer: what it is asked with, what it says, what stands in the way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from console.cases.records import CaseFile
from console.disputes.records import Asked, Dispute, Exemption, Kind, LawWarning, Outcome, Question
from console.money import Money
from console.rulebook.records import Clause

ANY_OUTCOME = frozenset(Outcome)
DECIDING = ANY_OUTCOME - {Outcome.ESCALATE}
SETTLING = DECIDING - {Outcome.ASSIST}


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What the order's record says that a rule needs."""

    ordered_on: date
    paid: Money
    inspection: bool = False
    insured: bool = False
    guaranteed: bool = False
    destination: str = ""


@dataclass(frozen=True, slots=True)
class ParcelFacts:
    """What the parcels' records say, taken together."""

    intake_recorded: bool = False
    damage_recorded: bool = False
    weighed: bool = False  # at intake and outbound, each parcel
    grams_lost: int = 0
    tracked: bool = False
    carrier_lost: bool = False
    stored_since_on: date | None = None
    reminders: int = 0


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Where the customer lives ("" unknown), the year of birth, whether a guardian's consent is proved."""

    country: str = ""
    birth_year: int | None = None
    guardian_consent: bool = False


@dataclass(frozen=True, slots=True)
class House:
    """What the organisation has set for itself."""

    home: str = "JP"
    storage_days: int | None = None
    approval_above: Mapping[str, int] = field(default_factory=dict)  # currency -> minor units
    weight_tolerance_grams: int = 0
    adult_ages: Mapping[str, int] = field(default_factory=dict)  # country -> age, where higher than 18
    guardian_ages: Mapping[str, int] = field(default_factory=dict)  # where higher than 14


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a rule looks at. `today` is the day of the question in the operator's zone."""

    kind: Kind
    order: OrderFacts
    today: date
    parcel: ParcelFacts = field(default_factory=ParcelFacts)
    person: PersonFacts = field(default_factory=PersonFacts)
    house: House = field(default_factory=House)
    answers: Mapping[Question, str] = field(default_factory=dict)
    shown: frozenset[Asked] = frozenset()
    identified: bool = False
    product_known: bool = False


class Block(StrEnum):
    """Why a decision cannot be taken yet."""

    IDENTITY_MISSING = "identity-missing"  # D-09
    PRODUCT_MISSING = "product-missing"  # D-09
    GUARDIAN_MISSING = "guardian-missing"  # M-02
    STORAGE_PERIOD_UNSET = "storage-period-unset"  # D-08
    SEARCH_FIRST = "search-first"  # D-03, before D-06
    NOTHING_TO_RESEND = "nothing-to-resend"  # D-03
    SECOND_HAND_UNCLEAR = "second-hand-unclear"  # D-07


@dataclass(frozen=True, slots=True)
class Blocked:
    """One block, the clause it comes from, and the outcomes it stops."""

    why: Block
    clause: str
    stops: frozenset[Outcome] = ANY_OUTCOME


class NextStep(StrEnum):
    """What to do besides deciding."""

    SEARCH_WAREHOUSE = "search-warehouse"
    ASK_CARRIER = "ask-carrier"
    CLAIM_FROM_CARRIER = "claim-from-carrier"
    CLAIM_FROM_INSURER = "claim-from-insurer"
    REPORT_INCIDENT = "report-incident"  # B-01
    FORWARD_CONTACT = "forward-contact"
    CHOOSE_OTHER_KIND = "choose-other-kind"
    ASK_LEGAL = "ask-legal"


class Flag(StrEnum):
    """What a colleague must see before deciding."""

    MINORS_CONTRACT = "minors-contract"  # M-04
    PERHAPS_MINORS_CONTRACT = "perhaps-minors-contract"  # only the year of birth is known
    COUNTRY_UNKNOWN = "country-unknown"  # the home country's law is taken


@dataclass(frozen=True, slots=True)
class Exempt:
    """An exemption that applies, and the outcomes it leads to."""

    why: Exemption
    leads_to: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one clause says to the facts. `clause` None: no clause speaks."""

    clause: str | None = None
    also: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    questions: tuple[Question, ...] = ()
    suggested: tuple[Outcome, ...] = ()
    exempt: tuple[Exempt, ...] = ()
    steps: tuple[NextStep, ...] = ()
    blocks: tuple[Blocked, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A clause in the version that was looked at."""

    clause: str
    lines: tuple[int, ...]
    version: str


@dataclass(frozen=True, slots=True)
class Guidance:
    """What the policy says to a dispute. `silent`: nothing; then nothing is suggested."""

    citation: Citation | None
    also: tuple[Citation, ...]
    version: str
    kinder: Citation | None
    asked: tuple[Asked, ...]
    missing: tuple[Asked, ...]
    open_questions: tuple[Question, ...]
    suggested: tuple[Outcome, ...]
    exempt: tuple[Exempt, ...]
    warnings: tuple[LawWarning, ...]  # what a denial would meet
    steps: tuple[NextStep, ...]
    blocks: tuple[Blocked, ...]
    flags: tuple[Flag, ...]

    @property
    def silent(self) -> bool:
        """Whether no clause speaks."""
        return self.citation is None

    def stopping(self, outcome: Outcome) -> tuple[Blocked, ...]:
        """Return the blocks that stop `outcome`."""
        return tuple(block for block in self.blocks if outcome in block.stops)


class Approval(StrEnum):
    """Why a decision needs a supervisor who did not record the case."""

    GOODWILL = "goodwill"
    ABOVE_LIMIT = "above-limit"
    CONSUMER_LAW = "consumer-law"


class AmountError(StrEnum):
    """What is wrong with an amount."""

    MISSING = "missing"
    NOT_WANTED = "not-wanted"
    NOT_POSITIVE = "not-positive"
    ABOVE_PAID = "above-paid"
    NOT_PARTIAL = "not-partial"
    OTHER_CURRENCY = "other-currency"


@dataclass(frozen=True, slots=True)
class DisputeView:
    """A dispute as a screen shows it: its case, what the policy says, and the clauses it names in words.

    `clauses` holds every clause of the version by id; `kinder_clause` where a newer one is kinder. `masked`:
    the recipient's data stay dotted until revealed. `left_to_pay`: what was paid and not yet given back.
    """

    case: CaseFile
    dispute: Dispute
    guidance: Guidance
    clauses: Mapping[str, Clause]
    kinder_clause: Clause | None
    left_to_pay: Money
    masked: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A decision before it is taken."""

    outcome: Outcome
    amount: Money | None
    reason: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an operator may decide so; what is not empty stands in the way."""

    blocks: tuple[Blocked, ...] = ()
    amount: AmountError | None = None
    reason_missing: bool = False
    approvals: tuple[Approval, ...] = ()  # why somebody else must decide
    own_case: bool = False  # a supervisor, but of a case or draft of his own

    @property
    def allowed(self) -> bool:
        """Whether nothing stands in the way."""
        return not (self.blocks or self.amount or self.reason_missing or self.approvals)
