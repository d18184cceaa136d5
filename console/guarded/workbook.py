"""Workbooks (.xlsx), read by the child alone: the cells as they stand; no macro, no formula, no link.

A workbook is a zip of XML files. Of these only the list of sheets, the shared texts, the forms of numbers and
the sheets themselves are read, each in one go from its beginning to its end; one that declares a document
type, as XML needs it to define what expands, is refused.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from posixpath import join, normpath
from xml.parsers import expat  # nosec -- declarations are refused, and this is the guarded child

AT_ONCE = 64 * 1024
MOST_UNPACKED = 1024 * 1024 * 1024  # bytes of one part
MOST_SHEETS = 50
MOST_COLUMNS = 2_000
LONGEST_NAME = 100
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DATE_FORMS = frozenset({14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47})
_QUOTED = re.compile(r'"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_MADE_OF_DATES = re.compile(r"[ymdhs]", re.IGNORECASE)

Attributes = Mapping[str, str]
Row = tuple[int, list[str]]


class NotAWorkbookError(Exception):
    """The file is no workbook that can be read."""


@dataclass(slots=True)
class Sheet:
    """One sheet: its name, and where it lies in the zip."""

    name: str
    path: str


@dataclass(slots=True)
class Workbook:
    """An opened workbook."""

    parts: zipfile.ZipFile
    sheets: list[Sheet]
    texts: list[str] = field(default_factory=list)
    dates: set[int] = field(default_factory=set)  # forms of cells that show dates
    begins_on: datetime = datetime(1899, 12, 30)  # noqa: DTZ001 -- what a sheet says has no zone

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """Yield the rows that say anything, with their numbers."""
        reader = _SheetReader(self)
        for _ in _fed(self.parts, sheet.path, reader):
            yield from reader.done()


def opened(data: bytes) -> Workbook:
    """Return a workbook. Raises: NotAWorkbookError, zipfile.BadZipFile, expat.ExpatError, KeyError."""
    parts = zipfile.ZipFile(io.BytesIO(data))
    targets: dict[str, str] = {}
    found = Workbook(parts, [])

    def relation(name: str, given: Attributes) -> None:
        if name == "Relationship" and given.get("TargetMode") != "External":
            target = given["Target"]
            targets[given["Id"]] = (
                target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))
            )

    def sheet(name: str, given: Attributes) -> None:
        if name == "sheet" and given.get("state", "visible") == "visible":
            at = targets.get(next((v for k, v in given.items() if k.endswith(":id")), ""))
            if at in parts.namelist() and len(found.sheets) < MOST_SHEETS:
                found.sheets.append(Sheet(given["name"][:LONGEST_NAME], at))
        if name == "workbookPr" and given.get("date1904") in ("1", "true"):
            found.begins_on = datetime(1904, 1, 1)  # noqa: DTZ001 -- as above

    _read(parts, "xl/_rels/workbook.xml.rels", relation)
    _read(parts, "xl/workbook.xml", sheet)
    if not found.sheets:
        raise NotAWorkbookError
    found.dates = _date_forms(parts)
    found.texts = _texts(parts)
    return found


def _texts(parts: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in parts.namelist():
        return []
    reader = _TextReader()
    for _ in _fed(parts, "xl/sharedStrings.xml", reader):
        pass
    return reader.texts


def _date_forms(parts: zipfile.ZipFile) -> set[int]:
    """Return the numbers of the cell forms that show a date or a time."""
    made, found = set(_DATE_FORMS), set[int]()
    inside: list[str] = []
    count = 0

    def start(name: str, given: Attributes) -> None:
        nonlocal count
        if name == "cellXfs":
            inside.append(name)
        if name == "numFmt" and _MADE_OF_DATES.search(_QUOTED.sub("", given.get("formatCode", ""))):
            made.add(int(given["numFmtId"]))
        if name == "xf" and inside:
            if int(given.get("numFmtId", "0")) in made:
                found.add(count)
            count += 1

    def end(name: str) -> None:
        if name == "cellXfs":
            inside.clear()

    if "xl/styles.xml" in parts.namelist():
        _read(parts, "xl/styles.xml", start, end)
    return found


class _Reader:
    """What is told of a part of the zip as it is read."""

    def start(self, name: str, given: Attributes) -> None:
        """Hear that an element begins."""

    def end(self, name: str) -> None:
        """Hear that an element ends."""

    def text(self, text: str) -> None:
        """Hear what stands there."""


class _Heard(_Reader):
    """Hands on what it hears of elements."""

    def __init__(self, start: Callable[[str, Attributes], None], end: Callable[[str], None]) -> None:
        self._start = start
        self._end = end

    def start(self, name: str, given: Attributes) -> None:
        self._start(name, given)

    def end(self, name: str) -> None:
        self._end(name)


class _TextReader(_Reader):
    """The texts that cells share; readings above characters (furigana) are not part of them."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self._now: list[str] = []
        self._is_text = self._is_reading = False

    def start(self, name: str, given: Attributes) -> None:  # noqa: ARG002 -- as the parser calls it
        self._is_reading = self._is_reading or name == "rPh"
        self._is_text = name == "t" and not self._is_reading

    def end(self, name: str) -> None:
        self._is_text = False
        self._is_reading = self._is_reading and name != "rPh"
        if name == "si":
            self.texts.append("".join(self._now))
            self._now = []

    def text(self, text: str) -> None:
        if self._is_text:
            self._now.append(text)


