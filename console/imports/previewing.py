"""The first records of a file as an import would take them, with what is wrong beside each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from console.imports.gathering import gather
from console.imports.opening import open_sources
from console.imports.profile import Profile
from console.imports.records import Incoming, Problem
from console.imports.sources import Bad, Row, TableSource
from console.imports.workbooks import Sheets

MOST = 20  # records of a kind
LINES = 100  # of each table that are looked at


@dataclass(frozen=True, slots=True)
class Previewed:
    """One record, None for a line of which nothing would be taken, and what is told of its lines."""

    line: int
    record: Incoming | None
    problems: tuple[Problem, ...]


class FirstLines:
    """A table of which only the first lines are there."""

    def __init__(self, source: TableSource) -> None:
        self._source = source
        self.name, self.origin = source.name, ""

    @property
    def blank(self) -> int:
        """How many blank lines were passed over."""
        return self._source.blank

    def header(self) -> list[str]:
        """Return the columns. Raises: Invalid."""
        return self._source.header()

    def rows(self) -> Iterator[Row | Bad]:
        """Yield the first records. Raises: Invalid."""
        return islice(self._source.rows(), LINES)

    def cells_at(self, bookmarks: Iterable[int]) -> Iterator[list[str]]:
        """Yield the cells of records seen before. Raises: Invalid."""
        return self._source.cells_at(bookmarks)

    def fingerprint(self) -> str:
        """Return what no other content has. Raises: Invalid."""
        return self._source.fingerprint()

    def close(self) -> None:
        """Let go of it."""
        self._source.close()


def preview(profile: Profile, path: Path, sheets: Sheets | None = None) -> list[Previewed]:
    """Return the first records of each kind in a file, and the lines of which nothing would be taken.

    Raises: Invalid.
    """
    sources = [FirstLines(source) for source in open_sources(path, profile.form, sheets)]
    gathered = gather(profile, sources, lambda _lines: None)
    try:
        records = [
            record
            for kind, several in gathered.records.items()
            for record in gathered.batch(kind, 0, min(MOST, len(several)))
        ]
    finally:
        gathered.close()
    return _side_by_side(records, gathered.notes.problems)


def _side_by_side(records: Sequence[Incoming], problems: Sequence[Problem]) -> list[Previewed]:
    at_line: dict[int, list[Problem]] = {}
    for problem in problems:
        at_line.setdefault(problem.line, []).append(problem)
    found, seen = [], set()
    for record in records:
        lines = sorted({place.line for place in record.places.values()})
        seen.update(lines)
        told = tuple(problem for line in lines for problem in at_line.get(line, ()))
        found.append(Previewed(lines[0], record, told))
    left = [Previewed(line, None, tuple(told)) for line, told in at_line.items() if line not in seen]
    return found + left[:MOST]
