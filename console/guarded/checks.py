"""Single values that the child said, checked before anything is made of them."""

import re
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from console.evidence.records_files import MAX_LINE

# Controls, line ends, halves of characters, and marks that turn the direction of what follows.
_NOT_IN_A_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

E = TypeVar("E", bound=StrEnum)


class UntrueError(Exception):
    """The child said what cannot be."""


def listed(value: object, most: int, *, least: int = 0) -> list[Any]:
    """Return a list of at most `most`. Raises: UntrueError."""
    if not isinstance(value, list) or not least <= len(value) <= most:
        raise UntrueError
    return value


def line(value: object) -> str:
    """Return a text on one line. Raises: UntrueError."""
    if not isinstance(value, str) or len(value) > MAX_LINE or _NOT_IN_A_LINE.search(value):
        raise UntrueError
    return value


def number(value: object, most: int) -> int:
    """Return a whole number from 0 to `most`. Raises: UntrueError."""
    if type(value) is not int or not 0 <= value <= most:
        raise UntrueError
    return value


def text(blob: bytes, most: int) -> str:
    """Return a text of at most `most` characters. Raises: UntrueError."""
    try:
        found = blob.decode("utf-8")
    except UnicodeDecodeError:
        raise UntrueError from None
    if len(found) > most or "\0" in found:
        raise UntrueError
    return found


def moment(value: object) -> datetime | None:
    """Return a moment in UTC, None where none is said. Raises: UntrueError."""
    said = line(value)
    if not said:
        return None
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        raise UntrueError from None
    if at.utcoffset() is None or at.utcoffset():
        raise UntrueError
    return at


def enum(kind: type[E], value: object) -> E:
    """Return a member of `kind`. Raises: UntrueError."""
    try:
        return kind(str(value))
    except ValueError:
        raise UntrueError from None
