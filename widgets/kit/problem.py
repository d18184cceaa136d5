"""One line that says what is wrong, with a sign before it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from console.words import N_, _
from widgets.kit.buttons import Button, Look
from widgets.kit.icon import Icon
from widgets.kit.labels import Label
from widgets.theme import Face


class Problem(QFrame):
    """Hidden while there is nothing wrong."""

    def __init__(self) -> None:
        super().__init__()
        self._label = Label("", Face.BODY, "danger", wrap=True)
        self._again: Button | None = None
        self._retry: Callable[[], object] | None = None
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(Icon("alert-circle-outline", "danger", size=15), alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What is wrong, empty for nothing."""
        return self._label.text()

    @property
    def can_try_again(self) -> bool:
        """Whether one can have it tried again."""
        return self._retry is not None and bool(self.text)

    def try_again(self) -> None:
        """Have it tried again."""
        if self._retry is not None:
            self._retry()

    def say(self, text: str, again: Callable[[], object] | None = None) -> None:
        """Say what is wrong; empty takes the line away. With `again` it can be tried once more."""
        self._retry = again
        if again is not None and self._again is None:
            self._again = Button(_(N_("Try again")), self.try_again, look=Look.LINK)
            self._row.addWidget(self._again, alignment=Qt.AlignmentFlag.AlignTop)
        if self._again is not None:
            self._again.setVisible(again is not None)
        self._label.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))
