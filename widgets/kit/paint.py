"""Pieces that delegates draw rows with: a line of text, text with marked parts, a chip."""

from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from widgets import theme
from widgets.theme import Face, Tone

ELLIPSIS = "…"
BOLDER = 1  # pixels a character that marks are wider than the text around them
CHIP_HEIGHT = 18
CHIP_PAD = 10
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
Marks = Sequence[tuple[int, int]]


def one_line(text: str) -> str:
    """Return `text` without breaks and control characters, which would end or move a drawn line."""
    if text.isprintable():  # nearly always, and rows are drawn at every turn of the wheel
        return text
    return "".join(each if each.isprintable() else " " for each in text)


def width_of(text: str, face: Face, language: str | None = None) -> int:
    """Return how wide `text` is drawn."""
    return QFontMetrics(theme.font(face, language)).horizontalAdvance(one_line(text))


def line(
    painter: QPainter,
    rect: QRect,
    text: str,
    *,
    face: Face = Face.BODY,
    tint: str = "text",
    align: Qt.AlignmentFlag = LEFT,
    language: str | None = None,
) -> None:
    """Draw one line into `rect`, cut with an ellipsis where it does not fit."""
    painter.setFont(theme.font(face, language))
    painter.setPen(theme.color(tint))
    shown = painter.fontMetrics().elidedText(one_line(text), Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(align | Qt.TextFlag.TextSingleLine), shown)


def marked_line(
    painter: QPainter, rect: QRect, text: str, marks: Marks, *, language: str | None = None
) -> None:
    """Draw one line in which the parts `marks` (start, end in characters) stand out, the first one always."""
    font = theme.font(Face.BODY, language)
    shown, marks = around_match(one_line(text), marks, QFontMetrics(font), rect.width())
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_format(shown, start, end) for start, end in marks if start < len(shown)])
    layout.beginLayout()
    drawn = layout.createLine()
    drawn.setLineWidth(rect.width())
    layout.endLayout()
    painter.setPen(theme.color("text"))
    layout.draw(painter, QPointF(rect.left(), rect.center().y() + 1 - drawn.height() / 2))


def around_match(text: str, marks: Marks, metrics: QFontMetrics, width: int) -> tuple[str, Marks]:
    """Return what of `text` fits into `width`, its first marked part with it, and where the marks are now."""
    first = min(marks, default=(0, 0))
    room = width - (first[1] - first[0]) * BOLDER
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    if shown == text or len(shown.removesuffix(ELLIPSIS)) >= first[1]:
        return shown, marks

    def cut(left_out: int) -> str:
        return metrics.elidedText(f"{ELLIPSIS}{text[left_out:]}", Qt.TextElideMode.ElideRight, max(room, 0))

    def holds(left_out: int) -> bool:
        return len(cut(left_out).removesuffix(ELLIPSIS)) >= first[1] - left_out + len(ELLIPSIS)

    left_out = bisect_left(range(first[0]), True, key=holds)
    while left_out < first[0] and not holds(left_out):  # the width of a text does not grow quite evenly
        left_out += 1
    moved = len(ELLIPSIS) - left_out
    return cut(left_out), [(start + moved, end + moved) for start, end in marks]


def _format(text: str, start: int, end: int) -> QTextLayout.FormatRange:
    mark = QTextCharFormat()
    mark.setBackground(QBrush(theme.color("warning_soft")))
    mark.setForeground(QBrush(theme.color("warning")))
    mark.setFontWeight(QFont.Weight.Bold)
    place = QTextLayout.FormatRange()
    place.start = _units(text[:start])
    place.length = _units(text[:end]) - place.start
    place.format = mark
    return place


def _units(text: str) -> int:
    """Return the length of `text` as Qt counts it: characters beyond the first plane are two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def chip_width(text: str) -> int:
    """Return how wide `chip` draws `text`."""
    return width_of(text, Face.CAPTION) + 2 * CHIP_PAD


def chip(painter: QPainter, right: int, middle: int, text: str, tone: Tone) -> int:
    """Draw a chip that ends at `right` around the height `middle`; return where it begins."""
    width = chip_width(text)
    rect = QRect(right - width, middle - CHIP_HEIGHT // 2, width, CHIP_HEIGHT)
    ink, ground = theme.tokens().of(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(ground))
    painter.drawRoundedRect(QRectF(rect), CHIP_HEIGHT / 2, CHIP_HEIGHT / 2)
    painter.setPen(ink)
    painter.setFont(theme.font(Face.CAPTION))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), one_line(text))
    painter.restore()
    return rect.left()


def rounded(painter: QPainter, rect: QRect, tint: str, radius: int) -> None:
    """Fill `rect` with round corners in the colour of the token `tint`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(tint))
    painter.drawRoundedRect(QRectF(rect), radius, radius)
    painter.restore()
