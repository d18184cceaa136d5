"""A column that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget

from widgets import theme


class Column(QScrollArea):
    """Parts below one another; what does not fit scrolls. `body` is the layout that takes them."""

    def __init__(self, name: str, *, margin: int = 16, spacing: int = 12) -> None:
        super().__init__()
        self.setAccessibleName(name)
        theme.set_look(self, ring=False)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet = QWidget()
        theme.set_look(self.sheet, ground="none")
        self.sheet.setAttribute(Qt.WidgetAttribute.WA_StaticContents)  # growing paints what is new only
        self.body = QVBoxLayout(self.sheet)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(spacing)
        self.setWidget(self.sheet)

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put `part` below what is there."""
        if isinstance(part, QWidget):
            self.body.addWidget(part, stretch)
        else:
            self.body.addLayout(part, stretch)

    def empty(self) -> None:
        """Take everything out again."""
        clear(self.body)


def clear(layout: QLayout) -> None:
    """Take everything out of `layout` and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            clear(inner)
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()


def bring_into_view(widget: QWidget) -> None:
    """Scroll whatever `widget` lies in until one sees it."""
    around: QWidget | None = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
