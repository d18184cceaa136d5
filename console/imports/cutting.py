"""Cuts a file into lines with the place where each begins, whatever its encoding and line ends."""

import codecs
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count
from typing import BinaryIO

LONGEST_LINE = 4_000_000  # characters
LONGEST_BYTES = 4 * LONGEST_LINE
BLOCK = 256 * 1024  # bytes read at once
KEPT = 32  # blocks kept: lines asked for here and there lie mostly in those read before
LINE_FEED = b"\n"
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

Line = tuple[int, str | None]  # where it begins, and its text with its end; None: longer than anybody writes


class NotText(Exception):  # noqa: N818 -- told as a refusal of its file
    """A line is not in the encoding that the file should be in."""


class Blocks:
    """A file read block by block; the blocks asked for last are kept."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._kept: OrderedDict[int, bytes] = OrderedDict()

    def __getitem__(self, number: int) -> bytes:
        """Return a block, shorter than the others or empty at the end of the file."""
        block = self._kept.get(number)
        if block is None:
            self._file.seek(number * BLOCK)
            block = self._kept[number] = self._file.read(BLOCK)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(number)
        return block

    def beginning_at(self, at: int) -> Iterator[bytes]:
        """Yield what stands from place `at` on, piece by piece, each of whole characters of two bytes."""
        first, within = divmod(at, BLOCK)
        for number in count(first):
            block = self[number]
            if block[within:]:
                yield block[within:]
            if len(block) < BLOCK:
                return
            within = 0


@dataclass(frozen=True, slots=True)
class Cut:
    """How a file is cut: its encoding without byte order mark, and where its text begins."""

    encoding: str
    begin: int

    def line_at(self, blocks: Blocks, at: int) -> str | None:
        """Return the line at place `at`, None where it cannot be had by one look. Raises: NotText."""
        number, within = divmod(at, BLOCK)
        block = blocks[number]
        end = block.find(LINE_FEED, within) + 1
        if not end or self.encoding in WIDE_LINE or block.find(b"\r", within, end - 2) >= 0:
            return None
        return self._text(block[within:end])

    def lines(self, blocks: Blocks, at: int) -> Iterator[Line]:
        """Yield the lines from place `at` on. Raises: NotText."""
        at = max(at, self.begin)
        rest, is_too_long = b"", False
        for piece in blocks.beginning_at(at):
            *raw, rest = self._split(rest + piece)
            for line in raw:
                yield at, None if is_too_long else self._text(line)
                at += len(line)
                is_too_long = False
            if is_too_long or len(rest) > LONGEST_BYTES:
                is_too_long = True
                at, rest = at + len(rest), b""
        if rest or is_too_long:
            yield at, None if is_too_long else self._text(rest)

    def _text(self, raw: bytes) -> str | None:
        try:
            text = raw.decode(self.encoding)
        except UnicodeDecodeError:
            raise NotText from None
        return text if len(text) <= LONGEST_LINE else None

    def _split(self, data: bytes) -> Iterable[bytes]:
        """Return whole lines with their ends, and what is left of the last one, perhaps nothing."""
        if self.encoding in WIDE_LINE:
            return _split_wide(data, WIDE_LINE[self.encoding], self.encoding)
        lines = data.splitlines(keepends=True)
        return [*lines, b""] if data.endswith(LINE_FEED) or not lines else lines


def _split_wide(data: bytes, pattern: re.Pattern[bytes], encoding: str) -> list[bytes]:
    lines, end = [], 0
    while found := pattern.match(data, end):
        lines.append(found[0])
        end = found.end()
    if lines and end == len(data) and lines[-1].decode(encoding, "ignore").endswith("\r"):
        return lines  # its line feed may follow
    return [*lines, data[end:]]


def cut_for(blocks: Blocks, encoding: str) -> Cut:
    """Return how to cut a file: past its byte order mark, which for UTF-16 tells the order of bytes."""
    named = codecs.lookup(encoding.lower().removesuffix("-sig").removesuffix("_sig")).name
    for mark in MARKS.get(named, ()):
        if blocks[0].startswith(mark):
            order = "-be" if mark == codecs.BOM_UTF16_BE else "-le"
            return Cut(f"utf-16{order}" if named == "utf-16" else named, len(mark))
    return Cut("utf-16-le" if named == "utf-16" else named, 0)


def is_all(file: BinaryIO, encoding: str) -> bool:
    """Tell whether a file is text in this encoding from its beginning to its end."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while block := file.read(BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
