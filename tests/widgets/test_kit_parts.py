"""Masks, clocks, drafts, undo, progress and words: what each part promises."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console import words
from tests.parts.accessibility import assert_named
from widgets.kit.badge import Badge
from widgets.kit.buttons import Button, IconButton
from widgets.kit.clipboard import BriefCopy
from widgets.kit.countdown import Countdown, Limits, left_tone, left_words
from widgets.kit.drafts import BEHIND_MS, Draft
from widgets.kit.empty import Empty
from widgets.kit.labels import Elided, Label, tip
from widgets.kit.masked import Masked
from widgets.kit.progress import Progress
from widgets.kit.two_lines import TwoLines
from widgets.kit.undo_bar import UndoBar
from widgets.kit.wording import cut_words, day_words, exact_words, span_words
from widgets.theme import Tone

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    return window


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_a_value_stays_masked_until_its_owner_shows_it(qtbot: QtBot) -> None:
    asked: list[str] = []
    masked = Masked("E-mail", "h•••@example.com", lambda: asked.append("asked"))
    qtbot.addWidget(masked)
    masked.show()
    click(masked._eye)
    assert (asked, masked.shown) == (["asked"], "h•••@example.com")
    masked.show_value("hanako@example.com")
    assert masked.shown == "hanako@example.com"
    click(masked._eye)
    assert masked.shown == "h•••@example.com"
    assert_named(masked)


def test_a_masked_value_is_not_copied(qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("before")
    masked = Masked("E-mail", "h•••", print)
    qtbot.addWidget(masked)
    masked.copy()
    assert QGuiApplication.clipboard().text() == "before"


def test_a_copied_value_leaves_the_clipboard(qtbot: QtBot) -> None:
    copy = BriefCopy(stays_ms=20)
    copy.copy("+81 90 1234 5678")
    assert QGuiApplication.clipboard().text() == "+81 90 1234 5678"
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")


def test_what_was_copied_since_stays(qtbot: QtBot) -> None:
    copy = BriefCopy(stays_ms=60_000)
    copy.copy("secret")
    QGuiApplication.clipboard().setText("mine")
    copy.clear()
    assert QGuiApplication.clipboard().text() == "mine"


def test_a_value_stays_for_a_minute() -> None:
    assert BriefCopy()._timer.interval() == 60_000


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(hours=2, minutes=10), "2 h 10 m"),
        (timedelta(days=1, hours=4, minutes=59), "1 d 4 h"),
        (timedelta(days=3), "3 d"),
        (timedelta(minutes=59, seconds=59), "59 m"),
        (timedelta(seconds=5), "0 m"),
        (timedelta(hours=24) - timedelta(seconds=1), "23 h 59 m"),
    ],
)
def test_a_span_is_said_in_its_two_largest_parts(span: timedelta, words: str) -> None:
    assert span_words(span) == words


@pytest.mark.parametrize(
    ("left", "tone", "words"),
    [
        (timedelta(hours=24, seconds=1), Tone.GOOD, "1 d"),
        (timedelta(hours=24), Tone.WARNING, "1 d"),
        (timedelta(hours=1), Tone.WARNING, "1 h 0 m"),
        (timedelta(0), Tone.DANGER, "Overdue 0 m"),
        (timedelta(minutes=-40), Tone.DANGER, "Overdue 40 m"),
    ],
)
def test_a_clock_turns_amber_then_red_and_says_so(left: timedelta, tone: Tone, words: str) -> None:
    assert left_tone(left, Limits()) is tone
    assert left_words(left) == words


def test_a_clock_counts_on_and_names_moment_and_zone(qtbot: QtBot) -> None:
    now = [NOW]
    clock = Countdown(NOW + timedelta(hours=30), lambda: now[0], zone=ZoneInfo("Asia/Tokyo"))
    qtbot.addWidget(clock)
    now[0] += timedelta(hours=28)
    clock.refresh()
    assert (clock.text, clock.tone) == ("2 h 0 m", Tone.WARNING)
    assert clock.toolTip() == "Due 24 Nov 2026 17:30:00 JST"


def test_a_zone_without_letters_is_named_by_its_offset() -> None:
    assert exact_words(NOW, ZoneInfo("America/Sao_Paulo")).endswith("UTC-03:00")


def test_a_cut_result_says_so() -> None:
    assert cut_words(7, 7) == "7"
    assert cut_words(50, 5310) == "50 of 5,310"
    assert cut_words(50, 2000, exact=False) == "50 of more than 2,000"


@pytest.fixture
def editor(window: QWidget) -> QPlainTextEdit:
    editor = QPlainTextEdit(window)
    editor.show()
    return editor


def test_a_draft_is_saved_soon_after_typing_even_if_typing_goes_on(
    qtbot: QtBot, editor: QPlainTextEdit
) -> None:
    saved: list[str] = []
    draft = Draft(editor, lambda text, _done: saved.append(text))
    QTest.keyClicks(editor, "Dear")
    remaining = draft._timer.remainingTime()
    QTest.keyClicks(editor, " Ann")
    assert draft._timer.remainingTime() <= remaining
    qtbot.waitUntil(lambda: saved == ["Dear Ann"], timeout=BEHIND_MS + 2000)


def test_a_draft_says_when_it_was_saved(editor: QPlainTextEdit) -> None:
    def save(_text: str, saved: Callable[[datetime], None]) -> None:
        saved(NOW)

    draft = Draft(editor, save, zone=ZoneInfo("Asia/Tokyo"))
    QTest.keyClicks(editor, "x")
    draft.flush()
    assert draft.status.text() == "Draft saved 11:30"


def test_loading_a_draft_saves_nothing(editor: QPlainTextEdit) -> None:
    saved: list[str] = []
    draft = Draft(editor, lambda text, _done: saved.append(text))
    draft.load("kept", NOW)
    draft.leave()
    assert (editor.toPlainText(), saved) == ("kept", [])


def test_leaving_saves_what_was_typed_last(editor: QPlainTextEdit) -> None:
    saved: list[str] = []
    draft = Draft(editor, lambda text, _done: saved.append(text))
    QTest.keyClicks(editor, "x")
    draft.leave()
    draft.leave()
    assert saved == ["x"]


def test_undo_takes_back_once(window: QWidget) -> None:
    done: list[str] = []
    bar = UndoBar(window)
    bar.offer("Closed", lambda: done.append("undone"), gone=lambda: done.append("final"))
    bar.take_back()
    bar.take_back()
    assert (done, bar.isVisible()) == (["undone"], False)


def test_a_newer_offer_makes_the_older_one_final(window: QWidget) -> None:
    done: list[str] = []
    bar = UndoBar(window)
    bar.offer("One", lambda: done.append("undo one"), gone=lambda: done.append("one final"))
    bar.offer("Two", lambda: done.append("undo two"), gone=lambda: done.append("two final"))
    bar.take_back()
    assert done == ["one final", "undo two"]


def test_the_offer_counts_down_and_ends(qtbot: QtBot, window: QWidget) -> None:
    done: list[str] = []
    bar = UndoBar(window)
    bar._timer.setInterval(5)
    bar.offer("Sent", lambda: done.append("undone"), seconds=3, gone=lambda: done.append("final"))
    assert bar._button.text() == "Undo (3 s)"
    qtbot.waitUntil(lambda: done == ["final"])
    assert not bar.isVisible()


def test_the_bar_is_undone_by_key(qtbot: QtBot, window: QWidget) -> None:
    done: list[str] = []
    bar = UndoBar(window)
    bar.offer("Closed", lambda: done.append("undone"))
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: done == ["undone"])  # a button pressed by key is seen going down first


def test_short_work_shows_no_progress_and_long_work_can_be_stopped(qtbot: QtBot) -> None:
    stopped: list[str] = []
    progress = Progress()
    qtbot.addWidget(progress)
    progress.begin("Reading", lambda: stopped.append("stopped"))
    assert not progress.isVisible()
    qtbot.waitUntil(progress.isVisible)
    progress.step(1200, 3000)
    assert progress._count.text() == "1,200 of 3,000"
    click(progress._stop)
    assert (stopped, progress.isVisible()) == (["stopped"], False)


def test_text_of_strangers_is_never_markup(qtbot: QtBot) -> None:
    label = Label("<b>x</b>")
    qtbot.addWidget(label)
    tip(label, "<img src='file:///x'>")
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.toolTip() == "<span>&lt;img src=&#x27;file:///x&#x27;&gt;</span>"


def test_what_does_not_fit_stands_in_the_tooltip(qtbot: QtBot) -> None:
    label = Elided("a long line of text that does not fit")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.grab()
    assert label.toolTip() == "a long line of text that does not fit"


def test_parts_say_their_names_and_keys(qtbot: QtBot) -> None:
    save, eye = Button("Save", key="Ctrl+S"), IconButton("eye-outline", "Show", key="Ctrl+E")
    for part in (save, eye, Badge("Late", Tone.WARNING), Empty("inbox-outline", "Nothing", "Do this.")):
        qtbot.addWidget(part)
        assert part.accessibleName() in ("Save", "Show", "Late", "Nothing")
    assert (save.toolTip(), eye.toolTip()) == ("Save  (Ctrl+S)", "Show  (Ctrl+E)")


def test_words_and_days_follow_the_interfaces_language() -> None:
    words.use("ja")
    try:
        assert day_words(NOW, ZoneInfo("Asia/Tokyo"), year=True) == "2026年11月23日"
        assert span_words(timedelta(hours=2, minutes=10)) == "2時間10分"
        assert cut_words(50, 5310) == "5,310件中50件"
    finally:
        words.use("en")


TITLE = "The outer box is crushed on one corner and the inner tray is torn so that it cannot be sold again"


@pytest.mark.parametrize(("width", "count"), [(2000, 1), (400, 2), (200, 2)])
def test_a_long_title_goes_on_in_a_second_line(qtbot: QtBot, width: int, count: int) -> None:
    title = TwoLines(TITLE)
    qtbot.addWidget(title)
    assert len(title.lines(width)) == count
    assert title.heightForWidth(width) == count * title.fontMetrics().lineSpacing()


def test_a_title_too_long_for_two_lines_stands_whole_in_its_tooltip(qtbot: QtBot) -> None:
    title = TwoLines(TITLE)
    qtbot.addWidget(title)
    title.resize(200, 60)
    title.grab()
    assert title.lines(200)[1].endswith("…")
    assert title.toolTip() == TITLE
    title.resize(2000, 60)
    title.grab()
    assert title.toolTip() == ""


@pytest.mark.parametrize("blocked", ["left", "wide"])
def test_the_undo_bar_covers_nothing_one_presses(window: QWidget, blocked: str) -> None:
    button = QPushButton("Save", window)
    button.setGeometry(100 if blocked == "left" else 0, 560, 120 if blocked == "left" else 800, 30)
    button.show()
    bar = UndoBar(window)
    bar.offer("Product is on record", lambda: None)
    assert not bar.geometry().adjusted(12, 12, -12, -12).intersects(button.geometry())


@pytest.mark.parametrize("kind", [Badge, Label, QPlainTextEdit])
def test_the_undo_bar_covers_no_words_where_there_is_another_place(
    window: QWidget, kind: Callable[[str], QWidget]
) -> None:
    row = kind("Supervisor")
    row.setParent(window)
    row.setGeometry(0, 560, 800, 24)
    row.show()
    bar = UndoBar(window)
    bar.offer("The operator is disabled", lambda: None)
    assert not bar.geometry().adjusted(12, 12, -12, -12).intersects(row.geometry())
    assert bar.y() > window.height() // 2


def test_the_undo_bar_moves_away_once_there_is_something_below_it(window: QWidget) -> None:
    bar = UndoBar(window)
    bar.offer("Product is on record", lambda: None)
    button = QPushButton("Save", window)
    button.setGeometry(bar.geometry())
    button.show()
    bar._count()
    assert not bar.geometry().adjusted(12, 12, -12, -12).intersects(button.geometry())
