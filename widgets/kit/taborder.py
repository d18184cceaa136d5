"""Tab follows reading order also where parts are made anew: Qt puts what comes later at the end."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from widgets.kit.stack import Stack

WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox, QPlainTextEdit)  # what is inside is Qt's own


def follow_reading_order(root: QWidget) -> None:
    """Let Tab walk what stands in `root` in the order of its layouts."""
    for before, after in pairwise(_stops(root)):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not _stands_for_another(widget):
        yield widget
    if not isinstance(widget, WHOLE):
        for part in _parts(widget):
            yield from _stops(part)


def _stands_for_another(widget: QWidget) -> bool:
    proxy: QWidget | None = widget.focusProxy()
    return proxy is not None


def _parts(widget: QWidget) -> Iterator[QWidget]:
    layout: QLayout | None = widget.layout()
    if isinstance(widget, QScrollArea):
        yield from _there(widget.widget())
    elif isinstance(widget, QSplitter | QStackedWidget):
        for at in range(widget.count()):
            yield from _there(widget.widget(at))
    elif isinstance(widget, Stack):
        yield from widget.parts
    elif layout is not None:
        yield from _laid_out(layout)


def _there(part: QWidget | None) -> Iterator[QWidget]:
    if part is not None:
        yield part


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    for at in range(layout.count()):
        item = layout.itemAt(at)
        inner: QLayout | None = item.layout() if item else None
        part: QWidget | None = item.widget() if item else None
        if inner is not None:
            yield from _laid_out(inner)
        else:
            yield from _there(part)
