"""Choosing the files of an export: each can be taken away again, and what cannot be taken is named."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.access import Role
from tests.widgets.queue.conftest import Bench, Open
from widgets.kit.labels import Label
from widgets.screens.settings.imports import ImportPage

pytestmark = pytest.mark.window


@pytest.fixture
def bench(sit: Open) -> Bench:
    return sit(Role.ADMINISTRATOR)


@pytest.fixture
def page(bench: Bench) -> ImportPage:
    """Return the page, shown in the bench's window."""
    page = ImportPage(bench.desk)
    bench.screen.hide()
    layout = bench.window.layout()
    assert layout is not None
    layout.addWidget(page)
    page.show()
    page.profile.choose("olist")
    return page


def made(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_text("colour,size\nred,1\n", encoding="utf-8")
    return [folder / name for name in names]


def said(page: ImportPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(Label) if label.isVisible())


def test_a_file_is_taken_away_by_keyboard(page: ImportPage, tmp_path: Path) -> None:
    page.show_files(made(tmp_path, "a.csv", "b.csv", "c.csv"))
    page.chosen.aways[1].setFocus()
    QTest.keyClick(page.chosen.aways[1], Qt.Key.Key_Space)
    assert [f.name for f in page.chosen.files] == ["a.csv", "c.csv"]
    assert page.chosen.aways[1].hasFocus()


def test_without_files_nothing_can_be_tried(page: ImportPage, tmp_path: Path) -> None:
    page.show_files(made(tmp_path, "a.csv"))
    assert page.try_it.isEnabled()
    page.chosen.aways[0].click()
    assert not page.try_it.isEnabled()
    assert not page.take.isEnabled()


def test_no_profile_is_chosen_until_files_tell_which(
    bench: Bench, page: ImportPage, shared_data: Path
) -> None:
    page.profile.setCurrentIndex(-1)
    assert page.profile.value == ""
    page.show_files(sorted((shared_data / "olist-sample").glob("*.csv")))
    assert not page.take.isEnabled()
    bench.until(lambda: page.profile.value == "olist")
    assert page.take.isEnabled()


def test_a_profile_chosen_by_hand_stays(bench: Bench, page: ImportPage, shared_data: Path) -> None:
    page.profile.choose("plain")
    page.show_files(sorted((shared_data / "olist-sample").glob("*.csv")))
    bench.quiet()
    assert page.profile.value == "plain"


def test_a_new_page_has_no_profile_chosen(bench: Bench) -> None:
    page = ImportPage(bench.desk)
    bench.quiet()
    assert (page.profile.value, page.profile.currentText()) == ("", "")


def test_every_unknown_file_is_named_and_a_trial_says_would(
    bench: Bench, page: ImportPage, tmp_path: Path
) -> None:
    page.show_files(made(tmp_path, "first.csv", "second.csv"))
    page.try_out()
    bench.until(lambda: "Nothing would be taken in" in said(page))
    assert "2 files have not the columns" in said(page)
    assert "first.csv, second.csv" in said(page)


def test_a_real_try_that_fails_says_that_nothing_was_taken_in(
    bench: Bench, page: ImportPage, tmp_path: Path
) -> None:
    page.show_files(made(tmp_path, "first.csv"))
    page.take_in()
    bench.until(lambda: "Nothing was taken in" in said(page))


def test_a_dropped_folder_brings_its_files(bench: Bench, page: ImportPage, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    folder.mkdir()
    made(folder, "a.csv", "b.csv")
    (folder / "empty.csv").touch()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(folder))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page.sheet, QDragEnterEvent(QPoint(9, 9), copy, mime, left, none))
    QApplication.sendEvent(page.sheet, QDropEvent(QPointF(9, 9), copy, mime, left, none))
    bench.until(lambda: [f.name for f in page.chosen.files] == ["a.csv", "b.csv"])
    assert "empty files (1)" in page.passed_over.text
