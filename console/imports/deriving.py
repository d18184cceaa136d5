"""Brings what a profile says down to plain columns, once the files' own columns are known.

A field that is more than a column (the first of several, a guest's number, a word for an empty cell) becomes
one column more of its table, told from the cells of its line. Whatever reads lines knows of columns alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from console.customers.records_links import GUEST
from console.imports.cells import BLANKS
from console.imports.fields import ADDRESS_FIELDS, ENTITIES
from console.imports.lined import Pick
from console.imports.mapping import Entity, Only, Source
from console.imports.profile import Profile

KEY_FIELD = {"item": "order", "payment": "order", "parcel": "number"}
Tell = Callable[[Sequence[str]], str]  # what a line's cells say


@dataclass(frozen=True, slots=True)
class Derived:
    """One column that is told from others."""

    column: str
    source: Source
    only: Only | None = None
    between: str = " "  # several cells


@dataclass(frozen=True, slots=True)
class Plainly:
    """A profile whose fields are columns alone, with those that are derived, by table."""

    profile: Profile
    derived: Mapping[str, tuple[Derived, ...]]
    without_items: bool = False  # the file of the orders has no columns of items, as the profile foresaw


def plainly(profile: Profile, headers: Mapping[str, Sequence[Sequence[str]]]) -> Plainly:
    """Return the profile for files with these headers; kinds that may be absent and are, are left out."""
    derived: dict[str, list[Derived]] = {}
    entities: dict[str, Entity | None] = {}
    for name, entity in profile.entities.items():
        if entity.optional and is_absent(name, entity, headers.get(entity.file, ())):
            entities[name] = None
            continue
        fields, found = _plain_fields(name, entity)
        entities[name] = entity.model_copy(update={"fields": fields})
        derived.setdefault(entity.file, []).extend(found)
    plain = profile.model_copy(update=entities)
    without_items = profile.item is not None and plain.item is None
    return Plainly(plain, {table: tuple(found) for table, found in derived.items()}, without_items)


def is_absent(name: str, entity: Entity, headers: Sequence[Sequence[str]]) -> bool:
    """Tell whether a file lacks a column without which there is no record of this kind."""
    needed = [f for f, declared in ENTITIES[name].items() if declared.required and f in entity.fields]
    return any(entity.fields[f].missing(header) for header in headers for f in needed)


def _plain_fields(name: str, entity: Entity) -> tuple[dict[str, Source], list[Derived]]:
    fields: dict[str, Source] = {}
    found: list[Derived] = []
    for field, source in entity.fields.items():
        only = entity.only if field == KEY_FIELD.get(name) else None
        if source.is_derived or only:
            column = f"{entity.column(field)} → {name}.{field}"
            found.append(Derived(column, source, only, "\n" if field in ADDRESS_FIELDS else " "))
            fields[field] = Source(columns=(column,))
        else:
            fields[field] = source
    return fields, found


def can_be_told(derived: Derived, header: Sequence[str]) -> bool:
    """Tell whether a file has a column that says something of a derived one."""
    return not derived.source.missing(header) or any(c in header for c in derived.source.columns_named)


def pick_with(pick: Pick, derived: Sequence[Derived], header: Sequence[str]) -> Pick:
    """Return what picks the cells taken from a line, the derived ones behind the others."""
    tells = [_with_only(one, header) for one in derived]
    if not tells:
        return pick
    return lambda cells: (*pick(cells), *(tell(cells) for tell in tells))


def _with_only(derived: Derived, header: Sequence[str]) -> Tell:
    tell, only = _tell(derived.source, header, derived.between), derived.only
    column = next((c for c in only.first_of if c in header), None) if only else None
    if only is None or column is None:
        return tell
    at, among = header.index(column), frozenset(only.among)
    return lambda cells: tell(cells) if cells[at].strip(BLANKS) in among else ""


def _tell(source: Source, header: Sequence[str], between: str) -> Tell:
    if source.first_of:
        return _first_of([_tell(one, header, between) for one in source.first_of], source.first_of)
    if source.value is not None:
        value = source.value
        return lambda _cells: value
    said = _joined(source, header, between)
    if source.means:
        return lambda cells: source.means if said(cells) else ""
    if source.words is not None:
        words = source.words
        return lambda cells: words.get(text := said(cells), text)
    if source.guest in header:
        guest = header.index(source.guest)
        return lambda cells: said(cells) or _guest(cells[guest])
    return said


def _guest(number: str) -> str:
    number = number.strip(BLANKS)
    return GUEST + number if number else ""


def _joined(source: Source, header: Sequence[str], between: str) -> Tell:
    at = [header.index(c) for c in source.columns if c in header]
    ends = f"{BLANKS}'" if source.strip_apostrophe else BLANKS
    return lambda cells: between.join(text for i in at if (text := cells[i].strip(BLANKS).lstrip(ends)))


def _first_of(tells: Sequence[Tell], sources: Sequence[Source]) -> Tell:
    """Return what tells the first that says something; a word that a list has not is kept for the last."""
    known = [frozenset(s.words.values()) if s.words is not None else None for s in sources]

    def tell(cells: Sequence[str]) -> str:
        unknown = ""
        for each, words in zip(tells, known, strict=True):
            text = each(cells)
            if text and (words is None or text in words):
                return text
            unknown = text or unknown
        return unknown

    return tell
