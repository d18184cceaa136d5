"""One thread that stops questions when their time is over or nobody waits any more."""

import heapq
import itertools
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

LOOK = 0.01  # seconds between two looks at whether anybody still waits


@dataclass(order=True, slots=True)
class Watched:
    """What is watched; `stopped` once it was told to stop, and so may fail in any words."""

    due: float
    number: int
    stop: Callable[[], None] = field(compare=False)
    ends: float = field(compare=False)
    cancelled: Callable[[], bool] = field(compare=False)
    over: bool = field(compare=False, default=False)
    stopped: bool = field(compare=False, default=False)


class Watch:
    """Calls `stop` of whoever is too late, from a thread of its own that starts when first needed."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[Watched] = []
        self._numbers = itertools.count()
        self._thread: threading.Thread | None = None

    @contextmanager
    def over(
        self, stop: Callable[[], None], seconds: float | None, cancelled: Callable[[], bool]
    ) -> Iterator[Watched]:
        """Call `stop` during the `with` once `seconds` have passed (None: never) or `cancelled` says so.

        It is called again until the `with` is left, for what was stopped may ask on; never afterwards:
        leaving waits for a call that has begun.
        """
        now = time.monotonic()
        ends = float("inf") if seconds is None else now + seconds
        entry = Watched(min(ends, now + LOOK), next(self._numbers), stop, ends, cancelled)
        with self._changed:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="search-watch", daemon=True)
                self._thread.start()
            heapq.heappush(self._waiting, entry)
            if self._waiting[0] is entry:
                self._changed.notify()
        try:
            yield entry
        finally:
            with self._changed:
                entry.over = True

    def _run(self) -> None:
        with self._changed:
            while True:
                if not self._waiting:
                    self._changed.wait()
                    continue
                wait = self._waiting[0].due - time.monotonic()
                if wait > 0:
                    self._changed.wait(wait)
                    continue
                self._look(heapq.heappop(self._waiting))

    def _look(self, entry: Watched) -> None:
        if entry.over:
            return
        now = time.monotonic()
        if now >= entry.ends or entry.cancelled():
            entry.stopped = True
            entry.stop()
        entry.due = min(entry.ends, now + LOOK) if now < entry.ends else now + LOOK / 10
        heapq.heappush(self._waiting, entry)


WATCH = Watch()
