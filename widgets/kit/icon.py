"""An icon that stands by itself and follows the scheme."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets import icons


class Icon(QWidget):
    """Shows one icon in the colour of a token; `name` says it aloud where no word stands beside it."""

    def __init__(self, icon: str, tint: str = "muted", *, size: int = 16, name: str = "") -> None:
        super().__init__()
        icons.letter(icon)
        self._icon = icon
        self._tint = tint
        self._size = size
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, tint: str) -> None:
        """Show another icon or tint."""
        icons.letter(icon)
        self._icon, self._tint = icon, tint
        self.update()

    def sizeHint(self) -> QSize:
        """Return the icon's own size."""
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw in the colour of the moment."""
        painter = QPainter(self)
        icons.draw(painter, QRect(0, 0, self._size, self._size), self._icon, self._tint)
