"""Joins the lines of orders, items and payments; an order with one wrong line is refused whole."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from console.imports.compact import NOBODY, Faults, Groups, Keys
from console.imports.lined import Cells, Line
from console.imports.lines import LineReader
from console.imports.loading import See
from console.imports.notes import Notes
from console.imports.people import AT_ONCE, People, bare
from console.imports.records import OWN, Fields, Incoming, Kind, Place, Reason
from console.imports.sources import changed

RECIPIENT = (
    "recipient_name",
    "recipient_phone",
    "recipient_address",
    "recipient_city",
    "recipient_region",
    "recipient_postcode",
    "recipient_country",
)
PARTS = ("item", "payment")
Readers = Mapping[str, LineReader]
Read = Mapping[str, Mapping[int, Line]]  # by table: lines read again, by their numbers
Known = Mapping[int, tuple[str, frozenset[str]]]  # by people's numbers: their own ids, and their names


@dataclass(slots=True)
class Draft:
    """An order or parcel while its lines are put together; `fault` is the first line that was refused."""

    key: str
    places: dict[str, Place]
    cells: dict[str, Cells] = field(default_factory=dict)  # of each part, to tell repeated lines
    parts: dict[str, Fields] = field(default_factory=dict)
    lines: list[Place] = field(default_factory=list)
    fault: Place | None = None
    currency: str = ""
    orders: dict[str, None] = field(default_factory=dict)

    def blame(self, place: Place) -> None:
        """Note the line for which the whole is refused, if it is the first."""
        self.fault = self.fault or place


class Orders:
    """The orders of the files, numbered as they come; what they say is read when they are taken."""

    def __init__(
        self, readers: Readers, people: People | None, notes: Notes, *, without_items: bool = False
    ) -> None:
        """`without_items`: the file might name items, and names none; each order says so."""
        self.faults = Faults()
        self.covers = frozenset(readers.keys() & set(PARTS)) | ({"item"} if without_items else set())
        self._readers = readers
        self._reader = readers["order"]
        self._people = people
        self._notes = notes
        self._keys = Keys()
        self._owners = {name: array("I") for name in ("order", *PARTS) if name in readers}
        self._lines: dict[str, Groups] = {}
        self._loose = array("I")
        self._is_one_file = self._shares_file("item")

    def __len__(self) -> int:
        return len(self._keys)

    def _shares_file(self, name: str) -> bool:
        """Tell whether an order's cells stand on the lines of its items (or payments), in one file."""
        return name in self._readers and self._readers[name].entity.file == self._reader.entity.file

    def sees(self) -> dict[str, list[See]]:
        """Return who wants to see the lines of each table; orders before their parts."""
        found = {self._reader.entity.file: [self._see_order()]}
        for name in PARTS:
            if name in self._readers and not self._shares_file(name):
                found.setdefault(self._readers[name].entity.file, []).append(self._see_part(name))
        return found

    def _see_order(self) -> See:
        number_of, keys, owners = self._reader.raw_of("number"), self._keys, self._owners["order"]

        def see(number: int, cells: Cells) -> None:
            key = number_of(cells)
            if not key:
                self._loose.append(number)
            owners.append(keys.add(key) if key else NOBODY)

        return see

    def _see_part(self, name: str) -> See:
        reader = self._readers[name]
        order_of, keys, owners = reader.raw_of("order"), self._keys, self._owners[name]

        def see(number: int, cells: Cells) -> None:
            key = order_of(cells)
            owner = keys.find(key) if key else None
            if owner is None:
                reason = Reason.NO_SUCH_ORDER if key else Reason.MISSING
                self._notes.tell(reader.table.place(number), reader.entity.column("order"), reason)
            owners.append(NOBODY if owner is None else owner)

        return see

    def seen(self) -> None:
        """Put the lines of each order together once all were seen, and tell of those without a number."""
        for name, owners in self._owners.items():
            if name == "order" or not self._shares_file(name):
                self._lines[name] = Groups(owners, len(self))
        self._owners.clear()
        for at in range(0, len(self._loose), AT_ONCE):
            for line in self._reader.table.read(self._loose[at : at + AT_ONCE]).values():
                self._reader.fields(line, self._reader.currency_of(line))

    def find(self, key: str) -> int | None:
        """Return the number that an order of this number has among those of the files."""
        return self._keys.find(key)

    def read(self, first: int, after: int) -> list[Incoming]:
        """Return the orders from place `first` on, `after` not among them, whose lines all stand."""
        read = self._read(first, after)
        lines = {n: self._own_lines(n, "order", read) for n in range(first, after)}
        known = self._people_of([own[0] for own in lines.values()])
        found = []
        for number, own in lines.items():
            self._notes.number = number
            draft = self._begin(own, known)
            for name in PARTS:
                if name in self._readers:
                    self._read_parts(name, self._own_lines(number, name, read), draft)
            _share_freight(draft)
            if draft.fault:
                self.faults.blame(number, draft.fault)
                self._notes.refuse_with(draft.lines, draft.fault)
            else:
                found.append(
                    Incoming(Kind.ORDERS, draft.key, draft.parts, {}, draft.places, self.covers, number)
                )
        return found

    def _read(self, first: int, after: int) -> Read:
        wanted: dict[str, list[int]] = {}
        for name, groups in self._lines.items():
            wanted.setdefault(self._readers[name].table.name, []).extend(groups.between(first, after))
        tables = {r.table.name: r.table for r in self._readers.values()}
        return {name: tables[name].read(numbers) for name, numbers in wanted.items()}

    def _own_lines(self, number: int, name: str, read: Read) -> list[Line]:
        group = self._lines[name if name in self._lines else "order"]
        lines = read[self._readers[name].table.name]
        return [lines[n] for n in group[number]]

    def _people_of(self, lines: Iterable[Line]) -> Known:
        """Return what is needed of the people of orders: their own ids, names to compare a recipient with."""
        if self._people is None:
            return {}
        asked = (
            line
            for line in lines
            if self._people.linked or any(self._reader.raw(line.cells, n) for n in RECIPIENT)
        )
        numbers = {self._people.number_of(self._reader.raw(line.cells, "account")) for line in asked}
        return self._people.keys_and_names(n for n in numbers if n is not None)

    def _begin(self, lines: Sequence[Line], known: Known) -> Draft:
        """Return an order with what its own lines say."""
        reader, line = self._reader, lines[0]
        currency = reader.currency_of(line)
        draft = Draft(
            reader.raw(line.cells, "number"), {OWN: line.place}, {OWN: line.cells}, currency=currency
        )
        draft.lines += [each.place for each in lines]
        fields = reader.fields(line, currency)
        if fields is None:
            draft.blame(line.place)
        else:
            own = {k: v for k, v in fields.items() if k != "number"}
            draft.parts[OWN] = {**own, "currency": currency}
            self._find_person(line, draft, known)
        self._compare(lines[1:], draft)
        return draft

    def _compare(self, others: Sequence[Line], draft: Draft) -> None:
        """Tell of lines that name the same order again; in one file with its items they are to."""
        for line in others:
            if self._reader.raw(line.cells, "number") != draft.key:
                raise changed(line.place.file)
            if not self._is_one_file:
                self._repeated(draft, OWN, line, self._reader.entity.column("number"))

    def _find_person(self, line: Line, draft: Draft, known: Known) -> None:
        """Give the order its person. Where no file names people, the store is asked later."""
        own = {**draft.parts[OWN]}
        link = self._reader.raw(line.cells, "account")
        person = self._people.number_of(link) if self._people else None
        key, names = ("", frozenset[str]()) if person is None else known.get(person, (link, frozenset()))
        if self._people and self._people.linked:
            own["account"] = key
            if person is None:
                self._notes.tell(line.place, self._reader.entity.column("account"), Reason.NO_SUCH_ACCOUNT)
                draft.blame(line.place)
        if self._people and person is not None and person in self._people.faults:
            draft.blame(self._people.faults[person])
        if any(own.get(n) for n in RECIPIENT):
            name = bare(str(own.get("recipient_name") or ""))
            own["recipient_is_other"] = bool(name and names) and name not in names
        draft.parts[OWN] = own

    def _repeated(self, draft: Draft, part: str, line: Line, column: str) -> None:
        """Tell of a line whose record stood before: the same is passed over, another refuses the whole."""
        first = draft.places[part]
        if draft.cells[part] == line.cells:
            self._notes.tell(line.place, column, Reason.REPEATED, file=first.file, line=first.line)
        else:
            self._notes.tell(line.place, column, Reason.SAID_OTHERWISE, file=first.file, line=first.line)
            draft.blame(line.place)

    def _read_parts(self, name: str, lines: Sequence[Line], draft: Draft) -> None:
        reader, same_file = self._readers[name], self._shares_file(name)
        for line in lines:
            order = reader.raw(line.cells, "order")
            if not order and reader.entity.only:
                continue
            if order != draft.key:
                if not same_file:
                    raise changed(line.place.file)
                self._notes.tell(line.place, reader.entity.column("order"), Reason.NO_SUCH_ORDER)
                continue
            if not (same_file and name == "payment" and line.place != draft.places[OWN]):
                self._read_part(name, reader, line, draft)

    def _read_part(self, name: str, reader: LineReader, line: Line, draft: Draft) -> None:
        if line.place.file != draft.places[OWN].file:
            draft.lines.append(line.place)
        fields = reader.fields(line, draft.currency)
        if fields is None:
            draft.blame(line.place)
            return
        position = fields.get("position")
        if position is None:
            position = 1 + sum(p.startswith(f"{name}:") for p in draft.places)
        part = f"{name}:{position}"
        if part in draft.places:
            self._repeated(draft, part, line, reader.entity.column("position"))
            return
        draft.places[part], draft.cells[part] = line.place, line.cells
        draft.parts[part] = {k: v for k, v in fields.items() if k not in ("order", "position")}


def _share_freight(draft: Draft) -> None:
    """Give the freight that a shop names once an order to its first item."""
    own = {**draft.parts.get(OWN, {})}
    freight = own.pop("freight", None)
    first = next((part for part in draft.parts if part.startswith("item:")), None)
    if OWN in draft.parts:
        draft.parts[OWN] = own
    if isinstance(freight, int) and first:
        before = draft.parts[first].get("freight")
        draft.parts[first] = {
            **draft.parts[first],
            "freight": freight + (before if isinstance(before, int) else 0),
        }
