"""One child process as its host sees it: started with nothing, asked, watched, ended."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from console.evidence.records_files import Reason
from console.guarded.answers import MOST_BYTES, Answer
from console.guarded.frames import BrokenTalkError, packed_head, read_blobs, read_head

START_SECONDS = 20.0
GOING_SECONDS = 0.5
MOST_FILES = 25
MOST_WORK = 40.0  # seconds
_OUT_OF_TIME = -24  # SIGXCPU: the system ended it for its processor time


class FailedError(Exception):
    """The child gave no answer that can be used."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class Child:
    """A running child. It loads while nobody waits; the first question waits for what is left of that."""

    def __init__(self, start: Sequence[str]) -> None:
        self._overdue = threading.Event()
        self._ready = False
        self._files = 0
        self._worked = 0.0
        try:
            self._process = _started(start)
        except OSError:
            raise FailedError(Reason.CRASHED) from None
        if self._process.stdin is None or self._process.stdout is None:
            raise FailedError(Reason.CRASHED)
        self._to = self._process.stdin
        self._from = self._process.stdout

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    @property
    def is_worn(self) -> bool:
        """Whether it has done enough, and another should take its place."""
        return self._files >= MOST_FILES or self._worked >= MOST_WORK

    def ask(self, request: dict[str, Any], chunks: Iterable[bytes], seconds: float) -> Answer:
        """Return the answer to a request about the file that `chunks` are.

        Raises: FailedError, and whatever `chunks` raise; after both the child is of no more use.
        """
        if not self._ready:
            with self._watched(START_SECONDS):
                self._received()
            self._ready = True
        begun = time.monotonic()
        with self._watched(seconds):
            self._send(request, chunks)
            answer = self._received()
        self._files += 1
        self._worked += time.monotonic() - begun
        return answer

    def kill(self) -> None:
        """End the process at once; whoever waits for its answer hears of it."""
        with suppress(OSError):
            self._process.kill()

    def end(self) -> None:
        """End the process and let go of its pipes."""
        self.kill()
        for pipe in (self._to, self._from):
            with suppress(OSError):
                pipe.close()
        self._process.wait()

    @contextmanager
    def _watched(self, seconds: float) -> Iterator[None]:
        timer = threading.Timer(seconds, self._end_overdue)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _end_overdue(self) -> None:
        self._overdue.set()
        self.kill()

    def _send(self, request: dict[str, Any], chunks: Iterable[bytes]) -> None:
        left = int(request["size"])
        self._write(packed_head(request))
        for chunk in chunks:
            left -= len(chunk)
            if left < 0:
                break
            self._write(chunk)
        if left:
            raise FailedError(Reason.DAMAGED)  # the file is not as long as was said
        try:
            self._to.flush()
        except (OSError, ValueError):
            raise FailedError(self._why()) from None

    def _write(self, data: bytes) -> None:
        try:
            self._to.write(data)
        except (OSError, ValueError):
            raise FailedError(self._why()) from None

    def _received(self) -> Answer:
        try:
            head = read_head(self._from)
            return Answer(head, read_blobs(self._from, head.get("blobs"), MOST_BYTES))
        except (OSError, ValueError, BrokenTalkError):
            raise FailedError(self._why()) from None

    def _why(self) -> Reason:
        """Return why there is no answer; what still runs and talks nonsense is ended."""
        try:
            status = self._process.wait(GOING_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
            return Reason.CRASHED
        out_of_time = self._overdue.is_set() or status == _OUT_OF_TIME
        return Reason.TIMED_OUT if out_of_time else Reason.CRASHED


def _started(start: Sequence[str]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 -- our own program, no shell, nothing of the file in its arguments
        list(start),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=os.path.abspath(os.sep),  # noqa: PTH100 -- the root, which no relative name can mean
        env=_environment(),
        start_new_session=sys.platform != "win32",  # Ctrl+C is for the console, which then ends the child
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _environment() -> dict[str, str]:
    """Return the little that a process needs to start; nothing of the person's own."""
    return {k: v for k, v in os.environ.items() if k in ("SYSTEMROOT", "WINDIR")} | {"LC_ALL": "C.UTF-8"}