class _SheetReader(_Reader):
    """The rows of a sheet."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._done: list[Row] = []
        self._cells: dict[int, str] = {}
        self._row = self._column = 0
        self._kind, self._form = "", 0
        self._now: list[str] = []
        self._is_value = self._is_reading = False

    def done(self) -> list[Row]:
        """Return the rows read since it was asked before."""
        found, self._done = self._done, []
        return found

    def start(self, name: str, given: Attributes) -> None:
        if name == "row":
            self._row = int(given.get("r", self._row + 1))
            self._column, self._cells = -1, {}
        elif name == "c":
            at = _REFERENCE.fullmatch(given.get("r", ""))
            self._column = _column_of(at[1]) if at else self._column + 1
            self._kind, self._form = given.get("t", "n"), int(given.get("s", "0"))
            self._now = []
        self._is_reading = self._is_reading or name == "rPh"
        self._is_value = name in ("v", "t") and not self._is_reading

    def end(self, name: str) -> None:
        self._is_value = False
        self._is_reading = self._is_reading and name != "rPh"
        if name == "c" and self._column < MOST_COLUMNS and (text := self._said("".join(self._now))):
            self._cells[self._column] = text
        if name == "row" and self._cells:
            width = max(self._cells) + 1
            self._done.append((self._row, [self._cells.get(i, "") for i in range(width)]))

    def text(self, text: str) -> None:
        if self._is_value:
            self._now.append(text)

    def _said(self, text: str) -> str:
        if self._kind == "s":
            return self._book.texts[int(text)] if text else ""
        if self._kind in ("str", "inlineStr", "d"):
            return text
        if self._kind == "b":
            return {"1": "true", "0": "false"}.get(text, text)
        if self._kind == "e" or not text:
            return ""
        return self._moment(text) if self._form in self._book.dates else number_of(text)

    def _moment(self, text: str) -> str:
        try:
            at = self._book.begins_on + timedelta(days=float(text))
        except (ValueError, OverflowError):
            return text
        at = (at + timedelta(milliseconds=500)).replace(microsecond=0)
        return f"{at:%Y-%m-%d}" if at.time() == datetime.min.time() else f"{at:%Y-%m-%d %H:%M:%S}"


def number_of(text: str) -> str:
    """Return a number as a person writes it: 12.1, not 12.100000000000001, and no exponent."""
    if text.lstrip("-").isdigit():
        return text
    try:
        shortest = f"{float(text):.15g}"
    except ValueError:
        return text
    return f"{float(shortest):.0f}" if "e+" in shortest else shortest


def _column_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _read(
    parts: zipfile.ZipFile,
    path: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] = lambda _name: None,
) -> None:
    for _ in _fed(parts, path, _Heard(start, end)):
        pass


def _fed(parts: zipfile.ZipFile, path: str, reader: _Reader) -> Iterator[None]:
    """Let a reader hear a part of the zip, piece by piece. Raises: NotAWorkbookError, expat.ExpatError."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refused
    parser.StartElementHandler = lambda name, given: reader.start(_bare(name), given)
    parser.EndElementHandler = lambda name: reader.end(_bare(name))
    parser.CharacterDataHandler = reader.text
    left = MOST_UNPACKED
    with parts.open(path) as part:
        while piece := part.read(AT_ONCE):
            left -= len(piece)
            if left < 0:
                raise NotAWorkbookError
            parser.Parse(piece, False)
            yield
    parser.Parse(b"", True)
    yield


def _bare(name: str) -> str:
    """Return an element's name without its prefix."""
    return name.rpartition(":")[2]


def _refused(*_given: object) -> None:
    raise NotAWorkbookError
