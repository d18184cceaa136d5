"""Forms, dialogs and keys."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from console.errors import Invalid
from tests.parts.accessibility import assert_named, assert_reading_order, nameless
from widgets.kit.buttons import Button
from widgets.kit.dialogs import Choice, Dialog, ask_text, confirm
from widgets.kit.form import Form
from widgets.kit.shortcuts import Command, Commands, key_sheet


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form()
    qtbot.addWidget(form)
    form.add_row("name", "Name & title", QLineEdit(), hint="As on the parcel.")
    form.add_row("mail", "E-mail", QLineEdit())
    form.show()
    return form


def press(dialog: Dialog, words: str) -> None:
    (button,) = (each for each in dialog.findChildren(Button) if each.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_row_gives_its_field_name_buddy_and_description(form: Form) -> None:
    row = form.row("name")
    assert row.label.buddy() is row.field
    assert row.field.accessibleName() == "Name & title"
    assert row.field.accessibleDescription() == "As on the parcel."
    assert_named(form)
    assert_reading_order(form)


def test_a_refusal_stands_under_the_field_it_names(form: Form) -> None:
    assert form.show_invalid(Invalid("{text} is no address.", field="mail", text="x@"))
    row = form.row("mail")
    assert row.error.text == "x@ is no address."
    assert row.field.accessibleDescription() == "x@ is no address."
    form.clear_errors()
    assert row.error.text == ""
    assert not row.error.isVisible()


def test_a_refusal_of_no_field_is_left_to_the_caller(form: Form) -> None:
    assert not form.show_invalid(Invalid("Not now."))


def test_what_a_stranger_wrote_is_shown_as_it_is(qtbot: QtBot) -> None:
    form = Form()
    qtbot.addWidget(form)
    row = form.add_row("x", "Text", QLineEdit(), hint="<img src=x> &amp; {0}")
    assert row.help.text() == "<img src=x> &amp; {0}"
    assert row.help.textFormat() is Qt.TextFormat.PlainText


def test_nothing_happens_before_one_has_confirmed(window: QWidget) -> None:
    done: list[str] = []
    dialog = confirm(window, "Erase?", "They are gone then.", "Erase 3 files", lambda: done.append("erased"))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert done == []
    press(confirm(window, "Erase?", "", "Erase 3 files", lambda: done.append("erased")), "Erase 3 files")
    assert done == ["erased"]


def test_a_choice_that_fails_keeps_the_dialog_and_says_why(window: QWidget) -> None:
    dialog = Dialog(window, "Save", choices=(Choice("Save", lambda: False),))
    dialog.open()
    press(dialog, "Save")
    dialog.show_notice("The disk is full.")
    assert dialog.isVisible()
    assert dialog.notice.text == "The disk is full."


def test_a_reason_is_asked_for_until_it_is_one(window: QWidget) -> None:
    heard: list[str] = []
    dialog = ask_text(window, "Show?", "It is logged.", "Reason", "Show", heard.append, least=5)
    (field,) = dialog.findChildren(QPlainTextEdit)
    field.setPlainText("  no ")
    press(dialog, "Show")
    assert heard == []
    field.setPlainText("asked by phone")
    press(dialog, "Show")
    assert heard == ["asked by phone"]


def test_a_command_runs_by_its_key_while_it_is_possible(qtbot: QtBot, window: QWidget) -> None:
    ran: list[str] = []
    possible = [True]
    commands = Commands(window)
    commands.add(Command("a", "Act", lambda: ran.append("a"), "Ctrl+D", possible=lambda: possible[0]))
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    possible[0] = False
    QTest.keyClick(window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["a"]
    assert commands.possible() == []


def test_a_letter_is_typed_where_one_types_and_a_command_elsewhere(qtbot: QtBot, window: QWidget) -> None:
    ran: list[str] = []
    field = QLineEdit(window)
    field.show()
    Commands(window).add(Command("j", "Next", lambda: ran.append("j"), "J"))
    with qtbot.waitActive(window):
        window.activateWindow()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_J)
    assert (field.text(), ran) == ("j", [])


def test_two_commands_cannot_have_one_key(window: QWidget) -> None:
    commands = Commands(window)
    commands.add(Command("a", "A", print, "Ctrl+D"))
    with pytest.raises(ValueError, match=r"Ctrl\+D"):
        commands.add(Command("b", "B", print, "Ctrl+D"))


def test_a_command_taken_back_leaves_its_key_free(window: QWidget) -> None:
    commands = Commands(window)
    commands.add(Command("a", "A", print, "Ctrl+D"))
    commands.take_back("a")
    commands.add(Command("b", "B", print, "Ctrl+D"))
    assert [each.id for each in commands.with_keys()] == ["b"]


def test_the_sheet_shows_every_key(window: QWidget) -> None:
    sheet = key_sheet(window, [Command("a", "Search", print, "Ctrl+K", "Window")])
    assert {"Search", "Ctrl+K"} <= {label.text() for label in sheet.findChildren(QLabel)}


def many(count: int) -> list[Command]:
    groups = ("Window", "Customer", "Disputes", "Letter")
    return [Command(f"c{n}", f"Something {n}", print, "Ctrl+K", groups[n // 15]) for n in range(count)]


def scrolling(sheet: QWidget) -> QScrollArea:
    (view,) = sheet.findChildren(QScrollArea)
    return view


def shown_in(sheet: QWidget) -> set[str]:
    """Return the words that lie inside what one sees of the scrolling sheet."""
    view = scrolling(sheet)
    port = view.viewport()
    labels = view.findChildren(QLabel)
    return {x.text() for x in labels if port.rect().contains(x.rect().translated(x.mapTo(port, QPoint())))}


def test_fifty_keys_are_all_seen_in_a_small_window(window: QWidget) -> None:
    window.resize(1100, 720)
    sheet = key_sheet(window, many(52))
    QApplication.processEvents()
    assert {c.words for c in many(52)} <= shown_in(sheet)
    assert sheet.height() <= 720


def test_what_does_not_fit_is_reached_by_keyboard(window: QWidget) -> None:
    window.resize(500, 400)
    sheet = key_sheet(window, many(52))
    QApplication.processEvents()
    view = scrolling(sheet)
    assert view.hasFocus()
    seen = shown_in(sheet)
    for _press in range(100):
        QTest.keyClick(view, Qt.Key.Key_Down)
        seen |= shown_in(sheet)
    assert {c.words for c in many(52)} <= seen


@pytest.mark.parametrize(
    ("field", "change"),
    [
        (QLineEdit, lambda f: f.setText("x")),
        (QPlainTextEdit, lambda f: f.setPlainText("x")),
        (QComboBox, lambda f: f.addItem("x")),
        (QCheckBox, lambda f: f.setChecked(True)),
        (QDateTimeEdit, lambda f: f.stepBy(1)),
    ],
)
def test_an_error_goes_once_the_field_is_changed(
    qtbot: QtBot, field: Callable[[], QWidget], change: Callable[[Any], None]
) -> None:
    form = Form()
    qtbot.addWidget(form)
    row = form.add_row("what", "What", field())
    form.show_invalid(Invalid("Wrong.", field="what"))
    assert row.error.text == "Wrong."
    change(row.field)
    assert row.error.text == ""


def test_a_control_without_a_name_is_found(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    QLineEdit(holder)
    assert nameless(holder) == ["QLineEdit in QWidget"]
    with pytest.raises(AssertionError):
        assert_named(holder)


def test_a_tab_that_goes_back_up_is_found(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    low, high = Button("Low"), Button("High")
    low.setParent(holder)
    high.setParent(holder)
    low.move(0, 100)
    holder.show()
    with pytest.raises(AssertionError, match="goes back"):
        assert_reading_order(holder)


def test_a_hint_is_never_a_window_of_its_own(window: QWidget) -> None:
    """It would flash up, and take the keys away from the window in front."""
    window.activateWindow()
    Form().add_row("name", "Name", QLineEdit(), hint="As the envelope shows it.")
    assert QApplication.activeWindow() is window
