"""Ends a child that takes too long, or too much memory where the system does not see to that itself."""

import sys
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from console.evidence.records_files import Reason
from console.guarded.memory import bytes_of

MEMORY = 1024 * 1024 * 1024
LOOK_SECONDS = 0.05
MemoryOf = Callable[[int], int | None]


def own_watch() -> MemoryOf | None:
    """Return how memory is read where it must be watched: macOS alone ignores its limit."""
    return bytes_of if sys.platform == "darwin" else None


def verdict_on(spent: float, seconds: float, memory: int | None) -> Reason | None:
    """Return why a child is to be ended, None where it may go on."""
    if memory is not None and memory > MEMORY:
        return Reason.MEMORY
    return Reason.TIMED_OUT if spent >= seconds else None


class Watch:
    """Watches process `pid` while one waits inside; `verdict` says why it was ended, if it was."""

    def __init__(
        self, pid: int, seconds: float, end: Callable[[], object], memory_of: MemoryOf | None = None
    ) -> None:
        self.verdict: Reason | None = None
        self._pid, self._seconds, self._end = pid, seconds, end
        self._memory_of = memory_of or own_watch()
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()

    def _run(self) -> None:
        began = time.monotonic()
        left = self._seconds
        while not self._is_over.wait(min(left, LOOK_SECONDS) if self._memory_of else left):
            spent = time.monotonic() - began
            left = max(0.0, self._seconds - spent)
            memory = self._memory_of(self._pid) if self._memory_of else None
            self.verdict = verdict_on(spent, self._seconds, memory)
            if self.verdict is not None:
                self._end()
                return
