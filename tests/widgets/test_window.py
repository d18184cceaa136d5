"""The window from first start to a locked desk, with a real store."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import main
from console.access import Role
from console.lookup.records import HitKind
from console.settings import Profile
from console.stores.actions import create_store
from console.stores.records import Place
from tests.parts.accessibility import nameless
from tests.parts.world import PASSWORD, World, settle
from widgets.screens.first_start import FirstStartScreen
from widgets.screens.sign_in import SignInScreen
from widgets.screens.trouble import TroubleScreen
from widgets.window import ConsoleWindow
from widgets.window_shell import Shell
from widgets.window_start import make_window

PASSPHRASE = "open sesame for tests"
PATIENCE_MS = 30_000


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Return where a store may stand."""
    return Place(path=tmp_path / "window.store")


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[ConsoleWindow]:
    """Return the window before it opened anything."""
    house = replace(main.make_house(), reports=tmp_path / "reports")
    shown = make_window(house, {"look": "light"})
    qtbot.addWidget(shown)
    shown.show()
    yield shown
    shown.close()


@pytest.fixture
def store(place: Place) -> Place:
    """Return a store whose administrator is Mori."""
    create_store(
        main.make_house().keeper(),
        place,
        profile=Profile(name="Rakufun"),
        name="Mori",
        role=Role.ADMINISTRATOR,
        password=PASSWORD,
        passphrase=PASSPHRASE,
        keyring=False,
    )
    return place


def page(window: ConsoleWindow, kind: type) -> bool:
    return isinstance(window.pages.currentWidget(), kind)


def settled(qtbot: QtBot, window: ConsoleWindow, store: Place, role: Role) -> World:
    """Open the store, fill it with the small world and lay the desk of `role`."""
    window.begin(store, PASSPHRASE)
    qtbot.waitUntil(lambda: window.store is not None, timeout=PATIENCE_MS)
    here = settle(window.backend)  # type: ignore[arg-type]  # the keeper's backend is the one of db
    window.enter(here.actor(role))
    qtbot.waitUntil(lambda: window.shell is not None, timeout=PATIENCE_MS)
    return here


@pytest.mark.window
def test_a_first_start_walks_to_a_store_and_asks_who_signs_in(
    qtbot: QtBot, window: ConsoleWindow, place: Place
) -> None:
    window.begin(place)
    walk = window.pages.currentWidget()
    assert isinstance(walk, FirstStartScreen)
    walk.forward()
    walk.store.keyring.setChecked(False)
    for field in (walk.store.passphrase, walk.store.again):
        field.setText(PASSPHRASE)
    walk.forward()
    walk.operator.name.setText("Aki Mori")
    for field in (walk.operator.password, walk.operator.again):
        field.setText(PASSWORD)
    walk.forward()
    qtbot.waitUntil(lambda: page(window, SignInScreen), timeout=PATIENCE_MS)
    assert place.path is not None
    assert place.path.is_file()


@pytest.mark.window
def test_a_first_start_names_the_field_that_does_not_fit(
    qtbot: QtBot, window: ConsoleWindow, place: Place
) -> None:
    window.begin(place)
    walk = window.pages.currentWidget()
    assert isinstance(walk, FirstStartScreen)
    walk.profile.name.setText(" ")
    walk.forward()
    assert walk.pages.currentIndex() == 0
    assert walk.profile.name.accessibleDescription()


@pytest.mark.window
def test_a_wrong_password_is_said_and_the_right_one_opens_the_desk(
    qtbot: QtBot, window: ConsoleWindow, store: Place
) -> None:
    window.begin(store, PASSPHRASE)
    qtbot.waitUntil(lambda: page(window, SignInScreen), timeout=PATIENCE_MS)
    screen = window.pages.currentWidget()
    assert isinstance(screen, SignInScreen)
    screen.name.setText("Mori")
    screen.password.setText("not the password")
    QTest.keyClick(screen.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "not" in screen.password.accessibleDescription(), timeout=PATIENCE_MS)
    screen.password.setText(PASSWORD)
    QTest.keyClick(screen.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page(window, Shell), timeout=PATIENCE_MS)


