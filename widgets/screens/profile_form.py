"""The organisation's profile as a form: for the first start and the settings."""

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from console.places import calendars, countries
from console.settings import Profile, checked_profile
from console.words import N_, _, language
from widgets.kit.form import Form
from widgets.screens.choices import country_choice, zone_choice

ADDRESS_HEIGHT = 64


class ProfileForm(Form):
    """Fields for who the organisation is, as letters and clocks need it."""

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._before = profile
        self.name = QLineEdit(profile.name)
        self.name_ja = QLineEdit(profile.names.get("ja", ""))
        self.address = _lines(profile.address)
        self.address_ja = _lines(profile.addresses.get("ja", ()))
        self.email = QLineEdit(profile.email)
        self.phone = QLineEdit(profile.phone)
        self.web = QLineEdit(profile.web)
        self.privacy = QLineEdit(profile.privacy_contact)
        self.home_law = country_choice(countries(language()), profile.home_law)
        self.zone = zone_choice(profile.time_zone)
        self.calendar = country_choice(calendars(language()), profile.calendar)
        self._add_rows()

    def _add_rows(self) -> None:
        self.add_row("name", _(N_("Name of the organisation")), self.name)
        self.add_row(
            "name_ja", _(N_("Its name in Japanese")), self.name_ja, hint=_(N_("For letters in Japanese."))
        )
        self.add_row("address", _(N_("Address, as letters show it")), self.address)
        self.add_row("address_ja", _(N_("Its address in Japanese")), self.address_ja)
        self.add_row("email", _(N_("E-mail of customer service")), self.email)
        self.add_row("phone", _(N_("Phone of customer service")), self.phone)
        self.add_row("web", _(N_("Web address")), self.web)
        self.add_row("privacy_contact", _(N_("Contact of the personal-information department")), self.privacy)
        self.add_row(
            "home_law", _(N_("Home law")), self.home_law, hint=_(N_("The country whose law is yours first."))
        )
        self.add_row(
            "time_zone", _(N_("Business time zone")), self.zone, hint=_(N_("A day ends at its midnight."))
        )
        self.add_row(
            "calendar",
            _(N_("Calendar")),
            self.calendar,
            hint=_(N_("Whose public holidays are no business days.")),
        )

    def profile(self) -> Profile:
        """Return what is typed. Raises: Invalid naming the field."""
        names = {k: v for k, v in self._before.names.items() if k != "ja"}
        addresses = {k: v for k, v in self._before.addresses.items() if k != "ja"}
        if self.name_ja.text().strip():
            names["ja"] = self.name_ja.text().strip()
        if _typed(self.address_ja):
            addresses["ja"] = _typed(self.address_ja)
        return checked_profile(
            name=self.name.text().strip(),
            names=names,
            address=_typed(self.address),
            addresses=addresses,
            email=self.email.text().strip(),
            phone=self.phone.text().strip(),
            web=self.web.text().strip(),
            privacy_contact=self.privacy.text().strip(),
            home_law=self.home_law.value,
            time_zone=self.zone.value,
            calendar=self.calendar.value,
        )


def _lines(lines: tuple[str, ...]) -> QPlainTextEdit:
    field = QPlainTextEdit("\n".join(lines))
    field.setTabChangesFocus(True)
    field.setFixedHeight(ADDRESS_HEIGHT)
    return field


def _typed(field: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in field.toPlainText().splitlines() if line.strip())
