"""Copies of an encrypted store, consistent while it is in use."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from console.errors import StoreTrouble
from console.progress import Progress, Token, silent
from console.words import N_
from db.engine import DAMAGED, connect_sqlcipher, file_trouble, keyed, trouble
from db.keys import sync_file

PAGES_A_STEP = 2_000  # 8 MB: often enough to be stopped, and to tell how far it is
DAMAGED_COPY = N_("The copy of the store is not whole. It was thrown away; try again, on another disk.")


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Turn what the disk or the engine says into its sentence."""
    try:
        yield
    except sqlcipher.DatabaseError as error:
        raise trouble(error) from None
    except OSError as error:
        raise file_trouble(error) from None


def copy_file(
    source: Path, key: bytes, target: Path, *, progress: Progress = silent, token: Token | None = None
) -> None:
    """Write a copy of the store at `source` to `target`, under the same key: one moment of it, checked.

    Raises: StoreTrouble, Cancelled; then nothing is left at `target`.
    """
    draft = target.with_name(f".{target.name}.part")
    draft.unlink(missing_ok=True)
    try:
        with told():
            _copy(source, key, draft, progress, token)
            if not is_whole(draft, key):
                raise StoreTrouble(DAMAGED_COPY if is_whole(source, key) else DAMAGED)
            sync_file(draft)
            draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _copy(source: Path, key: bytes, draft: Path, progress: Progress, token: Token | None) -> None:
    def step(_status: int, remaining: int, total: int) -> None:
        progress(total - remaining, total)
        if token:
            token.check()

    with contextlib.closing(connect_sqlcipher(source, key)) as reader:
        reader.execute("PRAGMA query_only = ON")
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()  # from here on one moment
        with contextlib.closing(keyed(draft, key)) as writer:
            draft.chmod(0o600)
            reader.backup(writer, pages=PAGES_A_STEP, progress=step)


def is_whole(path: Path, key: bytes) -> bool:
    """Tell whether every page of the file at `path` is as it was written."""
    with contextlib.closing(keyed(path, key)) as connection:
        try:
            pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            tables = connection.execute("PRAGMA quick_check").fetchall()
        except sqlcipher.DatabaseError:
            return False
    return not pages and tables == [("ok",)]
