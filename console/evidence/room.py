"""Where files are received: read once, hashed, kept, and looked at by the guarded child."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain

from console.evidence.records import IN_THE_STORE, Content, Damage, Inspected, Received
from console.evidence.records_files import Mail, MailPiece, Reason
from console.evidence.rules import (
    check_room,
    check_size,
    flags_of,
    kept_name,
    kept_type,
    watched,
    within_limit,
)
from console.evidence.store import FileVault, NotAsTakenInError, Opener
from console.progress import Token

PIECE = 256 * 1024


@dataclass(frozen=True, slots=True)
class Room:
    """The vault for large files and the guard that opens them; made by main, handed to the actions."""

    vault: FileVault
    guard: Opener

    def receive(
        self,
        name: str,
        chunks: Iterable[bytes],
        *,
        declared_type: str = "",
        size: int = 0,
        token: Token | None = None,
    ) -> Received:
        """Read a file once: hash it, keep it, look at it. Whoever does not use it discards it.

        `size`, where it is known, is asked of the disk before anything is written.
        Raises: Invalid where it is too large, StoreTrouble where the disk has no room for it, Cancelled, and
        whatever reading it raises; then nothing is kept.
        """
        check_size(size)
        check_room(size, self.vault.free())
        counted = _Counted(within_limit(watched(chunks, token)))
        content = self._kept(counted)
        try:
            inspection = self.guard.inspect(watched(self.read(content), token), counted.size, name)
            flags = flags_of(inspection, watched(self.read(content), token))
        except BaseException:
            self.discard(content)
            raise
        return Received(
            kept_name(name),
            kept_type(declared_type),
            counted.sha256,
            counted.size,
            content,
            inspection,
            flags,
        )

    @contextmanager
    def receiving(self) -> Iterator["Receiving"]:
        """Give a place to receive several files; those that nobody used are discarded at its end."""
        here = Receiving(self, [])
        try:
            yield here
        finally:
            here.discard_unused()

    def read(self, content: Content) -> Iterator[bytes]:
        """Return the bytes. Raises: NotAsTakenInError."""
        if content.sealed is not None:
            yield from self.vault.read(content.sealed)
        elif content.data is not None:
            yield from (content.data[at : at + PIECE] for at in range(0, len(content.data), PIECE))
        else:
            raise NotAsTakenInError(Damage.MISSING)

    def mail(self, received: Received) -> Mail | Reason:
        """Return a received mail with the bytes of its attachments, or why it cannot be read."""
        return self.guard.read_mail(self.read(received.content), received.size)

    def pieces(self, chunks: Iterable[bytes]) -> Iterator[MailPiece]:
        """Return the mails of a file of mails one after the other, each as its exact bytes."""
        return self.guard.mails_in(chunks)

    def heads(self, mails: Sequence[bytes]) -> Sequence[Mail | Reason]:
        """Return mails without the bytes of their attachments, or why one cannot be read."""
        return self.guard.read_mails(mails)

    def discard(self, content: Content) -> None:
        """Let go of bytes that no row needs."""
        if content.sealed is not None:
            self.vault.drop(content.sealed.name)

    def _kept(self, chunks: Iterable[bytes]) -> Content:
        """Keep small files as they are, to go into the store, and larger ones in the vault."""
        rest = iter(chunks)
        head = b""
        for chunk in rest:
            head += chunk
            if len(head) > IN_THE_STORE:
                return Content(sealed=self.vault.keep(chain([head], rest)))
        return Content(data=head)


@dataclass(slots=True)
class Receiving:
    """Files that are received together."""

    room: Room
    _unused: list[Received]

    def take(
        self,
        name: str,
        chunks: Iterable[bytes],
        *,
        declared_type: str = "",
        size: int = 0,
        token: Token | None = None,
    ) -> Received:
        """Receive a file; see `Room.receive`."""
        received = self.room.receive(name, chunks, declared_type=declared_type, size=size, token=token)
        self._unused.append(received)
        return received

    def used(self, *received: Received) -> None:
        """Say that these files now belong to rows."""
        self._unused = [r for r in self._unused if not any(r is one for one in received)]

    def discard_unused(self) -> None:
        """Let go of the files that belong to no row."""
        for received in self._unused:
            self.room.discard(received.content)
        self._unused = []


def looked_at(guard: Opener, name: str, chunks: Iterable[bytes], size: int) -> Inspected:
    """Return how a file of `size` bytes would be treated; nothing of it is kept anywhere."""
    counted = _Counted(chunks)
    passing = iter(counted)
    inspection = guard.inspect(passing, size, name)
    for _ in passing:  # a file that was refused half-way is hashed to its end
        pass
    return Inspected(counted.sha256, counted.size, inspection)


class _Counted:
    """Passes chunks on, and knows their hash and length at the end."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self._hash = hashlib.sha256()
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._hash.update(chunk)
            self.size += len(chunk)
            yield chunk

    @property
    def sha256(self) -> str:
        """The hash of what has passed, in hexadecimal."""
        return self._hash.hexdigest()


def checked(chunks: Iterable[bytes], sha256: str) -> Iterator[bytes]:
    """Pass chunks on and compare their hash at the end. Raises: NotAsTakenInError."""
    counted = _Counted(chunks)
    yield from counted
    if counted.sha256 != sha256:
        raise NotAsTakenInError(Damage.CHANGED)


def damage_of(chunks: Iterable[bytes], sha256: str) -> Damage | None:
    """Return what is wrong with kept bytes, None where they are what was taken in."""
    try:
        for _ in checked(chunks, sha256):
            pass
    except NotAsTakenInError as error:
        return error.damage
    return None
