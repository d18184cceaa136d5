"""How host and child talk: a length, a small JSON head, then bytes whose lengths stand in the head."""

import json
import struct
from collections.abc import Iterable
from typing import IO, Any

MAGIC = b"RKF1"
MAX_HEAD = 4 * 1024 * 1024
_START = struct.Struct(">4sI")


class BrokenTalkError(Exception):
    """The other side said something that is no frame, or ended within one."""


def packed_head(head: dict[str, Any]) -> bytes:
    """Return the start of a frame: the bytes that it announces follow by the caller's own writing."""
    packed = json.dumps(head, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    return _START.pack(MAGIC, len(packed)) + packed


def write_frame(stream: IO[bytes], head: dict[str, Any], blobs: Iterable[bytes] = ()) -> None:
    """Write one whole frame; the lengths of `blobs` enter the head."""
    kept = list(blobs)
    stream.write(packed_head({**head, "blobs": [len(b) for b in kept]}))
    stream.writelines(kept)
    stream.flush()


def read_head(stream: IO[bytes]) -> dict[str, Any]:
    """Return the next head. Raises: BrokenTalkError, at the stream's end too."""
    magic, length = _START.unpack(read_exactly(stream, _START.size))
    if magic != MAGIC or length > MAX_HEAD:
        raise BrokenTalkError
    return _parsed(read_exactly(stream, length))


def _parsed(packed: bytes) -> dict[str, Any]:
    try:
        head = json.loads(packed)
    except (ValueError, RecursionError) as error:
        raise BrokenTalkError from error
    if not isinstance(head, dict):
        raise BrokenTalkError
    return head


def read_blobs(stream: IO[bytes], lengths: object, limit: int) -> list[bytes]:
    """Return the bytes that a head announced, together at most `limit`. Raises: BrokenTalkError."""
    if not isinstance(lengths, list) or not all(type(n) is int and n >= 0 for n in lengths):
        raise BrokenTalkError
    if sum(lengths) > limit:
        raise BrokenTalkError
    return [read_exactly(stream, n) for n in lengths]


def read_exactly(stream: IO[bytes], length: int) -> bytes:
    """Return exactly `length` bytes. Raises: BrokenTalkError."""
    data = stream.read(length)
    if len(data) != length:
        raise BrokenTalkError
    return data
