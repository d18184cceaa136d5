"""A real window on a store of its own, made once by the program itself, and a hand that works at its desk."""

import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

import main
from console.access import Role
from console.settings import Profile
from console.stores.actions import create_store
from console.stores.records import Place
from db.keeper import SqlKeeper
from tests.parts.clock import START
from tests.parts.world import PASSWORD, World, settle
from widgets.kit.picker import Picker
from widgets.screens.queue.opening import OpeningDialog
from widgets.screens.queue.pages import CasePage
from widgets.screens.sign_in import SignInScreen
from widgets.tour.driver import Driver
from widgets.window import ConsoleWindow
from widgets.window_shell import Shell
from widgets.window_start import make_window

PASSPHRASE = "open sesame for tests"
NAME = "desk.store"


class RunningClock:
    """A clock that runs from noon in Tokyo, Monday 23 November 2026."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def __call__(self) -> datetime:
        """Return the moment."""
        return START + timedelta(seconds=time.monotonic() - self._began)


@dataclass(frozen=True)
class Made:
    """A store with the small world in it, to be copied for each test."""

    folder: Path
    world: World

    def copy_to(self, folder: Path) -> Place:
        """Put a copy into `folder` and return its place."""
        for part in self.folder.iterdir():
            copy = shutil.copytree if part.is_dir() else shutil.copyfile
            copy(part, folder / part.name)
        return Place(path=folder / NAME)


def make_store(folder: Path) -> Made:
    """Create a store as `init` does, and let the small world live in it."""
    place, keeper = Place(path=folder / NAME), SqlKeeper(folder, RunningClock())
    create_store(
        keeper,
        place,
        profile=Profile(name="Rakufun"),
        name="Aki Mori",
        role=Role.ADMINISTRATOR,
        password=PASSWORD,
        passphrase=PASSPHRASE,
        keyring=False,
    )
    store = keeper.open(place, passphrase=PASSPHRASE)
    try:
        return Made(folder, settle(store.backend))
    finally:
        store.close()


def open_window(folder: Path) -> ConsoleWindow:
    """Return the real window with all its real parts; its time is a clock that runs from the tests' noon."""
    house = replace(
        main.make_house(),
        data=folder,
        reports=folder / "reports",
        keeper=partial(SqlKeeper, folder, RunningClock()),
    )
    window = make_window(house, {"look": "light"})
    window.show()
    return window


class AtTheDoor:
    """Comes in, finds a person, opens a case; every step waits for what it brings."""

    def __init__(self, window: ConsoleWindow, here: World) -> None:
        self.window = window
        self.here = here
        self.hand = Driver(window, Path())

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Let the window work until `condition` holds; else fail with all that it shows."""
        try:
            self.hand.until(condition, what)
        except TimeoutError:
            raise AssertionError(f"waited in vain for {what}; shown is:\n{self.said()}") from None

    def sign_in(self, place: Place, role: Role) -> None:
        """Open the store and prove who one is."""
        self.window.begin(place, PASSPHRASE)
        self.prove(role)
        self.here = replace(self.here, backend=self.window.backend)  # type: ignore[arg-type]  # the keeper gives the backend of db

    def prove(self, role: Role) -> None:
        """Give name and password of the operator of a role, and wait for the desk."""
        self.give_name(role)
        self.until(lambda: self.window.pages.currentWidget() is self.window.shell, "the desk")

    def give_name(self, role: Role) -> None:
        """Type name and password of the operator of a role, waiting for nothing."""
        self.until(lambda: isinstance(self.window.pages.currentWidget(), SignInScreen), "who signs in")
        screen = self.window.pages.currentWidget()
        assert isinstance(screen, SignInScreen)
        for field, text in ((screen.name, f"{role.value} one"), (screen.password, PASSWORD)):
            field.clear()
            QTest.keyClicks(field, text)
        QTest.keyClick(screen.password, Qt.Key.Key_Return)

    def leave_to(self, role: Role) -> None:
        """Sign out, and let the operator of another role sign in."""
        self.window.sign_out()
        self.prove(role)

    @property
    def shell(self) -> Shell:
        assert self.window.shell is not None
        return self.window.shell

    @property
    def page(self) -> CasePage:
        """The case shown."""
        assert self.shell.queue.page is not None
        return self.shell.queue.page

    @property
    def entries(self) -> int:
        return len(self.page.entries)

    def find(self, text: str) -> None:
        """Type what one knows and take the first hit."""
        field = self.shell.bar.search.edit
        self.hand.type(field, text)
        self.until(lambda: self.shell.search.results.current is not None, "a hit")
        self.hand.press(field, Qt.Key.Key_Return)

    def find_person(self, text: str) -> None:
        self.find(text)
        self.until(lambda: self.shell.customer.page and self.shell.customer.page.orders, "the person")

    def open_dispute(self, number: str, kind: str, text: str) -> int:
        """Open a dispute from the person's page and return its case."""
        self.hand.click(f"Open a dispute on order {number}", self.shell.customer)
        dialog = self.hand.dialog()
        assert isinstance(dialog, OpeningDialog)
        dialog.kind.choose(kind)
        self.hand.type(dialog.text, text)
        self.hand.click("Open the dispute", dialog)
        self.until(lambda: self.shell.here[0] == "case", "the case")
        case_id = self.shell.here[1]
        self.show_case(case_id)
        return case_id

    def show_case(self, case_id: int) -> None:
        """Go to a case and wait for its page."""
        if self.shell.here != ("case", case_id):
            self.window.go("case", case_id)
        self.until(lambda: self.shell.queue.page and self.page.case.id == case_id, "the case's page")

    def said(self) -> str:
        """Return all that labels show now, in the window and in dialogs over it."""
        tops: Iterable[QWidget] = QApplication.topLevelWidgets()
        labels = [label for top in tops if top.isVisible() for label in top.findChildren(QLabel)]
        return "\n".join(label.text() for label in labels if label.isVisible())


