"""What the life of a store needs from the outside: somebody who keeps it."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol, TypeVar

from console.audit import Book, Trail
from console.backend import Backend
from console.operators.store import Operators
from console.progress import Progress, Token, silent
from console.settings import SettingStore
from console.stores.records import BackupMade, Check, KeyForm, Place


class Work(Protocol):
    """The stores that are needed to begin one."""

    @property
    def operators(self) -> Operators: ...
    @property
    def settings(self) -> SettingStore: ...
    @property
    def audit(self) -> Trail: ...
    @property
    def book(self) -> Book: ...


class OpenStore(Protocol):
    """One open store. Whoever opened it closes it."""

    @property
    def place(self) -> Place:
        """Where it is."""
        ...

    @property
    def store_id(self) -> str:
        """The store's own random name, the same in all its backups."""
        ...

    @property
    def backend(self) -> Backend[Any]:  # every feature asks for its own Work; this one has them all
        """The way in for actions."""
        ...

    @property
    def evidence_key(self) -> bytes:
        """The 32-byte key that evidence files are sealed under, drawn from the data key."""
        ...

    @property
    def evidence_folder(self) -> Path:
        """Where evidence files lie."""
        ...

    @property
    def forms(self) -> frozenset[KeyForm]:
        """How its key is wrapped now."""
        ...

    def keep_up(self, *, token: Token | None = None, progress: Progress = silent) -> int:
        """Make searchable what was taken in and is not yet; return how many records. Raises: Cancelled."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


Store = TypeVar("Store", bound=OpenStore)


class Keeper(Protocol[Store]):
    """Keeps stores; implemented by db, handed over by main."""

    def build(
        self, place: Place, *, passphrase: str | None, keyring: bool = True
    ) -> AbstractContextManager[Store]:
        """Give a new store; on leaving it comes to stand at `place`, all or nothing. Raises: StoreTrouble."""
        ...

    def open(self, place: Place, *, passphrase: str | None) -> Store:
        """Open the store, bringing an older one up to date after a copy. Raises: StoreTrouble."""
        ...

    def set_passphrase(self, store: Store, passphrase: str | None) -> None:
        """Wrap the store's key by this passphrase too; None takes it away. Raises: StoreTrouble."""
        ...

    def set_keyring(self, store: Store, *, kept: bool) -> None:
        """Keep the key in this machine's keyring too, or no longer. Raises: StoreTrouble."""
        ...

    def back_up(
        self,
        store: Store,
        file: Path,
        *,
        passphrase: str | None,
        replace: bool = False,
        progress: Progress,
        token: Token,
    ) -> BackupMade:
        """Write one zip with everything; `passphrase` where the store has none. Raises: StoreTrouble."""
        ...

    def restore(
        self, file: Path, place: Place, *, passphrase: str | None, replace: bool, progress: Progress
    ) -> AbstractContextManager[Store]:
        """Give a backup's checked copy; on leaving it comes to stand at `place`. Raises: StoreTrouble."""
        ...

    def check(self, place: Place, *, passphrase: str | None) -> list[Check]:
        """Return what keyring, store and database look like from here; changes nothing."""
        ...
