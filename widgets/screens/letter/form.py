"""To whom the letter goes, as fields."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from console.customers.labels import language_name
from console.letters.records_register import KeptAddress
from console.places import countries
from console.words import N_, _, language
from widgets.kit.form import Form
from widgets.screens.choices import Choice, country_choice

ADDRESS_HEIGHT = 132
LANGUAGES = ("en", "ja", "zh-Hans", "zh-Hant", "ko", "fr", "de", "es", "pt", "it")


def take_in_names() -> None:
    """Read the names of countries and languages, a fifth of a second, before a form asks for them."""
    countries(language())
    for code in LANGUAGES:
        language_name(code)


class AddressForm(Form):
    """Name, address, country and language of the person; `changed()` at each keystroke."""

    def __init__(self, changed: Callable[[], object]) -> None:
        super().__init__()
        self.name = QLineEdit()
        self.lines = QPlainTextEdit()
        self.lines.setTabChangesFocus(True)
        self.lines.setFixedHeight(ADDRESS_HEIGHT)
        self.country = country_choice({"": "", **countries(language())}, "")
        self.language = Choice([(code, language_name(code)) for code in LANGUAGES])
        self.add_row("name", _(N_("Name")), self.name)
        self.add_row(
            "address", _(N_("Address")), self.lines, hint=_(N_("One line each, as the envelope shows it."))
        )
        self.add_row("country", _(N_("Country")), self.country)
        self.add_row("language", _(N_("Language of the letter")), self.language)
        self.name.textChanged.connect(changed)
        self.lines.textChanged.connect(changed)
        self.country.currentTextChanged.connect(changed)
        self.language.currentIndexChanged.connect(changed)

    def fill(self, to: KeptAddress) -> None:
        """Show an address."""
        if to.language and self.language.findData(to.language) < 0:
            self.language.addItem(language_name(to.language), to.language)
        self.name.setText(to.name)
        self.lines.setPlainText("\n".join(to.lines))
        self.country.choose(to.country)
        self.language.choose(to.language or "en")

    def address(self) -> KeptAddress:
        """Return what is typed."""
        lines = tuple(line.strip() for line in self.lines.toPlainText().splitlines() if line.strip())
        return KeptAddress(self.name.text().strip(), lines, self.country.value, self.language.value or "en")
