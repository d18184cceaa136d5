"""Text flows over pages: pieces that stay whole, what stays together, table heads that come again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reports.breaking import Line
from reports.page import Sheet


@dataclass(frozen=True, slots=True)
class Cell:
    """Lines one below the other, `x` points right of the margin; `part` as in `Written`."""

    x: float
    lines: tuple[Line, ...]
    part: int | None

    @property
    def height(self) -> float:
        """How far the lines reach down."""
        return sum(line.style.leading for line in self.lines)


@dataclass(frozen=True, slots=True)
class Piece:
    """What a page holds whole: one line of a paragraph, or one row of a table.

    `before` is the space above it, which a page's top swallows; `keep` holds it to the next piece; `head` is
    drawn again above it where it opens a page.
    """

    cells: tuple[Cell, ...]
    before: float = 0
    padding: float = 0
    rule: str | None = None
    keep: bool = False
    head: "Piece | None" = None

    @property
    def height(self) -> float:
        """How high it is, without the space before."""
        return max(cell.height for cell in self.cells) + 2 * self.padding

    def draw(self, sheet: Sheet, left: float, top: float, width: float) -> None:
        """Write it with its top at `top`."""
        for cell in self.cells:
            sheet.column(cell.lines, left + cell.x, top + self.padding, cell.part)
        if self.rule:
            sheet.rule(left, top + self.height, width, self.rule)

    def again(self) -> "Piece":
        """Return it as furniture, belonging to no part of the record."""
        return replace(self, cells=tuple(replace(cell, part=None) for cell in self.cells), before=0)

    def split(self, room: float) -> "tuple[Piece, Piece] | None":
        """Return what fits into `room` and the rest, None where not a line does or all of it does."""
        fits = [_fitting(cell.lines, room - 2 * self.padding) for cell in self.cells]
        if not any(fits) or all(n == len(cell.lines) for n, cell in zip(fits, self.cells, strict=True)):
            return None
        pairs = list(zip(self.cells, fits, strict=True))
        first = tuple(replace(cell, lines=cell.lines[:n]) for cell, n in pairs)
        rest = tuple(replace(cell, lines=cell.lines[n:]) for cell, n in pairs)
        return replace(self, cells=first, rule=None), replace(self, cells=rest, before=0)


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece and how far below the top of the page's text it stands."""

    piece: Piece
    top: float


def paginated(pieces: Iterable[Piece], first: float, later: float) -> list[list[Placed]]:
    """Return the pages: the first has `first` points of room, the others `later`."""
    pages = _Pages(first, later)
    for group in _groups(pieces):
        if not pages.takes(group):
            pages.turn()
        for piece in group:
            pages.place(piece)
    return pages.pages


class _Pages:
    """Pages being filled from the top."""

    def __init__(self, first: float, later: float) -> None:
        self.pages: list[list[Placed]] = [[]]
        self._used = 0.0
        self._room, self._later = first, later

    def takes(self, group: list[Piece]) -> bool:
        """Answer whether the page holds all of `group`."""
        return self._used + sum(piece.before + piece.height for piece in group) <= self._room

    def turn(self) -> None:
        """Begin a page, unless this one is still empty."""
        if self.pages[-1]:
            self.pages.append([])
            self._used, self._room = 0, self._later

    def place(self, piece: Piece) -> None:
        """Put `piece` on the page, or as much of it as fits and the rest on the next."""
        if not self.takes([piece]):
            self._overflow(piece)
            return
        if not self.pages[-1] and piece.head:
            self._add(piece.head.again())
        self._add(piece)

    def _overflow(self, piece: Piece) -> None:
        if self.pages[-1] and piece.height <= self._later:
            self.turn()
            self.place(piece)
            return
        split = piece.split(self._room - self._used - piece.before)
        if split is None and self.pages[-1]:
            self.turn()
            self.place(piece)
        elif split is None:  # a single line higher than the page cannot be: the page would be none
            self._add(piece)
        else:
            self._add(split[0])
            self.turn()
            self.place(split[1])

    def _add(self, piece: Piece) -> None:
        top = self._used + (piece.before if self.pages[-1] else 0)
        self.pages[-1].append(Placed(piece, top))
        self._used = top + piece.height


def _groups(pieces: Iterable[Piece]) -> Iterator[list[Piece]]:
    """Yield what must stand on one page together."""
    group: list[Piece] = []
    for piece in pieces:
        group.append(piece)
        if not piece.keep:
            yield group
            group = []
    if group:
        yield group


def _fitting(lines: tuple[Line, ...], room: float) -> int:
    count = 0
    for line in lines:
        room -= line.style.leading
        if room < 0:
            break
        count += 1
    return count
