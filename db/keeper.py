"""Keeps stores: the one door through which they are created, opened, backed up and restored."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace as with_changes
from datetime import datetime, timedelta
from pathlib import Path

from console.errors import Conflict, Refused, StoreTrouble
from console.progress import Progress, Token
from console.stores.records import BackupMade, Check, KeyForm, Place
from console.stores.rules import BACKUP_PASSPHRASE, PassphraseNeeded, keys_of
from console.words import N_
from db import building, health, keys
from db.copying import told
from db.keys import Wrapped
from db.open_store import SqlStore, drop_copies, open_file, open_server, open_with, read_keys, write_keys
from db.work import utc_now

SERVER_TOOLS = N_(
    "This store is a PostgreSQL database: back it up with pg_dump and restore it with pg_restore, "
    "and copy the folder of the evidence files beside it."
)
SHORT_PASSPHRASE = N_("A passphrase needs at least 10 characters.")
SHORTEST_PASSPHRASE = 10
COPIES_KEPT = timedelta(days=30)  # of a store before it was brought up to date; the next backup ends it


class SqlKeeper:
    """See console.stores.store.Keeper; `data` is the folder for what has no place of its own."""

    def __init__(self, data: Path, clock: Callable[[], datetime] = utc_now) -> None:
        self._data = data
        self._clock = clock

    @contextlib.contextmanager
    def build(self, place: Place, *, passphrase: str | None, keyring: bool = True) -> Iterator[SqlStore]:
        """Give a new store; on leaving it comes to stand at `place`, all or nothing. Raises: StoreTrouble."""
        _check_passphrase(passphrase)
        if place.path:
            made = building.build_file(place, place.path, passphrase, keyring=keyring, clock=self._clock)
        else:
            made = building.build_server(place, self._data, passphrase, keyring=keyring, clock=self._clock)
        with made as store:
            yield store

    def open(self, place: Place, *, passphrase: str | None) -> SqlStore:
        """Open the store, bringing an older one up to date after a copy. Raises: StoreTrouble."""
        if place.path:
            building.recover(place.path)
            return open_file(place, place.path, passphrase, self._clock)
        return open_server(place, self._data, passphrase, self._clock)

    def set_passphrase(self, store: SqlStore, passphrase: str | None) -> None:
        """Wrap the store's key by this passphrase too; None takes it away. Raises: StoreTrouble."""
        _check_passphrase(passphrase)
        known = read_keys(store.place, store.backend.engines)
        if passphrase is None:
            changed = keys.without_passphrase(known)
        else:
            changed = keys.with_passphrase(known, store.data_key, passphrase)
        write_keys(store.place, store.backend.engines, changed)

    def set_keyring(self, store: SqlStore, *, kept: bool) -> None:
        """Keep the key in this machine's keyring too, or no longer. Raises: StoreTrouble."""
        known = read_keys(store.place, store.backend.engines)
        changed = keys.with_keyring(known, store.data_key) if kept else keys.without_keyring(known)
        write_keys(store.place, store.backend.engines, changed)

    def back_up(
        self,
        store: SqlStore,
        file: Path,
        *,
        passphrase: str | None,
        replace: bool = False,
        progress: Progress,
        token: Token,
    ) -> BackupMade:
        """Write one zip with everything; `passphrase` where the store has none. Raises: StoreTrouble."""
        from db import backup  # noqa: PLC0415 -- opening a store needs none of it

        if not store.place.path:
            raise Refused(SERVER_TOOLS)
        wrapped = read_keys(store.place, store.backend.engines)
        if KeyForm.PASSPHRASE not in wrapped.forms:
            if passphrase is None:
                raise PassphraseNeeded(BACKUP_PASSPHRASE)
            _check_passphrase(passphrase)
            wrapped = keys.with_passphrase(wrapped, store.data_key, passphrase)
        source = backup.Source(
            store.place.path, store.data_key, wrapped, store.evidence_folder, self._clock()
        )
        made = backup.make(source, file, replace=replace, progress=progress, token=token)
        return with_changes(made, copies_dropped=drop_copies(store.place.path, self._clock() - COPIES_KEPT))

    @contextlib.contextmanager
    def restore(
        self, file: Path, place: Place, *, passphrase: str | None, replace: bool, progress: Progress
    ) -> Iterator[SqlStore]:
        """Give a backup's checked copy; on leaving it comes to stand at `place`. Raises: StoreTrouble."""
        from db import backup  # noqa: PLC0415 -- as above

        if not place.path:
            raise Refused(SERVER_TOOLS)
        if place.path.exists() and not (replace and place.path.is_file()):
            raise Conflict(building.THERE_ALREADY)
        with told():
            place.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with building.staging(place.path, building.RESTORED) as draft:
            found = backup.unpack(file, draft, passphrase, progress)
            wrapped = _for_this_machine(found.wrapped, found.key)
            keys.write_file(keys_of(draft), wrapped)
            store = open_with(place, draft, wrapped, found.key, self._clock)
            try:
                yield store
            finally:
                store.close()
            self._move_in(draft, place.path)

    def _move_in(self, draft: Path, path: Path) -> None:
        if not path.exists():
            building.move_in(draft, path)
            return
        aside = building.set_aside(path, self._clock())
        try:
            building.move_in(draft, path)
        except BaseException:
            building.put_back(aside, path)
            raise

    def check(self, place: Place, *, passphrase: str | None) -> list[Check]:
        """Return what keyring, store and database look like from here; changes nothing."""
        return health.look(place, lambda: self.open(place, passphrase=passphrase))


def _check_passphrase(passphrase: str | None) -> None:
    if passphrase is not None and len(passphrase) < SHORTEST_PASSPHRASE:
        raise StoreTrouble(SHORT_PASSPHRASE)


def _for_this_machine(wrapped: Wrapped, key: bytes) -> Wrapped:
    """Return the wrapped keys as they can be used here: another machine's keyring is no way in."""
    bare = with_changes(wrapped, by_keyring=b"")
    if not wrapped.by_keyring:
        return wrapped
    try:
        return keys.with_keyring(bare, key)
    except StoreTrouble:
        return bare
