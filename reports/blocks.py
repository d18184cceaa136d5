"""Headings, paragraphs and tables as pieces that flow over pages."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from console.letters.records import Block, Heading, Paragraph, Table
from reports.breaking import Line, Style, Voice, lay
from reports.flow import Cell, Piece

TITLE = Style(14, 20, bold=True)
HEADING = Style(10.5, 16, bold=True)
_BODY = Style(10, 15.4)
_EAST_ASIAN_BODY = Style(10, 16.8)  # ideographs fill their square: they need more air
_CELL = Style(9, 13.4)
_GUTTER = 10.0
_KEPT_WHOLE = 260.0  # a table up to this height is not broken over pages


def body_style(language: str) -> Style:
    """Return the style of running text."""
    return _EAST_ASIAN_BODY if language[:2] in {"ja", "zh", "ko"} else _BODY


def letter_pieces(title: str, blocks: Iterable[Block], first: int, width: float, voice: Voice) -> list[Piece]:
    """Return title and blocks as pieces; the title is part number `first` of the letter."""
    pieces = [_single(line, first, keep=True) for line in lay(title, TITLE, width, voice)]
    part = first + 1
    previous: Block | None = None
    for block in blocks:
        top, *rest = _pieces(block, part, width, voice)
        pieces += [replace(top, before=_gap(previous, block)), *rest]
        part += len(list(block.parts()))
        previous = block
    return pieces


def _gap(previous: Block | None, block: Block) -> float:
    """Return the space between two blocks: a heading is near to what it heads."""
    if isinstance(previous, Heading):
        return 1
    if isinstance(block, Heading):
        return 16 if isinstance(previous, Table) else 10
    return 12 if isinstance(previous, Table) else 7


def _pieces(block: Block, part: int, width: float, voice: Voice) -> list[Piece]:
    if isinstance(block, Heading):
        return [_single(line, part, keep=True) for line in lay(block.text, HEADING, width, voice)]
    if isinstance(block, Paragraph):
        lines = lay(block.text, body_style(voice.language), width, voice)
        return [_single(line, part, keep=keep) for line, keep in _without_orphans(lines)]
    return list(_rows(block, part, width, voice))


def _single(line: Line, part: int, *, keep: bool) -> Piece:
    return Piece((Cell(0, (line,), part),), keep=keep)


def _without_orphans(lines: list[Line]) -> Iterator[tuple[Line, bool]]:
    """Yield each line and whether the next must follow it: no page ends or begins with a single one."""
    last = len(lines) - 1
    for at, line in enumerate(lines):
        yield line, at < last and at in {0, last - 1}


def _rows(table: Table, part: int, width: float, voice: Voice) -> Iterator[Piece]:
    """Yield the head and the rows; a row's texts are numbered on from `part` in reading order."""
    columns = len(table.head)
    strong = replace(_CELL, bold=True)
    head = Piece(
        _cells(table.head, table.widths, part, width, strong, voice), padding=3.5, rule="text", keep=True
    )
    rows = [
        Piece(
            _cells(row, table.widths, part + at * columns, width, _CELL, voice),
            padding=4.5,
            rule="line",
            head=head,
        )
        for at, row in enumerate(table.rows, 1)
    ]
    short = sum(row.height for row in rows) < _KEPT_WHOLE
    yield head
    yield from (replace(row, keep=short and row is not rows[-1]) for row in rows)


def _cells(
    texts: tuple[str, ...], shares: tuple[float, ...], part: int, width: float, style: Style, voice: Voice
) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    x = 0.0
    for at, (text, share) in enumerate(zip(texts, shares, strict=True)):
        wide = width * share / sum(shares)
        room = wide if at == len(texts) - 1 else wide - _GUTTER
        cells.append(Cell(x, tuple(lay(text, style, room, voice)), part + at))
        x += wide
    return tuple(cells)
