"""Shaped text: glyphs with their places, each tied to the characters it stands for."""

from dataclasses import dataclass
from itertools import pairwise

import uharfbuzz as hb

from reports.fonts import Choice, Face, Run, runs


@dataclass(frozen=True, slots=True)
class Glyph:
    """One glyph and its place, in units of the face (1000 to the em)."""

    gid: int
    advance: int
    dx: int
    dy: int


@dataclass(frozen=True, slots=True)
class Shape:
    """The glyphs of a few characters that belong together, mostly one of one."""

    text: str
    face: Face
    glyphs: tuple[Glyph, ...]
    advance: int  # how far the pen moves, in units of the face


def shaped(text: str, choice: Choice) -> list[Shape]:
    """Return `text` (one line, drawable) as shapes; their texts joined are `text` again."""
    return [shape for run in runs(text, choice) for shape in _shaped(run, choice.language)]


def _shaped(run: Run, language: str) -> list[Shape]:
    buffer = hb.Buffer()
    buffer.add_str(run.text)
    buffer.direction = "ltr"
    buffer.script = run.script
    buffer.language = language
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    hb.shape(run.face.font, buffer)
    glyphs: dict[int, list[Glyph]] = {}
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        glyph = Glyph(info.codepoint, place.x_advance, place.x_offset, place.y_offset)
        glyphs.setdefault(info.cluster, []).append(glyph)
    starts = [*sorted(glyphs), len(run.text)]
    return [
        Shape(
            run.text[start:end],
            run.face,
            tuple(glyphs[start]),
            sum(glyph.advance for glyph in glyphs[start]),
        )
        for start, end in pairwise(starts)
    ]