class AtTheDesk(AtTheDoor):
    """Works on a case as a person does, in their words."""

    def grows(self, act: Callable[[], object], what: str, by: int = 1) -> None:
        """Do something and wait until the timeline has so many entries more."""
        wanted = self.entries + by
        act()
        self.until(lambda: self.entries >= wanted, what)

    def record(self, tab: str, text: str) -> None:
        """Type into one of the composer's tabs and record it."""
        composer = self.shell.queue.work.composer
        composer.begin(tab)
        self.hand.type(composer.editors[tab], text)
        self.grows(lambda: self.hand.click(composer.record_button.text(), composer), tab)

    def drop(self, *files: Path) -> None:
        """Drop files onto the case, waiting for nothing."""
        self.hand.drop(self.shell.queue.work.timeline.viewport(), files)

    def check_identity(self, words: str) -> None:
        """Choose how identity was checked."""
        self.shell.queue.context.asked.identity.click()
        picker = next(p for p in self.window.findChildren(Picker) if p.isVisible())
        item = picker.list.findItems(words, Qt.MatchFlag.MatchExactly)[0]
        self.grows(lambda: picker.take(picker.list.row(item)), "identity")

    def tell_product(self, text: str) -> None:
        asked = self.shell.queue.context.asked
        self.hand.type(asked.product, text)
        self.grows(asked.record.click, "product")

    def weigh(self, outcome: str, reason: str, amount: str = "") -> None:
        """Choose an outcome and write why."""
        work = self.shell.queue.work
        if not work.deciding.isVisible():
            self.hand.click("Decide", work.head)
        self.hand.click(outcome, work.deciding.outcomes)
        if amount:
            self.hand.type(work.deciding.amount, amount)
        self.hand.type(work.deciding.reason, reason)
        self.until(work.deciding.decide.isEnabled, "a decision that may be tried")

    def decide(self, outcome: str, reason: str, amount: str = "") -> None:
        self.weigh(outcome, reason, amount)
        deciding = self.shell.queue.work.deciding
        self.grows(lambda: self.hand.click("Decide", deciding), "the decision")

    def write_letter(self) -> None:
        """Go to the letter and wait until it is drawn."""
        self.hand.click("Write the letter", self.shell.queue.work.head)
        self.until(lambda: self.shell.letter.view.pages, "the letter")

    def hand_over(self) -> None:
        """Record that the letter went out, as the dialog proposes it."""
        self.hand.click("Record hand-over", self.shell.letter)
        self.hand.click("Record", self.hand.dialog())
        self.until(lambda: self.shell.here[0] == "case", "the case again")

    def close_case(self) -> None:
        self.grows(self.shell.queue.work.head.close_case.click, "the closed case")
