"""`restore`: put the store in a backup at its place."""

import argparse
from pathlib import Path

from console.commands.desk import Desk
from console.commands.nouns import Noun
from console.commands.said import Said
from console.commands.terminal import PASSPHRASE_OPTION, ask_secret
from console.stores.actions import Restored
from console.stores.actions import restore as restore_store
from console.stores.rules import PassphraseNeeded
from console.words import _


def build(noun: Noun) -> None:
    """Describe the command."""
    parser = noun.does(restore)
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the zip that backup wrote"))
    parser.add_argument(
        "--replace", action="store_true", help=_("set aside the store that stands there, and take its place")
    )


def restore(desk: Desk, given: argparse.Namespace) -> Said:
    """Restore; who acts is proved against the operators of the backup itself."""
    try:
        done = _restored(desk, given, desk.passphrase)
    except PassphraseNeeded as needed:
        secret = ask_secret(_("Passphrase of the backup: "), needed.msgid, PASSPHRASE_OPTION)
        done = _restored(desk, given, secret)
    return Said(
        {"store": str(done.place), "store_id": done.store_id, "operator": done.actor.name},
        [_("The store stands at {place} again.", place=done.place)],
    )


def _restored(desk: Desk, given: argparse.Namespace, passphrase: str | None) -> Restored:
    return restore_store(
        desk.house.keeper(),
        given.file,
        desk.place,
        desk.prove,
        passphrase=passphrase,
        replace=given.replace,
        progress=desk.progress(_("Restoring")),
    )
