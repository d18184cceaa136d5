"""Work off the window's thread: one lane for writes, a small pool for reads, one signal back.

Callbacks are handed over with the job and run in the window's thread. One long-lived signal on one long-lived
object carries everything: an object per job corrupts the heap under load (measured).
"""

import inspect
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypedDict, TypeVar, Unpack

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from console import crash
from console.crash import Crash
from console.errors import Refused
from console.progress import Cancelled, Token

T = TypeVar("T")
READERS = 4
TURN_S = (
    0.0005  # how long a lane keeps the interpreter while the window waits for it: a frame takes many turns
)


class Answers(TypedDict, Generic[T], total=False):
    """Who is called back, in the window's thread; nobody once `owner` or a callback's own widget is gone."""

    owner: QObject
    done: Callable[[T], object]
    refused: Callable[[Refused], object]
    failed: Callable[[Crash], object]
    cancelled: Callable[[], object]
    progress: Callable[[int, int | None], object]


class _Post(QObject):
    """Carries calls into the window's thread."""

    sent = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.sent.connect(self._run, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _run(self, call: Callable[[], None]) -> None:
        call()


class Job:
    """One piece of work under way; keep it to cancel it."""

    def __init__(self, answers: Mapping[str, Any], post: _Post) -> None:
        self.token = Token()
        self._answers = answers
        self._post = post
        self._wanted = True
        self._progress: tuple[int, int | None] | None = None

    def cancel(self) -> None:
        """Ask the work to stop; a job that has not begun never does."""
        self.token.cancel()

    def wait(self, waits: bool) -> None:
        """Ask the work to wait before its next step, or to go on."""
        (self.token.pause if waits else self.token.go_on)()

    def drop(self) -> None:
        """Cancel, and call nothing back any more."""
        self._wanted = False
        self.cancel()

    def tell(self, done: int, total: int | None = None) -> None:
        """Report progress from the working thread; of several that wait only the newest is shown."""
        waiting, self._progress = self._progress, (done, total)
        if waiting is None:
            self._post.sent.emit(self._show_progress)

    def answer(self, name: str, *values: object) -> None:
        """Call back, in the window's thread, unless nobody is there to be called."""
        callback = self._answers.get(name)
        if callback is None or not self._wanted:
            return
        owners = (self._answers.get("owner"), getattr(callback, "__self__", None))
        if all(isValid(owner) for owner in owners if isinstance(owner, QObject)):
            callback(*values)

    def _show_progress(self) -> None:
        newest, self._progress = self._progress, None
        if newest is not None:
            self.answer("progress", *newest)


class Jobs:
    """The lanes. `refused` and `failed` answer for jobs that bring no such callback of their own."""

    def __init__(
        self,
        crash_folder: Path,
        *,
        refused: Callable[[Refused], object] | None = None,
        failed: Callable[[Crash], object] | None = None,
    ) -> None:
        sys.setswitchinterval(TURN_S)
        self._crash_folder = crash_folder
        self._defaults = {"refused": refused, "failed": failed}
        self._post = _Post()
        self._lane = ThreadPoolExecutor(1, "write")
        self._pool = ThreadPoolExecutor(READERS, "read")
        self._beside = ThreadPoolExecutor(1, "beside")
        self._long: list[Job] = []
        self._running: set[Job] = set()
        self._newest: dict[str, Job] = {}
        self._closed = False

    @property
    def running(self) -> int:
        """How many jobs have not called back yet."""
        return len(self._running)

    def write(self, fn: Callable[..., T], *args: object, **answers: Unpack[Answers[T]]) -> Job:
        """Run `fn(*args)` after all writes before it; what it names (token, progress) is handed to it."""
        return self._start(self._lane, fn, args, answers)

    def read(self, fn: Callable[..., T], *args: object, **answers: Unpack[Answers[T]]) -> Job:
        """Run `fn(*args)` beside other reads; no order is kept between them."""
        return self._start(self._pool, fn, args, answers)

    def beside(self, fn: Callable[..., T], *args: object, **answers: Unpack[Answers[T]]) -> Job:
        """Run long work that writes in many short transactions, so that other writes go between them."""
        job = self._start(self._beside, fn, args, answers)
        self._long = [j for j in self._long if j in self._running] + [job]
        return job

    def latest(self, key: str, fn: Callable[..., T], *args: object, **answers: Unpack[Answers[T]]) -> Job:
        """Read like `read`; an older job of the same `key` is cancelled and calls nothing back."""
        self.forget(key)
        self._newest[key] = self._start(self._pool, fn, args, answers)
        return self._newest[key]

    def forget(self, key: str) -> None:
        """Drop the newest job of `key`, as when the field it answers was emptied."""
        older = self._newest.pop(key, None)
        if older is not None:
            older.drop()

    def close(self) -> None:
        """Finish the writes handed in, stop the reads, and call nothing back any more."""
        self._closed = True
        for job in self._long:
            job.cancel()  # it keeps what it did, and goes on another day
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._beside.shutdown(wait=True)
        self._lane.shutdown(wait=True)
        for job in list(self._running):
            job.drop()
        self._pool.shutdown(wait=True)
        self._running.clear()

    def _start(
        self,
        lane: ThreadPoolExecutor,
        fn: Callable[..., object],
        args: tuple[object, ...],
        answers: Mapping[str, Any],
    ) -> Job:
        job = Job({**self._defaults, **answers}, self._post)
        if self._closed:  # a late timer of a window that is going: nobody waits for it
            job.drop()
            return job
        self._running.add(job)
        lane.submit(self._run, job, partial(fn, *args, **_asked_for(fn, args, job)))
        return job

    def _run(self, job: Job, call: Callable[[], object]) -> None:
        """Work in a lane's thread; the one place of the program where every exception is caught."""
        values: tuple[object, ...] = ()
        try:
            job.token.check()
            name, values = "done", (call(),)
        except Cancelled:
            name = "cancelled"
        except Refused as refusal:
            name, values = "refused", (refusal,)
        except Exception as error:  # noqa: BLE001 -- a bug must reach a person and a report, not a lost thread
            name, values = "failed", (crash.report(error, self._crash_folder, datetime.now(UTC)),)
        self._post.sent.emit(partial(self._finish, job, name, *values))

    def _finish(self, job: Job, name: str, *values: object) -> None:
        self._running.discard(job)
        for key in [key for key, newest in self._newest.items() if newest is job]:
            del self._newest[key]
        job.answer(name, *values)


def _asked_for(fn: Callable[..., object], args: tuple[object, ...], job: Job) -> dict[str, object]:
    """Return those of token and progress that `fn` has parameters for and `args` do not fill."""
    offered: dict[str, object] = {"token": job.token, "progress": job.tell}
    try:
        signature = inspect.signature(fn)
        filled = signature.bind_partial(*args).arguments
    except (TypeError, ValueError):  # no signature to read, or wrong arguments: the call itself will say so
        return {}
    return {
        name: each for name, each in offered.items() if name in signature.parameters and name not in filled
    }
