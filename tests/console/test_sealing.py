"""Sealed files: every change is found, none is given out, and length needs no memory."""

import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.evidence.sealing import (
    PIECE,
    DamagedError,
    new_key,
    seal,
    unseal,
    unwrap_key,
    wrap_key,
)

KEY = new_key()
LENGTHS = [0, 1, 17, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 5]


def sealed(data: bytes, key: bytes = KEY) -> bytes:
    """Return a sealed file in one piece."""
    return b"".join(seal([data], key))


def opened(data: bytes, key: bytes = KEY) -> bytes:
    """Return the plain file of a sealed one."""
    return b"".join(unseal([data], key))


@pytest.mark.parametrize("length", LENGTHS)
def test_what_is_sealed_comes_back(length: int) -> None:
    data = bytes(i % 251 for i in range(length))
    assert opened(sealed(data)) == data


@given(st.lists(st.binary(max_size=3 * PIECE // 2), max_size=5), st.integers(1, 100_000))
def test_it_does_not_matter_in_which_chunks_bytes_come(chunks: list[bytes], size: int) -> None:
    file = b"".join(seal(chunks, KEY))
    again = (file[at : at + size] for at in range(0, len(file), size))
    assert b"".join(unseal(again, KEY)) == b"".join(chunks)


@pytest.mark.parametrize("length", LENGTHS)
def test_no_sealed_file_can_be_cut_short(length: int) -> None:
    file = sealed(b"x" * length)
    for cut in {0, 1, 11, 12, len(file) - 1, len(file) - 16, 12 + PIECE + 16} - {len(file)}:
        if cut < len(file):
            with pytest.raises(DamagedError):
                opened(file[:cut])


def test_no_bit_of_a_sealed_file_can_be_changed() -> None:
    file = sealed(b"x" * 100)
    for at in range(len(file)):
        changed = bytearray(file)
        changed[at] ^= 1
        with pytest.raises(DamagedError):
            opened(bytes(changed))


def test_pieces_can_be_neither_moved_nor_doubled_nor_dropped() -> None:
    file = sealed(b"".join(bytes([n]) * PIECE for n in range(3)) + b"end")
    head, step = file[:12], PIECE + 16
    one, two, three, end = (file[12 + n * step : 12 + (n + 1) * step] for n in range(4))
    assert opened(head + one + two + three + end)[-3:] == b"end"
    for order in ((two, one, three, end), (one, one, three, end), (one, three, end), (one, two, three)):
        with pytest.raises(DamagedError):
            opened(head + b"".join(order))


def test_a_piece_of_another_file_does_not_fit() -> None:
    one, two = sealed(b"a" * PIECE + b"b"), sealed(b"c" * PIECE + b"d")
    with pytest.raises(DamagedError):
        opened(one[: 12 + PIECE + 16] + two[12 + PIECE + 16 :])


def test_two_sealed_files_of_the_same_bytes_have_nothing_in_common() -> None:
    assert sealed(b"x" * 100)[12:] != sealed(b"x" * 100)[12:]
    assert b"x" * 8 not in sealed(b"x" * 100)


def test_a_file_opens_with_its_own_key_alone() -> None:
    with pytest.raises(DamagedError):
        opened(sealed(b"x"), new_key())


def test_a_wrapped_key_serves_one_store_and_one_name() -> None:
    store, key = new_key(), new_key()
    wrapped = wrap_key(key, "name", under=store)
    assert unwrap_key(wrapped, "name", under=store) == key
    for name, under in (("other", store), ("name", new_key())):
        with pytest.raises(DamagedError):
            unwrap_key(wrapped, name, under=under)
    with pytest.raises(DamagedError):
        unwrap_key(b"", "name", under=store)


def test_a_large_file_is_sealed_and_opened_in_little_memory() -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(64):
            yield bytes(1024 * 1024)

    tracemalloc.start()
    length = sum(len(piece) for piece in unseal(seal(chunks(), KEY), KEY))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert length == 64 * 1024 * 1024
    assert peak < 8 * 1024 * 1024
