"""Tells when somebody is at the window."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow

INPUT = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.MouseMove)


class Inputs(QObject):
    """Calls `touched` at each key, click, move and turn of the wheel in every window that has had the focus.

    It listens to those few native windows. A filter on the application would hear every event of every
    widget, and cost a third of each frame.
    """

    def __init__(self, touched: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._touched = touched
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._listen)
            self._listen(app.focusWindow())

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell that somebody is there."""
        if event.type() in INPUT:
            self._touched()
        return super().eventFilter(watched, event)
