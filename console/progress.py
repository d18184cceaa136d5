"""Long work tells how far it is, and learns that nobody waits for it any more."""

from collections.abc import Callable
from threading import Event

Progress = Callable[[int, int | None], None]  # done, and of how many where that is known


class Cancelled(Exception):  # noqa: N818 -- not an error: somebody asked for it
    """The work stopped because it was asked to; what was committed before stays."""


class Token:
    """Carries one request to stop, from the person who waits to the function that works."""

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = Event()

    @property
    def cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        return self._event.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._event.set()

    def check(self) -> None:
        """Return if the work is still wanted. Raises: Cancelled."""
        if self.cancelled:
            raise Cancelled


def silent(_done: int, _total: int | None = None) -> None:
    """Take progress and show it to nobody."""
