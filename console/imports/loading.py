"""Finds out which file is which by the columns it has, and reads the columns that the profile takes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from console.errors import Invalid
from console.imports.fields import ENTITIES
from console.imports.opening import open_sources
from console.imports.profile import Profile
from console.imports.records import FileRead, Place, Problem, Reason, Severity
from console.imports.sources import Bad, Form, Row, TableSource
from console.words import N_, listed

MOST_PROBLEMS = 10_000  # kept in a report; more are counted
EVERY = 1_000  # lines between two words of progress


@dataclass(frozen=True, slots=True)
class Line:
    """One record of a file: the cells of the columns that are taken, in the table's order."""

    place: Place
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Every line of one kind of file; `columns` says where a column stands in `cells`."""

    name: str
    columns: Mapping[str, int]
    lines: list[Line]
    first: Place  # the header


@dataclass(slots=True)
class Notes:
    """What there is to tell, as it is found."""

    problems: list[Problem] = field(default_factory=list)
    left_out: int = 0
    refused: set[Place] = field(default_factory=set)

    def tell(self, place: Place, column: str, reason: Reason, **params: str | int) -> None:
        """Note a problem of a line; one that is not a warning refuses the line."""
        problem = Problem(place.file, place.line, column, reason, params)
        if problem.severity is Severity.REFUSED:
            self.refused.add(place)
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        else:
            self.left_out += 1


@dataclass(frozen=True, slots=True)
class Recognised:
    """One file and what it was taken for."""

    source: TableSource
    table: str
    header: tuple[str, ...]
    taken: bool


@dataclass(frozen=True, slots=True)
class Loaded:
    """All files, read."""

    tables: Mapping[str, Table]
    files: tuple[FileRead, ...]


def recognise(profile: Profile, paths: Sequence[Path]) -> list[Recognised]:
    """Return what each file is, by its columns alone. Raises: Invalid, naming every file that is unknown."""
    form = Form(profile.encoding, profile.separator)
    seen = [(source, _recognise(profile, source)) for path in paths for source in open_sources(path, form)]
    found = [one for _source, one in seen if one is not None]
    _check_known(profile, [source.name for source, one in seen if one is None])
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


def _check_known(profile: Profile, unknown: Sequence[str]) -> None:
    if len(unknown) == 1:
        raise Invalid(
            N_("{file} has not the columns of any file that the profile {name} knows."),
            file=unknown[0],
            name=profile.name,
        )
    if unknown:
        raise Invalid(
            N_("{n} files have not the columns of any file that the profile {name} knows: {files}."),
            n=len(unknown),
            files=listed(unknown),
            name=profile.name,
        )


def _check_columns(profile: Profile, files: list[Recognised]) -> None:
    table = files[0].table
    entities = [(n, e) for n, e in profile.entities.items() if e.file == table]
    needed = {c for n, e in entities for f, d in ENTITIES[n].items() if d.required for c in e.columns_of(f)}
    for one in files:
        for column in profile.columns_taken(table):
            if column in needed and column not in one.header:
                raise Invalid(N_("{file} lacks the column {column}."), file=one.source.name, column=column)
            if f"{column}#2" in one.header:
                raise Invalid(
                    N_("The column {column} stands twice in {file}; the profile must say which one."),
                    file=one.source.name,
                    column=column,
                )


def load(
    profile: Profile, files: Sequence[Recognised], notes: Notes, progress: Callable[[int], None]
) -> Loaded:
    """Read the files; lines that are no records are noted. `progress` hears how many lines were read."""
    tables: dict[str, Table] = {}
    read: list[FileRead] = []
    for one in files:
        if one.taken and one.table not in tables:
            same = [f for f in files if f.table == one.table]
            columns = [c for c in profile.columns_taken(one.table) if all(c in f.header for f in same)]
            where = {column: at for at, column in enumerate(columns)}
            tables[one.table] = Table(one.table, where, [], Place(one.source.name, 1))
        before = sum(f.lines for f in read)
        count = _read(one, tables.get(one.table), notes, lambda n, b=before: progress(b + n))  # type: ignore[misc]  # a default binds b
        read.append(FileRead(one.source.name, one.table, count, one.taken))
    return Loaded(tables, tuple(read))


def _read(one: Recognised, table: Table | None, notes: Notes, progress: Callable[[int], None]) -> int:
    places = [one.header.index(c) for c in table.columns] if table else []
    count = 0
    for count, row in enumerate(one.source.rows(), 1):
        if table:
            _add(row, one, table, places, notes)
        if not count % EVERY:
            progress(count)
    return count


def _add(row: Row | Bad, one: Recognised, table: Table, places: list[int], notes: Notes) -> None:
    place = Place(one.source.name, row.line)
    if isinstance(row, Bad):
        notes.tell(place, "", row.reason)
    elif len(row.cells) != len(one.header):
        notes.tell(place, "", Reason.CELL_COUNT, found=len(row.cells), expected=len(one.header))
    else:
        table.lines.append(Line(place, tuple(row.cells[at] for at in places)))
