"""Pieces that delegates draw rows with: a line of text, text with marked parts, a chip."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from widgets import theme
from widgets.theme import Face, Tone

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
    """Draw one line in which the parts `marks` (start, end in characters) stand out."""
    font = theme.font(Face.BODY, language)
    shown = QFontMetrics(font).elidedText(one_line(text), Qt.TextElideMode.ElideRight, rect.width())
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
