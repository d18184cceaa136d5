"""Joins the lines of parcels: one with several orders stands on several."""

from array import array

from console.imports.compact import NOBODY, Groups, Keys
from console.imports.lined import Cells, Line
from console.imports.lines import LineReader
from console.imports.notes import Notes
from console.imports.people import AT_ONCE
from console.imports.purchases import Draft, Orders
from console.imports.records import OWN, Incoming, Kind, Reason, Value
from console.imports.sources import changed


class Parcels:
    """The parcels of the files, numbered as they come; what they say is read when they are taken."""

    def __init__(self, reader: LineReader, orders: Orders | None, notes: Notes) -> None:
        self._reader = reader
        self._orders = orders
        self._notes = notes
        self._keys = Keys()
        self._owners = array("I")
        self._lines: Groups | None = None
        self._loose = array("I")
        self._number, self._order = reader.raw_of("number"), reader.raw_of("order")

    def __len__(self) -> int:
        return len(self._keys)

    def see(self, number: int, cells: Cells) -> None:
        """Remember whose line this is."""
        key = self._number(cells)
        if not key:
            self._loose.append(number)
        self._owners.append(self._keys.add(key) if key else NOBODY)

    def seen(self) -> None:
        """Put the lines of each parcel together once all were seen, and tell of those without a number."""
        self._lines = Groups(self._owners, len(self))
        self._owners = array("I")
        for at in range(0, len(self._loose), AT_ONCE):
            for line in self._reader.table.read(self._loose[at : at + AT_ONCE]).values():
                self._reader.fields(line, "")

    def read(self, first: int, after: int) -> list[Incoming]:
        """Return the parcels from place `first` on, `after` not among them, whose lines all stand."""
        groups = self._lines
        if groups is None:
            return []
        lines = self._reader.table.read(groups.between(first, after))
        found = []
        for number in range(first, after):
            self._notes.number = number
            d = self._draft([lines[n] for n in groups[number]])
            orders = {"orders": tuple((o,) for o in d.orders)}
            if d.fault is None:
                found.append(Incoming(Kind.PARCELS, d.key, d.parts, orders, d.places, number=number))
        return found

    def _draft(self, lines: list[Line]) -> Draft:
        draft = Draft(self._number(lines[0].cells), {OWN: lines[0].place})
        for line in lines:
            if self._number(line.cells) != draft.key:
                raise changed(line.place.file)
            self._add(line, draft)
        if draft.fault:
            self._notes.refuse_with(draft.lines, draft.fault)
        return draft

    def _add(self, line: Line, draft: Draft) -> None:
        fields = self._reader.fields(line, "")
        draft.lines.append(line.place)
        order = self._order(line.cells)
        number = self._orders.find(order) if self._orders else None
        fault = self._orders.faults.get(number) if self._orders and number is not None else None
        if fields is None or fault:
            draft.blame(fault or line.place)
            return
        draft.orders[order] = None
        own: dict[str, Value] = {k: v for k, v in fields.items() if k not in ("number", "order")}
        if draft.parts.setdefault(OWN, own) != own:
            first = draft.places[OWN]
            self._notes.tell(line.place, "", Reason.SAID_OTHERWISE, file=first.file, line=first.line)
            draft.blame(line.place)
