"""HTML that a stranger wrote, made harmless before: shown without fetching anything, links only told."""

from collections.abc import Mapping

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QTextBrowser

from widgets import theme
from widgets.theme import Face

WIDEST = 640  # pixels of a picture


class RichText(QTextBrowser):
    """Shows HTML or plain text; `asked(address)` when a link is pressed, which goes nowhere by itself."""

    asked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFont(theme.font(Face.BODY))
        theme.set_look(self, ring=True)
        self._shown: tuple[str, bool] = ("", False)
        self._pictures: dict[str, QImage] = {}
        self.anchorClicked.connect(lambda url: self.asked.emit(url.toString()))
        theme.current().changed.connect(self._draw)

    def show_html(self, html: str, pictures: Mapping[str, bytes]) -> None:
        """Show `html`; of its pictures those that are handed in, by their address."""
        self._pictures = {QUrl(address).toString(): _image(png) for address, png in pictures.items()}
        self._shown = (html, True)
        self._draw()

    def show_text(self, text: str) -> None:
        """Show plain text as it stands."""
        self._shown = (text, False)
        self._draw()

    def _draw(self) -> None:
        words, is_html = self._shown
        if not is_html:
            self.setPlainText(words)
            return
        accent, muted = theme.color("accent").name(), theme.color("muted").name()
        self.document().setDefaultStyleSheet(
            f"a {{ color: {accent}; }} blockquote {{ color: {muted}; margin-left: 12px; }}"
            " pre { white-space: pre-wrap; font-family: inherit; }"
        )
        self.setHtml(words)

    def loadResource(self, _kind: int, name: QUrl | str) -> QImage | None:
        """Return a picture that was handed in; nothing else is ever loaded."""
        return self._pictures.get(QUrl(name).toString())


def _image(png: bytes) -> QImage:
    image = QImage.fromData(png)
    return image.scaledToWidth(WIDEST) if image.width() > WIDEST else image
