"""A store in trouble says what is wrong in its own sentence, and what was typed stays."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel
from sqlalchemy import text

from console.access import Role
from console.drafts import read_draft
from console.stores.actions import verify_trail
from console.stores.records import Place
from db import engine, keys
from db.engine import DAMAGED, Engines
from db.keeper import SqlKeeper
from db.open_store import SqlStore
from tests.parts.disputes import ready
from tests.parts.real_window import NAME, PASSPHRASE, AtTheDesk, Made
from tests.parts.troubles import ITSELF, filled, held_by_another_process, read_only, small_disk, spoil_page
from widgets.kit.editor import text_of
from widgets.screens.sign_in import SignInScreen
from widgets.screens.trouble import TroubleScreen

Trouble = Callable[[AtTheDesk], AbstractContextManager[None]]
NOTE = "The customer says the inner tray is whole."
NO_KEYRING = "This machine offers no keyring. Give the store's passphrase."
KEYRING_ALONE = "This machine offers no keyring, and the store has no passphrase."
LOCKED = "Another program holds the store. What you did was not saved; try again in a moment."
READ_ONLY = "The store cannot be written: the file or its folder is read-only."
FULL = "The disk is full. Nothing was half written; free some space and try again."


def foreign(file: Path) -> None:
    file.write_bytes(b"my diary\n" * 1000)


def damaged(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[1000] ^= 1
    file.write_bytes(content)


def without_keys(file: Path) -> None:
    file.with_name(f"{NAME}.keys").unlink()


def with_other_keys(file: Path) -> None:
    keeper = SqlKeeper(file.parent)
    with keeper.build(Place(path=file.with_name("other")), passphrase=PASSPHRASE, keyring=False):
        pass
    file.with_name(f"{NAME}.keys").write_bytes(file.with_name("other.keys").read_bytes())


def kept_by_the_keyring(file: Path) -> None:
    """Let the key file say that some machine's keyring keeps the key too; the tests' machine has none."""
    kept = keys.read_file(file.with_name(f"{NAME}.keys"))
    keys.write_file(file.with_name(f"{NAME}.keys"), replace(kept, by_keyring=b"sealed on another machine"))


def kept_by_the_keyring_alone(file: Path) -> None:
    kept_by_the_keyring(file)
    keys.write_file(
        file.with_name(f"{NAME}.keys"),
        replace(keys.read_file(file.with_name(f"{NAME}.keys")), by_passphrase=b""),
    )


def whole(_file: Path) -> None: ...


TROUBLES = [
    (foreign, PASSPHRASE, "This file is not a store of this console"),
    (damaged, PASSPHRASE, "This file is not a store of this console, or the key does not fit it."),
    (without_keys, PASSPHRASE, "The key file desk.store.keys is missing."),
    (with_other_keys, PASSPHRASE, "the key does not fit"),
    (whole, "a wrong passphrase", "The passphrase is wrong."),
    (whole, None, "This store is opened by its passphrase."),
    (kept_by_the_keyring, None, NO_KEYRING),
    (kept_by_the_keyring_alone, None, KEYRING_ALONE),
]


@pytest.mark.window
@pytest.mark.parametrize(("spoil", "passphrase", "sentence"), TROUBLES)
def test_a_store_that_does_not_open_says_why_and_is_left_as_it_is(
    desk: AtTheDesk, place: Place, spoil: Callable[[Path], None], passphrase: str | None, sentence: str
) -> None:
    file = place.path
    assert file is not None
    spoil(file)
    before = file.read_bytes()
    desk.window.begin(place, passphrase)
    desk.until(lambda: isinstance(desk.window.pages.currentWidget(), TroubleScreen), "what is wrong")
    said = [label.text() for label in desk.window.pages.findChildren(QLabel)]
    assert any(sentence in each for each in said), said
    assert file.read_bytes() == before


# Nobody, who may not write, may not remove the pictures of an earlier look either: they are root's.
NOT_OURS = pytest.mark.qt_log_ignore("QTemporaryDir: Unable to remove", extend=True)


def says(desk: AtTheDesk, sentence: str) -> None:
    """Wait until the window says that the store does not open, and why."""
    desk.until(lambda: isinstance(desk.window.pages.currentWidget(), TroubleScreen), "what is wrong")
    assert sentence in desk.said()


def opens_after(desk: AtTheDesk, passphrase: str) -> None:
    """Give the passphrase, try again, and wait until somebody may sign in."""
    screen = desk.window.pages.currentWidget()
    assert isinstance(screen, TroubleScreen)
    screen.passphrase.setText(passphrase)
    desk.hand.click("Try again", screen)
    desk.prove(Role.AGENT)


@pytest.mark.window
def test_where_there_is_no_keyring_the_passphrase_opens_the_store(desk: AtTheDesk, place: Place) -> None:
    assert place.path
    kept_by_the_keyring(place.path)
    desk.window.begin(place, None)
    says(desk, NO_KEYRING)
    opens_after(desk, PASSPHRASE)


@pytest.mark.window
def test_a_store_without_a_passphrase_asks_for_none(desk: AtTheDesk, place: Place) -> None:
    assert place.path
    kept_by_the_keyring_alone(place.path)
    desk.window.begin(place, None)
    desk.until(lambda: isinstance(desk.window.pages.currentWidget(), TroubleScreen), "what is wrong")
    screen = desk.window.pages.currentWidget()
    assert isinstance(screen, TroubleScreen)
    assert not screen.passphrase.isVisible()
    desk.hand.click("Try again", screen)
    desk.until(lambda: desk.window.pages.currentWidget() is not screen, "another try")


@pytest.mark.window
@NOT_OURS
def test_a_store_that_may_not_be_written_says_so_and_opens_once_it_may(desk: AtTheDesk, place: Place) -> None:
    assert place.path
    with read_only(place.path.parent):
        desk.window.begin(place, PASSPHRASE)
        says(desk, READ_ONLY)
    opens_after(desk, PASSPHRASE)


@pytest.mark.window
@NOT_OURS
def test_a_file_that_may_not_be_written_lets_nobody_sign_in_and_says_so(
    desk: AtTheDesk, place: Place
) -> None:
    assert place.path
    with read_only(place.path.parent, but_files=True):
        desk.window.begin(place, PASSPHRASE)
        desk.until(lambda: isinstance(desk.window.pages.currentWidget(), SignInScreen), "who signs in")
        desk.give_name(Role.AGENT)
        desk.until(lambda: READ_ONLY in desk.said(), "what is wrong")
        assert desk.window.store
        desk.window.store.close()  # what is open stays read-only
    desk.prove(Role.AGENT)


@pytest.mark.window
@pytest.mark.usefixtures("hurried")
def test_a_store_that_another_process_keeps_for_itself_opens_once_it_is_free(
    desk: AtTheDesk, place: Place, tmp_path: Path
) -> None:
    assert place.path
    store = SqlKeeper(tmp_path).open(place, passphrase=PASSPHRASE)
    store.close()
    with held_by_another_process(place.path, store.data_key, ITSELF):
        desk.window.begin(place, PASSPHRASE)
        says(desk, LOCKED)
    opens_after(desk, PASSPHRASE)


@pytest.mark.window
def test_a_page_that_is_damaged_is_said_and_what_was_typed_stays(desk: AtTheDesk, place: Place) -> None:
    desk.sign_in(place, Role.AGENT)
    case_id = ready(desk.here)
    with engines_of(desk).read.connect() as connection:
        page = connection.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = 'message'"))
    desk.show_case(case_id)
    assert place.path
    engines_of(desk).close()
    spoil_page(place.path, page)
    composer = desk.shell.queue.work.composer
    composer.begin("note")
    composer.editors["note"].setPlainText(NOTE)
    composer.record()
    desk.until(lambda: composer.problem.text == DAMAGED, "what is wrong")
    assert note(desk) == NOTE
    desk.find_person("yamada")


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a lock no longer than a moment."""
    monkeypatch.setattr(engine, "BUSY_MS", 100)


