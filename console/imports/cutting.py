"""Cuts a file into lines with the place where each begins, whatever its encoding and line ends."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

LONGEST_LINE = 4_000_000  # characters
LONGEST_BYTES = 4 * LONGEST_LINE
FIRST_READ, MOST_READ = 4_096, 1 << 20  # bytes at once: little where one record is wanted, more as it goes on
MARKS = {
    "utf-8": (codecs.BOM_UTF8,),
    "utf-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
    "utf-16-le": (codecs.BOM_UTF16_LE,),
    "utf-16-be": (codecs.BOM_UTF16_BE,),
}
WIDE_LINE = {  # lines of a text whose characters take two bytes
    "utf-16-le": re.compile(rb"(?s)(?:..)*?(?:\r\0\n\0|\r\0|\n\0)"),
    "utf-16-be": re.compile(rb"(?s)(?:..)*?(?:\0\r\0\n|\0\r|\0\n)"),
}


class LineTooLong(Exception):  # noqa: N818 -- told as a problem of its line
    """A line has more characters than anybody writes; the next one can be read."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


class NotText(Exception):  # noqa: N818 -- told as a refusal of its file
    """A line is not in the encoding that the file should be in."""


@dataclass(frozen=True, slots=True)
class Cut:
    """How a file is cut: its encoding without byte order mark, and where its text begins."""

    encoding: str
    begin: int

    def lines(self, file: BinaryIO, at: int) -> Iterator[tuple[int, str]]:
        """Return the lines from place `at` on, each with its place; see `Lines`."""
        return _Lines(self, file, max(at, self.begin))

    def split(self, data: bytes) -> list[bytes]:
        """Return whole lines with their ends, and what is left of the last one, perhaps empty."""
        if self.encoding not in WIDE_LINE:
            lines = data.splitlines(keepends=True)
            whole = bool(lines) and lines[-1].endswith(b"\n")
            return [*lines, b""] if whole or not lines else lines
        lines, end = [], 0
        while found := WIDE_LINE[self.encoding].match(data, end):
            lines.append(found[0])
            end = found.end()
        if lines and end == len(data) and lines[-1].decode(self.encoding, "ignore").endswith("\r"):
            return lines  # its line feed may follow
        return [*lines, data[end:]]


class _Lines:
    """The lines of one file from one place on; goes on after a line that is too long."""

    def __init__(self, cut: Cut, file: BinaryIO, at: int) -> None:
        self._cut = cut
        self._file = file
        self._at = at  # where the next line begins
        self._read_to = at
        self._size = FIRST_READ
        self._whole: list[bytes] = []  # cut and not yet given, last first
        self._rest = b""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> tuple[int, str]:
        while not self._whole and self._fill():
            pass
        if not self._whole:
            raise StopIteration
        raw, at = self._whole.pop(), self._at
        self._at += len(raw)
        try:
            line = raw.decode(self._cut.encoding)
        except UnicodeDecodeError:
            raise NotText from None
        if len(line) > LONGEST_LINE:
            raise LineTooLong(at)
        return at, line

    def _fill(self) -> bool:
        """Read on and cut; tell whether there was anything."""
        chunk = self._read()
        if not chunk:
            self._whole, self._rest = [self._rest] if self._rest else [], b""
            return False
        *whole, self._rest = self._cut.split(self._rest + chunk)
        self._whole = whole[::-1]
        if not whole and len(self._rest) > LONGEST_BYTES:
            self._skip()
        return True

    def _read(self) -> bytes:
        self._file.seek(self._read_to)
        chunk = self._file.read(self._size)
        if len(chunk) % 2 and len(chunk) > 1:  # no piece may end within a character of two bytes
            chunk = chunk[:-1]
        self._read_to += len(chunk)
        self._size = min(2 * self._size, MOST_READ)
        return chunk

    def _skip(self) -> None:
        """Pass over a line that does not end, without keeping it. Raises: LineTooLong."""
        at = self._at
        self._at += len(self._rest)
        self._rest = b""
        while not self._whole and (chunk := self._read()):
            *whole, rest = self._cut.split(chunk)
            if whole:
                self._at += len(whole[0])
                self._whole, self._rest = whole[:0:-1], rest
                break
            self._at += len(chunk)
        raise LineTooLong(at)


def cut_for(file: BinaryIO, encoding: str) -> Cut:
    """Return how to cut a file: past its byte order mark, which for UTF-16 tells the order of bytes."""
    named = codecs.lookup(encoding.lower().removesuffix("-sig").removesuffix("_sig")).name
    file.seek(0)
    first = file.read(4)
    for mark in MARKS.get(named, ()):
        if first.startswith(mark):
            order = "-be" if mark == codecs.BOM_UTF16_BE else "-le"
            return Cut(f"utf-16{order}" if named == "utf-16" else named, len(mark))
    return Cut("utf-16-le" if named == "utf-16" else named, 0)
