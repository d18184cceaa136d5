"""The nouns of the register: a letter that was issued, and how it went out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.cases.records import Channel


class LetterState(StrEnum):
    """How far a letter has come."""

    ISSUED = "issued"
    HANDED_OVER = "handed-over"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class KeptAddress:
    """To whom a case's letters go, as typed or confirmed on the letter; kept on the case."""

    name: str
    lines: tuple[str, ...]
    country: str
    language: str
    verified: bool = False  # taken unchanged from a verified address of the account


@dataclass(frozen=True, slots=True)
class HandOver:
    """How a letter went out: by which channel, when, and who saw to it or received it."""

    channel: Channel
    at: datetime
    person: str
    recorded_by: int


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A drawn letter about to be entered in the register."""

    case_id: int
    template: str  # "dispute-answer"
    asked: str
    language: str
    to: KeptAddress
    sha256: str
    pdf: bytes
    pages: int
    decision_id: int
    issued_by: int
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter of the register; its file is fetched apart."""

    id: int
    case_id: int
    template: str
    asked: str
    language: str
    to: KeptAddress
    sha256: str
    pages: int
    decision_id: int
    issued_by: int
    issued_at: datetime
    state: LetterState
    handed_over: HandOver | None = None
