"""Finds out which file is which by the columns it has, and goes through their lines once, for the keys."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from console.errors import Invalid
from console.imports.deriving import Derived, Plainly, can_be_told, is_absent, pick_with
from console.imports.fields import ENTITIES
from console.imports.lined import Cells, Pick, Table, pick_of
from console.imports.mapping import Entity
from console.imports.notes import Notes
from console.imports.opening import open_sources
from console.imports.profile import Profile, profile_named, profile_names
from console.imports.records import FileRead, Place, Reason
from console.imports.sources import Bad, TableSource
from console.words import N_, listed

EVERY = 1_000  # lines between two words of progress
See = Callable[[int, Cells], None]  # is shown each line of a table once: its number and its cells


@dataclass(frozen=True, slots=True)
class Recognised:
    """One file and what it was taken for."""

    source: TableSource
    table: str
    header: tuple[str, ...]
    taken: bool


def recognise(profile: Profile, given: Sequence[Path | TableSource]) -> list[Recognised]:
    """Return what each file is, by its columns alone. Raises: Invalid, naming every file that is unknown."""
    sources = [s for g in given for s in (open_sources(g, profile.form) if isinstance(g, Path) else [g])]
    seen = [(source, _recognise(profile, source)) for source in sources]
    found = [one for _source, one in seen if one is not None]
    _check_known(profile, [source for source, one in seen if one is None])
    for table in {f.table for f in found if f.taken}:
        _check_columns(profile, [f for f in found if f.table == table])
    if not any(f.taken for f in found):
        raise Invalid(
            N_("None of these files holds anything that the profile {name} takes."), name=profile.name
        )
    return found


def _recognise(profile: Profile, source: TableSource) -> Recognised | None:
    header = source.header()
    known = {**profile.files, **profile.not_taken}
    fitting = sorted((len(c), t) for t, c in known.items() if set(c) <= set(header))
    if not fitting or (len(fitting) > 1 and fitting[-1][0] == fitting[-2][0]):
        return None
    table = fitting[-1][1]
    return Recognised(source, table, tuple(header), table in profile.files)


def _check_known(profile: Profile, unknown: Sequence[TableSource]) -> None:
    if len(unknown) == 1:
        others = _who_knows(unknown[0])
        words = (
            N_("{file} has not the columns of any file that the profile {name} knows. {others} knows it.")
            if others
            else N_("{file} has not the columns of any file that the profile {name} knows.")
        )
        raise Invalid(words, file=unknown[0].name, name=profile.name, others=listed(others))
    if unknown:
        raise Invalid(
            N_("{n} files have not the columns of any file that the profile {name} knows: {files}."),
            n=len(unknown),
            files=listed(source.name for source in unknown),
            name=profile.name,
        )


def those_that_fit(profiles: Sequence[Profile], files: Sequence[Path]) -> list[str]:
    """Return the names of the profiles that know every one of these files of text by its columns."""
    return [profile.name for profile in profiles if files and _fits(profile, files)]


def _fits(profile: Profile, files: Sequence[Path]) -> bool:
    try:
        return bool(recognise(profile, files))
    except Invalid:
        return False


def _who_knows(source: TableSource) -> list[str]:
    """Return the shipped profiles that take a file with these columns."""
    several = (profile_named(name) for name in profile_names())
    return [p.name for p in several if (one := _recognise(p, source)) is not None and one.taken]


def _check_columns(profile: Profile, files: list[Recognised]) -> None:
    table = files[0].table
    for one in files:
        for name, entity in profile.entities.items():
            if entity.file == table and not (entity.optional and is_absent(name, entity, [one.header])):
                _check_needed(name, entity, one)
        taken = profile.columns_taken(table)
        for column in taken:
            if f"{column}#2" in one.header and f"{column}#2" not in taken:
                raise Invalid(
                    N_("The column {column} stands twice in {file}; the profile must say which one."),
                    file=one.source.name,
                    column=column,
                )


def _check_needed(name: str, entity: Entity, one: Recognised) -> None:
    for field, source in entity.fields.items():
        if ENTITIES[name][field].required and (missing := source.missing(one.header)):
            raise Invalid(N_("{file} lacks the column {column}."), file=one.source.name, column=missing[0])


def headers_of(files: Sequence[Recognised]) -> dict[str, list[tuple[str, ...]]]:
    """Return the columns of the files, by table."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for one in files:
        found.setdefault(one.table, []).append(one.header)
    return found


def tables_of(plain: Plainly, files: Sequence[Recognised]) -> dict[str, Table]:
    """Return the tables that the files make, still without a line."""
    profile = plain.profile
    tables: dict[str, Table] = {}
    for one in files:
        if one.taken and one.table not in tables:
            same = [f for f in files if f.table == one.table]
            columns = [c for c in profile.columns_taken(one.table) if all(c in f.header for f in same)]
            columns += [d.column for d in _told_in(plain, one) if all(can_be_told(d, f.header) for f in same)]
            where = {column: at for at, column in enumerate(columns)}
            tables[one.table] = Table(one.table, where, Place(one.source.name, 1))
    return tables


def _told_in(plain: Plainly, one: Recognised) -> Sequence[Derived]:
    return plain.derived.get(one.table, ())


def go_through(
    plain: Plainly,
    files: Sequence[Recognised],
    tables: Mapping[str, Table],
    see: Mapping[str, Sequence[See]],
    notes: Notes,
    progress: Callable[[int], None],
) -> tuple[FileRead, ...]:
    """Show every line once to those who want to see it, table by table in the order of `see`.

    Lines that are no records are noted. `progress` hears how many lines were read.
    """
    counts: dict[int, int] = {}
    order = [*see, *(f.table for f in files)]
    for at in sorted(range(len(files)), key=lambda at: order.index(files[at].table)):
        one, before = files[at], sum(counts.values())
        shown = _shown(plain, one, tables, see.get(one.table, ()), notes)
        for counts[at], _ in enumerate(shown, 1):
            if not counts[at] % EVERY:
                progress(before + counts[at])
        counts.setdefault(at, 0)
    return tuple(
        FileRead(f.source.name, f.table, counts[at], f.taken, f.source.blank) for at, f in enumerate(files)
    )


def _shown(
    plain: Plainly, one: Recognised, tables: Mapping[str, Table], see: Iterable[See], notes: Notes
) -> Iterable[object]:
    """Show each line of a file, and give it once for counting."""
    table = tables.get(one.table)
    if table is None:
        return one.source.rows()
    derived = [d for d in _told_in(plain, one) if d.column in table.columns]
    plain_columns = [c for c in table.columns if c not in {d.column for d in derived}]
    pick = pick_with(pick_of([one.header.index(c) for c in plain_columns]), derived, one.header)
    table.begin(one.source, pick)
    return _taken(one, table, pick, list(see), notes)


def _taken(one: Recognised, table: Table, pick: Pick, see: Sequence[See], notes: Notes) -> Iterable[object]:
    width = len(one.header)
    for row in one.source.rows():
        if isinstance(row, Bad):
            notes.tell(Place(one.source.name, row.line), "", row.reason)
        elif len(row.cells) != width:
            place = Place(one.source.name, row.line)
            notes.tell(place, "", Reason.CELL_COUNT, found=len(row.cells), expected=width)
        else:
            number, cells = table.add(row), pick(row.cells)
            for each in see:
                each(number, cells)
        yield row
