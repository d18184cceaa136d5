"""The verbs: create a store with its organisation and its first operator."""

from dataclasses import dataclass
from typing import Any

from console.access import Role
from console.actions import entry
from console.operators.actions import check_name, check_password, keep_operator
from console.operators.records import Operator
from console.secrets import hash_password
from console.settings import Profile
from console.stores.records import Place
from console.stores.store import Keeper, Work


@dataclass(frozen=True, slots=True)
class Created:
    """A new store and who may sign in to it."""

    place: Place
    store_id: str
    operator: Operator


@entry(tag="store:created")
def create_store(
    keeper: Keeper[Any],  # what its open store is like inside is its own affair
    place: Place,
    *,
    profile: Profile,
    name: str,
    role: Role,
    password: str,
    passphrase: str | None = None,
    keyring: bool = True,
) -> Created:
    """Create the store, its organisation, its first operator, or nothing. Raises: Invalid, StoreTrouble."""
    hashed = hash_password(check_password(password, check_name(name)))
    with keeper.build(place, passphrase=passphrase, keyring=keyring) as store:
        work: Work
        with store.backend.begin() as work:
            work.settings.put("profile", profile.model_dump(mode="json"))
            work.audit.record(None, "store:created", stream="store", subject=f"store:{store.store_id}")
            operator = keep_operator(work, None, name, role, hashed, store.backend.now())
    return Created(place, store.store_id, operator)
