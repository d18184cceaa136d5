"""Outlook's .msg files (MS-OXMSG) taken apart: properties, recipients, attachments, messages inside."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

import olefile

from console.guarded import compound
from console.guarded.mapi import BINARY, DATA, EMBEDDED, METHOD, SIZES, STRING8, UNICODE, Properties

DEEPEST = 6
MOST_STREAMS = 5_000
_PROPERTIES = "__properties_version1.0"
_TOP, _INSIDE, _PART = 32, 24, 8  # bytes before the properties: of a file, of a message inside, of the rest
_VALUE, _EMBEDDED, _NAMED = "__substg1.0_", f"__substg1.0_{DATA:04X}000D", "__nameid_version1.0"
_ENTRY = struct.Struct("<HHI8s")
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attached:
    """One attachment; `message` where it is a message, whose `data` then is a .msg of its own."""

    properties: Properties
    data: bytes
    message: "Message | None" = None


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it is kept."""

    properties: Properties
    recipients: tuple[Properties, ...] = ()
    attachments: tuple[Attached, ...] = ()


class NoMessageError(ValueError):
    """The file is no Outlook message."""


def read(data: bytes) -> Message:
    """Return the message that a .msg file holds. Raises: NoMessageError, and what olefile raises."""
    with olefile.OleFileIO(data) as file:
        if not file.exists(_PROPERTIES):
            raise NoMessageError
        return _Storage(file).message((), _TOP, 0, 0)


class _Storage:
    """The storages of the file, each listed once."""

    def __init__(self, file: olefile.OleFileIO) -> None:
        self._file = file
        self._inside: dict[Path, list[str]] = {}
        for path in file.listdir(streams=True, storages=True)[:MOST_STREAMS]:
            self._inside.setdefault(tuple(path[:-1]), []).append(path[-1])

    def message(self, at: Path, skipped: int, page: int, depth: int) -> Message:
        """Return the message in one storage."""
        own = self._properties(at, skipped, page)
        parts = sorted(self._inside.get(at, []))
        recipients = [p for p in parts if p.startswith("__recip_version1.0_")]
        attached = [p for p in parts if p.startswith("__attach_version1.0_")]
        return Message(
            own,
            tuple(self._properties((*at, p), _PART, own.page) for p in recipients),
            tuple(self._attached((*at, p), own.page, depth) for p in attached),
        )

    def _attached(self, at: Path, page: int, depth: int) -> Attached:
        own = self._properties(at, _PART, page)
        if own.number(METHOD) != EMBEDDED or _EMBEDDED not in self._inside.get(at, []):
            return Attached(own, own.raw(DATA))
        inside = (*at, _EMBEDDED)
        if _PROPERTIES not in self._inside.get(inside, []):
            return Attached(own, b"")  # an object of another program
        message = self.message(inside, _INSIDE, page, depth + 1) if depth < DEEPEST else None
        return Attached(own, compound.written(self._alone(inside)), message)

    def _properties(self, at: Path, skipped: int, page: int) -> Properties:
        listed = self._stream((*at, _PROPERTIES))[skipped:]
        values = dict(_fixed(listed))
        for name in self._inside.get(at, []):
            number = _numbered(name)
            if number is not None:
                values[number[0]] = (number[1], self._stream((*at, name)))
        return Properties(values, page)

    def _stream(self, path: Path) -> bytes:
        if self._file.get_type(list(path)) != olefile.STGTY_STREAM:
            return b""
        with self._file.openstream(list(path)) as stream:
            return bytes(stream.read())

    def _alone(self, at: Path) -> compound.Tree:
        """Return a message inside as a file of its own: more room before its properties, with names."""
        tree = dict(self._tree(at))
        listed = tree.get(_PROPERTIES, b"")
        if isinstance(listed, bytes):
            tree[_PROPERTIES] = listed[:_INSIDE] + bytes(_TOP - _INSIDE) + listed[_INSIDE:]
        if _NAMED in self._inside.get((), []):
            tree[_NAMED] = self._tree((_NAMED,))
        return tree

    def _tree(self, at: Path) -> compound.Tree:
        found: dict[str, bytes | compound.Tree] = {}
        for name in self._inside.get(at, []):
            path = (*at, name)
            is_stream = self._file.get_type(list(path)) == olefile.STGTY_STREAM
            found[name] = self._stream(path) if is_stream else self._tree(path)
        return found


def _fixed(listed: bytes) -> Iterator[tuple[int, tuple[int, bytes]]]:
    """Return the values that stand in the list itself."""
    for kind, number, _flags, value in _ENTRY.iter_unpack(listed[: len(listed) // 16 * 16]):
        if kind in SIZES:
            yield number, (kind, value)


def _numbered(name: str) -> tuple[int, int] | None:
    """Return (number, type) of a value that has its own stream; several values in one are passed over."""
    if not name.startswith(_VALUE) or len(name) != len(_VALUE) + 8:
        return None
    try:
        number, kind = int(name[-8:-4], 16), int(name[-4:], 16)
    except ValueError:
        return None
    return (number, kind) if kind in (STRING8, UNICODE, BINARY) else None
