"""A title of at most two lines."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy

from widgets.kit.labels import Label, tip
from widgets.theme import Face


class TwoLines(Label):
    """A title that goes on in a second line; what does not fit there stands whole in the tooltip."""

    def __init__(self, text: str = "", face: Face = Face.BODY, tone: str = "") -> None:
        super().__init__(text, face, tone)
        self.setWordWrap(True)  # lets the layout ask how high it is for a width
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def lines(self, width: int) -> list[str]:
        """Return the one or two lines that are drawn at `width`."""
        text = " ".join(self.text().split("\n"))
        layout = QTextLayout(text, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        first = layout.createLine()
        if first.isValid():
            first.setLineWidth(max(width, 1))
        layout.endLayout()
        units = text.encode("utf-16-le", "surrogatepass")
        length = 2 * first.textLength() if first.isValid() else 0
        head = units[:length].decode("utf-16-le", "surrogatepass").rstrip()
        rest = units[length:].decode("utf-16-le", "surrogatepass")
        if not rest:
            return [head]
        return [head, self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, width)]

    def minimumSizeHint(self) -> QSize:
        """Ask for room for a few letters only."""
        return QSize(self.fontMetrics().averageCharWidth() * 12, self.fontMetrics().lineSpacing())

    def sizeHint(self) -> QSize:
        """Ask for room for all of it in one line."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, self.fontMetrics().lineSpacing())

    def heightForWidth(self, width: int) -> int:
        """Return the height of one line, or of two where one is not enough."""
        return len(self.lines(width)) * self.fontMetrics().lineSpacing()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines, and keep the tooltip in step."""
        lines = self.lines(self.width())
        whole = " ".join(self.text().split("\n"))
        tip(self, "" if " ".join(lines) == whole or "".join(lines) == whole else whole)
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        high = self.fontMetrics().lineSpacing()
        for at, line in enumerate(lines):
            place = QRect(0, at * high, self.width(), high)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), line)
