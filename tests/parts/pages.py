"""Reads an encrypted store as a stranger with the key would: every page and every frame of the log."""

from collections.abc import Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE, RESERVED, SALT, IV = 4096, 80, 16, 16
WAL_HEADER, FRAME_HEADER = 32, 24


def everything_in(path: Path, key: bytes) -> bytes:
    """Return all decrypted pages of the file and of its write-ahead log, one behind another."""
    return b"".join([*_pages(path, key), *_frames(path.with_name(path.name + "-wal"), key)])


def _pages(path: Path, key: bytes) -> Iterator[bytes]:
    data = path.read_bytes()
    for number in range(1, len(data) // PAGE + 1):
        yield _decrypt(data[(number - 1) * PAGE : number * PAGE], key, is_first=number == 1)


def _frames(path: Path, key: bytes) -> Iterator[bytes]:
    data = path.read_bytes() if path.is_file() else b""
    for at in range(WAL_HEADER, len(data), FRAME_HEADER + PAGE):
        number = int.from_bytes(data[at : at + 4])
        yield _decrypt(data[at + FRAME_HEADER : at + FRAME_HEADER + PAGE], key, is_first=number == 1)


def _decrypt(page: bytes, key: bytes, *, is_first: bool) -> bytes:
    body, tail = page[SALT if is_first else 0 : -RESERVED], page[-RESERVED:]
    cipher = Cipher(algorithms.AES(key), modes.CBC(tail[:IV])).decryptor()
    return cipher.update(body) + cipher.finalize()
