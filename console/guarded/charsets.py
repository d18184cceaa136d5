"""Bytes of a mail as text: as declared where that holds, else as what they are, and it is said.

Names from a mail never reach Python's codec registry: only the names of this table are read.
"""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from console.evidence.records_files import MailNote, MailTrouble
from console.guarded.guess import CANDIDATES, better, guess, looks_like_utf8, shifts
from console.guarded.jis import decode_euc_jp, decode_iso_2022_jp

Reader = Callable[[bytes], str]
LOST = "\ufffd"
_HZ = b"~{"  # the beginning of Chinese between ASCII
BEARABLE = 0.1  # of the characters beyond ASCII may be unreadable before the declaration is doubted


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what had to be done against its declaration."""

    text: str
    note: MailNote | None = None


def _codec(name: str) -> Reader:
    return lambda data: data.decode(name)


# name -> codecs in the order they are tried; the first also reads leniently when all fail
_FAMILIES: dict[str, tuple[str, ...]] = {
    "utf-8 utf8 utf-8mb4 unicode-1-1-utf-8 cp65001": ("utf-8",),
    "utf-7 unicode-1-1-utf-7": ("utf-7",),
    "utf-16 ucs-2 unicode": ("utf-16",),
    "utf-16le": ("utf-16-le",),
    "utf-16be": ("utf-16-be",),
    "us-ascii ascii ansi_x3.4-1968 646": ("ascii",),
    "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j cp932 ms932 x-ms-cp932 cp943c": (
        "cp932",
        "shift_jis_2004",
    ),
    "shift_jis-2004 shift_jisx0213": ("shift_jis_2004", "cp932"),
    "euc-jp x-euc-jp eucjp ujis euc-jp-ms eucjp-ms cp51932": ("euc_jp", "euc_jis_2004"),
    "iso-2022-jp iso-2022-jp-1 iso-2022-jp-ms cp50220 cp50221 csiso2022jp jis": (
        "iso2022_jp",
        "iso2022_jp_ext",
        "iso2022_jp_2",
        "iso2022_jp_2004",
    ),
    "iso-2022-jp-2": ("iso2022_jp_2", "iso2022_jp_ext"),
    "iso-2022-jp-3 iso-2022-jp-2004": ("iso2022_jp_2004", "iso2022_jp_3"),
    "gb2312 gbk gb18030 cp936 windows-936 x-gbk euc-cn gb_2312-80 chinese csgb2312": ("gb18030",),
    "hz-gb-2312 hz": ("hz",),
    "big5 big5-hkscs big5hkscs x-x-big5 big5-eten cn-big5 cp950 csbig5": ("big5hkscs", "cp950"),
    "euc-kr ks_c_5601-1987 ks_c_5601-1989 ks_c_5601 ksc5601 ksc_5601 korean cp949 uhc windows-949": (
        "cp949",
    ),
    "iso-2022-kr": ("iso2022_kr",),
    "johab": ("johab",),
    "iso-8859-1 latin1 latin-1 l1 windows-1252 cp1252 x-ansi ansi": ("cp1252", "latin-1"),
    "iso-8859-9 latin5 windows-1254 cp1254": ("cp1254", "iso8859_9"),
    "iso-8859-11 tis-620 windows-874 cp874": ("cp874", "iso8859_11"),
    "iso-8859-8-i iso-8859-8": ("iso8859_8",),
    "koi8-r": ("koi8_r",),
    "koi8-u": ("koi8_u",),
    "macintosh mac x-mac-roman": ("mac_roman",),
    **{f"iso-8859-{n}": (f"iso8859_{n}",) for n in (2, 3, 4, 5, 6, 7, 10, 13, 14, 15, 16)},
    **{f"windows-{n} cp{n}": (f"cp{n}",) for n in (1250, 1251, 1253, 1255, 1256, 1257, 1258)},
    **{f"ibm{n} cp{n}": (f"cp{n}",) for n in (437, 850, 852, 858, 866)},
}
_KNOWN = {name: tried for names, tried in _FAMILIES.items() for name in names.split()}
_OWN: dict[str, Reader] = {"euc_jp": decode_euc_jp, "iso2022_jp": decode_iso_2022_jp}
_SHIFTING = frozenset({"iso2022_jp", "iso2022_jp_2", "iso2022_jp_2004", "iso2022_kr", "hz", "utf-7"})
_WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be"})
_SEVERAL_BYTES = frozenset({"cp932", "shift_jis_2004", "euc_jp", "gb18030", "big5hkscs", "cp949", "johab"})
_WEIGHED = {
    "cp932": "shift_jis",
    "euc_jp": "euc-jp",
    "gb18030": "gb18030",
    "big5hkscs": "big5",
    "cp949": "euc-kr",
    "cp1252": "windows-1252",
}  # declarations that are so often wrong that they are weighed against the others
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def load_codecs() -> None:
    """Import every codec of the table, so that nothing needs to be opened later."""
    for tried in _FAMILIES.values():
        for name in tried:
            codecs.lookup(name)
    for candidate in CANDIDATES:
        candidate.common("字")


def decode(data: bytes, declared: str) -> Decoded:
    """Return `data` as text; `declared` is the name that the mail gives, empty where it gives none."""
    name = _normal(declared)
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], codec, declared)
    tried = _KNOWN.get(name, ())
    if data.isascii() and b"\x1b" not in data and not (tried and tried[0] in _SHIFTING | _WIDE):
        return Decoded(data.decode("ascii"))
    if not tried:
        return _guessed(data, declared, MailTrouble.CHARSET_UNKNOWN if name else MailTrouble.CHARSET_MISSING)
    return _declared(data, declared, tried)


def undeclared(data: bytes, hint: str) -> Decoded:
    """Return bytes that declare nothing as text: in the character set `hint` where that reads them well."""
    if hint and (not data.isascii() or b"\x1b" in data or _HZ in data):
        found = decode(data, hint)
        if found.note is None and LOST not in found.text:
            return Decoded(found.text, MailNote(MailTrouble.CHARSET_MISSING, "", _normal(hint)))
    return decode(data, "")


def _normal(declared: str) -> str:
    return re.sub(r"[^a-z0-9._-]", "", declared.lower())


def _declared(data: bytes, declared: str, tried: tuple[str, ...]) -> Decoded:
    may_be_utf8 = tried[0] != "utf-8" and tried[0] not in _WIDE
    if may_be_utf8 and looks_like_utf8(data, many_bytes_declared=tried[0] in _SEVERAL_BYTES):
        return Decoded(data.decode("utf-8"), MailNote(MailTrouble.CHARSET_WRONG, declared, "utf-8"))
    if shifts(data) and tried[0] not in _SHIFTING:
        return _guessed(data, declared, MailTrouble.CHARSET_WRONG)
    text = _strict(data, tried)
    if text is not None:
        return _unless_better(data, Decoded(text), declared, tried[0])
    lenient = _lenient(data, tried[0], declared)
    if not _bearable(lenient.text):
        return _guessed(data, declared, MailTrouble.CHARSET_WRONG)
    return _unless_better(data, lenient, declared, tried[0])


def _strict(data: bytes, tried: tuple[str, ...]) -> str | None:
    for codec in tried:
        try:
            return _OWN.get(codec, _codec(codec))(data)
        except ValueError:
            continue
    return None


def _unless_better(data: bytes, read: Decoded, declared: str, codec: str) -> Decoded:
    """Return `read`, unless it is nonsense and another character set gives language."""
    ours = _WEIGHED.get(codec)
    found = better(data, read.text, ours) if ours and not data.isascii() else None
    if found is not None:
        return Decoded(found[1], MailNote(MailTrouble.CHARSET_WRONG, declared, found[0]))
    return read


def _lenient(data: bytes, codec: str, declared: str) -> Decoded:
    text = data.decode(codec, errors="replace")
    return Decoded(text, MailNote(MailTrouble.CHARACTERS_LOST, declared, codec) if LOST in text else None)


def _bearable(text: str) -> bool:
    strange = sum(not ch.isascii() for ch in text)
    return text.count(LOST) <= strange * BEARABLE


def _guessed(data: bytes, declared: str, trouble: MailTrouble) -> Decoded:
    found = guess(data)
    if found is None:
        text = data.decode("utf-8", errors="replace")
        return Decoded(text, MailNote(MailTrouble.CHARACTERS_LOST, declared, "utf-8"))
    return Decoded(found[1], MailNote(trouble, declared, found[0]))
