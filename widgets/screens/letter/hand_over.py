"""How, when and by whom a letter went out."""

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QDateTime, QTimeZone
from PySide6.QtWidgets import QDateTimeEdit, QLineEdit, QWidget

from console.cases.labels import CHANNEL
from console.cases.records import Channel
from console.errors import Invalid, Refused
from console.words import N_, _
from widgets.kit import dialogs
from widgets.kit.dates import MomentField
from widgets.kit.form import Form
from widgets.screens.choices import enum_choice
from widgets.screens.desk import Desk
from widgets.screens.form_draft import FormDraft, case_subject

Record = Callable[[Channel, datetime, str], object]


class HandOverDialog(dialogs.Dialog):
    """Asks for channel, time and person; stays open with the reason where they do not fit."""

    def __init__(self, parent: QWidget, desk: Desk, case_id: int, record: Record) -> None:
        self._record = record
        self.form = Form()
        self.channel = enum_choice(CHANNEL, Channel.LETTER.value)
        self.at = moment_field(desk.backend.now(), desk)
        self.person = QLineEdit(desk.actor.name)
        self.form.add_row("channel", _(N_("By which channel")), self.channel)
        self.form.add_row("at", _(N_("When")), self.at)
        self.form.add_row("person", _(N_("By whom, or to whom")), self.person)
        self.draft = FormDraft(desk, self.form.fields, "hand-over")
        self.form.add_line(self.draft)
        super().__init__(
            parent,
            _(N_("How did the letter go out?")),
            form=self.form,
            choices=(dialogs.Choice(_(N_("Record")), self._hand_over),),
        )
        self.draft.begin(case_subject(case_id))

    def _hand_over(self) -> bool:
        self.form.clear_errors()
        self._record(Channel(self.channel.value), typed_moment(self.at), self.person.text())
        return False

    def record_and_close(self) -> None:
        """Close once it is on record."""
        self.draft.recorded()
        self.accept()

    def done(self, result: int) -> None:
        """Keep what was typed when one steps back."""
        self.draft.leave()
        super().done(result)

    def show_refusal(self, refusal: Refused) -> None:
        """Say why it could not be recorded; what was typed stays."""
        if not (isinstance(refusal, Invalid) and self.form.show_invalid(refusal)):
            self.show_notice(refusal.text())


def moment_field(moment: datetime, desk: Desk) -> QDateTimeEdit:
    """Return a field for a moment in the business time zone."""
    field = MomentField()
    zone = QTimeZone(str(desk.zone).encode()) if desk.zone else QTimeZone.systemTimeZone()
    field.setTimeZone(zone)
    field.setCalendarPopup(True)
    field.setDisplayFormat("yyyy-MM-dd HH:mm")
    field.setDateTime(QDateTime.fromSecsSinceEpoch(int(moment.timestamp()), zone))
    return field


def typed_moment(field: QDateTimeEdit) -> datetime:
    """Return the moment a field shows, aware, UTC."""
    return datetime.fromtimestamp(field.dateTime().toSecsSinceEpoch(), UTC)
