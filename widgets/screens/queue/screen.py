"""The workspace: queue, case, context, and the keys for all of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.cases.records import CaseState
from console.evidence.actions import verify_evidence
from console.evidence.records import Checked
from console.evidence.room import Room
from console.words import N_, _
from widgets.kit.panes import Pane, Panes
from widgets.kit.shortcuts import Command
from widgets.kit.slices import Slices
from widgets.kit.taborder import follow_reading_order
from widgets.kit.timeline import Entry
from widgets.kit.wording import number
from widgets.screens.desk import Desk
from widgets.screens.queue.composer import TABS
from widgets.screens.queue.context_pane import ContextPane
from widgets.screens.queue.entries import entries_of, may_take_back
from widgets.screens.queue.evidence_dialog import EvidenceViewer
from widgets.screens.queue.keys import commands_of
from widgets.screens.queue.letters import LetterVerbs
from widgets.screens.queue.list_pane import ListPane
from widgets.screens.queue.pages import CasePage, fetch_case
from widgets.screens.queue.verbs import CaseVerbs
from widgets.screens.queue.work_pane import WorkPane

Acts = dict[str, tuple[Callable[[], object], Callable[[], bool]]]
NAME = "queue"
WIDE, NARROW, WIDE_FROM = (330, 326), (292, 280), 1240  # list and context
CASE_JOB = "queue-case"
WALK_MS = 60  # while one walks the list, only the case one stops at is fetched


@dataclass(frozen=True, slots=True)
class Fetched:
    """A case and its timeline in words, both made off the window's thread."""

    page: CasePage
    entries: Sequence[Entry]


