"""Archives, listed by the child alone: names, sizes, and what is odd about them. Nothing is unpacked."""

import bz2
import io
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from console.evidence.records_inside import MAX_COUNT, MAX_LISTED, MAX_TOTAL, Inside, Listed, Remark
from console.guarded import names, zips
from console.guarded.sniff import BZIP2, GZIP, TAR, XZ, ZIP

MOST_UNPACKED = 96 * 1024 * 1024  # bytes of a packed stream that are looked into
BOMB_TOTAL, BOMB_TIMES = 1024**3, 100  # so much comes out, and so many times what lies in it
MOST_COUNTED = 100_000
_PIECE = 1024 * 1024
_MEMORY = 256 * 1024 * 1024  # that an .xz may ask for


@dataclass(slots=True)
class _List:
    """What was found so far; names stay bytes until all are there."""

    names: list[bytes] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    count: int = 0
    total: int = 0
    packed: int = 0
    remarks: set[Remark] = field(default_factory=set)

    def add(self, name: bytes, size: int, packed: int = 0) -> None:
        """Take one file in."""
        self.count += 1
        self.total += size
        self.packed += packed
        if len(self.names) < MAX_LISTED:
            self.names.append(name)
            self.sizes.append(size)
        else:
            self.remarks.add(Remark.CUT)

    @property
    def has_room(self) -> bool:
        """Whether more may be taken in; counting on would take too long."""
        return self.count < MOST_COUNTED

    def inside(self, length: int) -> Inside:
        """Return what is told of an archive of `length` bytes."""
        texts = names.read(self.names)
        if any(map(names.misleads, texts)):
            self.remarks.add(Remark.NAMES_MISLEAD)
        if self.packed > length or (self.total > BOMB_TOTAL and self.total > BOMB_TIMES * length):
            self.remarks.add(Remark.BOMB)
        files = (
            Listed(names.shown(t), min(size, MAX_TOTAL)) for t, size in zip(texts, self.sizes, strict=True)
        )
        count, total = min(self.count, MAX_COUNT), min(self.total, MAX_TOTAL)
        return Inside(files=tuple(files), count=count, total=total, remarks=tuple(sorted(self.remarks)))


def listed(data: bytes, media_type: str, *, whole: bool = True) -> Inside:
    """Return what an archive holds; of one that is not `whole`, what its beginning tells.

    Raises: ValueError and what the libraries raise where it is none.
    """
    found = _List()
    if not whole:
        found.remarks.add(Remark.HEAD_ONLY)
    if media_type == ZIP:
        _take_zip(found, data, whole=whole)
    elif media_type == TAR:
        _take_tar(found, data, whole=whole)
    else:
        _take_stream(found, data, media_type, whole=whole)
    if Remark.INCOMPLETE in found.remarks and not found.count:
        raise zips.NoZipError
    return found.inside(len(data) if whole else MAX_TOTAL)


def _take_zip(found: _List, data: bytes, *, whole: bool) -> None:
    for entry in _zip_entries(found, data, whole=whole):
        if not found.has_room:
            break
        if entry.is_encrypted:
            found.remarks.add(Remark.ENCRYPTED)
        if entry.is_link:
            found.remarks.add(Remark.LINKS)
        if not entry.is_folder:
            found.add(entry.name, entry.size, entry.packed)


def _zip_entries(found: _List, data: bytes, *, whole: bool) -> Iterator[zips.Entry]:
    if whole:
        try:
            yield from zips.entries_of(data)
        except zips.NoZipError:
            found.remarks.add(Remark.INCOMPLETE)
        else:
            return
    yield from zips.entries_on_the_way(data)


def _take_tar(found: _List, data: bytes, *, whole: bool) -> None:
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            while found.has_room and (member := archive.next()) is not None:
                _take_member(found, member)
    except (tarfile.TarError, EOFError):
        if not found.count:
            raise
        if whole:
            found.remarks.add(Remark.INCOMPLETE)


def _take_member(found: _List, member: tarfile.TarInfo) -> None:
    if member.issym() or member.islnk():
        found.remarks.add(Remark.LINKS)
    if not member.isdir():
        found.add(member.name.encode("utf-8", "surrogateescape"), member.size)


def _take_stream(found: _List, data: bytes, media_type: str, *, whole: bool) -> None:
    """Take what one packed stream holds: a tar file's list, or the one file that it is."""
    unpacked = bytearray()
    length, ended = 0, False
    for piece in _unpacked(data, media_type):
        length += len(piece)
        if length == len(piece) or is_tar(unpacked):
            unpacked += piece  # of anything else its length is enough
        if length >= MOST_UNPACKED:
            break
    else:
        ended = True
    if not ended:
        found.remarks.add(Remark.CUT)
        if length > BOMB_TIMES * len(data):
            found.remarks.add(Remark.BOMB)
    if is_tar(unpacked):
        _take_tar(found, bytes(unpacked), whole=whole and ended)
    else:
        found.add(_gzip_name(data) if media_type == GZIP else b"", length)


def is_tar(head: bytes | bytearray) -> bool:
    """Tell whether this is how a tar file begins."""
    return head[257:262] == b"ustar"


def _unpacked(data: bytes, media_type: str) -> Iterator[bytes]:
    """Return what comes out, in pieces; streams that follow one another are one."""
    while data:
        unpacker = _unpackers[media_type]()
        piece = unpacker.decompress(data, _PIECE)
        yield piece
        while not unpacker.eof:
            rest = unpacker.unconsumed_tail if isinstance(unpacker, _Gzip) else b""
            piece = unpacker.decompress(rest, _PIECE)
            if not piece and not unpacker.eof:
                return  # its end is missing
            yield piece
        data = unpacker.unused_data
        if not data.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")):
            return


class _Gzip:
    """zlib's own unpacker with the manners of the others."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self.decompress: Callable[[bytes, int], bytes] = self._inner.decompress

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        """What follows the stream."""
        return self._inner.unused_data

    @property
    def unconsumed_tail(self) -> bytes:
        """What was not looked at yet."""
        return self._inner.unconsumed_tail


_unpackers: dict[str, Callable[[], "_Gzip | bz2.BZ2Decompressor | lzma.LZMADecompressor"]] = {
    GZIP: _Gzip,
    BZIP2: bz2.BZ2Decompressor,
    XZ: lambda: lzma.LZMADecompressor(memlimit=_MEMORY),
}


def _gzip_name(data: bytes) -> bytes:
    """Return the name that a gzip file says its content had, nothing where it says none."""
    flags = data[3]
    if not flags & 8 or flags & 4:
        return b""
    return data[10 : data.find(b"\0", 10)] if b"\0" in data[10:1000] else b""


def load_library() -> None:
    """Try all of it out, so that nothing needs to be opened later."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("x"))
    tar = file.getvalue()
    packed: Iterable[tuple[bytes, str]] = (
        (bz2.compress(tar), BZIP2),
        (lzma.compress(tar), XZ),
        (zlib.compress(tar, wbits=31), GZIP),
    )
    for data, media_type in packed:
        listed(data, media_type)
