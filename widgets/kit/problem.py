"""One line that says what is wrong, with a sign before it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from widgets.kit.icon import Icon
from widgets.kit.labels import Label
from widgets.theme import Face


class Problem(QFrame):
    """Hidden while there is nothing wrong."""

    def __init__(self) -> None:
        super().__init__()
        self._label = Label("", Face.BODY, "danger", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(Icon("alert-circle-outline", "danger", size=15), alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What is wrong, empty for nothing."""
        return self._label.text()

    def say(self, text: str) -> None:
        """Say what is wrong; empty takes the line away."""
        self._label.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
