"""`demo-data`: fill a store with made-up people."""

import argparse
import time

from console.commands.desk import Desk
from console.commands.nouns import Noun
from console.commands.said import Said
from console.demo.records import Filled
from console.words import _, listed, n_

ACCOUNTS, ORDERS, CASES, SEED = 300, 900, 24, 1


def build(noun: Noun) -> None:
    """Describe the command."""
    parser = noun.does(run)
    parser.add_argument("--accounts", type=int, default=ACCOUNTS, metavar="N", help=_("how many people"))
    parser.add_argument(
        "--orders", type=int, default=ORDERS, metavar="N", help=_("how many orders of theirs")
    )
    parser.add_argument("--cases", type=int, default=CASES, metavar="N", help=_("how many disputes"))
    parser.add_argument(
        "--seed", type=int, default=SEED, metavar="N", help=_("the same seed, the same people")
    )


def run(desk: Desk, given: argparse.Namespace) -> Said:
    """Fill the store."""
    from console.demo.actions import fill  # noqa: PLC0415 -- Faker is loaded only for those who want it

    actor, token, began = desk.actor, desk.token, time.monotonic()
    filled = fill(
        desk.backend,
        actor,
        accounts=given.accounts,
        orders=given.orders,
        cases=given.cases,
        seed=given.seed,
        drawer=desk.house.drawer() if given.cases else None,
        room=desk.room if given.cases else None,
        progress=desk.progress(_("Making people up")),
        token=token,
    )
    seconds = round(time.monotonic() - began, 3)
    return Said(
        {
            "accounts": filled.accounts,
            "orders": filled.orders,
            "parcels": filled.parcels,
            "cases": filled.cases,
            "seed": given.seed,
            "seconds": seconds,
        },
        [_("Made up: {parts}.", parts=listed(_counts(filled)))],
    )


def _counts(filled: Filled) -> list[str]:
    return [
        n_("{n} person", "{n} people", filled.accounts, n=f"{filled.accounts:,}"),
        n_("{n} order", "{n} orders", filled.orders, n=f"{filled.orders:,}"),
        n_("{n} parcel", "{n} parcels", filled.parcels, n=f"{filled.parcels:,}"),
        n_("{n} case", "{n} cases", filled.cases, n=f"{filled.cases:,}"),
    ]
