"""Workbooks written by hand, as spreadsheets write them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = (
    f'<styleSheet xmlns="{MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="170" formatCode="yyyy/mm/dd&quot;日&quot;"/></numFmts>'
    '<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="22"/><xf numFmtId="170"/></cellXfs></styleSheet>'
)


def cell(ref: str, value: str | float, style: int = 0) -> str:
    """Return a cell: text inside it, or a number with a form (1: moment, 2: day)."""
    if isinstance(value, str):
        return f'<c r="{ref}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{ref}" s="{style}"><v>{value!r}</v></c>'


def sheet_of(rows: Mapping[int, Sequence[str]]) -> str:
    """Return a sheet of ready cells, by the number of their row."""
    body = "".join(f'<row r="{number}">{"".join(cells)}</row>' for number, cells in rows.items())
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'


def text_sheet(*rows: Sequence[str]) -> str:
    """Return a sheet of texts."""
    return sheet_of(
        {
            n: [cell(f"{chr(65 + at)}{n}", text) for at, text in enumerate(row)]
            for n, row in enumerate(rows, 1)
        }
    )


def workbook(
    sheets: Mapping[str, str],
    *,
    shared: Sequence[str] = (),
    more: Mapping[str, str] | None = None,
    head: str = "",
) -> bytes:
    """Return a workbook of sheets by name; `head` stands before the root of the first of them."""
    listed = "".join(
        f'<sheet name="{escape(n)}" sheetId="{i}" r:id="rId{i}"/>' for i, n in enumerate(sheets, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{i}" Type="x" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(sheets) + 1)
    )
    texts = "".join(f"<si>{text}</si>" for text in shared)
    parts = {
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        **{f"xl/worksheets/sheet{i}.xml": head + text for i, text in enumerate(sheets.values(), 1)},
        **(more or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, text in parts.items():
            written.writestr(name, text)
    return out.getvalue()
