"""Long work tells how far it is, and learns that nobody waits for it any more."""

from collections.abc import Callable
from threading import Event

Progress = Callable[[int, int | None], None]  # done, and of how many where that is known


class Cancelled(Exception):  # noqa: N818 -- not an error: somebody asked for it
    """The work stopped because it was asked to; what was committed before stays."""


class Token:
    """Carries requests to stop, wait and go on, from the person at the screen to the function that works."""

    __slots__ = ("_cancelled", "_going")

    def __init__(self) -> None:
        self._cancelled = Event()
        self._going = Event()
        self._going.set()

    @property
    def cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        return self._cancelled.is_set()

    @property
    def paused(self) -> bool:
        """Whether the work was asked to wait."""
        return not self._going.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next check, also if it waits."""
        self._cancelled.set()
        self._going.set()

    def pause(self) -> None:
        """Ask the work to wait at its next check."""
        if not self.cancelled:
            self._going.clear()

    def go_on(self) -> None:
        """Let the work go on."""
        self._going.set()

    def check(self) -> None:
        """Return if the work is still wanted, once it may go on. Raises: Cancelled."""
        self._going.wait()
        if self.cancelled:
            raise Cancelled


class Tally:
    """Adds up what is done and tells it each time."""

    def __init__(self, progress: Progress, total: int | None) -> None:
        self._progress, self._total = progress, total
        self._done = 0

    def add(self, count: int) -> None:
        """Say that so much more is done."""
        self._done += count
        self._progress(self._done, self._total)


def silent(_done: int, _total: int | None = None) -> None:
    """Take progress and show it to nobody."""
