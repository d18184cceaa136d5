"""Opens strangers' files in a child process, and believes nothing it says unchecked.

One crash costs one preview: the next file gets a new child. One is kept warm, so that a preview costs
milliseconds; it is renewed after some files, and after every file that went wrong.
"""

import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from console.evidence.records_files import MAX_FILE, Inspection, Mail, MailPiece, Preview, Reason
from console.guarded.answers import Answer, inspection_of, mail_of, mails_of, refusal_of, seconds_of, spans_of
from console.guarded.checks import UntrueError
from console.guarded.mbox_host import pieces_of
from console.guarded.process import Child, FailedError
from console.guarded.sniff import HEAD, media_type_of

SECONDS = 5.0
MAIL_SECONDS = 20.0  # for a mail that is taken in with all its attachments
LONGEST_NAME = 20  # of a file's name only the ending matters


def command() -> list[str]:
    """Return how the child is started: the program itself where it is frozen, else this folder."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--guarded-child"]
    return [sys.executable, "-I", "-B", "-X", "utf8", str(Path(__file__).parent)]


class Guard:
    """The way in for strangers' files. Threads may share it; their files wait for one another."""

    def __init__(self, start: Sequence[str] | None = None, *, seconds: float = SECONDS) -> None:
        self._start = list(start or command())
        self._seconds = seconds
        self._lock = threading.Lock()
        self._child: Child | None = None
        self._ending = False

    def warm(self) -> None:
        """Start the child before the first file comes; returns at once, and quietly where it cannot."""
        with self._lock, suppress(FailedError):
            self._renewed_if_needed()

    def inspect(
        self, chunks: Iterable[bytes], size: int, name: str = "", *, closely: bool = False
    ) -> Inspection:
        """Return how a file of `size` bytes is treated; nothing the file contains makes this raise.

        `closely`: a mail comes with its HTML, made harmless, and the pictures that this names.
        """
        passing = _Passing(chunks)
        begun = time.monotonic()
        if size > MAX_FILE:
            return Inspection(passing.media_type(name), Preview.REFUSED, Reason.TOO_LARGE)
        try:
            more = {"name": name[-LONGEST_NAME:], "closely": closely}
            answer = self._ask("inspect", passing, size, self._seconds, more)
            return inspection_of(answer, passing.media_type(name), seconds_of(answer, self._seconds))
        except (FailedError, UntrueError) as error:
            seconds = time.monotonic() - begun
            return Inspection(passing.media_type(name), Preview.REFUSED, self._reason(error), seconds=seconds)

    def read_mail(self, chunks: Iterable[bytes], size: int) -> Mail | Reason:
        """Return a mail with the bytes of its attachments, or why it cannot be read."""
        if size > MAX_FILE:
            return Reason.TOO_LARGE
        try:
            answer = self._ask("mail", chunks, size, max(self._seconds, MAIL_SECONDS))
            return refusal_of(answer) or mail_of(answer)
        except (FailedError, UntrueError) as error:
            return self._reason(error)

    def read_mails(self, mails: Sequence[bytes]) -> list[Mail | Reason]:
        """Return each mail without the bytes of its files, or why it cannot be read; each costs itself."""
        if not mails:
            return []
        sizes = [len(mail) for mail in mails]
        try:
            seconds = MAIL_SECONDS if len(mails) > 1 else self._seconds
            answer = self._ask("mails", mails, sum(sizes), seconds, {"sizes": sizes})
            refused = refusal_of(answer)
            return [refused] * len(mails) if refused else mails_of(answer, len(mails))
        except (FailedError, UntrueError) as error:
            reason = self._reason(error)
        if len(mails) == 1:
            return [reason]
        return [found for mail in mails for found in self.read_mails([mail])]

    def mails_in(self, chunks: Iterable[bytes]) -> Iterator[MailPiece]:
        """Return the mails of a file of mails (.mbox) one after the other, each as its exact bytes."""

        def spans(window: bytes, *, is_last: bool) -> tuple[list[tuple[int, int]], int] | Reason:
            try:
                answer = self._ask("mbox", [window], len(window), MAIL_SECONDS, {"last": is_last})
                return refusal_of(answer) or spans_of(answer, len(window))
            except (FailedError, UntrueError) as error:
                return self._reason(error)

        return pieces_of(chunks, spans)

    def close(self) -> None:
        """End the child, also under a file that it works on; a later file starts another."""
        self._ending = True  # first: a child that is only now being started sees it
        child = self._child
        if child is not None:
            child.kill()
        with self._lock:
            self._drop()
            self._ending = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(
        self,
        do: str,
        chunks: Iterable[bytes],
        size: int,
        seconds: float,
        more: Mapping[str, object] | None = None,
    ) -> Answer:
        request = {"do": do, "size": size, "seconds": seconds, **(more or {})}
        with self._lock:
            child = self._renewed_if_needed()
            if self._ending:
                child.kill()
            sound = False
            try:
                answer = child.ask(request, chunks, seconds)
                sound = not child.is_worn and answer.head.get("preview") != Preview.REFUSED
            finally:
                if not sound:
                    self._drop()
            if not sound:
                with suppress(FailedError):
                    self._renewed_if_needed()
            return answer

    def _renewed_if_needed(self) -> Child:
        if self._child is not None and not self._child.is_alive:
            self._drop()
        if self._child is None:
            self._child = Child(self._start)
        return self._child

    def _reason(self, error: FailedError | UntrueError) -> Reason:
        if isinstance(error, FailedError):
            return error.reason
        with self._lock:
            self._drop()  # it lies
        return Reason.CRASHED

    def _drop(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


class _Passing:
    """Passes chunks on and keeps the first bytes, by which the host itself tells what the file is."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._head = b""

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._head += chunk[: HEAD - len(self._head)]
            yield chunk

    def media_type(self, name: str) -> str:
        """Return the type by what has passed; where nothing has, by the first chunk that would."""
        if not self._head:
            self._head = next(self._chunks, b"")[:HEAD]
        return media_type_of(self._head, name)
