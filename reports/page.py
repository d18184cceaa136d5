"""Paper: sizes, where things stand on the first page, colours, and the sheet that is written on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import md5
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from reports.breaking import Line
from reports.embed import Fonts

rl_config.useA85 = 0  # bytes stay bytes: a fifth smaller, and faster

MM = 72 / 25.4
COLOURS = {"text": "#1B2330", "muted": "#667085", "line": "#E3E6EB", "accent": "#2457D6", "white": "#FFFFFF"}


@dataclass(frozen=True, slots=True)
class Paper:
    """A size of paper and the places on its first page, in millimetres from the top and the left."""

    width: float
    height: float
    folds: tuple[float, ...]  # where to fold; the hole mark among them
    window: float = 45.0  # top of the address window
    window_bottom: float = 90.0
    window_width: float = 80.0
    margin: float = 25.0
    brand: float = 16.0
    details: float = 140.0  # left edge of the references
    title: float = 98.5
    top: float = 30.0  # of the text on later pages
    foot: float = 22.5  # the foot's rule, from the bottom

    @property
    def line(self) -> float:
        """The width of the text in points."""
        return (self.width - 2 * self.margin) * MM


A4 = Paper(210, 297, folds=(105, 148.5, 210))  # DIN 5008 form B
US_LETTER = Paper(215.9, 279.4, folds=(93.1, 186.3), window=47, window_bottom=80, title=96, details=143)
_US_PAPER = frozenset({"US", "CA", "MX", "PH"})


def paper_for(country: str) -> Paper:
    """Return the paper that letters to a country are printed on."""
    return US_LETTER if country.upper() in _US_PAPER else A4


class _PlainCanvas(Canvas):
    """reportlab's canvas without its habit of naming Helvetica, unembedded, on each page."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


@dataclass(frozen=True, slots=True)
class Written:
    """One line as it was written: on which page, and of which part of the record (None: furniture)."""

    page: int
    part: int | None
    text: str


@dataclass(slots=True)
class Sheet:
    """A letter being written. Measures are points from the top left, as one reads."""

    paper: Paper
    canvas: Canvas
    _file: BytesIO
    fonts: Fonts = field(default_factory=Fonts)
    written: list[Written] = field(default_factory=list)
    page: int = 0

    def write(self, line: Line, x: float, top: float, part: int | None = None) -> None:
        """Write `line`; its leading begins at `top`."""
        if line.shapes:
            y = self.from_bottom(top) - line.style.leading / 2 - line.style.size * 0.36
            self.canvas.addLiteral(self.fonts.show(line, x, y, fill(line.style.colour)))
            self.written.append(Written(self.page, part, line.text))

    def column(self, lines: Iterable[Line], x: float, top: float, part: int | None = None) -> float:
        """Write lines one below the other and return where the last one ends."""
        for line in lines:
            self.write(line, x, top, part)
            top += line.style.leading
        return top

    def rule(self, x: float, top: float, width: float, colour: str = "line", weight: float = 0.6) -> None:
        """Draw a line across."""
        y = self.from_bottom(top)
        stroke = fill(colour).replace("rg", "RG")
        self.canvas.addLiteral(f"{stroke} {weight:g} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S")

    def box(self, x: float, top: float, side: float, colour: str) -> None:
        """Fill a square with slightly rounded corners."""
        self.canvas.addLiteral(fill(colour))
        self.canvas.roundRect(x, self.from_bottom(top) - side, side, side, side * 0.09, stroke=0, fill=1)

    def turn(self) -> None:
        """Begin the next page."""
        if self.page:
            self.canvas.showPage()
        self.page += 1

    def finished(self) -> bytes:
        """Return the file."""
        self.canvas.showPage()
        self.fonts.embed(self.canvas)
        self.canvas.save()
        return self._file.getvalue()

    def from_bottom(self, top: float) -> float:
        """Return a measure from the top as PDF wants it, from the bottom."""
        return self.paper.height * MM - top


def new_sheet(paper: Paper, *, title: str, author: str, language: str, dated_on: date) -> Sheet:
    """Return an empty letter whose bytes depend on nothing but what is written on it."""
    file = BytesIO()
    size = (paper.width * MM, paper.height * MM)
    canvas = _PlainCanvas(
        file, pagesize=size, pageCompression=1, invariant=1, pdfVersion=(1, 7), lang=language
    )
    document: Any = canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001 -- reportlab has no other way in
    document.signature = md5(usedforsecurity=False)  # its own one begins with an environment variable
    canvas.setTitle(title)
    canvas.setAuthor(author)
    canvas.setSubject("")
    canvas.setCreator("Rakufun Console")
    canvas.setDateFormatter(lambda *_: f"D:{dated_on:%Y%m%d}000000Z")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return Sheet(paper, canvas, file)


def fill(colour: str) -> str:
    """Return the operator that fills with a colour of the palette."""
    code = COLOURS[colour]
    return " ".join(f"{int(code[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5)) + " rg"
