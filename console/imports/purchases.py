"""Joins the lines of orders, items, payments and parcels; an order with one wrong line is refused whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from console.imports.lines import LineReader
from console.imports.loading import Line, Notes
from console.imports.people import People, bare, refuse_with
from console.imports.records import OWN, Fields, Incoming, Kind, Place, Reason, Value

RECIPIENT = (
    "recipient_name",
    "recipient_phone",
    "recipient_address",
    "recipient_city",
    "recipient_region",
    "recipient_postcode",
    "recipient_country",
)
Readers = Mapping[str, LineReader]


@dataclass(slots=True)
class Draft:
    """An order or parcel while its lines are gathered; `fault` is the first line that was refused."""

    key: str
    places: dict[str, Place]
    cells: dict[str, tuple[str, ...]] = field(default_factory=dict)  # of each part, to tell repeated lines
    parts: dict[str, Fields] = field(default_factory=dict)
    lines: list[Place] = field(default_factory=list)
    fault: Place | None = None
    currency: str = ""
    orders: dict[str, None] = field(default_factory=dict)

    def blame(self, place: Place) -> None:
        """Note the line for which the whole is refused, if it is the first."""
        self.fault = self.fault or place


def read_orders(readers: Readers, people: People | None, notes: Notes) -> dict[str, Draft]:
    """Return the orders of the files by number, with their items and payments; refused ones have a fault."""
    drafts: dict[str, Draft] = {}
    for line in readers["order"].table.lines:
        _read_order(readers, line, people, drafts, notes)
    for name in ("item", "payment"):
        if name in readers:
            _read_parts(name, readers, drafts, notes)
    for draft in drafts.values():
        if draft.fault:
            refuse_with(draft.lines, draft.fault, notes)
    return drafts


def _is_one_file(readers: Readers) -> bool:
    """Tell whether an order's cells stand on each of its items' lines, in one file."""
    return "item" in readers and readers["item"].entity.file == readers["order"].entity.file


def _read_order(
    readers: Readers, line: Line, people: People | None, drafts: dict[str, Draft], notes: Notes
) -> None:
    reader = readers["order"]
    number = reader.raw(line, "number")
    known = drafts.get(number)
    if known:
        known.lines.append(line.place)
        if not _is_one_file(readers):
            _repeated(known, OWN, line, reader.entity.column("number"), notes)
        return
    currency = reader.currency_of(line)
    fields = reader.fields(line, currency)
    if not number:
        return
    draft = drafts[number] = Draft(
        number, {OWN: line.place}, {OWN: line.cells}, lines=[line.place], currency=currency
    )
    if fields is None:
        draft.blame(line.place)
        return
    draft.parts[OWN] = {**{k: v for k, v in fields.items() if k != "number"}, "currency": currency}
    _find_person(reader, line, people, draft, notes)


def _find_person(reader: LineReader, line: Line, people: People | None, draft: Draft, notes: Notes) -> None:
    """Give the order its person. Where no file names people, the store is asked later."""
    link = reader.raw(line, "account")
    key = people.key_of(link) if people else link
    fault = people.fault_of(key) if people else None
    if fault:
        draft.blame(fault)
    elif not key:
        notes.tell(line.place, reader.entity.column("account"), Reason.NO_SUCH_ACCOUNT)
        draft.blame(line.place)
    own = {**draft.parts[OWN], "account": key}
    if any(own.get(n) for n in RECIPIENT):
        name = bare(str(own.get("recipient_name") or ""))
        names = people.names_of(key) if people else set()
        own["recipient_is_other"] = bool(name and names) and name not in names
    draft.parts[OWN] = own


def _repeated(draft: Draft, part: str, line: Line, column: str, notes: Notes) -> None:
    """Tell of a line whose record stood before: the same is passed over, another refuses the whole."""
    first = draft.places[part]
    if draft.cells[part] == line.cells:
        notes.tell(line.place, column, Reason.REPEATED, file=first.file, line=first.line)
    else:
        notes.tell(line.place, column, Reason.SAID_OTHERWISE, file=first.file, line=first.line)
        draft.blame(line.place)


def _read_parts(name: str, readers: Readers, drafts: dict[str, Draft], notes: Notes) -> None:
    reader, same_file = readers[name], readers[name].entity.file == readers["order"].entity.file
    for line in reader.table.lines:
        number = reader.raw(line, "order")
        draft = drafts.get(number)
        first_only = same_file and name == "payment"
        if draft is None:
            column, reason = reader.entity.column("order"), Reason.NO_SUCH_ORDER if number else Reason.MISSING
            if not same_file:
                notes.tell(line.place, column, reason)
        elif not (first_only and line.place != draft.places[OWN]):
            _read_part(name, reader, line, draft, notes)


def _read_part(name: str, reader: LineReader, line: Line, draft: Draft, notes: Notes) -> None:
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
        _repeated(draft, part, line, reader.entity.column("position"), notes)
        return
    draft.places[part], draft.cells[part] = line.place, line.cells
    draft.parts[part] = {k: v for k, v in fields.items() if k not in ("order", "position")}


def read_parcels(reader: LineReader, orders: Mapping[str, Draft], notes: Notes) -> dict[str, Draft]:
    """Return the parcels of the file by number; one with several orders stands on several lines."""
    drafts: dict[str, Draft] = {}
    for line in reader.table.lines:
        number = reader.raw(line, "number")
        fields = reader.fields(line, "")
        if not number:
            continue
        draft = drafts.setdefault(number, Draft(number, {OWN: line.place}))
        draft.lines.append(line.place)
        order = reader.raw(line, "order")
        fault = orders[order].fault if order in orders else None
        if fields is None or fault:
            draft.blame(fault or line.place)
            continue
        draft.orders[order] = None
        own: dict[str, Value] = {k: v for k, v in fields.items() if k not in ("number", "order")}
        if draft.parts.setdefault(OWN, own) != own:
            first = draft.places[OWN]
            notes.tell(line.place, "", Reason.SAID_OTHERWISE, file=first.file, line=first.line)
            draft.blame(line.place)
    for draft in drafts.values():
        if draft.fault:
            refuse_with(draft.lines, draft.fault, notes)
    return drafts


def incoming_orders(drafts: Mapping[str, Draft], covers: frozenset[str]) -> list[Incoming]:
    """Return the orders whose lines all stand; `covers`: the kinds of parts that the files name whole."""
    return [
        Incoming(Kind.ORDERS, d.key, d.parts, {}, d.places, covers)
        for d in drafts.values()
        if d.fault is None
    ]


def incoming_parcels(drafts: Mapping[str, Draft]) -> list[Incoming]:
    """Return the parcels whose lines all stand."""
    return [
        Incoming(Kind.PARCELS, d.key, d.parts, {"orders": tuple((o,) for o in d.orders)}, d.places)
        for d in drafts.values()
        if d.fault is None
    ]
