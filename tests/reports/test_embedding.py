"""The fonts inside a letter: embedded, small, and true to what is read and drawn."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pytest
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from console.letters.records import Drawn
from reports.fonts import REGULAR, Choice, face_of
from reports.shaping import shaped
from tests.parts.letters import CONTENT, DRAWER, drawn


@dataclass(frozen=True, slots=True)
class _Embedded:
    """One font of a letter, taken out of it."""

    program: bytes
    places: list[int]  # which glyph each code draws, from code 1 on
    widths: list[int]
    unicode: bytes


def _fonts(letter: Drawn) -> dict[str, _Embedded]:
    with pikepdf.open(BytesIO(letter.pdf)) as document:
        fonts = [font for page in document.pages for font in page.Resources.Font.values()]
        return {str(font.BaseFont)[8:]: _taken(font) for font in fonts}


def _taken(font: Any) -> _Embedded:
    inner = font.DescendantFonts[0]
    places = bytes(inner.CIDToGIDMap.read_bytes())
    return _Embedded(
        bytes(inner.FontDescriptor.FontFile2.read_bytes()),
        [int.from_bytes(places[at : at + 2], "big") for at in range(2, len(places), 2)],
        [int(width) for width in inner.W[1]],
        bytes(font.ToUnicode.read_bytes()),
    )


def _outline(font: Any, gid: int) -> list[float]:
    strokes: list[float] = []
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda *place: strokes.extend(place[:-1]))
    pen.set_line_to_func(lambda *place: strokes.extend(place[:-1]))
    pen.set_quadratic_to_func(lambda *place: strokes.extend(place[:-1]))
    pen.set_cubic_to_func(lambda *place: strokes.extend(place[:-1]))
    font.draw_glyph(gid, pen)
    return strokes


def test_every_font_is_embedded_and_none_is_a_standard_one() -> None:
    fonts = _fonts(drawn("Anna 見本"))
    assert set(fonts) == {"NotoSans-Regular", "NotoSans-Bold", "NotoSansJP-Regular"}
    assert all(font.program for font in fonts.values())


def test_only_what_is_drawn_is_embedded() -> None:
    program = _fonts(drawn("見本"))["NotoSansJP-Regular"].program
    assert TTFont(BytesIO(program))["maxp"].numGlyphs == 3  # 見, 本 and the box that stands for none
    assert len(program) < 2_000


def test_the_embedded_glyph_is_the_one_of_the_right_form() -> None:
    """葛 with its selector, and without: two glyphs, each with the outline the font gives it."""
    font = _fonts(drawn("葛\U000e0100葛"))["NotoSansJP-Regular"]
    embedded = hb.Font(hb.Face(font.program))
    found = [_outline(embedded, place) for place in font.places]
    face = face_of("NotoSansJP", REGULAR)
    wanted = [_outline(face.font, shape.glyphs[0].gid) for shape in shaped("葛\U000e0100葛", Choice("ja"))]
    for one, other in zip(found, wanted, strict=True):
        assert one == pytest.approx(other, abs=2)  # the embedded one is rounded to whole units
    assert found[0] != found[1]


def test_widths_are_those_of_the_embedded_font() -> None:
    font = _fonts(drawn("Anna AV fi x̂"))["NotoSans-Regular"]
    program = TTFont(BytesIO(font.program))
    order = [f"g{at}" for at in range(program["maxp"].numGlyphs)]
    program.setGlyphOrder(order)
    assert font.widths == [program["hmtx"][order[place]][0] for place in font.places]


def test_two_characters_with_one_glyph_are_read_as_themselves() -> None:
    assert "a\u2010b" in drawn("a\u2010b-c").text


@pytest.mark.parametrize(
    "text", ["𠮷田", "葛\U000e0100城", "क्षत्रिय", "x\u0302 q\u0325\u0303", "office", "か\u309a", "𝔘𝔫𝔦"]
)
def test_text_beyond_one_glyph_a_character_is_read_back(text: str) -> None:
    assert text in drawn(text).text  # the drawer has compared it with the file


def test_a_letter_and_its_marks_are_one_glyph() -> None:
    font = _fonts(drawn("x\u0302"))["NotoSans-Regular"]
    assert TTFont(BytesIO(font.program))["maxp"].maxComponentElements == 2
    assert b"<00780302>" in font.unicode


def test_the_same_letter_has_the_same_bytes() -> None:
    first, second = DRAWER.letter(CONTENT, "en"), DRAWER.letter(CONTENT, "en")
    assert first.pdf == second.pdf
    assert first.sha256 == second.sha256
