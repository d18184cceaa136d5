"""The page on which a letter is looked at, issued, saved, printed, and its hand-over recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from console.cases.records import Channel
from console.disputes.answer_actions import issue_answer, prepare_answer, preview_answer
from console.disputes.answering import Prepared
from console.errors import Invalid, Refused
from console.letters.actions import hand_over_letter, open_letter, take_back_hand_over, void_letter
from console.letters.records import Drawn
from console.letters.records_register import KeptAddress, Letter, LetterState
from console.letters.rules import is_fallback
from console.words import N_, _, listed
from widgets.kit.buttons import Button, Look
from widgets.kit.labels import Label
from widgets.kit.notice import Notice
from widgets.kit.pdfview import PageView
from widgets.kit.scroll import Column, clear
from widgets.kit.shortcuts import Command
from widgets.screens.desk import Desk
from widgets.screens.form_draft import FormDraft, case_subject
from widgets.screens.letter.form import AddressForm
from widgets.screens.letter.hand_over import HandOverDialog
from widgets.screens.letter.paper import PAPER_PIXELS, choose_printer, put_on_paper
from widgets.theme import Face, Tone

BEHIND_MS = 120  # after the last keystroke, before the letter is drawn anew
SIDE = 380
UNDO_ROOM = 76  # at the foot, where the bar of Undo stands
PREVIEW_PIXELS = 1240
JOB = "letter-preview"


@dataclass(frozen=True, slots=True)
class Shown:
    """A letter drawn, and its pages as pictures."""

    drawn: Drawn
    pages: list[bytes]


class LetterScreen(QWidget):
    """Shows the answer of one case; `done(case_id)` goes back to it."""

    def __init__(self, desk: Desk, done: Callable[[int], object]) -> None:
        super().__init__()
        self._desk, self._done = desk, done
        self._prepared: Prepared | None = None
        self._letter: Letter | None = None
        self._filling = False
        self.title = Label("", Face.TITLE)
        self.form = AddressForm(self._typed)
        self.draft = FormDraft(desk, self.form.fields, "letter")
        self.notices = QVBoxLayout()
        self.view = PageView(_(N_("The letter")))
        self.save = Button(_(N_("Save PDF …")), self.save_as, look=Look.PRIMARY, icon="content-save-outline")
        self.print = Button(_(N_("Print …")), self.print_it, icon="printer-outline")
        self.hand_over = Button(_(N_("Record hand-over …")), self.record_hand_over, icon="mailbox-up-outline")
        self.back = Button(_(N_("Back to the case")), self.leave, look=Look.QUIET, icon="arrow-left")
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(BEHIND_MS)
        self._later.timeout.connect(self._draw)
        self._lay_out()

    def _lay_out(self) -> None:
        side = Column(_(N_("To whom the letter goes")), margin=20)
        side.setFixedWidth(SIDE)
        side.body.setContentsMargins(20, 20, 20, UNDO_ROOM)
        side.body.addWidget(self.back, alignment=Qt.AlignmentFlag.AlignLeft)
        for part in (self.title, self.form, self.draft):
            side.add(part)
        side.add(self.notices)
        side.body.addStretch(1)
        for button in (self.save, self.print, self.hand_over):
            side.add(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self.view, 1)

    def commands(self) -> list[Command]:
        """Return what can be done here by key."""
        here, save, paper = self.isVisible, "content-save-outline", "printer-outline"
        rows = (
            ("save", N_("Save the letter"), self.save_as, "Ctrl+S", save, here),
            ("print", N_("Print the letter"), self.print_it, "Ctrl+P", paper, here),
            ("hand-over", N_("Record how the letter went out"), self.record_hand_over, "Ctrl+Shift+H",
             "mailbox-up-outline", self._is_issued),
            ("back", N_("Back to the case"), self.leave, "Ctrl+Backspace", "arrow-left", here),
        )  # fmt: skip
        return [
            Command(f"letter.{name}", _(words), act, key, _(N_("Letter")), icon, possible)
            for name, words, act, key, icon, possible in rows
        ]

    def _is_issued(self) -> bool:
        return self.isVisible() and self._letter is not None and self._letter.state is LetterState.ISSUED

    @property
    def issued(self) -> Letter | None:
        """The letter issued from what is typed, None while it is not."""
        return self._letter

    def show_case(self, case_id: int) -> None:
        """Fetch what the letter of this case begins with, and draw it."""
        self.draft.leave()
        self._letter = None
        self.view.show_pages([])
        self._desk.write(prepare_answer, case_id, owner=self, done=self._begin)

    def _begin(self, prepared: Prepared) -> None:
        self._prepared = prepared
        self.title.setText(_("Letter for {no}", no=prepared.case.no))
        self._filling = True
        self.form.fill(prepared.addressee.to)
        self._filling = False
        self.draft.begin(case_subject(prepared.case.id))
        self._show_state()
        self._draw()
        self.form.name.setFocus()

    def _typed(self) -> None:
        if not self._filling:
            self._letter = None
            self._show_state()
            self._later.start()

    def _draw(self) -> None:
        prepared = self._prepared
        if prepared is None:
            return
        to = self.form.address()
        drawer, actor, backend = self._desk.drawer, self._desk.actor, self._desk.backend

        def draw() -> Shown:
            drawn = preview_answer(backend, actor, drawer, prepared.case.id, to)
            return Shown(drawn, drawer.pictures(drawn.pdf, PREVIEW_PIXELS))

        self._desk.jobs.latest(JOB, draw, owner=self, done=self._show, refused=self._not_drawn)

    def _show(self, shown: Shown) -> None:
        self.view.show_pages(shown.pages)
        self._allow(drawn=True)
        self._tell(self._warnings(shown.drawn))

    def _allow(self, *, drawn: bool) -> None:
        self.save.setEnabled(drawn)
        self.print.setEnabled(drawn)

    def _not_drawn(self, refusal: Refused) -> None:
        self.view.show_pages([])
        self._allow(drawn=False)
        self._tell([Notice(_(N_("This letter cannot be drawn")), refusal.text(), Tone.DANGER)])

    def _warnings(self, drawn: Drawn) -> list[Notice]:
        to, found = self.form.address(), []
        if not to.name or not to.lines:
            text = _(N_("Nothing is on record. What you type here is kept on the case."))
            found.append(Notice(_(N_("Name or address is missing")), text, Tone.WARNING))
        elif not self._is_verified(to):
            text = _(
                N_("Make sure by a channel we recommend that the person can be reached there (policy L78).")
            )
            found.append(Notice(_(N_("This address is not verified")), text, Tone.WARNING))
        if is_fallback(drawn.asked):
            text = _(N_("There is no letter in this language yet. It is written in English and says so."))
            found.append(Notice(_(N_("The letter is in English")), text))
        if drawn.removed:
            codes = listed(c for r in drawn.removed for c in r.characters)
            found.append(Notice(_(N_("Left out, because nobody could see them")), codes))
        if not drawn.fits_window:
            found.append(Notice(_(N_("The address is larger than the envelope's window")), "", Tone.WARNING))
        return found

    def _is_verified(self, to: KeptAddress) -> bool:
        prepared = self._prepared
        if prepared is None:
            return False
        known = [prepared.account_address, prepared.addressee.to]
        return any(
            k is not None and k.verified and (k.name, k.lines, k.country) == (to.name, to.lines, to.country)
            for k in known
        )

    def _tell(self, notices: list[Notice]) -> None:
        clear(self.notices)
        for notice in notices:
            self.notices.addWidget(notice)

    def _show_state(self) -> None:
        self.hand_over.setEnabled(self._letter is not None and self._letter.state is LetterState.ISSUED)

    def _issued(self, then: Callable[[Letter], object]) -> None:
        """Issue the letter as it is typed, unless that was done, and go on with `then`."""
        prepared = self._prepared
        if prepared is None:
            return
        if self._letter is not None:
            then(self._letter)
            return
        self.form.clear_errors()
        if not self.form.address().name:
            self.form.show_invalid(Invalid(N_("The letter needs the person's name."), field="name"))
            return

        def issued(letter: Letter) -> None:
            self._letter = letter
            self.draft.recorded()
            self._show_state()
            self._offer_void(letter, _(N_("The letter is issued")))
            then(letter)

        self._desk.write(
            issue_answer,
            self._desk.drawer,
            prepared.case.id,
            self.form.address(),
            owner=self,
            done=issued,
            refused=self._not_issued,
        )

    def _not_issued(self, refusal: Refused) -> None:
        if not (isinstance(refusal, Invalid) and self.form.show_invalid(refusal)):
            self._desk.refused(refusal)

    def _offer_void(self, letter: Letter, said: str) -> None:
        def undo() -> None:
            self._desk.write(void_letter, letter.id, owner=self, done=self._undone)

        self._desk.undo.offer(said, undo)

    def _undone(self, letter: Letter) -> None:
        self._letter = letter if letter.state is LetterState.ISSUED else None
        self._show_state()
        self._desk.undo.tell(_(N_("Taken back")))

    def save_as(self) -> None:
        """Issue the letter and save it; the file's name is the case number only."""
        if self._prepared is None:
            return
        name, _kind = QFileDialog.getSaveFileName(
            self, _(N_("Save the letter")), f"{self._prepared.case.no}.pdf", "PDF (*.pdf)"
        )
        if name:
            self.issue_to(Path(name))

    def issue_to(self, file: Path) -> None:
        """Issue the letter as it is typed and save it as `file`."""
        self._issued(lambda letter: self._save(letter, file))

    def _save(self, letter: Letter, file: Path) -> None:
        call = partial(open_letter, self._desk.backend, self._desk.actor, letter.id)
        self._desk.jobs.read(
            lambda: write_file(file, call()), owner=self, done=self._saved, refused=self._desk.refused
        )

    def _saved(self, file: Path) -> None:
        if self._letter is not None and self._letter.state is LetterState.ISSUED:
            self._offer_void(self._letter, _("Issued and saved as {file}", file=file.name))
        else:
            self._desk.undo.tell(_("Saved as {file}", file=file.name))

    def print_it(self) -> None:
        """Issue the letter and print it."""
        if self._prepared is None:
            return
        printer = choose_printer(self, self._prepared.case.no)
        if printer is not None:
            self._issued(lambda letter: self._fetch_pages(letter, lambda pages: put_on_paper(printer, pages)))

    def _fetch_pages(self, letter: Letter, then: Callable[[list[bytes]], object]) -> None:
        desk = self._desk

        def fetch() -> list[bytes]:
            return desk.drawer.pictures(open_letter(desk.backend, desk.actor, letter.id), PAPER_PIXELS)

        desk.jobs.read(fetch, owner=self, done=then, refused=desk.refused)

    def record_hand_over(self) -> None:
        """Ask how, when and by whom the letter went out; the case is answered then."""
        letter = self._letter
        if letter is None:
            return

        def record(channel: Channel, at: datetime, person: str) -> None:
            self._desk.write(
                hand_over_letter,
                letter.id,
                owner=dialog,
                done=handed_over,
                refused=dialog.show_refusal,
                channel=channel,
                at=at,
                person=person,
            )

        def handed_over(kept: Letter) -> None:
            dialog.record_and_close()
            self._handed_over(kept)

        dialog = HandOverDialog(self, self._desk, letter.case_id, record)
        dialog.open()

    def _handed_over(self, letter: Letter) -> None:
        self._letter = letter
        self._show_state()

        def undo() -> None:
            self._desk.write(take_back_hand_over, letter.id, owner=self._desk.undo, done=lambda _letter: None)

        self._desk.undo.offer(_(N_("The case is answered")), undo)
        self.leave()

    def leave(self) -> None:
        """Go back to the case."""
        self._desk.jobs.forget(JOB)
        self.draft.leave()
        if self._prepared is not None:
            self._done(self._prepared.case.id)


def write_file(file: Path, data: bytes) -> Path:
    """Write `data` to `file`, whole or not at all, and return it. Raises: Refused."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_bytes(data)
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise Refused(N_("The file could not be written there. The letter stays in the register.")) from None
    return file
