"""What the child says of a workbook, and what the host believes of it."""

from typing import Any

from console.guarded.checks import UntrueError, line, listed, number
from console.guarded.workbook import MOST_SHEETS, opened
from console.imports.records_packed import NotPackedError, SheetRead, packed, unpacked

MOST_BLOCKS = 10_000
MOST_SIZE = 400 * 1024 * 1024


def told(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Answer with every sheet of a workbook, its rows packed."""
    book = opened(data)
    names: list[list[object]] = []
    blobs: list[bytes] = []
    for sheet in book.sheets:
        before = len(blobs)
        blobs += packed(book.rows(sheet))
        names.append([sheet.name, len(blobs) - before])
    return {"preview": "made", "sheets": names}, blobs


def believed(head: dict[str, Any], blobs: list[bytes]) -> list[SheetRead]:
    """Return the sheets that an answer tells of. Raises: UntrueError."""
    found, at = [], 0
    for said in listed(head.get("sheets"), MOST_SHEETS):
        name, count = listed(said, 2, least=2)
        after = at + number(count, MOST_BLOCKS)
        blocks = tuple(blobs[at:after])
        if len(blocks) != after - at or sum(map(len, blocks)) > MOST_SIZE:
            raise UntrueError
        found.append(SheetRead(line(name), blocks))
        at = after
    try:
        for sheet in found:
            for block in sheet.blocks[:1]:
                unpacked(block)
    except NotPackedError:
        raise UntrueError from None
    return found
