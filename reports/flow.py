"""Text flows over pages: pieces that stay whole, what stays together, table heads that come again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from reports.breaking import Line
from reports.page import Sheet

_FEW_LINES = 70.0  # points that a row must have on a page where it begins and flows over


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
    is_head: bool = False

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
        cells = tuple(replace(cell, part=None) for cell in self.cells)
        return replace(self, cells=cells, before=0, is_head=True)

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
        if not pages.takes(group) and not pages.takes_start(group):
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
        return self._used + _height(group) <= self._room

    def takes_start(self, group: list[Piece]) -> bool:
        """Answer whether `group`, too high for any page, can begin on this one and flow over."""
        start = sum(piece.before + piece.height for piece in group[:-1]) + _FEW_LINES
        return _height(group) > self._later and self._used + start <= self._room

    def turn(self) -> None:
        """Begin a page, unless this one is still empty."""
        if self.pages[-1]:
            self.pages.append([])
            self._used, self._room = 0, self._later

    def place(self, piece: Piece) -> None:
        """Put `piece` on the page, or as much of it as fits and the rest on the next."""
        if not self.pages[-1] and piece.head:
            self._add(piece.head.again())
        if self.takes([piece]):
            self._add(piece)
        else:
            self._overflow(piece)

    def _overflow(self, piece: Piece) -> None:
        """Move a piece to the next page, or split one that is higher than a page."""
        whole = (piece.head.height if piece.head else 0) + piece.height <= self._later
        split = None if whole else piece.split(self._room - self._used - piece.before)
        if split:
            self._add(split[0])
            self.turn()
            self.place(split[1])
        elif self._has_text:
            self.turn()
            self.place(piece)
        else:
            self._add(piece)  # one line alone on its page, and higher than it: nothing better can be done

    @property
    def _has_text(self) -> bool:
        return len(self.pages[-1]) > 1 or any(not placed.piece.is_head for placed in self.pages[-1])

    def _add(self, piece: Piece) -> None:
        top = self._used + (piece.before if self.pages[-1] else 0)
        self.pages[-1].append(Placed(piece, top))
        self._used = top + piece.height


def _height(group: list[Piece]) -> float:
    return sum(piece.before + piece.height for piece in group)


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
