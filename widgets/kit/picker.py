"""A short list to choose from, floating in the window beside what opened it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QVBoxLayout, QWidget

from widgets import theme
from widgets.kit.scroll import bring_into_view
from widgets.theme import Face

ROW = 30
HIGHEST = 12  # rows seen at once
LEAST_WIDTH, MOST_WIDTH = 160, 460
PAD = 6
EDGE = 8
TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
Choices = Sequence[tuple[str, Callable[[], object]]]


class Picker(QFrame):
    """Enter, Space or a click takes a row, Esc or going elsewhere closes; letters find a row."""

    def __init__(self, anchor: QWidget, name: str, choices: Choices) -> None:
        super().__init__(anchor.window())
        self._anchor = anchor
        self._choices = list(choices)
        theme.set_look(self, float=True)
        self.list = QListWidget()
        self.list.setFont(theme.font(Face.BODY))
        self.list.setAccessibleName(name)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        theme.set_look(self.list, picker=True)
        self.list.addItems([words for words, _act in self._choices])
        self.list.itemClicked.connect(lambda item: self.take(self.list.row(item)))
        self.list.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(PAD, PAD, PAD, PAD)
        column.addWidget(self.list)

    def open(self) -> None:
        """Show the list and go to its first row."""
        bring_into_view(self._anchor)
        width = max((self.list.sizeHintForColumn(0), LEAST_WIDTH)) + 2 * PAD + 24
        height = ROW * min(max(len(self._choices), 1), HIGHEST) + 2 * PAD + 2
        self.resize(min(width, MOST_WIDTH), height)
        self._place()
        self.show()
        self.raise_()
        self.list.setCurrentRow(0)
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> None:
        window = self._anchor.window()
        at = self._anchor.mapTo(window, QPoint(0, self._anchor.height() + 4))
        if at.y() + self.height() > window.height() - EDGE:
            at = self._anchor.mapTo(window, QPoint(0, -self.height() - 4))
        room = window.size() - self.size()
        self.move(_within(at.x(), room.width()), _within(at.y(), room.height()))

    def take(self, row: int) -> None:
        """Do what a row says."""
        self._close(back=True)
        if 0 <= row < len(self._choices):
            self._choices[row][1]()

    def _close(self, *, back: bool) -> None:
        self.list.removeEventFilter(self)
        self.hide()
        self.deleteLater()
        if back and self._anchor.isVisible():
            self._anchor.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys before any shortcut does, and close when the focus goes."""
        kind = event.type()
        if kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                event.accept()
            return False
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(Qt.Key(event.key()))
        if kind is QEvent.Type.FocusOut and self.isVisible():
            QTimer.singleShot(0, self, lambda: self._close(back=False))
        return super().eventFilter(watched, event)

    def _take_key(self, key: Qt.Key) -> bool:
        if key in TAKE:
            self.take(self.list.currentRow())
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab):
            self._close(back=True)
        else:
            return False
        return True


def _within(place: int, room: int) -> int:
    return max(EDGE, min(place, room - EDGE))
