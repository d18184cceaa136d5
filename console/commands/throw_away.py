"""A store of made-up data that is gone when its user is: for --demo and the tour."""

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from console.access import Actor, Role
from console.evidence.room import Room
from console.house import House
from console.operators.actions import record_training, sign_in
from console.progress import Progress
from console.settings import Profile
from console.stores.actions import create_store
from console.stores.records import Place

ORGANISATION = "Rakufun"
WHO, ROLE = "Sakura", Role.SUPERVISOR
SINCE_TRAINING = timedelta(days=60)
ACCOUNTS, ORDERS, CASES, SEED = 300, 900, 24, 1


@dataclass(frozen=True, slots=True)
class ThrowAway:
    """Where it is, how it opens, who is signed in."""

    place: Place
    passphrase: str = field(repr=False)
    actor: Actor


@contextmanager
def throw_away(house: House, progress: Progress) -> Iterator[ThrowAway]:
    """Give a store of made-up people that nobody needs a keyring for; gone with its folder on leaving."""
    passphrase, password = secrets.token_urlsafe(), secrets.token_urlsafe()
    with tempfile.TemporaryDirectory(prefix="rakufun-demo-", ignore_cleanup_errors=True) as folder:
        place = Place(path=Path(folder) / "demo.store")
        create_store(
            house.keeper(),
            place,
            profile=Profile(name=ORGANISATION),
            name=WHO,
            role=ROLE,
            password=password,
            passphrase=passphrase,
            keyring=False,
        )
        yield ThrowAway(place, passphrase, _fill(house, place, passphrase, password, progress))


def _fill(house: House, place: Place, passphrase: str, password: str, progress: Progress) -> Actor:
    from console.demo.actions import fill  # noqa: PLC0415 -- Faker is loaded only for those who want it
    from console.demo.personas import meet_personas  # noqa: PLC0415 -- beside it

    store = house.keeper().open(place, passphrase=passphrase)
    guard = house.guard()
    try:
        actor = sign_in(store.backend, WHO, password)
        trained_on = store.backend.now().date() - SINCE_TRAINING
        record_training(store.backend, actor, actor.operator_id, trained_on)
        fill(
            store.backend,
            actor,
            accounts=ACCOUNTS,
            orders=ORDERS,
            cases=CASES,
            seed=SEED,
            drawer=house.drawer(),
            room=Room(house.vault(store), guard),
            progress=progress,
        )
        meet_personas(store.backend, actor)
        return actor
    finally:
        guard.close()
        store.close()
