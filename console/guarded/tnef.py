"""winmail.dat (TNEF, MS-OXTNEF) taken apart: what Outlook sent to those who do not have it."""

import struct
from collections.abc import Iterator

from console.guarded.mapi import (
    BINARY,
    CLSID,
    DATA,
    EMBEDDED,
    LONG_NAME,
    METHOD,
    OBJECT,
    SIZES,
    STRING8,
    SUBJECT,
    UNICODE,
    Properties,
)
from console.guarded.outlook import DEEPEST, Attached, Message

SIGNATURE = b"\x78\x9f\x3e\x22"
MOST_VALUES, MOST_ATTACHED = 2_000, 400
_SUBJECT, _BODY, _MESSAGE_PROPS, _PAGE = 0x00018004, 0x0002800C, 0x00069003, 0x00069007
_BEGIN, _ATTACH_PROPS, _ATTACH_DATA, _ATTACH_NAME = 0x00069002, 0x00069005, 0x0006800F, 0x00018010
_TEXTS = {_SUBJECT: SUBJECT, _BODY: 0x1000}
_ATTRIBUTE = struct.Struct("<BII")
_HAS_LENGTH = frozenset({STRING8, UNICODE, BINARY, OBJECT})
_SEVERAL, _NAMED_FROM, _BY_NAME = 0x1000, 0x8000, 1
_INTERFACE = 16  # bytes before an object
Values = dict[int, tuple[int, bytes]]


def read(data: bytes, depth: int = 0) -> Message:
    """Return the message. Raises: ValueError where it is none; what is cut off ends early."""
    if not data.startswith(SIGNATURE):
        raise ValueError("no TNEF")
    own: Values = {}
    attached: list[Values] = []
    page = 0
    for attribute, value in _attributes(data):
        if attribute == _PAGE:
            page = int.from_bytes(value[:4], "little")
        elif attribute == _MESSAGE_PROPS:
            own.update(_properties(value))
        elif attribute in _TEXTS:
            own.setdefault(_TEXTS[attribute], (STRING8, value))
        elif attribute == _BEGIN and len(attached) < MOST_ATTACHED:
            attached.append({})
        elif attached:
            _take(attached[-1], attribute, value)
    files = tuple(_attached(Properties(values, page), depth) for values in attached)
    return Message(Properties(own, page), (), files)


def _take(values: Values, attribute: int, value: bytes) -> None:
    if attribute == _ATTACH_PROPS:
        values.update(_properties(value))
    elif attribute == _ATTACH_DATA:
        values.setdefault(DATA, (BINARY, value))
    elif attribute == _ATTACH_NAME:
        values.setdefault(LONG_NAME, (STRING8, value))


def _attached(properties: Properties, depth: int) -> Attached:
    data = properties.raw(DATA)
    if properties.number(METHOD) != EMBEDDED:
        return Attached(properties, data)
    inside = data[_INTERFACE:]
    is_message = inside.startswith(SIGNATURE) and depth < DEEPEST
    return Attached(properties, inside, read(inside, depth + 1) if is_message else None)


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = len(SIGNATURE) + 2
    while at + _ATTRIBUTE.size <= len(data):
        _level, attribute, length = _ATTRIBUTE.unpack_from(data, at)
        at += _ATTRIBUTE.size
        yield attribute, data[at : at + length]
        at += length + 2


class _Cursor:
    """Reads on through a block of properties."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, length: int) -> bytes:
        """Return the next bytes. Raises: EOFError."""
        if length < 0 or self._at + length > len(self._data):
            raise EOFError
        self._at += length
        return self._data[self._at - length : self._at]

    def number(self, size: int = 4) -> int:
        """Return the next whole number. Raises: EOFError."""
        return int.from_bytes(self.take(size), "little")

    def padded(self) -> bytes:
        """Return the next value that says its own length. Raises: EOFError."""
        length = self.number()
        value = self.take(length)
        self._at += -length % 4
        return value


def _properties(block: bytes) -> Values:
    cursor = _Cursor(block)
    values: Values = {}
    try:
        for _ in range(min(cursor.number(), MOST_VALUES)):
            kind, number = cursor.number(2), cursor.number(2)
            if number >= _NAMED_FROM:
                _pass_over_name(cursor)
            value = _value(cursor, kind)
            if number < _NAMED_FROM and not kind & _SEVERAL:
                values[number] = (kind, value)
    except EOFError:
        pass  # what was read is what there is
    return values


def _pass_over_name(cursor: _Cursor) -> None:
    cursor.take(16)
    if cursor.number() == _BY_NAME:
        cursor.padded()
    else:
        cursor.number()


def _value(cursor: _Cursor, kind: int) -> bytes:
    """Return the first of a property's values, and go behind all of them."""
    single = kind & ~_SEVERAL
    several = bool(kind & _SEVERAL) or single in _HAS_LENGTH
    count = min(cursor.number(), MOST_VALUES) if several else 1
    values = [_one(cursor, single) for _ in range(count)]
    return values[0] if values else b""


def _one(cursor: _Cursor, kind: int) -> bytes:
    if kind in _HAS_LENGTH:
        return cursor.padded()
    if kind == CLSID:
        return cursor.take(16)
    return cursor.take(-(-SIZES.get(kind, 4) // 4) * 4)
