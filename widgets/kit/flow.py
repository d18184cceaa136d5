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
        for item in (each for each in self._items if not each.isEmpty()):
            wanted = item.sizeHint()
            size = QSize(min(wanted.width(), width), wanted.height())
            if not lines or x + size.width() > width:
                lines.append([])
                x = 0
            lines[-1].append((item, x, size))
            x += size.width() + self.spacing()
        return lines

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
