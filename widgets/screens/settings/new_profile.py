"""A profile for a file that none knows: guessed, looked at, corrected, tried on the file, kept."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from console.errors import Invalid, Refused
from console.imports.actions import try_out
from console.imports.draft import Draft
from console.imports.draft_actions import look_into_file, preview_file
from console.imports.fitting import Said, read_profile, say
from console.imports.previewing import Previewed
from console.imports.profile import profile_from
from console.imports.profile_actions import keep_profile, withdraw_profile
from console.imports.records import Report
from console.imports.records_profiles import KeptProfile
from console.imports.sources import Form
from console.words import N_, _
from widgets.kit.buttons import Button, Look
from widgets.kit.card import Card
from widgets.kit.editor import text_of
from widgets.kit.labels import Label
from widgets.kit.notice import Notice
from widgets.kit.scroll import clear
from widgets.kit.taborder import follow_reading_order
from widgets.screens.desk import Desk
from widgets.screens.settings.import_report import ReportCard
from widgets.screens.settings.profile_form import ProfileForm
from widgets.screens.settings.profile_preview import PreviewCard
from widgets.theme import Tone

LINES_SHOWN = 16


class NewProfileCard(Card):
    """Hidden until a file is given; `kept(name)` is called once its profile is kept, or taken back."""

    def __init__(self, desk: Desk, kept: Callable[[str], object]) -> None:
        super().__init__(_(N_("New profile from a file")), icon="file-cog-outline")
        self._desk = desk
        self._kept = kept
        self._file = Path()
        self._draft: Draft | None = None
        self.form = ProfileForm(self._form_changed, self._read_as)
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(_(N_("The profile")))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(LINES_SHOWN * self.text.fontMetrics().lineSpacing() + 12)
        self.try_it = Button(
            _(N_("Try it on the file")), self.try_out, hint=_(N_("Reports what it would do, writes nothing"))
        )
        self.look = Button(_(N_("Look at the first records")), self.look_at_records)
        self.as_text = Button(_(N_("Show as text")), self.turn, look=Look.LINK)
        self.keep = Button(_(N_("Keep the profile")), self.keep_it, look=Look.PRIMARY)
        self.said = QVBoxLayout()
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        about = N_(
            "Guessed from the file's columns and cells. Look at every row: beside it stands how sure the"
            " guess is, or what is needed."
        )
        self.add(Label(_(about), tone="muted", wrap=True))
        self.add(self.form)
        self.add(self.text)
        self.text.hide()
        self.body.addWidget(self.as_text, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        for button in (self.look, self.try_it, self.keep, Button(_(N_("Close")), self.hide, look=Look.QUIET)):
            row.addWidget(button)
        row.addStretch(1)
        self.add(row)
        self.add(self.said)

    def begin(self, file: Path) -> None:
        """Guess a profile for `file` and show it."""
        self._file = file
        self._look_into(None, self._drafted, self._refused)

    def _look_into(
        self, form: Form | None, done: Callable[[Draft], object], refused: Callable[[Refused], object]
    ) -> None:
        clear(self.said)
        desk = self._desk
        look = partial(look_into_file, desk.backend, desk.actor, self._file, form=form, sheets=desk.guard)
        desk.jobs.read(look, owner=self, done=done, refused=refused)

    def _drafted(self, draft: Draft) -> None:
        self._show_draft(draft, draft.text)
        self._show_text(shown=False)
        self.show()
        (self.form.encoding if draft.form else self.form.name).setFocus()

    def _show_draft(self, draft: Draft, text: str) -> None:
        self._draft = draft
        self.text.setPlainText(text)
        self.form.show_draft(draft, text)

    def _read_as(self, form: Form) -> None:
        """Read the file as `form` says; where its columns stay the same, so does what was chosen."""
        before = self._draft

        def again(draft: Draft) -> None:
            text = draft.text
            if before is not None and draft.columns.keys() == before.columns.keys():
                said = read_profile(text_of(self.text))
                text = say(said, encoding=form.encoding, separator=form.separator)
            self._show_draft(draft, text)

        self._look_into(form, again, lambda refusal: self.form.refuse(refusal.text()))

    def _form_changed(self, text: str) -> None:
        clear(self.said)
        self.text.setPlainText(text)

    def turn(self) -> None:
        """Show the text instead of the form, or the form of what the text says by now."""
        clear(self.said)
        if self.text.isHidden():
            self._show_text(shown=True)
        elif self._draft is not None:
            self._show_form(self._draft, text_of(self.text))

    def _show_form(self, draft: Draft, text: str) -> None:
        """Show what `text` says; where it has the file read otherwise, the file is read again first."""
        try:
            form = _written(read_profile(text), draft.form)
        except Invalid as refusal:
            self._refused(refusal)
            return

        def show(draft: Draft) -> None:
            self._show_draft(draft, text)
            self._show_text(shown=False)

        if form == draft.form:
            show(draft)
        else:
            self._look_into(form, show, self._refused)

    def _show_text(self, *, shown: bool) -> None:
        self.text.setVisible(shown)
        self.form.setHidden(shown)
        self.as_text.rename(_(N_("Show as a form")) if shown else _(N_("Show as text")))
        if shown:
            self.text.setFocus()

    def look_at_records(self) -> None:
        """Show the first records of the file as the profile takes them."""
        clear(self.said)
        self._enable(enabled=False)
        desk = self._desk
        look = partial(
            preview_file, desk.backend, desk.actor, text_of(self.text), self._file, sheets=desk.guard
        )
        desk.jobs.read(look, owner=self, done=self._looked_at, refused=self._refused)

    def _looked_at(self, found: Sequence[Previewed]) -> None:
        self._enable(enabled=True)
        clear(self.said)
        card = PreviewCard(found, self._desk.zone)
        self.said.addWidget(card)
        follow_reading_order(self.window())
        card.text.setFocus()

    def try_out(self) -> None:
        """Report what taking the file in by this profile would do."""
        desk, file, text = self._desk, self._file, text_of(self.text)

        def work(progress: object, token: object) -> Report:
            given: dict[str, object] = {"progress": progress, "token": token, "sheets": desk.guard}
            return try_out(desk.backend, desk.actor, profile_from(text, file.name), [file], **given)  # type: ignore[arg-type]  # the runner hands both over

        clear(self.said)
        self._enable(enabled=False)
        desk.jobs.read(work, owner=self, done=self._tried, refused=self._refused)

    def _tried(self, report: Report) -> None:
        self._enable(enabled=True)
        clear(self.said)
        self.said.addWidget(ReportCard(report, trial=True))

    def keep_it(self) -> None:
        """Keep the profile as it stands."""
        clear(self.said)
        self._enable(enabled=False)
        self._desk.write(
            keep_profile,
            text_of(self.text),
            self._file.name,
            owner=self,
            done=self._is_kept,
            refused=self._refused,
        )

    def _is_kept(self, kept: KeptProfile) -> None:
        def undo() -> None:
            again = partial(self._kept, "")
            self._desk.write(withdraw_profile, kept.name, owner=self, done=lambda _kept: again())

        self._enable(enabled=True)
        self.hide()
        words = _("The profile {name} is kept, version {version}.", name=kept.name, version=kept.version)
        self._desk.undo.offer(words, undo)
        self._kept(kept.name)

    def _refused(self, refusal: Refused) -> None:
        self._enable(enabled=True)
        clear(self.said)
        self.said.addWidget(Notice(_(N_("This does not work yet")), refusal.text(), Tone.DANGER))
        self.show()

    def _enable(self, *, enabled: bool) -> None:
        for button in (self.look, self.try_it, self.keep):
            button.setEnabled(enabled)


def _written(said: Said, before: Form | None) -> Form | None:
    """Return how a profile has its file read."""
    if before is None:
        return None
    several = said.get("encodings") or [said.get("encoding", Form().encoding)]
    return Form(str(several[0]), str(said.get("separator", Form().separator)))
