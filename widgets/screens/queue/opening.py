"""A dispute is opened on an order: what kind, what the customer says, how and when it came."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from console.cases.labels import CHANNEL
from console.cases.records import Channel
from console.disputes.actions import open_dispute
from console.disputes.guidance import DisputeView
from console.disputes.labels import label
from console.disputes.records import Kind
from console.drafts import Draft, drafts_about
from console.errors import Invalid, Refused
from console.orders.records import Order
from console.words import N_, _
from widgets import theme
from widgets.kit.dialogs import Choice as Button
from widgets.kit.dialogs import Dialog
from widgets.kit.editor import text_of
from widgets.kit.form import Form
from widgets.screens.choices import Choice, enum_choice
from widgets.screens.desk import Desk
from widgets.screens.form_draft import FormDraft
from widgets.screens.letter.hand_over import moment_field, typed_moment
from widgets.screens.queue.drafting import EditorDraft
from widgets.theme import Face

TEXT_HEIGHT = 132
WIDTH = 520


class OpeningDialog(Dialog):
    """Stays open, with all that was typed, where something does not fit."""

    def __init__(self, parent: QWidget, desk: Desk, order: Order, opened: Callable[[int], object]) -> None:
        self._desk, self._order, self._opened = desk, order, opened
        kinds = [(kind.value, _(label(kind))) for kind in Kind]
        self.kind = Choice([("", _(N_("Choose …"))), *kinds])
        self.text = QPlainTextEdit()
        self.text.setFont(theme.font(Face.BODY))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(TEXT_HEIGHT)
        self.draft = EditorDraft(desk, self.text, "dispute")
        self.channel = enum_choice(CHANNEL, Channel.EMAIL.value)
        self.received_at = moment_field(desk.backend.now(), desk)
        self.title = QLineEdit()
        self.form = Form()
        self.form.add_row("kind", _(N_("What is disputed")), self.kind)
        self.form.add_row("text", _(N_("What the customer says")), self.text)
        if (column := self.form.layout()) is not None:
            column.addWidget(self.draft.status)
        self.form.add_row("channel", _(N_("How it came")), self.channel)
        hint = _(N_("The days to answer count from here."))
        self.form.add_row("received_at", _(N_("When it was received")), self.received_at, hint=hint)
        hint = _(N_("Left empty, it is the first line of what the customer says."))
        self.form.add_row("title", _(N_("Title")), self.title, hint=hint)
        rest = {name: field for name, field in self.form.fields.items() if field is not self.text}
        self.rest = FormDraft(desk, rest, "dispute-form", quiet=True)
        self.form.add_line(self.rest)
        title = _("Open a dispute on order {number}", number=order.number)
        choices = (Button(_(N_("Open the dispute")), self._open),)
        super().__init__(parent, title, order.title, form=self.form, choices=choices)
        self.setMinimumWidth(WIDTH)
        self._load()

    def _load(self) -> None:
        """Show what was typed about this order before, as when the program ended in between."""
        desk, subject = self._desk, f"order:{self._order.id}"
        if desk.actor.may("draft:keep"):
            desk.read(drafts_about, subject, owner=self, done=lambda kept: self._begin(subject, kept))

    def _begin(self, subject: str, kept: Sequence[Draft]) -> None:
        typed = text_of(self.text)
        self.draft.open(subject, {d.field: d for d in kept})
        self.rest.open(subject, kept)
        if typed:
            self.draft.give_back(typed)

    def done(self, result: int) -> None:
        """Keep the draft when one steps back."""
        self.draft.leave()
        self.rest.leave()
        super().done(result)

    def _open(self) -> bool:
        self.form.clear_errors()
        self.show_notice("")
        if not self.kind.value:
            self._refused(Invalid(N_("Choose what is disputed."), field="kind"))
            return False
        self._desk.write(
            open_dispute,
            owner=self,
            done=self._take_in,
            refused=self._refused,
            order_id=self._order.id,
            kind=Kind(self.kind.value),
            text=text_of(self.text),
            channel=Channel(self.channel.value),
            received_at=typed_moment(self.received_at),
            title=self.title.text(),
        )
        return False

    def _take_in(self, view: DisputeView) -> None:
        self.draft.take()
        self.draft.recorded()
        self.rest.recorded()
        self.accept()
        self._opened(view.case.id)

    def _refused(self, refusal: Refused) -> None:
        if not (isinstance(refusal, Invalid) and self.form.show_invalid(refusal)):
            self.show_notice(refusal.text())


def open_dispute_dialog(
    parent: QWidget, desk: Desk, order: Order, opened: Callable[[int], object]
) -> OpeningDialog:
    """Ask for what a dispute needs and open it on `order`; `opened(case_id)` hears of it."""
    dialog = OpeningDialog(parent, desk, order, opened)
    dialog.open()
    dialog.text.setFocus()
    return dialog
