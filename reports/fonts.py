"""The letters' fonts: which face draws which run of characters, and never a box."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools import unicodedata as scripts

from console.errors import Refused
from console.letters.drawable import code_point
from console.words import N_

REGULAR, BOLD = 400, 700


@dataclass(frozen=True, slots=True)
class _File:
    """Where a family lies inside an installed package, and whether it has weights and widths."""

    package: str
    path: str
    varies: bool = True
    widens: bool = False


_CJK, _WEST = "justmytype_intl_cjk", "justmytype_western_core"
_FILES = {
    "NotoSans": _File(_WEST, "notosans/NotoSans[wdth,wght].ttf", widens=True),
    "NotoSansJP": _File(_CJK, "notosansjp/NotoSansJP[wght].ttf"),
    "NotoSansSC": _File(_CJK, "notosanssc/NotoSansSC[wght].ttf"),
    "NotoSansTC": _File(_CJK, "notosanstc/NotoSansTC[wght].ttf"),
    "NotoSansKR": _File(_CJK, "notosanskr/NotoSansKR[wght].ttf"),
    "NotoSansSymbols2": _File(_WEST, "notosanssymbols2/NotoSansSymbols2-Regular.ttf", varies=False),
    "STIXTwoMath": _File(_WEST, "stixtwomath/STIXTwoMath-Regular.ttf", varies=False),
}
_SYMBOLS = ("NotoSansSymbols2", "STIXTwoMath")
_EAST_ASIAN = {  # the order gives the regional forms: the first that draws a character draws it
    "ja": ("NotoSansJP", "NotoSansSC", "NotoSansTC", "NotoSansKR"),
    "zh-Hans": ("NotoSansSC", "NotoSansTC", "NotoSansJP", "NotoSansKR"),
    "zh-Hant": ("NotoSansTC", "NotoSansSC", "NotoSansJP", "NotoSansKR"),
    "ko": ("NotoSansKR", "NotoSansJP", "NotoSansTC", "NotoSansSC"),
}
_ONE_SCRIPT = {"Hira": "Kana", "Hani": "Kana", "Bopo": "Kana"}  # shaped alike, so one run
_SHARED = {"Zyyy", "Zinh", "Zzzz"}
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_MOST_MARKS = 6  # a base and five marks: no writing has more, and a higher pile covers the line above
_PRESENTATION = "\ufe0e\ufe0f"  # a hint "as text" or "as picture", not another character


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One family at one weight; `axes` pins its variable file there."""

    name: str  # the PostScript name in the letter: regular and bold must differ, or viewers mix them up
    face: Any  # uharfbuzz ships no types
    font: Any
    axes: dict[str, float]

    def draws(self, cluster: str) -> bool:
        """Answer whether each character of `cluster`, a base and its marks, has its glyph here."""
        return all(self._draws(char, cluster[at - 1] if at else "") for at, char in enumerate(cluster))

    def _draws(self, char: str, before: str) -> bool:
        if char in _PRESENTATION or (char.isspace() and char != "\u1680"):
            return True
        if is_selector(char):
            return bool(before) and self.font.get_variation_glyph(ord(before), ord(char)) is not None
        return self.font.get_nominal_glyph(ord(char)) is not None


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that one face draws in one script (ISO 15924)."""

    face: Face
    script: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """What decides about faces: a letter's language, the forms of ideographs in it, the weight."""

    language: str
    forms: str = "ja"
    weight: int = REGULAR

    @property
    def families(self) -> tuple[str, ...]:
        """The families in the order in which they are asked."""
        return _families(self.language, self.forms)


def east_asian(language: str) -> str | None:
    """Return which regional forms a language has: "ja", "zh-Hans", "zh-Hant", "ko", or None."""
    parts = language.replace("_", "-").lower().split("-")
    if parts[0] == "zh":
        return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(parts) else "zh-Hans"
    return parts[0] if parts[0] in _EAST_ASIAN else None


@cache
def _families(language: str, forms: str) -> tuple[str, ...]:
    if (own := east_asian(language)) is not None:
        first, *others = _EAST_ASIAN[own]
        return (first, "NotoSans", *others, *_SYMBOLS)
    return ("NotoSans", *_EAST_ASIAN[east_asian(forms) or "ja"], *_SYMBOLS)


@cache
def font_file(family: str) -> Path:
    """Return a family's file. Raises: Refused where its package is not installed."""
    where = _FILES[family]
    if find_spec(where.package) is not None:
        path = Path(str(files(where.package) / "fonts" / "ofl" / where.path))
        if path.is_file():
            return path
    raise Refused(N_("The font {family} is missing: run the setup again."), family=family)


