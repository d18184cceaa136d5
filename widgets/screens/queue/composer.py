"""Where an agent records: notes, calls, chats, letters received, evidence. Nothing is sent from here."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from console.errors import Refused
from console.messages.actions import (
    record_call,
    record_chat,
    record_letter_received,
    record_note,
    withdraw_message,
)
from console.messages.records import Direction, Message
from console.words import N_, _
from widgets import theme
from widgets.kit.buttons import Button, Look, Tabs
from widgets.kit.card import Card
from widgets.kit.dropzone import Dropped
from widgets.kit.icon import Icon
from widgets.kit.labels import Elided, Label
from widgets.kit.problem import Problem
from widgets.kit.progress_files import FilesProgress
from widgets.screens.desk import Desk
from widgets.screens.form_draft import case_subject
from widgets.screens.letter.hand_over import moment_field, typed_moment
from widgets.screens.queue.call_page import CallClock
from widgets.screens.queue.drafting import EditorDraft, Kept
from widgets.screens.queue.head import keyed
from widgets.screens.queue.intake import Intake
from widgets.screens.queue.verbs import CaseVerbs, Step, step
from widgets.theme import Face

NOTE, CALL, CHAT, LETTER, EVIDENCE = "note", "call", "chat", "letter-in", "evidence"
TABS = {
    NOTE: N_("Note"),
    CALL: N_("Call"),
    CHAT: N_("Chat"),
    LETTER: N_("Letter received"),
    EVIDENCE: N_("Evidence"),
}
INVITES = {
    NOTE: N_("A note for colleagues"),
    CALL: N_("What was said on the phone, in your own words"),
    CHAT: N_("Paste the chat, speakers and times included"),
    LETTER: N_("What the letter says"),
}
RECORDS = {
    NOTE: N_("Record note"),
    CALL: N_("Record call"),
    CHAT: N_("Record chat"),
    LETTER: N_("Record letter"),
    EVIDENCE: N_("Choose files …"),
}
SAID = {
    NOTE: N_("The note is on record"),
    CALL: N_("The call is on record"),
    CHAT: N_("The chat is on record"),
    LETTER: N_("The letter is on record"),
}
HINTS = {
    NOTE: N_("Only colleagues see it."),
    CALL: N_("Nothing is sent from here."),
    CHAT: N_("Nothing is sent from here."),
    LETTER: N_("Add its scan as evidence."),
    EVIDENCE: N_("Up to 64 MB a file, kept byte for byte."),
}
PAGE_HEIGHT = 112


class Composer(Card):
    """Tabs, one editor each; what is typed is kept as a draft of the case shown."""

    def __init__(self, desk: Desk, verbs: CaseVerbs) -> None:
        super().__init__()
        self._desk, self._verbs = desk, verbs
        self._case_id = 0
        self.setAccessibleName(_(N_("Record")))
        self.clock = CallClock(desk)
        self.chat_at = self._moment(N_("When the chat was"))
        self.letter_at = self._moment(N_("When the letter came"))
        self.editors = {tab: self._editor(tab) for tab in INVITES}
        self.drafts = {tab: EditorDraft(desk, editor, tab) for tab, editor in self.editors.items()}
        self.intake = Intake(desk)
        self.intake.setParent(self)
        self.of_files = FilesProgress()  # of saving and verifying what the case has
        self.problem = Problem()
        self.hint = Elided("", Face.SMALL, "muted")
        self.record_button = Button(
            "", self.record, look=Look.PRIMARY, hint=keyed(N_("Record"), "Ctrl+Return")
        )
        self._stack = QStackedWidget()
        self._status = QStackedWidget()
        self.tabs = Tabs(_(N_("What to record")), [(t, _(w)) for t, w in TABS.items()], self._show_tab)
        self._lay_out()
        self.intake.said.connect(self._say_of_files)
        self.tabs.choose(NOTE)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(14, 10, 14, 12)
        self._stack.setFixedHeight(PAGE_HEIGHT)
        self._status.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for tab, editor in self.editors.items():
            self._stack.addWidget(_page(editor, *self._options(tab)))
            self._status.addWidget(self.drafts[tab].status)
        self._stack.addWidget(_drop_here())
        self._status.addWidget(Label(""))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.hint, 1)
        foot.addWidget(self._status)
        foot.addWidget(self.record_button)
        for part in (self.tabs, self._stack, self.problem, self.intake.shown, self.of_files):
            self.add(part)
        self.add(foot)

    def _editor(self, tab: str) -> QPlainTextEdit:
        editor = QPlainTextEdit()
        editor.setFont(theme.font(Face.BODY))
        editor.setTabChangesFocus(True)
        editor.setMinimumHeight(0)
        editor.setPlaceholderText(_(INVITES[tab]))
        editor.setAccessibleName(_(INVITES[tab]))
        theme.set_look(editor, bare=True)
        return editor

    def _moment(self, msgid: str) -> QDateTimeEdit:
        field = moment_field(self._desk.backend.now(), self._desk)
        field.setFont(theme.font(Face.BODY))
        field.setAccessibleName(_(msgid))
        return field

    def _options(self, tab: str) -> tuple[QWidget, ...]:
        if tab == CALL:
            return (self.clock,)
        field = {CHAT: self.chat_at, LETTER: self.letter_at}.get(tab)
        return (_dated(field),) if field else ()

    @property
    def tab(self) -> str:
        """What would be recorded."""
        return self.tabs.current or NOTE

    def open(self, case_id: int, kept: Kept) -> None:
        """Record for another case from now on; what was typed for the one before is kept."""
        if case_id == self._case_id:
            return
        self.leave()
        self._case_id = case_id
        for draft in self.drafts.values():
            draft.open(case_subject(case_id), kept)
        self.clock.open(case_id, kept)
        self.problem.say("")
        now = QDateTime.fromSecsSinceEpoch(int(self._desk.backend.now().timestamp()))
        for field in (self.chat_at, self.letter_at):
            field.setDateTime(now.toTimeZone(field.timeZone()))
        begun = next((tab for tab in INVITES if tab in kept), NOTE)
        self.tabs.choose(CALL if self.clock.is_running else begun)

    def leave(self) -> None:
        """Save what was typed and not saved yet."""
        for draft in self.drafts.values():
            draft.leave()

    def begin(self, tab: str) -> None:
        """Go to one of the tabs."""
        self.tabs.choose(tab)
        (self.editors.get(tab) or self.record_button).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_tab(self, tab: str) -> None:
        at = list(TABS).index(tab)
        self._stack.setCurrentIndex(at)
        self._status.setCurrentIndex(at)
        self.record_button.rename(_(RECORDS[tab]))
        self.hint.setText(_(HINTS[tab]))
        self.problem.say("")

    def record(self) -> None:
        """Record what stands in the tab, or choose the files that are evidence."""
        tab = self.tab
        if tab == EVIDENCE:
            self.choose_files()
            return
        self.problem.say("")
        draft, case_id = self.drafts[tab], self._case_id
        text = draft.take()

        def recorded(_message: object) -> None:
            draft.recorded()
            if tab == CALL:
                self.clock.recorded(case_id)

        refused = partial(self._not_recorded, draft, text, case_id)
        self._verbs.do(self._step(tab, text), _(SAID[tab]), _back, refused=refused, then=recorded)

    def _step(self, tab: str, text: str) -> Step:
        case_id = self._case_id
        if tab == CALL:
            start, end = self.clock.span()
            way = Direction(self.clock.direction.chosen)
            return step(record_call, case_id, started_at=start, ended_at=end, text=text, direction=way)
        if tab == CHAT:
            return step(record_chat, case_id, text, at=typed_moment(self.chat_at))
        if tab == LETTER:
            return step(record_letter_received, case_id, text, received_at=typed_moment(self.letter_at))
        return step(record_note, case_id, text)

    def _not_recorded(self, draft: EditorDraft, text: str, case_id: int, refusal: Refused) -> None:
        draft.give_back(text, case_subject(case_id))
        self.problem.say(refusal.text())

    def _say_of_files(self, text: str) -> None:
        self.problem.say(text, self.intake.try_again if self.intake.can_try_again else None)

    def choose_files(self) -> None:
        """Choose files that become evidence, mails that become messages."""
        names, _kind = QFileDialog.getOpenFileNames(self, _(N_("Add evidence")))
        self.take([Dropped(Path(name).name, path=Path(name)) for name in names])

    def take(self, things: Sequence[Dropped]) -> None:
        """Take in what was dropped, pasted or chosen."""
        if self._case_id and things and self._desk.actor.may("evidence:record"):
            self.intake.take(self._case_id, things)


def _back(message: Message) -> Step:
    return step(withdraw_message, message.id)


def _page(editor: QPlainTextEdit, *options: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    for option in options:
        column.addWidget(option)
    column.addWidget(editor, 1)
    return page


def _dated(field: QDateTimeEdit) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(Label(field.accessibleName(), tone="muted"))
    row.addWidget(field)
    row.addStretch(1)
    return holder


def _drop_here() -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addStretch(1)
    column.addWidget(Icon("tray-arrow-down", size=24), alignment=Qt.AlignmentFlag.AlignHCenter)
    words = Label(
        _(N_("Drop files, photographs or mails anywhere on the case, or paste a picture.")),
        tone="muted",
        wrap=True,
    )
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(words)
    column.addStretch(1)
    return holder
