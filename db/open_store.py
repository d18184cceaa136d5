"""An open store: key unwrapped, schema up to date, ready for actions."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from glob import escape
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, func, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from console import secrets
from console.errors import StoreTrouble
from console.progress import Progress, Token, silent
from console.stores.records import KeyForm, Place
from console.stores.rules import evidence_of, keys_of
from console.words import N_
from db import keys
from db.copying import copy_file, told
from db.engine import Engines, open_postgres, open_sqlite, trouble
from db.keys import StoreKeyRow, Wrapped
from db.migrations import HEAD, REVISIONS
from db.operators import OperatorRow
from db.search_index import begin_anew, keep_up
from db.work import SqlBackend, utc_now

EVIDENCE = "evidence files"
NEWER = N_(
    "A newer version of the console wrote this store ({revision}). Open it with that version: "
    "nothing was changed."
)
NO_STORE_THERE = N_("This database holds no store of this console. Create one first.")
NOT_FINISHED = N_("The store at this place was never finished. Create it again.")
OTHER_KEYS = N_("The key file belongs to another store. Put the right one back, or restore a backup.")


@dataclass(frozen=True, slots=True)
class SqlStore:
    """See console.stores.store.OpenStore."""

    place: Place
    store_id: str
    backend: SqlBackend
    data_key: bytes = field(repr=False)
    wrapped: Wrapped = field(repr=False)
    evidence_folder: Path

    @property
    def evidence_key(self) -> bytes:
        """The 32-byte key that evidence files are sealed under, drawn from the data key."""
        return secrets.derive(self.data_key, EVIDENCE)

    @property
    def forms(self) -> frozenset[KeyForm]:
        """How its key is wrapped now."""
        return read_keys(self.place, self.backend.engines).forms

    def keep_up(self, *, token: Token | None = None, progress: Progress = silent) -> int:
        """Make searchable what was taken in and is not yet; return how many records. Raises: Cancelled."""
        return keep_up(self.backend, token, progress)

    def close(self) -> None:
        """Let go of it."""
        self.backend.close()


Clock = Callable[[], datetime]


def open_file(place: Place, path: Path, passphrase: str | None, clock: Clock = utc_now) -> SqlStore:
    """Open an encrypted file with the key file beside it. Raises: StoreTrouble, PassphraseNeeded."""
    if not path.is_file():
        raise StoreTrouble(N_("There is no store at this place. Create one first."))
    wrapped = keys.read_file(keys_of(path))
    return open_with(place, path, wrapped, keys.unwrap(wrapped, passphrase), clock)


def open_with(place: Place, path: Path, wrapped: Wrapped, key: bytes, clock: Clock = utc_now) -> SqlStore:
    """Open an encrypted file by its unwrapped key and bring it up to date. Raises: StoreTrouble."""
    engines = open_sqlite(path, key)
    backend = SqlBackend(engines, clock=clock)
    try:
        _bring_up_to_date(engines, lambda revision: _keep_copy(path, key, revision))
        _check_name(engines, wrapped)
        begin_anew(backend)
    except BaseException:
        engines.close()
        raise
    return SqlStore(place, wrapped.store_id, backend, key, wrapped, evidence_of(path))


def open_server(place: Place, data: Path, passphrase: str | None, clock: Clock = utc_now) -> SqlStore:
    """Open a PostgreSQL store; evidence lies under `data` or where a setting says. Raises: StoreTrouble."""
    engines = open_postgres(place.url)
    backend = SqlBackend(engines, clock=clock)
    try:
        _bring_up_to_date(engines, lambda _revision: None)  # its own transaction is the copy
        wrapped = read_keys(place, engines)
        key = keys.unwrap(wrapped, passphrase)
        begin_anew(backend)
    except BaseException:
        engines.close()
        raise
    return SqlStore(place, wrapped.store_id, backend, key, wrapped, _evidence_on(backend, data, wrapped))


def _check_name(engines: Engines, wrapped: Wrapped) -> None:
    if store_id_in(engines) != wrapped.store_id:
        raise StoreTrouble(OTHER_KEYS)


def _evidence_on(backend: SqlBackend, data: Path, wrapped: Wrapped) -> Path:
    with backend.read() as work:
        set_to = work.settings.values().get("evidence_folder")
    return Path(str(set_to)) if set_to else data / f"{wrapped.store_id}.evidence"


def _keep_copy(path: Path, key: bytes, revision: str) -> None:
    copy_file(path, key, path.with_name(f"{path.name}.before-{revision}"))


def drop_copies(path: Path, older_than: datetime) -> int:
    """Remove the copies of the store at `path` that older versions of its schema left; return how many."""
    found = [c for c in path.parent.glob(f"{escape(path.name)}.before-[0-9][0-9][0-9][0-9]") if c.is_file()]
    dropped = 0
    for copy in found:
        with suppress(OSError):  # it goes another day
            if copy.stat().st_mtime < older_than.timestamp():
                copy.unlink()
                dropped += 1
    return dropped


def _bring_up_to_date(engines: Engines, keep_copy: Callable[[str], None]) -> None:
    revision = revision_of(engines.read)
    if revision == HEAD:
        return
    if revision is None:
        raise StoreTrouble(NO_STORE_THERE)
    if revision not in REVISIONS:
        raise StoreTrouble(NEWER, revision=revision)
    keep_copy(revision)
    migrate(engines)


def migrate(engines: Engines) -> None:
    """Bring the schema to what the models say, in one transaction. Raises: StoreTrouble."""
    from db.migrations.steps import stepping, upgrade  # noqa: PLC0415 -- Alembic is needed a few times in a store's life

    try:
        with stepping(engines.write) as connection:
            upgrade(connection)
    except DBAPIError as error:
        raise trouble(error) from None


def revision_of(engine: Engine) -> str | None:
    """Return the revision of the schema, None where there is no store. Raises: StoreTrouble."""
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("alembic_version"):
                return None
            revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
            return revision
    except DBAPIError as error:
        raise trouble(error) from None


def is_empty(connection: Connection) -> bool:
    """Tell whether a database holds no tables at all."""
    return not inspect(connection).get_table_names()


def is_finished(engines: Engines) -> bool:
    """Tell whether a store has the operator with whom its making ends."""
    with Session(engines.read) as session:
        return bool(session.scalar(select(func.count()).select_from(OperatorRow)))


def store_id_in(engines: Engines) -> str:
    """Return the store's own name. Raises: StoreTrouble."""
    with Session(engines.read) as session:
        row = session.scalar(select(StoreKeyRow))
    if row is None:
        raise StoreTrouble(NOT_FINISHED)
    return row.store_id


def read_keys(place: Place, engines: Engines) -> Wrapped:
    """Return the wrapped keys of an open store. Raises: StoreTrouble."""
    if place.path:
        return keys.read_file(keys_of(place.path))
    with Session(engines.read) as session:
        row = session.scalar(select(StoreKeyRow))
    if row is None:
        raise StoreTrouble(NOT_FINISHED)
    return keys.load(row.wrapped, "store_key")


def write_keys(place: Place, engines: Engines, wrapped: Wrapped) -> None:
    """Keep the wrapped keys beside the store, on PostgreSQL in its table. Raises: StoreTrouble."""
    if place.path:
        with told():
            keys.write_file(keys_of(place.path), wrapped)
    else:
        name_store(engines, wrapped, keys.dump(wrapped))


def name_store(engines: Engines, wrapped: Wrapped, text_kept: str) -> None:
    """Keep the store's name and, on PostgreSQL, its wrapped keys in the store itself."""
    try:
        with Session(engines.write) as session:
            session.execute(delete(StoreKeyRow))
            session.add(StoreKeyRow(store_id=wrapped.store_id, wrapped=text_kept))
            session.commit()
    except DBAPIError as error:
        raise trouble(error) from None
