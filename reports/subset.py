"""Font files with only what a letter draws, letters and their marks joined into one glyph."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import uharfbuzz as hb
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent

from reports.fonts import Face

# PDF asks of an embedded TrueType font head, hhea, maxp, hmtx, loca and glyf; nothing reads the others
_DROPPED_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "MATH", "OS/2", "cmap", "name", "post", "gasp",
                   "vhea", "vmtx", "meta", "DSIG", "VORG", "cvt ", "fpgm", "prep")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """What one code draws: a glyph of the face, or several at their places, as one glyph of our own."""

    parts: tuple[tuple[int, int, int], ...]  # glyph, x, y in units of the face
    width: int

    @property
    def is_plain(self) -> bool:
        """Whether it is a glyph of the face as it stands there."""
        return len(self.parts) == 1 and self.parts[0][1:] == (0, 0)


def font_program(face: Face, drawn: list[Drawn]) -> tuple[bytes, list[int]]:
    """Return a font file that draws each of `drawn`, and at which of its glyphs."""
    program, moved = _subset(face, {gid for one in drawn for gid, _, _ in one.parts})
    joined = list(dict.fromkeys(one for one in drawn if not one.is_plain))
    if not joined:
        return program, [moved[one.parts[0][0]] for one in drawn]
    program, first = _with_joined(program, joined, moved)
    return program, [moved[one.parts[0][0]] if one.is_plain else first + joined.index(one) for one in drawn]


def _subset(face: Face, gids: set[int]) -> tuple[bytes, dict[int, int]]:
    """Return a font file with these glyphs at the face's weight, and where each of them went."""
    wanted = hb.SubsetInput()
    for gid in gids:
        wanted.glyph_set.add(gid)
    for axis, value in face.axes.items():
        wanted.pin_axis_location(face.face, axis, value)
    for table in _DROPPED_TABLES:
        wanted.drop_table_tag_set.add(int.from_bytes(table.encode(), "big"))
    wanted.flags = (
        hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    plan = hb.SubsetPlan(face.face, wanted)
    return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)


def _with_joined(program: bytes, joined: list[Drawn], moved: dict[int, int]) -> tuple[bytes, int]:
    """Return the file with a glyph added for each of `joined`, and the number of the first.

    A letter and its marks become one glyph with one code. Drawn apart, they would be sorted by their places
    when somebody reads the text, and a mark would end up at its neighbour.
    """
    font = TTFont(BytesIO(program), recalcTimestamp=False)
    first: int = font["maxp"].numGlyphs
    order = [f"g{at}" for at in range(first + len(joined))]
    font.setGlyphOrder(order[:first])
    glyf, hmtx = font["glyf"], font["hmtx"]
    for name, one in zip(order[first:], joined, strict=True):
        glyph = Glyph()
        glyph.numberOfContours = -1
        glyph.components = [_component(order[moved[gid]], x, y) for gid, x, y in one.parts]
        glyf[name] = glyph
        glyph.recalcBounds(glyf)
        hmtx[name] = (one.width, glyph.xMin)
    file = BytesIO()
    font.save(file)
    return file.getvalue(), first


def _component(name: str, x: int, y: int) -> Any:
    component = GlyphComponent()
    component.glyphName, component.x, component.y = name, x, y
    component.flags = 0x4 | 0x2  # rounded to the grid; x and y are distances
    return component
