"""What an operator decides for himself: look, language, password."""

from PySide6.QtWidgets import QLineEdit

from console.errors import Invalid, Refused
from console.operators.actions import change_password
from console.words import LANGUAGES, N_, _, language
from widgets import theme
from widgets.kit.buttons import Button, Look
from widgets.kit.form import Form
from widgets.kit.labels import Label
from widgets.screens.choices import Choice
from widgets.screens.desk import Desk
from widgets.screens.settings.page import Page

SYSTEM = ""
OWN_NAMES = {"en": "English", "ja": "日本語"}


class OwnPage(Page):
    """Look and language of this computer, and one's own password."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_(N_("Yours")), _("Signed in as {name}.", name=desk.actor.name))
        self._desk = desk
        looks = [(SYSTEM, _(N_("As the system"))), ("light", _(N_("Light"))), ("dark", _(N_("Dark")))]
        self.look = Choice(looks, str(desk.memory.get("look", SYSTEM)))
        self.language = Choice([(code, OWN_NAMES[code]) for code in LANGUAGES], language())
        self.old, self.new, self.again = (_secret() for _i in range(3))
        self._lay_out()

    def _lay_out(self) -> None:
        form = Form()
        form.add_row("look", _(N_("Look")), self.look)
        hint = _(N_("Holds from the next start."))
        form.add_row("language", _(N_("Language of the window")), self.language, hint=hint)
        self.look.currentIndexChanged.connect(self._use_look)
        self.language.currentIndexChanged.connect(self._use_language)
        self.passwords = Form()
        self.passwords.add_row("old", _(N_("Password now")), self.old)
        self.passwords.add_row(
            "password", _(N_("New password")), self.new, hint=_(N_("At least 10 characters."))
        )
        self.passwords.add_row("again", _(N_("The new one once more")), self.again)
        self.change = Button(_(N_("Change password")), self.change_password, look=Look.PRIMARY)
        for part in (form, Label(_(N_("Your password")), theme.Face.STRONG), self.passwords, self.change):
            self.add_part(part)

    def _use_look(self) -> None:
        chosen = self.look.value
        self._desk.memory["look"] = chosen
        theme.current().use(theme.Scheme(chosen) if chosen else None)

    def _use_language(self) -> None:
        self._desk.memory["language"] = self.language.value

    def change_password(self) -> None:
        """Give oneself another password."""
        self.passwords.clear_errors()
        if self.new.text() != self.again.text():
            self.passwords.show_invalid(Invalid(N_("The two passwords differ."), field="again"))
            return
        self._desk.write(
            change_password,
            self.old.text(),
            self.new.text(),
            owner=self,
            done=self._changed,
            refused=self._refused,
        )

    def _changed(self, _nothing: object) -> None:
        for field in (self.old, self.new, self.again):
            field.clear()
        self._desk.undo.tell(_(N_("Your password is changed")))

    def _refused(self, refusal: Refused) -> None:
        field = refusal.field if isinstance(refusal, Invalid) else "old"
        self.passwords.show_invalid(Invalid(refusal.msgid, field=field, **refusal.params))


def _secret() -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
