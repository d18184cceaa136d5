"""Lines: where text may break (after Unicode UAX 14 and Japan's JIS X 4051), and text laid into a width."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from console.letters.drawable import drawable
from reports.fonts import BOLD, REGULAR, Choice
from reports.shaping import Shape, shaped

# not at the start of a line: closing marks, small kana, sound marks (JIS X 4051)
_NOT_FIRST = frozenset(
    "!%),.:;?]}»¢°’”†‡‰′″℃、。々〉》」』】〕〗〙〟゛゜ゝゞ・ーヽヾ！％），．：；？］｝｡｣､･ﾞﾟ～〜‥…"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰ"
)
_NOT_LAST = frozenset("([{«‘“〈《「『【〔〖〘〝（［｛｢＄￥＃$£¥€#")
_TOGETHER = frozenset({"……", "‥‥", "——", "――"})
_HYPHENS = "-‐–—"
_STICKY_SPACES = "\u00a0\u202f\u2007"


@dataclass(frozen=True, slots=True)
class Style:
    """How text looks: size and leading in points, colour by its name in the palette."""

    size: float
    leading: float
    colour: str = "text"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """The language text is set in, and whose forms ideographs have where that language has none."""

    language: str
    forms: str = "ja"

    def choice(self, style: Style) -> Choice:
        """Return what chooses the faces for text of `style`."""
        return Choice(self.language, self.forms, BOLD if style.bold else REGULAR)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text. `shapes` end before the blanks at its end; `width` is in points."""

    shapes: tuple[Shape, ...]
    style: Style
    width: float

    @property
    def text(self) -> str:
        """What stands in the line."""
        return "".join(shape.text for shape in self.shapes)


def lay(text: str, style: Style, width: float, voice: Voice) -> list[Line]:
    """Return the lines of `text` in `width` points; a word longer than a line breaks where it must."""
    lines: list[Line] = []
    for paragraph in drawable(text).text.split("\n"):
        shapes = shaped(paragraph, voice.choice(style))
        lines += [_line(part, style) for part in _filled(_units(shapes), width * 1000 / style.size)]
    return lines


@lru_cache(8192)
def may_break(before: str, after: str) -> bool:
    """Answer whether a line may end between two characters."""
    if after.isspace() or before in _STICKY_SPACES:
        return False
    if before.isspace():
        return True
    if after in _NOT_FIRST or before in _NOT_LAST or before + after in _TOGETHER:
        return False
    if before in _HYPHENS:
        return after.isalpha()
    return _is_wide(before) or _is_wide(after)


def _is_wide(char: str) -> bool:
    """Answer whether a line may break beside `char` without a blank (Korean breaks at blanks)."""
    return unicodedata.east_asian_width(char) in "WF" and not "\uac00" <= char <= "\ud7a3"


def _units(shapes: list[Shape]) -> Iterator[list[Shape]]:
    """Yield the shapes between two places where a line may break."""
    start = 0
    for at in range(1, len(shapes)):
        before, after = shapes[at - 1], shapes[at]
        if not _is_mark(after) and may_break(before.text[-1], after.text[0]):
            yield shapes[start:at]
            start = at
    yield shapes[start:]


def _is_mark(shape: Shape) -> bool:
    return unicodedata.category(shape.text[0]) in {"Mn", "Me", "Mc"}


def _filled(units: Iterator[list[Shape]], width: float) -> Iterator[list[Shape]]:
    """Yield full lines, each of as many units as fit. No units give one empty line."""
    line: list[Shape] = []
    used = 0
    for unit in units:
        if line and used + _wide(_trimmed(unit)) > width:
            yield line
            line, used = [], 0
        line, used = line + unit, used + _wide(unit)
        while used > width and _wide(_trimmed(line)) > width and (cut := _forced_cut(line, width)):
            yield line[:cut]
            line = line[cut:]
            used = _wide(line)
    yield line


def _forced_cut(line: list[Shape], width: float) -> int:
    """Return how many shapes of a word that is too long still fit, marks kept with their base; 0: none."""
    used, cut = 0, 0
    for at, shape in enumerate(line):
        if at and not _is_mark(shape):
            cut = at
        used += shape.advance
        if used > width and cut:
            return cut
    return 0


def _trimmed(shapes: list[Shape]) -> list[Shape]:
    end = len(shapes)
    while end and shapes[end - 1].text.isspace():
        end -= 1
    return shapes[:end]


def _wide(shapes: list[Shape]) -> int:
    return sum(shape.advance for shape in shapes)


def _line(shapes: list[Shape], style: Style) -> Line:
    kept = tuple(_trimmed(shapes))
    return Line(kept, style, sum(shape.advance for shape in kept) * style.size / 1000)
