"""A profile for a file that none knows: guessed, looked at, corrected, tried on the file, kept."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout

from console.errors import Refused
from console.imports.actions import try_out
from console.imports.draft_actions import draft_profile
from console.imports.profile import profile_from
from console.imports.profile_actions import keep_profile, withdraw_profile
from console.imports.records import Report
from console.imports.records_profiles import KeptProfile
from console.words import N_, _
from widgets.kit.buttons import Button, Look
from widgets.kit.card import Card
from widgets.kit.editor import text_of
from widgets.kit.labels import Label
from widgets.kit.notice import Notice
from widgets.kit.scroll import clear
from widgets.screens.desk import Desk
from widgets.screens.settings.import_report import ReportCard
from widgets.theme import Tone

LINES_SHOWN = 16


class NewProfileCard(Card):
    """Hidden until a file is given; `kept(name)` is called once its profile is kept, or taken back."""

    def __init__(self, desk: Desk, kept: Callable[[str], object]) -> None:
        super().__init__(_(N_("New profile from a file")), icon="file-cog-outline")
        self._desk = desk
        self._kept = kept
        self._file = Path()
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(_(N_("The profile")))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(LINES_SHOWN * self.text.fontMetrics().lineSpacing() + 12)
        self.try_it = Button(
            _(N_("Try it on the file")), self.try_out, hint=_(N_("Reports what it would do, writes nothing"))
        )
        self.keep = Button(_(N_("Keep the profile")), self.keep_it, look=Look.PRIMARY)
        self.said = QVBoxLayout()
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        about = N_(
            "Guessed from the file's columns and cells. Look at every line: what stands behind # says how"
            " sure the guess is, or what is needed."
        )
        self.add(Label(_(about), tone="muted", wrap=True))
        self.add(self.text)
        row = QHBoxLayout()
        for button in (self.try_it, self.keep, Button(_(N_("Close")), self.hide, look=Look.QUIET)):
            row.addWidget(button)
        row.addStretch(1)
        self.add(row)
        self.add(self.said)

    def begin(self, file: Path) -> None:
        """Guess a profile for `file` and show it."""
        self._file = file
        clear(self.said)
        self._desk.jobs.read(
            partial(draft_profile, self._desk.backend, self._desk.actor, file, sheets=self._desk.guard),
            owner=self,
            done=self._drafted,
            refused=self._refused,
        )

    def _drafted(self, text: str) -> None:
        self.text.setPlainText(text)
        self.show()
        self.text.setFocus()

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
        for button in (self.try_it, self.keep):
            button.setEnabled(enabled)
