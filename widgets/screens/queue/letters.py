"""What can be done to a letter from the timeline: look, print, hand over, make void."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from console.cases.records import Channel
from console.letters.actions import hand_over_letter, open_letter, take_back_hand_over
from console.words import N_, _
from widgets.kit.dialogs import Dialog
from widgets.kit.pdfview import PageView
from widgets.screens.desk import Desk
from widgets.screens.letter.hand_over import HandOverDialog
from widgets.screens.letter.paper import PAPER_PIXELS, choose_printer, put_on_paper
from widgets.screens.queue.evidence_dialog import fit_into
from widgets.screens.queue.verbs import CaseVerbs, step

SCREEN_PIXELS = 1240
LOOK_SIZE = (720, 880)
Pages = list[bytes]


class LetterVerbs:
    """Each verb of a letter, as its entry on the timeline offers it."""

    def __init__(self, desk: Desk, verbs: CaseVerbs, window: QWidget) -> None:
        self._desk, self._verbs, self._window = desk, verbs, window

    def do(self, action: str, letter_id: int) -> None:
        """Do what the button `action` of a letter's entry says."""
        known: dict[str, Callable[[int], object]] = {
            "open": self.look,
            "print": self.print_it,
            "hand-over": self.hand_over,
        }
        if action in known:
            known[action](letter_id)
        else:
            self._verbs.letter(action, letter_id)

    def look(self, letter_id: int) -> None:
        """Show the pages exactly as they were issued."""
        self._fetch(letter_id, SCREEN_PIXELS, self._show)

    def _show(self, pages: Pages) -> None:
        view = PageView(_(N_("The letter")))
        view.show_pages(pages)
        dialog = Dialog(self._window, self._no(), form=view, back=_(N_("Close")))
        fit_into(dialog, self._window, LOOK_SIZE)
        dialog.open()

    def print_it(self, letter_id: int) -> None:
        """Print the letter; the printer's queue shows the case number only."""
        printer = choose_printer(self._window, self._no())
        if printer is not None:
            self._fetch(letter_id, PAPER_PIXELS, lambda pages: put_on_paper(printer, pages))

    def _fetch(self, letter_id: int, width: int, then: Callable[[Pages], object]) -> None:
        desk = self._desk

        def fetch() -> Pages:
            return desk.drawer.pictures(open_letter(desk.backend, desk.actor, letter_id), width)

        desk.jobs.read(fetch, owner=self._window, done=then, refused=desk.refused)

    def _no(self) -> str:
        return self._verbs.page.case.no if self._verbs.page else ""

    def hand_over(self, letter_id: int) -> None:
        """Ask how the letter went out and record it; the case is answered then."""

        def record(channel: Channel, at: datetime, person: str) -> None:
            doing = step(hand_over_letter, letter_id, channel=channel, at=at, person=person)
            back = step(take_back_hand_over, letter_id)
            said = _(N_("The case is answered"))
            self._verbs.do(
                doing, said, back, refused=dialog.show_refusal, then=lambda _letter: dialog.record_and_close()
            )

        page = self._verbs.page
        dialog = HandOverDialog(self._window, self._desk, page.case.id if page else 0, record)
        dialog.open()
