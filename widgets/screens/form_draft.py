"""Drafts of forms: what was typed and not recorded is there again after a crash, or when one comes back."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.drafts import Draft, drafts_about, drop_draft, save_draft
from console.errors import Refused
from console.words import N_, _
from widgets.kit.buttons import Button, Look
from widgets.kit.dialogs import TextDialog
from widgets.kit.drafts import BEHIND_MS
from widgets.kit.fields import edited, is_secret, put_value, value_of
from widgets.kit.labels import Label, tip
from widgets.kit.wording import clock_words, exact_words
from widgets.screens.desk import Desk


def case_subject(case_id: int) -> str:
    """Return under which subject drafts about a case are kept."""
    return f"case:{case_id}"


class FormDraft(QWidget):
    """Keeps what differs from what the fields were filled with; secrets are never kept.

    It is itself the line that says when it was saved, with the way back to what is on record; a `quiet` one
    stands nowhere.
    """

    def __init__(self, desk: Desk, fields: Mapping[str, QWidget], field: str, *, quiet: bool = False) -> None:
        super().__init__()
        self._desk, self._field = desk, field
        self._fields = {name: each for name, each in fields.items() if not is_secret(each)}
        self._subject, self._kept = "", ""
        self._filling, self._quiet = False, quiet
        self._base = self._values()
        self.status = Label("", tone="muted", wrap=True)
        self.afresh = Button(_(N_("Discard draft")), self.start_afresh, look=Look.LINK)
        self._timer = QTimer(self, singleShot=True, interval=BEHIND_MS)
        self._timer.timeout.connect(self._save)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.status, 1)
        row.addWidget(self.afresh)
        if not quiet:  # its room is there from the start, so that nothing jumps or is squeezed
            held = self.sizePolicy()
            held.setRetainSizeWhenHidden(True)
            self.setSizePolicy(held)
        self._say("")
        for each in self._fields.values():
            if (signal := edited(each)) is not None:
                signal.connect(self._typed)

    def begin(self, subject: str) -> None:
        """Take what stands in the fields as what is on record, and fetch what was typed about `subject`."""
        self.open(subject, ())
        if self._desk.actor.may("draft:keep"):
            self._desk.read(
                drafts_about, subject, owner=self, done=lambda kept: self._come_back(subject, kept)
            )

    def open(self, subject: str, kept: Iterable[Draft]) -> None:
        """Take what stands in the fields as what is on record, and put in what was `kept` about `subject`."""
        self._timer.stop()
        self._subject, self._kept = subject, ""
        self._base = self._values()
        self._say("")
        self._come_back(subject, kept)

    def _come_back(self, subject: str, kept: Iterable[Draft]) -> None:
        draft = next((d for d in kept if d.field == self._field), None)
        if draft is None or subject != self._subject:
            return
        self._kept = draft.text
        now = self._values()
        for name, value in _read(draft.text).items():
            if name in now and now[name] == self._base[name]:  # what was typed meanwhile is newer
                put_value(self._fields[name], value)
        self._timer.stop()
        self._saved(draft.text, draft.saved_at)

    def leave(self) -> None:
        """Save what was typed and not saved yet, as before the fields go or show something else."""
        if self._timer.isActive():
            self._save()

    def recorded(self) -> None:
        """Forget the draft: what stands in the fields is on record now."""
        self._timer.stop()
        self._base = self._values()
        self._say("")
        if self._kept:
            self._kept = ""
            self._desk.write(drop_draft, self._subject, self._field, owner=self, done=lambda _was: None)

    def start_afresh(self) -> None:
        """Put back what is on record, and forget the draft."""
        self.rest_on(self._base)

    @property
    def base(self) -> Mapping[str, str]:
        """What is on record, field by field."""
        return self._base

    def rest_on(self, values: Mapping[str, str]) -> None:
        """Show `values` as what is on record."""
        self._filling = True
        for name, value in values.items():
            put_value(self._fields[name], value)
        self._filling = False
        self.recorded()

    def _values(self) -> dict[str, str]:
        return {name: value_of(each) for name, each in self._fields.items()}

    def _typed(self, *_value: object) -> None:
        if self._subject and not self._filling and not self._timer.isActive():
            self._timer.start()

    def _save(self) -> None:
        self._timer.stop()
        changed = {name: value for name, value in self._values().items() if value != self._base[name]}
        text, subject = json.dumps(changed, ensure_ascii=False) if changed else "", self._subject
        if text == self._kept or not self._desk.actor.may("draft:keep"):
            return
        self._kept = text

        def saved(at: datetime) -> None:
            if subject == self._subject:
                self._saved(text, at)

        def refused(refusal: Refused) -> None:
            if subject == self._subject and text == self._kept:
                self._not_saved(refusal)

        self._desk.write(save_draft, subject, self._field, text, owner=self, done=saved, refused=refused)

    def _not_saved(self, refusal: Refused) -> None:
        self._kept = ""
        self._say(_(N_("Draft not saved yet")), refusal.text())
        self._timer.start()

    def _saved(self, text: str, at: datetime) -> None:
        if text != self._kept:
            return  # something newer is on its way
        zone = self._desk.zone
        words = _("Draft saved {time}", time=clock_words(at, zone)) if text else ""
        self._say(words, exact_words(at, zone))

    def _say(self, words: str, hint: str = "") -> None:
        self.status.setText(words)
        tip(self.status, hint)
        self.setHidden(self._quiet or not words)


def keep_answer(dialog: TextDialog, desk: Desk, subject: str, field: str) -> None:
    """Keep what is typed into a question as a draft, until it is answered."""
    draft = FormDraft(desk, dialog.form.fields, field)
    dialog.form.add_line(draft)
    draft.begin(subject)
    dialog.accepted.connect(draft.recorded)
    dialog.rejected.connect(draft.leave)


def _read(text: str) -> Mapping[str, str]:
    """Return the fields of a kept draft; one that another version wrote otherwise gives none."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}
