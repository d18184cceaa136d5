"""Copied personal data leave the clipboard by themselves."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication

STAYS_MS = 60_000


class BriefCopy(QObject):
    """Puts a value on the clipboard and takes it away after a minute, if it is still there then."""

    def __init__(self, stays_ms: int = STAYS_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._value = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(stays_ms)
        self._timer.timeout.connect(self.clear)

    def copy(self, value: str) -> None:
        """Put `value` on the clipboard and start its minute."""
        self._value = value
        QGuiApplication.clipboard().setText(value)
        self._timer.start()

    def clear(self) -> None:
        """Take the value away now; anything copied since stays."""
        if self._value and QGuiApplication.clipboard().text() == self._value:
            QGuiApplication.clipboard().clear()
        self._value = ""
        self._timer.stop()
