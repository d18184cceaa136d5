"""The queue on the left: figures, filters, and the cases, most pressing first."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout

from console.cases.actions import count_cases, list_cases
from console.cases.records import CaseFile, CaseFilter, QueueCounts, QueueRow
from console.cases.rules import end_of_day, filter_from
from console.disputes.records import Kind
from console.errors import Invalid, Refused
from console.words import N_, _
from widgets import theme
from widgets.kit.empty import Empty
from widgets.kit.flow import Flow
from widgets.kit.labels import Label, tip
from widgets.kit.problem import Problem
from widgets.kit.table import CHUNK, RecordList, RowFace
from widgets.kit.wording import number
from widgets.screens.desk import Desk
from widgets.screens.queue.chips import Chip
from widgets.screens.queue.faces import row_face
from widgets.theme import Face, Tone

TYPING_MS = 200  # after the last keystroke in the filter
TICK_MS = 20_000  # clocks in the list move on
LIST_JOB, COUNT_JOB = "queue-list", "queue-counts"
Deliver = Callable[[Sequence[QueueRow]], None]


class ListPane(QFrame):
    """`chosen(case_id)` as one walks the list; `show_case` marks a case chosen elsewhere."""

    chosen = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._wanted = CaseFilter(open_only=True)
        self._marked = 0
        theme.set_look(self, ground="panel")
        self._open = Label("", tone="muted")
        tip(self._open, _(N_("Investigating, decided or answered; state:open lists the first of these.")))
        self.mine = Chip("", Tone.ACCENT, hint=_(N_("Only cases that are yours  (M)")))
        self.today = Chip("", Tone.WARNING, hint=_(N_("Only cases due before midnight  (U)")))
        self.overdue = Chip("", Tone.DANGER, hint=_(N_("Only cases past their day  (O)")))
        self.filter = QLineEdit()
        self.problem = Problem()
        self._shown = Label("", Face.SMALL, "muted")
        self.list: RecordList[QueueRow] = RecordList(_(N_("Cases")), self._face)
        self.empty = Empty("inbox-outline", "", "")
        self._stack = QStackedWidget()
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._lay_out()
        self._connect()
        self._show_counts(QueueCounts(0, 0, 0, 0))

    def _lay_out(self) -> None:
        self.filter.setFont(theme.font(Face.BODY))
        self.filter.setClearButtonEnabled(True)
        self.filter.setAccessibleName(_(N_("Filter the queue")))
        self.filter.setPlaceholderText(_(N_("kind: state: owner: or words")))
        tip(
            self.filter,
            _(N_('For example: kind:packaging state:open owner:me, or owner:"Mori Aya" box  (/)')),
        )
        title = QHBoxLayout()
        title.addWidget(Label(_(N_("Dispute queue")), Face.TITLE), 1)
        title.addWidget(self._open)
        chips = Flow(spacing=8)
        for chip in (self.mine, self.today, self.overdue):
            chips.addWidget(chip)
        head = QVBoxLayout()
        head.setContentsMargins(16, 14, 16, 10)
        head.setSpacing(8)
        head.addLayout(title)
        head.addLayout(chips)
        for part in (self.filter, self.problem, self._shown):
            head.addWidget(part)
        self._shown.hide()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        for chip in (self.mine, self.today, self.overdue):
            chip.clicked.connect(self.reload)
        self._typing.timeout.connect(self.reload)
        self.filter.textChanged.connect(lambda _text: self._typing.start())
        self.filter.returnPressed.connect(self._enter)
        self.list.chosen.connect(lambda row: self._choose(row.case.id))
        self.list.rows.rowsInserted.connect(lambda *_rows: self._mark())
        tick = QTimer(self, interval=TICK_MS)
        tick.timeout.connect(self.list.viewport().update)
        tick.start()

    def _face(self, row: QueueRow) -> RowFace:
        return row_face(row, self._desk.backend.now())

    def reload(self) -> None:
        """Fetch figures and cases again, as the filter wants them."""
        self._typing.stop()
        self.count()
        try:
            typed = filter_from(self.filter.text(), Kind)
        except Invalid as wrong:
            self._say_wrong(wrong.text())
            return
        self._say_wrong("")
        self._wanted = self._narrowed(typed)
        self.list.rows.start(self._fetch)

    def leave(self) -> None:
        """Begin nothing more."""
        self._typing.stop()

    def count(self) -> None:
        """Fetch the figures again."""
        desk = self._desk
        call = partial(count_cases, desk.backend, desk.actor)
        desk.jobs.latest(COUNT_JOB, call, owner=self, done=self._show_counts, refused=desk.refused)

    def _narrowed(self, typed: CaseFilter) -> CaseFilter:
        now = self._desk.backend.now()
        midnight = end_of_day(now, self._desk.zone)
        today, overdue = self.today.isChecked(), self.overdue.isChecked()
        return replace(
            typed,
            open_only=typed.state is None,
            owner_id=self._desk.actor.operator_id if self.mine.isChecked() else None,
            unanswered=today or overdue,
            due_from=now if today and not overdue else None,
            due_before=midnight if today else now if overdue else None,
        )

    def _fetch(self, last: QueueRow | None, count: int, deliver: Deliver) -> None:
        desk = self._desk
        after = (last.case.due_by, last.case.id) if last else None
        call = partial(list_cases, desk.backend, desk.actor, self._wanted, limit=count, after=after)
        done = partial(self._take, deliver)
        desk.jobs.latest(LIST_JOB, call, owner=self, done=done, refused=self._not_listed)

    def _not_listed(self, refusal: Refused) -> None:
        if isinstance(refusal, Invalid) and refusal.field == "filter":
            self._say_wrong(refusal.text())
        else:
            self._desk.refused(refusal)

    def _take(self, deliver: Deliver, rows: Sequence[QueueRow]) -> None:
        deliver(rows)
        shown = len(self.list.rows.records)
        self._stack.setCurrentIndex(0 if shown else 1)
        if not shown:
            self._say_empty()
        whole = len(rows) < CHUNK
        words = _("{n} shown", n=number(shown)) if whole else _("more than {n}", n=number(shown - 1))
        self._shown.setText(words)
        self._shown.setVisible(self._is_narrowed() and bool(shown))

    def _is_narrowed(self) -> bool:
        return self._wanted != CaseFilter(open_only=True)

    def _say_empty(self) -> None:
        if self._is_narrowed():
            next_step = _(N_("Take a filter away, or look for a closed one with state:closed."))
            self.empty.say(_(N_("No case fits")), next_step)
        else:
            next_step = _(N_("Find the customer with Ctrl+K and open a dispute on one of their orders."))
            self.empty.say(_(N_("No open cases")), next_step)

    def _say_wrong(self, text: str) -> None:
        self.problem.say(text)
        theme.set_look(self.filter, wrong=bool(text))
        self.filter.setAccessibleDescription(text)

    def _show_counts(self, counts: QueueCounts) -> None:
        self._open.setText(_("{n} not closed", n=number(counts.open)))
        self.mine.rename(_("Mine {n}", n=number(counts.mine)))
        self.today.rename(_("Due today {n}", n=number(counts.due_today)))
        self.overdue.rename(_("Overdue {n}", n=number(counts.overdue)))

    def show_case(self, case_id: int) -> None:
        """Mark the case that is shown, where the list has it; tell nobody."""
        self._marked = case_id
        self._mark()

    def show_changed(self, case: CaseFile, owner: str) -> None:
        """Show a case of the list as it is now, and the figures."""
        for at, row in enumerate(self.list.rows.records):
            if row.case.id == case.id and (row.case, row.owner) != (case, owner):
                self.list.rows.replace(at, replace(row, case=case, owner=owner))
                self.count()

    def _mark(self) -> None:
        ids = [row.case.id for row in self.list.rows.records]
        if not self._marked and ids:
            self.list.choose_row(0)
        elif self._marked in ids:
            self.list.choose_row(ids.index(self._marked))
        else:
            self.list.clearSelection()

    def _choose(self, case_id: int) -> None:
        if case_id != self._marked:
            self._marked = case_id
            self.chosen.emit(case_id)

    def _enter(self) -> None:
        self.reload()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
