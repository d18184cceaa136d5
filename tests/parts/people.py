"""People whose shop names no customer: guests, who may be one person."""

from collections.abc import Sequence
from dataclasses import replace

from console.access import Role
from console.customers.link_actions import confirm_same
from console.customers.records import Account, Contact, ContactKind
from db.work import SqlBackend
from tests.parts.world import World, customer


def account(shop_id: str, *emails: str, source: str = "rakufun") -> Account:
    """Return an account with these e-mails."""
    contacts = tuple(Contact(ContactKind.EMAIL, email) for email in emails)
    return replace(customer(), shop_id=shop_id, source=source, contacts=contacts)


def kept(backend: SqlBackend, *accounts: Account) -> list[int]:
    """Keep accounts and return their numbers."""
    with backend.begin() as work:
        return [work.customers.add(each) for each in accounts]


def guests(world: World) -> Sequence[int]:
    """Return two guests with one e-mail; others each time."""
    with world.backend.begin() as work:
        count = len(work.links.alike([world.account_id]))
        return [work.customers.add(account(f"guest:{count}-{n}", "hanako@example.com")) for n in (1, 2)]


def linked(world: World) -> Sequence[int]:
    """Return two guests that were confirmed to be one person."""
    pair = guests(world)
    confirm_same(world.backend, world.actor(Role.AGENT), *pair)
    return pair
