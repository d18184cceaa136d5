"""Reads separated text as records with the line each begins on; broken quoting costs its own line alone."""

import csv
import hashlib
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from console.errors import Invalid
from console.imports.cutting import LineTooLong, NotText, cut_for
from console.imports.records import Reason
from console.imports.sources import Bad, Form, Row
from console.words import N_

LONGEST_CELL = 131_072  # characters, the csv module's own limit
TOO_LONG = "field larger than field limit"
QUOTE = '"'
NEAR = 256 * 1024  # bytes: a record so little further on is read up to, one further away is jumped to
HASHED_AT_ONCE = 1 << 20
LINE_ENDS = "\r\n"


class _Lines:
    """The lines of a file for the csv module; those of a record can be handed back."""

    def __init__(self, cut: Iterator[tuple[int, str]]) -> None:
        self._cut = cut
        self._back: deque[tuple[int, str]] = deque()
        self._taken: list[tuple[int, str]] = []
        self.number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        taken = self._back.popleft() if self._back else self._read()
        self.number += 1
        self._taken.append(taken)
        return taken[1]

    def _read(self) -> tuple[int, str]:
        try:
            return next(self._cut)
        except LineTooLong as error:
            self.number += 1
            self._taken.append((error.at, "\n"))  # holds its place if the lines are handed back
            raise
        except NotText:
            self.number += 1
            raise

    @property
    def at(self) -> int:
        """Where the first line of the record at hand begins."""
        return self._taken[0][0]

    def forget(self) -> None:
        """Let go of the lines of a record that was read."""
        self._taken.clear()

    def hand_back(self, but: int) -> None:
        """Give back the lines of a record, all but its first `but`, to be read again."""
        self._back.extendleft(reversed(self._taken[but:]))
        self.number -= len(self._taken) - but
        self._taken.clear()


def _records(lines: _Lines, separator: str) -> Iterator[Row | Bad]:
    """Yield each record; blank lines are passed over. Raises: NotText."""
    while True:
        start = lines.number + 1
        try:
            found = _record(lines, separator)
        except StopIteration:
            return
        except (csv.Error, LineTooLong) as error:
            lines.hand_back(but=1)
            yield Bad(start, _reason(error))
            continue
        at = lines.at
        lines.forget()
        if found:
            yield Row(start, found, at) if "\0" not in "".join(found) else Bad(start, Reason.NUL)


def _record(lines: _Lines, separator: str) -> list[str]:
    """Return the cells of the next record; by far most lines need no csv module."""
    line = next(lines)
    if QUOTE not in line and len(line) <= LONGEST_CELL:
        bare = line.rstrip(LINE_ENDS)
        return bare.split(separator) if bare else []
    lines.hand_back(but=0)
    return next(csv.reader(lines, delimiter=separator, strict=True))


def _reason(error: Exception) -> Reason:
    if isinstance(error, LineTooLong):
        return Reason.LINE_TOO_LONG
    return Reason.CELL_TOO_LONG if TOO_LONG in str(error) else Reason.BROKEN_QUOTES


class SeparatedText:
    """A file of separated text; see console/imports/sources.py. Bookmarks are places in bytes."""

    def __init__(self, path: Path, form: Form) -> None:
        self._path = path
        self._form = form
        self._kept: BinaryIO | None = None  # for `cells_at`

    @property
    def name(self) -> str:
        """The file's name."""
        return self._path.name

    @property
    def origin(self) -> str:
        """The file with its folders."""
        return str(self._path.absolute())

    def header(self) -> list[str]:
        """Return the columns, the second of a name as "name#2". Raises: Invalid."""
        with self._opened() as file:
            first = next(self._records(file, 0), None)
        if first is None:
            raise Invalid(N_("{file} is empty: not even its columns are named."), file=self.name)
        if isinstance(first, Bad):
            raise Invalid(N_("The first line of {file} does not name its columns."), file=self.name)
        return numbered([c.strip() for c in first.cells])

    def rows(self) -> Iterator[Row | Bad]:
        """Yield every record below the header. Raises: Invalid (another encoding)."""
        with self._opened() as file:
            found = self._records(file, 0)
            next(found, None)
            yield from found

    def cells_at(self, bookmarks: Iterable[int]) -> Iterator[list[str]]:
        """Yield the cells of records seen before, in the order asked; quickest in the file's own order.

        Raises: Invalid (the file is not any more as it was).
        """
        if self._kept is None:
            self._kept = self._opened()
        found: Iterator[Row | Bad] = iter(())
        here = -NEAR - 1
        for wanted in bookmarks:
            if not here < wanted <= here + NEAR:
                found = self._records(self._kept, wanted)
            row = next((r for r in found if isinstance(r, Row) and r.bookmark >= wanted), None)
            if row is None or row.bookmark != wanted:
                raise changed(self.name)
            here = wanted
            yield row.cells

    def fingerprint(self) -> str:
        """Return the size and SHA-256 of the file. Raises: Invalid."""
        digest, size = hashlib.sha256(), 0
        with self._opened() as file:
            while chunk := file.read(HASHED_AT_ONCE):
                digest.update(chunk)
                size += len(chunk)
        return f"{size}:{digest.hexdigest()}"

    def close(self) -> None:
        """Let go of the file."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    def _opened(self) -> BinaryIO:
        try:
            return self._path.open("rb", buffering=0)
        except OSError:
            raise Invalid(N_("{file} cannot be read."), file=self.name) from None

    def _records(self, file: BinaryIO, at: int) -> Iterator[Row | Bad]:
        """Yield the records from place `at` on. Raises: Invalid."""
        cut = cut_for(file, self._form.encoding)
        lines = _Lines(cut.lines(file, at))
        try:
            yield from _records(lines, self._form.separator)
        except NotText:
            raise Invalid(
                N_("{file} is not {encoding} (line {line}). Save it as {encoding} and try again."),
                file=self.name,
                encoding=self._form.encoding.removesuffix("-sig").upper(),
                line=lines.number,
            ) from None
        except OSError:
            raise Invalid(N_("{file} cannot be read."), file=self.name) from None


def changed(name: str) -> Invalid:
    """Return the refusal of a table that says something else than it did when it was read first."""
    return Invalid(N_("{file} was changed while it was taken in. Take it in again."), file=name)


def numbered(names: list[str]) -> list[str]:
    """Return column names, repeated ones told apart: freight, freight#2."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return found
