"""What each enum value is called: msgids; languages and countries come from Unicode CLDR."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError

from console.customers.records import AccountStatus, ContactKind
from console.words import N_

STATUS = {
    AccountStatus.ACTIVE: N_("Active"),
    AccountStatus.LIMITED: N_("Limited"),
    AccountStatus.CLOSED: N_("Account closed"),
}
CONTACT_KIND = {ContactKind.EMAIL: N_("E-mail"), ContactKind.PHONE: N_("Phone")}


@lru_cache(maxsize=256)  # a language's names are a file to read, and codes come from data
def language_name(code: str) -> str:
    """Return a language's own name for itself ("日本語"); the code where nobody knows it."""
    try:
        return Locale.parse(code, sep="-").get_display_name() or code
    except (UnknownLocaleError, ValueError):
        return code


def country_name(code: str, language: str) -> str:
    """Return a country's name in `language` ("Canada"); the code where nobody knows it."""
    return str(Locale(language).territories.get(code.upper(), code)) if code else ""
