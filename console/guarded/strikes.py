"""Which files ended a child: after twice one is not opened again, as long as this program runs."""

import hashlib
import threading
from collections.abc import Iterable, Iterator

from console.evidence.records_files import Reason

MOST = 2
LOOKED_AT = 1024 * 1024  # bytes; with its length they tell one file from another


class Strikes:
    """Counts by file; threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[bytes, list[Reason]] = {}

    def verdict_on(self, key: bytes) -> Reason | None:
        """Return why a file is not tried any more, None where it may be."""
        with self._lock:
            reasons = self._known.get(key, [])
            return reasons[-1] if len(reasons) >= MOST else None

    def note(self, key: bytes, reason: Reason) -> None:
        """Remember that a file ended a child."""
        with self._lock:
            self._known.setdefault(key, []).append(reason)


def begun(chunks: Iterable[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """Return what a file is known by, and all of its chunks."""
    rest = iter(chunks)
    first = bytearray()
    for chunk in rest:
        first += chunk
        if len(first) >= LOOKED_AT:
            break
    key = hashlib.sha256(size.to_bytes(8, "big") + first[:LOOKED_AT]).digest()
    return key, _joined(bytes(first), rest)


def _joined(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    if first:
        yield first
    yield from rest
