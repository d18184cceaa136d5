"""Opens a store: one SQLCipher file, or PostgreSQL; a lane for writes and a pool for reads.

SQLite has one writer: the write engine begins IMMEDIATE, the readers plain and query-only.
"""

import errno
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.pool import QueuePool

from console.errors import StoreTrouble
from console.words import N_
from db.keepable import watch
from db.silence import silence

READERS = 4
LEAST_ROOM = 65_536  # bytes; the log's index begins with 32 KB
BUSY_MS = 10_000
CACHE_KIB = 8_192
READ_CACHE_KIB = 4_096  # each reader; with 64 MB a search over a million accounts is no faster


@dataclass(frozen=True, slots=True)
class Engines:
    """Both ways into one store; `path` is the SQLite file, None on PostgreSQL."""

    write: Engine
    read: Engine
    path: Path | None

    @property
    def is_sqlite(self) -> bool:
        """Whether this is the embedded store."""
        return self.path is not None

    def close(self) -> None:
        """Let go of every connection."""
        self.read.dispose()
        self.write.dispose()


def keyed(path: Path, key: bytes) -> Any:  # driver connection, untyped
    """Return a bare driver connection that was given its key; whether it fits shows at the first reading."""
    connection = sqlcipher.connect(str(path), timeout=BUSY_MS / 1000, check_same_thread=False)
    connection.execute("PRAGMA cipher_log_level = NONE")  # else it writes to the error output by itself
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA cipher_memory_security = OFF")  # makes searching 19 times slower
    return connection


