"""Files of this machine as chunks of bytes, and back."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from console.errors import Invalid
from console.words import N_

CHUNK = 1024 * 1024


def chunks_of(path: Path) -> Iterator[bytes]:
    """Return a file's bytes in chunks. Raises: Invalid where it cannot be read."""
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except OSError:
        raise _unreadable(path) from None


def size_of(path: Path) -> int:
    """Return a file's length in bytes. Raises: Invalid where there is no such file."""
    try:
        if not path.is_file():
            raise _unreadable(path)
        return path.stat().st_size
    except OSError:
        raise _unreadable(path) from None


def _unreadable(path: Path) -> Invalid:
    return Invalid(N_("The file {name} cannot be read."), field="file", name=path.name)


class Unfinished:
    """A file that comes to stand at `path` only once it is whole; without `finish` nothing is left of it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._draft = path.with_name(f".{path.name[:100]}.{os.getpid()}.part")

    def check_room(self, size: int) -> None:
        """Refuse where the disk has no room for `size` bytes. Raises: Invalid."""
        with suppress(OSError):  # a system that does not tell is tried
            free = shutil.disk_usage(self._path.parent).free
            if size > free:
                raise Invalid(
                    N_("There is not enough room for {name}: {needed} MB are needed, {free} MB free."),
                    field="file",
                    name=self._path.name,
                    needed=-(-size // CHUNK),
                    free=free // CHUNK,
                )

    def write(self, chunks: Iterable[bytes]) -> None:
        """Write all of it, down to the disk. Raises: Invalid where it cannot be written."""
        try:
            with self._draft.open("xb") as file:
                file.writelines(chunks)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            raise self._unwritable() from None

    def finish(self) -> None:
        """Put it in its place. Raises: Invalid."""
        try:
            self._draft.replace(self._path)
        except OSError:
            raise self._unwritable() from None

    def discard(self) -> None:
        """Remove what was not finished."""
        self._draft.unlink(missing_ok=True)

    def _unwritable(self) -> Invalid:
        return Invalid(N_("The file {name} cannot be written."), field="file", name=self._path.name)
