"""The tour: one dispute from the telephone to the closed case, then the same screens in the other theme."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt

from console.access import Actor
from console.house import House
from console.stores.records import Place
from widgets import theme
from widgets.screens.customer.screen import CustomerScreen
from widgets.screens.queue.opening import OpeningDialog
from widgets.tour.driver import Driver, TourStep
from widgets.tour.made_up import things
from widgets.window import ConsoleWindow
from widgets.window_shell import Shell
from widgets.window_start import make_window

WHO = "山田 花"
DISPUTED = "RK-87990121"
CLAIM = "The outer box is crushed on one corner. I would like my money back."
PRODUCT = "1/7 scale figure; the outer box is crushed on one corner, the figure itself is unharmed"
CALL = "Confirmed that the figure is undamaged. The customer will send a photograph of the inner tray."
NOTE = "The warehouse's photograph at intake shows the box intact: the damage happened on the way abroad."
CHAT = "Hanako: Did you get my photographs?\nSakura: Yes, thank you. We answer by letter."
REASON = (
    "入荷時の写真では外箱に異常はなく、お送りいただいたお写真でもフィギュア本体に損傷は見られませんでした。"
    "外箱のみの破損は、当社の購入規約による補償の対象外となります。"
)


@dataclass(slots=True)
class Tour:
    """The window, the hand that drives it, and what it has come to."""

    window: ConsoleWindow
    hand: Driver
    case_id: int = 0

    @property
    def shell(self) -> Shell:
        """The desk. Raises: LookupError while nobody is signed in."""
        if self.window.shell is None:
            msg = "nobody is signed in"
            raise LookupError(msg)
        return self.window.shell

    def begin(self, place: Place, passphrase: str, actor: Actor) -> None:
        """Open the store and wait for the desk."""
        self.window.begin(place, passphrase, actor)
        self.hand.until(lambda: self.window.shell, "the desk")

    def look_up(self) -> None:
        """Type what one knows, key by key."""
        field = self.shell.bar.search.edit
        field.clear()
        self.hand.type(field, WHO)
        self.hand.until(lambda: self.shell.search.results.current, "a person found")

    def open_person(self) -> None:
        """Enter opens the person."""
        self.hand.press(self.shell.bar.search.edit, Qt.Key.Key_Return)
        self.hand.until(lambda: self._orders(self.shell.customer), "the person's orders")

    def _orders(self, screen: CustomerScreen) -> int:
        return len(screen.page.orders) if screen.page else 0

    def open_dispute(self) -> None:
        """Open a dispute on one order and say what the customer says."""
        self.hand.click(f"Open a dispute on order {DISPUTED}", self.shell.customer)
        dialog = self.hand.dialog()
        if isinstance(dialog, OpeningDialog):
            dialog.kind.choose("packaging")
            self.hand.type(dialog.text, CLAIM)

    def begin_case(self) -> None:
        """Enter the dispute; the case opens."""
        self.hand.click("Open the dispute", self.hand.dialog())
        self.hand.until(lambda: self.shell.here[0] == "case", "the case")
        self.case_id = self.shell.here[1]
        self.hand.until(lambda: self._page() is not None, "the case's page")

    def _page(self) -> object:
        page = self.shell.queue.page
        return page if page is not None and page.case.id == self.case_id else None

    def _entries(self) -> int:
        page = self.shell.queue.page
        return len(page.entries) if page is not None else 0

    def record(self, tab: str, text: str) -> None:
        """Record a note, a call or a chat."""
        before, composer = self._entries(), self.shell.queue.work.composer
        composer.tabs.choose(tab)
        self.hand.type(composer.editors[tab], text) if text.isascii() else composer.editors[tab].setPlainText(
            text
        )
        self.hand.click(composer.record_button.text(), composer)
        self.hand.until(lambda: self._entries() > before, f"the {tab} on record")

    def drop(self, folder: Path) -> None:
        """Drop a mail and photographs onto the case."""
        files, before = things(folder), self._entries()
        self.hand.drop(self.shell.queue.work.timeline.viewport(), files)
        self.hand.until(lambda: self._entries() >= before + len(files), "all that was dropped")

    def record_facts(self) -> None:
        """Identity and product first."""
        queue = self.shell.queue
        before = self._entries()
        queue.context.asked.identity.click()
        menu = queue.context.asked.identity.menu_list
        menu.actions()[1].trigger()
        menu.hide()
        self.hand.until(lambda: self._entries() > before, "identity")
        self.hand.type(queue.context.asked.product, PRODUCT)
        queue.context.asked.record.click()
        self.hand.until(lambda: self._entries() > before + 1, "product")

    def weigh(self) -> None:
        """Choose the outcome and write why."""
        queue = self.shell.queue
        queue.work.decide()
        deciding = queue.work.deciding
        self.hand.click("Decline with reason", deciding.outcomes)
        deciding.reason.setPlainText(REASON)
        self.hand.until(deciding.decide.isEnabled, "a decision that may be taken")

    def decide(self) -> None:
        """Decide."""
        before = self._entries()
        self.shell.queue.work.deciding.decide.click()
        self.hand.until(lambda: self._entries() > before, "the decision")

    def write_letter(self) -> None:
        """Look at the letter in the customer's language."""
        self.shell.queue.write_letter()
        self.hand.until(lambda: self.shell.letter.view.pages, "the letter")

    def save_letter(self) -> None:
        """Issue the letter and keep its file."""
        letter = self.shell.letter
        letter.issue_to(self.hand.out / f"{self._number()}.pdf")
        self.hand.until(lambda: letter.issued is not None, "the letter issued")
        self.hand.until((self.hand.out / f"{self._number()}.pdf").is_file, "the letter's file")

    def _number(self) -> str:
        page = self.shell.queue.page
        return page.case.no if page is not None else "letter"

    def hand_over(self) -> None:
        """Record how the letter went out."""
        self.shell.letter.record_hand_over()
        self.hand.click("Record", self.hand.dialog())
        self.hand.until(lambda: self.shell.here[0] == "case", "the case again")
        self.hand.pause(400)

    def close(self) -> None:
        """Close the case."""
        before = self._entries()
        self.hand.click("Close", self.shell.queue.work.head)
        self.hand.until(lambda: self._entries() > before, "the closed case")

    def go(self, screen: str, key: int = 0) -> None:
        """Go to a place and let it fill."""
        self.shell.go(screen, key)
        self.hand.pause(700)

    def palette(self) -> None:
        """Show what can be done."""
        self.shell.search.begin(">")
        self.hand.pause(200)


