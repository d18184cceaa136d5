"""Drafts save themselves while one types, at most half a second behind, and say when."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from PySide6.QtCore import QObject, QSignalBlocker, QTimer
from PySide6.QtWidgets import QPlainTextEdit

from console.words import N_, _
from widgets.kit.editor import text_of
from widgets.kit.labels import Label, tip
from widgets.kit.wording import clock_words, exact_words

BEHIND_MS = 400  # and as much again for the writing lane
Save = Callable[[str, Callable[[datetime], None]], object]


class Draft(QObject):
    """Watches `editor`; `save(text, saved)` writes off the thread and calls `saved(at)` once it is kept."""

    def __init__(self, editor: QPlainTextEdit, save: Save, *, zone: tzinfo | None = None) -> None:
        super().__init__(editor)
        self._editor = editor
        self._save = save
        self._zone = zone
        self.status = Label("", tone="muted")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(BEHIND_MS)
        self._timer.timeout.connect(self.flush)
        editor.textChanged.connect(self._typed)

    def load(self, text: str, saved_at: datetime | None = None) -> None:
        """Show a draft kept earlier; loading saves nothing."""
        with QSignalBlocker(self._editor):
            self._editor.setPlainText(text)
        self._timer.stop()
        if saved_at is None:
            self.status.setText("")
        else:
            self._saved(saved_at)

    def leave(self) -> None:
        """Save what was typed and not saved yet, as before the editor goes."""
        if self._timer.isActive():
            self.flush()

    def flush(self) -> None:
        """Save now what stands in the editor."""
        self._timer.stop()
        self._save(text_of(self._editor), self._saved)

    def not_saved(self, why: str) -> None:
        """Say that it could not be saved, and try again while it stands in the editor."""
        self.status.setText(_(N_("Draft not saved yet")))
        tip(self.status, why)
        if text_of(self._editor) and not self._timer.isActive():
            self._timer.start()

    def forget(self) -> None:
        """Empty the editor without saving, as after what was typed has been recorded."""
        self.load("")

    def _typed(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _saved(self, at: datetime) -> None:
        self.status.setText(_(N_("Draft saved {time}"), time=clock_words(at, self._zone)))
        tip(self.status, exact_words(at, self._zone))
