"""Assertions that every screen's tests use: each control has a name, Tab follows reading order."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTabBar,
    QTextEdit,
)
PIECES = "qt_"  # how Qt names what it makes as a piece of another control
WHOLE = "qt_scrollarea_viewport"  # but in here stands what we put in ourselves
ROW_PX = 12  # tops that differ by less stand in one row


def _is_inner(widget: QWidget) -> bool:
    """Tell whether Qt itself made `widget` as a piece of another control."""
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QComboBox | QAbstractSpinBox | QLineEdit):
        if _is_piece(above):
            return True
        above = above.parentWidget()
    return above is not None or _is_piece(widget)


def _is_piece(widget: QWidget) -> bool:
    return widget.objectName().startswith(PIECES) and widget.objectName() != WHOLE


def controls_of(root: QWidget) -> list[QWidget]:
    """Return the controls in `root` that a person can use or hear, itself included."""
    found = [root, *root.findChildren(QWidget)]
    return [each for each in found if isinstance(each, CONTROLS) and not _is_inner(each)]


def nameless(root: QWidget) -> list[str]:
    """Return a description of every control without accessible name (or, for a button, words)."""
    return [
        f"{type(each).__name__} in {type(each.parentWidget()).__name__}"
        for each in controls_of(root)
        if not each.accessibleName().strip()
        and not (isinstance(each, QAbstractButton) and each.text().strip())
    ]


def assert_named(root: QWidget) -> None:
    """Fail, naming them, where controls in `root` have no accessible name."""
    assert controls_of(root), "there is no control to look at: the walk itself is broken"
    found = nameless(root)
    assert not found, f"without accessible name: {found}"


def tab_order(root: QWidget) -> list[QWidget]:
    """Return the visible controls of `root` in the order in which Tab reaches them."""
    order: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget is not None and widget is not root and widget not in order:
        if (
            root.isAncestorOf(widget)
            and widget.isVisibleTo(root)
            and widget.isEnabled()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            order.append(widget)
        widget = widget.nextInFocusChain()
    return order


def assert_reading_order(root: QWidget) -> None:
    """Fail where Tab goes back up: each stop of `root` is below, or right of, the one before it."""
    order = [each for each in tab_order(root) if not _is_inner(each)]
    places = [each.mapTo(root, QPoint(0, 0)) for each in order]
    for before, after, widget in zip(places, places[1:], order[1:], strict=False):
        same_row = abs(after.y() - before.y()) < ROW_PX
        ahead = after.x() > before.x() if same_row else after.y() > before.y()
        assert ahead, f"Tab goes back to {type(widget).__name__} {widget.accessibleName()!r}"
