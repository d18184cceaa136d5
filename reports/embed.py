"""Fonts inside a letter: only the glyphs it uses, and a map back to the very characters of its text.

Each pair of shape and text gets a code of its own. So a reader finds what was written even where two
characters share a glyph, one glyph stands for several characters, or a character lies beyond the BMP, where
reportlab's own map is wrong.
"""

from collections.abc import Iterable
from hashlib import sha256
from itertools import groupby
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from reports.breaking import Line
from reports.fonts import Face
from reports.shaping import Glyph, Shape
from reports.subset import Drawn, font_program


class Fonts:
    """The fonts of one letter, filled while its lines are written."""

    def __init__(self) -> None:
        self._fonts: dict[Face, _Font] = {}

    def show(self, line: Line, x: float, y: float, colour: str) -> str:
        """Return the operators that write `line` with its baseline starting at x, y."""
        parts = ["BT", colour, f"1 0 0 1 {x:.2f} {y:.2f} Tm"]
        for face, shapes in groupby(line.shapes, key=lambda shape: shape.face):
            font = self._fonts.setdefault(face, _Font(face, f"F{len(self._fonts) + 1}"))
            parts += [f"/{font.key} {line.style.size:g} Tf", font.shown(shapes)]
        return " ".join([*parts, "ET"])

    def embed(self, canvas: Canvas) -> None:
        """Put the fonts into the canvas's document; once, before it is saved."""
        document: Any = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001 -- reportlab has no other way in
        for font in self._fonts.values():
            document.fontMapping[font.key] = f"/{font.key}"
            document.idToObject["BasicFonts"].dict[font.key] = font.reference(document)


class _Font:
    """One face in one letter: codes given out in the order of use."""

    def __init__(self, face: Face, key: str) -> None:
        self.face = face
        self.key = key
        self._codes: dict[tuple[Drawn, str], int] = {}
        self._shown: dict[tuple[tuple[Glyph, ...], str], tuple[str, int]] = {}

    def shown(self, shapes: Iterable[Shape]) -> str:
        """Return the operator that shows `shapes` one after the other."""
        pieces: list[str] = []
        for shape in shapes:
            known = self._shown.get((shape.glyphs, shape.text))
            code, width = known or self._given(shape)
            pieces.append(code)
            if kerning := width - shape.advance:
                pieces.append(str(kerning))
        return f"[{' '.join(pieces).replace('> <', '')}] TJ"

    def _given(self, shape: Shape) -> tuple[str, int]:
        """Return a shape's code and the width that goes with it, given on its first use."""
        drawn = self._drawn(shape)
        code = self._codes.setdefault((drawn, shape.text), len(self._codes) + 1)
        given = f"<{code:04X}>", drawn.width
        self._shown[shape.glyphs, shape.text] = given
        return given

    def _drawn(self, shape: Shape) -> Drawn:
        first = shape.glyphs[0]
        if len(shape.glyphs) == 1 and not first.dx and not first.dy:
            return Drawn(((first.gid, 0, 0),), int(self.face.font.get_glyph_h_advance(first.gid)))
        parts: list[tuple[int, int, int]] = []
        pen = 0
        for glyph in shape.glyphs:
            parts.append((glyph.gid, pen + glyph.dx, glyph.dy))
            pen += glyph.advance
        return Drawn(tuple(parts), pen)

    def reference(self, document: Any) -> Any:
        """Return a reference to the font's objects, made in `document`."""
        drawn = [drawn for drawn, _ in self._codes]
        program, gids = font_program(self.face, drawn)
        name = f"{_tag(program)}+{self.face.name}"
        descendant = pdfdoc.PDFDictionary(
            {
                "Type": pdfdoc.PDFName("Font"),
                "Subtype": pdfdoc.PDFName("CIDFontType2"),
                "BaseFont": pdfdoc.PDFName(name),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {
                        "Registry": pdfdoc.PDFString("Adobe"),
                        "Ordering": pdfdoc.PDFString("Identity"),
                        "Supplement": 0,
                    }
                ),
                "FontDescriptor": self._descriptor(document, name, program),
                "DW": 1000,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray([one.width for one in drawn])]),
                "CIDToGIDMap": _stream(document, b"".join(gid.to_bytes(2, "big") for gid in (0, *gids))),
            }
        )
        return document.Reference(
            pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("Font"),
                    "Subtype": pdfdoc.PDFName("Type0"),
                    "BaseFont": pdfdoc.PDFName(name),
                    "Encoding": pdfdoc.PDFName("Identity-H"),
                    "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant)]),
                    "ToUnicode": _stream(document, _to_unicode(text for _, text in self._codes)),
                }
            )
        )

    def _descriptor(self, document: Any, name: str, program: bytes) -> Any:
        extents = self.face.font.get_font_extents("ltr")
        bold = self.face.name.endswith("Bold")
        return document.Reference(
            pdfdoc.PDFDictionary(
                {
                    "Type": pdfdoc.PDFName("FontDescriptor"),
                    "FontName": pdfdoc.PDFName(name),
                    "Flags": 4,  # symbolic: codes mean what our own maps say
                    "FontBBox": pdfdoc.PDFArray(_bounds(self.face)),
                    "ItalicAngle": 0,
                    "Ascent": extents.ascender,
                    "Descent": extents.descender,
                    "CapHeight": 714,
                    "StemV": 140 if bold else 80,
                    "FontFile2": _stream(document, program, {"Length1": len(program)}),
                }
            )
        )


def _bounds(face: Face) -> list[int]:
    """Return xMin, yMin, xMax, yMax of the file's head table."""
    head = face.face.reference_table("head").data
    return [int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42)]


def _tag(program: bytes) -> str:
    """Return six capitals that name this subset; the same subset has the same."""
    return "".join(chr(ord("A") + byte % 26) for byte in sha256(program).digest()[:6])


def _to_unicode(texts: Iterable[str]) -> bytes:
    """Return the map from codes 1, 2, ... to text in UTF-16, so that all of Unicode fits."""
    entries = [f"<{code:04X}> <{_utf16(text)}>" for code, text in enumerate(texts, 1)]
    blocks = [entries[at : at + 100] for at in range(0, len(entries), 100)]  # the format's limit
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange",
    ]
    for block in blocks:
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join([*lines, "endcmap CMapName currentdict /CMap defineresource pop end end"]).encode()


def _utf16(text: str) -> str:
    return text.encode("utf-16-be").hex().upper()


def _stream(document: Any, content: bytes, entries: dict[str, object] | None = None) -> Any:
    return document.Reference(
        pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries or {}), content, [pdfdoc.PDFZCompress])
    )
