"""Refuses what no store can keep, on its way to either engine, so that it is no bug of ours.

No engine takes half a character (a lone surrogate), PostgreSQL takes no zero within a text, and numbers end
at 64 bits. All of that can be pasted, or stand on a command line.
"""

from collections.abc import Iterator
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
        _connection: Connection, _cursor: Any, _statement: str, parameters: Any, _context: Any, _many: bool
    ) -> None:
        for value in _values(parameters):
            if isinstance(value, str):
                _check_text(value)
            elif isinstance(value, int) and not -LARGEST <= value <= LARGEST:
                raise Invalid(TOO_LARGE)

    return engine


def _values(parameters: Any) -> Iterator[Any]:
    """Yield every value bound to a statement, also of many statements at once and inside arrays."""
    for value in parameters.values() if isinstance(parameters, dict) else parameters:
        if isinstance(value, list | tuple | dict):
            yield from _values(value)
        else:
            yield value


def _check_text(text: str) -> None:
    try:
        whole = text.isascii() or bool(text.encode())
    except UnicodeEncodeError:
        whole = False
    if not whole or "\0" in text:
        raise Invalid(UNKEPT)
