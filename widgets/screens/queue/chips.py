"""Chips that are pressed, and rows of them of which one is chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from widgets import icons, theme
from widgets.kit.buttons import plain
from widgets.kit.flow import Flow
from widgets.kit.labels import tip
from widgets.kit.scroll import clear
from widgets.theme import Face, Tone

WALK = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
PRESS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Chip(QPushButton):
    """A chip that stays pressed, with a tick, until it is pressed again."""

    def __init__(self, text: str, tone: Tone = Tone.NEUTRAL, *, hint: str = "") -> None:
        super().__init__()
        self._tone = tone
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFont(theme.font(Face.CAPTION))
        self.setIconSize(QSize(12, 12))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.set_look(self, look="chip", tone=tone.value)
        self.rename(text)
        tip(self, hint)
        self.toggled.connect(self._tick)

    def rename(self, text: str) -> None:
        """Change the words."""
        self.setText(plain(text))
        self.setAccessibleName(text)

    def _tick(self, on: bool) -> None:
        self.setIcon(icons.icon("check", self._tone.value) if on else QIcon())


class ChipRow(QWidget):
    """Values to choose from; `picked(value)` hears each press, the owner says what is chosen then.

    Tab comes to the row once; the arrows walk it, Space or Enter presses.
    """

    def __init__(self, name: str, picked: Callable[[str], object]) -> None:
        super().__init__()
        self._picked = picked
        self._chips: dict[str, Chip] = {}
        self.setAccessibleName(name)
        self._flow = Flow(self, spacing=6, line_spacing=6)

    @property
    def chosen(self) -> str:
        """The value chosen, empty for none."""
        return next((value for value, chip in self._chips.items() if chip.isChecked()), "")

    def show_values(self, values: Sequence[tuple[str, str, Tone]], chosen: str = "") -> None:
        """Show (value, words, tone) in this order; the same values again keep their chips and the focus."""
        if list(self._chips) != [value for value, _words, _tone in values]:
            self._make(values)
        self.choose(chosen)

    def choose(self, value: str) -> None:
        """Mark `value` as the one chosen, telling nobody; empty for none."""
        for each, chip in self._chips.items():
            chip.setChecked(each == value)
        stop = self._chips.get(value) or next(iter(self._chips.values()), None)
        for chip in self._chips.values():
            tabbed = chip is stop
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tabbed else Qt.FocusPolicy.ClickFocus)

    def begin(self) -> None:
        """Go to the chip chosen, else to the first."""
        chip = self._chips.get(self.chosen) or next(iter(self._chips.values()), None)
        if chip is not None:
            chip.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make(self, values: Sequence[tuple[str, str, Tone]]) -> None:
        clear(self._flow)
        self._chips = {}
        for value, words, tone in values:
            chip = Chip(words, tone)
            chip.clicked.connect(lambda _on, each=value: self._press(each))
            chip.installEventFilter(self)
            self._chips[value] = chip
            self._flow.addWidget(chip)

    def _press(self, value: str) -> None:
        self.choose(value)
        self._picked(value)

    def _take_key(self, chip: QObject, key: Qt.Key) -> bool:
        order = list(self._chips.values())
        at = next((i for i, each in enumerate(order) if each is chip), 0)
        if key in WALK:
            order[(at + WALK[key]) % len(order)].setFocus(Qt.FocusReason.TabFocusReason)
        elif key in PRESS:
            order[at].click()
        else:
            return False
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the row with the arrows."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            bare = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if bare and self._take_key(watched, Qt.Key(event.key())):
                return True
        return super().eventFilter(watched, event)
