"""Chips that are pressed, and rows of them of which one is chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from widgets import icons, theme
from widgets.kit.buttons import plain
from widgets.kit.flow import Flow
from widgets.kit.labels import tip
from widgets.theme import Face, Tone


class Chip(QPushButton):
    """A chip that stays pressed, with a tick, until it is pressed again."""

    def __init__(self, text: str, tone: Tone = Tone.NEUTRAL, *, hint: str = "") -> None:
        super().__init__()
        self._tone = tone
        self.setCheckable(True)
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
        self.setIcon(icons.icon("check", self._tone.value) if on else icons.icon("blank", self._tone.value))
        self.setIconSize(QSize(12, 12) if on else QSize(0, 0))


class ChipRow(QWidget):
    """Values to choose from; `picked(value)` hears each press, the owner says what is chosen then."""

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

    def begin(self) -> None:
        """Go to the chip chosen, else to the first."""
        chip = self._chips.get(self.chosen) or next(iter(self._chips.values()), None)
        if chip is not None:
            chip.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make(self, values: Sequence[tuple[str, str, Tone]]) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._chips = {}
        for value, words, tone in values:
            chip = Chip(words, tone)
            chip.clicked.connect(lambda _on, each=value: self.press(each))
            self._chips[value] = chip
            self._flow.addWidget(chip)

    def press(self, value: str) -> None:
        """Choose `value` as if its chip were clicked."""
        self.choose(value)
        self._picked(value)
