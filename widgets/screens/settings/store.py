"""The store: where it is, how it opens, its backup, and whether its trail is whole."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit

from console.audit import Verified
from console.errors import Invalid, Refused
from console.stores.actions import back_up, set_passphrase, verify_trail
from console.stores.records import BackupMade, KeyForm
from console.words import N_, _, n_
from widgets.kit.buttons import Button, Look
from widgets.kit.card import Card
from widgets.kit.form import Form
from widgets.kit.labels import Label
from widgets.kit.notice import Notice
from widgets.kit.progress import Progress
from widgets.kit.wording import number
from widgets.screens.desk import Desk
from widgets.screens.settings.page import Page
from widgets.theme import Face, Tone


class StorePage(Page):
    """Where the data are kept; backup and passphrase for those who may."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_(N_("Store")), str(desk.store.place))
        self._desk = desk
        self.passphrase, self.again = _secret(), _secret()
        self.form = Form()
        self.progress = Progress()
        self.outcome = Card()
        self.outcome.hide()
        self._add_trail()
        if desk.actor.may("backup:make") and desk.store.place.is_file:
            self._add_backup()
        if desk.actor.may("settings:change") and desk.store.place.is_file:
            self._add_passphrase()
        self.add_part(self.progress)
        self.add_part(self.outcome)

    def _add_trail(self) -> None:
        if self._desk.actor.may("audit:verify"):
            self.add_part(Label(_(N_("Audit trail")), Face.STRONG))
            about = _(N_("Every entry is chained to the one before it; a changed or missing one is found."))
            self.add_part(Label(about, tone="muted", wrap=True))
            self.add_part(Button(_(N_("Check the trail")), self.check_trail, icon="shield-check-outline"))

    def _add_backup(self) -> None:
        self.add_part(Label(_(N_("Backup")), Face.STRONG))
        about = _(N_("One zip with the store, its evidence and a key wrapped by the passphrase."))
        self.add_part(Label(about, tone="muted", wrap=True))
        self.add_part(
            Button(_(N_("Back up …")), self.choose_backup, look=Look.PRIMARY, icon="archive-outline")
        )

    def _add_passphrase(self) -> None:
        self.add_part(Label(_(N_("Passphrase")), Face.STRONG))
        has = KeyForm.PASSPHRASE in self._desk.store.forms
        about = (
            N_("The store has a passphrase.") if has else N_("No passphrase is set yet; backups need one.")
        )
        self.add_part(Label(_(about), tone="muted", wrap=True))
        self.form.add_row("passphrase", _(N_("New passphrase")), self.passphrase)
        self.form.add_row("again", _(N_("The passphrase once more")), self.again)
        self.add_part(self.form)
        self.add_part(Button(_(N_("Set the passphrase")), self.set_passphrase))

    def check_trail(self) -> None:
        """Check every chain of the audit."""
        self.progress.begin(_(N_("Checking the audit trail")))
        self._desk.read(verify_trail, owner=self, done=self._checked)

    def _checked(self, found: Verified) -> None:
        entries = number(found.entries)
        if found.ok:
            checked = n_(
                "{entries} entry was checked.",
                "{entries} entries were checked.",
                found.entries,
                entries=entries,
            )
            self._tell(_(N_("The trail is whole")), checked, Tone.GOOD)
        else:
            text = _("The first entry that does not fit is {entry}.", entry=found.first_bad or "")
            self._tell(_(N_("The trail is not whole")), text, Tone.DANGER)

    def choose_backup(self) -> None:
        """Ask where the zip goes, then write it."""
        name, _kind = QFileDialog.getSaveFileName(self, _(N_("Back up")), "rakufun-backup.zip", "ZIP (*.zip)")
        if name:
            self.make_backup(Path(name))

    def make_backup(self, file: Path) -> None:
        """Write the zip `file`, replacing one of this name."""
        desk = self._desk
        call = partial(back_up, desk.backend, desk.actor, desk.keeper, desk.store, file, replace=True)
        job = desk.jobs.write(
            call,
            owner=self,
            done=self._backed_up,
            refused=self._refused,
            cancelled=self.progress.end,
            progress=self.progress.step,
        )
        self.progress.begin(_(N_("Backing up")), job.cancel)

    def _backed_up(self, made: BackupMade) -> None:
        size = number(made.size // 1024)
        text = _("{file}: {size} KB, SHA-256 {sum}", file=made.file.name, size=size, sum=made.sha256)
        self._tell(_(N_("The backup is written")), text, Tone.GOOD)

    def set_passphrase(self) -> None:
        """Wrap the store's key by another passphrase."""
        self.form.clear_errors()
        if self.passphrase.text() != self.again.text():
            self.form.show_invalid(Invalid(N_("The two passphrases differ."), field="again"))
            return
        desk = self._desk
        desk.write(
            set_passphrase,
            desk.keeper,
            desk.store,
            self.passphrase.text(),
            owner=self,
            done=self._passphrase_set,
            refused=self._refused,
        )

    def _passphrase_set(self, _nothing: object) -> None:
        self.passphrase.clear()
        self.again.clear()
        self._tell(_(N_("The passphrase is set")), _(N_("Keep it where no machine can lose it.")), Tone.GOOD)

    def _refused(self, refusal: Refused) -> None:
        if not (isinstance(refusal, Invalid) and self.form.show_invalid(refusal)):
            self._tell(_(N_("This could not be done")), refusal.text(), Tone.DANGER)
        self.progress.end()

    def _tell(self, title: str, text: str, tone: Tone) -> None:
        self.progress.end()
        while (item := self.outcome.body.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self.outcome.add(Notice(title, text, tone))
        self.outcome.show()


def _secret() -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
