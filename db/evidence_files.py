"""Large evidence as sealed files in a folder beside the store (on PostgreSQL where a setting says)."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from console.errors import StoreTrouble
from console.evidence.records import Damage, Sealed
from console.evidence.sealing import DamagedError, new_key, seal, unseal, unwrap_key, wrap_key
from console.evidence.store import NotAsTakenInError
from console.stores.store import OpenStore
from console.words import N_

CHUNK = 1024 * 1024
UNFINISHED = ".part"
NAME_BYTES = 16


def vault_of(store: OpenStore) -> "FolderVault":
    """Return the vault of an open store."""
    return FolderVault(store.evidence_folder, store.evidence_key)


class FolderVault:
    """Holds files under random names, each sealed with a key of its own; see console/evidence/store.py."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = key

    def keep(self, chunks: Iterable[bytes]) -> Sealed:
        """Keep a file; it is whole and on disk when this returns, and nothing is left if it raises."""
        name, key = secrets.token_hex(NAME_BYTES), new_key()
        draft = self._folder / (name + UNFINISHED)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._write(draft, seal(chunks, key))
            self._path(name).parent.mkdir(mode=0o700, exist_ok=True)
            draft.rename(self._path(name))
            _sync_folder(self._path(name).parent)
            _sync_folder(self._folder)
        except OSError as error:
            raise _trouble(error) from None
        finally:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
        return Sealed(name, wrap_key(key, name, under=self._key))

    def read(self, sealed: Sealed) -> Iterator[bytes]:
        """Return a file's bytes. Raises: NotAsTakenInError, perhaps after some of them; StoreTrouble."""
        try:
            key = unwrap_key(sealed.key, sealed.name, under=self._key)
            with self._path(sealed.name).open("rb") as file:
                yield from unseal(iter(lambda: file.read(CHUNK), b""), key)
        except DamagedError:
            raise NotAsTakenInError(Damage.CHANGED) from None
        except FileNotFoundError:
            raise NotAsTakenInError(Damage.MISSING) from None
        except OSError as error:
            raise _trouble(error) from None

    def drop(self, name: str) -> None:
        """Let go of a file, finished or not; what cannot be removed now is swept at a later start."""
        for path in (self._path(name), self._folder / (name + UNFINISHED)):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def names(self) -> Iterator[tuple[str, datetime]]:
        """Return every file's name and when it was last written, unfinished ones too."""
        found = [*self._folder.glob("*" + UNFINISHED), *self._folder.glob("??/*")]
        for path in found:
            with suppress(FileNotFoundError):  # another desk finishes or drops files meanwhile
                at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                yield path.name.removesuffix(UNFINISHED), at

    def free(self) -> int | None:
        """Return how many bytes the disk has left, None where it does not tell."""
        there = next((p for p in (self._folder, *self._folder.parents) if p.is_dir()), None)
        try:
            return shutil.disk_usage(there).free if there is not None else None
        except OSError:
            return None

    def _path(self, name: str) -> Path:
        return self._folder / name[:2] / name

    def _write(self, draft: Path, pieces: Iterable[bytes]) -> None:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Bring a folder's entries to the disk, where the system lets one."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _trouble(error: OSError) -> StoreTrouble:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StoreTrouble(N_("The disk is full. Nothing was half written; free some space and try again."))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreTrouble(N_("The folder of evidence files cannot be read or written: it is read-only."))
    return StoreTrouble(N_("The folder of evidence files does not answer. Nothing was half written."))
