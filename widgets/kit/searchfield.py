"""The one search field on top: it tells each keystroke and hands the arrows to whatever list answers it."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from widgets import theme
from widgets.kit.icon import Icon
from widgets.kit.labels import Label
from widgets.kit.wording import key_words
from widgets.theme import Face

STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_PageDown: 8,
}
BESIDE = Qt.KeyboardModifier.ControlModifier


class SearchField(QFrame):
    """Tells what is `typed`, and with Enter whether it is `accepted` beside; arrows and Esc for its list."""

    typed = Signal(str)
    stepped = Signal(int)
    accepted = Signal(bool)
    left = Signal()
    entered = Signal()

    def __init__(self, name: str, placeholder: str, key: str = "Ctrl+K") -> None:
        super().__init__()
        theme.set_look(self, search=True, near=False)
        self.edit = QLineEdit()
        self.edit.setFont(theme.font(Face.BODY))
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(name)
        theme.set_look(self.edit, bare=True)
        self.edit.textChanged.connect(self.typed)
        self.edit.installEventFilter(self)
        self._hint = Label(key_words(key), tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 0, 12, 0)
        row.setSpacing(8)
        row.addWidget(Icon("magnify"))
        row.addWidget(self.edit, 1)
        row.addWidget(self._hint)
        self.setFixedHeight(34)
        self.setFocusProxy(self.edit)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.edit.text()

    def begin(self, text: str = "") -> None:
        """Go to the field and choose what stands there, or start with `text` (">")."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.edit.setText(text)
        else:
            self.edit.selectAll()

    def clear(self) -> None:
        """Empty the field."""
        self.edit.clear()

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in STEPS:
            self.stepped.emit(STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit(bool(event.modifiers() & BESIDE))
        elif key is Qt.Key.Key_Escape:
            self.left.emit()
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that belong to the answers, and show that the field is in use."""
        kind = event.type()
        if kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._take_key(event)
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            near = kind is QEvent.Type.FocusIn
            self._hint.setVisible(not near)
            theme.set_look(self, near=near)
            if near:
                QTimer.singleShot(0, self, self.entered.emit)
        return super().eventFilter(watched, event)
