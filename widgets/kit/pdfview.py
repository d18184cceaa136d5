"""Pages of a document, handed in as pictures."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from console.words import N_, _
from widgets import theme

GAP = 12
LEAST = 0.25
MOST = 4.0


class _Page(QWidget):
    def __init__(self, picture: QPixmap, name: str) -> None:
        super().__init__()
        self._picture = picture
        self._drawn = QPixmap()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def fit(self, width: int) -> None:
        """Take `width` pixels and the height that belongs to it."""
        self.setFixedSize(width, round(width * self._picture.height() / max(1, self._picture.width())))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page, scaled once for each size."""
        ratio = self.devicePixelRatioF()
        wanted = self.size() * ratio
        if self._drawn.size() != wanted:
            smooth = Qt.TransformationMode.SmoothTransformation
            self._drawn = self._picture.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._drawn.setDevicePixelRatio(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        painter.setPen(theme.color("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PageView(QScrollArea):
    """Shows pages below one another, as wide as the view; `zoom` 1.0 fills its width."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.set_look(self, ring=True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._zoom = 1.0
        self._pages: list[_Page] = []
        self._sheet = QWidget()
        theme.set_look(self._sheet, ground="none")
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(GAP, GAP, GAP, GAP)
        self._column.setSpacing(GAP)
        self._column.addStretch(1)
        self.setWidget(self._sheet)

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return len(self._pages)

    def show_pages(self, pictures: Sequence[bytes]) -> None:
        """Show PNG pictures of pages in place of those before. Raises: ValueError for what is no PNG."""
        for page in self._pages:
            self._column.removeWidget(page)
            page.deleteLater()
        self._pages = [self._page(picture, at) for at, picture in enumerate(pictures, 1)]
        for at, page in enumerate(self._pages):
            self._column.insertWidget(at, page)
        self._fit()

    def zoom(self, factor: float) -> None:
        """Show the pages `factor` times as wide as the view."""
        self._zoom = min(max(factor, LEAST), MOST)
        self._fit()

    def _page(self, picture: bytes, at: int) -> _Page:
        pixmap = QPixmap()
        if not pixmap.loadFromData(picture, "PNG"):
            msg = "a page is no PNG picture"
            raise ValueError(msg)
        return _Page(pixmap, _(N_("Page {number}"), number=at))

    def _fit(self) -> None:
        width = round((self.viewport().width() - 2 * GAP) * self._zoom)
        for page in self._pages:
            page.fit(max(40, width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the pages as wide as the view."""
        super().resizeEvent(event)
        self._fit()
