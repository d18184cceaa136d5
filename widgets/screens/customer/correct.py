"""A person's data corrected: as typed, with old and new values on record."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from console.customers.actions import correct_account
from console.customers.labels import language_name
from console.customers.records import Account, Address, Contact, ContactKind, Guardian, Name, script_of
from console.errors import Invalid, Refused
from console.places import countries
from console.words import N_, _, language
from widgets import theme
from widgets.kit import dialogs
from widgets.kit.form import Form
from widgets.kit.scroll import Column
from widgets.screens.choices import Choice, country_choice
from widgets.screens.desk import Desk
from widgets.screens.form_draft import FormDraft
from widgets.theme import Face

LINES_HEIGHT = 58
HEIGHT = 560
LANGUAGES = ("", "en", "ja", "zh-Hans", "zh-Hant", "ko", "fr", "de", "es", "pt", "it")


class CorrectForm(Form):
    """Everything of an account that a person may ask to have corrected (policy L84)."""

    def __init__(self, account: Account) -> None:
        super().__init__()
        self._before = account
        address = account.addresses[0] if account.addresses else Address(())
        guardian = account.guardian or Guardian("", "")
        self.names = _lines(n.text for n in account.names)
        self.emails = _lines(c.value for c in account.contacts if c.kind is ContactKind.EMAIL)
        self.phones = _lines(c.value for c in account.contacts if c.kind is ContactKind.PHONE)
        self.street = _lines(address.lines)
        self.city, self.region = QLineEdit(address.city), QLineEdit(address.region)
        self.postcode = QLineEdit(address.postcode)
        self.country = country_choice({"": "", **countries(language())}, account.country)
        codes = dict.fromkeys((*LANGUAGES, account.language))
        self.language = Choice([(c, language_name(c) if c else "") for c in codes], account.language)
        self.birth_year = QLineEdit("" if account.birth_year is None else str(account.birth_year))
        self.guardian, self.relation = QLineEdit(guardian.name), QLineEdit(guardian.relation)
        self._add_rows()

    def _add_rows(self) -> None:
        one_a_line = _(N_("One a line."))
        rows: tuple[tuple[str, str, QWidget, str], ...] = (
            ("names", N_("Forms of the name"), self.names, one_a_line),
            ("emails", N_("E-mail addresses"), self.emails, _(N_("A changed one counts as not verified."))),
            ("phones", N_("Phone numbers"), self.phones, one_a_line),
            ("street", N_("Street and house"), self.street, ""),
            ("city", N_("Town"), self.city, ""),
            ("region", N_("Region"), self.region, ""),
            ("postcode", N_("Postcode"), self.postcode, ""),
            ("country", N_("Country"), self.country, ""),
            ("language", N_("Language"), self.language, ""),
            ("birth_year", N_("Year of birth"), self.birth_year, ""),
            ("guardian", N_("Guardian"), self.guardian, _(N_("For minors: who answers for them."))),
            ("relation", N_("Relation of the guardian"), self.relation, ""),
        )
        for name, words, field, hint in rows:
            self.add_row(name, _(words), field, hint=hint)

    def account(self) -> Account:
        """Return the account as it is typed. Raises: Invalid naming the field."""
        before = self._before
        guardian = None
        if self.guardian.text().strip() or self.relation.text().strip():
            consent = before.guardian.consent_on if before.guardian else None
            guardian = Guardian(self.guardian.text().strip(), self.relation.text().strip(), consent)
        return replace(
            before,
            names=tuple(Name(t, script_of(t)) for t in _typed(self.names)),
            contacts=(*self._contacts(ContactKind.EMAIL), *self._contacts(ContactKind.PHONE)),
            addresses=self._addresses(),
            country=self.country.value,
            language=self.language.value,
            birth_year=self._year(),
            guardian=guardian,
        )

    def _contacts(self, kind: ContactKind) -> tuple[Contact, ...]:
        field = self.emails if kind is ContactKind.EMAIL else self.phones
        verified = {c.value: c.verified_at for c in self._before.contacts if c.kind is kind}
        typed = _typed(field)
        if kind is ContactKind.EMAIL and any("@" not in t for t in typed):
            raise Invalid(N_("An e-mail address has an @ in it."), field="emails")
        return tuple(Contact(kind, t, verified.get(t)) for t in typed)

    def _addresses(self) -> tuple[Address, ...]:
        before = self._before.addresses
        first = before[0] if before else Address(())
        typed = replace(
            first,
            lines=_typed(self.street),
            city=self.city.text().strip(),
            region=self.region.text().strip(),
            postcode=self.postcode.text().strip(),
        )
        if typed != first:
            typed = replace(typed, verified_at=None)
        empty = not (typed.lines or typed.city or typed.postcode)
        return (() if empty else (typed,)) + before[1:]

    def _year(self) -> int | None:
        text = self.birth_year.text().strip()
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and len(text) == len("1988")):
            raise Invalid(N_("A year has four digits."), field="birth_year")
        return int(text)


class CorrectDialog(dialogs.Dialog):
    """Stays open, with all that was typed, where something does not fit; `corrected(before)` comes after."""

    def __init__(
        self, parent: QWidget, desk: Desk, account: Account, corrected: Callable[[Account], object]
    ) -> None:
        self._desk, self._account, self._corrected = desk, account, corrected
        self.form = CorrectForm(account)
        self.draft = FormDraft(desk, self.form.fields, "correct")
        column = Column(_(N_("Correct")), margin=4)
        column.add(self.form)
        self.form.add_line(self.draft)
        column.setMinimumHeight(HEIGHT)
        text = _(N_("Old and new values are kept as proof; an import does not overwrite what you correct."))
        choice = dialogs.Choice(_(N_("Save")), self._save)
        super().__init__(parent, _("Correct {ref}", ref=account.ref), text, form=column, choices=(choice,))
        self.draft.begin(f"account:{account.id}")

    def done(self, result: int) -> None:
        """Keep what was typed when one steps back."""
        self.draft.leave()
        super().done(result)

    def _save(self) -> bool:
        self.form.clear_errors()
        try:
            typed = self.form.account()
        except Invalid as refusal:
            self.form.show_invalid(refusal)
            return False
        self._desk.write(correct_account, typed, owner=self, done=self._done, refused=self._refused)
        return False

    def _done(self, _account: Account) -> None:
        self.draft.recorded()
        self.accept()
        self._corrected(self._account)

    def _refused(self, refusal: Refused) -> None:
        if not (isinstance(refusal, Invalid) and self.form.show_invalid(refusal)):
            self.show_notice(refusal.text())


def _lines(texts: Iterable[str]) -> QPlainTextEdit:
    field = QPlainTextEdit("\n".join(texts))
    field.setFont(theme.font(Face.BODY))
    field.setTabChangesFocus(True)
    field.setFixedHeight(LINES_HEIGHT)
    return field


def _typed(field: QPlainTextEdit) -> tuple[str, ...]:
    return tuple(line.strip() for line in field.toPlainText().splitlines() if line.strip())
