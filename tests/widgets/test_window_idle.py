"""Whether somebody is at the window, as it tells the idle lock."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from widgets.window_idle import Inputs

pytestmark = pytest.mark.window


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Return a window with a field, on the screen and in use."""
    shown = QWidget()
    qtbot.addWidget(shown)
    QLineEdit(shown)
    with qtbot.waitActive(shown):
        shown.show()
    return shown


def test_keys_and_clicks_in_any_part_of_the_window_are_told(window: QWidget) -> None:
    told: list[str] = []
    Inputs(lambda: told.append("input"), window)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert len(told) == 1
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton)
    assert len(told) > 1


def test_a_dialog_over_the_window_counts_too(window: QWidget, qtbot: QtBot) -> None:
    told: list[str] = []
    Inputs(lambda: told.append("input"), window)
    dialog = QDialog(window)
    dialog.open()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is dialog.windowHandle())
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
    assert told


def test_what_nobody_pressed_is_not_told(window: QWidget) -> None:
    told: list[str] = []
    Inputs(lambda: told.append("input"), window)
    window.resize(300, 200)
    window.repaint()
    assert told == []
