"""Strings that break programs go through every part of the kit unchanged, and never as markup."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from widgets.kit.badge import Badge
from widgets.kit.buttons import Button
from widgets.kit.card import Card
from widgets.kit.editor import text_of
from widgets.kit.labels import Elided, Label
from widgets.kit.palette import matched
from widgets.kit.results import Group, Result, Results
from widgets.kit.table import RecordList, RowFace
from widgets.kit.timeline import Entry, Timeline

KNOWN = "This plugin does not support propagateSizeHints()"
NO_FONT = "OpenType support missing"  # a script of which this machine has no font


@pytest.fixture
def strings(shared_data: Path) -> list[str]:
    found: list[str] = json.loads((shared_data / "strings" / "blns.json").read_text("utf-8"))
    assert len(found) > 500
    return found


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    heard: set[str] = set()

    def hear(_kind: QtMsgType, _where: object, text: str | None) -> None:
        heard.add(str(text))

    before = qInstallMessageHandler(hear)
    yield
    qInstallMessageHandler(before)
    assert {each for each in heard if each != KNOWN and not each.startswith(NO_FONT)} == set()


def kept(text: str) -> str:
    """Return `text` as Qt takes it: a byte order mark in front goes on the way in."""
    return text.lstrip("\ufeff\ufffe")


def test_labels_show_them_unchanged(qtbot: QtBot, strings: list[str]) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    for text in strings:
        for label in (Label(text, wrap=True), Elided(text)):
            label.setParent(holder)
            label.resize(200, 40)
            label.grab()
            assert label.text() == kept(text)


def test_chips_buttons_and_cards_take_them(qtbot: QtBot, strings: list[str]) -> None:
    for text in strings:
        card = Card(text)
        qtbot.addWidget(card)
        card.add(Badge(text))
        card.add_fact(text, text)
        card.add(Button(text or "-"))
        card.resize(300, 200)
        card.grab()
        assert kept(text) in [label.text() for label in card.findChildren(QLabel)]


def test_a_list_draws_them(qtbot: QtBot, strings: list[str]) -> None:
    rows: RecordList[str] = RecordList("Rows", lambda text: RowFace(text, text, text, text))
    qtbot.addWidget(rows)
    rows.resize(400, 77 * 20)
    rows.rows.show_records(strings)
    for first in range(0, len(strings), 20):
        rows.scrollTo(rows.rows.index(first), RecordList.ScrollHint.PositionAtTop)
        rows.grab()
    assert list(rows.rows.records) == strings


def test_results_draw_them_with_any_marks(qtbot: QtBot, strings: list[str]) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 900)
    results = Results(window, "Results")
    for first in range(0, len(strings), 15):
        found = [
            Result(text, text, "magnify", [(0, 3), (1, len(text))]) for text in strings[first : first + 15]
        ]
        results.show_groups([Group("Found", "15", found)])
        results.place_below(window)
        results.grab()
        assert results.current is not None
        assert results.current.id == strings[first]


def test_the_timeline_shows_them(qtbot: QtBot, strings: list[str]) -> None:
    timeline = Timeline("Timeline")
    qtbot.addWidget(timeline)
    timeline.resize(500, 600)
    timeline.show_entries(
        [Entry(at, "phone-outline", text, "", text=text) for at, text in enumerate(strings)]
    )
    timeline.show_earlier()
    qtbot.waitUntil(lambda: timeline.waiting == 0, timeout=60_000)
    timeline.grab()
    shown = {label.text() for label in timeline.findChildren(QLabel)}
    assert {kept(text) for text in strings} - {""} <= shown


def test_fields_give_back_what_was_put_in(qtbot: QtBot, strings: list[str]) -> None:
    line, text = QLineEdit(), QPlainTextEdit()
    qtbot.addWidget(line)
    qtbot.addWidget(text)
    for each in strings:
        line.setText(each)
        text.setPlainText(each)
        assert line.text() == kept(each)
        assert text_of(text) == kept(each).replace("\u2029", "\n")


def test_commands_are_searched_for_them(strings: list[str]) -> None:
    for text in strings:
        matched("Open a case", text)
        marks = matched(text, text.split()[0] if text.split() else "")
        assert marks is None or all(0 <= start <= end <= len(text) for start, end in marks)
