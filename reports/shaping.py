"""Shaped text: glyphs with their places, each tied to the characters it stands for."""

from itertools import groupby
from typing import NamedTuple

import uharfbuzz as hb

from reports.fonts import Choice, Face, Run, runs


class Glyph(NamedTuple):  # tuples: a page holds thousands, and a frozen dataclass takes three times as long
    """One glyph and its place, in units of the face (1000 to the em)."""

    gid: int
    advance: int
    dx: int
    dy: int


class Shape(NamedTuple):
    """The glyphs of a few characters that belong together, mostly one of one."""

    text: str
    face: Face
    glyphs: tuple[Glyph, ...]
    advance: int  # how far the pen moves, in units of the face


def shaped(text: str, choice: Choice) -> list[Shape]:
    """Return `text` (one line, drawable) as shapes; their texts joined are `text` again."""
    return [shape for run in runs(text, choice) for shape in _shaped(run, choice.language)]


def _shaped(run: Run, language: str) -> list[Shape]:
    """Return one run's shapes. HarfBuzz counts characters in clusters, from left to right."""
    buffer = hb.Buffer()
    buffer.add_str(run.text)
    buffer.direction = "ltr"
    buffer.script = run.script
    buffer.language = language
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    hb.shape(run.face.font, buffer)
    starts = [info.cluster for info in buffer.glyph_infos]
    glyphs = [
        Glyph(info.codepoint, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
    if len(set(starts)) == len(starts):
        ends = [*starts[1:], len(run.text)]
        return [
            Shape(run.text[start:end], run.face, (glyph,), glyph.advance)
            for start, end, glyph in zip(starts, ends, glyphs, strict=True)
        ]
    return _clustered(run, starts, glyphs)


def _clustered(run: Run, starts: list[int], glyphs: list[Glyph]) -> list[Shape]:
    """Return the shapes where several glyphs stand for one text."""
    pairs = groupby(zip(starts, glyphs, strict=True), key=lambda pair: pair[0])
    groups = [(start, tuple(glyph for _, glyph in group)) for start, group in pairs]
    ends = [start for start, _ in groups[1:]] + [len(run.text)]
    return [
        Shape(run.text[start:end], run.face, group, sum(glyph.advance for glyph in group))
        for (start, group), end in zip(groups, ends, strict=True)
    ]
