"""Cards: a bordered ground with a title row and whatever a screen puts in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from widgets import theme
from widgets.kit.icon import Icon
from widgets.kit.labels import Elided, Label
from widgets.theme import Face, Tone


class Card(QFrame):
    """A card; a `tone` makes its ground soft. `head` takes what stands right of the title."""

    def __init__(
        self,
        title: str = "",
        *,
        tone: Tone | None = None,
        icon: str | None = None,
        caption: bool = False,
        language: str | None = None,
    ) -> None:
        super().__init__()
        theme.set_look(self, card=tone.value if tone else "plain")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        if title or icon:
            self._fill_head(title, tone, icon, caption=caption, language=language)
            self.body.addLayout(self.head)

    def add(self, part: QWidget | QLayout) -> None:
        """Put `part` below what is there."""
        if isinstance(part, QWidget):
            self.body.addWidget(part)
        else:
            self.body.addLayout(part)

    def add_fact(self, word: str, value: str, *, language: str | None = None) -> Label:
        """Put a row below: the muted word on the left, the value on the right; return the value's label."""
        shown = Label(value, language=language, wrap=True, selectable=True)
        shown.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        shown.setAccessibleName(f"{word}: {value}")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Label(word, tone="muted"), alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(shown, 1)
        self.body.addLayout(row)
        return shown

    def _fill_head(
        self, title: str, tone: Tone | None, icon: str | None, *, caption: bool, language: str | None
    ) -> None:
        if icon:
            self.head.addWidget(Icon(icon, tone.value if tone else "muted"))
        face = Face.CAPTION if caption else Face.STRONG
        label = Elided(title, face, "muted" if caption else "", language=language)
        self.setAccessibleName(title)
        self.head.addWidget(label, 1)


def rule() -> QFrame:
    """Return a thin line across."""
    line = QFrame()
    theme.set_look(line, rule="across")
    return line
