"""In which character set a text was written that does not say, or says wrongly."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from console.guarded.jis import decode_euc_jp, decode_iso_2022_jp

SAMPLE = 20_000  # bytes that are weighed


def looks_like_utf8(data: bytes, *, many_bytes_declared: bool) -> bool:
    """Tell whether `data` is UTF-8 although something else was declared.

    Against a declared character set of several bytes a character only three-byte sequences count: pairs of
    GB2312 or EUC can by chance be pairs of UTF-8.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    if text.isascii():
        return False
    return not many_bytes_declared or any(ch >= "\u0800" for ch in text)


def _in_rows(codec: str, first: int, last: int) -> Callable[[str], bool]:
    """Return the question whether a character stands in the rows `first` to `last` of `codec`."""

    def common(char: str) -> bool:
        try:
            return first <= char.encode(codec)[0] <= last
        except UnicodeEncodeError:
            return False

    return common


@dataclass(frozen=True, slots=True)
class _Candidate:
    name: str
    read: Callable[[bytes], str]
    common: Callable[[str], bool]  # a frequent ideograph or syllable of the language
    points: float = 1.5  # for such a one
    kana: float = -0.5
    hangul: float = -0.5
    han: float = -0.3  # an ideograph that is not common
    latin: float = -0.5
    cyrillic: float = -0.5


def _reader(codec: str) -> Callable[[bytes], str]:
    return lambda data: data.decode(codec)


_NONE = _in_rows("ascii", 0, 0)
CANDIDATES: tuple[_Candidate, ...] = (
    _Candidate("shift_jis", _reader("cp932"), _in_rows("cp932", 0x88, 0x98), kana=3.0, han=0.2),
    _Candidate("euc-jp", decode_euc_jp, _in_rows("euc_jp", 0xB0, 0xCF), kana=3.0, han=0.2),
    _Candidate("gb18030", _reader("gb18030"), _in_rows("gb2312", 0xB0, 0xD7), kana=2.0),
    _Candidate("big5", _reader("big5hkscs"), _in_rows("big5", 0xA4, 0xC6), kana=1.0),
    _Candidate("euc-kr", _reader("cp949"), _in_rows("euc_kr", 0xB0, 0xC8), 1.6, hangul=-0.2, han=-1.0),
    _Candidate("windows-1251", _reader("cp1251"), _NONE, cyrillic=1.1),
    _Candidate("koi8-r", _reader("koi8_r"), _NONE, cyrillic=1.1),
    _Candidate("windows-1252", _reader("cp1252"), _NONE, latin=1.0),
)


_SHIFT = re.compile(rb"\x1b\$(?:[@B]|\([@BDOPQ]|\)C)")
_UTF8 = ("utf-8", _reader("utf-8"))
_SHIFTING = (
    ("iso-2022-jp", decode_iso_2022_jp),
    ("iso-2022-jp", _reader("iso2022_jp_ext")),
    ("iso-2022-jp-3", _reader("iso2022_jp_2004")),
    ("iso-2022-jp-3", _reader("iso2022_jp_3")),
    ("iso-2022-kr", _reader("iso2022_kr")),
    _UTF8,
)
_NAMED = {candidate.name: candidate for candidate in CANDIDATES}
MOST_POINTS = 3.0  # that any character is worth
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_JAPANESE = ("shift_jis", "euc-jp")


def guess(data: bytes) -> tuple[str, str] | None:
    """Return (character set, text) that fits best, None where nothing reads the bytes whole."""
    for name, read in _SHIFTING if shifts(data) else (_UTF8,):
        text = _read(read, data)
        if text is not None:
            return name, text
    for _, candidate in _weighed(data):
        text = _read(candidate.read, data)
        if text is not None:
            return candidate.name, text
    return None


def shifts(data: bytes) -> bool:
    """Tell whether `data` switches to two-byte characters as ISO-2022-JP and -KR do."""
    return b"\x1b$" in data and _SHIFT.search(data) is not None


def better(data: bytes, text: str, declared: str) -> tuple[str, str] | None:
    """Return what fits so much better than `declared`, which did give `text`, that it must be right.

    The margin is wide: half-width katakana in Shift_JIS, for one, look like nothing at all and are right.
    """
    lost = "\ufffd" in text
    doubtful = lost or declared == "windows-1252" or _PRIVATE.search(text) is not None
    margin = 0.6 if lost else 1.2 if doubtful else 2.4
    ours = _weight(_NAMED[declared], text[:SAMPLE])
    if ours + margin >= MOST_POINTS:
        return None  # nothing can weigh more
    found = guess(data)
    if found is None or found[0] not in _NAMED:
        return None
    other = _NAMED[found[0]]
    return found if _weight(other, _sample(other, data)) - ours > margin else None


def _weighed(data: bytes) -> list[tuple[float, _Candidate]]:
    weighed = [(_weight(c, _sample(c, data)), c) for c in CANDIDATES]
    return sorted(weighed, key=lambda pair: pair[0], reverse=True)


def _read(read: Callable[[bytes], str], data: bytes) -> str | None:
    try:
        return read(data)
    except ValueError:
        return None


def _sample(candidate: _Candidate, data: bytes) -> str:
    """Return the beginning as `candidate` reads it, cut where a line ends."""
    if len(data) > SAMPLE:
        data = data[: data.rfind(b"\n", 0, SAMPLE) + 1 or SAMPLE]
    return _read(candidate.read, data) or ""


def _weight(candidate: _Candidate, text: str) -> float:
    """Return how much like its language the text looks: the mean over all characters beyond ASCII."""
    strange = Counter(pair for pair in zip(" " + text, text, strict=False) if not pair[1].isascii())
    if not strange:
        return -9.0
    points = sum(count * _points(candidate, before, ch) for (before, ch), count in strange.items())
    mean = points / strange.total()
    if candidate.name in _JAPANESE and not any("\u3041" <= ch <= "\u30ff" for _, ch in strange):
        mean -= 0.7  # Japanese without any kana is rare
    return mean


def _points(candidate: _Candidate, before: str, char: str) -> float:
    if candidate.common(char):
        return candidate.points
    for first, last, points in _blocks(candidate, before, char):
        if first <= char <= last:
            return points
    return -0.5


def _cyrillic(candidate: _Candidate, before: str, char: str) -> float:
    if before.isascii() and before.isalpha():
        return -1.0  # no word mixes both alphabets
    if char.isupper() and before.isalpha():
        return candidate.cyrillic / 2 if before.isupper() else -0.5
    return candidate.cyrillic


def _latin(candidate: _Candidate, before: str) -> float:
    if not before.isalpha():
        return candidate.latin / 2
    return candidate.latin if before.isascii() else -0.5


def _blocks(candidate: _Candidate, before: str, char: str) -> tuple[tuple[str, str, float], ...]:
    return (
        ("\u0080", "\u009f", -2.0),
        ("\u00a0", "\u00bf", 0.0),
        ("\u00c0", "\u017f", _latin(candidate, before)),
        ("\u0400", "\u04ff", _cyrillic(candidate, before, char)),
        ("\u2010", "\u2122", 0.5),
        ("\u3000", "\u303f", 1.0),
        ("\u3041", "\u30ff", candidate.kana),
        ("\u3400", "\u9fff", candidate.han),
        ("\uac00", "\ud7a3", candidate.hangul),
        ("\ue000", "\uf8ff", -2.0),
        ("\ufffd", "\ufffd", -2.0),
        ("\uff01", "\uff5e", 1.0),
        ("\uff61", "\uff9f", -0.5),
    )
