"""Take in a large file, encrypted, against reading, hashing and copying it: rates, and memory from outside.

``python -m benchmarks.evidence [--megabytes N]``.
"""

import argparse
import gc
import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event, Thread

from benchmarks.store import KEY, Size, make
from console.access import Actor, Role
from console.evidence.actions import add_evidence, export_evidence, verify_evidence
from console.evidence.files import chunks_of
from console.evidence.room import Room
from console.guarded.host import Guard
from db.engine import open_sqlite
from db.evidence_files import FolderVault
from db.work import SqlBackend

MB = 1024 * 1024
SIZE = 256
LEAST, MOST_MB = 0.5, 40  # of the rate of copying and hashing; what one file of any size may add
EVERY = 0.02  # seconds between two looks at the memory
STATUS = Path("/proc/self/status")


def made(folder: Path, megabytes: int) -> Path:
    """Return a file of the wanted size that nothing can pack."""
    file = folder / "film.bin"
    with file.open("wb") as out:
        for _ in range(megabytes):
            out.write(os.urandom(MB))
    return file


def copy_and_hash(file: Path, target: Path) -> str:
    """Copy a file down to the disk and hash it on the way: the least that any taking in costs."""
    digest = hashlib.sha256()
    with target.open("wb") as out:
        for chunk in chunks_of(file):
            digest.update(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return digest.hexdigest()


def resident() -> float:
    """Return how much memory this process holds, in MB; 0 where the system does not tell."""
    if not STATUS.exists():
        return 0.0
    lines = STATUS.read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024


def watched(work: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that `work` took, and what it added to this process's memory at the most, in MB."""
    gc.collect()
    before, over = resident(), Event()
    peak = [before]

    def look() -> None:
        while not over.wait(EVERY):
            peak.append(resident())

    watcher = Thread(target=look)
    watcher.start()
    begun = time.monotonic()
    work()
    seconds = time.monotonic() - begun
    over.set()
    watcher.join()
    return seconds, max(peak) - before


def rows(folder: Path, megabytes: int) -> Iterator[tuple[str, float, float]]:
    """Yield each piece of work with its seconds and what it added to the memory."""
    file, copied = made(folder, megabytes), folder / "copy.bin"
    make(folder / "console.store", Size(2, 2, 2, 1))
    backend = SqlBackend(open_sqlite(folder / "console.store", KEY))
    agent, size = Actor(1, "Agent one", Role.AGENT), file.stat().st_size
    with Guard() as guard:
        room = Room(FolderVault(folder / "vault", KEY), guard)
        add_evidence(backend, agent, 1, "small", [bytes(2 * MB)], room=room)  # everything is loaded

        def add() -> None:
            add_evidence(backend, agent, 1, file.name, chunks_of(file), room=room, size=size)

        yield "copy and hash", *watched(lambda: copy_and_hash(file, copied))
        copied.unlink()
        yield "take in", *watched(add)
        yield "verify", *watched(lambda: verify_evidence(backend, agent, room=room))
        with backend.read() as work:
            last = work.evidence.ids(1)[-1]
        yield "save", *watched(lambda: export_evidence(backend, agent, last, folder / "out", room=room))
    backend.close()


def main(given: Sequence[str] = ()) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--megabytes", type=int, default=SIZE)
    size = parser.parse_args(given).megabytes
    print(f"## Large evidence: {size:,} MB, sealed, hashed, synced to the disk\n")
    print("| work | seconds | MB/s | of copy and hash | memory added |\n|---|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        plain, met = 0.0, True
        for what, seconds, memory in rows(Path(folder), size):
            plain = plain or seconds
            met = met and memory <= MOST_MB and (what != "take in" or plain / seconds >= LEAST)
            rate, share = size / seconds, plain / seconds
            print(f"| {what} | {seconds:.1f} | {rate:,.0f} | {share:.0%} | {memory:.0f} MB |")
    print(
        f"\nAsked: taking in at least at {LEAST:.0%} of the rate of copying and hashing in the same run,"
        f" and at most {MOST_MB} MB of memory added: {'met' if met else 'NOT met'}."
    )


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
