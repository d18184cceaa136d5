"""Fields for days and moments by keyboard: one stop of Tab, parts by arrows, digits type."""

import pytest
from PySide6.QtCore import QDate, QDateTime, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateTimeEdit, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.kit.dates import DayField, MomentField

pytestmark = pytest.mark.window
SHIFT = Qt.KeyboardModifier.ShiftModifier


def held(qtbot: QtBot, window: QWidget, field: QDateTimeEdit) -> tuple[QLineEdit, QLineEdit]:
    """Show `field` between two others, the first of which has the focus."""
    before, after = QLineEdit(), QLineEdit()
    column = QVBoxLayout(window)
    for each in (before, field, after):
        column.addWidget(each)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    before.setFocus()
    return before, after


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture(params=[MomentField, DayField])
def field(request: pytest.FixtureRequest) -> QDateTimeEdit:
    made: QDateTimeEdit = request.param()
    made.setDisplayFormat("yyyy-MM-dd HH:mm" if request.param is MomentField else "yyyy-MM-dd")
    made.setDateTime(QDateTime(QDate(2026, 11, 23), QTime(9, 30)))
    return made


def test_tab_stops_once(qtbot: QtBot, window: QWidget, field: QDateTimeEdit) -> None:
    before, after = held(qtbot, window, field)
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_tab_back_stops_once(qtbot: QtBot, window: QWidget, field: QDateTimeEdit) -> None:
    before, after = held(qtbot, window, field)
    after.setFocus()
    QTest.keyClick(after, Qt.Key.Key_Tab, SHIFT)
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab, SHIFT)
    assert before.hasFocus()


def test_arrows_walk_the_parts_and_digits_type_them(
    qtbot: QtBot, window: QWidget, field: QDateTimeEdit
) -> None:
    before, _after = held(qtbot, window, field)
    QTest.keyClick(before, Qt.Key.Key_Tab)
    QTest.keyClick(field, Qt.Key.Key_Right)
    QTest.keyClick(field, Qt.Key.Key_Right)
    QTest.keyClicks(field, "07")
    assert field.date() == QDate(2026, 11, 7)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Up):
        QTest.keyClick(field, key)
    assert field.date().year() == 2027
