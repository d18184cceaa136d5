"""`init`: create the store and its first operator."""

import argparse

from console.access import Role
from console.commands.desk import Desk
from console.commands.nouns import Noun
from console.commands.said import Said
from console.commands.terminal import PASSPHRASE_OPTION, new_secret
from console.operators.labels import FOUR_EYES
from console.operators.rules import FourEyes
from console.settings import Profile, checked_profile
from console.stores.actions import Created, create_store
from console.stores.rules import PassphraseNeeded
from console.words import N_, _

ORGANISATION = "Rakufun"


def build(noun: Noun) -> None:
    """Describe the command."""
    parser = noun.does(init)
    parser.add_argument("--name", required=True, metavar="N", help=_("the first operator's name"))
    parser.add_argument("--role", required=True, choices=[r.value for r in Role], help=_("and role"))
    parser.add_argument("--organisation", default=ORGANISATION, metavar="NAME", help=_("as letters name it"))
    parser.add_argument("--home-law", default="JP", metavar="CC", help=_("country whose law is at home"))
    parser.add_argument("--time-zone", default="Asia/Tokyo", metavar="ZONE", help=_("of the business"))
    parser.add_argument("--calendar", default="JP", metavar="CC", help=_("country of the public holidays"))
    parser.add_argument(
        "--no-keyring",
        action="store_true",
        help=_("keep the key by the passphrase alone, not in the keyring"),
    )


def init(desk: Desk, given: argparse.Namespace) -> Said:
    """Create the store."""
    profile = checked_profile(
        name=given.organisation,
        home_law=given.home_law,
        time_zone=given.time_zone,
        calendar=given.calendar,
    )
    password = _first_password(desk)
    try:
        return _told(_create(desk, given, profile, password, desk.passphrase))
    except PassphraseNeeded as needed:
        chosen = new_secret(_("Passphrase for the store: "), needed.msgid, option=PASSPHRASE_OPTION)
        return _told(_create(desk, given, profile, password, chosen))


def _create(
    desk: Desk, given: argparse.Namespace, profile: Profile, password: str, passphrase: str | None
) -> Created:
    return create_store(
        desk.house.keeper(),
        desk.place,
        profile=profile,
        name=given.name,
        role=Role(given.role),
        password=password,
        passphrase=passphrase,
        keyring=not given.no_keyring,
    )


def _told(created: Created) -> Said:
    operator = created.operator
    return Said(
        {
            "store": str(created.place),
            "operator": operator.name,
            "operator_id": operator.id,
            "role": operator.role,
            "store_id": created.store_id,
        },
        [
            _("The store stands at {place}.", place=created.place),
            _("{name} may sign in to it.", name=operator.name),
            _(FOUR_EYES[FourEyes.ALONE]),
        ],
    )


def _first_password(desk: Desk) -> str:
    if desk.given.password_file:
        return desk.password()
    return new_secret(
        _("Password of the first operator: "), N_("Nobody can be asked here. Give --password-file.")
    )
