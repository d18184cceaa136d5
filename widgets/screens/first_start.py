"""The short walk of a first start: who we are, where to keep the file, who you are."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from console.access import Role
from console.errors import Invalid, Refused
from console.house import House
from console.operators.labels import FOUR_EYES, ROLES
from console.operators.rules import FourEyes
from console.settings import Profile
from console.stores.actions import create_store
from console.stores.records import Place
from console.words import N_, _
from widgets.jobs import Jobs
from widgets.kit.buttons import Button, Look
from widgets.kit.form import Form
from widgets.kit.labels import Label
from widgets.kit.notice import Notice
from widgets.kit.scroll import Column
from widgets.kit.steps import Steps, staged
from widgets.screens.choices import enum_choice
from widgets.screens.profile_form import ProfileForm
from widgets.theme import Face, Tone

WIDTH = 560
STEPS = (N_("Organisation"), N_("Store"), N_("First operator"))


class StoreForm(Form):
    """Where the file is kept, and what opens it."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.path = QLineEdit(str(place.path or ""))
        self.keyring = QCheckBox(_(N_("Keep the key in this computer's keyring")))
        self.keyring.setChecked(True)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.again = QLineEdit()
        self.again.setEchoMode(QLineEdit.EchoMode.Password)
        hint = _(
            N_("Everything is kept in this one encrypted file; evidence above 1 MB in a folder beside it.")
        )
        self.add_row("store", _(N_("File")), self.path, hint=hint)
        self.add_row(
            "keyring",
            _(N_("Keyring")),
            self.keyring,
            hint=_(N_("Opens the store without asking, on this computer only.")),
        )
        secret = _(N_("Opens the store where no keyring can, and its backups. Without keyring it is needed."))
        self.add_row("passphrase", _(N_("Passphrase (optional)")), self.passphrase, hint=secret)
        self.add_row("again", _(N_("The passphrase once more")), self.again)

    def place(self) -> Place:
        """Return where the store shall be. Raises: Invalid."""
        text = self.path.text().strip()
        if not text:
            raise Invalid(N_("Say where the file shall be kept."), field="store")
        return Place(path=Path(text).expanduser().absolute())

    def secret(self) -> str | None:
        """Return the passphrase, None where none is wanted. Raises: Invalid."""
        if self.passphrase.text() != self.again.text():
            raise Invalid(N_("The two passphrases differ."), field="again")
        if not self.passphrase.text() and not self.keyring.isChecked():
            raise Invalid(N_("Without the keyring a passphrase is needed."), field="passphrase")
        return self.passphrase.text() or None


class OperatorForm(Form):
    """Who the first operator is."""

    def __init__(self) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.role = enum_choice(
            {r: w for r, w in ROLES.items() if r is not Role.SERVICE}, Role.SUPERVISOR.value
        )
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.again = QLineEdit()
        self.again.setEchoMode(QLineEdit.EchoMode.Password)
        self.add_row("name", _(N_("Your name")), self.name)
        role = _(N_("You may also add operators and change settings until there is an administrator."))
        self.add_row("role", _(N_("Your role")), self.role, hint=role)
        self.add_row(
            "password",
            _(N_("Password")),
            self.password,
            hint=_(N_("At least 10 characters; a sentence is good.")),
        )
        self.add_row("again", _(N_("The password once more")), self.again)

    def check(self) -> None:
        """Let pass two equal passwords. Raises: Invalid."""
        if self.password.text() != self.again.text():
            raise Invalid(N_("The two passwords differ."), field="again")


