"""The lines of one table: where each stands in its source, so that it can be read again."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from console.imports.records import Place
from console.imports.sources import Row, TableSource

Cells = tuple[str, ...]  # of the columns that are taken, in the table's order
Pick = Callable[[Sequence[str]], Cells]


def pick_of(at: Sequence[int]) -> Pick:
    """Return what picks the cells that stand there in a line."""
    return itemgetter(*at) if len(at) > 1 else lambda cells: tuple(cells[i] for i in at)


class Line(NamedTuple):
    """One record of a table."""

    number: int
    place: Place
    cells: Cells


class Table:
    """The lines of one kind of file, some twelve bytes each; `columns` says where one stands in the cells."""

    def __init__(self, name: str, columns: Mapping[str, int], first: Place) -> None:
        self.name = name
        self.columns = columns
        self.first = first  # the header
        self._sources: list[tuple[TableSource, Pick]] = []
        self._begins: list[int] = []  # the number of the first line of each source
        self._bookmarks = array("Q")
        self._lines = array("I")

    def __len__(self) -> int:
        return len(self._lines)

    def begin(self, source: TableSource, pick: Pick) -> None:
        """Let the lines added from now on be those of a source, of which `pick` takes the cells."""
        self._begins.append(len(self))
        self._sources.append((source, pick))

    def add(self, row: Row) -> int:
        """Remember a line and return its number."""
        self._bookmarks.append(row.bookmark)
        self._lines.append(row.line)
        return len(self._lines) - 1

    def place(self, number: int) -> Place:
        """Return where a line stands."""
        source, _pick = self._sources[bisect_right(self._begins, number) - 1]
        return Place(source.name, self._lines[number])

    def read(self, numbers: Iterable[int]) -> dict[int, Line]:
        """Return lines by their numbers, read again from their sources. Raises: Invalid."""
        wanted = sorted(set(numbers))
        found: dict[int, Line] = {}
        for at, (source, pick) in enumerate(self._sources):
            first = bisect_right(wanted, self._begins[at] - 1)
            end = self._begins[at + 1] if at + 1 < len(self._begins) else len(self)
            here = wanted[first : bisect_right(wanted, end - 1)]
            if here:
                cells = source.cells_at(map(self._bookmarks.__getitem__, here))
                for number, row in zip(here, cells, strict=True):
                    found[number] = Line(number, Place(source.name, self._lines[number]), pick(row))
        return found

    def close(self) -> None:
        """Let go of the sources."""
        for source, _pick in self._sources:
            source.close()
