"""How a file of separated text is written: its encoding and separator, each with how sure that is."""

import codecs
import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

SAMPLE = 64 * 1024  # bytes that are weighed
SAMPLE_LINES = 50
SURE = 0.98  # the most that weighing gives
SEPARATORS = (",", "\t", ";", "|")
MARKS: Mapping[bytes, str] = MappingProxyType(
    {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
)
KANA, HALF_KANA = ("\u3041", "\u30ff"), ("\uff61", "\uff9f")
HAN, HANGUL = ("\u4e00", "\u9fff"), ("\uac00", "\ud7a3")


@dataclass(frozen=True, slots=True)
class Guess:
    """Something guessed; `sure` from 0 to 1."""

    value: str
    sure: float


@dataclass(frozen=True, slots=True)
class Written:
    """How a file is written."""

    encoding: Guess
    separator: Guess


def detect(data: bytes) -> Written:
    """Return how a file is written that begins with `data`."""
    encoding = encoding_of(data)
    text = data[:SAMPLE].decode(encoding.value, "replace").removeprefix("\ufeff")
    return Written(encoding, separator_of(text))


def encoding_of(data: bytes) -> Guess:
    """Return the encoding of a file that begins with `data`."""
    for mark, name in MARKS.items():
        if data.startswith(mark):
            return Guess(name, 1.0)
    data = data[:SAMPLE]
    if (wide := _wide(data)) is not None:
        return wide
    if len(data) == SAMPLE:
        data = data[: data.rfind(b"\n") + 1] or data
    if data.isascii():
        return Guess("utf-8", 1.0)
    if _reads(data, "utf-8"):
        return Guess("utf-8", SURE)
    points = sorted(((_points(data, *each), each[0]) for each in CANDIDATES), reverse=True)
    (best, name), (second, _other) = points[:2]
    if best <= 0:
        return Guess("cp1252" if _reads(data, "cp1252") else "latin-1", 0.3)
    return Guess(name, round(min(SURE, max(0.5, 1 - max(second, 0) / best)), 2))


def _wide(data: bytes) -> Guess | None:
    """Return UTF-16 without a mark: every second byte of what is Latin in it is zero."""
    pairs = len(data) // 2
    for name, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if pairs and zeros.count(0) > pairs // 5 and _reads(data[: pairs * 2], name):
            return Guess(name, 0.95)
    return None


def _reads(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _within(char: str, span: tuple[str, str]) -> bool:
    return span[0] <= char <= span[1]


def _frequent(codec: str, last: int, first: int) -> Callable[[str], bool]:
    """Return the question whether a character stands in the rows of a standard that hold the common ones."""

    def question(char: str) -> bool:
        try:
            return first <= char.encode(codec)[0] <= last
        except UnicodeEncodeError:
            return False

    return question


def _points_of(char: str, is_frequent: Callable[[str], bool], kana: float) -> float:
    if _within(char, KANA):
        return kana
    if _within(char, HALF_KANA):
        return -1.0
    if _within(char, HANGUL):
        return (
            1.2 if is_frequent(char) else -0.5
        )  # all of it could be ideographs; few Chinese texts be all this
    if _within(char, HAN):
        return 1.0 if is_frequent(char) else -0.5
    return 0.1 if "\u3000" <= char <= "\u301f" or "\uff01" <= char <= "\uff5e" else -0.8


def _points(data: bytes, encoding: str, is_frequent: Callable[[str], bool], kana: float) -> float:
    """Return how much text looks like what people write in an encoding, for each character beyond ASCII."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return -1.0
    if encoding == "cp1252":
        return _latin_points(text)
    beyond = [c for c in text if not c.isascii()]
    return sum(_points_of(c, is_frequent, kana) for c in beyond) / (len(beyond) or 1)


def _latin_points(text: str) -> float:
    """Return the same for one byte a character: letters with marks stand alone among plain ones."""
    points, count = 0.0, 0
    for before, char, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if not char.isascii():
            count += 1
            alone = before.isascii() and after.isascii()
            points += 1.0 if char.isalpha() and alone and (before.isalpha() or after.isalpha()) else -0.4
            points += 0.4 if char in "€£«»°–’" else 0.0
    return points / (count or 1)


CANDIDATES: Sequence[tuple[str, Callable[[str], bool], float]] = (
    ("cp932", _frequent("cp932", 0x98, 0x88), 1.5),
    ("euc_jp", _frequent("euc_jp", 0xCF, 0xB0), 1.5),
    ("gb18030", _frequent("gb2312", 0xD7, 0xB0), -0.5),
    ("big5", _frequent("big5", 0xC6, 0xA4), -0.5),
    ("euc_kr", _frequent("euc_kr", 0xC8, 0xB0), -0.5),
    ("cp1252", str.isalpha, 0.0),
)


def separator_of(text: str) -> Guess:
    """Return what separates the cells of a text: what cuts its lines into the same number of cells."""
    each = [(_agreement(text, s), s) for s in SEPARATORS]
    sure, separator = max(each, key=lambda found: found[0])
    return Guess(separator, round(sure, 2)) if sure else Guess(",", 0.3)


def _agreement(text: str, separator: str) -> float:
    """Return which part of the lines has as many cells as the first, weighed by how many that are."""
    try:
        rows = list(islice(csv.reader(text.splitlines(keepends=True), delimiter=separator), SAMPLE_LINES))
    except csv.Error:
        return 0.0
    widths = [len(row) for row in rows if row]
    if not widths or widths[0] < 2:  # noqa: PLR2004 -- one cell says nothing of a separator
        return 0.0
    alike = sum(width == widths[0] for width in widths[:-1]) + 1
    return min(SURE, alike / len(widths) * (1 - 0.5 / widths[0]) + 0.1)
