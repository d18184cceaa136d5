"""Who works here: roles, training, children's duty; add, disable, let in again."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QDateEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from console.access import Role
from console.errors import Invalid, Refused
from console.operators.actions import (
    add_operator,
    change_role,
    disable_operator,
    enable_operator,
    list_operators,
    record_training,
    reset_password,
    set_children_duty,
    staffing,
)
from console.operators.labels import FOUR_EYES, ROLES
from console.operators.records import Operator
from console.operators.rules import FourEyes
from console.words import N_, _
from widgets.kit import dialogs
from widgets.kit.badge import Badge
from widgets.kit.buttons import Button, Look
from widgets.kit.card import Card
from widgets.kit.form import Form
from widgets.kit.labels import Label
from widgets.kit.notice import Notice
from widgets.kit.scroll import clear
from widgets.screens.choices import enum_choice
from widgets.screens.desk import Desk
from widgets.screens.form_draft import FormDraft
from widgets.screens.settings.page import Page
from widgets.theme import Tone


class OperatorsPage(Page):
    """The operators, and whether a second person can approve."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            _(N_("Operators")), _(N_("Everything is done under the name of the person who does it."))
        )
        self._desk = desk
        self._may = desk.actor.may("operator:manage")
        self.eyes = Notice(_(N_("Four eyes")), " ", Tone.WARNING)
        self.holder = QVBoxLayout()
        self.list = QWidget()
        self.list.setLayout(self.holder)
        self.holder.setContentsMargins(0, 0, 0, 0)
        self.new = Button(
            _(N_("Add an operator …")), self.ask_for_new, look=Look.PRIMARY, icon="account-plus-outline"
        )
        self.eyes.hide()
        for part in (self.eyes, self.list):
            self.add_part(part)
        if self._may:
            self.add_part(self.new)
        self.refresh()

    def refresh(self) -> None:
        """Fetch the operators again."""
        self._desk.read(list_operators, owner=self, done=self._show)
        self._desk.read(staffing, owner=self, done=self._warn)

    def _warn(self, eyes: FourEyes) -> None:
        label = self.eyes.findChildren(Label)[-1]
        label.setText(_(FOUR_EYES[eyes]))
        self.eyes.setVisible(eyes is not FourEyes.ENOUGH)

    def _show(self, operators: Sequence[Operator]) -> None:
        fresh = Card()
        for operator in operators:
            fresh.add(OperatorRow(operator, self._verbs(operator) if self._may else ()))
        clear(self.holder)
        self.holder.addWidget(fresh)

    def _verbs(self, operator: Operator) -> Sequence[tuple[str, Callable[[], object]]]:
        change = partial(self._do, operator)
        leave = (
            (
                _(N_("Disable")),
                lambda: change(disable_operator, enable_operator, _(N_("The operator is disabled"))),
            )
            if operator.active
            else (
                _(N_("Let in again")),
                lambda: change(enable_operator, disable_operator, _(N_("Let in again"))),
            )
        )
        return ((_(N_("Edit …")), lambda: self._edit(operator)), leave)

    def _do(
        self, operator: Operator, verb: Callable[..., object], undo: Callable[..., object], words: str
    ) -> None:
        def done(_operator: object) -> None:
            self.refresh()
            self._desk.undo.offer(
                words, lambda: self._desk.write(undo, operator.id, owner=self, done=self._again)
            )

        self._desk.write(verb, operator.id, owner=self, done=done)

    def _again(self, _operator: object) -> None:
        self.refresh()

    def ask_for_new(self) -> None:
        """Ask for name, role and first password of a new operator."""
        NewOperatorDialog(self, self._desk, self.refresh).open()

    def _edit(self, operator: Operator) -> None:
        OperatorDialog(self, self._desk, operator, self.refresh).open()


