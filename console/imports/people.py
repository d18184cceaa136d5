"""Joins the lines of people: one person may stand on several, and orders may know them by another id."""

from array import array
from collections.abc import Iterable, Mapping, Sequence

from console.customers.records import script_of
from console.imports.compact import NOBODY, Faults, Groups, Keys
from console.imports.lined import Cells, Line
from console.imports.lines import LineReader
from console.imports.notes import Notes
from console.imports.records import OWN, Element, Fields, Incoming, Kind, Reason, Value
from console.imports.sources import changed

OWN_FIELDS = (
    "language",
    "country",
    "since_on",
    "status",
    "birth_year",
    "guardian_name",
    "guardian_relation",
)
NAMES = ("name", "name_latin", "name_kana")
ADDRESS = ("address", "city", "region", "postcode")
SET_FIELDS: Mapping[str, tuple[str, ...]] = {
    "names": NAMES,
    "emails": ("email",),
    "phones": ("phone",),
    "addresses": ADDRESS,
}


AT_ONCE = 500  # lines read again at once


class People:
    """Everyone in the files, numbered as they come; who they are is read when they are taken.

    `one_line_each`: the file is about people alone, so that an id which comes again is worth a word.
    """

    def __init__(self, reader: LineReader, notes: Notes, *, one_line_each: bool) -> None:
        self.linked = reader.has("known_as")  # orders use another id than the person's
        self.faults = Faults()
        self._reader = reader
        self._notes = notes
        self._keys = Keys()
        self._links = Keys()  # the ids that orders use
        self._linked_to = array("I")  # the person of each
        self._first_of = array("I")  # the line of each link, or of each person that stands on one line
        self._owners = array("I")  # the person of each line
        self._again: list[array[int]] = [array("I"), array("I")]  # lines seen before, and where
        self._loose = array("I")  # lines without an id
        self._lines: Groups | None = None
        self._see_one = self._see_linked if self.linked else self._see_alone if one_line_each else self._see
        self._id, self._link = reader.raw_of("id"), reader.raw_of("known_as")

    def __len__(self) -> int:
        return len(self._keys)

    def see(self, number: int, cells: Cells) -> None:
        """Remember whose line this is."""
        key = self._id(cells)
        if key:
            self._see_one(number, key, cells)
        else:
            self._loose.append(number)
            self._owners.append(NOBODY)

    def _see(self, _number: int, key: str, _cells: Cells) -> None:
        self._owners.append(self._keys.add(key))

    def _see_alone(self, number: int, key: str, _cells: Cells) -> None:
        person = self._keys.add(key)
        if person < len(self._first_of):
            self._came_again(number, self._first_of[person])
        else:
            self._first_of.append(number)
            self._owners.append(person)

    def _see_linked(self, number: int, key: str, cells: Cells) -> None:
        known_as = self._link(cells)
        link = self._links.add(known_as) if known_as else NOBODY
        if known_as and link < len(self._first_of):
            self._came_again(number, self._first_of[link])
            return
        person = self._keys.add(key)
        self._owners.append(person)
        if known_as:
            self._first_of.append(number)
            self._linked_to.append(person)

    def _came_again(self, number: int, first: int) -> None:
        self._again[0].append(number)
        self._again[1].append(first)
        self._owners.append(NOBODY)

    def seen(self) -> None:
        """Put the lines of each person together once all were seen, and tell of those that nobody owns."""
        self._lines = Groups(self._owners, len(self))
        self._owners = array("I")
        for lines in _in_steps(self._loose):
            for line in self._reader.table.read(lines).values():
                self._reader.fields(line, "")
        for at in range(0, len(self._again[0]), AT_ONCE):
            pairs = [a[at : at + AT_ONCE] for a in self._again]
            lines_of = self._reader.table.read([*pairs[0], *pairs[1]])
            for again, first in zip(*pairs, strict=True):
                self._tell_again(lines_of[again], lines_of[first])

    def _tell_again(self, line: Line, first: Line) -> None:
        """Tell of an id that came before: the same line is passed over, another refuses the person."""
        column = self._reader.entity.column("known_as" if self.linked else "id")
        where: dict[str, str | int] = {"file": first.place.file, "line": first.place.line}
        if line.cells == first.cells:
            self._notes.tell(line.place, column, Reason.REPEATED, **where)
            return
        self._notes.tell(line.place, column, Reason.SAID_OTHERWISE, **where)
        for cells in (line.cells, first.cells):
            person = self._keys.find(self._id(cells))
            if person is not None:
                self.faults.blame(person, line.place)

    def number_of(self, link: str) -> int | None:
        """Return the number of the person whom orders call so, None where no line has it."""
        if not self.linked:
            return self._keys.find(link)
        at = self._links.find(link)
        return None if at is None else self._linked_to[at]

    def find(self, key: str) -> int | None:
        """Return the number of the person with this id of their own."""
        return self._keys.find(key)

    def keys_and_names(self, numbers: Iterable[int]) -> dict[int, tuple[str, frozenset[str]]]:
        """Return of each person their own id, and their names as they are compared."""
        wanted = set(numbers)
        lines = self._reader.table.read(line for n in wanted for line in self._lines_of(n))
        found = {}
        for number in wanted:
            own = [lines[n] for n in self._lines_of(number)]
            names = frozenset(bare(t) for line in own for t in self._reader.texts(line, NAMES))
            found[number] = self._id(own[0].cells), names
        return found

    def read(self, first: int, after: int) -> list[Incoming]:
        """Return the people from number `first` on, `after` not among them, whose lines stand."""
        lines = self._reader.table.read(n for p in range(first, after) for n in self._lines_of(p))
        found = []
        for person in range(first, after):
            self._notes.number = person
            own = [lines[n] for n in self._lines_of(person)]
            key = self._id(own[0].cells)
            if any(self._id(line.cells) != key for line in own):
                raise changed(own[0].place.file)
            own = filled_down(own) if self._reader.entity.fill_down else own
            said = [(line, self._reader.fields(line, "")) for line in own]
            for line, fields in said:
                if fields is None:
                    self.faults.blame(person, line.place)
            if person in self.faults:
                self._notes.refuse_with([line.place for line in own], self.faults[person])
            elif standing := [(li, f) for li, f in said if f and li.place not in self._notes.refused]:
                found.append(_incoming(person, key, standing, self._reader))
        return found

    def _lines_of(self, person: int) -> Sequence[int]:
        return self._lines[person] if self._lines else ()


