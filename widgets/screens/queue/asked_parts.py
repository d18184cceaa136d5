"""The questions and the evidence that a rule asks for, to be answered where they stand."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from console.disputes.guidance import DisputeView
from console.disputes.labels import ANSWERS, label
from console.disputes.records import CHOICES, DATE_ANSWERS, Asked, Question
from console.words import N_, _
from widgets import theme
from widgets.kit.buttons import Button, Look
from widgets.kit.dates import DayField
from widgets.kit.labels import Label
from widgets.kit.scroll import bring_into_view, clear
from widgets.screens.desk import Desk
from widgets.screens.form_draft import FormDraft, case_subject
from widgets.screens.queue.chips import ChipRow
from widgets.screens.queue.drafting import Kept
from widgets.screens.queue.menus import Choices, MenuButton
from widgets.screens.queue.verbs import CaseVerbs
from widgets.theme import Face, Tone

TICK_WIDTH = 24


class DateAnswer(QWidget):
    """A day to choose and to record, or to take back once it is."""

    def __init__(self, question: Question, desk: Desk, verbs: CaseVerbs) -> None:
        super().__init__()
        self._question, self._verbs = question, verbs
        self._value = ""
        today = desk.backend.now().astimezone(desk.zone).date()
        self._today = QDate(today.year, today.month, today.day)
        self.day = DayField(self._today)
        self.day.setMaximumDate(self.day.date())
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        self.day.setFont(theme.font(Face.BODY))
        self.day.setAccessibleName(_(label(question)))
        self.record = Button(_(N_("Record")), self._press)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.day)
        row.addWidget(self.record)
        row.addStretch(1)
        self._draft = FormDraft(desk, {"day": self.day}, f"answer-{question.value}", quiet=True)
        row.addWidget(self._draft)

    def open(self, subject: str, kept: Kept) -> None:
        """Begin with another case: with what was typed about it and not recorded."""
        self._draft.leave()
        self.day.setDate(self._today)
        self._draft.open(subject, kept.values())

    def show_answer(self, value: str) -> None:
        """Show what was answered, empty for nothing."""
        self._value = value
        if value:
            self._draft.rest_on({"day": value})
        self.day.setEnabled(not value)
        self.record.rename(_(N_("Change")) if value else _(N_("Record")))

    def begin(self) -> None:
        """Go to the day."""
        (self.record if self._value else self.day).setFocus()

    def _press(self) -> None:
        answer = None if self._value else self.day.date().toString("yyyy-MM-dd")
        self._draft.recorded()
        self._verbs.answer(self._question, answer)


class Questions(QWidget):
    """Every question with its answers as chips; the chosen one pressed again is taken back."""

    def __init__(self, desk: Desk, verbs: CaseVerbs) -> None:
        super().__init__()
        self._desk, self._verbs = desk, verbs
        self._case_id = 0
        self._rows: dict[Question, ChipRow | DateAnswer] = {}
        self._answers: dict[Question, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)

    def show_view(self, view: DisputeView, kept: Kept, *, editable: bool) -> None:
        """Show what is asked and what was answered; the questions that stay keep the focus."""
        before, self._case_id = self._case_id, view.case.id
        self._answers = {a.question: a.value for a in view.dispute.answers}
        wanted = [q for q in Question if q in self._answers or q in view.guidance.open_questions]
        fresh = wanted != list(self._rows)
        if fresh:
            self._make(wanted)
        if fresh or before != self._case_id:
            for row in self._rows.values():
                if isinstance(row, DateAnswer):
                    row.open(case_subject(self._case_id), kept)
        for question, row in self._rows.items():
            row.setEnabled(editable)
            answer = self._answers.get(question, "")
            row.choose(answer) if isinstance(row, ChipRow) else row.show_answer(answer)
        self.setVisible(bool(wanted))

    def begin(self) -> bool:
        """Go to the first question without an answer; tell whether there is one."""
        for question, row in self._rows.items():
            if question not in self._answers:
                row.begin()
                bring_into_view(row)
                return True
        return False

    def _make(self, wanted: Sequence[Question]) -> None:
        focus: QWidget | None = QApplication.focusWidget()
        had = next((q for q, row in self._rows.items() if focus and row.isAncestorOf(focus)), None)
        clear(self._column)
        self._rows = {}
        for question in wanted:
            self._column.addWidget(Label(_(label(question)), wrap=True))
            self._rows[question] = row = self._row(question)
            self._column.addWidget(row)
            self._column.addSpacing(4)
        if had in self._rows:
            self._rows[had].begin()

    def _row(self, question: Question) -> ChipRow | DateAnswer:
        if question in DATE_ANSWERS:
            return DateAnswer(question, self._desk, self._verbs)
        row = ChipRow(_(label(question)), lambda value: self._picked(question, value))
        row.show_values([(value, _(ANSWERS[value]), Tone.NEUTRAL) for value in CHOICES[question]])
        return row

    def _picked(self, question: Question, value: str) -> None:
        self._verbs.answer(question, None if self._answers.get(question) == value else value)


class EvidenceAsked(QWidget):
    """Every piece of evidence a rule asks for: ticked where it is there, as which file where it is one."""

    def __init__(self, verbs: CaseVerbs) -> None:
        super().__init__()
        self._verbs = verbs
        self._ticks: dict[Asked, QCheckBox] = {}
        self._links: dict[Asked, MenuButton] = {}
        self._words: dict[Asked, Label] = {}
        self._files: Sequence[tuple[int, str]] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_view(self, view: DisputeView, files: Sequence[tuple[int, str]], *, editable: bool) -> None:
        """Show what is asked and which of it is there; `files` are the case's own, by id and name."""
        self._files = files
        wanted = list(view.guidance.asked)
        if wanted != list(self._ticks):
            self._make(wanted)
        shown = {s.asked: s for s in view.dispute.shown}
        names = dict(files)
        for asked, tick in self._ticks.items():
            proved = asked not in view.guidance.missing and asked not in shown
            tick.setChecked(asked not in view.guidance.missing)
            tick.setEnabled(editable and not proved)
            named = names.get(shown[asked].evidence_id or 0, "") if asked in shown else ""
            words = named or (_(N_("on record")) if proved else "")
            self._words[asked].setText(" · ".join(p for p in (_(label(asked)), words) if p))
            self._links[asked].setVisible(editable and bool(files) and asked in view.guidance.missing)
        self.setVisible(bool(wanted))

    def begin(self) -> bool:
        """Go to the first piece that is missing; tell whether there is one."""
        for tick in self._ticks.values():
            if tick.isEnabled() and not tick.isChecked():
                tick.setFocus()
                bring_into_view(tick)
                return True
        return False

    def _make(self, wanted: Sequence[Asked]) -> None:
        clear(self._column)
        self._ticks, self._links, self._words = {}, {}, {}
        for asked in wanted:
            self._column.addLayout(self._row(asked))

    def _row(self, asked: Asked) -> QHBoxLayout:
        tick = QCheckBox()
        tick.setAccessibleName(_(label(asked)))
        tick.setFixedWidth(TICK_WIDTH)
        words = Label(_(label(asked)), wrap=True)
        words.setBuddy(tick)
        tick.clicked.connect(lambda on: self._verbs.evidence(asked, there=on))
        link = MenuButton(_(N_("File …")), lambda: self._choices(asked), look=Look.LINK)
        link.setAccessibleName(_("Which file is it: {evidence}", evidence=_(label(asked))))
        self._ticks[asked], self._links[asked], self._words[asked] = tick, link, words
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(tick)
        row.addWidget(words, 1)
        row.addWidget(link)
        return row

    def _choices(self, asked: Asked) -> Choices:
        def link(evidence_id: int) -> None:
            self._verbs.evidence(asked, there=True, evidence_id=evidence_id)

        return [(name, partial(link, each)) for each, name in self._files]
