"""A store of made-up data that is gone when its user is: for --demo and the tour."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from console.access import Actor, Role
from console.house import House
from console.operators.actions import add_operator, sign_in
from console.settings import Limits, Profile, change_limits
from console.stores.actions import create_store
from console.stores.records import Place

ORGANISATION = "Rakufun"
WHO = ("Sakura", Role.SUPERVISOR)
OTHERS = (
    ("Aoi", Role.AGENT),
    ("Ren", Role.AGENT),
    ("Hinata", Role.SUPERVISOR),
    ("Itsuki", Role.ADMINISTRATOR),
)
STORAGE_DAYS = 60  # obligations, settled points: demo data sets them


@dataclass(frozen=True, slots=True)
class ThrowAway:
    """Where it is, how it opens, who is signed in."""

    place: Place
    passphrase: str = field(repr=False)
    actor: Actor


@contextmanager
def throw_away(house: House) -> Iterator[ThrowAway]:
    """Give a new store with operators and no data; gone with its folder on leaving."""
    passphrase, password = secrets.token_urlsafe(), secrets.token_urlsafe()
    with tempfile.TemporaryDirectory(prefix="rakufun-demo-", ignore_cleanup_errors=True) as folder:
        place = Place(path=Path(folder) / "demo.store")
        create_store(
            house.keeper(),
            place,
            profile=Profile(name=ORGANISATION),
            name=WHO[0],
            role=WHO[1],
            password=password,
            passphrase=passphrase,
            keyring=False,
        )
        yield ThrowAway(place, passphrase, _settle(house, place, passphrase, password))


def _settle(house: House, place: Place, passphrase: str, password: str) -> Actor:
    store = house.keeper().open(place, passphrase=passphrase)
    try:
        actor = sign_in(store.backend, WHO[0], password)
        change_limits(store.backend, actor, Limits(storage_days=STORAGE_DAYS))
        for name, role in OTHERS:
            add_operator(store.backend, actor, name, role, password)
        return actor
    finally:
        store.close()
