"""One child process as its host sees it: started with nothing, asked, watched, ended."""

import subprocess
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

from console.evidence.records_files import Reason
from console.guarded.answers import MOST_BYTES, Answer
from console.guarded.frames import BrokenTalkError, packed_head, read_blobs, read_head
from console.guarded.starting import started
from console.guarded.watch import Watch

START_SECONDS = 20.0
GOING_SECONDS = 0.5
MOST_FILES = 25
MOST_WORK = 40.0  # seconds
_OUT_OF_TIME = -24  # SIGXCPU: the system ended it for its processor time


class FailedError(Exception):
    """The child gave no answer that can be used; `by_file`: it had a file, which may be why."""

    def __init__(self, reason: Reason, *, by_file: bool = True) -> None:
        super().__init__(reason)
        self.reason = reason
        self.by_file = by_file


class Child:
    """A running child. It loads while nobody waits; `loaded` is called once it has, or never will have."""

    def __init__(self, start: Sequence[str], loaded: Callable[[], object] = lambda: None) -> None:
        self._watch: Watch | None = None
        self._has_begun = threading.Event()
        self._is_sound = False
        self._is_told_to_go = False
        self._files = 0
        self._worked = 0.0
        try:
            self._process, self._job = started(start)
        except OSError:
            raise FailedError(Reason.CRASHED, by_file=False) from None
        if self._process.stdin is None or self._process.stdout is None:
            raise FailedError(Reason.CRASHED, by_file=False)
        self._to = self._process.stdin
        self._from = self._process.stdout
        threading.Thread(target=self._load, args=(loaded,), daemon=True).start()

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def is_ready(self) -> bool:
        """Whether it has loaded all it needs and can be asked."""
        return self._is_sound and self.is_alive

    @property
    def is_loading(self) -> bool:
        """Whether it has not yet said that it can be asked."""
        return not self._has_begun.is_set()

    @property
    def never_began(self) -> bool:
        """Whether it ended by itself before it could be asked anything."""
        return self._has_begun.is_set() and not self._is_sound and not self._is_told_to_go

    @property
    def is_alive(self) -> bool:
        """Whether it is of use: it runs, and nothing went wrong with it."""
        return not self._is_told_to_go and self._process.poll() is None

    @property
    def is_worn(self) -> bool:
        """Whether it has done enough, and another should take its place."""
        return self._files >= MOST_FILES or self._worked >= MOST_WORK

    def ask(self, request: dict[str, Any], chunks: Iterable[bytes], seconds: float) -> Answer:
        """Return the answer to a request about the file that `chunks` are.

        Raises: FailedError, and whatever `chunks` raise; after both the child is of no more use.
        """
        self._has_begun.wait()
        if not self._is_sound:
            raise FailedError(Reason.CRASHED, by_file=False)
        begun = time.monotonic()
        with Watch(self.pid, seconds, self._kill) as self._watch:
            self._send(request, chunks)
            answer = self._received()
        self._files += 1
        self._worked += time.monotonic() - begun
        return answer

    def _load(self, loaded: Callable[[], object]) -> None:
        with Watch(self.pid, START_SECONDS, self._kill), suppress(FailedError):
            self._received()
            self._is_sound = True
        self._has_begun.set()
        loaded()

    def kill(self) -> None:
        """End the process at once; whoever waits for its answer hears of it."""
        self._is_told_to_go = True
        self._kill()

    def _kill(self) -> None:
        with suppress(OSError):
            self._process.kill()

    def end(self) -> None:
        """End the process and let go of its pipes."""
        self.kill()
        for pipe in (self._to, self._from):
            with suppress(OSError):
                pipe.close()
        self._process.wait()
        self._job.let_go()

    def _send(self, request: dict[str, Any], chunks: Iterable[bytes]) -> None:
        left = int(request["size"])
        self._write(packed_head(request))
        for chunk in chunks:
            left -= len(chunk)
            if left < 0:
                break
            self._write(chunk)
        if left:
            raise FailedError(Reason.DAMAGED, by_file=False)  # the file is not as long as was said
        try:
            self._to.flush()
        except (OSError, ValueError):
            raise self._failed() from None

    def _write(self, data: bytes) -> None:
        try:
            self._to.write(data)
        except (OSError, ValueError):
            raise self._failed() from None

    def _received(self) -> Answer:
        try:
            head = read_head(self._from)
            return Answer(head, read_blobs(self._from, head.get("blobs"), MOST_BYTES))
        except (OSError, ValueError, BrokenTalkError):
            raise self._failed() from None

    def _failed(self) -> FailedError:
        return FailedError(self._why(), by_file=not self._is_told_to_go)

    def _why(self) -> Reason:
        """Return why there is no answer; what still runs and talks nonsense is ended."""
        try:
            status = self._process.wait(GOING_SECONDS)
        except subprocess.TimeoutExpired:
            self._kill()
            return Reason.CRASHED
        if self._watch is not None and self._watch.verdict is not None:
            return self._watch.verdict
        return Reason.TIMED_OUT if status == _OUT_OF_TIME else Reason.CRASHED
