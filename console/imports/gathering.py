"""From files to records: who and what is in them by one look at the keys; the rest as it is taken."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from console.imports.deliveries import Parcels
from console.imports.deriving import Plainly, plainly
from console.imports.lined import Table
from console.imports.lines import LineReader
from console.imports.loading import See, go_through, headers_of, recognise, tables_of
from console.imports.notes import Notes
from console.imports.people import AT_ONCE, SET_FIELDS, People
from console.imports.profile import Profile
from console.imports.purchases import Orders
from console.imports.records import OWN, SETS, Difference, FileRead, Incoming, Kind, Place
from console.imports.sources import TableSource

ENTITY_OF = {Kind.ACCOUNTS: "account", Kind.ORDERS: "order", Kind.PARCELS: "parcel"}


class Records(Protocol):
    """The records of one kind, numbered as they come in the files."""

    def __len__(self) -> int: ...
    def seen(self) -> None:
        """Put the lines of each record together once all were seen."""
        ...

    def read(self, first: int, after: int) -> list[Incoming]:
        """Return those from number `first` on, `after` not among them, whose lines all stand."""
        ...


@dataclass(slots=True)
class Gathered:
    """What the files hold, ready to be taken in; people before orders before parcels."""

    notes: Notes
    tables: dict[str, Table]
    sources: tuple[TableSource, ...]
    files: tuple[FileRead, ...] = ()
    people: People | None = None
    orders: Orders | None = None
    parcels: Parcels | None = None
    see: dict[str, list[See]] = field(default_factory=dict)
    checked: bool = False  # people and orders were read once already, and their problems told

    def batch(self, kind: Kind, first: int, after: int) -> list[Incoming]:
        """Return records of a kind from number `first` on, `after` not among them. Raises: Invalid."""
        kinds = list(self.records)
        self.notes.before = 1 + sum(len(self.records[k]) for k in kinds[: kinds.index(kind)])
        self.notes.muted = self.checked and kind is not Kind.PARCELS
        try:
            return self.records[kind].read(first, after)
        finally:
            self.notes.muted = False

    @property
    def read(self) -> int:
        """How many records the files have, with those that are never taken."""
        return sum(f.lines for f in self.files)

    @property
    def records(self) -> dict[Kind, Records]:
        """The records by kind, in the order in which they are taken."""
        found = {Kind.ACCOUNTS: self.people, Kind.ORDERS: self.orders, Kind.PARCELS: self.parcels}
        return {kind: records for kind, records in found.items() if records is not None}

    def number_of(self, kind: Kind, key: str) -> int | None:
        """Return the number of an account or order among those of the files."""
        among = self.people if kind is Kind.ACCOUNTS else self.orders
        return None if among is None else among.find(key)

    def close(self) -> None:
        """Let go of the files."""
        for table in self.tables.values():
            table.close()


def gather(
    profile: Profile, given: Sequence[Path | TableSource], progress: Callable[[int], None]
) -> Gathered:
    """Return what the files hold after going through them once; nothing is written. Raises: Invalid."""
    files = recognise(profile, given)
    plain, notes = plainly(profile, headers_of(files)), Notes()
    profile = plain.profile
    gathered = Gathered(notes, tables_of(plain, files), tuple(f.source for f in files))
    readers = {
        name: LineReader(profile, name, gathered.tables, notes)
        for name, entity in profile.entities.items()
        if entity.file in gathered.tables
    }
    _expect(plain, gathered, readers, notes)
    try:
        gathered.files = go_through(plain, files, gathered.tables, gathered.see, notes, progress)
        for records in gathered.records.values():
            records.seen()
        if profile.order is not None and profile.order.file == profile.account.file:
            _check(gathered, progress)
    except BaseException:
        gathered.close()
        raise
    return gathered


def _expect(plain: Plainly, gathered: Gathered, readers: dict[str, LineReader], notes: Notes) -> None:
    """Say who wants to see the lines of each table: orders before what belongs to them."""
    profile, see = plain.profile, gathered.see
    if "account" in readers:
        alone = profile.order is None or profile.order.file != profile.account.file
        gathered.people = People(readers["account"], notes, one_line_each=alone)
    if "order" in readers:
        gathered.orders = Orders(readers, gathered.people, notes, without_items=plain.without_items)
        see.update(gathered.orders.sees())
    if gathered.people is not None:
        see.setdefault(profile.account.file, []).append(gathered.people.see)
    if "parcel" in readers:
        gathered.parcels = Parcels(readers["parcel"], gathered.orders, notes)
        see.setdefault(readers["parcel"].entity.file, []).append(gathered.parcels.see)
    for reader in readers.values():
        for entries in reader.entries:
            see.setdefault(entries.table.name, []).append(entries.see)


def _check(gathered: Gathered, progress: Callable[[int], None]) -> None:
    """Find every wrong line beforehand where people stand on the lines of their orders, in one file.

    Who stands on refused lines alone is not taken in; what is told here is not told again.
    """
    for records in (gathered.people, gathered.orders):
        if records is not None:
            for first in range(0, len(records), AT_ONCE):
                records.read(first, min(first + AT_ONCE, len(records)))
                progress(gathered.read)
    gathered.checked = True


def column_of(profile: Profile, record: Incoming, part: str, name: str) -> str:
    """Return the column that a field of a record was read from."""
    own = ENTITY_OF[record.kind]
    entity = profile.entities.get(own if part in (OWN, SETS) else part.partition(":")[0])
    if entity is None:
        return ""
    names = SET_FIELDS.get(name, ("order",) if name == "orders" else (name,)) if part == SETS else (name,)
    return next((c for n in names if (c := entity.column(n))), "")


def place_of(record: Incoming, difference: Difference) -> Place:
    """Return the line to point at for a difference."""
    return record.places.get(difference.part, record.places[OWN])
