"""Chips: a word on a soft ground. The tone is said by an icon or the word too, never by colour alone."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy

from widgets import icons, theme
from widgets.kit.labels import Label
from widgets.theme import Face, Tone

ICON_SIZE = 13


class Badge(QFrame):
    """A chip that shows `text` in `tone`, with an icon before it where one is given."""

    def __init__(
        self, text: str, tone: Tone = Tone.NEUTRAL, *, icon: str | None = None, language: str | None = None
    ) -> None:
        super().__init__()
        self._icon = icon
        self._picture = QLabel()
        self._label = Label("", Face.CAPTION, language=language)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 10, 2)
        row.setSpacing(4)
        row.addWidget(self._picture)
        row.addWidget(self._label)
        self.say(text, tone, icon=icon)
        theme.current().changed.connect(self._tint)

    @property
    def text(self) -> str:
        """The words on the chip."""
        return self._label.text()

    def say(self, text: str, tone: Tone, *, icon: str | None = None) -> None:
        """Change words, tone and icon."""
        self._icon, self.tone = icon, tone
        self._label.setText(text)
        self._label.set_tone(tone.value)
        theme.set_look(self, chip=tone.value)
        self.setAccessibleName(text)
        self._tint()

    def _tint(self) -> None:
        self._picture.setVisible(self._icon is not None)
        if self._icon:
            ratio = self.devicePixelRatioF()
            self._picture.setPixmap(icons.pixmap(self._icon, self.tone.value, ICON_SIZE, ratio))
