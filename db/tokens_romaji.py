"""Kana and romaji as one sound: Hepburn or Kunrei, long vowels written or not.

A key is Kunrei without long vowels ("syozi" for しょうじ, "Shōji", "shouji", "syoozi"). With `long=True` a
colon stands behind a vowel that is surely long, which tells "sou" from "sono" while one is typing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_VOWELS = "aiueo"
_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "s": "さしすせそ", "t": "たちつてと", "n": "なにぬねの",
    "h": "はひふへほ", "m": "まみむめも", "r": "らりるれろ", "g": "がぎぐげご", "z": "ざじずぜぞ",
    "d": "だぢづでど", "b": "ばびぶべぼ", "p": "ぱぴぷぺぽ",
}  # fmt: skip
_KANA = {kana: c + v for c, row in _ROWS.items() for kana, v in zip(row, _VOWELS, strict=True)}
_KANA |= {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "ゐ": "i", "ゑ": "e", "を": "o", "ゔ": "vu"}
_KANA |= {"ぢ": "zi", "づ": "zu", "ん": "n"}
_KANA |= {
    "ぁ": "a",
    "ぃ": "i",
    "ぅ": "u",
    "ぇ": "e",
    "ぉ": "o",
    "ゃ": "ya",
    "ゅ": "yu",
    "ょ": "yo",
    "ゎ": "wa",
}
_KANA |= {
    kana + small: consonant + "y" + vowel
    for kana, consonant in zip("きしちにひみりぎじびぴ", "kstnhmrgzbp", strict=True)
    for small, vowel in zip("ゃゅょぇ", "auoe", strict=True)
}
_KANA |= {f"ふ{s}": f"f{v}" for s, v in zip("ぁぃぇぉ", "aieo", strict=True)}
_KANA |= {f"ゔ{s}": f"v{v}" for s, v in zip("ぁぃぇぉ", "aieo", strict=True)}
_KANA |= {f"う{s}": f"w{v}" for s, v in zip("ぃぇ", "ie", strict=True)}
_KANA |= {f"つ{s}": f"ts{v}" for s, v in zip("ぁぃぇぉ", "aieo", strict=True)}
_KANA |= {"てぃ": "ti", "でぃ": "di", "とぅ": "tu", "どぅ": "du", "でゅ": "dyu", "ふゅ": "fyu"}
_MORA = re.compile("|".join(sorted(map(re.escape, _KANA), key=len, reverse=True)) + "|[っー]|.")

# What Latin letters stand for, beside consonant + vowel: Hepburn, then what only Kunrei or typing writes.
_HEPBURN = {"shi": "si", "chi": "ti", "tsu": "tu", "fu": "hu", "ji": "zi", "wo": "o"}
_HEPBURN |= {f"sh{v}": f"sy{v}" for v in "auoe"} | {f"ch{v}": f"ty{v}" for v in "auoe"}
_HEPBURN |= {f"j{v}": f"zy{v}" for v in "auoe"} | {f"{c}y{v}": f"{c}y{v}" for c in "knhmrgbp" for v in "auo"}
_HEPBURN |= {c + v: c + v for c in ["", *"kgnhbpmr"] for v in _VOWELS if c + v != "hu"}
_HEPBURN |= {c + v: c + v for c in "sztd" for v in "aeo"} | {"su": "su", "zu": "zu"}
_HEPBURN |= {"ya": "ya", "yu": "yu", "yo": "yo", "wa": "wa"}
_TYPED = {c + v: c + v for c in "sztdhfvw" for v in _VOWELS} | {f"ts{v}": f"ts{v}" for v in "aieo"}
_TYPED |= {f"{c}y{v}": f"{'z' if c == 'j' else c}y{v}" for c in "stzjdf" for v in "auoe"}
_TYPED |= {"dzu": "zu", "du": "du", "di": "di"}
_LATIN = _TYPED | _HEPBURN
_STEP = re.compile(
    r"(?P<n>n(?![aiueoy])|m(?=[bpm]))"
    r"|(?P<double>([kstpgdbzhrfj])(?=\3)|[tc](?=ch))"
    r"|(?P<h>(?<=o)h(?![aiueo]))"
    r"|(?P<syllable>[bcdfghjkmnprstvwyz]{0,3}[aiueo])"
)
_PARTS = {
    "sh": ("si", "sy"), "c": ("ti", "ty"), "ch": ("ti", "ty"), "ts": ("tu", "ts"), "f": ("hu", "f"),
    "j": ("zi", "zy"), "jy": ("zy",), "dz": ("zu",), "m": ("m", "nb", "np", "nm"), "n": ("n",),
}  # fmt: skip
_SIMPLE = frozenset([*"kgsztdhbprywv", *(c + "y" for c in "kgsztdnhbpmrf")])
_LONG = re.compile(r"(?<=o)[ou]+|(?<=u)u+|(?<=a)a+|(?<=e)e+|:+")
LONGEST = 48


@dataclass(frozen=True, slots=True)
class Key:
    """A sound to look for; `open_ended`: more may follow. `long` is the key with long vowels marked."""

    text: str
    long: str
    open_ended: bool


def settle(sound: str) -> str:
    """Return a sound with ":" behind its long vowels; joined sounds settle anew."""
    return _LONG.sub(":", sound)


@lru_cache(maxsize=8192)
def of_kana(hiragana: str) -> str:
    """Return the key of kana with ":" behind long vowels; other characters end nothing and add nothing."""
    sound = ""
    double = False
    for mora in _MORA.findall(hiragana):
        if mora == "っ":
            double = True
        elif mora == "ー":
            sound += ":"
        elif mora in _KANA:
            syllable = _KANA[mora]
            sound += syllable[0] + syllable if double and syllable[0] not in "aiueon" else syllable
            double = False
    return settle(sound)


def _steps(word: str, syllables: dict[str, str]) -> tuple[str, str]:
    """Return the sound of the syllables `word` begins with, and what is left."""
    sound, at = "", 0
    while at < len(word):
        step = _STEP.match(word, at)
        if step is None:
            break
        if step["syllable"] is not None:
            if step["syllable"] not in syllables:
                break
            sound += syllables[step["syllable"]]
        elif step["n"]:
            sound += "n"
        elif step["h"]:
            sound += ":"
        else:
            following = _STEP.match(word, at + 1)
            mapped = syllables.get(following["syllable"] or "") if following else None
            if mapped is None:
                break
            sound += mapped[0]
        at = step.end()
    return sound, word[at:]


@lru_cache(maxsize=8192)
def of_latin_name(word: str) -> str | None:
    """Return the key (":" behind long vowels) of a folded Latin word that is plain Hepburn, else None."""
    if len(word) > LONGEST or not word.isascii():
        return None
    sound, rest = _steps(word, _HEPBURN)
    return settle(sound) if sound and not rest else None


def _continuations(rest: str) -> tuple[str, ...]:
    """Return what the key goes on with after an unfinished syllable, nothing where none is possible."""
    if rest in _PARTS:
        return _PARTS[rest]
    if rest in _SIMPLE:
        return (rest,)
    if len(rest) > 1 and (rest[0] == rest[1] or rest.startswith(("tc", "cc"))):
        following = _continuations("ch" if rest in {"tc", "cc"} else rest[1:])
        return tuple(f[0] + f for f in following)
    return ()


def of_typed(word: str) -> tuple[Key, ...]:
    """Return the sounds that a folded Latin word, still being typed, can stand for; none if no romaji."""
    if len(word) > LONGEST or not word.isascii() or not word.isalpha():
        return ()
    sound, rest = _steps(word, _LATIN)
    known = settle(sound)
    if not rest:
        plain = known.replace(":", "")
        ended = word.endswith("h")  # Satoh: nothing can follow that "h"
        return (Key(plain, known, not ended),) if plain else ()
    endings = [settle(sound + c) for c in _continuations(rest)]
    return tuple(Key(e.replace(":", ""), e, True) for e in endings)
