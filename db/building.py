"""A new store comes to stand at its place whole, or not at all."""

import contextlib
import os
import shutil
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from glob import escape
from pathlib import Path

from console import secrets
from console.errors import Conflict, StoreTrouble
from console.stores.records import Place
from console.stores.rules import PassphraseNeeded, evidence_of, keys_of
from console.words import N_
from db import keys
from db.copying import told
from db.engine import Engines, open_postgres, open_sqlite
from db.keys import Wrapped
from db.open_store import (
    SqlStore,
    is_empty,
    is_finished,
    migrate,
    name_store,
    revision_of,
)
from db.work import SqlBackend

THERE_ALREADY = N_("There is a store at this place already. Nothing was changed.")
NOT_EMPTY = N_("This database is not empty, and what it holds is no store of this console.")
SIDE_FILES = ("-wal", "-shm")
RESTORED, ASIDE = "restored", ".before-restore-"
Clock = Callable[[], datetime]


def fresh_keys(passphrase: str | None, *, keyring: bool) -> tuple[bytes, Wrapped]:
    """Return a new data key and its wrapped forms. Raises: PassphraseNeeded where no keyring keeps it."""
    key = secrets.new_key()
    wrapped = Wrapped(uuid.uuid4().hex)
    if passphrase is not None:
        wrapped = keys.with_passphrase(wrapped, key, passphrase)
    if keyring:
        try:
            wrapped = keys.with_keyring(wrapped, key)
        except StoreTrouble as trouble:
            if passphrase is None:
                without = trouble.msgid == keys.NO_KEYRING
                raise PassphraseNeeded(keys.NO_KEYRING_KEPT if without else trouble.msgid) from None
    if not wrapped.forms:
        raise PassphraseNeeded(keys.NO_KEYRING_KEPT)
    return key, wrapped


@contextlib.contextmanager
def build_file(
    place: Place, path: Path, passphrase: str | None, *, keyring: bool, clock: Clock
) -> Iterator[SqlStore]:
    """Give a new store, built in a folder beside `path`; on leaving it moves there. Raises: StoreTrouble."""
    if path.exists():
        raise Conflict(THERE_ALREADY)
    with told():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key, wrapped = fresh_keys(passphrase, keyring=keyring)
    try:
        with staging(path, "new") as draft:
            store = _begin_file(place, draft, key, wrapped, clock)
            try:
                yield store
            finally:
                store.close()
            move_in(draft, path)
    except BaseException:
        keys.forget_secret(wrapped.store_id)
        raise


def _begin_file(place: Place, draft: Path, key: bytes, wrapped: Wrapped, clock: Clock) -> SqlStore:
    engines = open_sqlite(draft, key, create=True)
    try:
        draft.chmod(0o600)
        migrate(engines)
        name_store(engines, wrapped, "")
        keys.write_file(keys_of(draft), wrapped)
    except BaseException:
        engines.close()
        raise
    evidence = evidence_of(draft)
    evidence.mkdir(mode=0o700)
    return SqlStore(place, wrapped.store_id, SqlBackend(engines, clock=clock), key, wrapped, evidence)


@contextlib.contextmanager
def staging(path: Path, what: str) -> Iterator[Path]:
    """Give the path for a draft of the store, in a folder beside `path` that goes at the end."""
    folder = _staging_of(path, what)
    with told():
        shutil.rmtree(folder, ignore_errors=True)  # what a crash left
        folder.mkdir(mode=0o700)
    try:
        yield folder / path.name
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _staging_of(path: Path, what: str) -> Path:
    return path.with_name(f".{path.name}.{what}")


def move_in(draft: Path, path: Path) -> None:
    """Move a finished store to its place: keys and evidence first; the store's own name is the last step.

    A key file or an evidence folder without a store, left by a crash, is set aside and never lost.
    """
    with told():
        for side in (keys_of, evidence_of):
            if side(path).exists():
                side(path).replace(_free_name(side(path)))
            side(draft).replace(side(path))
        keys.sync_file(draft)
        _claim(draft, path)
        keys.sync_folder(path.parent)


def _claim(draft: Path, path: Path) -> None:
    """Give the draft its name; unlike a rename this never takes somebody else's."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise Conflict(THERE_ALREADY) from None
    except OSError:  # a file system without hard links
        draft.rename(path)
    else:
        draft.unlink()


def _free_name(path: Path) -> Path:
    numbers = (path.with_name(f"{path.name}.old-{n}") for n in range(1, 10_000))
    return next(name for name in numbers if not name.exists())


def set_aside(path: Path, at: datetime) -> Path:
    """Move a whole store into a folder beside it and return that folder."""
    folder = _free_name(path.with_name(f"{path.name}{ASIDE}{at:%Y%m%d-%H%M%S}"))
    with told():
        folder.mkdir(mode=0o700)
        for part in parts_of(path):
            part.replace(folder / part.name)
    return folder


def put_back(folder: Path, path: Path) -> None:
    """Move what was set aside to its place again; what came to stand there meanwhile is a copy, and goes."""
    for part in sorted(
        folder.iterdir(), key=lambda part: part.name == path.name
    ):  # with the store it is whole
        target = path.with_name(part.name)
        if target.exists():
            shutil.rmtree(target) if target.is_dir() else target.unlink()
        part.replace(target)
    folder.rmdir()


def recover(path: Path) -> None:
    """Put back what stood at `path` where a restore fell before the new store stood there.

    Its draft, which otherwise goes in the end, tells that it fell.
    """
    draft = _staging_of(path, RESTORED)
    if path.exists() or not draft.is_dir():
        return
    aside = sorted(path.parent.glob(f"{escape(path.name + ASIDE)}*/{escape(path.name)}"))
    if aside:
        with told():
            put_back(aside[-1].parent, path)
            shutil.rmtree(draft, ignore_errors=True)


def parts_of(path: Path) -> list[Path]:
    """Return the files and the folder of the store at `path`, those that exist."""
    names = [path, *(path.with_name(path.name + s) for s in SIDE_FILES), keys_of(path), evidence_of(path)]
    return [part for part in names if part.exists()]


@contextlib.contextmanager
def build_server(
    place: Place, data: Path, passphrase: str | None, *, keyring: bool, clock: Clock
) -> Iterator[SqlStore]:
    """Give a new store in a PostgreSQL database; one that was begun and never finished is gone on with."""
    engines = open_postgres(place.url)
    try:
        _claim_database(engines)
        key, wrapped = fresh_keys(passphrase, keyring=keyring)
        name_store(engines, wrapped, keys.dump(wrapped))
        backend = SqlBackend(engines, clock=clock)
        folder = data / f"{wrapped.store_id}.evidence"
        yield SqlStore(place, wrapped.store_id, backend, key, wrapped, folder)
    finally:
        engines.close()


def _claim_database(engines: Engines) -> None:
    if revision_of(engines.read) is None:
        with engines.read.connect() as connection:
            if not is_empty(connection):
                raise StoreTrouble(NOT_EMPTY)
    elif is_finished(engines):
        raise Conflict(THERE_ALREADY)
    migrate(engines)
