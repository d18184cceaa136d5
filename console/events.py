"""What one feature announces and later ones hear, in the same transaction.

A feature knows none that comes after it: it announces a record of its own, and whoever hears it acts in the
transaction in which it was announced; a refusal there rolls back everything.
"""

from collections.abc import Callable
from typing import Any, TypeVar

E = TypeVar("E")
W = TypeVar("W")

Hearer = Callable[[Any, Any], None]  # of the hearer's own Work and the record
_HEARERS: dict[type, list[Hearer]] = {}


def hears(event: type[E]) -> Callable[[Callable[[W, E], None]], Callable[[W, E], None]]:
    """Register a function that is called with the transaction's work whenever such a record is announced."""

    def decorate(hearer: Callable[[W, E], None]) -> Callable[[W, E], None]:
        _HEARERS.setdefault(event, []).append(hearer)
        return hearer

    return decorate


def announce(work: object, event: object) -> None:
    """Tell every hearer of this kind of record, in the order in which they were registered."""
    for hearer in _HEARERS.get(type(event), ()):
        hearer(work, event)
