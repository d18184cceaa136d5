"""Long work: how far it is, and ways to let it wait and to stop it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from console.words import N_, _
from widgets.kit.buttons import IconButton
from widgets.kit.labels import Label
from widgets.kit.wording import cut_words, number

PATIENCE_MS = 100
Wait = Callable[[bool], object]  # told True to wait, False to go on


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
        self._wait: Wait | None = None
        self._waits = False
        self._said = ""
        self.done = 0
        self.total: int | None = None
        self.pause = IconButton("pause", _(N_("Pause")), self.turn, size=16)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(PATIENCE_MS)
        self._late.timeout.connect(self.show)
        row = QHBoxLayout()
        row.addWidget(self._words, 1)
        row.addWidget(self._count)
        row.addWidget(self.pause)
        row.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._bar)
        self.hide()

    def begin(self, words: str, cancel: Callable[[], object] | None = None, wait: Wait | None = None) -> None:
        """Say what is under way; with `cancel` it can be stopped, with `wait` it can be let wait."""
        self._cancel, self._wait, self._said = cancel, wait, words
        self._waits = False
        self.done, self.total = 0, None
        self._show_wait()
        self.pause.setVisible(wait is not None)
        self._bar.setAccessibleName(words)
        self._count.setText("")
        self._bar.setRange(0, 0)
        self._stop.setVisible(cancel is not None)
        self._late.start()

    def step(self, done: int, total: int | None = None) -> None:
        """Say how far it is; without `total` only how much was done."""
        self.done, self.total = done, total
        self._count.setText(cut_words(done, total) if total else number(done))
        self._bar.setRange(0, 1000 if total else 0)
        if total:
            self._bar.setValue(1000 * min(done, total) // total)

    def end(self) -> None:
        """Disappear."""
        self._late.stop()
        self.hide()

    def turn(self) -> None:
        """Let the work wait, or go on."""
        if self._wait is not None:
            self._waits = not self._waits
            self._wait(self._waits)
            self._show_wait()

    def _show_wait(self) -> None:
        self._words.setText(_("{work}, paused", work=self._said) if self._waits else self._said)
        self.pause.rename(_(N_("Go on")) if self._waits else _(N_("Pause")))
        self.pause.set_icon("play" if self._waits else "pause")
        if self._waits and not self._bar.maximum():
            self._bar.setRange(0, 1000)  # a bar that runs to and fro would say that work goes on

    def cancel(self) -> None:
        """Stop the work."""
        if self._cancel is not None:
            self._cancel()
        self.end()
