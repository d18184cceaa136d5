"""The nouns: a piece of evidence, its custody, and the bytes behind it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from console.evidence.records_files import Inspection, Preview, Reason
from console.evidence.records_inside import Inside

IN_THE_STORE = 1024 * 1024  # bytes; what is larger lies sealed beside the store
MAX_KEPT = 2 * 1024**3  # bytes; what is larger is not taken in
SPARE = 64 * 1024 * 1024  # bytes that stay free on the disk, so that the store itself can be written


class Source(StrEnum):
    """How a file came in."""

    OPERATOR = "operator"  # dropped, chosen or pasted by an operator
    MAIL = "mail"  # an e-mail itself
    ATTACHMENT = "attachment"  # came within an e-mail


class Custody(StrEnum):
    """What happened to a file, in the order of its custody."""

    TAKEN_IN = "taken-in"
    CAME_AGAIN = "came-again"  # the same bytes, once more; nothing was kept twice
    VIEWED = "viewed"
    EXPORTED = "exported"
    VERIFIED = "verified"
    FOUND_DAMAGED = "found-damaged"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


class Flag(StrEnum):
    """What is to be known about a file's content; the original stays as it came."""

    CARD_NUMBER = "card-number"


class Damage(StrEnum):
    """What is wrong with the bytes that are kept."""

    MISSING = "missing"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file beside the store: its random name, and its own key wrapped under the store's."""

    name: str
    key: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Content:
    """Where the bytes are: small ones here, large ones sealed."""

    data: bytes | None = field(default=None, repr=False)
    sealed: Sealed | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """A file that was read, hashed, kept and looked at; not yet on any case."""

    name: str
    declared_type: str
    sha256: str
    size: int
    content: Content
    inspection: Inspection = field(repr=False)
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """A received file as it is put on a case."""

    case_id: int
    received: Received
    source: Source
    taken_by: int
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """One file on a case. `media_type` is what its bytes show, `declared_type` what it was said to be.

    `width` and `height` are of an image, upright; `pages` of a PDF its pages, of an image its frames.
    """

    id: int
    case_id: int
    name: str = field(repr=False)
    declared_type: str
    media_type: str
    sha256: str
    size: int
    flags: frozenset[Flag]
    preview: Preview
    reason: Reason | None
    width: int
    height: int
    pages: int
    has_thumbnail: bool
    source: Source
    taken_by: int
    taken_at: datetime
    withdrawn_at: datetime | None = None
    verified_at: datetime | None = None
    damage: Damage | None = None
    inside: Inside | None = None  # of an archive or an office file: its beginning

    @property
    def ref(self) -> str:
        """How timeline and audit name it."""
        return f"evidence:{self.id}"


@dataclass(frozen=True, slots=True)
class CustodyEntry:
    """One link in the chain of custody."""

    id: int
    evidence_id: int
    at: datetime
    operator_id: int
    operator_name: str
    what: Custody


@dataclass(frozen=True, slots=True)
class Taken:
    """A file on a case; `is_new` is false where the case had it already."""

    evidence: Evidence
    is_new: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was opened to be seen."""

    evidence: Evidence
    inspection: Inspection


@dataclass(frozen=True, slots=True)
class Damaged:
    """A kept file that is not what was taken in."""

    evidence_id: int
    case_no: str
    sha256: str
    damage: Damage


@dataclass(frozen=True, slots=True)
class Checked:
    """What re-hashing found: how many files are as they were taken in, and which are not."""

    verified: int
    damaged: tuple[Damaged, ...]


@dataclass(frozen=True, slots=True)
class Inspected:
    """How the console would treat a file that it does not keep."""

    sha256: str
    size: int
    inspection: Inspection
