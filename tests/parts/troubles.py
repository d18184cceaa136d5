"""What happens to a store in the world: another program holds it, its disk is full, it may not be written."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.parts.limits import as_nobody

ROOT = Path(__file__).parents[2]
HOLD = """
import sys
from pathlib import Path
from db.engine import connect_sqlcipher
other = connect_sqlcipher(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]))
other.execute(sys.argv[3])
other.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""
ITSELF = "PRAGMA locking_mode = EXCLUSIVE"  # even readers are kept out
OTHERS_READ = "PRAGMA locking_mode = NORMAL"


@contextlib.contextmanager
def held_by_another_process(path: Path, key: bytes, how: str = OTHERS_READ) -> Iterator[None]:
    """Have a process of its own write in the store and never come to an end."""
    command = [sys.executable, "-c", HOLD, str(path), key.hex(), how]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield
        other.kill()


@contextlib.contextmanager
def small_disk(folder: Path, size: int) -> Iterator[bool]:
    """Put a disk of `size` bytes at `folder`; say False where the system does not let us."""
    words = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0755", "none", str(folder)]
    mounted = (
        sys.platform == "linux" and subprocess.run(words, capture_output=True, check=False).returncode == 0
    )
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


@contextlib.contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Let nothing more find room on the disk of `folder`."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass
    yield
    filler.unlink()


@contextlib.contextmanager
def read_only(folder: Path, *, but_files: bool = False) -> Iterator[None]:
    """Take away the right to write the files in `folder`, and the folder itself if not `but_files`."""
    parts = [folder, *folder.iterdir()]
    modes = {part: part.stat().st_mode for part in parts}
    for above in _closed_to_others(folder):
        above.chmod(0o755)
    for part in parts:
        part.chmod(0o777 if but_files and part == folder else 0o555)
    try:
        with as_nobody():
            yield
    finally:
        for part, mode in modes.items():
            part.chmod(mode)


def _closed_to_others(folder: Path) -> list[Path]:
    """Return the folders above that let only their owner through: those that pytest made for itself."""
    return [above for above in folder.parents if not above.stat().st_mode & 0o001]


def spoil_page(path: Path, page: int) -> None:
    """Change one bit of a page, as a bad disk would."""
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 + 1000] ^= 1
    path.write_bytes(content)
