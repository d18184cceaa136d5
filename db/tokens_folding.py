"""One form for every spelling: width, case, accents, kana, digits; and the runs that a text falls into.

Folding is the same for what is kept and for what is typed. It never looks across a letter and its marks, so
that `db/search_match.py` can find the place in the text that people see.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

_SPECIAL = {
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ŋ": "n", "ð": "d",
    "æ": "ae", "œ": "oe", "þ": "th",
    "ヵ": "か", "ヶ": "け", "ゕ": "か", "ゖ": "け",
    # characters that a name may be written with as well (Japan's registers know both)
    "髙": "高", "﨑": "崎", "嵜": "崎", "邊": "辺", "邉": "辺", "齋": "斎", "齊": "斉", "澤": "沢",
    "濱": "浜", "濵": "浜", "廣": "広", "嶋": "島", "嶌": "島", "國": "国", "德": "徳", "惠": "恵",
    "櫻": "桜", "眞": "真", "瀨": "瀬", "龍": "竜", "條": "条", "會": "会", "榮": "栄", "淺": "浅",
    "藏": "蔵", "遙": "遥", "𠮷": "吉",
}  # fmt: skip
_KATAKANA = {c: chr(c - 0x60) for c in range(0x30A1, 0x30F5)} | {0x30FD: "ゝ", 0x30FE: "ゞ"}
_DIGITS = {c: str(unicodedata.digit(chr(c))) for c in range(0x660, 0x1E960) if chr(c).isdecimal()}
_LETTERS: dict[int, str] = _KATAKANA | _DIGITS | {ord(k): v for k, v in _SPECIAL.items()}
# Accents and points that people leave out; vowel signs of Indic scripts and kana's voicing are letters.
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u20d0-\u20ff\u2060\ufe00-\ufe0f\ufe20-\ufe2f\u00ad]+"
)
_APOSTROPHES = re.compile(r"(?<=[^\W\d_])['\u2018\u2019\u02bc\u00b4`](?=[^\W\d_])")

HIRAGANA = "ぁ-ゖーゝゞ"
_UNSPACED = (
    HIRAGANA + "々〆〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003fffd"  # kana and Han
    "가-힣ᄀ-ᇿ"  # Hangul
    "\u0e00-\u0e4f\u0e80-\u0ecf\u1000-\u103f\u1780-\u17d3"  # Thai, Lao, Burmese, Khmer
)
_RUN = re.compile(
    rf"(?P<unspaced>[{_UNSPACED}]+)|(?P<digits>\d+)"
    rf"|(?P<letters>(?:(?![{_UNSPACED}])(?:[^\W\d_]|[\u0900-\u0dff]))+)"
)


class Script(Enum):
    """How a run is written, as far as searching cares."""

    UNSPACED = "unspaced"  # words are not set apart: found by two characters
    DIGITS = "digits"
    LETTERS = "letters"


_SCRIPTS = {s.value: s for s in Script}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one script in a folded text, `start` counted in the folded text."""

    script: Script
    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it stops."""
        return self.start + len(self.text)


@lru_cache(maxsize=2048)
def _fold(text: str) -> str:
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", bare.casefold()).translate(_LETTERS)


def fold(text: str) -> str:
    """Return `text` in the one form in which texts are compared."""
    return text.lower() if text.isascii() else _fold(text)


def joins_previous(character: str) -> bool:
    """Tell whether folding may join the character to the one before, though it is no combining mark."""
    return character in "\uff9e\uff9f" or "\u1160" <= character <= "\u11ff"


def join_apostrophes(folded: str) -> str:
    """Return the folded text with "o'brien" and "jun'ichi" as one word each."""
    return _APOSTROPHES.sub("", folded) if not folded.isalnum() else folded


def runs(folded: str) -> list[Run]:
    """Return the runs of a folded text in order; everything else sets them apart."""
    return [Run(_SCRIPTS[m.lastgroup or ""], m[0], m.start()) for m in _RUN.finditer(folded)]


def is_kana(text: str) -> bool:
    """Tell whether folded `text` is kana alone."""
    return bool(_ONLY_KANA.fullmatch(text))


def split_runs(folded: str) -> list[tuple[str, str, str]]:
    """Return the runs of a folded text as (unspaced, digits, letters), two of them empty: the quick form."""
    return _RUN.findall(folded)


def word_among(shortest: int, marks: str) -> re.Pattern[str]:
    """Return what finds, among tokens with blanks between them, words of letters and tokens behind a mark."""
    letter = rf"(?![{_UNSPACED}])(?:[^\W\d_]|[\u0900-\u0dff])"
    return re.compile(rf"(?<![^ ])(?:(?:{letter}){{{shortest},}}|[{marks}][^ ]*)(?![^ ])")


_ONLY_KANA = re.compile(rf"[{HIRAGANA}]+")
KANA_RUN = re.compile(rf"[ぁ-ゖ][{HIRAGANA}]*")