def connect_sqlcipher(
    path: Path, key: bytes, *, cache_kib: int = CACHE_KIB
) -> Any:  # driver connection, untyped
    """Return a driver connection opened with the raw 32-byte `key`. Raises: StoreTrouble."""
    connection = None
    try:
        connection = keyed(path, key)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in (
            "foreign_keys = ON",
            "journal_mode = WAL",
            "synchronous = FULL",
            "secure_delete = ON",
            "temp_store = MEMORY",
            "trusted_schema = OFF",
            f"cache_size = -{cache_kib}",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except sqlcipher.DatabaseError as error:
        if connection is not None:
            connection.close()
        raise _trouble_opening(path, error) from None
    return connection


def _trouble_opening(path: Path, error: Exception) -> Exception:
    """Return what `error` means: without room for the log's index the engine speaks of a disk error."""
    found = trouble(error)
    if isinstance(found, StoreTrouble) and found.msgid == DISK_ERROR and _has_no_room(path.parent):
        return StoreTrouble(FULL)
    return found


def _has_no_room(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < LEAST_ROOM
    except OSError:
        return False


FULL = N_("The disk is full. Nothing was half written; free some space and try again.")
READ_ONLY = N_("The store cannot be written: the file or its folder is read-only.")
READ_ONLY_FOLDER = N_("This folder, or a file in it, cannot be written: it is read-only.")
MISSING = N_("The store cannot be opened: the file or its folder is missing or not readable.")
DISK_ERROR = N_("The disk reports an error. Nothing was half written; check the disk and the backup.")
DAMAGED = N_("The store is damaged. Nothing was changed; restore the last backup into a new file.")
FOREIGN = N_("This file is not a store of this console, or the key does not fit it.")
TROUBLES = (
    ("file is not a database", FOREIGN),
    ("malformed", DAMAGED),
    ("sqlite_corrupt", DAMAGED),  # the full-text engine has words of its own for it
    ("invalid fts5 file format", DAMAGED),
    ("vtable constructor failed", DAMAGED),
    ("disk is full", FULL),
    ("no space left", FULL),
    ("readonly", READ_ONLY),
    ("read-only transaction", READ_ONLY),
    ("locked", N_("Another program holds the store. What you did was not saved; try again in a moment.")),
    ("unable to open", MISSING),
    ("disk i/o error", DISK_ERROR),
    ("password authentication failed", N_("The database server does not accept this name and password.")),
    ("does not exist", N_("The database server knows no database, or no role, of this name.")),
    ("connection", N_("The database server does not answer. What you did was not saved; try again.")),
)
FILE_TROUBLES = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY_FOLDER,
    errno.EACCES: READ_ONLY_FOLDER,
    errno.EPERM: READ_ONLY_FOLDER,
    errno.ENOENT: MISSING,
    errno.ENOTDIR: MISSING,
}
NO_ADDRESS = N_("This is no address of a database, such as postgresql+psycopg://name@host/database.")
OTHER_TROUBLE = N_("The store does not answer ({kind}). What is typed stays in the draft; try again.")


OURS = ("no such table", "no such column", "has no column", "syntax error", "no such function")


def trouble(error: Exception) -> Exception:
    """Return the refusal that tells people what a driver's error means; its own text never goes further.

    A wrong statement or a broken constraint is no trouble of the store but our bug: it is returned as it is.
    """
    said = getattr(error, "orig", None) or error
    text = f"{said} {getattr(said, 'sqlite_errorname', '')}".lower()
    if isinstance(error, ProgrammingError | IntegrityError | DataError) or any(mark in text for mark in OURS):
        return error
    for mark, msgid in TROUBLES:
        if mark in text:
            return StoreTrouble(msgid)
    return StoreTrouble(OTHER_TROUBLE, kind=type(said).__name__)


def file_trouble(error: OSError) -> StoreTrouble:
    """Return the refusal that tells people what the disk said."""
    return StoreTrouble(FILE_TROUBLES.get(error.errno or 0, DISK_ERROR))


def _sqlite_engine(
    path: Path, key: bytes, *, begin: str, setup: str | None, pool_size: int, cache_kib: int = CACHE_KIB
) -> Engine:
    def create() -> Any:
        connection = connect_sqlcipher(path, key, cache_kib=cache_kib)
        if setup:
            connection.execute(setup)
        return connection

    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=create,
        poolclass=QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        pool_use_lifo=True,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return watch(engine)


def _stands(path: Path) -> bool:
    try:
        return path.is_file()
    except PermissionError:  # a folder above it may not be entered
        raise trouble(sqlcipher.OperationalError("unable to open")) from None


def open_sqlite(path: Path, key: bytes, *, create: bool = False) -> Engines:
    """Open the encrypted file with its raw key; `create` allows a new one. Raises: StoreTrouble."""
    if not create and not _stands(path):
        raise StoreTrouble(N_("There is no store at this place. Create one first."))
    if not create and path.stat().st_size == 0:
        raise StoreTrouble(FOREIGN)
    connect_sqlcipher(path, key).close()
    return Engines(
        write=_sqlite_engine(path, key, begin="BEGIN IMMEDIATE", setup=None, pool_size=1),
        read=_sqlite_engine(
            path,
            key,
            begin="BEGIN",
            setup="PRAGMA query_only = ON",
            pool_size=READERS,
            cache_kib=READ_CACHE_KIB,
        ),
        path=path,
    )


def open_postgres(url: str) -> Engines:
    """Open a PostgreSQL database by its SQLAlchemy URL. Raises: StoreTrouble."""
    address = _address(url)
    write = silence(watch(create_engine(address, hide_parameters=True, pool_pre_ping=True)))
    read = create_engine(
        address,
        hide_parameters=True,
        pool_pre_ping=True,
        isolation_level="REPEATABLE READ",  # one moment a view, as SQLite gives it
        connect_args={"options": "-c default_transaction_read_only=on"},
    )
    engines = Engines(write, silence(watch(read)), None)
    guard(lambda: write.connect().close())
    return engines


@contextmanager
def unhurried(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose commits do not wait for the disk; the next one that does takes them along."""
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            event.listen(connection, "begin", _without_waiting)
            yield connection
            return
        driver: Any = connection.connection.dbapi_connection
        driver.execute("PRAGMA synchronous = NORMAL")
        try:
            yield connection
        finally:
            connection.rollback()  # no transaction may be open when this is set
            driver.execute("PRAGMA synchronous = FULL")


def _without_waiting(connection: Connection) -> None:
    connection.exec_driver_sql("SET LOCAL synchronous_commit = off")


def _address(url: str) -> URL:
    try:
        return make_url(url)
    except (ArgumentError, ValueError):  # a port that is no number
        raise StoreTrouble(NO_ADDRESS) from None


def guard(call: Callable[[], None]) -> None:
    """Run `call`, turning a driver's error into its sentence. Raises: StoreTrouble."""
    try:
        call()
    except DBAPIError as error:
        raise trouble(error) from None
