"""Parts beside one another that go on in the next line where there is no room left.

What was measured is kept until a part changes: one arrangement asks for the same widths a dozen times.
"""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Lays parts out as a text lays out words; each keeps the size it asks for, if the line is that wide."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8, line_spacing: int = 6) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._sizes: list[tuple[QLayoutItem, QSize]] | None = None
        self._heights: dict[int, int] = {}
        self._line_spacing = line_spacing
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        if parent is not None:
            parent.setLayout(self)

    def _place(self, width: int, at: QPoint | None = None) -> int:
        """Return the height that `width` needs; with `at` put the parts there."""
        top = 0
        for line in self._lines(width):
            height = max(size.height() for _item, _x, size in line)
            for item, x, size in line:
                if at is not None:
                    place = at + QPoint(x, top + (height - size.height()) // 2)
                    item.setGeometry(QRect(place, size))
            top += height + self._line_spacing
        return max(0, top - self._line_spacing)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, int, QSize]]]:
        """Return the parts line by line, each with where it begins and its size."""
        lines: list[list[tuple[QLayoutItem, int, QSize]]] = []
        x = 0
        for item, wanted in self._wanted():
            size = QSize(min(wanted.width(), width), wanted.height())
            if size.width() < wanted.width() and item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if not lines or x + size.width() > width:
                lines.append([])
                x = 0
            lines[-1].append((item, x, size))
            x += size.width() + self.spacing()
        return lines

    def _wanted(self) -> list[tuple[QLayoutItem, QSize]]:
        """Return the parts that are shown, each with the size it asks for."""
        if self._sizes is None:
            self._sizes = [(item, item.sizeHint()) for item in self._items if not item.isEmpty()]
        return self._sizes

    def invalidate(self) -> None:
        """Forget what was measured."""
        self._sizes = None
        self._heights.clear()
        super().invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more part, at the end."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """Return how many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the part at `index`, None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the part at `index` out, None past the end."""
        if not 0 <= index < len(self._items):
            return None
        self._sizes = None
        self._heights.clear()
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        """Want no more room than the parts need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower line makes more of them."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high the lines stand at `width`."""
        if width not in self._heights:
            self._heights[width] = self._place(width)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        """Put the parts into `rect`."""
        super().setGeometry(rect)
        self._place(rect.width(), rect.topLeft())

    def sizeHint(self) -> QSize:
        """Ask for all parts in one line."""
        sizes = [size for _item, size in self._wanted()]
        width = sum(s.width() for s in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(width, max((s.height() for s in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Ask for the highest part, and for no width: what is too wide is cut."""
        return QSize(0, max((item.minimumSize().height() for item, _size in self._wanted()), default=0))
