"""Lists of any length: chunks by key, one height, J and K."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.kit.table import CHUNK, RecordList, RowFace

Deliver = Callable[[Sequence[int]], None]


class Source:
    """A store of numbers below `end` that answers when it is told to."""

    def __init__(self, end: int) -> None:
        self.end = end
        self.asked: list[tuple[int | None, int]] = []
        self.waiting: list[Callable[[], None]] = []

    def fetch(self, last: int | None, count: int, deliver: Deliver) -> None:
        self.asked.append((last, count))
        first = 0 if last is None else last + 1
        self.waiting.append(lambda: deliver(range(first, min(first + count, self.end))))

    def answer(self) -> None:
        self.waiting.pop(0)()


@pytest.fixture
def numbers(qtbot: QtBot) -> RecordList[int]:
    numbers: RecordList[int] = RecordList("Numbers", lambda n: RowFace(f"Title {n}", caption=str(n)))
    qtbot.addWidget(numbers)
    numbers.resize(300, 400)
    numbers.show()
    return numbers


def test_the_first_chunk_is_asked_for_at_once(numbers: RecordList[int]) -> None:
    source = Source(1000)
    numbers.rows.start(source.fetch)
    source.answer()
    assert source.asked == [(None, CHUNK)]
    assert list(numbers.rows.records) == list(range(CHUNK))


def test_the_next_chunk_comes_by_the_last_key_as_one_scrolls(qtbot: QtBot, numbers: RecordList[int]) -> None:
    source = Source(1000)
    numbers.rows.start(source.fetch)
    source.answer()
    numbers.scrollToBottom()
    qtbot.waitUntil(lambda: len(source.asked) == 2)
    source.answer()
    assert source.asked[1] == (CHUNK - 1, CHUNK)
    assert len(numbers.rows.records) == 2 * CHUNK


def test_a_short_chunk_is_the_last(numbers: RecordList[int]) -> None:
    source = Source(10)
    numbers.rows.start(source.fetch)
    source.answer()
    assert not numbers.rows.canFetchMore()


def test_what_was_fetched_for_an_older_list_is_not_shown(numbers: RecordList[int]) -> None:
    old, new = Source(5), Source(3)
    numbers.rows.start(old.fetch)
    numbers.rows.start(new.fetch)
    new.answer()
    old.answer()
    assert list(numbers.rows.records) == [0, 1, 2]


def test_j_and_k_walk_and_enter_opens(qtbot: QtBot, numbers: RecordList[int]) -> None:
    numbers.rows.show_records([10, 11, 12])
    numbers.choose_row(0)
    QTest.keyClick(numbers, Qt.Key.Key_J)
    QTest.keyClick(numbers, Qt.Key.Key_J)
    QTest.keyClick(numbers, Qt.Key.Key_K)
    with qtbot.waitSignal(numbers.opened) as opened:
        QTest.keyClick(numbers, Qt.Key.Key_Return)
    assert opened.args == [11]


def test_walking_tells_what_is_chosen_and_stays_at_the_ends(numbers: RecordList[int]) -> None:
    heard: list[int] = []
    numbers.chosen.connect(heard.append)
    numbers.rows.show_records([10, 11])
    for _step in range(3):
        numbers.step(1)
    assert heard == [10, 11]


def test_a_row_is_read_aloud_whole(numbers: RecordList[int]) -> None:
    numbers.rows.show_records([7])
    spoken = numbers.rows.data(numbers.rows.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "7, Title 7"


def test_a_record_can_be_replaced_where_it_stands(numbers: RecordList[int]) -> None:
    numbers.rows.show_records([1, 2])
    numbers.rows.replace(1, 5)
    assert list(numbers.rows.records) == [1, 5]


def test_a_hundred_thousand_rows_are_not_measured(qtbot: QtBot, numbers: RecordList[int]) -> None:
    drawn: set[int] = set()

    def face(number: int) -> RowFace:
        drawn.add(number)
        return RowFace(str(number))

    many: RecordList[int] = RecordList("Many", face)
    qtbot.addWidget(many)
    many.resize(300, 400)
    many.rows.show_records(range(100_000))
    many.show()
    many.scrollToBottom()
    many.grab()
    assert len(drawn) < 50


def test_the_row_in_focus_is_ringed(qtbot: QtBot, numbers: RecordList[int]) -> None:
    numbers.rows.show_records([1, 2])
    numbers.choose_row(1)
    numbers.clearFocus()
    before = numbers.grab().toImage()
    with qtbot.waitActive(numbers):
        numbers.activateWindow()
    numbers.setFocus()
    assert numbers.grab().toImage() != before
