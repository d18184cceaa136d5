"""Opens strangers' files in child processes, and believes nothing they say unchecked.

One crash costs one preview: the next file gets another child. Two are kept warm, so that a preview costs
milliseconds; each is renewed after some files, and after every file that went wrong.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import TracebackType
from typing import Self, TypeVar

from console.evidence.records_files import MAX_FILE, Inspection, Mail, MailPiece, Preview, Reason
from console.guarded.answers import Answer, inspection_of, mail_of, mails_of, refusal_of, seconds_of, spans_of
from console.guarded.checks import UntrueError
from console.guarded.mbox_host import pieces_of
from console.guarded.pool import CHILDREN, Pool
from console.guarded.process import FailedError
from console.guarded.sniff import ARCHIVES, HEAD, media_type_of
from console.guarded.starting import command
from console.guarded.strikes import Strikes, begun
from console.guarded.workbook_answers import believed as sheets_of
from console.imports.records_packed import SheetRead

SECONDS = 5.0
MAIL_SECONDS = 20.0  # for a mail that is taken in with all its attachments
WORKBOOK_SECONDS = 60.0
BEGINNING = 8 * 1024 * 1024  # bytes of a file that is too large to be sent, where they tell something
LONGEST_NAME = 20  # of a file's name only the ending matters
T = TypeVar("T")
Asked = tuple[str, int, float, Mapping[str, object]]  # what to do, with how many bytes, in what time; more


class Guard:
    """The way in for strangers' files; threads may share it, as many at a time as there are children."""

    def __init__(
        self, start: Sequence[str] | None = None, *, seconds: float = SECONDS, children: int = CHILDREN
    ) -> None:
        self.pool = Pool(start or command(), children)
        self._seconds = seconds
        self._strikes = Strikes()

    def warm(self) -> None:
        """Start the children before the first file comes; returns at once, quietly where they cannot."""
        self.pool.warm()

    def inspect(
        self, chunks: Iterable[bytes], size: int, name: str = "", *, closely: bool = False
    ) -> Inspection:
        """Return how a file of `size` bytes is treated; nothing the file contains makes this raise.

        `closely`: a mail comes with its HTML, made harmless, and the pictures that this names.
        """
        passing = _Passing(chunks)
        start = time.monotonic()
        more: dict[str, object] = {"name": name[-LONGEST_NAME:], "closely": closely}
        given: Iterable[bytes] = passing
        if size > MAX_FILE:
            if passing.media_type(name) not in ARCHIVES:
                return Inspection(passing.media_type(name), Preview.REFUSED, Reason.TOO_LARGE)
            given = [passing.beginning(BEGINNING)]
            size, more = len(given[0]), {**more, "whole": False}
        try:
            return self._ask(
                ("inspect", size, self._seconds, more),
                given,
                lambda answer: inspection_of(
                    answer, passing.media_type(name), seconds_of(answer, self._seconds)
                ),
            )
        except FailedError as error:
            seconds = time.monotonic() - start
            return Inspection(passing.media_type(name), Preview.REFUSED, error.reason, seconds=seconds)

    def read_mail(self, chunks: Iterable[bytes], size: int) -> Mail | Reason:
        """Return a mail with the bytes of its attachments, or why it cannot be read."""
        if size > MAX_FILE:
            return Reason.TOO_LARGE
        try:
            asked: Asked = ("mail", size, max(self._seconds, MAIL_SECONDS), {})
            return self._ask(asked, chunks, lambda answer: refusal_of(answer) or mail_of(answer))
        except FailedError as error:
            return error.reason

    def read_mails(self, mails: Sequence[bytes]) -> list[Mail | Reason]:
        """Return each mail without the bytes of its files, or why it cannot be read; each costs itself."""
        if not mails:
            return []
        sizes = [len(mail) for mail in mails]
        try:
            seconds = MAIL_SECONDS if len(mails) > 1 else self._seconds
            found = self._ask(
                ("mails", sum(sizes), seconds, {"sizes": sizes}),
                mails,
                lambda answer: refusal_of(answer) or mails_of(answer, len(mails)),
            )
        except FailedError as error:
            if len(mails) == 1:
                return [error.reason]
        else:
            return [found] * len(mails) if isinstance(found, Reason) else found
        return [found for mail in mails for found in self.read_mails([mail])]

    def mails_in(self, chunks: Iterable[bytes]) -> Iterator[MailPiece]:
        """Return the mails of a file of mails (.mbox) one after the other, each as its exact bytes."""

        def spans(window: bytes, *, is_last: bool) -> tuple[list[tuple[int, int]], int] | Reason:
            try:
                return self._ask(
                    ("mbox", len(window), MAIL_SECONDS, {"last": is_last}),
                    [window],
                    lambda answer: refusal_of(answer) or spans_of(answer, len(window)),
                )
            except FailedError as error:
                return error.reason

        return pieces_of(chunks, spans)

    def read_sheets(self, chunks: Iterable[bytes], size: int) -> list[SheetRead] | Reason:
        """Return the visible sheets of a workbook, their rows packed, or why it cannot be read."""
        if size > MAX_FILE:
            return Reason.TOO_LARGE
        try:
            asked: Asked = ("workbook", size, max(self._seconds, WORKBOOK_SECONDS), {})
            return self._ask(
                asked, chunks, lambda answer: refusal_of(answer) or sheets_of(answer.head, answer.blobs)
            )
        except FailedError as error:
            return error.reason

    def close(self) -> None:
        """End the children, also under files that they work on; a later file starts others."""
        self.pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, asked: Asked, chunks: Iterable[bytes], read: Callable[[Answer], T]) -> T:
        """Return what `read` makes of a child's answer. Raises: FailedError."""
        do, size, seconds, more = asked
        request = {"do": do, "size": size, "seconds": seconds, **more}
        key, chunks = begun(chunks, size)
        verdict = self._strikes.verdict_on(key)
        if verdict is not None:
            raise FailedError(verdict)
        try:
            with self.pool.child() as child:
                answer = child.ask(request, chunks, seconds)
                if answer.head.get("preview") == Preview.REFUSED:
                    child.kill()  # who knows what the file did to it
                return _believed(answer, read)
        except FailedError as error:
            if error.by_file:
                self._strikes.note(key, error.reason)
            raise


def _believed(answer: Answer, read: Callable[[Answer], T]) -> T:
    try:
        return read(answer)
    except UntrueError:
        raise FailedError(Reason.CRASHED) from None


class _Passing:
    """Passes chunks on and keeps the first bytes, by which the host itself tells what the file is."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._head = b""

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._head += chunk[: HEAD - len(self._head)]
            yield chunk

    def beginning(self, most: int) -> bytes:
        """Return the first `most` bytes; what follows in the last chunk that was read is left out."""
        found = bytearray()
        for chunk in self:
            found += chunk
            if len(found) >= most:
                break
        return bytes(found[:most])

    def media_type(self, name: str) -> str:
        """Return the type by what has passed; where nothing has, by the first chunk that would."""
        if not self._head:
            first = next(self._chunks, b"")
            self._chunks = chain([first], self._chunks)
            return media_type_of(first[:HEAD], name)
        return media_type_of(self._head, name)
