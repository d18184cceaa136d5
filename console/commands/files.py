"""Files named on the command line, read piece by piece."""

from collections.abc import Iterator
from pathlib import Path

from console.errors import Refused
from console.progress import Progress
from console.words import N_

PIECE = 1 << 20


def size_of(file: Path) -> int:
    """Return how large a file is. Raises: Refused for what is no file, or cannot be read."""
    try:
        if file.is_file():
            return file.stat().st_size
    except OSError:
        pass
    raise unreadable(file)


def pieces_of(file: Path) -> Iterator[bytes]:
    """Return a file's bytes. Raises: Refused."""
    size_of(file)  # neither a folder nor a pipe that never ends
    try:
        with file.open("rb") as stream:
            while piece := stream.read(PIECE):
                yield piece
    except OSError:
        raise unreadable(file) from None


def in_megabytes(progress: Progress) -> Progress:
    """Return what takes progress in bytes and tells it in whole megabytes, each once."""
    told = -1

    def tell(done: int, total: int | None = None) -> None:
        nonlocal told
        if done // PIECE != told or done == total:
            told = done // PIECE
            progress(told, -(-total // PIECE) if total else None)

    return tell


def unreadable(file: Path) -> Refused:
    """Return the refusal that names the file."""
    return Refused(N_("{file} is missing, or cannot be read."), file=file.name)
