"""Parts beside one another that go on in the next line where there is no room left."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Lays parts out as a text lays out words; each keeps the size it asks for, if the line is that wide."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8, line_spacing: int = 6) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._line_spacing = line_spacing
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        if parent is not None:
            parent.setLayout(self)

    def _place(self, width: int, at: QPoint | None = None) -> int:
        """Return the height that `width` needs; with `at` put the parts there."""
        x = y = line = 0
        for item in self._items:
            if item.isEmpty():
                continue
            wanted = item.sizeHint()
            size = QSize(min(wanted.width(), width), wanted.height())
            if x and x + size.width() > width:
                x, y, line = 0, y + line + self._line_spacing, 0
            if at is not None:
                item.setGeometry(QRect(at + QPoint(x, y), size))
            x += size.width() + self.spacing()
            line = max(line, size.height())
        return y + line

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more part, at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the part at `index`, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the part at `index` out, None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than the parts need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower line makes more of them."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the lines stand at `width`."""
        return self._place(width)

    def setGeometry(self, rect: QRect) -> None:
        """Put the parts into `rect`."""
        super().setGeometry(rect)
        self._place(rect.width(), rect.topLeft())

    def sizeHint(self) -> QSize:
        """Ask for all parts in one line."""
        sizes = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(s.width() for s in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(width, max((s.height() for s in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Ask for the highest part, and for no width: what is too wide is cut."""
        return QSize(0, max((i.minimumSize().height() for i in self._items if not i.isEmpty()), default=0))
