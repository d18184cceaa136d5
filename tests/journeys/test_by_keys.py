"""The whole job without a mouse: every press goes to what has the focus, and nothing else is touched."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QPlainTextEdit, QWidget

from console.access import Role
from console.cases.records import CaseState, EntryKind
from console.disputes.records import Outcome
from console.stores.records import Place
from tests.parts import files
from tests.parts.real_window import AtTheDesk

pytestmark = pytest.mark.window
NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
K = Qt.Key


class Hands:
    """Ten fingers at the keyboard of a desk."""

    def __init__(self, desk: AtTheDesk) -> None:
        self.desk = desk

    @property
    def focus(self) -> QWidget:
        """What a key would reach."""
        modal: QWidget | None = QApplication.activeModalWidget()
        top = modal or self.desk.window
        focused: QWidget | None = top.focusWidget()
        return focused or top

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        if QApplication.activeWindow() is None:  # no window manager gives the keys back after a dialog
            self.desk.window.activateWindow()
            self.desk.until(self.desk.window.isActiveWindow, "the window in front")
        QTest.keyClick(self.focus, key, held)

    def write(self, text: str) -> None:
        self.desk.hand.type(self.focus, text)

    def tab_to(self, kind: type[QWidget], key: Qt.Key = K.Key_Tab) -> None:
        """Press Tab until something of a kind has the focus."""
        for _step in range(12):
            self.press(key)
            if isinstance(self.focus, kind):
                return
        pytest.fail(f"Tab does not reach a {kind.__name__}")

    def record(self, key: Qt.Key, text: str) -> None:
        """Go to a tab of the composer by its letter, write, record."""
        self.desk.shell.queue.queue.list.setFocus()  # as Esc does, from wherever one is
        self.press(key)
        self.desk.until(lambda: isinstance(self.focus, QPlainTextEdit), "an editor")
        self.write(text)
        self.desk.grows(lambda: self.press(K.Key_Return, CTRL), text)


def begin(hands: Hands) -> None:
    """Search, open the person, open a dispute on the newest order."""
    desk = hands.desk
    desk.window.activateWindow()
    desk.until(desk.window.isActiveWindow, "the window in front")
    hands.press(K.Key_K, CTRL)
    hands.write("yamada hana")
    desk.until(lambda: desk.shell.search.results.current, "a hit")
    hands.press(K.Key_Return)
    desk.until(lambda: desk.shell.customer.page and desk.shell.customer.page.orders, "the person")
    hands.press(K.Key_D, CTRL)
    desk.until(QApplication.activeModalWidget, "the dialog")
    hands.write("The outer box is crushed.")
    hands.tab_to(QComboBox, K.Key_Backtab)
    hands.write("Pack")
    hands.press(K.Key_Return)
    desk.until(lambda: desk.shell.here[0] == "case" and desk.shell.queue.page, "the case")
    desk.until(lambda: not desk.shell.queue.is_showing, "all of the case")


def facts_and_decision(hands: Hands) -> None:
    """Record who asks and what it is, then decline with a reason."""
    desk, queue = hands.desk, hands.desk.shell.queue
    queue.queue.list.setFocus()
    hands.press(K.Key_I)
    hands.press(K.Key_Down)
    desk.grows(lambda: hands.press(K.Key_Return), "identity")
    queue.queue.list.setFocus()
    hands.press(K.Key_P)
    hands.write("A figure, whole, in a crushed box")
    hands.press(K.Key_Tab)
    desk.grows(lambda: hands.press(K.Key_Space), "product")
    queue.queue.list.setFocus()
    hands.press(K.Key_D)
    hands.press(K.Key_Space)
    hands.tab_to(QPlainTextEdit)
    hands.write("Only the box is damaged.")
    desk.until(queue.work.deciding.decide.isEnabled, "a decision that may be tried")
    desk.grows(lambda: hands.press(K.Key_Return, CTRL), "the decision")


def letter(hands: Hands) -> None:
    """Write, save and hand over the letter."""
    desk = hands.desk
    desk.shell.queue.queue.list.setFocus()
    hands.press(K.Key_W)
    desk.until(lambda: desk.shell.letter.view.pages, "the letter")
    hands.press(K.Key_S, CTRL)
    desk.until(lambda: desk.shell.letter.issued, "the letter issued")
    hands.press(K.Key_H, CTRL_SHIFT)
    desk.until(QApplication.activeModalWidget, "the dialog")
    hands.press(K.Key_Return)
    desk.until(lambda: desk.shell.here[0] == "case", "the case again")
    desk.until(lambda: desk.page.case.state is CaseState.ANSWERED, "the answered case")


def test_from_the_search_to_the_closed_case_by_keys_alone(
    desk: AtTheDesk, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "letter.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(out), ""))
    desk.sign_in(place, Role.AGENT)
    hands = Hands(desk)
    begin(hands)
    hands.record(K.Key_C, "He will send photographs.")
    hands.record(K.Key_N, "Our intake photograph shows the box whole.")
    hands.record(K.Key_T, "Hanako: Did you get them?")
    photograph = tmp_path / "box.jpg"
    photograph.write_bytes(files.photograph("red"))
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(photograph))])
    QApplication.clipboard().setMimeData(copied)
    desk.grows(lambda: hands.press(K.Key_V, CTRL_SHIFT), "the photograph")
    facts_and_decision(hands)
    letter(hands)
    assert out.read_bytes().startswith(b"%PDF")
    desk.grows(lambda: hands.press(K.Key_X, CTRL_SHIFT), "the closed case")
    assert desk.page.case.state is CaseState.CLOSED
    decision = desk.page.dispute.decision
    assert decision is not None
    assert decision.outcome is Outcome.DENY
    wanted = {EntryKind.CALL, EntryKind.NOTE, EntryKind.CHAT, EntryKind.EVIDENCE, EntryKind.LETTER}
    assert wanted <= {e.kind for e in desk.page.entries}


def test_the_first_key_after_a_step_reaches_something_one_can_see(desk: AtTheDesk, place: Place) -> None:
    desk.sign_in(place, Role.AGENT)
    hands = Hands(desk)
    begin(hands)
    focus = hands.focus
    assert focus.isVisible()
    assert desk.window.rect().contains(focus.mapTo(desk.window, QPoint(0, 0)))