class QueueScreen(QWidget):
    """Three panes: the queue, the case in work, what one must know for it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = 0
        self.verbs = CaseVerbs(desk)
        self.verbs.setParent(self)
        self.queue = ListPane(desk)
        self.work = WorkPane(desk, self.verbs)
        self.context = ContextPane(desk, self.verbs)
        self.letters = LetterVerbs(desk, self.verbs, self)
        self.viewer = EvidenceViewer(desk, self, self.refresh, self.work.composer.of_files)
        self._walking = QTimer(self, singleShot=True, interval=WALK_MS)
        self._walking.timeout.connect(self.refresh)
        self._slices = Slices(self)
        self._ordering = QTimer(self, singleShot=True, interval=0)
        self._ordering.timeout.connect(self._order_tabs)
        self._lay_out()
        self.queue.chosen.connect(self._walk)
        self.queue.list.opened.connect(lambda _row: self.work.go_on())
        self.verbs.changed.connect(self.refresh)
        self.work.head.wants_letter.connect(self.write_letter)
        self.work.asked.connect(self._ask)
        self.work.looked.connect(self.viewer.look)
        self._slices.ended.connect(self._ordering.start)
        self.work.timeline.made.connect(self._ordering.start)

    def _lay_out(self) -> None:
        panes = (
            Pane(self.queue, WIDE[0], least=240),
            Pane(self.work, 700, least=360, grows=True),
            Pane(self.context, WIDE[1], least=260),
        )
        self.panes = Panes(NAME, panes, self._desk.memory)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.panes)

    @property
    def page(self) -> CasePage | None:
        """The case shown."""
        return self.verbs.page

    def begin(self) -> None:
        """Show the queue as it is now, with the case chosen before or the most pressing one."""
        self.queue.reload()
        self.queue.list.setFocus()
        if self._case_id:
            self.refresh()

    def show_case(self, case_id: int) -> None:
        """Show one case, in the queue where it stands in it."""
        self._case_id = case_id
        self.queue.show_case(case_id)
        self.queue.reload()
        self.queue.list.setFocus()
        self.refresh()

    def _walk(self, case_id: int) -> None:
        self._case_id = case_id
        self._walking.start()

    def refresh(self) -> None:
        """Fetch the case again; what is shown stays until it is there."""
        if not self._case_id:
            return
        desk = self._desk
        known, case_id = self.page.thumbnails if self.page else {}, self._case_id

        def fetch() -> Fetched:
            page = fetch_case(desk.backend, desk.actor, case_id, known)
            return Fetched(page, entries_of(page, desk))

        desk.jobs.latest(CASE_JOB, fetch, owner=self, done=self._show, refused=desk.refused)

    def _show(self, fetched: Fetched) -> None:
        """Show a case step by step; the one before stays in sight, and in work, until all of it is there."""
        page = fetched.page
        work, context = self.work.steps(page, fetched.entries), self.context.steps(page, page.files)
        self._hold_paint(on=self.page is not None and self.page.case.id != page.case.id)
        self._slices.begin([*work, *context, partial(self._reveal, page)])

    def _hold_paint(self, *, on: bool) -> None:
        for part in (self.work.sheet, self.context.column):
            part.setUpdatesEnabled(not on)

    def _reveal(self, page: CasePage) -> None:
        self.verbs.page = page
        self._hold_paint(on=False)
        self.queue.show_changed(page.case, page.name_of(page.case.owner_id))

    @property
    def is_showing(self) -> bool:
        """Whether a case is on its way to the screen."""
        return self._walking.isActive() or self._slices.waiting > 0

    def _order_tabs(self) -> None:
        follow_reading_order(self)

    def write_letter(self) -> None:
        """Go to the letter that answers the case."""
        if self.page is not None:
            self._desk.go("letter", self.page.case.id)

    def _ask(self, ref: str, action: str) -> None:
        subject, _colon, key = ref.partition(":")
        if subject == "letter":
            self.letters.do(action, int(key))
        elif subject == "decision":
            self.verbs.withdraw_decision()
        elif action == "original":
            self._look_at_mail(int(key))
        elif action == "withdraw":
            self.verbs.withdraw(ref)
        elif action == "restore":
            self.verbs.restore(ref)

    def _look_at_mail(self, message_id: int) -> None:
        message = self.page.messages.get(message_id) if self.page else None
        if message is not None and message.original_id is not None:
            self.viewer.look(message.original_id)

    def leave(self) -> None:
        """Save what was typed and not saved yet, and begin nothing more, before the desk goes."""
        self._walking.stop()
        self._slices.stop()
        self.queue.leave()
        self.work.leave()
        self.context.asked.leave()

    def commands(self) -> list[Command]:
        """Return what can be done here by key."""
        acts = {**self._queue_acts(), **self._recording_acts(), **self._case_acts()}
        return commands_of(acts, _(N_("Disputes")))

    def _queue_acts(self) -> Acts:
        queue, here = self.queue, self.isVisible
        return {
            "next": (lambda: queue.list.step(1), here),
            "previous": (lambda: queue.list.step(-1), here),
            "filter": (queue.filter.setFocus, here),
            "mine": (queue.mine.click, here),
            "today": (queue.today.click, here),
            "overdue": (queue.overdue.click, here),
            "again": (self.begin, here),
        }

    def _recording_acts(self) -> Acts:
        work = self.work
        tabs: Acts = {tab: (partial(work.begin_recording, tab), self._may_record) for tab in TABS}
        return {
            **tabs,
            "record": (work.record, self.isVisible),
            "clock": (self._run_clock, self._may_record),
            "paste": (work.paste, self._may_record),
            "verify": (self._verify, self._has_files),
        }

    def _run_clock(self) -> None:
        self.work.begin_recording("call")
        self.work.composer.clock.start_or_stop()

    def _verify(self) -> None:
        page, desk = self.page, self._desk
        if page is None:
            return
        room = Room(desk.vault, desk.guard)
        call = partial(verify_evidence, desk.backend, desk.actor, page.case.id, room=room)
        shown = self.work.composer.of_files
        job = desk.jobs.read(
            call,
            owner=self,
            done=self._verified,
            refused=desk.refused,
            progress=shown.step,
            cancelled=shown.end,
        )
        shown.begin_file(_(N_("Verifying the files of the case")), job.cancel)

    def _verified(self, checked: Checked) -> None:
        self.work.composer.of_files.end()
        good, bad = number(checked.verified), number(len(checked.damaged))
        self._desk.undo.tell(_("Files as they were taken in: {good}. Damaged: {bad}.", good=good, bad=bad))
        self.refresh()

    def _case_acts(self) -> Acts:
        head, asked, verbs = self.work.head, self.context.asked, self.verbs

        def shown(button: QWidget) -> Callable[[], bool]:
            return lambda: self.isVisible() and button.isVisible() and button.isEnabled()

        return {
            "decide": (self.work.decide, shown(head.decide)),
            "take-back": (verbs.withdraw_decision, self._is_decided),
            "drop-draft": (self.work.drop_draft, self._has_draft),
            "letter": (self.write_letter, shown(head.letter)),
            "close": (self._close_or_reopen, self._can_close_or_reopen),
            "assign": (head.assign.open_list, shown(head.assign)),
            "rename": (head.title.begin, self._may_work),
            "identity": (asked.begin_identity, self._is_undecided),
            "product": (asked.begin_product, self._is_undecided),
            "questions": (asked.begin_questions, self._is_undecided),
            "kind": (asked.kind.open_list, self._is_undecided),
            "reveal": (self.context.reveal_all, self._has_case),
            "customer": (self._open_customer, self._has_case),
        }

    def _close_or_reopen(self) -> None:
        head = self.work.head
        (head.reopen if head.reopen.isVisible() else head.close_case).click()

    def _can_close_or_reopen(self) -> bool:
        return self.work.head.reopen.isVisible() or self.work.head.close_case.isVisible()

    def _open_customer(self) -> None:
        if self.page is not None:
            self._desk.go("customer", self.page.case.account_id)

    def _has_case(self) -> bool:
        return self.isVisible() and self.page is not None

    def _may_record(self) -> bool:
        closed = self.page is None or self.page.case.state is CaseState.CLOSED
        return self._has_case() and not closed and self._desk.actor.may("message:record")

    def _has_files(self) -> bool:
        files = self.page is not None and bool(self.page.evidence)
        return self._has_case() and files and self._desk.actor.may("evidence:verify")

    def _may_work(self) -> bool:
        return self._has_case() and self._desk.actor.may("case:work")

    def _is_undecided(self) -> bool:
        return self._may_work() and self.page is not None and self.page.case.state is CaseState.OPEN

    def _is_decided(self) -> bool:
        return self._has_case() and self.page is not None and may_take_back(self.page, self._desk)

    def _has_draft(self) -> bool:
        return self._may_work() and self.page is not None and self.page.dispute.draft is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step back to the queue with Esc, out of a filter first."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.queue.filter.hasFocus() and self.queue.filter.text():
            self.queue.filter.clear()
        else:
            self.queue.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the case more of a narrow window, until somebody moves the panes himself."""
        super().resizeEvent(event)
        if f"panes/{NAME}" not in self._desk.memory:
            sides = WIDE if self.width() >= WIDE_FROM else NARROW
            self.panes.setSizes([sides[0], self.width() - sum(sides), sides[1]])