@cache
def face_of(family: str, weight: int) -> Face:
    """Return a family at a weight, opened once in this process (the file is mapped, not read)."""
    where = _FILES[family]
    axes: dict[str, float] = {"wght": float(weight)} if where.varies else {}
    if where.widens:
        axes["wdth"] = 100.0
    face = hb.Face(hb.Blob.from_file_path(str(font_file(family))))
    font = hb.Font(face)
    font.set_variations(axes)
    style = "Bold" if weight == BOLD and where.varies else "Regular"
    return Face(f"{family}-{style}", face, font, axes)


def is_selector(char: str) -> bool:
    """Answer whether `char` picks a form of the character before it (a variation selector)."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"


def clusters(text: str) -> Iterator[str]:
    """Yield each base with its marks, selectors and joiners: what one face must draw and no line splits."""
    start = 0
    for at in range(1, len(text)):
        if not _belongs_to_the_one_before(text[at]) and text[at - 1] != "\u200d":
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def runs(text: str, choice: Choice) -> list[Run]:
    """Return `text` cut where face or script changes. What no face draws is in none: see `undrawable`."""
    if text.isascii() and text.isprintable():
        return [Run(face_of(choice.families[0], choice.weight), "Latn", text)] if text else []
    faced = [(face, cluster) for face, cluster in _faced(text, choice) if face is not None]
    pieces: list[tuple[Face, str, str]] = []
    script = next((s for _, cluster in faced if (s := _script(cluster[0])) not in _SHARED), "Latn")
    for face, cluster in faced:
        own = _script(cluster[0])
        script = script if own in _SHARED else own
        pieces.append((face, script, cluster))
    return [
        Run(face, script, "".join(cluster for _, _, cluster in group))
        for (face, script), group in groupby(pieces, key=lambda piece: (piece[0], piece[1]))
    ]


def undrawable(text: str, choice: Choice) -> tuple[str, ...]:
    """Return what no face draws rightly, for people to read: ("😀 (U+1F600)",)."""
    if text.isascii() and text.isprintable():
        return ()
    once = dict.fromkeys(clusters(text))
    return tuple(_described(cluster) for cluster in once if _face_of_one(cluster, choice) is None)


def _faced(text: str, choice: Choice) -> Iterator[tuple[Face | None, str]]:
    """Yield each cluster with its face: one for a whole word where one can, so that no word is patchwork."""
    for wide, group in groupby(clusters(text), key=_stands_alone):
        word = list(group)
        whole = None if wide else _face_for(word, choice)
        for cluster in word:
            yield whole or _face_of_one(cluster, choice), cluster


@lru_cache(4096)
def _face_of_one(cluster: str, choice: Choice) -> Face | None:
    return _face_for([cluster], choice)


def _face_for(word: list[str], choice: Choice) -> Face | None:
    if any(_is_refused(char) for cluster in word for char in cluster) or max(map(len, word)) > _MOST_MARKS:
        return None
    families = choice.families
    if any(_script(cluster[0]) in {"Grek", "Cyrl"} for cluster in word):
        families = ("NotoSans", *families)  # East Asian faces draw these as wide as an ideograph
    faces = (face_of(family, choice.weight) for family in families)
    return next((face for face in faces if all(face.draws(cluster) for cluster in word)), None)


def _is_refused(char: str) -> bool:
    """Answer whether `char` is never drawn, though a face may have a glyph for it.

    Private use means something else to each sender; right-to-left needs reordering, which we do not do.
    """
    return unicodedata.category(char) == "Co" or unicodedata.bidirectional(char) in _RIGHT_TO_LEFT


@lru_cache(4096)
def _stands_alone(cluster: str) -> bool:
    return cluster.isspace() or unicodedata.east_asian_width(cluster[0]) in "WF"


@lru_cache(4096)
def _belongs_to_the_one_before(char: str) -> bool:
    return unicodedata.category(char) in {"Mn", "Me", "Mc"} or char in "\u200c\u200d"


@cache
def _script(char: str) -> str:
    script: str = scripts.script(char)
    return _ONE_SCRIPT.get(script, script)


def _described(cluster: str) -> str:
    if len(cluster) > _MOST_MARKS:
        return f"{code_point(cluster[0])} …"
    codes = " ".join(code_point(char) for char in cluster)
    return f"{cluster} ({codes})" if cluster.isprintable() else codes
