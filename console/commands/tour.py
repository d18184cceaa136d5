"""`tour`: drive the real window through the main jobs, without a display, and keep pictures."""

import argparse
import os
from pathlib import Path

from console.commands.desk import Desk
from console.commands.nouns import Noun
from console.commands.said import Said
from console.commands.throw_away import throw_away
from console.words import _, listed


def build(noun: Noun) -> None:
    """Describe the command."""
    parser = noun.does(run)
    parser.add_argument(
        "--out", required=True, type=Path, metavar="DIR", help=_("where pictures and PDFs go")
    )


def run(desk: Desk, given: argparse.Namespace) -> Said:
    """Drive the window on a throw-away store."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with throw_away(desk.house, desk.progress(_("Making people up"))) as made:
        steps = desk.house.tour(desk.house, made.place, made.passphrase, made.actor, given.out)
    failed = [step.name for step in steps if not step.ok]
    lines = [f"{'✓' if s.ok else '✗'} {s.name} ({s.seconds:.1f} s) {s.picture}" for s in steps]
    reason = _("These steps of the tour failed: {steps}.", steps=listed(failed)) if failed else None
    return Said({"steps": steps}, lines, reason)
