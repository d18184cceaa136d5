"""The pane in the middle: the head of the case, its timeline, and where one records or decides."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from console.cases.records import CaseState
from console.disputes.records import Draft
from console.words import N_, _
from widgets import theme
from widgets.kit.buttons import Button, Look
from widgets.kit.dialogs import confirm
from widgets.kit.dropzone import Dropped, DropZone, things_in
from widgets.kit.empty import Empty
from widgets.kit.notice import Notice
from widgets.kit.problem import Problem
from widgets.kit.timeline import Entry, Timeline
from widgets.kit.wording import moment_words
from widgets.screens.desk import Desk
from widgets.screens.queue.composer import Composer
from widgets.screens.queue.decide_panel import DecidePanel
from widgets.screens.queue.entries import decision_words
from widgets.screens.queue.entries_talk import GO_TO
from widgets.screens.queue.head import CaseHead
from widgets.screens.queue.pages import CasePage
from widgets.screens.queue.verbs import CaseVerbs
from widgets.theme import Tone

ROOMY = 780  # below this height the row of steps gives way to what is being decided


class WorkPane(QStackedWidget):
    """Shows one case, or says what to do while none is."""

    asked = Signal(str, str)  # an entry's reference, what is asked of it
    looked = Signal(int)  # the evidence to look at

    def __init__(self, desk: Desk, verbs: CaseVerbs) -> None:
        super().__init__()
        self._desk, self._verbs = desk, verbs
        self.page: CasePage | None = None
        self.head = CaseHead(desk, verbs)
        self.drafted = QWidget()
        self.timeline = Timeline(_(N_("Timeline")))
        self.deciding = DecidePanel(desk, verbs)
        self.of_files = Problem()
        self.composer = Composer(desk, verbs)
        self.sheet = QWidget()
        theme.set_look(self.sheet, ground="background")
        self._draft_place = QVBoxLayout(self.drafted)
        self._draft_place.setContentsMargins(0, 0, 0, 0)
        self._drafted: Draft | None = None
        self._lay_out()
        self.head.wants_decision.connect(self.decide)
        self.deciding.left.connect(self._stop_deciding)
        self.timeline.asked.connect(self._ask)
        self.timeline.opened.connect(lambda _entry, evidence_id: self.looked.emit(evidence_id))
        self.composer.intake.changed.connect(verbs.changed)
        self.composer.intake.said.connect(self._say_of_files)
        self._drops = DropZone(self.sheet, self._drop, frame=self.composer)
        for editor in (*self.composer.editors.values(), self.deciding.reason):
            self._drops.watch(editor)

    def _lay_out(self) -> None:
        nothing = Empty(
            "inbox-outline",
            _(N_("No case is chosen")),
            _(N_("Choose one on the left, or find a customer with Ctrl+K and open a dispute.")),
        )
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(20, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addWidget(self.drafted)
        column.addWidget(self.timeline, 1)
        column.addWidget(self.of_files)
        column.addWidget(self.deciding)
        column.addWidget(self.composer)
        self.timeline.setMinimumHeight(1)
        self.deciding.hide()
        self.drafted.hide()
        self.addWidget(nothing)
        self.addWidget(self.sheet)

    def steps(self, page: CasePage, entries: Sequence[Entry]) -> list[Callable[[], object]]:
        """Return what shows a case, or the same one as it is now, to be taken one after the other."""
        steps: list[Callable[[], object]] = [
            partial(self.composer.open, page.case.id, page.drafts),
            partial(self._show_timeline, page, entries),
            partial(self._show_page, page),
        ]
        return steps if self.page is not None else [partial(self._show_first, page), *steps]

    def _show_first(self, page: CasePage) -> None:
        self.head.show_page(page)
        self.setCurrentWidget(self.sheet)

    def _is_other(self, page: CasePage) -> bool:
        return self.page is None or self.page.case.id != page.case.id

    def _show_timeline(self, page: CasePage, entries: Sequence[Entry]) -> None:
        self.timeline.show_entries(entries)
        if self._is_other(page):
            self.timeline.go_to_end()

    def _show_page(self, page: CasePage) -> None:
        other = self._is_other(page)
        self.page = page
        if other and self.deciding.isVisible():
            self._stop_deciding()
        self.head.show_page(page)
        self._show_draft(page)
        if self.deciding.isVisible():
            self.deciding.show_page(page)
        self._show_foot()

    def _show_draft(self, page: CasePage) -> None:
        draft = page.dispute.draft
        if draft == self._drafted:
            return
        self._drafted = draft
        while (item := self._draft_place.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if draft is not None:
            self._draft_place.addWidget(self._draft_notice(page, draft))

    def _draft_notice(self, page: CasePage, draft: Draft) -> Notice:
        text = _(
            "{name} at {moment}: {reason}",
            name=page.name_of(draft.drafted_by),
            moment=moment_words(draft.drafted_at, self._desk.zone),
            reason=draft.reason,
        )
        title = _("A decision waits for a supervisor: {outcome}", outcome=decision_words(draft))
        buttons = []
        own = draft.drafted_by == self._desk.actor.operator_id
        if self._desk.actor.may("case:decide") and not own:
            buttons.append(Button(_(N_("Decide on it …")), self.decide))
        if self._desk.actor.may("case:work"):
            buttons.append(Button(_(N_("Drop the draft …")), self.drop_draft, look=Look.QUIET))
        return Notice(title, text, Tone.WARNING, *buttons)

    def decide(self) -> None:
        """Open the panel in which the dispute is decided."""
        if self.page is not None and self.head.decide.isVisibleTo(self.head):
            self.composer.hide()
            self.deciding.begin(self.page)
            self._show_foot()

    def drop_draft(self) -> None:
        """Ask, then drop the draft of a refused decision, which nobody can bring back."""
        draft = self._drafted
        if draft is not None:
            title = _("Drop the draft: {outcome}", outcome=decision_words(draft))
            text = _(N_("The decision that waits for a supervisor is gone then. The case stays as it is."))
            confirm(self, title, text, _(N_("Drop the draft")), self._verbs.drop_draft)

    def go_on(self) -> None:
        """Go to where one records or decides."""
        if self.deciding.isVisible():
            self.deciding.outcomes.begin()
        elif self.composer.isVisible():
            self.composer.begin(self.composer.tab)

    def _stop_deciding(self) -> None:
        self.deciding.hide()
        self._show_foot()
        self.head.decide.setFocus()

    def _show_foot(self) -> None:
        closed = self.page is None or self.page.case.state is CaseState.CLOSED
        records = self._desk.actor.may("message:record") and not closed
        decides = not self.deciding.isHidden()
        self.composer.setVisible(records and not decides)
        self.drafted.setVisible(self._drafted is not None and not decides)
        self.head.show_steps(shown=not decides or self.height() >= ROOMY)

    def leave(self) -> None:
        """Save what was typed and not saved yet."""
        self.composer.leave()
        self.deciding.keep()

    def record(self) -> None:
        """Record, or decide, what stands at the foot."""
        if self.deciding.isVisible():
            self.deciding.take()
        elif self.composer.isVisible():
            self.composer.record()

    def begin_recording(self, tab: str) -> None:
        """Go to one of the tabs in which one records."""
        self.deciding.hide()
        self._show_foot()
        if self.composer.isVisible():
            self.composer.begin(tab)

    def _drop(self, things: Sequence[Dropped]) -> None:
        if not things or self.page is None:
            return
        if not self._desk.actor.may("evidence:record"):
            self._desk.undo.tell(_(N_("Nothing was taken in: your role does not record evidence.")))
        elif self.page.case.state is CaseState.CLOSED:
            self._desk.undo.tell(_(N_("Nothing was taken in: the case is closed. Reopen it first.")))
        else:
            self.composer.take(things)

    def _say_of_files(self, text: str) -> None:
        """Say it here too, for the composer is hidden while one decides."""
        intake = self.composer.intake
        again = intake.try_again if intake.can_try_again else None
        self.of_files.say(text if self.composer.isHidden() else "", again)

    def paste(self) -> None:
        """Take in the picture or the files on the clipboard."""
        self._drop(things_in(QGuiApplication.clipboard().mimeData()))

    def _ask(self, entry_id: object, action: str) -> None:
        page = self.page
        if page is not None and action.startswith(GO_TO):
            ref = f"message:{action.removeprefix(GO_TO)}"
            self.timeline.go_to(next((e.id for e in page.entries if e.ref == ref), None))
            return
        entry = next((e for e in page.entries if e.id == entry_id), None) if page else None
        if entry is not None:
            self.asked.emit(entry.ref, action)