def engines_of(desk: AtTheDesk) -> Engines:
    return desk.here.backend.engines


@contextmanager
def locked(desk: AtTheDesk) -> Iterator[None]:
    """Hold the store in another process that hangs while it writes."""
    store, path = desk.window.store, engines_of(desk).path
    assert isinstance(store, SqlStore)
    assert path is not None
    with held_by_another_process(path, store.data_key):
        yield


@contextmanager
def write_protected(desk: AtTheDesk) -> Iterator[None]:
    """Let the system refuse every write to the file and its folder."""
    path = engines_of(desk).path
    assert path is not None
    engines_of(desk).close()  # a file that is open already would stay writable
    with read_only(path.parent):
        yield
        engines_of(desk).close()


@contextmanager
def full(desk: AtTheDesk) -> Iterator[None]:
    """Let the store grow no more: SQLite then says what it says of a full disk."""
    write = engines_of(desk).write
    with write.connect() as connection:  # the write lane has one connection
        pages: int = connection.scalar(text("PRAGMA page_count")) or 0
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    yield
    with write.connect() as connection:
        connection.execute(text(f"PRAGMA max_page_count = {pages + 100_000}"))


TROUBLES_AT_WORK = [(locked, LOCKED), (full, FULL), (write_protected, READ_ONLY)]
HINDERED = pytest.mark.parametrize(("trouble", "sentence"), TROUBLES_AT_WORK)


