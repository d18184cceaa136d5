"""A patient hand at the window: presses keys and buttons, waits for what they bring, takes pictures."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QEventLoop,
    QMimeData,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QUrl,
)
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QInputMethodEvent, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

PATIENCE = 30.0  # seconds; a busy machine may be slow, a broken step never ends
SETTLE_MS = 120


@dataclass(frozen=True, slots=True)
class TourStep:
    """One job done in the window: whether it went well, how long it took, its picture."""

    name: str
    ok: bool
    seconds: float
    picture: str


@dataclass(slots=True)
class Driver:
    """Works on `window` and puts pictures into `out`."""

    window: QWidget
    out: Path
    suffix: str = ""
    steps: list[TourStep] = field(default_factory=list)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Do one job, keep how it went and a picture of its end; a job that fails does not end the tour."""
        began, ok = time.monotonic(), True
        try:
            yield
        except (LookupError, TimeoutError):
            ok = False
        spent = round(time.monotonic() - began, 3)
        self.steps.append(TourStep(f"{name}{self.suffix}", ok, spent, self.picture(name)))

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Let the window work until `condition` holds. Raises: TimeoutError."""
        ends = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > ends:
                raise TimeoutError(what)
            self.pause(20)

    def pause(self, milliseconds: int = SETTLE_MS) -> None:
        """Let the window work for a while, and let go of what was closed."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def type(self, field: QWidget, text: str) -> None:
        """Type `text` into `field`, one key after the other; other scripts come as from an input method."""
        field.setFocus()
        for character in text:
            if character == "\n":
                QTest.keyClick(field, Qt.Key.Key_Return)
            elif character.isascii():
                QTest.keyClicks(field, character)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(character)
                QCoreApplication.sendEvent(field, composed)

    def press(self, widget: QWidget, key: Qt.Key, *, ctrl: bool = False) -> None:
        """Press one key."""
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(widget, key, held)

    def drop(self, target: QWidget, files: Iterable[Path]) -> None:
        """Drag files over `target` and let them go there."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        middle, copy = target.rect().center(), Qt.DropAction.CopyAction
        button, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(target, QDragEnterEvent(middle, copy, mime, button, held))
        QApplication.sendEvent(target, QDropEvent(QPointF(middle), copy, mime, button, held))

    def click(self, words: str, within: QWidget | None = None) -> None:
        """Press the first button whose words begin with `words`, once it is there. Raises: TimeoutError."""
        self.until(lambda: self._button(words, within), f"button {words}")
        button = self._button(words, within)
        if button is not None:
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def _button(self, words: str, within: QWidget | None) -> QAbstractButton | None:
        found = (within or self.window).findChildren(QAbstractButton)
        usable = [b for b in found if b.isVisible() and b.isEnabled()]
        return next((b for b in usable if b.accessibleName().startswith(words)), None) or next(
            (b for b in usable if b.text().startswith(words)), None
        )

    def dialog(self) -> QDialog:
        """Return the dialog on top, once there is one. Raises: TimeoutError."""
        self.until(self._dialog, "dialog")
        shown = self._dialog()
        if shown is None:
            msg = "no dialog"
            raise LookupError(msg)
        return shown

    def _dialog(self) -> QDialog | None:
        top = [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]
        return top[-1] if top else None

    def picture(self, name: str) -> str:
        """Keep what the window shows, a dialog over it included, and return the file's name."""
        self.pause()
        file = self.out / f"{name}{self.suffix}.png"
        picture = self.window.grab()
        dialog = self._dialog()
        if dialog is not None:
            _lay_over(picture, dialog)
        picture.save(str(file))
        return file.name


def _lay_over(picture: QPixmap, dialog: QDialog) -> None:
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), QColor(0, 0, 0, 70))
    shown = dialog.grab()
    left = (picture.width() - shown.width()) // 2
    painter.drawPixmap(QPoint(left, max(0, (picture.height() - shown.height()) // 3)), shown)
    painter.end()
