"""The verbs: create a store, back it up, restore it, its ways in, and checking the whole trail."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from console.access import Actor, Role
from console.actions import action, entry, query
from console.audit import Verified
from console.backend import Backend
from console.errors import Refused
from console.operators.actions_intake import check_name, check_password, keep_operator
from console.operators.records import Operator
from console.progress import Cancelled, Progress, Token, silent
from console.secrets import hash_password
from console.settings import Profile
from console.stores.records import BackupMade, Place
from console.stores.store import Keeper, OpenStore, Work

STREAM = "store"
Prove = Callable[[Backend[Any]], Actor]  # signs in to the store that it is given


@dataclass(frozen=True, slots=True)
class Created:
    """A new store and who may sign in to it."""

    place: Place
    store_id: str
    operator: Operator


@dataclass(frozen=True, slots=True)
class Restored:
    """A store that came from a backup, and by whom."""

    place: Place
    store_id: str
    actor: Actor


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
            _note(work, None, "store:created", store.store_id)
            operator = keep_operator(work, None, name, role, hashed, store.backend.now())
    return Created(place, store.store_id, operator)


@action("backup:make", tag="store:backed-up")
def back_up(
    backend: Backend[Work],
    actor: Actor,
    keeper: Keeper[Any],
    store: OpenStore,
    file: Path,
    *,
    passphrase: str | None = None,
    replace: bool = False,
    progress: Progress = silent,
    token: Token | None = None,
) -> BackupMade:
    """Write a zip with everything; `passphrase` where the store has none. Raises: Conflict, StoreTrouble."""
    with backend.begin() as work:
        work.book.checkpoint(backend.now())  # so that the copy holds a seal over everything before it
        _note(work, actor, "store:backed-up", store.store_id)
    try:
        made = keeper.back_up(
            store, file, passphrase=passphrase, replace=replace, progress=progress, token=token or Token()
        )
    except (Refused, Cancelled):
        with backend.begin() as work:
            _note(work, actor, "store:backup-failed", store.store_id)
        raise
    if made.copies_dropped:
        with backend.begin() as work:
            _note(work, actor, "store:copies-dropped", store.store_id)
    return made


@entry(tag="store:restored")
def restore(
    keeper: Keeper[Any],
    file: Path,
    place: Place,
    prove: Prove,
    *,
    passphrase: str | None = None,
    replace: bool = False,
    progress: Progress = silent,
) -> Restored:
    """Put the store in a backup at `place`, by an operator whom that store knows and lets restore.

    Everything is checked before anything moves. Raises: NotAllowed, Conflict, StoreTrouble.
    """
    with keeper.restore(file, place, passphrase=passphrase, replace=replace, progress=progress) as store:
        actor = prove(store.backend)
        actor.require("backup:restore")
        work: Work
        with store.backend.begin() as work:
            _note(work, actor, "store:restored", store.store_id)
    return Restored(place, store.store_id, actor)


@action("settings:change", tag="store:passphrase-changed")
def set_passphrase(
    backend: Backend[Work], actor: Actor, keeper: Keeper[Any], store: OpenStore, passphrase: str | None
) -> None:
    """Open the store by this passphrase from now on; None takes it away. Raises: StoreTrouble."""
    with backend.begin() as work:
        _note(work, actor, "store:passphrase-changed", store.store_id)
        keeper.set_passphrase(store, passphrase)


@action("settings:change", tag="store:keyring-changed")
def set_keyring(
    backend: Backend[Work], actor: Actor, keeper: Keeper[Any], store: OpenStore, *, kept: bool
) -> None:
    """Open the store by this machine's keyring too, or no longer. Raises: StoreTrouble."""
    with backend.begin() as work:
        _note(work, actor, "store:keyring-changed", store.store_id)
        keeper.set_keyring(store, kept=kept)


@query("audit:verify")
def verify_trail(backend: Backend[Work], actor: Actor) -> Verified:
    """Check every chain, head and checkpoint of the audit trail."""
    with backend.read() as work:
        return work.book.verify()


def _note(work: Work, actor: Actor | None, tag: str, store_id: str) -> None:
    work.audit.record(actor, tag, stream=STREAM, subject=f"store:{store_id}")
