"""From files to records: everything that an export says, with what there is to tell of its lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from console.imports.lines import LineReader
from console.imports.loading import Loaded, Notes, load, recognise
from console.imports.people import SET_FIELDS, incoming_people, read_people
from console.imports.profile import Profile
from console.imports.purchases import incoming_orders, incoming_parcels, read_orders, read_parcels
from console.imports.records import OWN, SETS, Difference, FileRead, Incoming, Kind, Place

ENTITY_OF = {Kind.ACCOUNTS: "account", Kind.ORDERS: "order", Kind.PARCELS: "parcel"}


@dataclass(slots=True)
class Gathered:
    """What the files hold, ready to be taken in; people before orders before parcels."""

    files: tuple[FileRead, ...]
    notes: Notes
    accounts: list[Incoming] = field(default_factory=list)
    orders: list[Incoming] = field(default_factory=list)
    parcels: list[Incoming] = field(default_factory=list)

    @property
    def read(self) -> int:
        """How many records the files have, with those that are never taken."""
        return sum(f.lines for f in self.files)


def gather(profile: Profile, paths: Sequence[Path], progress: Callable[[int], None]) -> Gathered:
    """Return what the files hold; nothing is written. Raises: Invalid."""
    notes = Notes()
    loaded = load(profile, recognise(profile, paths), notes, progress)
    readers = {
        name: LineReader(profile, name, loaded.tables, notes)
        for name, entity in profile.entities.items()
        if entity.file in loaded.tables
    }
    return _gather(profile, loaded, readers, notes)


def _gather(profile: Profile, loaded: Loaded, readers: dict[str, LineReader], notes: Notes) -> Gathered:
    gathered = Gathered(loaded.files, notes)
    people = None
    if "account" in readers:
        alone = profile.order is None or profile.order.file != profile.account.file
        people = read_people(readers["account"], notes, one_line_each=alone)
    if "order" in readers:
        orders = read_orders(readers, people, notes)
        parcels = read_parcels(readers["parcel"], orders, notes) if "parcel" in readers else {}
        covers = frozenset(readers.keys() & {"item", "payment"})
        gathered.orders = incoming_orders(orders, covers)
        gathered.parcels = incoming_parcels(parcels)
    elif "parcel" in readers:
        gathered.parcels = incoming_parcels(read_parcels(readers["parcel"], {}, notes))
    if people is not None:
        gathered.accounts = incoming_people(people, readers["account"], notes)
    return gathered


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
