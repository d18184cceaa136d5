"""What the child says, checked before anything is made of it: a broken parser may have taken it over."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from console.evidence.records_files import (
    MAX_FILE,
    MAX_MAIL_PICTURES,
    MAX_TEXT,
    PREVIEW_PAGES,
    PREVIEW_SIDE,
    THUMBNAIL_SIDE,
    Inspection,
    Mail,
    Picture,
    Preview,
    Reason,
)
from console.guarded.checks import UntrueError, enum, line, listed, number
from console.guarded.inside_answers import believed as inside_believed
from console.guarded.inside_answers import media_type_in
from console.guarded.mail_answers import believed
from console.guarded.png import png_of

KEPT_LEVEL = 6  # how hard a thumbnail is packed: it is kept
MAX_SIDE = 1_000_000  # pixels that an image may claim
MOST_BYTES = 2 * MAX_FILE + 16 * MAX_TEXT + 5 * PREVIEW_SIDE * PREVIEW_SIDE * 4


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the child as it came."""

    head: dict[str, Any]
    blobs: list[bytes]


def inspection_of(answer: Answer, media_type: str, seconds: float) -> Inspection:
    """Return the inspection that an answer tells of. Raises: UntrueError."""
    head = answer.head
    media_type = media_type_in(head.get("media_type"), media_type)
    preview = enum(Preview, head.get("preview"))
    inside = inside_believed(head["inside"]) if "inside" in head else None
    if preview is not Preview.MADE or inside is not None:
        return Inspection(media_type, preview, refusal_of(answer), seconds=seconds, inside=inside)
    if "mail" in head:
        return Inspection(media_type, preview, mail=mail_of(answer), seconds=seconds)
    thumbnail, *pictures = _pictures(answer)
    return Inspection(
        media_type,
        preview,
        width=number(head.get("width", 0), MAX_SIDE),
        height=number(head.get("height", 0), MAX_SIDE),
        pages=number(head.get("pages", 0), MAX_SIDE),
        thumbnail=thumbnail,
        pictures=tuple(pictures),
        seconds=seconds,
    )


def refusal_of(answer: Answer) -> Reason | None:
    """Return why the child refused, None where it did not. Raises: UntrueError."""
    refused = enum(Preview, answer.head.get("preview")) is Preview.REFUSED
    return enum(Reason, answer.head.get("reason")) if refused else None


def mail_of(answer: Answer) -> Mail:
    """Return the mail that an answer tells of. Raises: UntrueError."""
    blobs = iter(answer.blobs)
    mail = believed(answer.head.get("mail"), blobs)
    listed_pictures = listed(answer.head.get("mail_pictures", []), MAX_MAIL_PICTURES)
    pictures = tuple(_mail_picture(said, blobs) for said in listed_pictures)
    if next(blobs, None) is not None:
        raise UntrueError
    return replace(mail, pictures=pictures)


def mails_of(answer: Answer, count: int) -> list[Mail | Reason]:
    """Return the mails, or why one is none, that an answer tells of. Raises: UntrueError."""
    said = listed(answer.head.get("mails"), count, least=count)
    blobs = iter(answer.blobs)
    return [_mail_or_reason(one, blobs) for one in said]


def _mail_or_reason(said: object, blobs: Iterator[bytes]) -> Mail | Reason:
    if isinstance(said, dict) and "reason" in said:
        return enum(Reason, said["reason"])
    return believed(said, blobs)


def spans_of(answer: Answer, length: int) -> tuple[list[tuple[int, int]], int]:
    """Return where mails begin and end in `length` bytes, and where all end. Raises: UntrueError."""
    spans: list[tuple[int, int]] = []
    at = 0
    for said in listed(answer.head.get("spans"), length):
        start, end = (number(n, length) for n in listed(said, 2, least=2))
        if start != at or end <= start:
            raise UntrueError
        spans.append((start, end))
        at = end
    if number(answer.head.get("done"), length) != at:
        raise UntrueError
    return spans, at


def _mail_picture(said: object, blobs: Iterator[bytes]) -> tuple[str, Picture]:
    name, *size = listed(said, 3, least=3)
    return line(name), _picture(size, next(blobs, b""), PREVIEW_SIDE)


def _pictures(answer: Answer) -> list[Picture]:
    sizes = listed(answer.head.get("pictures"), PREVIEW_PAGES + 1)
    if len(sizes) < 2 or len(sizes) != len(answer.blobs):  # noqa: PLR2004 -- a thumbnail and one picture
        raise UntrueError
    sides = [THUMBNAIL_SIDE, *[PREVIEW_SIDE] * PREVIEW_PAGES]
    return [_picture(*told) for told in zip(sizes, answer.blobs, sides, strict=False)]


def _picture(size: object, pixels: bytes, side: int) -> Picture:
    width, height = (number(n, side) for n in listed(size, 2, least=2))
    try:
        level = KEPT_LEVEL if side == THUMBNAIL_SIDE else 0  # what is only looked at is not packed
        return Picture(png_of(pixels, width, height, level=level), width, height)
    except ValueError:
        raise UntrueError from None


def seconds_of(answer: Answer, limit: float) -> float:
    """Return the seconds that the child says it took, never more than its limit."""
    value = answer.head.get("seconds", 0.0)
    return min(float(value), limit) if isinstance(value, float) and math.isfinite(value) else limit
