"""Reads separated text as records with the line each begins on; broken quoting costs its own line alone."""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from console.errors import Invalid
from console.imports.records import Reason
from console.words import N_

LONGEST_LINE = 4_000_000  # characters; one cell may have 131,072, the csv module's own limit
TOO_LONG = "field larger than field limit"


@dataclass(frozen=True, slots=True)
class Row:
    """One record and the line it begins on."""

    line: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that is not a record."""

    line: int
    reason: Reason


class _LineTooLong(Exception):  # noqa: N818 -- never leaves this file
    pass


class _NotText(Exception):  # noqa: N818 -- never leaves this file
    pass


class _Lines:
    """The lines of a file for the csv module; those of a broken record can be handed back."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._back: deque[str] = deque()
        self._taken: list[str] = []
        self.number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else self._read()
        if not line:
            raise StopIteration
        self.number += 1
        self._taken.append(line)
        return line

    def _read(self) -> str:
        line = self._file.readline(LONGEST_LINE)
        if not line.isascii() and not _is_text(line):
            self.number += 1
            raise _NotText
        if len(line) == LONGEST_LINE and line[-1] not in "\r\n":
            while (more := self._file.readline(LONGEST_LINE)) and more[-1] not in "\r\n":
                pass
            self.number += 1
            self._taken.append("\n")  # holds its place if the lines are handed back
            raise _LineTooLong
        return line

    def forget(self) -> None:
        """Let go of the lines of a record that was read."""
        self._taken.clear()

    def hand_back(self) -> None:
        """Give back every line of a broken record but its first, to be read again."""
        self._back.extendleft(reversed(self._taken[1:]))
        self.number -= len(self._taken) - 1
        self._taken.clear()


def _is_text(line: str) -> bool:
    """Tell whether every byte could be read; others stand in the line as lone surrogates."""
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def records(file: TextIO, separator: str) -> Iterator[Row | Bad]:
    """Yield each record of an open file; blank lines are passed over. Raises: Invalid (other encoding)."""
    lines = _Lines(file)
    reader = csv.reader(lines, delimiter=separator, strict=True)
    while True:
        start = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except _NotText:
            raise Invalid(
                N_("{file} is not {encoding} (line {line}). Save it as {encoding} and try again."),
                file=Path(file.name).name,
                encoding=file.encoding.removesuffix("-sig").upper(),
                line=lines.number,
            ) from None
        except (csv.Error, _LineTooLong) as error:
            yield Bad(start, _reason(error))
            lines.hand_back()
            reader = csv.reader(lines, delimiter=separator, strict=True)
            continue
        lines.forget()
        if cells:
            yield Row(start, cells) if "\0" not in "".join(cells) else Bad(start, Reason.NUL)


def _reason(error: Exception) -> Reason:
    if isinstance(error, _LineTooLong):
        return Reason.LINE_TOO_LONG
    return Reason.CELL_TOO_LONG if TOO_LONG in str(error) else Reason.BROKEN_QUOTES


def open_text(path: Path, encoding: str) -> TextIO:
    """Return the file opened so that line ends and bytes of other encodings can be told. Raises: Invalid."""
    with_mark = "utf-8-sig" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else encoding
    try:
        return path.open(encoding=with_mark, errors="surrogateescape", newline="")
    except OSError:
        raise Invalid(N_("{file} cannot be read."), file=path.name) from None


def header_of(path: Path, encoding: str, separator: str) -> list[str]:
    """Return the columns that a file names, the second of a name as "name#2". Raises: Invalid."""
    with open_text(path, encoding) as file:
        first = next(records(file, separator), None)
    if first is None:
        raise Invalid(N_("{file} is empty: not even its columns are named."), file=path.name)
    if isinstance(first, Bad):
        raise Invalid(N_("The first line of {file} does not name its columns."), file=path.name)
    return numbered([c.strip() for c in first.cells])


def numbered(names: list[str]) -> list[str]:
    """Return column names, repeated ones told apart: freight, freight#2."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return found


def body_of(path: Path, encoding: str, separator: str) -> Iterator[Row | Bad]:
    """Yield the records below the header."""
    with open_text(path, encoding) as file:
        found = records(file, separator)
        next(found)
        yield from found
