"""Writes compound files (MS-CFB): a message inside an Outlook message, taken out as a file.

``olefile`` reads them; it cannot write.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass

SECTOR, MINI = 512, 64
CUTOFF = 4096  # shorter streams lie in the mini stream
_FREE, _END, _FAT, _DIFAT, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF
_IN_HEAD, _IN_SECTOR = 109, SECTOR // 4 - 1
_STORAGE, _STREAM, _ROOT, _BLACK = 1, 2, 5, 1
MESSAGE = bytes.fromhex("0b0d020000000000c000000000000046")  # the class of an Outlook message

Tree = Mapping[str, "bytes | Tree"]


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    data: bytes = b""
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    start: int = 0


def written(tree: Tree) -> bytes:
    """Return the file that holds `tree`: streams as bytes, storages as trees; same tree, same bytes."""
    entries = [_Entry("Root Entry", _ROOT)]
    entries[0].child = _laid_out(tree, entries)
    sectors = _Sectors()
    mini = _Mini()
    for entry in entries:
        if entry.kind == _STREAM:
            small = len(entry.data) < CUTOFF
            entry.start = mini.add(entry.data) if small else sectors.add(entry.data)
    entries[0].data, entries[0].start = mini.data, sectors.add(mini.data)
    table = sectors.add(mini.table())
    directory = sectors.add(b"".join(map(_packed, entries)) + _unused(-len(entries) % 4))
    return sectors.file(directory, table if mini.chain else _END, len(mini.table()) // SECTOR)


def _laid_out(tree: Tree, entries: list[_Entry]) -> int:
    """Put the entries of one storage into the directory, as a balanced tree; return its root."""
    names = sorted(tree, key=lambda name: (len(name.encode("utf-16-le")), name.upper()))
    first = len(entries)
    for name in names:
        inside = tree[name]
        if isinstance(inside, bytes):
            entries.append(_Entry(name, _STREAM, inside))
        else:
            entries.append(_Entry(name, _STORAGE))
    for number, name in enumerate(names):
        inside = tree[name]
        if not isinstance(inside, bytes):
            entries[first + number].child = _laid_out(inside, entries)
    return _balanced(entries, first, first + len(names))


def _balanced(entries: list[_Entry], start: int, end: int) -> int:
    if start >= end:
        return _NONE
    middle = (start + end) // 2
    entries[middle].left = _balanced(entries, start, middle)
    entries[middle].right = _balanced(entries, middle + 1, end)
    return middle


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")[:62]
    head = struct.pack("<64sHBB", name, len(name) + 2, entry.kind, _BLACK)
    links = struct.pack("<III", entry.left, entry.right, entry.child)
    own = MESSAGE if entry.kind == _ROOT else bytes(16)
    return head + links + own + struct.pack("<IQQIQ", 0, 0, 0, entry.start, len(entry.data))


def _unused(count: int) -> bytes:
    empty = bytes(64) + struct.pack("<HBBIII", 0, 0, 0, _NONE, _NONE, _NONE) + bytes(48)
    return empty * count


class _Mini:
    """The mini stream: short streams, and which piece follows which."""

    def __init__(self) -> None:
        self.chain: list[int] = []
        self._pieces: list[bytes] = []

    @property
    def data(self) -> bytes:
        """All of it."""
        return b"".join(self._pieces)

    def add(self, data: bytes) -> int:
        """Take a stream in; return where it starts."""
        if not data:
            return _END
        start, count = len(self.chain), -(-len(data) // MINI)
        self.chain += [*range(start + 1, start + count), _END]
        self._pieces.append(data.ljust(count * MINI, b"\0"))
        return start

    def table(self) -> bytes:
        """Return the chain as it is written."""
        chain = self.chain + [_FREE] * (-len(self.chain) % (SECTOR // 4))
        return struct.pack(f"<{len(chain)}I", *chain)


class _Sectors:
    """The sectors of the file, and which follows which."""

    def __init__(self) -> None:
        self._chain: list[int] = []
        self._pieces: list[bytes] = []

    def add(self, data: bytes) -> int:
        """Take a stream in; return its first sector."""
        if not data:
            return _END
        start, count = len(self._chain), -(-len(data) // SECTOR)
        self._chain += [*range(start + 1, start + count), _END]
        self._pieces.append(data.ljust(count * SECTOR, b"\0"))
        return start

    def file(self, directory: int, mini_table: int, mini_sectors: int) -> bytes:
        """Return the whole file."""
        used = len(self._chain)
        fats = difats = 0
        while fats * (SECTOR // 4) < used + fats + difats:
            fats += 1
            difats = -(-max(0, fats - _IN_HEAD) // _IN_SECTOR)
        chain = self._chain + [_FAT] * fats + [_DIFAT] * difats
        chain += [_FREE] * (fats * (SECTOR // 4) - len(chain))
        where = list(range(used, used + fats))
        outside = where[_IN_HEAD:]
        head = struct.pack(
            "<8s16sHHHHH6sIIIIIIIII",
            *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6), 0, fats),
            *(directory, 0, CUTOFF, mini_table, mini_sectors, used + fats if difats else _END, difats),
        )
        first = (where + [_FREE] * _IN_HEAD)[:_IN_HEAD]
        fat = struct.pack(f"<{len(chain)}I", *chain)
        return (
            head + struct.pack("<109I", *first) + b"".join(self._pieces) + fat + _difat(outside, used + fats)
        )


def _difat(outside: list[int], start: int) -> bytes:
    """Return the sectors that list the sectors of the chain which the head has no room for."""
    out = b""
    for number, at in enumerate(range(0, len(outside), _IN_SECTOR)):
        listed = (outside[at : at + _IN_SECTOR] + [_FREE] * _IN_SECTOR)[:_IN_SECTOR]
        is_last = at + _IN_SECTOR >= len(outside)
        out += struct.pack("<128I", *listed, _END if is_last else start + number + 1)
    return out
