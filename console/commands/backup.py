"""`backup`: one zip with the store's copy, its wrapped keys, its evidence files and a manifest."""

import argparse
from pathlib import Path

from console.commands.desk import Desk
from console.commands.nouns import Noun
from console.commands.said import Said
from console.commands.terminal import PASSPHRASE_OPTION, new_secret
from console.stores.actions import back_up
from console.stores.records import KeyForm
from console.stores.rules import BACKUP_PASSPHRASE
from console.words import _


def build(noun: Noun) -> None:
    """Describe the command."""
    parser = noun.does(backup)
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the zip to write"))
    parser.add_argument("--replace", action="store_true", help=_("take the place of an older FILE"))


def backup(desk: Desk, given: argparse.Namespace) -> Said:
    """Write the backup."""
    actor, store = desk.actor, desk.store
    made = back_up(
        desk.backend,
        actor,
        desk.house.keeper(),
        store,
        given.file,
        passphrase=_passphrase(desk),
        replace=given.replace,
        progress=desk.progress(_("Backing up")),
        token=desk.token,
    )
    return Said(
        {
            "file": str(made.file),
            "sha256": made.sha256,
            "size": made.size,
            "evidence_files": made.evidence_files,
        },
        [
            _("The backup is in {file} ({size} bytes).", file=made.file, size=f"{made.size:,}"),
            _("SHA-256: {sha}", sha=made.sha256),
        ],
    )


def _passphrase(desk: Desk) -> str | None:
    if desk.passphrase or not desk.store.place.is_file or KeyForm.PASSPHRASE in desk.store.forms:
        return desk.passphrase
    return new_secret(_("Passphrase for the backup: "), BACKUP_PASSPHRASE, option=PASSPHRASE_OPTION)
