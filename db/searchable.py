"""What a feature declares so that it can be looked up, and what its store calls when rows change."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection

from console.lookup.records import Field, HitKind, Shape


@dataclass(frozen=True, slots=True)
class Card:
    """How a found record is shown, before masking; `detail` is what stands there if nothing else matched."""

    id: str
    title: str
    fields: tuple[Field, ...]
    detail: str = ""
    state: str = ""
    at: datetime | None = None
    account_key: int | None = None
    orders: int | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """A column under a plain B-tree that a number or address is found in by its beginning."""

    shape: Shape
    table: str
    value: str  # the column
    key: str = "id"  # the column with the record's number
    only: tuple[str, str] | None = None  # column and value that rows must have


Documents = Callable[[Connection, Sequence[int]], Mapping[int, Sequence[Field]]]
Dependents = Callable[[Connection, Sequence[int]], Sequence[int]]
Cards = Callable[[Connection, Sequence[int]], Mapping[int, Card]]


@dataclass(frozen=True, slots=True)
class Searchable:
    """One kind of record: its table, its searchable texts, how it is shown."""

    kind: HitKind
    table: str
    documents: Documents
    cards: Cards
    identifiers: tuple[Identifier, ...] = ()
    by_words: bool = True  # False: numbers alone, so that words without a digit need not be looked for
    dependents: tuple[tuple[HitKind, Dependents], ...] = ()  # whose texts hold some of this one's


class Index(Protocol):
    """What stores tell the search index; bound to their transaction."""

    def changing(self, kind: HitKind, ids: Iterable[int]) -> AbstractContextManager[None]:
        """Keep the index in step with rows that are changed or deleted inside the `with`."""
        ...

    def add_new(self, kind: HitKind, ids: Iterable[int]) -> None:
        """Index rows that were just inserted."""
        ...

    def later(self, kind: HitKind, count: int) -> None:
        """Say that so many rows were inserted which are to be indexed in the background."""
        ...
