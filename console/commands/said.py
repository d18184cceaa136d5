"""What a command says when it is done: one JSON document, or lines for people."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from console.money import Money


@dataclass(frozen=True, slots=True)
class Said:
    """A command's answer; `lines` are for people (none: the document's own words).

    `refused` is a reason that is told beside the answer: what was looked at is not as it should be.
    """

    document: Mapping[str, object]
    lines: Sequence[str] | None = None
    refused: str | None = None


def plain(value: Any) -> Any:  # json.dumps hands over whatever a record holds
    """Return `value` as JSON can hold it: moments in UTC, amounts as text with their currency."""
    match value:
        case date():
            return value.isoformat().replace("+00:00", "Z")
        case Money():
            return {"amount": str(value.decimal), "currency": value.currency}
        case Path():
            return str(value)
        case Mapping():
            return dict(value)
        case set() | frozenset():
            return sorted(value)
    if is_dataclass(value):
        return {name: getattr(value, name) for name in value.__dataclass_fields__}
    msg = f"{type(value).__name__} has no form in JSON"
    raise TypeError(msg)


def as_json(document: Mapping[str, object]) -> str:
    """Return the one document of a command."""
    return json.dumps(document, ensure_ascii=False, indent=2, default=plain)


def _lines(document: Mapping[str, object]) -> list[str]:
    return [f"{name}: {_short(value)}" for name, value in document.items()]


def _short(value: object) -> str:
    if isinstance(value, str | int | float):
        return str(value)
    return json.dumps(value, ensure_ascii=False, default=plain)


def say(said: Said, *, as_document: bool, out: TextIO | None = None) -> None:
    """Print the answer."""
    lines = [as_json(said.document)] if as_document else said.lines
    for line in _lines(said.document) if lines is None else lines:
        print(line, file=out or sys.stdout)
