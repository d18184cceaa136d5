"""What the child says, checked before anything is made of it: a broken parser may have taken it over."""

import hashlib
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from console.evidence.records_files import (
    MAX_ADDRESSES,
    MAX_ATTACHMENTS,
    MAX_FILE,
    MAX_LINE,
    MAX_TEXT,
    PREVIEW_PAGES,
    PREVIEW_SIDE,
    THUMBNAIL_SIDE,
    Address,
    Attachment,
    Inspection,
    Mail,
    MailNote,
    MailTrouble,
    Picture,
    Preview,
    Reason,
)
from console.guarded.png import png_of

MAX_NOTES = 200
MAX_SIDE = 1_000_000  # pixels that an image may claim
MOST_BYTES = MAX_FILE + 4 * MAX_TEXT + 5 * PREVIEW_SIDE * PREVIEW_SIDE * 4

# Controls, line ends, halves of characters, and marks that turn the direction of what follows.
_NOT_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

E = TypeVar("E", bound=StrEnum)


class UntrueError(Exception):
    """The child said what cannot be."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the child as it came."""

    head: dict[str, Any]
    blobs: list[bytes]


def inspection_of(answer: Answer, media_type: str, seconds: float) -> Inspection:
    """Return the inspection that an answer tells of. Raises: UntrueError."""
    head = answer.head
    preview = _enum(Preview, head.get("preview"))
    if preview is not Preview.MADE:
        reason = _enum(Reason, head.get("reason")) if preview is Preview.REFUSED else None
        return Inspection(media_type, preview, reason, seconds=seconds)
    if "mail" in head:
        return Inspection(media_type, preview, mail=mail_of(answer), seconds=seconds)
    thumbnail, *pictures = _pictures(answer)
    return Inspection(
        media_type,
        preview,
        width=_number(head.get("width", 0), MAX_SIDE),
        height=_number(head.get("height", 0), MAX_SIDE),
        pages=_number(head.get("pages", 0), MAX_SIDE),
        thumbnail=thumbnail,
        pictures=tuple(pictures),
        seconds=seconds,
    )


def mail_of(answer: Answer) -> Mail:
    """Return the mail that an answer tells of. Raises: UntrueError."""
    told = answer.head.get("mail")
    if not isinstance(told, dict) or not answer.blobs:
        raise UntrueError
    return Mail(
        subject=_line(told.get("subject")),
        senders=_addresses(told.get("senders")),
        to=_addresses(told.get("to")),
        cc=_addresses(told.get("cc")),
        sent_at=_moment(told.get("sent_at")),
        message_id=_line(told.get("message_id")),
        answers=tuple(_line(i) for i in _list(told.get("answers"), 100)),
        text=_text(answer.blobs[0]),
        html_was=told.get("html_was") is True,
        attachments=tuple(_attachments(told.get("attachments"), answer.blobs[1:])),
        notes=tuple(_note(n) for n in _list(told.get("notes"), MAX_NOTES)),
    )


def _pictures(answer: Answer) -> list[Picture]:
    sizes = _list(answer.head.get("pictures"), PREVIEW_PAGES + 1)
    if len(sizes) < 2 or len(sizes) != len(answer.blobs):  # noqa: PLR2004 -- a thumbnail and one picture
        raise UntrueError
    sides = [THUMBNAIL_SIDE, *[PREVIEW_SIDE] * PREVIEW_PAGES]
    return [_picture(*told) for told in zip(sizes, answer.blobs, sides, strict=False)]


def _picture(size: object, pixels: bytes, side: int) -> Picture:
    width, height = (_number(n, side) for n in _list(size, 2, least=2))
    try:
        return Picture(png_of(pixels, width, height), width, height)
    except ValueError:
        raise UntrueError from None


def _attachments(told: object, blobs: list[bytes]) -> Iterator[Attachment]:
    listed = _list(told, MAX_ATTACHMENTS)
    if blobs and len(blobs) != len(listed):
        raise UntrueError
    for number, entry in enumerate(listed):
        name, media_type, size, sha256, inline = _list(entry, 5, least=5)
        data = blobs[number] if blobs else None
        attachment = Attachment(
            _line(name), _line(media_type), _number(size, MAX_FILE), _line(sha256), inline is True, data
        )
        if data is not None and hashlib.sha256(data).hexdigest() != attachment.sha256:
            raise UntrueError
        yield attachment


def _addresses(told: object) -> tuple[Address, ...]:
    pairs = (_list(entry, 2, least=2) for entry in _list(told, MAX_ADDRESSES))
    return tuple(Address(_line(name), _line(address)) for name, address in pairs)


def _note(told: object) -> MailNote:
    trouble, declared, used = _list(told, 3, least=3)
    return MailNote(_enum(MailTrouble, trouble), _line(declared), _line(used))


def _list(value: object, most: int, *, least: int = 0) -> list[Any]:
    if not isinstance(value, list) or not least <= len(value) <= most:
        raise UntrueError
    return value


def _line(value: object) -> str:
    if not isinstance(value, str) or len(value) > MAX_LINE or _NOT_IN_A_LINE.search(value):
        raise UntrueError
    return value


def _number(value: object, most: int) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise UntrueError
    return value


def _text(blob: bytes) -> str:
    try:
        text = blob.decode("utf-8")
    except UnicodeDecodeError:
        raise UntrueError from None
    if len(text) > MAX_TEXT or "\0" in text:
        raise UntrueError
    return text


def _moment(value: object) -> datetime | None:
    text = _line(value)
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise UntrueError from None
    if at.utcoffset() is None or at.utcoffset():
        raise UntrueError
    return at


def _enum(kind: type[E], value: object) -> E:
    try:
        return kind(str(value))
    except ValueError:
        raise UntrueError from None


def seconds_of(answer: Answer, limit: float) -> float:
    """Return the seconds that the child says it took, never more than its limit."""
    value = answer.head.get("seconds", 0.0)
    return min(float(value), limit) if isinstance(value, float) and math.isfinite(value) else limit