class OperatorRow(QWidget):
    """One operator: name, role, training, duty, and what can be done."""

    def __init__(self, operator: Operator, verbs: Sequence[tuple[str, Callable[[], object]]]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.addWidget(Label(operator.name), 1)
        if not operator.active:
            row.addWidget(Badge(_(N_("Disabled")), Tone.NEUTRAL, icon="account-off-outline"))
        if operator.children_duty:
            row.addWidget(Badge(_(N_("Children's data")), Tone.ACCENT, icon="account-child-outline"))
        if operator.trained_on:
            row.addWidget(
                Badge(
                    _("Trained {day}", day=operator.trained_on.isoformat()), Tone.GOOD, icon="school-outline"
                )
            )
        else:
            row.addWidget(Badge(_(N_("No training on record")), Tone.WARNING, icon="school-outline"))
        row.addWidget(Badge(_(ROLES[operator.role]), Tone.NEUTRAL))
        for words, act in verbs:
            button = Button(words, act, look=Look.QUIET)
            button.setAccessibleName(f"{words} {operator.name}")
            row.addWidget(button)


class NewOperatorDialog(dialogs.Dialog):
    """Asks for a new operator; stays open with the reason where something does not fit."""

    def __init__(self, parent: QWidget, desk: Desk, done: Callable[[], object]) -> None:
        self._desk, self._after = desk, done
        self.form = Form()
        self.name = QLineEdit()
        self.role = enum_choice(ROLES, Role.AGENT.value)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.form.add_row("name", _(N_("Name")), self.name)
        self.form.add_row("role", _(N_("Role")), self.role)
        hint = _(N_("At least 10 characters; the person changes it after the first sign-in."))
        self.form.add_row("password", _(N_("First password")), self.password, hint=hint)
        self.draft = FormDraft(desk, self.form.fields, "new")
        self.form.add_line(self.draft)
        choice = dialogs.Choice(_(N_("Add")), self._add)
        super().__init__(parent, _(N_("Add an operator")), form=self.form, choices=(choice,))
        self.draft.begin("operators")

    def done(self, result: int) -> None:
        """Keep what was typed when one steps back."""
        self.draft.leave()
        super().done(result)

    def _add(self) -> bool:
        self.form.clear_errors()
        self._desk.write(
            add_operator,
            self.name.text(),
            Role(self.role.value),
            self.password.text(),
            owner=self,
            done=self._added,
            refused=self._refused,
        )
        return False

    def _added(self, _operator: object) -> None:
        self.draft.recorded()
        self.accept()
        self._after()

    def _refused(self, refusal: Refused) -> None:
        if not (isinstance(refusal, Invalid) and self.form.show_invalid(refusal)):
            self.show_notice(refusal.text())


class OperatorDialog(dialogs.Dialog):
    """Changes role, training, duty and, where it was forgotten, the password."""

    def __init__(self, parent: QWidget, desk: Desk, operator: Operator, done: Callable[[], object]) -> None:
        self._desk, self._operator, self._after = desk, operator, done
        self.form = Form()
        self.role = enum_choice(ROLES, operator.role.value)
        self.is_trained = QCheckBox(_(N_("Trained in data protection")))
        self.is_trained.setChecked(operator.trained_on is not None)
        day = operator.trained_on or desk.backend.now().date()
        self.trained = QDateEdit(QDate(day.year, day.month, day.day))
        self.trained.setCalendarPopup(True)
        self.trained.setDisplayFormat("yyyy-MM-dd")
        self.duty = QCheckBox(_(N_("Dedicated to children's data")))
        self.duty.setChecked(operator.children_duty)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self._add_rows()
        self.draft = FormDraft(desk, self.form.fields, "edit")
        self.form.add_line(self.draft)
        choice = dialogs.Choice(_(N_("Save")), self._save)
        super().__init__(parent, operator.name, form=self.form, choices=(choice,))
        self.draft.begin(f"operator:{operator.id}")

    def done(self, result: int) -> None:
        """Keep what was typed when one steps back."""
        self.draft.leave()
        super().done(result)

    def _add_rows(self) -> None:
        self.form.add_row("role", _(N_("Role")), self.role)
        self.form.add_row("is_trained", _(N_("Training (policy L76)")), self.is_trained)
        self.form.add_row("trained_on", _(N_("Day of the last training")), self.trained)
        self.form.add_row("children_duty", _(N_("Children's data (policy L76)")), self.duty)
        hint = _(N_("Only where it was forgotten; empty: as it is."))
        self.form.add_row("password", _(N_("Another password")), self.password, hint=hint)

    def _changes(self) -> list[Callable[[], object]]:
        operator, backend, actor = self._operator, self._desk.backend, self._desk.actor
        role, duty, password = Role(self.role.value), self.duty.isChecked(), self.password.text()
        shown = self.trained.date()
        on = date(shown.year(), shown.month(), shown.day()) if self.is_trained.isChecked() else None
        wanted = (
            (role is not operator.role, partial(change_role, backend, actor, operator.id, role)),
            (on != operator.trained_on, partial(record_training, backend, actor, operator.id, on)),
            (
                duty != operator.children_duty,
                partial(set_children_duty, backend, actor, operator.id, duty=duty),
            ),
            (bool(password), partial(reset_password, backend, actor, operator.id, password)),
        )
        return [change for differs, change in wanted if differs]

    def _save(self) -> bool:
        self.form.clear_errors()
        changes = self._changes()

        def change_all() -> None:
            for change in changes:
                change()

        self._desk.jobs.write(change_all, owner=self, done=self._saved, refused=self._refused)
        return False

    def _saved(self, _nothing: object) -> None:
        self.draft.recorded()
        self.accept()
        self._after()

    def _refused(self, refusal: Refused) -> None:
        if not (isinstance(refusal, Invalid) and self.form.show_invalid(refusal)):
            self.show_notice(refusal.text())
