"""The directory of a zip file, and single files out of it up to a limit; nothing is unpacked anywhere.

Our own few lines, because it must be read as bytes that a stranger chose: names in the character set of an
old Japanese Windows, a directory of a million entries, entries that lie over one another.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_LOCAL, _CENTRAL, _END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
_LOCATOR, _END_64 = b"PK\6\7", b"PK\6\6"
_LOCAL_HEAD = struct.Struct("<4sHHHHHIIIHH")
_CENTRAL_HEAD = struct.Struct("<4sHHHHHHIIIHHHHHII")
_END_HEAD = struct.Struct("<4sHHHHIIH")
_END_64_HEAD = struct.Struct("<4sQHHIIQQQQ")
_LONGEST_END = 22 + 0xFFFF
_FULL, _FULL_COUNT = 0xFFFFFFFF, 0xFFFF
_ENCRYPTED, _LATE, _UTF8 = 0x1, 0x8, 0x800
_STORED, _DEFLATED = 0, 8
_WIDE, _UNICODE_NAME = 0x0001, 0x7075
_UNIX, _LINK = 3, 0o120000


class NoZipError(ValueError):
    """The bytes are no zip file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `name` is the file's own bytes, in UTF-8 where `is_utf8`; `at` is where its head stands."""

    name: bytes
    is_utf8: bool
    size: int
    packed: int
    method: int
    at: int
    is_encrypted: bool = False
    is_link: bool = False

    @property
    def is_folder(self) -> bool:
        """Whether it stands for a folder."""
        return self.name.endswith((b"/", b"\\"))


def entries_of(data: bytes) -> Iterator[Entry]:
    """Return what the directory at the end lists. Raises: NoZipError where there is none."""
    at, size, shift = _directory(data)
    end = min(at + size, len(data))
    while at + _CENTRAL_HEAD.size <= end and data[at : at + 4] == _CENTRAL:
        head = _CENTRAL_HEAD.unpack_from(data, at)
        _mark, made_by, _needs, flags, method, _time, _date, _crc, packed, full, *rest = head
        name_size, extra_size, note_size, _disk, _inner, outer, where = rest
        start = at + _CENTRAL_HEAD.size
        name = data[start : start + name_size]
        extra = dict(_extras(data[start + name_size : start + name_size + extra_size]))
        full, packed, where = _widened(extra.get(_WIDE, b""), full, packed, where)
        better = extra.get(_UNICODE_NAME, b"")[5:]
        is_link = made_by >> 8 == _UNIX and (outer >> 16) & 0o170000 == _LINK
        yield Entry(
            better or name,
            bool(flags & _UTF8 or better),
            full,
            packed,
            method,
            where + shift,
            bool(flags & _ENCRYPTED),
            is_link,
        )
        at = start + name_size + extra_size + note_size


def entries_on_the_way(data: bytes) -> Iterator[Entry]:
    """Return the entries whose heads follow one another from the start, as far as that goes."""
    at = 0
    while data[at : at + 4] == _LOCAL and at + _LOCAL_HEAD.size <= len(data):
        head = _LOCAL_HEAD.unpack_from(data, at)
        _mark, _needs, flags, method, _time, _date, _crc, packed, full, name_size, extra_size = head
        start = at + _LOCAL_HEAD.size
        extra = dict(_extras(data[start + name_size : start + name_size + extra_size]))
        full, packed, _where = _widened(extra.get(_WIDE, b""), full, packed, 0)
        name = data[start : start + name_size]
        yield Entry(name, bool(flags & _UTF8), full, packed, method, at, bool(flags & _ENCRYPTED))
        start += name_size + extra_size
        at = _after(data, start, packed, is_late=bool(flags & _LATE))


def _after(data: bytes, start: int, packed: int, *, is_late: bool) -> int:
    """Return where the next entry's head stands; sizes that are said late are not known before."""
    if is_late and not packed:
        found = data.find(_LOCAL, start)
        return found if found >= 0 else len(data)
    return start + packed


def _directory(data: bytes) -> tuple[int, int, int]:
    """Return where the directory begins, how long it is, and how far everything is moved."""
    end = data.rfind(_END, max(0, len(data) - _LONGEST_END))
    if end < 0 or end + _END_HEAD.size > len(data):
        raise NoZipError
    _mark, _disk, _from, _here, count, size, where, _note = _END_HEAD.unpack_from(data, end)
    if _FULL in (size, where) or count == _FULL_COUNT:
        size, where, end = _wide_directory(data, end, size, where)
    shift = max(0, end - size - where)  # of a file that something was put before
    return where + shift, size, shift


def _wide_directory(data: bytes, end: int, size: int, where: int) -> tuple[int, int, int]:
    locator = end - 20
    if locator < 0 or data[locator : locator + 4] != _LOCATOR:
        return size, where, end
    at = data.rfind(_END_64, 0, locator)
    if at < 0 or at + _END_64_HEAD.size > len(data):
        raise NoZipError
    *_rest, size, where = _END_64_HEAD.unpack_from(data, at)
    return size, where, at


def _extras(block: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(block):
        kind, size = struct.unpack_from("<HH", block, at)
        yield kind, block[at + 4 : at + 4 + size]
        at += 4 + size


def _widened(wide: bytes, full: int, packed: int, where: int) -> tuple[int, int, int]:
    """Return sizes and place, those that do not fit into 32 bits out of the wide field."""
    values = [number for (number,) in struct.iter_unpack("<Q", wide[: len(wide) // 8 * 8])]
    said = [values.pop(0) if number == _FULL and values else number for number in (full, packed, where)]
    return said[0], said[1], said[2]


def read(data: bytes, entry: Entry, most: int) -> bytes:
    """Return the first `most` bytes of a file, unpacked; less where it is damaged. Raises: NoZipError."""
    at = entry.at
    if entry.is_encrypted or data[at : at + 4] != _LOCAL or at + _LOCAL_HEAD.size > len(data):
        raise NoZipError
    *_head, name_size, extra_size = _LOCAL_HEAD.unpack_from(data, at)
    start = at + _LOCAL_HEAD.size + name_size + extra_size
    packed = memoryview(data)[start : start + entry.packed]
    if entry.method == _STORED:
        return bytes(packed[:most])
    if entry.method != _DEFLATED:
        raise NoZipError
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, most)
    except zlib.error:
        raise NoZipError from None
