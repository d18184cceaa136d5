"""A file of many mails, handed to the child window by window: memory does not grow with the file."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from console.evidence.records_files import MAX_FILE, MailPiece, Reason

WINDOW = 4 * 1024 * 1024
_MARK = b"\nFrom "


class Divide(Protocol):
    """Says where the mails in a window begin and end, and how much of it they are."""

    def __call__(self, window: bytes, *, is_last: bool) -> tuple[list[tuple[int, int]], int] | Reason:
        """Return the spans and where the last ends, or why they are not known."""
        ...


def pieces_of(chunks: Iterable[bytes], divide: Divide) -> Iterator[MailPiece]:
    """Return the mails of a file that `divide` divides; one that is too long costs itself alone."""
    window = _Window(iter(chunks))
    number = 0
    while window.fill():
        found = divide(bytes(window.data), is_last=window.is_last)
        ends = [end for _start, end in found[0]] if not isinstance(found, Reason) else []
        if not ends and not window.is_last and window.can_grow and not isinstance(found, Reason):
            window.grow()
            continue
        if not ends:
            number += 1
            window.skip()
            yield MailPiece(number, b"", found if isinstance(found, Reason) else Reason.TOO_LARGE)
            continue
        start = 0
        for end in ends:
            number += 1
            yield MailPiece(number, bytes(window.data[start:end]))
            start = end
        window.drop(start)


class _Window:
    """The part of the file that is in memory."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.data = bytearray()
        self.is_last = False
        self._chunks = chunks
        self._most = WINDOW

    @property
    def can_grow(self) -> bool:
        """Whether a mail may be longer than what is in memory."""
        return self._most < MAX_FILE

    def fill(self) -> bool:
        """Read on until the window is full; tell whether there is anything in it."""
        while len(self.data) < self._most and not self.is_last:
            chunk = next(self._chunks, None)
            if chunk is None:
                self.is_last = True
            else:
                self.data += chunk
        return bool(self.data)

    def grow(self) -> None:
        """Let more into memory."""
        self._most = min(MAX_FILE, self._most * 4)

    def drop(self, length: int) -> None:
        """Let go of the beginning."""
        del self.data[:length]
        self._most = WINDOW

    def skip(self) -> None:
        """Let go of a mail whose end is not known: up to the next line that could begin one."""
        while True:
            at = self.data.find(_MARK, 1)
            if at >= 0:
                self.drop(at + 1)
                return
            del self.data[: max(0, len(self.data) - len(_MARK))]
            if self.is_last:
                self.data.clear()
                return
            self._most = WINDOW
            self.fill()
