"""What the planner asks of an engine: candidates, newest first, and how many there are."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from db.searchable import Identifier, Searchable
from db.tokens import Choice, Word


class Within(NamedTuple):
    """A text that must stand somewhere in the value of one of a record's identifiers."""

    identifier: Identifier
    text: str


class Candidates(Protocol):
    """One engine's way to the index; it only fetches, db/search.py plans, verifies and counts."""

    def newest(
        self,
        where: Searchable,
        words: Sequence[Word],
        limit: int,
        *,
        but: Sequence[Word] = (),
        within: Within | None = None,
    ) -> list[int]:
        """Return the newest records whose tokens satisfy every word, save those that satisfy all of `but`."""
        ...

    def count(self, where: Searchable, words: Sequence[Word], within: Within | None = None) -> int:
        """Return how many records' tokens satisfy every word."""
        ...

    def beginning(self, identifier: Identifier, text: str, limit: int) -> list[int]:
        """Return the newest records whose identifier begins with `text`."""
        ...

    def sure_of(self, choice: Choice) -> bool:
        """Tell whether this engine keeps all that `choice`, which needs no check, asks for."""
        ...

    def behind(self) -> dict[str, int]:
        """Return how many records of each kind the index does not hold yet, kinds that it holds left out."""
        ...

    def stopping(self, seconds: float | None, cancelled: Callable[[], bool]) -> AbstractContextManager[None]:
        """Let questions inside the `with` raise Stopped once the time is over or nobody waits any more."""
        ...
