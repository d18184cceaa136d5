"""Panes side by side whose widths are remembered."""

from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from widgets import theme

GRIP = 5
Settings = MutableMapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Pane:
    """One pane: its first width, the least it may have, and whether it takes the room that is left."""

    widget: QWidget
    width: int
    least: int = 220
    grows: bool = False


class _Grip(QSplitterHandle):
    """A thin line with room around it to be caught."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line at the edge of the pane before it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("background"))
        tint = "accent" if self.underMouse() else "line"
        painter.fillRect(0, 0, 1, self.height(), theme.color(tint))


class Panes(QSplitter):
    """List, work, context. `settings` keeps the widths under `name`."""

    def __init__(self, name: str, panes: Sequence[Pane], settings: Settings) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._name = f"panes/{name}"
        self._settings = settings
        self.setHandleWidth(GRIP)
        self.setChildrenCollapsible(False)
        for at, pane in enumerate(panes):
            pane.widget.setMinimumWidth(pane.least)
            self.addWidget(pane.widget)
            self.setStretchFactor(at, int(pane.grows))
        kept = list(settings.get(self._name, ()))
        self.setSizes(kept if len(kept) == len(panes) else [pane.width for pane in panes])
        self.splitterMoved.connect(self._remember)

    def _remember(self) -> None:
        self._settings[self._name] = self.sizes()

    def createHandle(self) -> QSplitterHandle:
        """Return a grip of our own."""
        return _Grip(self.orientation(), self)
