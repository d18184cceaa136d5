"""Small office files of our own making: what the programs that write them put where."""

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

TITLE, AUTHOR = "About the box", "Hanako Yamada"
_ABOUT = f"<x><dc:title xmlns:dc='d'>{TITLE}</dc:title><dc:creator xmlns:dc='d'>{AUTHOR}</dc:creator></x>"
_OPEN = "application/vnd.oasis.opendocument."


def _packed(parts: Mapping[str, "str | bytes"]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, data, how)
    return file.getvalue()


def _new(parts: Mapping[str, "str | bytes"]) -> bytes:
    return _packed({"[Content_Types].xml": "<Types/>", "docProps/core.xml": _ABOUT, **parts})


def word(lines: Sequence[str], more: "Mapping[str, bytes] | None" = None) -> bytes:
    """Return a .docx file."""
    text = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    return _new({"word/document.xml": f"<w:document xmlns:w='w'>{text}</w:document>", **(more or {})})


def sheet(sheets: Mapping[str, Sequence[Sequence[str]]]) -> bytes:
    """Return an .xlsx file with shared texts, each with a reading above it that is no part of it."""
    texts = [cell for rows in sheets.values() for row in rows for cell in row]
    shared = "".join(f"<si><t>{escape(t)}</t><rPh><t>reading</t></rPh></si>" for t in texts)
    numbers = iter(range(len(texts)))
    parts = {"xl/sharedStrings.xml": f"<sst>{shared}</sst>"}
    for number, rows in enumerate(sheets.values(), 1):
        cells = "".join(f"<row>{_cells(len(row), numbers)}</row>" for row in rows)
        parts[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet>{cells}</worksheet>"
    names = "".join(f'<sheet name="{escape(name)}"/>' for name in sheets)
    return _new({"xl/workbook.xml": f"<workbook>{names}</workbook>", **parts})


def _cells(count: int, numbers: Iterator[int]) -> str:
    return "".join(f'<c t="s"><v>{next(numbers)}</v></c>' for _ in range(count))


def slides(texts: Sequence[str]) -> bytes:
    """Return a .pptx file, a text on each slide."""
    parts = {
        f"ppt/slides/slide{number}.xml": f"<s xmlns:a='a'><a:p><a:t>{escape(text)}</a:t></a:p></s>"
        for number, text in enumerate(texts, 1)
    }
    return _new({"ppt/presentation.xml": "<p/>", **parts})


def open_text(lines: Sequence[str]) -> bytes:
    """Return an .odt file."""
    return _open("text", "".join(f"<t:p>{escape(line)}</t:p>" for line in lines))


def open_sheet(name: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Return an .ods file of one sheet."""
    cells = ("".join(f"<t:table-cell><t:p>{escape(c)}</t:p></t:table-cell>" for c in row) for row in rows)
    told = "".join(f"<t:table-row>{row}</t:table-row>" for row in cells)
    return _open("spreadsheet", f'<t:table t:name="{escape(name)}">{told}</t:table>')


def open_slides(name: str, lines: Sequence[str]) -> bytes:
    """Return an .odp file of one slide."""
    text = "".join(f"<t:p>{escape(line)}</t:p>" for line in lines)
    return _open("presentation", f'<d:page xmlns:d="d" d:name="{escape(name)}">{text}</d:page>')


def _open(kind: str, body: str) -> bytes:
    content = f"<o:doc xmlns:o='o' xmlns:t='t'><o:body>{body}</o:body></o:doc>"
    return _packed({"mimetype": _OPEN + kind, "content.xml": content, "meta.xml": _ABOUT})
