"""What is told about a file that a stranger made."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from console.evidence.records_inside import Inside

MAX_FILE = 64 * 1024 * 1024  # bytes that the guarded child opens; a larger file is known by its beginning
THUMBNAIL_SIDE = 320
PREVIEW_SIDE = 1600
PREVIEW_PAGES = 3
MAX_ATTACHMENTS = 200
MAX_TEXT = 1_000_000  # characters of a mail's text
MAX_LINE = 2_000  # characters of a subject, a name, an address
MAX_ADDRESSES = 500
MAX_INNER = 50  # mails inside a mail, at any depth
MAX_HTML = 2_000_000  # characters of a mail's HTML, made harmless
MAX_BOUNCES = 100
MAX_MAIL_PICTURES = 30  # that a mail brings for its HTML


class Preview(StrEnum):
    """What became of the attempt to show a file; `NONE`: its type is shown as a plain card."""

    MADE = "made"
    REFUSED = "refused"
    NONE = "none"


class Reason(StrEnum):
    """Why a preview was refused."""

    TOO_LARGE = "too-large"
    TIMED_OUT = "timed-out"
    MEMORY = "memory"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    UNSUPPORTED = "unsupported"
    CRASHED = "crashed"


class MailTrouble(StrEnum):
    """What could not be read in a mail as it was declared."""

    CHARSET_WRONG = "charset-wrong"  # declared one, read as another
    CHARSET_UNKNOWN = "charset-unknown"
    CHARSET_MISSING = "charset-missing"
    CHARACTERS_LOST = "characters-lost"  # some bytes mean nothing in any character set
    HEADER_BROKEN = "header-broken"
    DATE_UNREADABLE = "date-unreadable"
    ENCODING_BROKEN = "encoding-broken"  # base64 or quoted-printable
    PARTS_CUT = "parts-cut"  # too many or too deep
    TEXT_CUT = "text-cut"
    ENCRYPTED = "encrypted"  # S/MIME or OpenPGP: only the closed envelope is here
    SIGNED = "signed"  # by S/MIME or OpenPGP; nobody checked the signature


class MailKind(StrEnum):
    """Who wrote a mail: somebody, or a program on its own."""

    ORDINARY = "ordinary"
    BOUNCE = "bounce"  # a mail of ours did not arrive, or not yet
    AUTOMATIC_REPLY = "automatic-reply"  # out of office and the like
    GENERATED = "generated"  # receipts, notices, lists


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture as PNG, made by us from bare pixels."""

    png: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Address:
    """Somebody a mail names; either half may be empty."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a mail; `data` only where the bytes were asked for."""

    name: str
    media_type: str
    size: int
    sha256: str
    inline: bool
    data: bytes | None = None
    content_id: str = ""  # by which the mail's HTML names it


@dataclass(frozen=True, slots=True)
class Bounce:
    """To whom a mail did not get. `action` and `status` ("failed", "5.1.1") as the server wrote them."""

    address: str
    action: str = ""
    status: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MailNote:
    """One trouble; `declared` and `used` name character sets where that is the trouble."""

    trouble: MailTrouble
    declared: str = ""
    used: str = ""


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail, read."""

    subject: str
    senders: tuple[Address, ...]
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    sent_at: datetime | None
    message_id: str
    answers: tuple[str, ...]  # message-ids it answers, nearest first
    text: str
    html_was: bool  # the text was taken out of HTML
    attachments: tuple[Attachment, ...]
    notes: tuple[MailNote, ...]
    kind: MailKind = MailKind.ORDINARY
    bounces: tuple[Bounce, ...] = ()
    inner: tuple["Mail", ...] = ()  # mails that lie inside it, read
    html: str = field(default="", repr=False)  # made harmless; only where it was asked for
    remote: int = 0  # pictures that the HTML would have fetched from elsewhere
    pictures: tuple[tuple[str, Picture], ...] = field(default=(), repr=False)  # of the HTML, by content-id


@dataclass(frozen=True, slots=True)
class MailPiece:
    """One mail of a file of mails, counted from 1; without `data` where that is not to be had."""

    number: int
    data: bytes = field(repr=False)
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """How a file is treated. `pages`: of a PDF its pages, of an image its frames, 0: not known."""

    media_type: str
    preview: Preview
    reason: Reason | None = None
    width: int = 0  # of an image, in pixels, upright
    height: int = 0
    pages: int = 0
    thumbnail: Picture | None = None
    pictures: tuple[Picture, ...] = ()  # the image, or the first pages
    mail: Mail | None = None
    seconds: float = 0.0
    inside: Inside | None = None  # of an archive or an office file
