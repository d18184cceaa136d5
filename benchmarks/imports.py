"""How fast a shop's export is taken in, beside what the engine could do, and how long others wait meanwhile.

``python -m benchmarks.imports [--rows N] [--plot FILE]``. An order line is a line of any of the files.
"""

import argparse
import gc
import resource
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter, process_time

from sqlalchemy import Table, func, insert, select

import db.schema  # noqa: F401 -- attaches what belongs to the schema beside tables
from benchmarks.imports_export import export_in
from benchmarks.imports_plot import plotted
from benchmarks.made_up import SEED
from console.access import Actor, Role
from console.imports.actions import take_in, try_out
from console.imports.profile import profile_named
from console.imports.records import Outcome, Report
from console.operators.records import Operator
from db.base import Base
from db.engine import open_sqlite
from db.search_index import keep_up
from db.work import SqlBackend, SqlWork

ROWS = 100_000
CHUNK = 1_000  # rows that Core is given at once, each chunk a transaction
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
LONGEST_MS = 50
TENTHS = 10
KEY = bytes(range(32))


class Timed(SqlBackend):
    """A backend that notes when each write transaction ended, and how long it took."""

    took: list[tuple[float, float]]

    @contextmanager
    def begin(self, *, lightly: bool = False) -> Iterator[SqlWork]:
        began = perf_counter()
        with super().begin(lightly=lightly) as work:
            yield work
        self.took.append((perf_counter(), perf_counter() - began))


@dataclass(frozen=True, slots=True)
class Row:
    """One measured thing; `slowest` is the 95th of a hundred write transactions, in milliseconds."""

    name: str
    rows: int
    seconds: float
    busy: float  # seconds of the processor
    slowest: float | None = None

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds


class Clock:
    """Measures from where it is made, by the wall and by the processor's time of this process."""

    def __init__(self) -> None:
        self._began, self._busy = perf_counter(), process_time()

    def row(self, name: str, rows: int, slowest: float | None = None) -> Row:
        """Return the time gone by as a row."""
        return Row(name, rows, perf_counter() - self._began, process_time() - self._busy, slowest)


def backend_in(folder: Path, name: str) -> tuple[Timed, Actor]:
    """Return an empty encrypted store and its administrator."""
    engines = open_sqlite(folder / f"{name}.store", KEY, create=True)
    with engines.write.begin() as connection:
        Base.metadata.create_all(connection)
    backend = Timed(engines, clock=lambda: NOW)
    backend.took = []
    with backend.begin() as work:
        operator_id = work.operators.add(Operator(0, "Root", Role.ADMINISTRATOR, NOW), "no password")
    return backend, Actor(operator_id, "Root", Role.ADMINISTRATOR)


def written_by_import(backend: Timed) -> dict[Table, int]:
    """Return the tables that an import filled, parents first, with how many rows they have."""
    names = ("account", "account_name", "account_contact", "account_address", "shop_order", "order_item")
    tables = [Base.metadata.tables[n] for n in (*names, "payment", "import_mark")]
    with backend.read() as work:
        counts = {t: work.session.scalar(select(func.count()).select_from(t)) or 0 for t in tables}
    return {table: count for table, count in counts.items() if count}


def inserted_by_core(source: Timed, target: Timed) -> Row:
    """Return how long Core takes for the same rows in the same tables, given to it ready made."""
    seconds, busy, rows = 0.0, 0.0, written_by_import(source)
    for table in rows:
        with source.engines.read.connect() as connection:
            found = connection.execution_options(yield_per=CHUNK).execute(select(table))
            for part in found.mappings().partitions(CHUNK):
                values = [dict(r) for r in part]
                clock = Clock()
                with target.engines.write.begin() as writing:
                    writing.execute(insert(table), values)
                part_of = clock.row("", 0)
                seconds, busy = seconds + part_of.seconds, busy + part_of.busy
    return Row("SQLAlchemy Core, the same rows in the same tables, rows", sum(rows.values()), seconds, busy)


