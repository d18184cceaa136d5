"""Office files, opened by the child alone: title, author, sheets and first lines as text; nothing is run."""

from collections.abc import Callable, Sequence

from console.evidence.records_inside import MAX_LINES, MAX_NAME, MAX_PARTS, Inside, Remark
from console.guarded import zips
from console.guarded.mail_fields import clean_line
from console.guarded.office_readers import About, OpenText, Paragraphs, Rows, Shared, Sheets
from console.guarded.sniff import OPEN, SHEET, SLIDES, WORD
from console.guarded.xml_text import Reader, read

MAIN = {WORD: "word/document.xml", SHEET: "xl/workbook.xml", SLIDES: "ppt/presentation.xml"}
MOST = 4 * 1024 * 1024  # bytes of one part that are read
MOST_ENTRIES = 5_000


class EncryptedOfficeError(Exception):
    """The file opens only with a password."""


class Package:
    """The parts of an office file by name."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        found = zip(range(MOST_ENTRIES), zips.entries_of(data), strict=False)
        self.parts = {entry.name.decode("utf-8", "replace"): entry for _number, entry in found}
        self.is_cut = False

    def part(self, name: str) -> bytes:
        """Return the beginning of a part, nothing where there is none or it cannot be read."""
        entry = self.parts.get(name)
        if entry is None:
            return b""
        try:
            data = zips.read(self._data, entry, MOST)
        except zips.NoZipError:
            return b""
        self.is_cut = self.is_cut or len(data) >= MOST
        return data

    def tell(self, name: str, reader: Reader) -> None:
        """Have `reader` read a part."""
        data = self.part(name)
        if data:
            read(data, reader)


def kind_of(package: Package) -> str | None:
    """Return which office file the parts make, None where they make none."""
    declared = package.part("mimetype")[:100].decode("ascii", "replace").strip()
    if declared in OPEN:
        return declared
    return next((kind for kind, name in MAIN.items() if name in package.parts), None)


def shown(package: Package, kind: str) -> Inside:
    """Return what an office file tells of itself. Raises: EncryptedOfficeError."""
    if kind in OPEN and b"encryption-data" in package.part("META-INF/manifest.xml"):
        raise EncryptedOfficeError
    about = About()
    package.tell("docProps/core.xml", about)
    package.tell("meta.xml", about)
    parts, lines = _READ[kind](package)
    remarks = {Remark.MACROS} if _has_macros(package) else set[Remark]()
    if package.is_cut or len(lines) >= MAX_LINES:
        remarks.add(Remark.CUT)
    return Inside(
        title=_name(about.title),
        author=_name(about.author),
        parts=tuple(map(_name, parts[:MAX_PARTS])),
        lines=tuple(map(_name, lines[:MAX_LINES])),
        remarks=tuple(sorted(remarks)),
    )


def _name(text: str) -> str:
    return clean_line(text)[:MAX_NAME]


def _has_macros(package: Package) -> bool:
    return any(
        name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/"))
        for name in package.parts
    )


Found = tuple[Sequence[str], Sequence[str]]


def _word(package: Package) -> Found:
    text = Paragraphs()
    package.tell(MAIN[WORD], text)
    return (), text.lines


def _sheet(package: Package) -> Found:
    sheets, shared = Sheets(), Shared()
    package.tell(MAIN[SHEET], sheets)
    package.tell("xl/sharedStrings.xml", shared)
    rows = Rows(shared.found)
    first = _numbered(package, "xl/worksheets/sheet")[:1]
    for name in first:
        package.tell(name, rows)
    return sheets.names, rows.lines


def _slides(package: Package) -> Found:
    text = Paragraphs()
    for name in _numbered(package, "ppt/slides/slide"):
        package.tell(name, text)
        if len(text.lines) >= MAX_LINES:
            break
    return (), text.lines


def _numbered(package: Package, start: str) -> list[str]:
    """Return the parts that are numbered from 1, in that order."""
    named = (name for name in package.parts if name.startswith(start) and name.endswith(".xml"))
    numbers = [number for name in named if _is_number(number := name[len(start) : -4])]
    return [f"{start}{number}.xml" for number in sorted(numbers, key=int)]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 6  # noqa: PLR2004 -- no file has so many


def _open(package: Package) -> Found:
    text = OpenText()
    package.tell("content.xml", text)
    return text.names, text.lines


_READ: dict[str, Callable[[Package], Found]] = {WORD: _word, SHEET: _sheet, SLIDES: _slides}
_READ |= dict.fromkeys(OPEN, _open)


def load_library() -> None:
    """Try it out, so that nothing needs to be opened later."""
    read(b"<a><p>x</p></a>", OpenText())
