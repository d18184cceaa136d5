"""A table that is kept packed in memory: a sheet of a workbook, an array of JSON."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence

from console.errors import Invalid
from console.imports.records import Reason
from console.imports.records_packed import LARGEST_CELL, ROWS, NotPackedError, Packed, unpacked
from console.imports.sources import Bad, Row, changed
from console.imports.tables import numbered
from console.words import N_

KEPT = 16  # blocks unpacked at a time


class PackedTable:
    """Rows behind a header; see console/imports/sources.py. Bookmarks are numbers of rows.

    Without `columns` the first row names them. Rows may be shorter than the header; what is longer is told.
    """

    def __init__(
        self,
        name: str,
        origin: str,
        fingerprint: str,
        blocks: Sequence[bytes],
        columns: Sequence[str] | None = None,
    ) -> None:
        self._name = name
        self._origin = origin
        self._fingerprint = fingerprint
        self._blocks = blocks
        self._columns = columns
        self._kept: OrderedDict[int, list[Packed]] = OrderedDict()
        self.blank = 0

    @property
    def name(self) -> str:
        """What people call it."""
        return self._name

    @property
    def origin(self) -> str:
        """The file with its folders."""
        return self._origin

    def header(self) -> list[str]:
        """Return the columns, the second of a name as "name#2". Raises: Invalid."""
        if self._columns is not None:
            return numbered(list(self._columns))
        if not self._blocks:
            raise Invalid(N_("{file} is empty: not even its columns are named."), file=self._name)
        return numbered([c.strip() for c in self._block(0)[0][1]])

    def rows(self) -> Iterator[Row | Bad]:
        """Yield every row below the header. Raises: Invalid."""
        width, self.blank = len(self.header()), 0
        begin, before = int(self._columns is None), 1
        for number in range(len(self._blocks)):
            for at, (line, cells) in enumerate(self._block(number)[begin:], begin):
                self.blank += max(0, line - before - 1) if self._columns is None else 0
                before = line
                if any(len(cell) >= LARGEST_CELL for cell in cells):
                    yield Bad(line, Reason.CELL_TOO_LONG)
                else:
                    yield Row(line, _filled(cells, width), number * ROWS + at)
            begin = 0

    def cells_at(self, bookmarks: Iterable[int]) -> Iterator[list[str]]:
        """Yield the cells of rows seen before. Raises: Invalid."""
        width = len(self.header())
        for bookmark in bookmarks:
            number, at = divmod(bookmark, ROWS)
            yield _filled(self._block(number)[at][1], width)

    def fingerprint(self) -> str:
        """Return what no other content has."""
        return self._fingerprint

    def close(self) -> None:
        """Let go of what is unpacked."""
        self._kept.clear()

    def _block(self, number: int) -> list[Packed]:
        found = self._kept.get(number)
        if found is None:
            try:
                found = self._kept[number] = unpacked(self._blocks[number])
            except NotPackedError:
                raise changed(self._name) from None
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found


def _filled(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))
