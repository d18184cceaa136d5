"""Mails on the workspace: read as they came, threads walked, files of mails dropped, links never followed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from tests.parts import disputes
from tests.parts.accessibility import assert_named
from tests.parts.files import photograph
from tests.parts.world import World
from tests.widgets.queue.conftest import Bench, Open
from widgets.kit.dialogs import Dialog
from widgets.kit.dropzone import Dropped
from widgets.kit.labels import Label
from widgets.kit.richtext import RichText
from widgets.screens.queue.evidence_dialog import EvidenceDialog
from widgets.screens.queue.mail_view import MailView

HTML = (
    "<h3>Crushed box</h3><p>See <b>here</b>: <img src='cid:p1'></p><script>x()</script>"
    "<img src='https://track.example/1.gif'><a href='https://shop.example/return?a=1'>return it</a>"
)


def formatted() -> bytes:
    """Return a mail in HTML with a picture of its own and one from elsewhere."""
    picture = photograph(side=80)
    return (
        b"From: Hanako <hanako@example.com>\r\nTo: desk@example.org\r\nSubject: box\r\n"
        b"Date: Mon, 23 Nov 2026 11:00:00 +0900\r\nMessage-ID: <1@example.com>\r\n"
        b"Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
        + HTML.encode()
        + b"\r\n--b\r\nContent-Type: image/jpeg; name=p.jpg\r\nContent-ID: <p1>\r\n\r\n"
        + picture
        + b"\r\n--b--\r\n"
    )


def plain(number: int, subject: str = "box", more: str = "") -> bytes:
    """Return a mail; each but the first answers the one before."""
    answers = f"In-Reply-To: <{number - 1}@example.com>\r\n" if number > 1 else ""
    head = f"From: Hanako <hanako@example.com>\r\nSubject: {subject}\r\n{answers}{more}"
    at = f"Date: Mon, 23 Nov 2026 {9 + number:02}:00:00 +0900\r\n"
    return f"{head}{at}Message-ID: <{number}@example.com>\r\n\r\nmail {number}\r\n".encode()


def drop(bench: Bench, *mails: bytes, name: str = "m.eml") -> None:
    """Drop mails on the case and wait until they stand on its timeline."""
    bench.screen.work.composer.take([Dropped(name, data=data) for data in mails])
    bench.until(lambda: not bench.screen.work.composer.intake._running)
    bench.quiet()


def opened(bench: Bench) -> MailView:
    """Open the first mail of the case as it came."""
    message = next(m for m in bench.page.messages.values() if m.original_id)
    bench.screen._ask(message.ref, "original")
    dialog = bench.dialog()
    bench.until(dialog.isActiveWindow)
    assert isinstance(dialog, EvidenceDialog)
    return dialog.findChildren(MailView)[0]


def test_a_formatted_mail_is_shown_with_its_own_pictures_alone(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(disputes.opened(here).case.id)
    drop(bench, formatted())
    view = opened(bench)
    assert_named(view)
    html = view.words.toHtml()
    assert "Crushed box" in view.words.toPlainText()
    assert "track.example" not in html
    assert list(view.words._pictures) == ["cid:p1"]
    assert view.words._pictures["cid:p1"].width() == 80


def test_what_was_not_loaded_is_counted(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(disputes.opened(here).case.id)
    drop(bench, formatted())
    view = opened(bench)
    texts = [label.text() for label in view.findChildren(Label)]
    assert "1 remote picture was not loaded." in texts


def test_a_key_turns_the_mail_into_plain_text_and_back(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(disputes.opened(here).case.id)
    drop(bench, formatted())
    view = opened(bench)
    view.words.setFocus()
    QTest.keyClick(view.words, Qt.Key.Key_T)
    bench.until(lambda: "<https://shop.example/return?a=1>" in view.words.toPlainText())
    bench.until(lambda: not view.switch.isDown())
    QTest.keyClick(view.words, Qt.Key.Key_T)
    bench.until(lambda: view.words._shown[1])


def test_a_link_is_asked_about_and_never_followed_by_itself(
    sit: Open, here: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    followed: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: followed.append(url.toString()))
    bench = sit()
    bench.show(disputes.opened(here).case.id)
    drop(bench, formatted())
    view = opened(bench)
    view.words.anchorClicked.emit(QUrl("https://shop.example/return?a=1"))
    (question,) = [d for d in view.findChildren(Dialog) if d.isVisible()]
    assert followed == []
    question.reject()
    assert followed == []


def test_nothing_is_ever_loaded_that_was_not_handed_in(qtbot: object, tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(photograph())
    view = RichText("mail")
    assert view.loadResource(2, QUrl.fromLocalFile(str(file))) is None
    assert view.loadResource(2, QUrl("https://x.example/a.png")) is None
    assert view.loadResource(3, QUrl("cid:unknown")) is None


def test_mails_of_a_thread_lead_to_one_another(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(disputes.opened(here).case.id)
    drop(bench, plain(1), plain(2), plain(3, "Re: box"))
    bench.titles()
    entries = [e for e in bench.screen.work.timeline._entries if "thread" in e.remark]
    assert [e.remark for e in entries] == [f"Mail {n} of 3 in this thread." for n in (1, 2, 3)]
    assert [[words for _id, words in e.actions] for e in entries] == [
        ["Next mail"],
        ["Mail before", "Next mail"],
        ["Mail before"],
    ]
    bench.screen.work.timeline.asked.emit(entries[0].id, entries[0].actions[0][0])
    focus = bench.window.focusWidget()
    assert focus is not None
    assert bench.screen.work.timeline._cards[entries[1].id][1].isAncestorOf(focus)


def test_an_automatic_reply_says_what_it_is(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(disputes.opened(here).case.id)
    drop(bench, plain(1, more="Auto-Submitted: auto-replied\r\n"))
    (entry,) = [e for e in bench.screen.work.timeline._entries if e.text.startswith("mail 1")]
    assert (entry.icon, entry.remark) == ("robot-outline", "Automatic reply.")


def test_a_file_of_mails_dropped_becomes_its_mails_and_is_undone(sit: Open, here: World) -> None:
    bench = sit()
    bench.show(disputes.opened(here).case.id)
    begin = b"From x@example.com Mon Nov 23 11:00:00 2026\r\n"
    drop(bench, begin + plain(1) + b"\r\n" + begin + plain(2) + b"\r\n", name="all.mbox")
    assert sorted(m.body for m in bench.page.messages.values()) == ["mail 1", "mail 2"]
    bench.undo()
    bench.until(lambda: all(m.withdrawn_at for m in bench.page.messages.values()))
