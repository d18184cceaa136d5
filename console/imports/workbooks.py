"""Workbooks as tables, a sheet each: read by whoever guards this console against strangers' files."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from console.errors import Invalid
from console.imports.packed import PackedTable
from console.imports.records_packed import SheetRead
from console.words import N_

AT_ONCE = 1 << 20


class Sheets(Protocol):
    """Reads workbooks without believing them."""

    def read_sheets(self, chunks: Iterable[bytes], size: int) -> Sequence[SheetRead] | StrEnum:
        """Return the visible sheets of a workbook, or why it cannot be read."""
        ...


def tables_in(path: Path, sheets: Sheets | None) -> list[PackedTable]:
    """Return a table for each sheet that has rows. Raises: Invalid."""
    if sheets is None:
        raise Invalid(N_("{file} is a workbook. Choose it again to have it read."), file=path.name)
    digest = hashlib.sha256()
    try:
        size = path.stat().st_size if path.is_file() else -1
        found = sheets.read_sheets(_chunks(path, digest), size) if size >= 0 else None
    except OSError:
        found = None
    if found is None:
        raise Invalid(N_("{file} cannot be read."), file=path.name)
    if isinstance(found, StrEnum):
        raise Invalid(
            N_("{file} cannot be read as a workbook. Save it as CSV and try again."), file=path.name
        )
    full = [sheet for sheet in found if sheet.blocks]
    if not full:
        raise Invalid(N_("{file} is empty: not even its columns are named."), file=path.name)
    mark = f"{size}:{digest.hexdigest()}"
    return [
        PackedTable(
            path.name if len(full) == 1 else f"{path.name}: {sheet.name}",
            str(path.absolute()),
            f"{mark}:{at}",
            sheet.blocks,
        )
        for at, sheet in enumerate(full)
    ]


def _chunks(path: Path, digest: "hashlib._Hash") -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(AT_ONCE):
            digest.update(chunk)
            yield chunk
