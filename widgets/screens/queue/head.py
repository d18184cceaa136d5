"""The head of a case: title, state, what can be done, the line of facts, the row of steps."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from console.cases.labels import CASE_STATE, CHANNEL
from console.cases.records import CaseState
from console.disputes.records import Outcome
from console.disputes.rules import outcomes_after
from console.words import N_, _
from widgets import theme
from widgets.kit.badge import Badge
from widgets.kit.buttons import Button, Look, with_key
from widgets.kit.countdown import Countdown
from widgets.kit.flow import Flow
from widgets.kit.labels import Label, tip
from widgets.kit.scroll import clear
from widgets.kit.steps import Steps
from widgets.kit.wording import day_words, exact_words
from widgets.screens.desk import Desk
from widgets.screens.form_draft import case_subject
from widgets.screens.queue.faces import LIMITS, STATE_TONE
from widgets.screens.queue.menus import Choices, MenuButton
from widgets.screens.queue.pages import CasePage
from widgets.screens.queue.stages import missing_words, steps_of
from widgets.screens.queue.title import Title
from widgets.screens.queue.verbs import CaseVerbs

NARROW = 620  # below this the buttons stand under the title


class CaseHead(QWidget):
    """`wants_decision()` and `wants_letter()` when their buttons are pressed."""

    wants_decision = Signal()
    wants_letter = Signal()

    def __init__(self, desk: Desk, verbs: CaseVerbs) -> None:
        super().__init__()
        self._desk, self._verbs = desk, verbs
        self._page: CasePage | None = None
        self._shown: tuple[object, ...] = ()
        self.title = Title(desk, verbs.rename)
        self.state = Badge("")
        self.assign = MenuButton(
            _(N_("Assign")), self._colleagues, hint=keyed(N_("Give to a colleague"), "A")
        )
        self.close_case = Button(
            _(N_("Close case")), verbs.close, hint=keyed(N_("Close the case"), "Ctrl+Shift+X")
        )
        self.reopen = Button(_(N_("Reopen")), verbs.reopen, hint=keyed(N_("Reopen the case"), "Ctrl+Shift+X"))
        self.letter = Button(
            _(N_("Write the letter …")), self.wants_letter.emit, hint=keyed(N_("Write the letter"), "W")
        )
        self.decide = Button(
            _(N_("Decide …")), self.wants_decision.emit, look=Look.PRIMARY, hint=keyed(N_("Decide"), "D")
        )
        self.facts = Flow(spacing=7, line_spacing=2)
        self.steps = Steps()
        self.missing = Label("", tone="muted", wrap=True)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()

    def _lay_out(self) -> None:
        title = QHBoxLayout()
        title.setSpacing(10)
        title.addWidget(self.title)
        title.addWidget(self.state)
        title.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.assign, self.close_case, self.reopen, self.letter, self.decide):
            buttons.addWidget(button)
        buttons.addStretch(0)
        self._top.setSpacing(8)
        self._top.addLayout(title, 1)
        self._top.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._top)
        column.addLayout(self.facts)
        column.addSpacing(4)
        column.addWidget(self.steps)
        column.addWidget(self.missing)

    def show_page(self, page: CasePage) -> None:
        """Show the head of a case."""
        self._page = page
        case = page.case
        self.title.may_rename = self._desk.actor.may("case:work")
        self.title.show_title(case.title, page.account.language or None)
        self.title.know(case_subject(case.id), page.drafts.values())
        self.state.say(_(CASE_STATE[case.state]), STATE_TONE[case.state])
        shown = (case, page.dispute.snapshot.number, page.name_of(case.owner_id))
        if shown != self._shown:
            self._shown = shown
            self._show_facts(page)
        self.steps.show_steps(steps_of(page, self._desk))
        self.missing.setText(missing_words(page))
        self._show_buttons(page)

    def show_steps(self, *, shown: bool) -> None:
        """Show or hide how far the case has come."""
        self.steps.setVisible(shown)
        self.missing.setVisible(shown and bool(self.missing.text()))

    def _show_facts(self, page: CasePage) -> None:
        clear(self.facts)
        case, zone = page.case, self._desk.zone
        parts: list[QWidget] = [Label(case.no, tone="muted", selectable=True)]
        number = page.dispute.snapshot.number
        order = Button(number, lambda: self._desk.go("customer", case.account_id), look=Look.LINK)
        order.setAccessibleName(_("Open the customer of order {number}", number=number))
        parts.append(order)
        opened = _(
            "opened {day}, {channel}",
            day=day_words(case.received_at, zone),
            channel=_(CHANNEL[case.channel]),
        )
        parts.append(Label(opened, tone="muted"))
        tip(parts[-1], _("Received {moment}", moment=exact_words(case.received_at, zone)))
        owner = page.name_of(case.owner_id)
        if owner:
            parts.append(Label(owner, tone="muted"))
            tip(parts[-1], _("The case is with {name}", name=owner))
        due = Label(_("due {day}", day=day_words(case.due_by, zone)), tone="muted")
        tip(due, exact_words(case.due_by, zone))
        parts.append(due)
        for at, part in enumerate(parts):
            if at:
                self.facts.addWidget(Label("·", tone="muted"))
            self.facts.addWidget(part)
        if case.state in (CaseState.OPEN, CaseState.DECIDED):
            self.facts.addWidget(Countdown(case.due_by, self._desk.backend.now, zone=zone, limits=LIMITS))

    def _show_buttons(self, page: CasePage) -> None:
        actor, state, decision = self._desk.actor, page.case.state, page.dispute.decision
        passed_on = decision is not None and decision.outcome is Outcome.ESCALATE
        works, is_open = actor.may("case:work"), state is not CaseState.CLOSED
        may_follow = outcomes_after(decision.outcome if decision else None)
        decidable = is_open and bool(may_follow) and actor.may("case:decide")
        answerable = is_open and decision is not None and actor.may("case:letter")
        closable = works and is_open and decision is not None and not passed_on
        for button, shown in (
            (self.assign, works and is_open and len(self._colleagues()) > 0),
            (self.close_case, closable),
            (self.reopen, works and not is_open),
            (self.letter, answerable),
            (self.decide, decidable),
        ):
            button.setVisible(shown)
        answered = state is CaseState.ANSWERED
        denied = decision is not None and not passed_on  # what may still come is an appeal, not the next step
        plain_letter = answered or (decidable and not denied)
        whole = _(N_("Write the letter …"))
        self.letter.rename(_(N_("Letter …")) if denied and decidable else whole)  # four need less words
        self.letter.setAccessibleName(whole)
        self.decide.rename(_(N_("Pass on …")) if denied else _(N_("Decide …")))
        theme.set_look(self.decide, look=(Look.PLAIN if denied else Look.PRIMARY).value)
        theme.set_look(self.letter, look=(Look.PLAIN if plain_letter else Look.PRIMARY).value)
        theme.set_look(self.close_case, look=(Look.PRIMARY if answered else Look.PLAIN).value)

    def _colleagues(self) -> Choices:
        page = self._page
        if page is None:
            return []
        others = [c for c in page.people.values() if c.may_work and c.id != page.case.owner_id]
        return [(c.name, partial(self._verbs.assign, c.id)) for c in others]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the title where both do not fit beside one another."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._top.direction() != way:
            self._top.setDirection(way)


def keyed(msgid: str, key: str) -> str:
    """Return words with their key behind them, as tooltips show it."""
    return with_key(_(msgid), key)
