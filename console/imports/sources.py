"""A table of lines, whatever keeps it: what every kind of source gives to an import.

An import reads a source twice: once from the top for the keys alone, then line by line where it needs one. So
the source itself keeps the lines, and the import remembers a number for each: its bookmark.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from console.errors import Invalid
from console.imports.records import Reason
from console.words import N_


class Row(NamedTuple):
    """One record: the line it begins on as an editor counts them, and the bookmark to read it again by."""

    line: int
    cells: list[str]
    bookmark: int = 0


class Bad(NamedTuple):
    """A line that is not a record."""

    line: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Form:
    """What a profile says about how its files are written; a kind of source takes from it what it needs."""

    encoding: str = "utf-8"
    separator: str = ","
    others: tuple[str, ...] = ()  # encodings tried in turn where the first does not fit the whole file


class TableSource(Protocol):
    """One table: a file of separated text, a sheet, what a query gives.

    The same content gives the same rows under the same bookmarks, however often and on whatever day it is
    opened: an import that broke off goes on by them.
    """

    @property
    def name(self) -> str:
        """What people call it, as problems are told: a file's name, never its folder."""
        ...

    @property
    def blank(self) -> int:
        """How many blank lines `rows` passed over."""
        ...

    @property
    def origin(self) -> str:
        """Where `open_source` finds it again, empty where it cannot."""
        ...

    def header(self) -> list[str]:
        """Return the columns, the second of a name as "name#2". Raises: Invalid."""
        ...

    def rows(self) -> Iterator[Row | Bad]:
        """Yield every record below the header, blank ones passed over. Raises: Invalid."""
        ...

    def cells_at(self, bookmarks: Iterable[int]) -> Iterator[list[str]]:
        """Yield the cells of records seen before, in the order asked; quickest in the table's own.

        Raises: Invalid (the table is not any more as `rows` read it).
        """
        ...

    def fingerprint(self) -> str:
        """Return what no other content has: its size and a digest. Raises: Invalid."""
        ...

    def close(self) -> None:
        """Let go of it; it opens itself again when it is asked again."""
        ...


def changed(name: str) -> Invalid:
    """Return the refusal of a table that says something else than it did when it was read first."""
    return Invalid(N_("{file} was changed while it was taken in. Take it in again."), file=name)
