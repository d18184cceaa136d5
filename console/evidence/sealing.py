"""Files sealed in pieces, so that one of any size needs little memory and every change is found.

STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM: the nonce of each piece is the file's
random prefix, the piece's number, and whether it is the last. So no piece can be changed, left out, doubled,
moved or taken from another file, and none can be cut off the end. Each file has a random key of its own.
"""

import secrets
import struct
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PIECE = 64 * 1024
KEY_BYTES = 32
_TAG = 16
_MAGIC = b"RKFE\1"
_PREFIX = 7
_NONCE = 12
_HEAD = len(_MAGIC) + _PREFIX
_COUNTED = struct.Struct(">IB")
_MOST_PIECES = 2**32


class DamagedError(Exception):
    """What is kept is not what was sealed."""


def new_key() -> bytes:
    """Return a random key for one file."""
    return secrets.token_bytes(KEY_BYTES)


def wrap_key(key: bytes, name: str, *, under: bytes) -> bytes:
    """Return a file's key, readable only with the store's key `under` and for the file of this name."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(under).encrypt(nonce, key, name.encode())


def unwrap_key(wrapped: bytes, name: str, *, under: bytes) -> bytes:
    """Return a file's key. Raises: DamagedError."""
    try:
        return AESGCM(under).decrypt(wrapped[:_NONCE], wrapped[_NONCE:], name.encode())
    except (InvalidTag, ValueError):
        raise DamagedError from None


def seal(chunks: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """Return the sealed file of a plain one, piece by piece."""
    head = _MAGIC + secrets.token_bytes(_PREFIX)
    cipher = AESGCM(key)
    yield head
    for number, (piece, is_last) in enumerate(_marked(_cut(chunks, PIECE))):
        yield cipher.encrypt(_nonce(head, number, is_last=is_last), piece, head)


def unseal(chunks: Iterable[bytes], key: bytes) -> Iterator[bytes]:
    """Return the plain file of a sealed one, piece by piece; each is checked before it is given.

    Raises: DamagedError, perhaps after some pieces: what was given is true, that it is all is not.
    """
    pieces = _marked(_cut(chunks, PIECE + _TAG, first=_HEAD))
    head, head_is_all = next(pieces)
    if len(head) != _HEAD or not head.startswith(_MAGIC) or head_is_all:
        raise DamagedError
    cipher = AESGCM(key)
    for number, (piece, is_last) in enumerate(pieces):
        try:
            yield cipher.decrypt(_nonce(head, number, is_last=is_last), piece, head)
        except (InvalidTag, ValueError):
            raise DamagedError from None


def _nonce(head: bytes, number: int, *, is_last: bool) -> bytes:
    if number >= _MOST_PIECES:
        raise ValueError("too long to be sealed in one file")
    return head[-_PREFIX:] + _COUNTED.pack(number, is_last)


def _cut(chunks: Iterable[bytes], size: int, *, first: int = 0) -> Iterator[bytes]:
    """Return the bytes in pieces of `size`, the last one shorter, maybe empty; one of `first` before them."""
    waiting = bytearray()
    wanted = first or size
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= wanted:
            yield bytes(waiting[:wanted])
            del waiting[:wanted]
            wanted = size
    if waiting or not first or wanted == first:
        yield bytes(waiting)


def _marked(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    """Return each piece with whether it is the last."""
    before = next(pieces, b"")
    for piece in pieces:
        yield before, False
        before = piece
    yield before, True
