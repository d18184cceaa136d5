"""Notes, calls, chats, letters and files are recorded where one reads the case; nothing typed is lost."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QImageWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from console.messages.records import Direction, Kind
from tests.parts.clock import Clock
from tests.parts.disputes import closed, opened
from tests.parts.world import World
from tests.widgets.queue.conftest import Bench, Open
from widgets.kit.dropzone import Dropped
from widgets.kit.labels import Label
from widgets.kit.progress_files import FilesProgress
from widgets.kit.scroll import Column
from widgets.screens.queue.evidence_dialog import SIDE, EvidenceDialog
from widgets.screens.queue.intake import Waiting
from widgets.theme import Tone

pytestmark = pytest.mark.window
CTRL = Qt.KeyboardModifier.ControlModifier


def picture(color: str = "brown") -> bytes:
    """Return a small picture as PNG."""
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"PNG").write(image)
    return bytes(buffer.data().data())


def mail() -> bytes:
    """Return a mail with one photograph."""
    message = EmailMessage()
    message["From"] = "Hanako Yamada <hanako@example.com>"
    message["To"] = "help@example.com"
    message["Subject"] = "The box"
    message["Date"] = "Fri, 20 Nov 2026 09:14:00 +0900"
    message["Message-ID"] = "<one@example.com>"
    message.set_content("Here is a photograph of it.")
    message.add_attachment(picture(), maintype="image", subtype="png", filename="box.png")
    return message.as_bytes()


def drop(bench: Bench, *files: Path) -> None:
    """Drop files onto the timeline."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    target, copy = bench.screen.work.sheet, Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(9, 9), copy, mime, left, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(9, 9), copy, mime, left, none))