Job = tuple[str, Callable[[], object]]


def run(house: House, place: Place, passphrase: str, actor: Actor, out: Path) -> list[TourStep]:
    """Drive the window through the main jobs on a made-up store; put pictures and letters into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    window = make_window(house, {"look": theme.Scheme.LIGHT.value})
    tour = Tour(window, Driver(window, out, "-light"))
    window.show()
    with tempfile.TemporaryDirectory(prefix="rakufun-tour-") as sent:
        for name, job in _whole(tour, place, passphrase, actor, Path(sent)):
            with tour.hand.step(name):
                job()
    tour.hand.suffix = "-dark"
    theme.current().use(theme.Scheme.DARK)
    for name, job in _again(tour):
        with tour.hand.step(name):
            job()
    window.close()
    return tour.hand.steps


def _whole(tour: Tour, place: Place, passphrase: str, actor: Actor, sent: Path) -> list[Job]:
    return [
        ("start", lambda: tour.begin(place, passphrase, actor)),
        ("lookup", tour.look_up),
        ("customer", tour.open_person),
        ("open-dispute", tour.open_dispute),
        ("case-opened", tour.begin_case),
        ("call", lambda: tour.record("call", CALL)),
        ("mail-and-photographs", lambda: tour.drop(sent)),
        ("note", lambda: tour.record("note", NOTE)),
        ("chat", lambda: tour.record("chat", CHAT)),
        ("facts", tour.record_facts),
        ("weigh", tour.weigh),
        ("workspace", tour.decide),
        ("letter", tour.write_letter),
        ("letter-issued", tour.save_letter),
        ("handed-over", tour.hand_over),
        ("closed", tour.close),
        ("queue", lambda: tour.go("queue")),
        ("palette", tour.palette),
        ("settings", lambda: tour.go("settings")),
    ]


def _again(tour: Tour) -> list[Job]:
    return [
        ("lookup", tour.look_up),
        ("customer", tour.open_person),
        ("workspace", lambda: tour.go("case", tour.case_id)),
        ("queue", lambda: tour.go("queue")),
        ("palette", tour.palette),
        ("settings", lambda: tour.go("settings")),
    ]
