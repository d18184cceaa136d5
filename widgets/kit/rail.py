"""The rail on the left: where one can go, as icon and word."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from widgets import icons, theme
from widgets.kit.buttons import plain, with_key
from widgets.kit.labels import Label, tip
from widgets.theme import Face

WIDTH = 76


@dataclass(frozen=True, slots=True)
class Place:
    """One place to go to; `foot` puts it at the end of the rail."""

    id: str
    words: str
    icon: str
    key: str = ""
    foot: bool = False


class Rail(QFrame):
    """`chosen(id)` when a place is chosen; the arrows walk it."""

    chosen = Signal(str)

    def __init__(self, name: str, brand: str, places: Sequence[Place]) -> None:
        super().__init__()
        theme.set_look(self, rail=True)
        self.setAccessibleName(name)
        self.setFixedWidth(WIDTH)
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 14, 8, 14)
        column.setSpacing(4)
        column.addWidget(_brand(brand))
        column.addSpacing(10)
        for place in (each for each in places if not each.foot):
            column.addWidget(self._button(place))
        column.addStretch(1)
        for place in (each for each in places if each.foot):
            column.addWidget(self._button(place))

    @property
    def current(self) -> str | None:
        """The id of the place shown."""
        return next((each for each, button in self._buttons.items() if button.isChecked()), None)

    def show_place(self, place: str) -> None:
        """Mark `place` as the one shown, telling nobody."""
        self._buttons[place].setChecked(True)

    def _button(self, place: Place) -> QToolButton:
        button = QToolButton()
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIcon(icons.icon(place.icon, "rail_text", "rail_chosen_text"))
        button.setIconSize(QSize(20, 20))
        button.setText(plain(place.words))
        button.setFont(theme.font(Face.CAPTION))
        button.setCheckable(True)
        button.setFixedSize(WIDTH - 16, 56)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(place.words)
        tip(button, with_key(place.words, place.key))
        theme.set_look(button, rail=True)
        button.clicked.connect(lambda: self.chosen.emit(place.id))
        button.installEventFilter(self)
        self._group.addButton(button)
        self._buttons[place.id] = button
        return button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the rail with the arrows."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = steps.get(Qt.Key(event.key()))
            order: list[QWidget] = list(self._buttons.values())
            if step and isinstance(watched, QWidget) and watched in order:
                order[(order.index(watched) + step) % len(order)].setFocus()
                return True
        return super().eventFilter(watched, event)


def _brand(text: str) -> QLabel:
    label = Label(text, Face.TITLE)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setFixedHeight(36)
    theme.set_look(label, brand=True)
    return label
