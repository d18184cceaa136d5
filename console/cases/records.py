"""The nouns: a case and the entries of its timeline."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.money import Money


class CaseKind(StrEnum):
    """What a case is about; later features add theirs."""

    DISPUTE = "dispute"


class CaseState(StrEnum):
    """How far a case has come."""

    OPEN = "open"
    DECIDED = "decided"
    ANSWERED = "answered"
    CLOSED = "closed"


class Channel(StrEnum):
    """How something came in or went out."""

    PHONE = "phone"
    EMAIL = "e-mail"
    CHAT = "chat"
    LETTER = "letter"
    IN_PERSON = "in-person"
    PUSH = "push"
    OTHER = "other"


class EntryKind(StrEnum):
    """What a timeline entry tells of; the details lie with the feature that wrote it."""

    OPENED = "opened"
    MESSAGE = "message"
    CALL = "call"
    NOTE = "note"
    CHAT = "chat"
    LETTER_IN = "letter-in"
    EVIDENCE = "evidence"
    FACT = "fact"
    DECISION = "decision"
    LETTER = "letter"
    STATE = "state"
    REVEAL = "reveal"


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One case. `due_by` is the end of day 15 from receipt; `owner_id` is who opened it at first."""

    id: int
    no: str
    kind: CaseKind
    topic: str  # the kind of dispute ("packaging"); an enum value of the feature
    state: CaseState
    title: str
    account_id: int
    order_id: int | None
    channel: Channel
    received_at: datetime
    due_by: datetime
    opened_by: int
    opened_at: datetime
    owner_id: int
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewCase:
    """What is known when a case is opened; number and times come from the store and the clock."""

    kind: CaseKind
    topic: str
    title: str
    account_id: int
    order_id: int | None
    channel: Channel
    received_at: datetime
    due_by: datetime
    opened_by: int
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One line of the timeline: `ref` points into the feature's own table ("message:7")."""

    id: int
    case_id: int
    at: datetime
    kind: EntryKind
    operator_id: int | None
    operator_name: str
    ref: str
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """What a list of cases shows; None means any."""

    kind: str | None = None
    state: CaseState | None = None
    owner: str | None = None  # as typed: a name whatever its case, "me" or "none"
    owner_id: int | None = None
    unowned: bool = False  # only those whose owner works here no more
    account_id: int | None = None
    order_id: int | None = None
    due_from: datetime | None = None
    due_before: datetime | None = None
    open_only: bool = False  # leaves out closed cases
    unanswered: bool = False  # leaves out cases whose clock has stopped
    words: str = ""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One case as a queue shows it; `amount` as the order has it, None without an order."""

    case: CaseFile
    customer: str
    owner: str
    amount: Money | None


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """The figures above a queue; all of cases not closed, `mine` of the operator who asks."""

    open: int
    mine: int
    due_today: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Colleague:
    """An operator as the desk of another names him; `may_work` tells whether cases can be given to him."""

    id: int
    name: str
    may_work: bool