def note(desk: AtTheDesk) -> str:
    return text_of(desk.shell.queue.work.composer.editors["note"])


@pytest.mark.window
@pytest.mark.usefixtures("hurried")
@HINDERED
def test_a_note_that_cannot_be_kept_stays_where_it_was_typed(
    desk: AtTheDesk, place: Place, trouble: Trouble, sentence: str
) -> None:
    desk.sign_in(place, Role.AGENT)
    desk.show_case(ready(desk.here))
    composer = desk.shell.queue.work.composer
    long = NOTE * 500
    with trouble(desk):
        composer.begin("note")
        composer.editors["note"].setPlainText(long)
        desk.hand.click("Record note", composer)
        desk.until(lambda: composer.problem.text == sentence, "what is wrong")
        assert note(desk) == long
    desk.grows(lambda: desk.hand.click("Record note", composer), "the note")
    assert note(desk) == ""
    assert verify_trail(desk.here.backend, desk.here.actor(Role.AGENT)).ok


@pytest.mark.window
@pytest.mark.usefixtures("hurried")
@HINDERED
def test_typing_goes_on_while_no_draft_can_be_saved_and_it_is_saved_as_soon_as_it_can(
    desk: AtTheDesk, place: Place, trouble: Trouble, sentence: str
) -> None:
    desk.sign_in(place, Role.AGENT)
    case_id = ready(desk.here)
    desk.show_case(case_id)
    composer = desk.shell.queue.work.composer
    composer.begin("note")
    with trouble(desk):
        composer.editors["note"].setPlainText(NOTE * 500)
        desk.until(lambda: sentence in composer.drafts["note"].status.toolTip(), "what is wrong")
        assert not any(dialog.isVisible() for dialog in desk.window.findChildren(QDialog))
    backend, agent = desk.here.backend, desk.here.actor(Role.AGENT)
    desk.until(lambda: read_draft(backend, agent, f"case:{case_id}", "note"), "the draft")


@pytest.mark.window
def test_what_cannot_be_recorded_stays_with_its_own_case(
    desk: AtTheDesk, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 700)
    desk.sign_in(place, Role.AGENT)
    first, second = ready(desk.here), ready(desk.here)
    desk.show_case(first)
    composer = desk.shell.queue.work.composer
    composer.begin("note")
    with locked(desk):
        composer.editors["note"].setPlainText(NOTE)
        composer.record()
        desk.show_case(second)
        desk.until(lambda: desk.window.jobs.running == 0, "the refusal")
        assert note(desk) == ""
    desk.show_case(first)
    assert note(desk) == NOTE


@pytest.mark.window
def test_a_note_that_finds_no_room_on_its_disk_stays_where_it_was_typed(
    desk: AtTheDesk, made: Made, tmp_path: Path
) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    with small_disk(folder, 32 << 20) as there:
        if not there:
            pytest.skip("the system lets nobody put a small disk here (mount needs root)")
        desk.sign_in(made.copy_to(folder), Role.AGENT)
        desk.show_case(ready(desk.here))
        composer = desk.shell.queue.work.composer
        composer.begin("note")
        with filled(folder):
            composer.editors["note"].setPlainText(NOTE * 500)
            composer.record()
            desk.until(lambda: composer.problem.text == FULL, "what is wrong")
            assert note(desk) == NOTE * 500
        desk.grows(lambda: desk.hand.click("Record note", composer), "the note")
        assert verify_trail(desk.here.backend, desk.here.actor(Role.AGENT)).ok
        desk.window.close()
