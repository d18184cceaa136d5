"""What an empty list says: why it is empty and what to do next."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.kit.buttons import Button
from widgets.kit.icon import Icon
from widgets.kit.labels import Label
from widgets.theme import Face

MEASURE, LEAST = 420, 120
MARGIN = 24


class Empty(QWidget):
    """An icon, a sentence, what to do, and where it helps a button that does it."""

    def __init__(self, icon: str, title: str, next_step: str, button: Button | None = None) -> None:
        super().__init__()
        self._title = Label("", Face.STRONG)
        self._next = Label("", tone="muted", wrap=True)
        self._next.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(8)
        column.addStretch(1)
        for part in (Icon(icon, size=36), self._title, self._next, button):
            if part is not None:
                column.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.say(title, next_step)

    def say(self, title: str, next_step: str) -> None:
        """Change the words, as when a filter leaves nothing."""
        self.setAccessibleName(title)
        self._title.setText(title)
        self._next.setText(next_step)
        self._fit()

    def _fit(self) -> None:
        wanted = self._next.fontMetrics().horizontalAdvance(self._next.text()) + 8
        room = max(LEAST, self.width() - 2 * MARGIN)
        width = min(MEASURE, wanted, room)
        self._next.setFixedSize(width, max(0, self._next.heightForWidth(width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew where there is less room."""
        super().resizeEvent(event)
        self._fit()
