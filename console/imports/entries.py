"""Follows an id into another file: the names of products, say; what was asked last is kept at hand."""

from array import array
from collections import OrderedDict

from console.imports.cells import BLANKS
from console.imports.compact import Keys
from console.imports.lined import Cells, Table

KEPT = 20_000


class Entries:
    """One column of another table by an id; of lines with the same id the last counts."""

    def __init__(self, table: Table, key: str, take: str) -> None:
        self.table = table
        self._key = table.columns[key]
        self._take = table.columns[take]
        self._keys = Keys()
        self._lines = array("I")
        self._kept: OrderedDict[str, str] = OrderedDict()

    def see(self, number: int, cells: Cells) -> None:
        """Remember where a line stands."""
        at = self._keys.add(cells[self._key].strip(BLANKS))
        if at < len(self._lines):
            self._lines[at] = number
        else:
            self._lines.append(number)

    def get(self, key: str) -> str | None:
        """Return what the line with this id says, None where there is none. Raises: Invalid."""
        if key in self._kept:
            return self._kept[key]
        at = self._keys.find(key)
        if at is None:
            return None
        line = self.table.read((self._lines[at],))[self._lines[at]]
        self._kept[key] = line.cells[self._take]
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return self._kept[key]
