"""The nouns: a dispute, the facts it rests on, the order as it was, the decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from console.cases.records import CaseState
from console.money import Money
from console.orders.records import Item, Option, Recipient


class Kind(StrEnum):
    """What the customer disputes; each kind but the last two has its clause."""

    CUSTOMS = "customs"
    QUALITY = "quality"
    MISSING = "missing"
    WRONG = "wrong"
    SYSTEM = "system"
    DELAY = "delay"
    LOST = "lost"
    PACKAGING = "packaging"
    SECOND_HAND = "second-hand"
    STORAGE = "storage"
    SELLER = "seller"
    PAYMENT = "payment"
    OTHER = "other"


class Outcome(StrEnum):
    """What may be decided. `ASSIST`: no liability, but help; `ESCALATE`: somebody else decides."""

    REFUND = "refund"
    PARTIAL = "partial"
    RESEND = "resend"
    GOODWILL = "goodwill"
    ASSIST = "assist"
    DENY = "deny"
    ESCALATE = "escalate"


PAYING = frozenset({Outcome.REFUND, Outcome.PARTIAL, Outcome.GOODWILL})


class IdentityCheck(StrEnum):
    """How it was made sure who is asking (D-09, policy L34)."""

    ACCOUNT = "account"  # wrote or called from the signed-in account
    EMAIL = "e-mail"  # answered from the account's verified address
    PHONE = "phone"  # called back on the account's verified number
    ORDER = "order"  # named details of the order that only its buyer knows
    DOCUMENT = "document"  # showed an identity document
    GUARDIAN = "guardian"  # a guardian, whose relation was proved


class Question(StrEnum):
    """What a rule must know and no record tells; `CHOICES` holds the answers that can be given."""

    DUTY_CAUSE = "duty-cause"  # D-01
    INTAKE_DAMAGE = "intake-damage"  # D-02
    WAREHOUSE_SEARCH = "warehouse-search"  # D-03, D-06
    WEIGHT_LOSS = "weight-loss"  # D-03; overrules what the two weights suggest
    SYSTEM_CAUSE = "system-cause"  # D-04
    DATA_LOST = "data-lost"  # D-04
    CARRIER_SAYS = "carrier-says"  # D-05
    ITEM_DAMAGED = "item-damaged"  # D-06
    ITEMS_MISSING = "items-missing"  # D-06
    SECOND_HAND = "second-hand"  # D-07
    COUNTERFEIT_OR_STOLEN = "counterfeit-or-stolen"  # D-07
    LOST_ON = "lost-on"  # D-08
    PRIVACY_CLAIM = "privacy-claim"  # D-11
    CONTACT_FORWARDED = "contact-forwarded"  # D-11
    GUARDIAN_CONSENT = "guardian-consent"  # M-01, M-02


YES_NO = ("yes", "no")
DATE_ANSWERS = frozenset({Question.LOST_ON})  # answered by a date, 2026-11-20
CHOICES: Mapping[Question, tuple[str, ...]] = MappingProxyType(
    {
        Question.DUTY_CAUSE: ("destination-rules", "declared-wrongly", "charged-twice"),
        Question.INTAKE_DAMAGE: ("none", "recorded", "not-recorded"),
        Question.WAREHOUSE_SEARCH: ("found", "not-found"),
        Question.WEIGHT_LOSS: YES_NO,
        Question.SYSTEM_CAUSE: ("outside-control", "planned-maintenance", "own-fault"),
        Question.DATA_LOST: YES_NO,
        Question.CARRIER_SAYS: ("under-way", "delivered-late", "lost"),
        Question.ITEM_DAMAGED: YES_NO,
        Question.ITEMS_MISSING: YES_NO,
        Question.SECOND_HAND: ("resold-by-customer", "bought-second-hand"),
        Question.COUNTERFEIT_OR_STOLEN: YES_NO,
        Question.LOST_ON: (),
        Question.PRIVACY_CLAIM: YES_NO,
        Question.CONTACT_FORWARDED: YES_NO,
        Question.GUARDIAN_CONSENT: YES_NO,
    }
)


class Asked(StrEnum):
    """Evidence that a rule asks for."""

    CUSTOMS_BILL = "customs-bill"
    DESTINATION = "destination"
    ARRIVAL_PHOTOS = "arrival-photos"
    INTAKE_RECORD = "intake-record"
    PACKING_VIDEO = "packing-video"
    WEIGHTS = "weights"  # at intake and outbound
    CONTENT_PHOTO = "content-photo"
    INCIDENT_ID = "incident-id"
    TIME_MATCH = "time-match"
    TRACKING = "tracking"
    OUTER_PHOTO = "outer-photo"
    INNER_PHOTO = "inner-photo"
    ITEM_PHOTO = "item-photo"
    LISTING_COPY = "listing-copy"
    INTAKE_DATE = "intake-date"
    STORAGE_PERIOD = "storage-period"
    REMINDERS = "reminders"


class Exemption(StrEnum):
    """Facts that take a dispute out of its clause's rule, or make its default doubtful."""

    DECLARED_WRONGLY = "declared-wrongly"
    CHARGED_TWICE = "charged-twice"
    DAMAGE_NOT_RECORDED = "damage-not-recorded"
    INSPECTION_BOUGHT = "inspection-bought"
    WEIGHT_LOST_AFTER_INTAKE = "weight-lost-after-intake"
    PLANNED_MAINTENANCE = "planned-maintenance"
    OWN_FAULT = "own-fault"
    DATA_LOST = "data-lost"
    CARRIER_CONFIRMS_LOSS = "carrier-confirms-loss"
    GUARANTEE_BOUGHT = "guarantee-bought"
    ITEM_DAMAGED = "item-damaged"
    ITEMS_MISSING = "items-missing"
    COUNTERFEIT_OR_STOLEN = "counterfeit-or-stolen"
    LOST_WITHIN_PERIOD = "lost-within-period"
    NO_REMINDER = "no-reminder"
    PERIOD_UNCLEAR = "period-unclear"
    NOT_ABOUT_PRIVACY = "not-about-privacy"


