"""Work on the window's thread in slices, and what is shown by it."""

from collections.abc import Iterator
from functools import partial
from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from widgets.kit.labels import Label
from widgets.kit.slices import SLICE_S, Slices
from widgets.kit.stack import Stack
from widgets.screens.customer.records import Records


@pytest.fixture
def slices() -> Iterator[Slices]:
    """Return what works for a widget."""
    parent = QWidget()
    yield Slices(parent)
    parent.close()


def spin() -> None:
    """Take longer than a slice."""
    ends = perf_counter() + 2 * SLICE_S
    while perf_counter() < ends:
        pass


def test_steps_are_taken_in_order_and_the_end_is_told(qtbot: QtBot, slices: Slices) -> None:
    taken: list[int] = []
    with qtbot.waitSignal(slices.ended):
        slices.begin([spin, *(partial(taken.append, at) for at in range(5))])
    assert taken == [0, 1, 2, 3, 4]


def test_events_are_heard_between_slices(qtbot: QtBot, slices: Slices) -> None:
    slices.begin([spin] * 5)
    assert slices.waiting == 4
    with qtbot.waitSignal(slices.ended):
        assert slices.waiting == 4
    assert slices.waiting == 0


def test_what_is_begun_anew_takes_the_place_of_what_waited(qtbot: QtBot, slices: Slices) -> None:
    taken: list[str] = []
    slices.begin([spin, partial(taken.append, "old")])
    with qtbot.waitSignal(slices.ended):
        slices.begin([spin, partial(taken.append, "new")])
    assert taken == ["new"]


def test_stopped_steps_are_never_taken(qtbot: QtBot, slices: Slices) -> None:
    taken: list[str] = []
    slices.begin([spin, partial(taken.append, "late")])
    slices.stop()
    later = Slices(slices)
    with qtbot.waitSignal(later.ended):
        later.begin([spin, spin])
    assert taken == []


def test_cards_whose_facts_are_the_same_stay_and_stand_in_their_new_order(qtbot: QtBot) -> None:
    records = Records("Records")
    qtbot.addWidget(records)
    records.show_cards([(key, QLabel) for key in "abc"], None)
    qtbot.waitUntil(lambda: records.waiting == 0)
    a, b, _c = records.findChildren(Stack)[0].parts
    records.show_cards([(key, QLabel) for key in "bad"], None)
    qtbot.waitUntil(lambda: records.waiting == 0)
    parts = records.findChildren(Stack)[0].parts
    assert parts[:2] == (b, a)
    assert len(parts) == 3


def test_a_selectable_label_lets_its_text_be_marked_by_the_mouse(qtbot: QtBot) -> None:
    label = Label("a line to be marked", selectable=True)
    qtbot.addWidget(label)
    label.resize(label.sizeHint())
    label.show()
    QTest.mousePress(label, Qt.MouseButton.LeftButton, pos=QPoint(0, 5))
    QTest.mouseMove(label, QPoint(label.width() - 1, 5))
    QTest.mouseRelease(label, Qt.MouseButton.LeftButton, pos=QPoint(label.width() - 1, 5))
    assert label.selectedText() == "a line to be marked"
