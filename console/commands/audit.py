"""`audit`: check that the trail is whole."""

import argparse

from console.commands.desk import Desk
from console.commands.nouns import Noun
from console.commands.said import Said
from console.stores.actions import verify_trail
from console.words import _


def build(noun: Noun) -> None:
    """Describe the verb."""
    noun.verb("verify", verify, _("check every chain, head and checkpoint"))


def verify(desk: Desk, _given: argparse.Namespace) -> Said:
    """Check the trail; a fault is told as the reason, after the document."""
    found = verify_trail(desk.backend, desk.actor)
    counted = _(
        "{entries} entries in {streams} streams and {checkpoints} checkpoints were checked.",
        entries=f"{found.entries:,}",
        streams=f"{found.streams:,}",
        checkpoints=f"{found.checkpoints:,}",
    )
    refused = (
        None if found.ok else _("The trail was changed: the first fault is {place}.", place=found.first_bad)
    )
    return Said(
        {
            "entries": found.entries,
            "ok": found.ok,
            "first_bad": found.first_bad,
            "streams": found.streams,
            "checkpoints": found.checkpoints,
        },
        [counted, *([_("Nothing was changed, nothing is missing.")] if found.ok else [])],
        refused,
    )
