"""A letter, from its content to the finished and proven file."""

from dataclasses import dataclass
from hashlib import sha256

from console.errors import Invalid
from console.letters.drawable import drawable
from console.letters.records import Drawn, LetterContent, Part, Removed
from console.letters.refusals import CannotDraw
from console.words import N_
from reports.badge import draw_badge
from reports.blocks import letter_pieces
from reports.breaking import Line, Style, Voice, lay
from reports.flow import Piece, Placed, paginated
from reports.fonts import undrawable
from reports.page import MM, Sheet, Written, new_sheet, paper_for
from reports.readback import check

_BRAND = Style(13, 18, bold=True)
_SMALL = Style(7, 10, "muted")
_SMALLEST = Style(6, 10, "muted")  # the least that DIN 5008 allows the sender's line
_ADDRESS = (Style(10, 14.2), Style(8, 10.4))  # the second where the first overflows the window
_LABEL = Style(6.5, 10, "muted")
_VALUE = Style(9.5, 13)
_BADGE = 8 * MM
_MOST_CHARACTERS = 100_000  # some 40 pages; drawn in about a second
_GAP = 8 * MM  # above the title, where address or references reach down to it
_LEAST_TEXT = 60 * MM  # what an address must leave of the first page


@dataclass(frozen=True, slots=True)
class _Column:
    """Lines at a place of the first page."""

    lines: list[Line]
    x: float
    top: float
    part: int

    @property
    def bottom(self) -> float:
        return self.top + sum(line.style.leading for line in self.lines)


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands above the title on the first page."""

    columns: list[_Column]
    fits_window: bool

    @property
    def bottom(self) -> float:
        return max(column.bottom for column in self.columns)


def draw_letter(content: LetterContent, asked: str) -> Drawn:
    """Return `content` as a file that reads as it does. Raises: CannotDraw, NotAsWritten, Invalid."""
    parts = list(content.parts())
    if sum(len(part.text) for part in parts) > _MOST_CHARACTERS:
        raise Invalid(N_("The letter is longer than {most} characters: shorten it."), most=_MOST_CHARACTERS)
    removed = _checked(parts, Voice(content.language, content.forms))
    layout = _Layout(content)
    sheet = layout.drawn()
    pdf = sheet.finished()
    check(pdf, sheet.written, parts)
    return Drawn(
        pdf,
        sha256(pdf).hexdigest(),
        _text(sheet.written),
        sheet.page,
        content.language,
        asked,
        removed,
        layout.head.fits_window,
    )


def _checked(parts: list[Part], voice: Voice) -> tuple[Removed, ...]:
    """Return what is left out of each part. Raises: CannotDraw."""
    removed: list[Removed] = []
    for part in parts:
        form = drawable(part.text)
        if missing := undrawable(form.text.replace("\n", " "), voice.choice(_VALUE)):
            raise CannotDraw(
                N_("The letter cannot be drawn: no font draws {characters} in {where}."),
                field=part.field,
                characters=missing,
            )
        if form.removed:
            removed.append(Removed(part.field, form.removed))
    return tuple(removed)


def _text(written: list[Written]) -> str:
    return "\n".join(line.text for line in written)


class _Layout:
    """Where everything of one letter goes."""

    def __init__(self, content: LetterContent) -> None:
        self._content = content
        self._voice = Voice(content.language, content.forms)
        self._paper = paper_for(content.recipient_country)
        self._left = self._paper.margin * MM
        self._foot = lay(content.footer, _SMALL, self._paper.line - 20 * MM, self._voice)
        self.head = self._laid_head()

    def drawn(self) -> Sheet:
        """Return the letter written on its pages."""
        content, paper = self._content, self._paper
        sheet = new_sheet(
            paper,
            title=content.title,
            author=content.author,
            language=content.language,
            dated_on=content.dated_on,
        )
        start = max(paper.title * MM, self.head.bottom + _GAP)
        pages = paginated(self._pieces(), self._bottom - start, self._bottom - paper.top * MM)
        for number, pieces in enumerate(pages, 1):
            sheet.turn()
            self._draw_top(sheet, number)
            self._draw_text(sheet, pieces, start if number == 1 else paper.top * MM)
            self._draw_foot(sheet, number, len(pages))
        return sheet

    @property
    def _foot_top(self) -> float:
        more = max(0, len(self._foot) - 2) * _SMALL.leading
        return (self._paper.height - self._paper.foot) * MM - more

    @property
    def _bottom(self) -> float:
        return self._foot_top - 5 * MM

    def _laid_head(self) -> _Head:
        content, paper = self._content, self._paper
        brand_top = paper.brand * MM + (_BADGE - _BRAND.leading) / 2
        brand_x = self._left + _BADGE + 3 * MM
        brand = _Column(self._lay(content.brand, _BRAND, paper.line - brand_x), brand_x, brand_top, 0)
        window = max(paper.window * MM, brand.bottom + 4 * MM)
        width = paper.window_width * MM
        sender = _Column(self._laid_sender(width), self._left, window, 1)
        top = max(window + 4.4 * MM, sender.bottom + 1 * MM)
        address, fits = self._laid_address(top)
        head = _Head([brand, sender, *address, *self._laid_references(top)], fits)
        if self._bottom - head.bottom < _LEAST_TEXT:
            raise Invalid(N_("The address leaves no room for the letter: shorten it."), field="recipient")
        return head

    def _laid_sender(self, width: float) -> list[Line]:
        """Return the sender's line as large as it fits the window, else in several lines."""
        text = self._content.sender_line
        sizes = [self._lay(text, style, width) for style in (_SMALL, _SMALLEST)]
        return next((lines for lines in sizes if len(lines) == 1), sizes[0])

    def _laid_address(self, top: float) -> tuple[list[_Column], bool]:
        columns: list[_Column] = []
        for style in _ADDRESS:
            columns = self._stack(self._content.recipient_lines, style, top)
            if not columns or columns[-1].bottom <= self._paper.window_bottom * MM:
                return columns, True
        return columns, False

    def _stack(self, texts: tuple[str, ...], style: Style, top: float) -> list[_Column]:
        columns: list[_Column] = []
        for part, text in enumerate(texts, 2):
            lines = self._lay(text, style, self._paper.window_width * MM)
            columns.append(_Column(lines, self._left, top, part))
            top = columns[-1].bottom
        return columns

    def _laid_references(self, top: float) -> list[_Column]:
        x = self._paper.details * MM
        width = self._left + self._paper.line - x
        columns: list[_Column] = []
        part = 2 + len(self._content.recipient_lines)
        for reference in self._content.references:
            label = _Column(self._lay(reference.label, _LABEL, width), x, top, part)
            value = _Column(self._lay(reference.value, _VALUE, width), x, label.bottom, part + 1)
            columns += [label, value]
            top, part = value.bottom + 3.4, part + 2
        return columns

    def _pieces(self) -> list[Piece]:
        content = self._content
        first = 2 + len(content.recipient_lines) + 2 * len(content.references)
        return letter_pieces(content.title, content.blocks, first, self._paper.line, self._voice)

    def _draw_top(self, sheet: Sheet, page: int) -> None:
        if page > 1:
            lines = self._lay(self._content.continued, _SMALL, self._paper.line)
            sheet.column(lines, self._left, self._paper.brand * MM)
            return
        for fold in self._paper.folds:
            sheet.rule(4 * MM, fold * MM, 4 * MM)
        draw_badge(sheet, self._content.brand, self._left, self._paper.brand * MM, _BADGE)
        for column in self.head.columns:
            sheet.column(column.lines, column.x, column.top, column.part)

    def _draw_text(self, sheet: Sheet, pieces: list[Placed], top: float) -> None:
        for placed in pieces:
            placed.piece.draw(sheet, self._left, top + placed.top, self._paper.line)

    def _draw_foot(self, sheet: Sheet, page: int, pages: int) -> None:
        last = len(list(self._content.parts())) - 1
        sheet.rule(self._left, self._foot_top, self._paper.line)
        top = self._foot_top + 2.7 * MM
        sheet.column(self._foot, self._left, top, last if page == 1 else None)
        number = self._lay(f"{page} / {pages}", _SMALL, self._paper.line)[0]
        sheet.write(number, self._left + self._paper.line - number.width, top)

    def _lay(self, text: str, style: Style, width: float) -> list[Line]:
        return lay(text, style, width, self._voice)
