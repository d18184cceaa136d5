"""Refuses what no store can keep, on its way to either engine, so that it is no bug of ours.

No engine takes half a character (a lone surrogate), PostgreSQL takes no zero within a text, and numbers end
at 64 bits. All of that can be pasted, or stand on a command line.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Engine, event

from console.errors import Invalid
from console.words import N_

UNKEPT = N_("The text holds characters that no store can keep.")
TOO_LARGE = N_("This number is larger than a store can keep.")
LARGEST = 2**63 - 1


def watch(engine: Engine) -> Engine:
    """Have `engine` refuse it and return the engine. Raises (later, where it is used): Invalid."""

    @event.listens_for(engine, "before_cursor_execute")
    def _look(
        _connection: Connection, _cursor: Any, _statement: str, parameters: Any, _context: Any, many: bool
    ) -> None:
        if many and isinstance(parameters, list):
            for row in parameters:
                _check(row.values() if isinstance(row, dict) else row)
        else:
            _check(parameters.values() if isinstance(parameters, dict) else parameters)

    return engine


def _check(values: Iterable[Any]) -> None:
    """Refuse values, also inside arrays, that no engine keeps; by far most are plain text or numbers."""
    for value in values:
        kind = value.__class__
        if kind is str:
            if "\0" in value or not value.isascii():
                _check_text(value)
        elif value is not None and (kind is not int or not -LARGEST <= value <= LARGEST):
            _check_other(value)


def _check_other(value: Any) -> None:
    if isinstance(value, int):
        if not -LARGEST <= value <= LARGEST:
            raise Invalid(TOO_LARGE)
    elif isinstance(value, str):
        _check_text(value)
    elif isinstance(value, list | tuple):
        _check(value)
    elif isinstance(value, dict):
        _check(value.values())


def _check_text(text: str) -> None:
    try:
        whole = text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        whole = False
    if not whole or "\0" in text:
        raise Invalid(UNKEPT)
