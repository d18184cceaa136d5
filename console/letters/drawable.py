"""What may stand on paper: text in one form, without what nobody can see or what turns letters around."""

import re
import unicodedata
from dataclasses import dataclass

# NFC would replace these by another form of the same character: 神 (U+FA19) by 神. In a name the form counts.
_KEEPS_ITS_FORM = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f])")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_JOINERS = "\u200c\u200d"
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# drawn as nothing, though Unicode does not class them as format characters (Default_Ignorable_Code_Point)
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
_HIDES = re.compile(f"{_INVISIBLE.pattern}|{_SELECTORS.pattern}")  # what Python calls printable all the same
# of class Cf, yet visible: they stay, so that a font that lacks them is a reason to refuse
_VISIBLE_FORMAT = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]")


@dataclass(frozen=True, slots=True)
class Drawable:
    """Text as a letter draws it. `removed` names each character taken out, once: ("U+202E", ...)."""

    text: str
    removed: tuple[str, ...] = ()


def drawable(text: str) -> Drawable:
    """Return `text` as a letter draws it: NFC, line feeds alone end lines, nothing invisible.

    Bidirectional controls go as well: they could show an amount or a name turned around.
    """
    flat = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    whole = "".join(
        part if odd else unicodedata.normalize("NFC", part)
        for odd, part in _alternating(_KEEPS_ITS_FORM.split(flat))
    )
    if whole.replace("\n", "").isprintable() and not _HIDES.search(whole):
        return Drawable(whole)
    kept: list[str] = []
    removed: dict[str, None] = {}
    for at, char in enumerate(whole):
        if _stays(char, kept[-1] if kept else "", whole[at + 1 : at + 2]):
            kept.append(char)
        else:
            removed[code_point(char)] = None
    return Drawable("".join(kept), tuple(removed))


def code_point(char: str) -> str:
    """Return the name of one character for people: "U+202E"."""
    return f"U+{ord(char):04X}"


def _alternating(parts: list[str]) -> list[tuple[bool, str]]:
    return [(at % 2 == 1, part) for at, part in enumerate(parts)]


def _stays(char: str, before: str, after: str) -> bool:
    if char == "\n":
        return True
    if _SELECTORS.match(char):  # a selector picks the form of the visible character before it
        return bool(before) and not before.isspace() and not _SELECTORS.match(before)
    if char in _JOINERS:  # in Devanagari they change what is written, elsewhere they hide
        return bool(_DEVANAGARI.match(before) and _DEVANAGARI.match(after))
    if _VISIBLE_FORMAT.match(char):
        return True
    if _INVISIBLE.match(char) or 0xFDD0 <= ord(char) <= 0xFDEF or ord(char) & 0xFFFE == 0xFFFE:  # noqa: PLR2004
        return False
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs"}
