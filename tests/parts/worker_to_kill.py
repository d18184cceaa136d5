"""A desk at work in a process of its own, telling line by line what is done, until somebody kills it.

python -m tests.parts.worker_to_kill JOB FOLDER CASE
"""

import os
import signal
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from console.access import Actor, Role
from console.disputes.answer_actions import issue_answer
from console.evidence.actions import add_evidence
from console.evidence.room import Room
from console.guarded.host import Guard
from console.imports.actions import take_in
from console.imports.profile import profile_named
from console.letters.records_register import KeptAddress
from console.progress import Token, silent
from console.stores.records import Place
from db import building
from db.evidence_files import vault_of
from db.keeper import SqlKeeper
from db.open_store import SqlStore
from reports.drawer import Letters
from tests.parts.real_window import NAME, PASSPHRASE, AtTheDesk, open_window
from widgets.screens.profile_form import ProfileForm
from widgets.screens.settings.operators import NewOperatorDialog, OperatorsPage
from widgets.screens.settings.organisation import FormPage
from widgets.window_start import application

LETTERS = "abcdefghijklmnopqrstuvwxyz "
LARGE = 3 * 1024 * 1024
TO = KeptAddress("Hanako Yamada", ("12 Example Street", "Vancouver"), "CA", "en")


def tell(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def opened(folder: Path) -> SqlStore:
    return SqlKeeper(folder).open(Place(path=folder / NAME), passphrase=PASSPHRASE)


def actor_of(store: SqlStore, role: Role) -> Actor:
    with store.backend.read() as work:
        found = next(o for o in work.operators.all() if o.role is role)
    return Actor(found.id, found.name, role)


def type_a_note(folder: Path, case_id: int) -> None:
    """Type into the composer of a real window."""

    def note(desk: AtTheDesk) -> QPlainTextEdit:
        desk.shell.queue.work.composer.begin("note")
        return desk.shell.queue.work.composer.editors["note"]

    type_into(note, folder, case_id)


def type_a_reason(folder: Path, case_id: int) -> None:
    """Type into the decision of a real window."""

    def reason(desk: AtTheDesk) -> QPlainTextEdit:
        desk.hand.click("Decide", desk.shell.queue.work.head)
        return desk.shell.queue.work.deciding.reason

    type_into(reason, folder, case_id)


def type_an_amount(folder: Path, case_id: int) -> None:
    """Choose to pay a part, and type how much."""

    def amount(desk: AtTheDesk) -> QWidget:
        deciding = desk.shell.queue.work.deciding
        desk.hand.click("Decide", desk.shell.queue.work.head)
        desk.hand.click("Refund in part", deciding.outcomes)
        return deciding.amount

    type_into(amount, folder, case_id)


def type_a_name(folder: Path, case_id: int) -> None:
    """Type on to the name of the person, on the letter of a decided case."""

    def name(desk: AtTheDesk) -> QWidget:
        desk.write_letter()
        desk.shell.letter.form.name.clear()
        return desk.shell.letter.form.name

    type_into(name, folder, case_id)


def type_a_title(folder: Path, case_id: int) -> None:
    """Rename the case."""

    def title(desk: AtTheDesk) -> QWidget:
        desk.shell.queue.work.head.title.begin()
        edit = desk.shell.queue.work.head.title.findChild(QLineEdit)
        assert edit is not None
        edit.clear()
        return edit

    type_into(title, folder, case_id)


def type_an_organisation(folder: Path, _case_id: int) -> None:
    """Type into the settings, as the administrator."""

    def web(desk: AtTheDesk) -> QWidget:
        desk.window.go("settings", 0)
        screen = desk.shell.settings
        screen.show_page("organisation")
        page = screen.stack.currentWidget()
        assert isinstance(page, FormPage)
        assert isinstance(page.form, ProfileForm)
        return page.form.web

    type_into(web, folder, 0, Role.ADMINISTRATOR)


def type_a_new_name(folder: Path, _case_id: int) -> None:
    """Type the name of a new operator, as the administrator."""

    def name(desk: AtTheDesk) -> QWidget:
        desk.window.go("settings", 0)
        desk.shell.settings.show_page("operators")
        page = desk.shell.settings.stack.currentWidget()
        assert isinstance(page, OperatorsPage)
        page.ask_for_new()
        dialog = desk.hand.dialog()
        assert isinstance(dialog, NewOperatorDialog)
        return dialog.name

    type_into(name, folder, 0, Role.ADMINISTRATOR)


def type_into(
    field: Callable[[AtTheDesk], QWidget], folder: Path, case_id: int, role: Role = Role.AGENT
) -> None:
    """Type into a field, a key every few milliseconds, telling when."""
    store = opened(folder)
    who = actor_of(store, role)
    store.close()
    app = application()
    window = open_window(folder)
    window.begin(Place(path=folder / NAME), PASSPHRASE, who)
    desk = AtTheDesk(window, None)  # type: ignore[arg-type]  # nobody asks for its world
    desk.until(lambda: window.shell is not None, "the desk")
    if case_id:
        desk.show_case(case_id)
    editor, keys = field(desk), count()

    def press() -> None:
        number = next(keys)
        QTest.keyClicks(editor, LETTERS[number % len(LETTERS)])
        tell(number + 1, time.monotonic())

    timer = QTimer(window, interval=15)
    timer.timeout.connect(press)
    timer.start()
    app.exec()


def issue_letters(folder: Path, case_id: int) -> None:
    """Issue the letter of a decided case again and again."""
    store, drawer = opened(folder), Letters()
    agent = actor_of(store, Role.AGENT)
    while True:
        tell(issue_answer(store.backend, agent, drawer, case_id, TO).sha256)


def add_files(folder: Path, case_id: int) -> None:
    """Take in large files and small ones by turns."""
    store = opened(folder)
    agent, room = actor_of(store, Role.AGENT), Room(vault_of(store), Guard())
    for number in count():
        data = f"file {number} ".encode() * (LARGE // 8 if number % 2 else 1)
        taken = add_evidence(store.backend, agent, case_id, f"{number}.txt", [data], room=room)
        tell(taken.evidence.sha256)


def take_export(folder: Path, _case_id: int) -> None:
    """Take in the plain export that lies in the folder."""
    store = opened(folder)
    files = sorted(folder.glob("*.csv"))
    who = actor_of(store, Role.ADMINISTRATOR)
    take_in(store.backend, who, profile_named("plain"), files, progress=tell)


def back_up_often(folder: Path, _case_id: int) -> None:
    """Write one backup after the other."""
    store, keeper = opened(folder), SqlKeeper(folder)
    for number in count():
        made = keeper.back_up(
            store, folder / f"{number}.zip", passphrase=None, progress=silent, token=Token()
        )
        tell(made.sha256)


def restore_and_fall(folder: Path, _case_id: int) -> None:
    """Restore the backup over the store, and fall between taking the old one away and moving in."""

    def move_in(draft: Path, path: Path) -> None:
        assert draft.exists() > path.exists()
        os.kill(os.getpid(), signal.SIGKILL)

    building.move_in = move_in
    keeper, place = SqlKeeper(folder), Place(path=folder / NAME)
    tell("restoring")
    with keeper.restore(folder / "backup.zip", place, passphrase=PASSPHRASE, replace=True, progress=silent):
        pass


JOBS = {
    "note": type_a_note,
    "decision": type_a_reason,
    "decision-choice": type_an_amount,
    "letter": type_a_name,
    "title": type_a_title,
    "form": type_an_organisation,
    "new": type_a_new_name,
    "backup": back_up_often,
    "restore": restore_and_fall,
    "letters": issue_letters,
    "evidence": add_files,
    "import": take_export,
}

if __name__ == "__main__":
    JOBS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
