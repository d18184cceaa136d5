"""How actions reach what is kept, without knowing how it is kept."""

from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, TypeVar

Work_co = TypeVar("Work_co", covariant=True)


class Backend(Protocol[Work_co]):
    """One store. Work is whatever stores a feature asks for; see each feature's store.py."""

    def begin(self, *, lightly: bool = False) -> AbstractContextManager[Work_co]:
        """Return one write transaction: committed on leaving, rolled back on any exception.

        `lightly`: nobody waits for the disk; a power cut (no crash of the program) may take the last of such
        transactions away, each whole. For long work that finds out by itself where to go on.
        """
        ...

    def read(self) -> AbstractContextManager[Work_co]:
        """Return one read-only view; the engine refuses writes in it."""
        ...

    def now(self) -> datetime:
        """Return the present moment, aware, UTC."""
        ...
