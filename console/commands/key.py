"""`key`: how the store is opened."""

import argparse

from console.commands.desk import Desk
from console.commands.nouns import Noun
from console.commands.said import Said
from console.commands.terminal import new_secret
from console.stores.actions import set_keyring, set_passphrase
from console.stores.labels import OPENED_BY
from console.words import N_, _, listed


def build(noun: Noun) -> None:
    """Describe the verbs."""
    passphrase = noun.verb("passphrase", change_passphrase, _("open the store by another passphrase"))
    passphrase.add_argument(
        "--new-passphrase-file", metavar="F", help=_("its first line is the new passphrase")
    )
    passphrase.add_argument("--remove", action="store_true", help=_("by the keyring alone from now on"))
    keyring = noun.verb("keyring", change_keyring, _("open the store by this machine's keyring too"))
    keyring.add_argument("--remove", action="store_true", help=_("by the passphrase alone from now on"))


def change_passphrase(desk: Desk, given: argparse.Namespace) -> Said:
    """Set, change or remove the passphrase."""
    actor = desk.actor
    new = None
    if not given.remove:
        prompt = _("New passphrase of the store: ")
        new = new_secret(prompt, N_("Give --new-passphrase-file."), given.new_passphrase_file)
    set_passphrase(desk.backend, actor, desk.house.keeper(), desk.store, new)
    return _ways(desk)


def change_keyring(desk: Desk, given: argparse.Namespace) -> Said:
    """Keep the key in the keyring too, or no longer."""
    set_keyring(desk.backend, desk.actor, desk.house.keeper(), desk.store, kept=not given.remove)
    return _ways(desk)


def _ways(desk: Desk) -> Said:
    ways = sorted(desk.store.forms)
    said = _("The store is opened by: {ways}.", ways=listed(_(OPENED_BY[form]) for form in ways))
    return Said({"opened_by": [form.value for form in ways]}, [said])
