"""What this feature needs kept."""

from typing import Protocol

from console.lookup.records import Answer, Sought


class Lookup(Protocol):
    """The search index."""

    def search(self, sought: Sought) -> Answer:
        """Return what was found until the time was over; its `seconds` are the caller's to set.

        Raises: Cancelled.
        """
        ...


class Work(Protocol):
    """The stores that lookup needs together."""

    @property
    def lookup(self) -> Lookup: ...
