"""Panes, rail, tabs, steps, drops, pages and the timeline: what each part promises."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.parts.accessibility import assert_named
from tests.widgets.scene_parts import png
from widgets.kit.buttons import Tabs
from widgets.kit.dropzone import Dropped, DropZone, things_in
from widgets.kit.panes import Pane, Panes
from widgets.kit.pdfview import PageView
from widgets.kit.rail import Place, Rail
from widgets.kit.steps import Stage, Steps, staged
from widgets.kit.timeline import FIRST, Entry, Picture, Timeline


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    return window


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_panes_remember_their_widths(qtbot: QtBot) -> None:
    settings: dict[str, list[int]] = {}

    def made() -> Panes:
        panes = Panes("work", [Pane(QWidget(), 300, 100), Pane(QWidget(), 500, 100, grows=True)], settings)  # type: ignore[arg-type]  # a plain dict stands in for the settings
        qtbot.addWidget(panes)
        panes.resize(805, 400)
        panes.show()
        return panes

    first = made()
    first.moveSplitter(420, 1)
    assert made().sizes() == first.sizes()
    assert first.sizes()[0] == 420


def test_the_rail_tells_where_to_go_and_is_walked_by_arrows(qtbot: QtBot) -> None:
    rail = Rail("Places", "R", [Place("a", "Lookup", "magnify"), Place("b", "Queue", "inbox-outline")])
    qtbot.addWidget(rail)
    rail.show()
    with qtbot.waitActive(rail):
        rail.activateWindow()
    rail._buttons["a"].setFocus()
    QTest.keyClick(rail._buttons["a"], Qt.Key.Key_Down)
    assert rail._buttons["b"].hasFocus()
    with qtbot.waitSignal(rail.chosen) as chosen:
        QTest.keyClick(rail._buttons["b"], Qt.Key.Key_Space)
    assert (chosen.args, rail.current) == (["b"], "b")
    assert_named(rail)


def test_one_tab_is_chosen_at_a_time(qtbot: QtBot) -> None:
    heard: list[str] = []
    tabs = Tabs("Parts", [("a", "Orders"), ("b", "R&D")], heard.append)
    qtbot.addWidget(tabs)
    tabs.choose("a")
    tabs.choose("b")
    assert (heard, tabs.current) == (["a", "b"], "b")
    assert tabs._buttons["b"].text() == "R&&D"


def test_steps_before_the_current_one_are_done_and_said(qtbot: QtBot) -> None:
    steps = staged(("Bought", "Shipped", "Delivered"), 1, ("12 Nov",))
    assert [each.stage for each in steps] == [Stage.DONE, Stage.CURRENT, Stage.FUTURE]
    shown = Steps(steps)
    qtbot.addWidget(shown)
    assert shown.accessibleName() == "Bought: done, Shipped: now, Delivered: to come"


def test_past_the_last_step_all_are_done() -> None:
    assert {each.stage for each in staged(("A", "B"), 2)} == {Stage.DONE}


@pytest.fixture
def editor(window: QWidget) -> QPlainTextEdit:
    editor = QPlainTextEdit(window)
    editor.show()
    return editor


def mime_of(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def drag(target: QWidget, mime: QMimeData) -> None:
    """Enter `target` with `mime` and drop it, as Qt does it."""
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(1, 1), copy, mime, left, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(1, 1), copy, mime, left, none))


def test_dropped_files_and_folders_come_by_their_paths(tmp_path: Path) -> None:
    file = tmp_path / "写真 #1.jpg"
    file.write_bytes(b"x")
    things = [Dropped("写真 #1.jpg", path=file), Dropped(tmp_path.name, path=tmp_path)]
    assert things_in(mime_of(file, tmp_path)) == things


def test_a_dropped_mail_comes_as_its_bytes() -> None:
    mime = QMimeData()
    mime.setData("message/rfc822", b"Subject: x\r\n\r\ny")
    assert things_in(mime) == [Dropped("mail.eml", data=b"Subject: x\r\n\r\ny")]


def test_a_pasted_screenshot_comes_as_png() -> None:
    mime = QMimeData()
    mime.setImageData(QImage(3, 2, QImage.Format.Format_RGB32))
    (picture,) = things_in(mime)
    assert picture.data is not None
    back = QImage.fromData(picture.data)
    assert (back.width(), back.height()) == (3, 2)


def test_mere_text_is_left_to_the_editor() -> None:
    mime = QMimeData()
    mime.setText("hello")
    assert things_in(mime) == []


def test_a_drop_on_an_editor_is_taken_and_text_still_pastes(tmp_path: Path, editor: QPlainTextEdit) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"x")
    taken: list[Dropped] = []
    DropZone(editor, taken.extend)
    drag(editor.viewport(), mime_of(file))
    QGuiApplication.clipboard().setText("typed")
    QTest.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert ([each.name for each in taken], editor.toPlainText()) == (["a.txt"], "typed")


def test_a_pasted_picture_goes_to_the_zone(editor: QPlainTextEdit) -> None:
    taken: list[Dropped] = []
    DropZone(editor, taken.extend)
    QGuiApplication.clipboard().setImage(QImage(3, 2, QImage.Format.Format_RGB32))
    QTest.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [each.name for each in taken] == ["picture.png"]


def test_pages_are_as_wide_as_the_view(qtbot: QtBot) -> None:
    view = PageView("Letter")
    qtbot.addWidget(view)
    view.resize(400, 500)
    view.show()
    view.show_pages([png(200, 300, "white"), png(200, 300, "white")])
    view.resize(600, 500)
    assert view.pages == 2
    assert view._pages[0].width() == view.viewport().width() - 24
    assert view._pages[0].height() == round(view._pages[0].width() * 1.5)


def test_what_is_no_picture_is_refused(qtbot: QtBot) -> None:
    view = PageView("Letter")
    qtbot.addWidget(view)
    with pytest.raises(ValueError, match="PNG"):
        view.show_pages([b"%PDF-1.7"])


def entries(count: int) -> list[Entry]:
    return [Entry(n, "phone-outline", f"Call {n}", "20 Nov", text="text " * 20) for n in range(count)]


def titles(timeline: Timeline) -> list[str]:
    return [each.accessibleName().split(",")[0] for each in timeline.cards]


def test_a_long_timeline_is_made_in_slices_and_ends_in_order(qtbot: QtBot) -> None:
    timeline = Timeline("Timeline")
    qtbot.addWidget(timeline)
    timeline.resize(500, 600)
    timeline.show()
    timeline.show_entries(entries(100))
    assert 0 < len(timeline.cards) < FIRST
    assert timeline.waiting
    qtbot.waitUntil(lambda: timeline.waiting == 0)
    assert titles(timeline) == [f"Call {n}" for n in range(100 - FIRST, 100)]


def test_earlier_entries_come_when_one_asks_for_them(qtbot: QtBot) -> None:
    timeline = Timeline("Timeline")
    qtbot.addWidget(timeline)
    timeline.show()
    timeline.show_entries(entries(100))
    qtbot.waitUntil(lambda: timeline.waiting == 0)
    assert timeline._earlier.text() == "Show 60 earlier entries"
    click(timeline._earlier)
    qtbot.waitUntil(lambda: len(timeline.cards) == 100)
    assert titles(timeline) == [f"Call {n}" for n in range(100)]
    assert not timeline._earlier.isVisible()


def test_cards_stand_below_one_another_as_high_as_their_text(qtbot: QtBot) -> None:
    timeline = Timeline("Timeline")
    qtbot.addWidget(timeline)
    timeline.resize(400, 600)
    timeline.show()
    timeline.show_entries([*entries(2), Entry(9, "phone-outline", "Long", "", text="word " * 200)])
    qtbot.waitUntil(lambda: timeline.waiting == 0)
    tops = [card.y() for card in timeline.cards]
    bottoms = [card.y() + card.height() for card in timeline.cards]
    assert all(top == bottom + 12 for top, bottom in zip(tops[1:], bottoms, strict=False))
    before = timeline.cards[2].height()
    timeline.resize(800, 600)
    assert before > timeline.cards[2].height() > timeline.cards[0].height()


def test_one_new_entry_makes_one_card(qtbot: QtBot) -> None:
    timeline = Timeline("Timeline")
    qtbot.addWidget(timeline)
    timeline.show_entries(entries(3))
    qtbot.waitUntil(lambda: timeline.waiting == 0)
    before = timeline.cards
    timeline.show_entries(entries(4))
    qtbot.waitUntil(lambda: timeline.waiting == 0)
    assert timeline.cards[:3] == before
    assert titles(timeline)[-1] == "Call 3"


def test_a_changed_entry_gets_a_new_card_in_its_place(qtbot: QtBot) -> None:
    timeline = Timeline("Timeline")
    qtbot.addWidget(timeline)
    timeline.show_entries(entries(3))
    qtbot.waitUntil(lambda: timeline.waiting == 0)
    changed = [Entry(1, "phone-outline", "Call corrected", "20 Nov") if e.id == 1 else e for e in entries(3)]
    timeline.show_entries(changed)
    qtbot.waitUntil(lambda: timeline.waiting == 0)
    assert titles(timeline) == ["Call 0", "Call corrected", "Call 2"]


def test_a_picture_of_an_entry_opens(qtbot: QtBot) -> None:
    timeline = Timeline("Timeline")
    qtbot.addWidget(timeline)
    pictures = [Picture(7, "a & b.jpg", png(9, 9, "red")), Picture(8, "broken.jpg", b"no picture")]
    timeline.show_entries([Entry(1, "email-outline", "Mail", "20 Nov", pictures=pictures)])
    buttons = timeline.findChildren(QToolButton)
    with qtbot.waitSignal(timeline.opened) as opened:
        click(buttons[0])
    assert opened.args == [1, 7]
    assert [each.accessibleName() for each in buttons] == ["a & b.jpg", "broken.jpg"]


def test_pages_stand_in_the_middle_of_the_view(qtbot: QtBot) -> None:
    view = PageView("Letter")
    qtbot.addWidget(view)
    view.show_pages([png(60, 40, "brown")])
    view.resize(600, 500)
    view.show()
    (page,) = view._pages
    qtbot.waitUntil(lambda: abs(page.geometry().center().x() - view.viewport().rect().center().x()) <= 1)