class LawWarning(StrEnum):
    """Consumer law that may void a disclaimer. From memory: to be confirmed by counsel."""

    JAPAN_CONSUMER_CONTRACT = "japan-consumer-contract-act-8"
    EU_UNFAIR_TERMS = "eu-unfair-terms"
    UK_UNFAIR_TERMS = "uk-unfair-terms"


@dataclass(frozen=True, slots=True)
class Verified:
    """That identity was checked, how, by whom, when."""

    how: IdentityCheck
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ProductFact:
    """What the product is and what is wrong with it, as told and checked (D-09)."""

    text: str
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """One question answered; `value` is one of its choices, or a date."""

    question: Question
    value: str
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """One piece of evidence that was asked for and is there; `evidence_id` where it is a file."""

    asked: Asked
    evidence_id: int | None
    by: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The order as it stood when the dispute was opened (D-10, policy L26); goes with the letter."""

    order_id: int
    source: str
    number: str
    placed_at: datetime
    ordered_on: date  # the day of the order in the operator's zone: it chooses the policy's version
    amount: Money
    paid: Money
    items: tuple[Item, ...]
    options: frozenset[Option]
    remarks: str
    recipient: Recipient | None
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, why, by which clause of which version. `proposed_by`: whose draft it was."""

    outcome: Outcome
    amount: Money | None
    reason: str
    clause: str | None  # None: the policy is silent
    policy_version: str
    decided_by: int
    decided_at: datetime
    exemptions: tuple[Exemption, ...] = ()
    warnings: tuple[LawWarning, ...] = ()
    proposed_by: int | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision that was refused, kept for somebody who may take it."""

    outcome: Outcome
    amount: Money | None
    reason: str
    drafted_by: int
    drafted_at: datetime


@dataclass(frozen=True, slots=True)
class Dispute:
    """The disputed side of a case; number, state, clock and owner are the case's own."""

    case_id: int
    kind: Kind
    text: str
    snapshot: Snapshot
    recorded_by: int
    policy_version: str
    identity: Verified | None = None
    product: ProductFact | None = None
    answers: tuple[Answer, ...] = ()
    shown: tuple[Shown, ...] = ()
    decision: Decision | None = None
    draft: Draft | None = None
    closed_from: CaseState | None = None  # where reopening leads back to

    def answer(self, question: Question) -> str | None:
        """Return what was answered to `question`, None while it is open."""
        return next((a.value for a in self.answers if a.question is question), None)
