"""A page of the settings: a title, what it is about, and its parts in one readable column."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from widgets.kit.labels import Label
from widgets.kit.scroll import Column
from widgets.theme import Face

MEASURE = 640


class Page(Column):
    """`add_part` puts a part below; lines never grow longer than one reads well."""

    def __init__(self, title: str, about: str = "") -> None:
        super().__init__(title, margin=0)
        inner = QWidget()
        inner.setMaximumWidth(MEASURE)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(24, 20, 24, 24)
        self._column.setSpacing(12)
        self._column.addWidget(Label(title, Face.TITLE))
        if about:
            self._column.addWidget(Label(about, tone="muted", wrap=True))
        row = QHBoxLayout()
        row.addWidget(inner, 1, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.add(row)
        self.body.addStretch(1)

    def add_part(self, part: QWidget) -> None:
        """Put `part` below what is there; a button keeps its own width."""
        side = Qt.AlignmentFlag.AlignLeft if isinstance(part, QPushButton) else Qt.AlignmentFlag(0)
        self._column.addWidget(part, 0, side)
