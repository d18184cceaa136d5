"""The content of a mail that is signed as a whole (S/MIME ``smime.p7m``): CMS SignedData (RFC 5652).

No signature is checked here: the console says so, and shows what was signed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_SIGNED = bytes.fromhex("2a864886f70d010702")
_DATA = bytes.fromhex("2a864886f70d010701")
_SEQUENCE, _OID, _OCTETS, _FIRST = 0x10, 0x06, 0x04, 0x00
_CONSTRUCTED, _TAG, _LONG_TAG, _CONTEXT = 0x20, 0x1F, 0x1F, 0x80
_DEEPEST, _LONGEST_LENGTH = 12, 5


@dataclass(frozen=True, slots=True)
class _Value:
    """One value of BER: its identifier, and from where to where its content reaches."""

    identifier: int
    start: int
    end: int
    next: int

    @property
    def tag(self) -> int:
        return self.identifier & _TAG


def content_of(data: bytes) -> bytes | None:
    """Return what was signed, None where the bytes are something else (encrypted, or a signature alone)."""
    try:
        return _content(data)
    except (ValueError, IndexError):
        return None


def _content(data: bytes) -> bytes | None:
    outer = list(_inside(data, _value(data, 0)))
    if len(outer) < 2 or _bytes(data, outer[0]) != _SIGNED:  # noqa: PLR2004 -- what it is, and the thing
        return None
    signed = next(_inside(data, outer[1]))
    for part in _inside(data, signed):
        if part.identifier == _SEQUENCE | _CONSTRUCTED:
            kind, *rest = _inside(data, part)
            if _bytes(data, kind) != _DATA or not rest:
                return None
            return b"".join(_octets(data, rest[0], 0))
    return None


def _octets(data: bytes, value: _Value, depth: int) -> Iterator[bytes]:
    """Return the bytes of a string, which may be made of strings."""
    if depth > _DEEPEST:
        raise ValueError("too deep")
    if value.identifier & _CONSTRUCTED:
        for part in _inside(data, value):
            yield from _octets(data, part, depth + 1)
    elif value.tag == _OCTETS:
        yield _bytes(data, value)


def _bytes(data: bytes, value: _Value) -> bytes:
    return data[value.start : value.end]


def _inside(data: bytes, outer: _Value) -> Iterator[_Value]:
    at = outer.start
    while at < outer.end:
        value = _value(data, at)
        yield value
        at = value.next


def _value(data: bytes, at: int) -> _Value:
    """Return the value that begins at `at`. Raises: ValueError, IndexError."""
    identifier, length = data[at], data[at + 1]
    start = at + 2
    if identifier & _TAG == _LONG_TAG:
        raise ValueError("a tag that no mail has")
    if length == 0x80:  # noqa: PLR2004 -- the length is not said: two zeros end it
        end = _end_of_contents(data, start)
        return _Value(identifier, start, end, end + 2)
    if length > 0x80:  # noqa: PLR2004 -- so many bytes of length follow
        count = length & 0x7F
        if count > _LONGEST_LENGTH:
            raise ValueError("longer than any mail")
        length = int.from_bytes(data[start : start + count], "big")
        start += count
    end = min(start + length, len(data))
    return _Value(identifier, start, end, end)


def _end_of_contents(data: bytes, start: int) -> int:
    """Return where the two zeros stand that end a value; nested ones are walked over in a loop."""
    at, open_values = start, 1
    while True:
        if data[at : at + 2] == b"\0\0":
            open_values -= 1
            if not open_values:
                return at
            at += 2
        elif data[at + 1] == 0x80:  # noqa: PLR2004 -- see above
            open_values += 1
            at += 2
        else:
            at = _value(data, at).next
