"""What each enum value and check is called: msgids."""

from collections.abc import Mapping
from types import MappingProxyType

from console.stores.records import KeyForm
from console.words import N_

OPENED_BY: Mapping[KeyForm, str] = MappingProxyType(
    {KeyForm.KEYRING: N_("the keyring"), KeyForm.PASSPHRASE: N_("the passphrase")}
)
CHECKS: Mapping[str, str] = MappingProxyType(
    {
        "qt": N_("Window"),
        "fonts": N_("Fonts"),
        "keyring": N_("Keyring"),
        "store": N_("Store"),
        "database": N_("Database"),
        "mail": N_("Mail"),
    }
)