def slowest_of(backend: Timed) -> float | None:
    """Return the 95th of a hundred write transactions in milliseconds."""
    took = sorted(seconds for _, seconds in backend.took)
    return took[int(len(took) * 0.95)] * 1000 if took else None


def checked(report: Report, rows: int) -> None:
    """See to it that every line was taken."""
    if report.refused or report.read != rows or report.total(Outcome.CREATED) not in (0, rows):
        raise ValueError(report.problems[:3])


@dataclass(frozen=True, slots=True)
class Measured:
    """The table's rows, how fast each tenth of the import was, and its memory."""

    rows: list[Row]
    tenths: list[float]
    megabytes: float


def measure(folder: Path, lines: int) -> Measured:
    """Return everything measured."""
    files, plain = export_in(folder, lines, SEED), profile_named("plain")
    backend, root = backend_in(folder, "imported")
    gc.collect()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    marks: list[tuple[float, float]] = []

    def hear(done: int, total: int | None) -> None:
        marks.append((perf_counter(), done / total if total else 0.0))

    backend.took.clear()
    clock = Clock()
    checked(take_in(backend, root, plain, files, progress=hear).report, lines)
    taken = clock.row("tables and B-trees, lines", lines, slowest_of(backend))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024
    backend.took.clear()
    indexer = Clock()
    keep_up(backend)
    indexing = indexer.row("  of these the search index", lines, slowest_of(backend))
    whole = clock.row("with all indexes, lines", lines)
    core_backend, _root = backend_in(folder, "core")
    core = inserted_by_core(backend, core_backend)
    core_backend.close()
    again = timed("the same again, lines", lines, lambda: take_in(backend, root, plain, files).report)
    dry = timed("dry run, lines", lines, lambda: try_out(backend, root, plain, files))
    backend.close()
    return Measured([taken, indexing, whole, core, again, dry], tenths_of(marks, lines), grown)


def timed(name: str, lines: int, run: Callable[[], Report]) -> Row:
    """Return how long a run takes whose lines are all taken."""
    clock = Clock()
    checked(run(), lines)
    return clock.row(name, lines)


def tenths_of(marks: Sequence[tuple[float, float]], lines: int) -> list[float]:
    """Return the lines a second of each tenth of an import, by when which share was done."""
    begun = [mark for mark in marks if mark[1] > 0 or mark is marks[0]]
    ends = [next(at for at, share in begun if share >= (n + 1) / TENTHS - 1e-9) for n in range(TENTHS)]
    starts = [next(at for at, share in reversed(marks) if share == 0.0), *ends]
    return [lines / TENTHS / max(e - s, 1e-9) for s, e in zip(starts, ends, strict=False)]


def main(given: Sequence[str] = ()) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument("--plot", type=Path)
    options = parser.parse_args(given)
    with tempfile.TemporaryDirectory(prefix="import-benchmark-") as folder:
        measured = measure(Path(folder), options.rows)
    print(f"\n## Imports: {options.rows:,} lines into an empty encrypted store, indexed after\n")
    print("| what | rows | seconds | of these busy | rows a second | a busy second | transaction p95 ms |")
    print("|---|---|---|---|---|---|---|")
    for row in measured.rows:
        slowest = f"{row.slowest:.0f}" if row.slowest else "-"
        print(
            f"| {row.name} | {row.rows:,} | {row.seconds:.1f} | {row.busy:.1f} | {row.rate:,.0f} "
            f"| {row.rows / row.busy:,.0f} | {slowest} |"
        )
    taken, core = measured.rows[0], measured.rows[3]
    share, busy = core.seconds / taken.seconds, core.busy / taken.busy
    print(f"\nCore needs {share:.0%} of the time that taking the files in does, {busy:.0%} of the busy time.")
    print("Lines a second by tenths: " + ", ".join(f"{rate:,.0f}" for rate in measured.tenths) + ".")
    print(f"Memory grew by {measured.megabytes:.0f} MB while the rows were taken in.")
    print(f"A transaction should be over within {LONGEST_MS} ms, for others wait for it.")
    if options.plot:
        options.plot.write_text(plotted(measured.tenths), encoding="utf-8")


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