@pytest.mark.window
def test_a_wrong_passphrase_offers_another_try(qtbot: QtBot, window: ConsoleWindow, store: Place) -> None:
    window.begin(store, "not the passphrase")
    qtbot.waitUntil(lambda: page(window, TroubleScreen), timeout=PATIENCE_MS)
    trouble = window.pages.currentWidget()
    assert isinstance(trouble, TroubleScreen)
    trouble.passphrase.setText(PASSPHRASE)
    QTest.keyClick(trouble.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page(window, SignInScreen), timeout=PATIENCE_MS)


@pytest.mark.window
def test_a_locked_desk_hides_everything_until_its_operator_is_back(
    qtbot: QtBot, window: ConsoleWindow, store: Place
) -> None:
    here = settled(qtbot, window, store, Role.AGENT)
    window.go("customer", here.account_id)
    window.lock()
    locked = window.pages.currentWidget()
    assert isinstance(locked, SignInScreen)
    locked.password.setText(PASSWORD)
    locked.enter()
    qtbot.waitUntil(lambda: page(window, Shell), timeout=PATIENCE_MS)
    assert window.shell is not None
    assert window.shell.here == ("customer", here.account_id)


@pytest.mark.window
@pytest.mark.parametrize(
    ("role", "places"),
    [
        (Role.AGENT, ["lookup", "queue", "settings"]),
        (Role.ADMINISTRATOR, ["lookup", "settings"]),
        (Role.WAREHOUSE, ["settings"]),
        (Role.AUDITOR, ["lookup", "queue", "settings"]),
    ],
)
def test_only_what_the_role_may_open_is_on_the_rail(
    qtbot: QtBot, window: ConsoleWindow, store: Place, role: Role, places: list[str]
) -> None:
    settled(qtbot, window, store, role)
    assert window.shell is not None
    assert [p.id for p in window.shell.places] == places


@pytest.mark.window
def test_typing_a_name_and_enter_opens_the_person(qtbot: QtBot, window: ConsoleWindow, store: Place) -> None:
    here = settled(qtbot, window, store, Role.AGENT)
    shell = window.shell
    assert shell is not None
    QTest.keyClicks(shell.bar.search.edit, "yamada hana")
    qtbot.waitUntil(lambda: shell.search.results.current is not None, timeout=PATIENCE_MS)
    QTest.keyClick(shell.bar.search.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.here == ("customer", here.account_id), timeout=PATIENCE_MS)


@pytest.mark.window
def test_what_becomes_searchable_is_found_without_typing_again(
    qtbot: QtBot, window: ConsoleWindow, store: Place
) -> None:
    settled(qtbot, window, store, Role.AGENT)
    shell = window.shell
    assert shell is not None
    with window.backend.begin() as work:
        work.index.later(HitKind.ORDER, 40)
    QTest.keyClicks(shell.bar.search.edit, "yamada hana")
    results = shell.search.results
    qtbot.waitUntil(lambda: results.note == "40 records taken in cannot be found by their words yet.")
    assert window.store is not None
    window.store.keep_up()
    qtbot.waitUntil(lambda: results.note == "", timeout=PATIENCE_MS)


@pytest.mark.window
def test_a_bracket_turns_the_search_into_the_palette(
    qtbot: QtBot, window: ConsoleWindow, store: Place
) -> None:
    settled(qtbot, window, store, Role.AGENT)
    shell = window.shell
    assert shell is not None
    QTest.keyClicks(shell.bar.search.edit, ">sett")
    qtbot.waitUntil(lambda: shell.search.results.current is not None, timeout=PATIENCE_MS)
    QTest.keyClick(shell.bar.search.edit, Qt.Key.Key_Return)
    assert shell.here == ("settings", 0)


@pytest.mark.window
def test_every_control_of_the_desk_has_a_name(qtbot: QtBot, window: ConsoleWindow, store: Place) -> None:
    here = settled(qtbot, window, store, Role.SUPERVISOR)
    shell = window.shell
    assert shell is not None
    for screen, key in (("lookup", 0), ("customer", here.account_id), ("queue", 0), ("settings", 0)):
        window.go(screen, key)
        assert nameless(shell) == []