class FirstStartScreen(QWidget):
    """Walks through making a store; `created(place, passphrase, name)` is called once it stands.

    `open_other()` leads to a store that exists already.
    """

    def __init__(
        self,
        house: House,
        jobs: Jobs,
        place: Place,
        created: Callable[[Place, str | None, str], object],
        open_other: Callable[[Path], object],
    ) -> None:
        super().__init__()
        self._house, self._jobs, self._created, self._open_other = house, jobs, created, open_other
        self.profile = ProfileForm(Profile(name="Rakufun"))
        self.store = StoreForm(place)
        self.operator = OperatorForm()
        self.forms: list[Form] = [self.profile, self.store, self.operator]
        self.steps = Steps()
        self.pages = QStackedWidget()
        self.next = Button("", self.forward, look=Look.PRIMARY)
        self.previous = Button(_(N_("Back")), self.backward)
        self.other = Button(_(N_("Open an existing store …")), self._choose_other, look=Look.QUIET)
        self.trouble = Label("", tone="danger", wrap=True)
        self._lay_out()
        self._show(0)

    def _lay_out(self) -> None:
        for form, extra in zip(self.forms, (None, None, _alone()), strict=True):
            page = Column(_(STEPS[self.forms.index(form)]), margin=4)
            page.add(form)
            if extra is not None:
                page.add(extra)
            page.body.addStretch(1)
            self.pages.addWidget(page)
        foot = QHBoxLayout()
        foot.addWidget(self.other)
        foot.addStretch(1)
        foot.addWidget(self.previous)
        foot.addWidget(self.next)
        inner = QWidget()
        inner.setFixedWidth(WIDTH)
        column = QVBoxLayout(inner)
        column.setSpacing(14)
        column.addWidget(Label(_(N_("Welcome to Rakufun Console")), Face.TITLE))
        column.addWidget(self.steps)
        column.addWidget(self.pages, 1)
        column.addWidget(self.trouble)
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.addWidget(inner, alignment=Qt.AlignmentFlag.AlignHCenter)

    def _show(self, at: int) -> None:
        self.pages.setCurrentIndex(at)
        self.steps.show_steps(staged([_(s) for s in STEPS], at))
        self.previous.setVisible(at > 0)
        self.other.setVisible(at == 0)
        last = at == len(self.forms) - 1
        self.next.setText(_(N_("Create the store")) if last else _(N_("Next")))
        self.next.setAccessibleName(self.next.text())
        self.trouble.setText("")

    def forward(self) -> None:
        """Check this page and go on; on the last one, create the store."""
        at = self.pages.currentIndex()
        self.forms[at].clear_errors()
        try:
            self._check(at)
        except Refused as refusal:
            self._refused(refusal)
            return
        if at < len(self.forms) - 1:
            self._show(at + 1)
        else:
            self._create()

    def backward(self) -> None:
        """Go one page back; what was typed stays."""
        self._show(max(0, self.pages.currentIndex() - 1))

    def _check(self, at: int) -> None:
        if at == 0:
            self.profile.profile()
        elif at == 1:
            self.store.place()
            self.store.secret()
        else:
            self.operator.check()

    def _create(self) -> None:
        place, secret, profile = self.store.place(), self.store.secret(), self.profile.profile()
        name, role = self.operator.name.text().strip(), Role(self.operator.role.value)
        password, keyring = self.operator.password.text(), self.store.keyring.isChecked()
        self.next.setEnabled(False)

        def create() -> Place:
            return create_store(
                self._house.keeper(),
                place,
                profile=profile,
                name=name,
                role=role,
                password=password,
                passphrase=secret,
                keyring=keyring,
            ).place

        self._jobs.write(
            create, owner=self, done=lambda made: self._created(made, secret, name), refused=self._refused
        )

    def _refused(self, refusal: Refused) -> None:
        self.next.setEnabled(True)
        if isinstance(refusal, Invalid):
            for at, form in enumerate(self.forms):
                if refusal.field and form.show_invalid(refusal):
                    self._show(at)
                    form.show_invalid(refusal)
                    return
        self.trouble.setText(refusal.text())

    def _choose_other(self) -> None:
        start = str(self.store.place().path.parent) if self.store.path.text() else ""  # type: ignore[union-attr]  # a file place has its path
        name, _kind = QFileDialog.getOpenFileName(self, _(N_("Open a store")), start)
        if name:
            self._open_other(Path(name))


def _alone() -> Notice:
    return Notice(_(N_("Four eyes")), _(FOUR_EYES[FourEyes.ALONE]), Tone.WARNING)
