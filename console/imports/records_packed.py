"""Rows of a table that no file holds line by line: packed by hundreds, unpacked where they are asked for."""

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

ROWS = 250  # in one block
MOST_BLOCK = 64 * 1024 * 1024  # characters of a block, unpacked
LARGEST_CELL = 131_072  # as in separated text

Packed = tuple[int, list[str]]  # the line, as people count them, and its cells


class SheetRead(NamedTuple):
    """One sheet of a workbook, its rows packed; the first of them names the columns."""

    name: str
    blocks: tuple[bytes, ...]


class NotPackedError(Exception):
    """A block is not what `packed` makes."""


def packed(rows: Iterable[Packed]) -> Iterator[bytes]:
    """Yield blocks of rows."""
    block: list[Packed] = []
    for row in rows:
        block.append(row)
        if len(block) == ROWS:
            yield _block(block)
            block = []
    if block:
        yield _block(block)


def _block(rows: list[Packed]) -> bytes:
    return zlib.compress(json.dumps(rows, ensure_ascii=True, separators=(",", ":")).encode("ascii"), 1)


def unpacked(block: bytes) -> list[Packed]:
    """Return the rows of a block, whoever made it. Raises: NotPackedError."""
    try:
        unzip = zlib.decompressobj()
        rows = json.loads(unzip.decompress(block, MOST_BLOCK))
    except (zlib.error, ValueError, RecursionError) as error:
        raise NotPackedError from error
    if not isinstance(rows, list) or len(rows) > ROWS:
        raise NotPackedError
    return [_row(row) for row in rows]


def _row(row: object) -> Packed:
    match row:
        case [int(line), list(cells)] if line > 0 and all(isinstance(c, str) for c in cells):
            return line, [c[:LARGEST_CELL] for c in cells]
    raise NotPackedError
