"""Text on the screen: always plain, in the face and the language it belongs to."""

from html import escape
from unicodedata import bidirectional

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from widgets import theme
from widgets.theme import Face

RIGHT_TO_LEFT = frozenset({"R", "AL"})


class Label(QLabel):
    """Shows `text` as it is, never as markup; `tone` is a tone or "muted".

    A `selectable` one becomes so under the mouse: Qt then keeps a whole document for it, which is four times
    as dear to make and to measure.
    """

    def __init__(
        self,
        text: str = "",
        face: Face = Face.BODY,
        tone: str = "",
        *,
        language: str | None = None,
        wrap: bool = False,
        selectable: bool = False,
    ) -> None:
        super().__init__()
        self._face = face
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.speak(language)
        if tone:
            self.set_tone(tone)
        self._selectable = selectable
        self.setText(text)

    def speak(self, language: str | None) -> None:
        """Draw the text with the regional forms of `language` ("ja", "zh-Hant")."""
        self.setFont(theme.font(self._face, language))

    def set_tone(self, tone: str) -> None:
        """Colour the text: a tone or "muted", empty for the plain text colour."""
        theme.set_look(self, tone=str(tone))

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        if self._selectable and _is_drawn_otherwise(text):
            self._let_select()

    def _let_select(self) -> None:
        self._selectable = False  # from now on Qt's own
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Let the text be marked from now on."""
        if self._selectable:
            self._let_select()
        super().enterEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Mark from here, also where a finger came without entering."""
        if self._selectable:
            self._let_select()
        super().mousePressEvent(event)


class Elided(Label):
    """One line that gives way: what does not fit ends in an ellipsis and stands whole in the tooltip."""

    def __init__(
        self, text: str = "", face: Face = Face.BODY, tone: str = "", *, language: str | None = None
    ) -> None:
        super().__init__(text, face, tone, language=language)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Ask for room for a few letters only."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits, and keep the tooltip in step."""
        line = " ".join(self.text().split("\n"))
        fitting = self.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, self.width())
        tip(self, line if fitting != line else "")
        painter = QPainter(self)
        painter.setPen(self.palette().windowText().color())
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), fitting)


def _is_drawn_otherwise(text: str) -> bool:
    """Tell whether Qt's document sets `text` in another way than a plain label would."""
    if text.isascii():
        return "\t" in text
    return any(each == "\t" or bidirectional(each) in RIGHT_TO_LEFT for each in text)


def tip(widget: QWidget, text: str) -> None:
    """Give `widget` a tooltip that shows `text` as it is, never as markup."""
    shown = f"<span>{escape(text)}</span>" if "<" in text else text
    if widget.toolTip() != shown:
        widget.setToolTip(shown)
