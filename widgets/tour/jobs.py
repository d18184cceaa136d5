"""The jobs of the tour, each done as a person would."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt

from console.access import Actor
from console.stores.records import Place
from console.words import _
from widgets.kit.richtext import RichText
from widgets.screens.queue.opening import OpeningDialog
from widgets.screens.queue.pages import CasePage
from widgets.tour.driver import Driver
from widgets.tour.made_up import things
from widgets.window import ConsoleWindow
from widgets.window_shell import Shell

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
class Visit:
    """A window and the hand that drives it."""

    window: ConsoleWindow
    hand: Driver

    @property
    def shell(self) -> Shell:
        """The desk. Raises: LookupError while nobody is signed in."""
        if self.window.shell is None:
            msg = "nobody is signed in"
            raise LookupError(msg)
        return self.window.shell

    def page(self) -> CasePage | None:
        """The case shown."""
        return self.shell.queue.page

    def entries(self) -> int:
        """How long the timeline shown is."""
        page = self.page()
        return len(page.entries) if page is not None else 0

    def go(self, screen: str, key: int = 0) -> None:
        """Go to a place and let it fill."""
        self.shell.go(screen, key)
        self.hand.pause(700)
        self.hand.until(lambda: not self.shell.queue.is_showing, "the whole page")

    def palette(self) -> None:
        """Show what can be done."""
        self.shell.search.begin(">")
        self.hand.until(self.shell.search.results.isVisible, "the palette")


class Finding(Visit):
    """Finds a person and opens a dispute."""

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
        before = self.shell.customer.page
        self.hand.press(self.shell.bar.search.edit, Qt.Key.Key_Return)
        self.hand.until(lambda: self.shell.customer.page is not before, "the person as it is now")
        self.hand.until(
            lambda: self.shell.customer.page and self.shell.customer.page.orders, "the person's orders"
        )

    def open_dispute(self) -> None:
        """Open a dispute on one order and say what the customer says."""
        self.hand.click(_("Open a dispute on order {number}", number=DISPUTED), self.shell.customer)
        dialog = self.hand.dialog()
        if isinstance(dialog, OpeningDialog):
            dialog.kind.choose("packaging")
            self.hand.type(dialog.text, CLAIM)

    def open_case(self) -> None:
        """Open the case shown last again."""
        page = self.page()
        self.go("case", page.case.id if page is not None else 0)

    def begin_case(self) -> None:
        """Enter the dispute; the case opens."""
        self.hand.click(_("Open the dispute"), self.hand.dialog())
        self.hand.until(lambda: self.shell.here[0] == "case", "the case")
        self.hand.until(lambda: self.page() is not None, "the case's page")


class Working(Visit):
    """Records what was said and sent, and decides."""

    def record(self, tab: str, text: str) -> None:
        """Record a note, a call or a chat."""
        before, composer = self.entries(), self.shell.queue.work.composer
        composer.tabs.choose(tab)
        self.hand.type(composer.editors[tab], text) if text.isascii() else composer.editors[tab].setPlainText(
            text
        )
        self.hand.click(composer.record_button.text(), composer)
        self.hand.until(lambda: self.entries() > before, f"the {tab} on record")

    def drop(self, folder: Path) -> None:
        """Drop a mail and photographs onto the case."""
        files, before = things(folder), self.entries()
        self.hand.drop(self.shell.queue.work.timeline.viewport(), files)
        self.hand.until(lambda: self.entries() >= before + len(files), "all that was dropped")

    def read_mail(self) -> None:
        """Look at the mail as it came, formatted."""
        page = self.page()
        mails = [m for m in page.messages.values() if m.original_id is not None] if page else []
        self.shell.queue.viewer.look(next(m.original_id for m in mails if m.original_id is not None))
        self.hand.until(lambda: self.hand.dialog().findChildren(RichText), "the mail")

    def put_mail_away(self) -> None:
        """Close the mail and go on."""
        self.hand.dialog().reject()
        self.hand.pause()

    def record_facts(self) -> None:
        """Identity and product first."""
        queue = self.shell.queue
        before = self.entries()
        queue.context.asked.identity.open_list().take(1)
        self.hand.until(lambda: self.entries() > before, "identity")
        self.hand.type(queue.context.asked.product, PRODUCT)
        queue.context.asked.record.click()
        self.hand.until(lambda: self.entries() > before + 1, "product")

    def weigh(self) -> None:
        """Choose the outcome and write why."""
        queue = self.shell.queue
        queue.work.decide()
        deciding = queue.work.deciding
        self.hand.click(_("Decline with reason"), deciding.outcomes)
        deciding.reason.setPlainText(REASON)
        self.hand.until(deciding.decide.isEnabled, "a decision that may be taken")

    def decide(self) -> None:
        """Decide."""
        before = self.entries()
        self.shell.queue.work.deciding.decide.click()
        self.hand.until(lambda: self.entries() > before, "the decision")

    def close(self) -> None:
        """Close the case."""
        before = self.entries()
        self.shell.queue.work.head.close_case.click()
        self.hand.until(lambda: self.entries() > before, "the closed case")


class Writing(Visit):
    """Answers by letter."""

    def write_letter(self) -> None:
        """Look at the letter in the customer's language."""
        self.shell.queue.write_letter()
        self.hand.until(lambda: self.shell.letter.view.pages, "the letter")

    def save_letter(self) -> None:
        """Issue the letter and keep its file."""
        letter = self.shell.letter
        letter.issue_to(self.hand.out / f"{self.number()}.pdf")
        self.hand.until(lambda: letter.issued is not None, "the letter issued")
        self.hand.until((self.hand.out / f"{self.number()}.pdf").is_file, "the letter's file")

    def number(self) -> str:
        """The case's number, which is all that the file's name says."""
        page = self.page()
        return page.case.no if page is not None else "letter"

    def hand_over(self) -> None:
        """Record how the letter went out."""
        self.shell.letter.record_hand_over()
        self.hand.click(_("Record"), self.hand.dialog())
        self.hand.until(lambda: self.shell.here[0] == "case", "the case again")
        self.hand.pause(400)
