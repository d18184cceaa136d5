"""Answers under the search field: grouped, marked, walked by keys while the field keeps the focus."""

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from console.words import N_
from widgets import theme
from widgets.kit import paint
from widgets.kit.palette import command_groups, matched, wants_commands
from widgets.kit.results import Group, Result, Results, cut_words
from widgets.kit.searchfield import SearchField
from widgets.kit.shortcuts import Command
from widgets.theme import Face

PEOPLE = Group(
    "People", "2 of 214", [Result(1, "山田 花子", "account-outline"), Result(2, "Ann", "account-outline")]
)
ORDERS = Group("Orders", "1", [Result("RK-1", "RK-1", "package-variant-closed")])


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    return window


@pytest.fixture
def field(window: QWidget) -> SearchField:
    field = SearchField(N_("Search"), "")
    field.setParent(window)
    field.show()
    field.begin()
    return field


@pytest.fixture
def results(window: QWidget, field: SearchField) -> Results:
    results = Results(window, "Results")
    field.stepped.connect(results.step)
    field.accepted.connect(lambda beside: results.accept(beside=beside))
    results.show_groups([PEOPLE, ORDERS], timing="5 ms")
    results.place_below(field)
    return results


def test_the_first_result_is_chosen_and_headings_never_are(results: Results) -> None:
    walked = []
    for _step in range(4):
        assert results.current is not None
        walked.append(results.current.id)
        results.step(1)
    assert walked == [1, 2, "RK-1", "RK-1"]


def test_arrows_and_enter_reach_the_results_from_the_field(
    qtbot: QtBot, field: SearchField, results: Results
) -> None:
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    with qtbot.waitSignal(results.opened) as opened:
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert opened.args == [2, False]


def test_control_and_enter_open_beside(qtbot: QtBot, field: SearchField, results: Results) -> None:
    with qtbot.waitSignal(results.opened) as opened:
        QTest.keyClick(field.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.args == [1, True]


def test_a_late_answer_keeps_the_result_that_was_chosen(results: Results) -> None:
    results.step(1)
    results.show_groups([Group("Cases", "1", [Result(9, "D-1", "scale-balance")]), PEOPLE])
    assert results.current is not None
    assert results.current.id == 2


def test_nothing_found_says_what_to_try(results: Results) -> None:
    results.show_groups([], note="Nothing found. Try the order number.")
    assert results.current is None
    results.accept()
    assert results._note.isVisibleTo(results)


def test_escape_leaves_the_field(qtbot: QtBot, field: SearchField) -> None:
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field.edit, Qt.Key.Key_Escape)


def test_every_keystroke_is_told(qtbot: QtBot, field: SearchField) -> None:
    heard: list[str] = []
    field.typed.connect(heard.append)
    QTest.keyClicks(field.edit, "yam")
    assert heard == ["y", "ya", "yam"]


def test_a_click_opens_what_is_under_it(qtbot: QtBot, results: Results) -> None:
    view = results._view
    place = view.visualRect(view.model().index(2, 0)).center()
    with qtbot.waitSignal(results.opened) as opened:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [2, False]


@pytest.mark.parametrize(
    ("words", "typed", "marks"),
    [
        ("Open a case", "op", [(0, 2)]),
        ("Open a case", "case op", [(0, 2), (7, 11)]),
        ("Open a case", "", []),
        ("Open a case", "x", None),
        ("案件を開く", "案件", [(0, 2)]),
        ("STRASSE ß", "ß", [(8, 9)]),
    ],
)
def test_commands_are_found_by_parts_of_their_words(
    words: str, typed: str, marks: list[tuple[int, int]] | None
) -> None:
    assert matched(words, typed) == marks


def test_the_palette_groups_commands_and_shows_their_keys() -> None:
    commands = [Command("a", "Open", print, "Ctrl+D", "Case"), Command("b", "Close", print, group="Window")]
    (group,) = command_groups(commands, "> open")
    assert (group.title, [row.id for row in group.results], group.results[0].key) == ("Case", ["a"], "Ctrl+D")


def test_a_sign_in_front_asks_for_commands() -> None:
    assert wants_commands(" > open")
    assert not wants_commands("a > b")


LONG = "RK-88213407 · a figure with a very long name that nobody reads to its end · 山田 花子 · Hanako Yamada"


@pytest.mark.parametrize("word", ["RK-8821", "nobody", "花子", "Yamada"])
@pytest.mark.parametrize("width", [120, 200, 320])
def test_the_part_that_matched_is_always_seen(qapp: QApplication, word: str, width: int) -> None:
    at, metrics = LONG.index(word), QFontMetrics(theme.font(Face.BODY))
    shown, marks = paint.around_match(LONG, [(at, at + len(word))], metrics, width)
    ((start, end),) = marks
    assert shown[start:end] == word
    assert metrics.horizontalAdvance(shown) <= width


def test_a_line_that_fits_stays_as_it_is(qapp: QApplication) -> None:
    assert paint.around_match(LONG, [(3, 5)], QFontMetrics(theme.font(Face.BODY)), 5000) == (LONG, [(3, 5)])


def cut(text: str, detail: str) -> str:
    """Return the tooltip of a line of 300 pixels."""
    return cut_words(QRect(0, 0, 300, 34), Result(1, text, "account-outline", detail=detail))


def test_a_line_that_is_cut_stands_whole_in_its_tooltip(window: QWidget) -> None:
    assert cut("Ann", "A-1") == ""
    told = cut("<b>Ann</b> " + "of the long name " * 6, "A-1")
    assert told.startswith("<span>&lt;b&gt;Ann&lt;/b&gt; of the long")
    assert told.endswith("<br>A-1</span>")
    assert cut("Ann", "12 Example Street, Vancouver, British Columbia").endswith("British Columbia</span>")


@pytest.mark.qt_log_ignore(r"This plugin does not support raise", extend=True)  # a tooltip does
def test_the_mouse_over_a_cut_line_shows_all_of_it(window: QWidget, results: Results) -> None:
    results.show_groups([Group("People", "1", [Result(1, "Ann " * 60, "account-outline")])])
    results.place_below(window)
    view = results.findChild(QListView)
    assert view is not None
    place = view.visualRect(view.model().index(1, 0)).center()
    help_event = QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), help_event)
    assert "Ann Ann" in QToolTip.text()
