"""JSON as tables: an array of objects, or an object a line; what is nested becomes columns such as a.b."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from console.errors import Invalid
from console.imports.cutting import Blocks, NotText, cut_for
from console.imports.packed import PackedTable
from console.imports.records import Reason
from console.imports.records_packed import LARGEST_CELL, Packed, packed
from console.imports.sources import Bad, Row, changed
from console.imports.tables import SeparatedText
from console.words import N_

LARGEST_ARRAY = 64 * 1024 * 1024  # bytes; an array is read whole, lines are not
DEEPEST = 8
MOST_COLUMNS = 2_000
BLANKS = " \t\r\n"
_READ = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str)  # figures as they stand


class NoObjectError(Exception):
    """A value is no object, or one too deep or wide for a table."""


def flat(value: object) -> dict[str, str]:
    """Return an object as columns: nested ones as a.b, those in a list as a.1.b. Raises: NoObjectError."""
    if not isinstance(value, dict):
        raise NoObjectError
    found: dict[str, str] = {}
    _flatten("", value, found, DEEPEST)
    return found


def _flatten(path: str, value: Any, found: dict[str, str], deeper: int) -> None:
    if not deeper or len(found) > MOST_COLUMNS:
        raise NoObjectError
    if isinstance(value, Mapping):
        for key, inner in value.items():
            _flatten(f"{path}.{key}" if path else str(key), inner, found, deeper - 1)
    elif isinstance(value, list) and any(isinstance(v, (dict, list)) for v in value):
        for at, inner in enumerate(value, 1):
            _flatten(f"{path}.{at}", inner, found, deeper - 1)
    elif isinstance(value, list):
        found[path] = ", ".join(map(_text, value))
    else:
        found[path] = _text(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).replace("\0", "")


def array_in(path: Path) -> PackedTable:
    """Return the table that a file with one array of objects holds. Raises: Invalid."""
    try:
        data = path.read_bytes() if path.is_file() and path.stat().st_size <= LARGEST_ARRAY else None
    except OSError:
        raise Invalid(N_("{file} cannot be read."), file=path.name) from None
    if data is None:
        raise Invalid(N_("{file} is too large for one array. Save it with an object a line."), file=path.name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid(N_("{file} is no text in UTF-8."), file=path.name) from None
    columns: dict[str, int] = {}
    blocks = list(packed(_rows(path.name, text, columns)))
    mark = f"{len(data)}:{hashlib.sha256(data).hexdigest()}"
    return PackedTable(path.name, str(path.absolute()), mark, blocks, list(columns))


def _rows(name: str, text: str, columns: dict[str, int]) -> Iterator[Packed]:
    at = _past_blanks(text, 0)
    if text[at : at + 1] != "[":
        raise Invalid(N_("{file} holds no array of objects."), file=name)
    at, line, counted = _past_blanks(text, at + 1), 1, 0
    while text[at : at + 1] != "]":
        line, counted = line + text.count("\n", counted, at), at
        try:
            value, at = _READ.raw_decode(text, at)
            fields = flat(value)
        except (ValueError, RecursionError, NoObjectError):
            raise Invalid(N_("{file}, line {line}, is no object of JSON."), file=name, line=line) from None
        for column in fields:
            columns.setdefault(column, len(columns))
        yield line, [fields.get(column, "") for column in columns]
        at = _past_blanks(text, at)
        if text[at : at + 1] == ",":
            at = _past_blanks(text, at + 1)
        elif text[at : at + 1] != "]":
            raise Invalid(N_("{file}, line {line}, is no object of JSON."), file=name, line=line)


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in BLANKS:
        at += 1
    return at


class ObjectLines:
    """A file with an object a line; see console/imports/sources.py. Bookmarks are places in bytes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._bytes = SeparatedText(path)  # whose name, place and fingerprint are this one's too
        self._columns: list[str] | None = None
        self._kept: tuple[BinaryIO, Blocks] | None = None
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
        """Return every column that some line has, in the order in which they come. Raises: Invalid."""
        if self._columns is None:
            found: dict[str, None] = {}
            for _line, _at, fields in self._read():
                found.update(dict.fromkeys(fields or ()))
            if not found:
                raise Invalid(N_("{file} holds no array of objects."), file=self.name)
            self._columns = list(found)
        return list(self._columns)

    def rows(self) -> Iterator[Row | Bad]:
        """Yield every object. Raises: Invalid."""
        columns = self.header()
        for line, at, fields in self._read():
            if fields is None:
                yield Bad(line, Reason.NOT_AN_OBJECT)
            elif any(len(cell) > LARGEST_CELL for cell in fields.values()):
                yield Bad(line, Reason.CELL_TOO_LONG)
            else:
                yield Row(line, [fields.get(c, "") for c in columns], at)

    def cells_at(self, bookmarks: Iterable[int]) -> Iterator[list[str]]:
        """Yield the cells of objects seen before. Raises: Invalid."""
        columns = self.header()
        if self._kept is None:
            file = self._opened()
            self._kept = file, Blocks(file)
        cut = cut_for(self._kept[1], "utf-8")
        for bookmark in bookmarks:
            try:
                _at, line = next(iter(cut.lines(self._kept[1], bookmark)), (0, None))
            except NotText:
                line = None
            fields = _fields(line)
            if not fields:
                raise changed(self.name)
            yield [fields.get(c, "") for c in columns]

    def fingerprint(self) -> str:
        """Return the size and SHA-256 of the file. Raises: Invalid."""
        return self._bytes.fingerprint()

    def close(self) -> None:
        """Let go of the file."""
        if self._kept is not None:
            self._kept[0].close()
        self._kept = None

    def _opened(self) -> BinaryIO:
        try:
            if self._path.is_file():
                return self._path.open("rb", buffering=0)
        except OSError:
            pass
        raise Invalid(N_("{file} cannot be read."), file=self.name)

    def _read(self) -> Iterator[tuple[int, int, dict[str, str] | None]]:
        """Yield each line's number, place and fields, None where it is no object. Raises: Invalid."""
        self.blank = 0
        with self._opened() as file:
            blocks = Blocks(file)
            try:
                for number, (at, text) in enumerate(cut_for(blocks, "utf-8").lines(blocks, 0), 1):
                    if text is not None and not text.strip(BLANKS):
                        self.blank += 1
                    else:
                        yield number, at, _fields(text)
            except NotText:
                raise Invalid(N_("{file} is no text in UTF-8."), file=self.name) from None
            except OSError:
                raise Invalid(N_("{file} cannot be read."), file=self.name) from None


def _fields(line: str | None) -> dict[str, str] | None:
    try:
        return flat(_READ.decode(line.strip(BLANKS))) if line is not None else None
    except (ValueError, RecursionError, NoObjectError):
        return None
