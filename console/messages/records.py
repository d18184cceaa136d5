"""The nouns: a message, and who said which line of a chat."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from console.evidence.records_files import Address, Bounce, MailKind, MailNote


class Kind(StrEnum):
    """How something was said."""

    CALL = "call"
    NOTE = "note"  # for colleagues alone
    CHAT = "chat"
    LETTER = "letter"
    EMAIL = "e-mail"


class Direction(StrEnum):
    """Which way it went."""

    IN = "in"
    OUT = "out"
    INSIDE = "inside"


class Author(StrEnum):
    """Who wrote the words that are kept."""

    OPERATOR = "operator"  # an operator's own words, about a call for instance
    COUNTERPARTY = "counterparty"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chat; `time` as it was pasted, empty where none stood there."""

    speaker: str
    text: str
    time: str = ""


@dataclass(frozen=True, slots=True)
class MailHead:
    """What an e-mail says of itself."""

    subject: str = ""
    senders: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    message_id: str = ""
    answers: tuple[str, ...] = ()
    html_was: bool = False
    notes: tuple[MailNote, ...] = ()
    kind: MailKind = MailKind.ORDINARY
    bounces: tuple[Bounce, ...] = ()


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message as it is recorded. `at` is when it was said, `recorded_at` when it was written down."""

    case_id: int
    kind: Kind
    direction: Direction
    author: Author
    at: datetime
    body: str = field(repr=False)
    recorded_by: int
    recorded_at: datetime
    seconds: int | None = None  # of a call
    language: str = ""
    cards_masked: int = 0
    mail: MailHead | None = field(default=None, repr=False)
    original_id: int | None = None  # the e-mail as it came, among the evidence
    attachment_ids: tuple[int, ...] = ()
    thread_id: int | None = None  # of an e-mail: the first message that was kept of its thread


@dataclass(frozen=True, slots=True)
class Message(NewMessage):
    """One recorded message; `withdrawn_at` where it was taken back."""

    id: int = 0
    recorder: str = ""  # the operator's name
    lines: tuple[Line, ...] = field(default=(), repr=False)  # of a chat that names its speakers
    withdrawn_at: datetime | None = None

    @property
    def ref(self) -> str:
        """How timeline and audit name it."""
        return f"message:{self.id}"


@dataclass(frozen=True, slots=True)
class Taken:
    """An e-mail on its case; `is_new` is false where the case had it already."""

    message: Message
    is_new: bool