def _in_steps(numbers: Sequence[int]) -> Iterable[Sequence[int]]:
    return (numbers[at : at + AT_ONCE] for at in range(0, len(numbers), AT_ONCE))


def filled_down(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of one record, each empty cell with what the line above says there."""
    found: list[Line] = []
    for line in lines:
        above = found[-1].cells if found else line.cells
        cells = tuple(cell or before for cell, before in zip(line.cells, above, strict=True))
        found.append(line._replace(cells=cells))
    return found


def bare(name: str) -> str:
    """Return a name for comparing: without blanks, in lower case."""
    return "".join(name.split()).casefold()


def _incoming(number: int, key: str, lines: Sequence[tuple[Line, Fields]], reader: LineReader) -> Incoming:
    own: dict[str, Value] = {n: lines[-1][1][n] for n in OWN_FIELDS if reader.has(n)}
    sets = {
        name: tuple(dict.fromkeys(e for _, fields in lines for e in _elements(name, fields)))
        for name, sources in SET_FIELDS.items()
        if any(reader.has(s) for s in sources)
    }
    return Incoming(Kind.ACCOUNTS, key, {OWN: own}, sets, {OWN: lines[0][0].place}, number=number)


def _elements(name: str, fields: Fields) -> list[Element]:
    if name == "names":
        texts = {n: str(fields[n]).strip() for n in NAMES if fields.get(n)}
        return [(text, script_of(text).value) for text in dict.fromkeys(texts.values()) if text]
    if name == "addresses":
        whole = tuple(str(fields.get(n) or "") for n in ADDRESS)
        return [(*whole, str(fields.get("country") or ""))] if any(whole) else []
    value = str(fields.get(SET_FIELDS[name][0]) or "")
    return [(value,)] if value else []
