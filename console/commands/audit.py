"""`audit`: check that the trail is whole."""

import argparse

from console.commands.desk import Desk
from console.commands.nouns import Noun
from console.commands.said import Said
from console.stores.actions import verify_trail
from console.words import _, listed, n_


def build(noun: Noun) -> None:
    """Describe the verb."""
    noun.verb("verify", verify, _("check every chain, head and checkpoint"))


def verify(desk: Desk, _given: argparse.Namespace) -> Said:
    """Check the trail; a fault is told as the reason, after the document."""
    found = verify_trail(desk.backend, desk.actor)
    streams, points = found.streams, found.checkpoints
    parts = (
        n_("{n} entry", "{n} entries", found.entries, n=f"{found.entries:,}"),
        n_("{n} stream", "{n} streams", streams, n=f"{streams:,}"),
        n_("{n} checkpoint", "{n} checkpoints", points, n=f"{points:,}"),
    )
    counted = _("Checked: {parts}.", parts=listed(parts))
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
