"""Messages in the place they belong to: what happened, what was kept, what to do."""

from PySide6.QtWidgets import QHBoxLayout

from widgets.kit.buttons import Button
from widgets.kit.card import Card
from widgets.kit.labels import Label
from widgets.theme import Tone

ICONS = {
    Tone.NEUTRAL: "information-outline",
    Tone.ACCENT: "information-outline",
    Tone.GOOD: "check-circle-outline",
    Tone.WARNING: "alert-outline",
    Tone.DANGER: "alert-circle-outline",
}


class Notice(Card):
    """A soft card with a sign, a title, sentences below, and buttons for what to do."""

    def __init__(self, title: str, text: str = "", tone: Tone = Tone.ACCENT, *buttons: Button) -> None:
        super().__init__(title, tone=tone, icon=ICONS[tone])
        self.tone = tone
        if text:
            self.add(Label(text, wrap=True, selectable=True))
        if buttons:
            row = QHBoxLayout()
            row.setSpacing(8)
            for button in buttons:
                row.addWidget(button)
            row.addStretch(1)
            self.add(row)
