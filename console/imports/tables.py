"""Reads separated text as records with the line each begins on; broken quoting costs its own line alone."""

import csv
import hashlib
import os
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from console.errors import Invalid
from console.imports.cutting import Blocks, Cut, Line, NotText, cut_for, is_all
from console.imports.records import Reason
from console.imports.sources import Bad, Form, Row, changed
from console.words import N_

if TYPE_CHECKING:
    from _csv import Dialect

LONGEST_CELL = 131_072  # characters, the csv module's own limit
TOO_LONG = "field larger than field limit"
QUOTE = '"'
HASHED_AT_ONCE = 1 << 20
LINE_ENDS = "\r\n"


class _TooLong(Exception):  # noqa: N818 -- never leaves this file
    pass


class _Several:
    """The lines of a record that goes on over several, for the csv module."""

    def __init__(self, first: Line, back: deque[Line], rest: Iterator[Line]) -> None:
        self._first: Line | None = first
        self._back = back
        self._rest = rest
        self.taken: list[Line] = []

    def __iter__(self) -> "_Several":
        return self

    def __next__(self) -> str:
        if self._first is not None:
            line, self._first = self._first, None
        else:
            line = self._back.popleft() if self._back else next(self._rest)
        self.taken.append(line)
        if line[1] is None:
            raise _TooLong
        return line[1]


class _Reader:
    """Reads records from lines; `line` is the one at hand, as an editor counts them."""

    def __init__(self, lines: Iterator[Line], dialect: "Dialect") -> None:
        self._lines = lines
        self._dialect = dialect
        self._back: deque[Line] = deque()
        self.line = self.blank = 0

    def records(self) -> Iterator[Row | Bad]:
        """Yield each record; blank lines are passed over. Raises: NotText."""
        for at, text in self._all_lines():
            self.line += 1
            if text is None:
                yield Bad(self.line, Reason.LINE_TOO_LONG)
                continue
            start, cells = self.line, cells_of(text, self._dialect)
            found = self._several((at, text)) if cells is None else cells
            if isinstance(found, Reason):
                yield Bad(start, found)
            elif found:
                yield Row(start, found, at) if "\0" not in text else Bad(start, Reason.NUL)
            else:
                self.blank += 1

    def _all_lines(self) -> Iterator[Line]:
        """Yield the lines of the file; those that were handed back come again first."""
        for line in self._lines:
            yield line
            while self._back:
                yield self._back.popleft()

    def _several(self, first: Line) -> list[str] | Reason:
        """Return the record that begins with a line; the lines of a broken one but its first come again."""
        lines = _Several(first, self._back, self._lines)
        try:
            cells = next(csv.reader(lines, self._dialect))
        except (csv.Error, _TooLong) as error:
            self._back.extendleft(reversed(lines.taken[1:]))
            return _reason(error)
        self.line += len(lines.taken) - 1
        return Reason.NUL if any("\0" in c for c in cells) else cells


def cells_of(line: str, dialect: "Dialect") -> list[str] | None:
    """Return the cells of a record that stands on one line, none for a blank one; None where it may not."""
    if QUOTE not in line and len(line) <= LONGEST_CELL:
        bare = line.rstrip(LINE_ENDS)
        return bare.split(dialect.delimiter) if bare else []
    try:
        return next(csv.reader((line,), dialect))
    except csv.Error:
        return None


def _reason(error: Exception) -> Reason:
    if isinstance(error, _TooLong):
        return Reason.LINE_TOO_LONG
    return Reason.CELL_TOO_LONG if TOO_LONG in str(error) else Reason.BROKEN_QUOTES


class SeparatedText:
    """A file of separated text; see console/imports/sources.py. Bookmarks are places in bytes."""

    def __init__(self, path: Path, form: Form | None = None) -> None:
        form = form or Form()
        self._path = path
        self._form = form
        self._known: str | None = None if form.others else form.encoding
        self._dialect = csv.reader((), delimiter=form.separator, strict=True).dialect
        self._kept: BinaryIO | None = None  # for `cells_at`, with what was read of it
        self._blocks: Blocks | None = None
        self._as_read: tuple[int, ...] | None = None
        self.blank = 0

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
            first = next(self._records(Blocks(file), 0), None)
        if first is None:
            raise Invalid(N_("{file} is empty: not even its columns are named."), file=self.name)
        if isinstance(first, Bad):
            raise Invalid(N_("The first line of {file} does not name its columns."), file=self.name)
        return numbered([c.strip() for c in first.cells])

    def rows(self) -> Iterator[Row | Bad]:
        """Yield every record below the header. Raises: Invalid (another encoding)."""
        with self._opened() as file:
            self._as_read = _state_of(file)
            found = self._records(Blocks(file), 0)
            next(found, None)
            yield from found

    def cells_at(self, bookmarks: Iterable[int]) -> Iterator[list[str]]:
        """Yield the cells of records seen before, in the order asked; quickest in the file's own order.

        Raises: Invalid (the file is not any more as it was).
        """
        if self._kept is None or self._blocks is None:
            self._kept = self._opened()
            self._blocks = Blocks(self._kept)
        if self._as_read not in (None, _state_of(self._kept)):
            raise changed(self.name)
        cut = cut_for(self._blocks, self._encoding)
        for wanted in bookmarks:
            yield self._cells_at(wanted, self._blocks, cut)

    def _cells_at(self, wanted: int, blocks: Blocks, cut: Cut) -> list[str]:
        try:
            line = cut.line_at(blocks, wanted)
        except NotText:
            raise changed(self.name) from None
        cells = cells_of(line, self._dialect) if line is not None else None
        if cells is None:
            row = next(self._records(blocks, wanted), None)
            cells = row.cells if isinstance(row, Row) else []
        if not cells:
            raise changed(self.name)
        return cells

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
        self._kept = self._blocks = None

    @property
    def _encoding(self) -> str:
        """The first encoding that fits the whole file; the first of all where none does."""
        if self._known is None:
            with self._opened() as file:
                named = (self._form.encoding, *self._form.others)
                self._known = next((name for name in named if is_all(file, name)), named[0])
        return self._known

    def _opened(self) -> BinaryIO:
        try:
            if self._path.is_file():  # a pipe or a device has no end, and cannot be read twice
                return self._path.open("rb", buffering=0)
        except OSError:
            pass
        raise Invalid(N_("{file} cannot be read."), file=self.name)

    def _records(self, blocks: Blocks, at: int) -> Iterator[Row | Bad]:
        """Yield the records from place `at` on. Raises: Invalid."""
        reader = None
        try:
            reader = _Reader(cut_for(blocks, self._encoding).lines(blocks, at), self._dialect)
            yield from reader.records()
            if not at:
                self.blank = reader.blank
        except NotText:
            raise Invalid(
                N_("{file} is not {encoding} (line {line}). Save it as {encoding} and try again."),
                file=self.name,
                encoding=self._encoding.removesuffix("-sig").upper(),
                line=reader.line + 1 if reader else 1,
            ) from None
        except OSError:
            raise Invalid(N_("{file} cannot be read."), file=self.name) from None


def _state_of(file: BinaryIO) -> tuple[int, ...]:
    """Return what changes when somebody writes into a file or puts another in its place."""
    found = os.fstat(file.fileno())
    return found.st_ino, found.st_size, found.st_mtime_ns


def numbered(names: list[str]) -> list[str]:
    """Return column names, repeated ones told apart: freight, freight#2."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return found
