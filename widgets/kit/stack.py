"""Many parts below one another, each measured once for a width: Qt's own box measures all anew, and again."""

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget


class Stack(QWidget):
    """Keeps its parts in order, as wide as itself, each as high as it asks to be."""

    def __init__(self, spacing: int = 12) -> None:
        super().__init__()
        self._spacing = spacing
        self._parts: list[QWidget] = []
        self._heights: dict[QWidget, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def parts(self) -> tuple[QWidget, ...]:
        """The parts, from top to bottom."""
        return tuple(self._parts)

    def insert(self, at: int, part: QWidget) -> None:
        """Put `part` at the place `at`; `arrange` shows it there."""
        self._parts.insert(at, part)
        part.setParent(self)
        part.installEventFilter(self)

    def remove(self, part: QWidget) -> None:
        """Take `part` out and delete it."""
        self._parts.remove(part)
        self._heights.pop(part, None)
        part.hide()
        part.deleteLater()

    def arrange(self) -> None:
        """Measure what is new and put every part in its place."""
        y = 0
        for part in self._parts:
            height = self._heights.get(part)
            if height is None:
                part.ensurePolished()
                high = part.heightForWidth(self.width())
                height = self._heights[part] = high if high >= 0 else part.sizeHint().height()
            part.setGeometry(0, y, self.width(), height)
            part.show()
            y += height + self._spacing
        self.setFixedHeight(max(0, y - self._spacing))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Measure a part anew when what it holds has changed."""
        if event.type() is QEvent.Type.LayoutRequest and isinstance(watched, QWidget):
            self._heights.pop(watched, None)
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        """Arrange again once the parts that changed have said so."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure all anew when the width changes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._heights.clear()
            self.arrange()

    def sizeHint(self) -> QSize:
        """Return the width that a column of text likes."""
        return QSize(480, self.height())
