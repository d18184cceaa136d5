"""Japanese mail text with the makers' characters (①, ㈱, 髙) that Python's own codecs refuse.

What WHATWG and every mail program do: JIS X 0208 positions are read through Windows-31J (cp932).
"""

# ruff: noqa: PLR2004 -- these bytes are the standard's own

import re

_ESCAPE = re.compile(rb"\x1b(\$[@B]|\$\([BD]|\([BJIH])|([\r\n]+)")
_KANA_START = 0xFF61 - 0xA1


def decode_iso_2022_jp(data: bytes) -> str:
    """Return ISO-2022-JP, -JP-1 or CP50220/50221 as text. Raises: ValueError."""
    try:
        return data.decode("iso2022_jp")
    except UnicodeDecodeError:
        return _with_makers_characters(data)


def _with_makers_characters(data: bytes) -> str:
    out, state, at = [], b"(B", 0
    for match in _ESCAPE.finditer(data):
        out.append(_run(data[at : match.start()], state))
        at = match.end()
        state = match[1] or b"(B"  # a line that does not switch back is switched back
        out.append((match[2] or b"").decode("ascii"))
    out.append(_run(data[at:], state))
    return "".join(out)


def _run(data: bytes, state: bytes) -> str:
    if not data:
        return ""
    if b"\x1b" in data:
        raise ValueError("an escape sequence of another encoding")
    if state in (b"$@", b"$B", b"$(B"):
        return _pairs(data)
    if state == b"$(D":
        return b"".join(b"\x8f" + data[i : i + 2].translate(_HIGH) for i in range(0, len(data), 2)).decode(
            "euc_jp"
        )
    if state == b"(I":
        return _kana(data.translate(_HIGH))
    return _single(data)


_HIGH = bytes(b | 0x80 if 0x21 <= b <= 0x7E else b for b in range(256))


def _single(data: bytes) -> str:
    """Read ASCII; 8-bit and shifted-out half-width katakana (JIS7, JIS8) with it."""
    pieces = re.split(rb"\x0e([^\x0f]*)\x0f?", data)
    return "".join(_kana(p.translate(_HIGH)) if i % 2 else _ascii_or_kana(p) for i, p in enumerate(pieces))


def _ascii_or_kana(data: bytes) -> str:
    return data.decode("ascii") if data.isascii() else _kana(data)


def _kana(data: bytes) -> str:
    if any(0x80 <= b < 0xA1 or b > 0xDF for b in data):
        raise ValueError("no half-width katakana")
    return "".join(chr(b + _KANA_START) if b >= 0xA1 else chr(b) for b in data)


def _pairs(data: bytes) -> str:
    """Read two-byte characters; blanks between them stand for themselves."""
    out, at = bytearray(), 0
    while at < len(data):
        if data[at] <= 0x20:
            out.append(data[at])
            at += 1
            continue
        out += shifted(data[at : at + 2])
        at += 2
    return out.decode("cp932")


def shifted(pair: bytes) -> bytes:
    """Return a JIS X 0208 pair (both 0x21 to 0x7E) as Shift_JIS. Raises: ValueError."""
    if len(pair) < 2 or not all(0x21 <= b <= 0x7E for b in pair):
        raise ValueError("no pair of JIS X 0208")
    lead, trail = pair
    row = (lead - 0x21) // 2
    first = row + (0x81 if row < 31 else 0xC1)
    if lead % 2 == 0:
        return bytes((first, trail + 0x7E))
    return bytes((first, trail + (0x1F if trail < 0x60 else 0x20)))


def decode_euc_jp(data: bytes) -> str:
    """Return EUC-JP with the makers' characters as text. Raises: ValueError."""
    try:
        return data.decode("euc_jp")
    except UnicodeDecodeError:
        pieces = _EUC.split(data)
    return "".join(_euc(piece, odd=bool(i % 2)) for i, piece in enumerate(pieces))


def _euc(piece: bytes, *, odd: bool) -> str:
    """Read what stands between pairs, or (`odd`) a run of pairs."""
    if not odd:
        return piece.decode("euc_jp")
    plain = piece.translate(_LOW)
    return b"".join(shifted(plain[i : i + 2]) for i in range(0, len(plain), 2)).decode("cp932")


_EUC = re.compile(rb"((?:[\xa1-\xfe][\xa1-\xfe])+)")
_LOW = bytes(b & 0x7F for b in range(256))
