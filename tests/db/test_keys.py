"""The data key: wrapped by keyring and passphrase, and what each way says when it does not open."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.errors import StoreTrouble
from console.secrets import Cost
from console.stores.records import KeyForm
from console.stores.rules import KeyringNeeded, PassphraseNeeded
from db import keys
from db.keys import Wrapped

KEY = bytes(range(32))
STORE_ID = "0123456789abcdef" * 2
PASSPHRASE = "山と川と the sea"
QUICK = Cost(iterations=1, lanes=1, memory_kib=8)


@pytest.fixture
def wrapped() -> Wrapped:
    return keys.with_passphrase(Wrapped(STORE_ID), KEY, PASSPHRASE, QUICK)


@pytest.fixture
def file(wrapped: Wrapped, tmp_path: Path) -> Path:
    path = tmp_path / "a.store.keys"
    keys.write_file(path, wrapped)
    return path


def test_the_passphrase_gives_the_key_back(file: Path) -> None:
    assert keys.unwrap(keys.read_file(file), PASSPHRASE) == KEY


def test_a_passphrase_is_the_same_on_every_keyboard(wrapped: Wrapped) -> None:
    changed = keys.with_passphrase(wrapped, KEY, "ｃａｆé 12345", QUICK)
    assert keys.unwrap(changed, "cafe\u0301 12345") == KEY


@pytest.mark.parametrize("wrong", ["", "山と川", PASSPHRASE + " ", PASSPHRASE.upper()])
def test_a_wrong_passphrase_says_so(wrapped: Wrapped, wrong: str) -> None:
    with pytest.raises(StoreTrouble, match=r"^The passphrase is wrong\.$"):
        keys.unwrap(wrapped, wrong)


def test_without_a_passphrase_it_is_asked_for(wrapped: Wrapped) -> None:
    with pytest.raises(PassphraseNeeded):
        keys.unwrap(wrapped, None)


def test_a_changed_passphrase_is_the_only_one(wrapped: Wrapped) -> None:
    changed = keys.with_passphrase(wrapped, KEY, "another sentence", QUICK)
    assert keys.unwrap(changed, "another sentence") == KEY
    with pytest.raises(StoreTrouble, match="wrong"):
        keys.unwrap(changed, PASSPHRASE)


def test_the_last_way_in_is_never_taken_away(wrapped: Wrapped) -> None:
    with pytest.raises(StoreTrouble, match="only way"):
        keys.without_passphrase(wrapped)


def test_a_machine_without_a_keyring_says_so(wrapped: Wrapped) -> None:
    with pytest.raises(StoreTrouble, match="offers no keyring"):
        keys.with_keyring(wrapped, KEY)


def test_a_store_kept_by_a_keyring_asks_for_its_passphrase_elsewhere(wrapped: Wrapped) -> None:
    both = Wrapped(
        **{**{n: getattr(wrapped, n) for n in wrapped.__slots__}, "by_keyring": b"sealed elsewhere"}
    )
    with pytest.raises(PassphraseNeeded, match="offers no keyring"):
        keys.unwrap(both, None)
    assert keys.unwrap(both, PASSPHRASE) == KEY


def test_a_store_kept_by_a_keyring_alone_asks_for_no_passphrase(wrapped: Wrapped) -> None:
    alone = Wrapped(wrapped.store_id, by_keyring=b"sealed elsewhere")
    with pytest.raises(KeyringNeeded, match="has no passphrase"):
        keys.unwrap(alone, PASSPHRASE)


def test_keys_of_one_store_do_not_pass_for_anothers(file: Path) -> None:
    document = json.loads(file.read_text(encoding="utf-8"))
    document["store_id"] = "f" * 32
    with pytest.raises(StoreTrouble, match="wrong"):
        keys.unwrap(keys.load(json.dumps(document), "x"), PASSPHRASE)


def test_neither_key_nor_passphrase_stands_in_the_file(file: Path) -> None:
    content = file.read_bytes()
    assert KEY not in content
    assert PASSPHRASE.encode() not in content
    assert KEY.hex().encode() not in content


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such modes")
def test_the_file_is_its_owners_alone(file: Path) -> None:
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble) as refused:
        keys.read_file(tmp_path / "a.store.keys")
    assert refused.value.text().startswith(
        "The key file a.store.keys is missing. Put it back beside the store"
    )


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"null", b"\xff\x00", b"-----BEGIN KEY-----", b'{"format": 1}']
)
def test_a_foreign_file_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.store.keys"
    path.write_bytes(content)
    with pytest.raises(StoreTrouble, match=r"a\.store\.keys is not a key file"):
        keys.read_file(path)


@pytest.mark.parametrize(
    "change",
    [
        {"kdf": "md5"},
        {"iterations": 0},
        {"iterations": 10**9},
        {"lanes": 10**6},
        {"memory_kib": 10**12},
        {"memory_kib": "much"},
        {"salt": "***"},
        {"sealed": 7.5},
    ],
    ids=str,
)
def test_a_file_that_would_make_the_machine_sweat_is_refused_unread(
    file: Path, change: dict[str, object]
) -> None:
    document = json.loads(file.read_text(encoding="utf-8"))
    document["passphrase"].update(change)
    with pytest.raises(StoreTrouble, match="not a key file"):
        keys.load(json.dumps(document), "x")


def test_a_file_of_a_later_version_is_not_guessed_at(file: Path) -> None:
    document = json.loads(file.read_text(encoding="utf-8"))
    with pytest.raises(StoreTrouble, match="not a key file"):
        keys.load(json.dumps({**document, "version": 2}), "x")


@given(st.binary(max_size=200))
def test_no_file_is_our_bug(content: bytes) -> None:
    with pytest.raises(StoreTrouble):
        keys.load(content.decode("utf-8", "replace"), "x")


NAMES = ["format", "version", "store_id", "keyring", "passphrase", "sealed", "salt", "kdf"]
LEAVES = st.none() | st.text() | st.integers() | st.floats()


@given(st.recursive(LEAVES, lambda inner: st.dictionaries(st.sampled_from(NAMES), inner)))
def test_no_document_is_our_bug(document: object) -> None:
    with pytest.raises(StoreTrouble):
        keys.load(json.dumps(document), "x")


def test_a_cut_in_the_middle_of_writing_keeps_the_old_file(
    file: Path, wrapped: Wrapped, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(_descriptor: int) -> None:
        raise OSError(28, "no space left")

    before = file.read_bytes()
    monkeypatch.setattr("os.fsync", cut)
    with pytest.raises(OSError, match="no space"):
        keys.write_file(file, keys.with_passphrase(wrapped, KEY, "another sentence", QUICK))
    assert file.read_bytes() == before


def test_what_is_kept_reads_back_the_same(wrapped: Wrapped) -> None:
    assert keys.load(keys.dump(wrapped), "x") == wrapped
    assert wrapped.forms == {KeyForm.PASSPHRASE}
