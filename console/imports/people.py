"""Joins the lines of people: one person may stand on several, and orders may know them by another id."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from console.customers.records import script_of
from console.imports.lines import LineReader
from console.imports.loading import Line, Notes
from console.imports.records import OWN, Element, Fields, Incoming, Kind, Place, Reason, Value

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


@dataclass(slots=True)
class Person:
    """What the lines read so far say of one person; `fault` is the first line that was refused."""

    key: str
    lines: list[tuple[Line, Fields]] = field(default_factory=list)
    fault: Place | None = None


@dataclass(slots=True)
class People:
    """Everyone in the files; `links` lead from the id that orders use to the person's own."""

    by_key: dict[str, Person] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    linked: bool = False  # orders use another id than the person's

    def key_of(self, link: str) -> str:
        """Return the person's own id for the one that an order uses, empty where no line has it."""
        return self.links.get(link, "") if self.linked else link

    def fault_of(self, key: str) -> Place | None:
        """Return the refused line of a person, None where all is well or nothing known."""
        person = self.by_key.get(key)
        return person.fault if person else None

    def names_of(self, key: str) -> set[str]:
        """Return the names of a person as they are compared: without blanks, in lower case."""
        person = self.by_key.get(key)
        lines = person.lines if person else []
        return {bare(str(v)) for _, fields in lines for n in NAMES if (v := fields.get(n))}


def bare(name: str) -> str:
    """Return a name for comparing: without blanks, in lower case."""
    return "".join(name.split()).casefold()


def read_people(reader: LineReader, notes: Notes, *, one_line_each: bool) -> People:
    """Return everyone that the lines name; a person with a refused line is refused whole.

    `one_line_each`: the file is about people alone, so that an id which comes again is worth a word.
    """
    people = People(linked=reader.has("known_as"))
    seen: dict[str, Line] = {}
    unique = "known_as" if people.linked else "id"
    for line in reader.table.lines:
        key, again = reader.raw(line, "id"), None
        if people.linked or one_line_each:
            again = seen.setdefault(reader.raw(line, unique), line)
        if again is not None and again is not line:
            _tell_again(people, reader, line, again, notes)
        else:
            _read_person(people, reader, line, key)
    for person in people.by_key.values():
        if person.fault:
            refuse_with([line.place for line, _ in person.lines], person.fault, notes)
    return people


def _read_person(people: People, reader: LineReader, line: Line, key: str) -> None:
    fields = reader.fields(line, "")
    if not key:
        return
    person = people.by_key.setdefault(key, Person(key))
    people.links[reader.raw(line, "known_as")] = key
    if fields is None:
        person.fault = person.fault or line.place
    else:
        person.lines.append((line, fields))


def _tell_again(people: People, reader: LineReader, line: Line, first: Line, notes: Notes) -> None:
    """Tell of an id that came before: the same line is passed over, another refuses the person."""
    column = reader.entity.column("known_as" if people.linked else "id")
    where: dict[str, str | int] = {"file": first.place.file, "line": first.place.line}
    if line.cells == first.cells:
        notes.tell(line.place, column, Reason.REPEATED, **where)
        return
    notes.tell(line.place, column, Reason.SAID_OTHERWISE, **where)
    for key in {reader.raw(line, "id"), reader.raw(first, "id")} & people.by_key.keys():
        people.by_key[key].fault = people.by_key[key].fault or line.place


def refuse_with(places: list[Place], cause: Place, notes: Notes) -> None:
    """Refuse the other lines of a record of which one line is wrong."""
    for place in places:
        if place not in notes.refused:
            notes.tell(place, "", Reason.WITH_ITS_RECORD, file=cause.file, line=cause.line)


def incoming_people(people: People, reader: LineReader, notes: Notes) -> list[Incoming]:
    """Return the people whose lines stand."""
    found = []
    for person in people.by_key.values():
        lines = [(line, fields) for line, fields in person.lines if line.place not in notes.refused]
        if lines and not person.fault:
            found.append(_incoming(person.key, lines, reader))
    return found


def _incoming(key: str, lines: list[tuple[Line, Fields]], reader: LineReader) -> Incoming:
    own: dict[str, Value] = {n: lines[-1][1][n] for n in OWN_FIELDS if reader.has(n)}
    sets = {
        name: tuple(dict.fromkeys(e for _, fields in lines for e in _elements(name, fields)))
        for name, sources in SET_FIELDS.items()
        if any(reader.has(s) for s in sources)
    }
    return Incoming(Kind.ACCOUNTS, key, {OWN: own}, sets, {OWN: lines[0][0].place})


def _elements(name: str, fields: Fields) -> list[Element]:
    if name == "names":
        texts = {n: str(fields[n]).strip() for n in NAMES if fields.get(n)}
        return [(text, script_of(text).value) for text in dict.fromkeys(texts.values()) if text]
    if name == "addresses":
        whole = tuple(str(fields.get(n) or "") for n in ADDRESS)
        return [(*whole, str(fields.get("country") or ""))] if any(whole) else []
    value = str(fields.get(SET_FIELDS[name][0]) or "")
    return [(value,)] if value else []