def written(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def dropped(file: Path) -> Dropped:
    return Dropped(file.name, path=file)


def test_a_note_is_recorded_by_key_and_undone(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    bench.key(Qt.Key.Key_N)
    bench.typed("Ask the warehouse")
    bench.key(Qt.Key.Key_Return, CTRL)
    bench.until(lambda: [m.body for m in bench.page.messages.values()] == ["Ask the warehouse"])
    assert bench.screen.work.composer.editors["note"].toPlainText() == ""
    bench.undo()
    bench.until(lambda: any(e.withdrawn for e in bench.screen.work.timeline._entries))


def test_a_call_is_measured(sit: Open, here: World, clock: Clock) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    bench.key(Qt.Key.Key_T, CTRL)
    clock.advance(minutes=4, seconds=7)
    composer = bench.screen.work.composer
    bench.until(lambda: composer.clock._time.text() == "04:07")
    composer.editors["call"].setPlainText("The figure is unharmed.")
    composer.record_button.click()
    bench.until(lambda: bench.page.messages)
    (call,) = bench.page.messages.values()
    assert (call.kind, call.seconds, call.direction) == (Kind.CALL, 247, Direction.IN)
    assert "Call · 4 min · From the customer · agent one" in " ".join(bench.titles())


def test_a_call_runs_on_after_the_program_ended(sit: Open, here: World, clock: Clock) -> None:
    case_id = opened(here).case.id
    bench = sit()
    bench.show(case_id)
    bench.screen.work.composer.clock.start_or_stop()
    bench.quiet()
    clock.advance(minutes=2)
    again = sit()
    again.show(case_id)
    assert again.screen.work.composer.clock.is_running
    assert again.screen.work.composer.clock._time.text() == "02:00"
    assert again.screen.work.composer.tab == "call"


@pytest.mark.parametrize(("tab", "kind"), [("chat", Kind.CHAT), ("letter-in", Kind.LETTER)])
def test_chats_and_letters_are_recorded(sit: Open, here: World, tab: str, kind: Kind) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    bench.screen.work.begin_recording(tab)
    bench.typed("Customer: any news?")
    bench.screen.work.record()
    bench.until(lambda: [m.kind for m in bench.page.messages.values()] == [kind])


def test_what_cannot_be_recorded_stays_in_the_editor(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    composer = bench.screen.work.composer
    composer.editors["note"].setPlainText("   ")
    composer.record()
    bench.until(lambda: composer.problem.text)
    assert composer.editors["note"].toPlainText() == "   "


def test_a_draft_is_saved_as_one_types_and_there_after_a_crash(sit: Open, here: World) -> None:
    case_id = opened(here).case.id
    bench = sit()
    bench.show(case_id)
    bench.key(Qt.Key.Key_C)
    bench.typed("We have now compared")
    status = bench.screen.work.composer.drafts["call"].status
    bench.until(status.text)
    assert status.text() == "Draft saved 12:00"
    again = sit()
    again.show(case_id)
    assert again.screen.work.composer.tab == "call"
    assert again.screen.work.composer.editors["call"].toPlainText() == "We have now compared"


def test_walking_the_queue_keeps_each_case_its_own_draft(sit: Open, here: World) -> None:
    first, second = opened(here).case.id, opened(here).case.id
    bench = sit()
    bench.show(first)
    note = bench.screen.work.composer.editors["note"]
    QTest.keyClicks(note, "for the first")
    bench.show(second)
    assert note.toPlainText() == ""
    bench.show(first)
    assert note.toPlainText() == "for the first"


def test_a_recorded_draft_is_gone(sit: Open, here: World) -> None:
    case_id = opened(here).case.id
    bench = sit()
    bench.show(case_id)
    composer = bench.screen.work.composer
    QTest.keyClicks(composer.editors["note"], "short")
    bench.until(composer.drafts["note"].status.text)
    composer.record()
    bench.until(lambda: bench.page.messages)
    bench.quiet()
    again = sit()
    assert again.show(case_id).drafts == {}


def test_typing_goes_on_while_a_note_is_being_recorded(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    composer = bench.screen.work.composer
    composer.editors["note"].setPlainText("first")
    composer.record()
    QTest.keyClicks(composer.editors["note"], "second")
    bench.until(lambda: bench.page.messages)
    bench.quiet()
    assert composer.editors["note"].toPlainText() == "second"


def test_a_mail_dropped_on_the_case_becomes_a_message(sit: Open, here: World, tmp_path: Path) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    drop(bench, written(tmp_path, "box.eml", mail()))
    bench.until(lambda: bench.page.messages)
    (message,) = bench.page.messages.values()
    assert message.kind is Kind.EMAIL
    assert "Hanako Yamada · The box" in " ".join(bench.titles())
    names = [p.name for e in bench.screen.work.timeline._entries for p in e.pictures]
    assert names == ["box.png"]


def test_files_dropped_on_the_case_become_evidence_and_can_be_taken_back(
    sit: Open, here: World, tmp_path: Path
) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    drop(bench, *(written(tmp_path, f"{c}.png", picture(c)) for c in ("red", "blue")))
    bench.until(lambda: len(bench.page.evidence) == 2)
    assert len(bench.page.thumbnails) == 2
    bench.until(lambda: bench.desk.undo.words == "2 things taken in")
    bench.undo()
    bench.until(lambda: bench.page.files == [])


def test_a_picture_pasted_while_one_types_becomes_evidence(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    bench.key(Qt.Key.Key_N)
    QGuiApplication.clipboard().setImage(QImage.fromData(picture()))
    bench.key(Qt.Key.Key_V, CTRL)
    bench.until(lambda: [e.media_type for e in bench.page.evidence.values()] == ["image/png"])


def test_a_mail_that_is_none_is_kept_as_a_file(sit: Open, here: World, tmp_path: Path) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    drop(bench, written(tmp_path, "odd.eml", picture()))
    bench.until(lambda: [e.name for e in bench.page.evidence.values()] == ["odd.eml"])
    assert not bench.page.messages


def test_a_file_that_cannot_be_read_is_said_and_the_others_are_taken(
    sit: Open, here: World, tmp_path: Path
) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    gone, there = written(tmp_path, "gone.png", b""), written(tmp_path, "there.png", picture())
    composer = bench.screen.work.composer
    gone.unlink()
    composer.intake.take(bench.page.case.id, [dropped(gone), dropped(there)])
    bench.until(lambda: composer.problem.text)
    assert composer.problem.text.startswith("gone.png: ")
    bench.until(lambda: [e.name for e in bench.page.evidence.values()] == ["there.png"])
    gone.write_bytes(picture("blue"))
    composer.problem.try_again()
    bench.until(lambda: [e.name for e in bench.page.evidence.values()] == ["there.png", "gone.png"])
    assert not composer.problem.can_try_again


def test_two_drops_one_after_the_other_are_both_taken_in(sit: Open, here: World, tmp_path: Path) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    colours = ("red", "green", "blue", "brown")
    files = [written(tmp_path, f"{colour}.png", picture(colour)) for colour in colours]
    drop(bench, *files[:2])
    drop(bench, *files[2:])
    bench.until(lambda: [e.name for e in bench.page.evidence.values()] == [f.name for f in files])
    bench.quiet()
    assert not bench.screen.work.composer.intake.shown.isVisible()


def test_stopping_keeps_what_is_done_and_the_rest_can_be_taken_in_later(
    sit: Open, here: World, tmp_path: Path
) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    composer = bench.screen.work.composer
    film = tmp_path / "film.bin"
    film.write_bytes(bytes(range(256)) * 4096 * 48)
    stop = composer.intake.changed.connect(lambda: QTimer.singleShot(0, composer.intake.shown.cancel))
    drop(bench, written(tmp_path, "box.png", picture()), film)
    bench.until(lambda: "film.bin" in composer.problem.text)
    bench.until(lambda: [e.name for e in bench.page.evidence.values()] == ["box.png"])
    QObject.disconnect(stop)
    composer.problem.try_again()
    bench.until(lambda: [e.name for e in bench.page.evidence.values()] == ["box.png", "film.bin"])


def test_of_several_files_one_sees_how_much_of_each_and_of_all_is_done() -> None:
    shown = FilesProgress()
    shown.begin_file("film.mp4", before=1, files=4)
    shown.step(512 * 1024 * 1024, 1024**3)
    words = [label.text() for label in shown.findChildren(Label)]
    assert (shown.whole.value(), "512.0 MB of 1.00 GB" in words) == (375, True)
    shown.begin_file("alone.mp4")
    assert shown.whole.isHidden()


def test_a_folder_brings_its_files_and_says_what_it_passed_over(
    sit: Open, here: World, tmp_path: Path
) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    (tmp_path / "box" / "inner").mkdir(parents=True)
    written(tmp_path / "box" / "inner", "deep.png", picture("red"))
    written(tmp_path / "box", "nothing.txt", b"")
    drop(bench, tmp_path / "box")
    bench.until(lambda: [e.name for e in bench.page.evidence.values()] == ["deep.png"])
    bench.until(lambda: "empty files (1)" in bench.screen.work.composer.problem.text)


def test_what_a_folder_lacks_is_said_while_one_decides_too(sit: Open, here: World, tmp_path: Path) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    bench.screen.work.decide()
    (tmp_path / "box").mkdir()
    drop(bench, tmp_path / "box")
    bench.until(bench.screen.work.of_files.isVisible)
    assert "no file in it" in bench.screen.work.of_files.text


def test_stopping_names_what_was_not_taken_in(sit: Open, here: World, tmp_path: Path) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    intake = bench.screen.work.composer.intake
    files = [dropped(written(tmp_path, f"{c}.png", picture(c))) for c in ("red", "blue")]
    intake.take(bench.page.case.id, files)
    intake._stopped(Waiting(bench.page.case.id, files[0]))
    bench.until(lambda: "blue.png" in bench.screen.work.composer.problem.text)


def test_a_file_is_looked_at_and_its_custody_told(sit: Open, here: World, tmp_path: Path) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    drop(bench, written(tmp_path, "box.png", picture()))
    bench.until(lambda: bench.page.evidence)
    bench.quiet()
    bench.screen.viewer.look(next(iter(bench.page.evidence)))
    words = " ".join(label.text() for label in bench.dialog().findChildren(Label))
    assert "Taken in · agent one" in words
    assert "Viewed · agent one" in words


def test_a_file_that_comes_late_is_not_shown_over_another_page(
    sit: Open, here: World, tmp_path: Path
) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    drop(bench, written(tmp_path, "box.png", picture()))
    bench.until(lambda: bench.page.evidence)
    bench.quiet()
    bench.screen.viewer.look(next(iter(bench.page.evidence)))
    bench.screen.hide()  # as when the desk is locked
    bench.quiet()
    assert bench.window.findChildren(EvidenceDialog) == []


def test_a_file_opened_twice_is_shown_once_and_whole(sit: Open, here: World, tmp_path: Path) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    drop(bench, written(tmp_path, "box.png", picture()))
    bench.until(lambda: bench.page.evidence)
    bench.quiet()
    for _click in range(2):
        bench.screen.viewer.look(next(iter(bench.page.evidence)))
    bench.dialog()
    bench.quiet()
    (shown,) = bench.window.findChildren(EvidenceDialog)
    (side,) = shown.findChildren(Column)
    assert side.isVisible()
    assert side.width() == SIDE
    assert side.sheet.height() >= 200


def test_files_are_verified_from_the_case(sit: Open, here: World, tmp_path: Path) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    drop(bench, written(tmp_path, "box.png", picture()))
    bench.until(lambda: bench.page.evidence)
    bench.quiet()
    bench.screen._verify()
    bench.until(lambda: bench.desk.undo.words == "Files as they were taken in: 1. Damaged: 0.")
    bench.until(lambda: any(e.badge == ("Verified", Tone.GOOD) for e in bench.screen.work.timeline._entries))


def test_nothing_is_taken_in_on_a_closed_case(sit: Open, here: World, tmp_path: Path) -> None:
    bench = sit()
    bench.show(closed(here))
    drop(bench, written(tmp_path, "box.png", picture()))
    bench.quiet()
    assert not bench.page.evidence
    assert bench.desk.undo.words == "Nothing was taken in: the case is closed. Reopen it first."


def test_nothing_offers_to_send(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(opened(here).case.id)
    words = [button.text() for button in bench.screen.findChildren(QAbstractButton)]
    assert not [each for each in words if "send" in each.lower() and each != "Send what was found"]
