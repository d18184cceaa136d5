"""Long work: how far it is, and a way to stop it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from console.words import N_, _
from widgets.kit.buttons import IconButton
from widgets.kit.labels import Label
from widgets.kit.wording import cut_words, number

PATIENCE_MS = 100


class Progress(QWidget):
    """Appears only when work takes longer than a tenth of a second; `step` fits a job's progress callback."""

    def __init__(self) -> None:
        super().__init__()
        self._cancel: Callable[[], object] | None = None
        self._words = Label("")
        self._count = Label("", tone="muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_(N_("Progress")))
        self._stop = IconButton("close", _(N_("Stop")), self.cancel, size=16)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(PATIENCE_MS)
        self._late.timeout.connect(self.show)
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        row.addWidget(self._count)
        row.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._bar)
        self.hide()

    def begin(self, words: str, cancel: Callable[[], object] | None = None) -> None:
        """Say what is under way; with `cancel` it can be stopped."""
        self._cancel = cancel
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._count.setText("")
        self._bar.setRange(0, 0)
        self._stop.setVisible(cancel is not None)
        self._late.start()

    def step(self, done: int, total: int | None = None) -> None:
        """Say how far it is; without `total` only how much was done."""
        self._count.setText(cut_words(done, total) if total else number(done))
        self._bar.setRange(0, 1000 if total else 0)
        if total:
            self._bar.setValue(1000 * min(done, total) // total)

    def end(self) -> None:
        """Disappear."""
        self._late.stop()
        self.hide()

    def cancel(self) -> None:
        """Stop the work."""
        if self._cancel is not None:
            self._cancel()
        self.end()
