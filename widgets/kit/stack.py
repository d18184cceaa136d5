"""Many parts below one another, each measured once for a width: Qt's own box measures all anew, and again."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Stack(QWidget):
    """Keeps its parts in order, as wide as itself, each as high as it asks to be."""

    def __init__(self, spacing: int = 12) -> None:
        super().__init__()
        self._spacing = spacing
        self._parts: list[QWidget] = []
        self._heights: dict[QWidget, int] = {}
        self._places: dict[QWidget, tuple[int, int, int]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # growing paints what is new, not all of it

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """The parts, from top to bottom."""
        return tuple(self._parts)

    def insert(self, at: int, part: QWidget) -> None:
        """Put `part` at the place `at`, measured; `arrange` shows it there."""
        self._parts.insert(at, part)
        part.setParent(self)
        part.ensurePolished()
        self._heights[part] = self._measure(part)

    def put(self, at: int, part: QWidget) -> None:
        """Put a part that is there at another place; `arrange` shows it there."""
        if self._parts[at] is not part:
            self._parts.remove(part)
            self._parts.insert(at, part)

    def take(self, part: QWidget) -> None:
        """Take `part` out, hidden, to be deleted when there is time."""
        self._parts.remove(part)
        self._heights.pop(part, None)
        self._places.pop(part, None)
        part.hide()

    def remove(self, part: QWidget) -> None:
        """Take `part` out and delete it."""
        self.take(part)
        part.deleteLater()

    def arrange(self) -> None:
        """Put every part in its place; those that stand there already are left alone."""
        y, width = 0, self.width()
        for part in self._parts:
            height = self._heights[part]
            place = (y, width, height)
            if self._places.get(part) != place:
                part.setGeometry(0, y, width, height)
                if part not in self._places:
                    part.show()
                self._places[part] = place
            y += height + self._spacing
        self.setFixedHeight(max(0, y - self._spacing))

    def _measure(self, part: QWidget) -> int:
        """Return how high `part` wants to be; its own layout knows unless it has changed."""
        high = part.heightForWidth(self.width())
        return high if high >= 0 else part.sizeHint().height()

    def _arrange_anew(self) -> None:
        self._heights = {part: self._measure(part) for part in self._parts}
        self.arrange()

    def event(self, event: QEvent) -> bool:
        """Arrange again once a part asks for another height."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange_anew()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure all anew when the width changes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._arrange_anew()

    def sizeHint(self) -> QSize:
        """Return the width that a column of text likes."""
        return QSize(480, self.height())
