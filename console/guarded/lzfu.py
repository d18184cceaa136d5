"""Compressed RTF (MS-OXRTFCP), as Outlook keeps the text of a mail."""

import struct

_HEAD = struct.Struct("<IIII")
_PACKED, _PLAIN = 0x75465A4C, 0x414C454D
MOST = 4 * 1024 * 1024  # bytes that come out at the most
_FIRST = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
    b"\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
    b"\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_WINDOW = 4096


def unpacked(data: bytes) -> bytes:
    """Return the RTF. Raises: ValueError where it is none; what is cut off ends early."""
    if len(data) < _HEAD.size:
        raise ValueError("no compressed RTF")
    _size, raw_size, kind, _sum = _HEAD.unpack_from(data)
    if kind == _PLAIN:
        return data[_HEAD.size : _HEAD.size + min(raw_size, MOST)]
    if kind != _PACKED:
        raise ValueError("no compressed RTF")
    return _lz(data, min(raw_size, MOST))


def _lz(data: bytes, most: int) -> bytes:
    """Undo the compression; the window of 4096 bytes is the end of what has come out, `_FIRST` before it."""
    out = bytearray(_FIRST)
    at, end = _HEAD.size, len(data)
    while at < end and len(out) - len(_FIRST) < most:
        control = data[at]
        at += 1
        for bit in range(8):
            if not control >> bit & 1:
                out += data[at : at + 1]
                at += 1
                continue
            if at + 1 >= end:
                return bytes(out[len(_FIRST) :])
            pair = data[at] << 8 | data[at + 1]
            at += 2
            if not _copied(out, pair >> 4, (pair & 0xF) + 2):
                return bytes(out[len(_FIRST) :])
    return bytes(out[len(_FIRST) : len(_FIRST) + most])


def _copied(out: bytearray, offset: int, length: int) -> bool:
    """Repeat `length` bytes from `offset` of the window; tell whether that was not the mark of the end."""
    write = len(out) % _WINDOW
    if offset == write:
        return False
    back = (write - offset) % _WINDOW
    start = len(out) - back
    if start < 0:
        return False
    for number in range(length):
        out.append(out[start + number])
    return True
