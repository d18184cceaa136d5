"""A backup holds everything, of one moment, and outlives its machine."""

import hashlib
import json
import os
import sys
import threading
import time
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from console.errors import Conflict, Refused, StoreTrouble
from console.operators.actions import list_operators, sign_in
from console.progress import Cancelled, Token, silent
from console.stores.actions import back_up as back_up_as
from console.stores.records import Place
from console.stores.rules import PassphraseNeeded, keys_of
from db.audit import AuditEntryRow
from db.keeper import SqlKeeper
from db.migrations import HEAD
from db.open_store import SqlStore
from tests.parts.backups import PASSPHRASE, back_up, bring_back, everything_in
from tests.parts.limits import no_file_larger_than
from tests.parts.world import PASSWORD


def test_it_holds_store_keys_evidence_and_a_manifest(made: Path) -> None:
    with zipfile.ZipFile(made) as zipped:
        assert set(zipped.namelist()) == {
            "store", "keys.json", "manifest.json", "evidence/ab/first", "evidence/second",
        }  # fmt: skip
        assert zipped.testzip() is None


def test_the_manifest_tells_sizes_and_hashes_of_all_parts(made: Path) -> None:
    with zipfile.ZipFile(made) as zipped:
        manifest = json.loads(zipped.read("manifest.json"))
        for part in manifest["parts"]:
            content = zipped.read(part["name"])
            assert (part["size"], part["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert manifest["schema_revision"] == HEAD


def test_nothing_in_it_is_readable(made: Path) -> None:
    content = made.read_bytes()
    assert b"Made-up" not in content
    assert b"SQLite format 3" not in content


@pytest.mark.parametrize("name", ["a.store", "a.store.keys", "a.store-wal", "a.store.evidence/second"])
def test_it_never_takes_the_place_of_the_store(
    keeper: SqlKeeper, store: SqlStore, tmp_path: Path, name: str
) -> None:
    before = (tmp_path / "a.store.keys").read_bytes(), (tmp_path / "a.store").stat().st_ino
    with pytest.raises(Conflict, match="belongs to the store"):
        back_up(keeper, store, tmp_path / name, replace=True)
    store.close()
    assert ((tmp_path / "a.store.keys").read_bytes(), (tmp_path / "a.store").stat().st_ino) == before


def test_it_never_takes_the_place_of_a_device(keeper: SqlKeeper, store: SqlStore, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Conflict, match="cannot be written"):
        back_up(keeper, store, tmp_path / "pipe", replace=True)
    store.close()
    assert (tmp_path / "pipe").is_fifo()


def test_its_own_hash_is_told(keeper: SqlKeeper, store: SqlStore, tmp_path: Path) -> None:
    told = back_up(keeper, store, tmp_path / "b.zip")
    assert told.sha256 == hashlib.sha256((tmp_path / "b.zip").read_bytes()).hexdigest()
    assert told.evidence_files == 2
    store.close()


def test_it_comes_back_whole_elsewhere(keeper: SqlKeeper, made: Path, tmp_path: Path) -> None:
    place = tmp_path / "elsewhere" / "b.store"
    bring_back(keeper, made, place)
    again = keeper.open(Place(path=place), passphrase=PASSPHRASE)
    names = [o.name for o in list_operators(again.backend, sign_in(again.backend, "Root", PASSWORD))]
    assert names == ["Aoi Made-up", "Root"]
    assert everything_in(again.evidence_folder) == {"ab/first": b"sealed" * 1000, "second": b""}
    with again.backend.read() as work:
        assert work.book.verify().ok
        assert "store:restored" in [e.tag for e in work.book.of_stream("store")]
    again.close()


def test_a_backup_is_never_overwritten_unless_told(
    keeper: SqlKeeper, store: SqlStore, tmp_path: Path
) -> None:
    file = tmp_path / "b.zip"
    file.write_text("the only good one", encoding="utf-8")
    with pytest.raises(Conflict, match=r"b\.zip exists already"):
        back_up(keeper, store, file)
    assert file.read_text(encoding="utf-8") == "the only good one"
    back_up(keeper, store, file, replace=True)
    assert zipfile.is_zipfile(file)
    store.close()


def test_a_folder_that_is_missing_is_told(keeper: SqlKeeper, store: SqlStore, tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble, match="folder for the backup"):
        back_up(keeper, store, tmp_path / "nowhere" / "b.zip")
    store.close()


def test_a_stopped_backup_leaves_nothing(keeper: SqlKeeper, store: SqlStore, tmp_path: Path) -> None:
    token, before = Token(), sorted(p.name for p in tmp_path.iterdir())
    token.cancel()
    with pytest.raises(Cancelled):
        keeper.back_up(store, tmp_path / "b.zip", passphrase=None, progress=silent, token=token)
    assert sorted(p.name for p in tmp_path.iterdir()) == before
    store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_backup_that_finds_no_room_says_so_and_leaves_nothing(
    keeper: SqlKeeper, store: SqlStore, tmp_path: Path
) -> None:
    before = sorted(p.name for p in tmp_path.iterdir())
    with (
        no_file_larger_than(64 * 1024),
        pytest.raises(StoreTrouble, match=r"disk (is full|reports an error)"),
    ):
        back_up(keeper, store, tmp_path / "b.zip")
    assert sorted(p.name for p in tmp_path.iterdir()) == before
    store.close()


def test_a_restore_asks_for_room_first(
    keeper: SqlKeeper, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything_in(tmp_path)
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: SimpleNamespace(free=1000))
    with pytest.raises(StoreTrouble, match="not enough room"):
        bring_back(keeper, made, tmp_path / "b.store")
    assert everything_in(tmp_path) == before


def test_a_passphrase_that_cannot_be_written_changes_nothing(
    keeper: SqlKeeper, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "no space left")

    with monkeypatch.context() as disk:
        disk.setattr("os.fsync", full)
        with pytest.raises(StoreTrouble, match="disk is full"):
            keeper.set_passphrase(store, "another sentence")
    store.close()
    keeper.open(store.place, passphrase=PASSPHRASE).close()


def test_it_tells_how_far_it_is(keeper: SqlKeeper, store: SqlStore, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    keeper.back_up(
        store, tmp_path / "b.zip", passphrase=None, progress=lambda d, t: seen.append((d, t)), token=Token()
    )
    assert seen[-1] == (seen[-1][1], seen[-1][1])
    store.close()


def test_a_backup_taken_while_people_work_is_one_moment(
    keeper: SqlKeeper, store: SqlStore, tmp_path: Path
) -> None:
    stop = threading.Event()

    def work_on() -> None:
        while not stop.is_set():
            with store.backend.begin() as work:
                work.audit.record(None, "case:noted", stream="case:1", subject="case:1")

    colleague = threading.Thread(target=work_on)
    colleague.start()
    try:
        back_up(keeper, store, tmp_path / "b.zip")
    finally:
        stop.set()
        colleague.join(timeout=30)
    store.close()
    bring_back(keeper, tmp_path / "b.zip", tmp_path / "b.store")
    again = keeper.open(Place(path=tmp_path / "b.store"), passphrase=PASSPHRASE)
    with again.backend.read() as work:
        assert work.book.verify().ok
    again.close()


def test_where_the_store_has_no_passphrase_the_backup_needs_its_own(
    keeper: SqlKeeper, store: SqlStore, tmp_path: Path
) -> None:
    path = keys_of(tmp_path / "a.store")
    document = json.loads(path.read_text(encoding="utf-8"))
    document["keyring"] = {"sealed": "c2VhbGVk"}
    del document["passphrase"]
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(PassphraseNeeded, match="must outlive"):
        back_up(keeper, store, tmp_path / "b.zip")
    keeper.back_up(store, tmp_path / "b.zip", passphrase="another sentence", progress=silent, token=Token())
    store.close()
    bring_back(keeper, tmp_path / "b.zip", tmp_path / "b.store", passphrase="another sentence")


def test_a_server_names_its_own_tools(keeper: SqlKeeper, postgres_url: str, tmp_path: Path) -> None:
    place = Place(url=postgres_url)
    with keeper.build(place, passphrase=PASSPHRASE, keyring=False) as store:
        with pytest.raises(Refused, match="pg_dump"):
            back_up(keeper, store, tmp_path / "b.zip")
        with (
            pytest.raises(Refused, match="pg_restore"),
            keeper.restore(tmp_path / "b.zip", place, passphrase=None, replace=False, progress=silent),
        ):
            pass


def test_a_backup_ends_copies_of_earlier_revisions_after_thirty_days(
    keeper: SqlKeeper, store: SqlStore, tmp_path: Path
) -> None:
    """They hold what the store held then: who is erased since would stay in them."""
    assert store.place.path
    old, young, foreign = (
        store.place.path.with_name(f"a.store.before-{n}") for n in ("0001", "0002", "mine")
    )
    for copy, days in ((old, 31), (young, 29), (foreign, 31)):
        copy.write_bytes(b"a copy")
        made_at = time.time() - days * 86_400
        os.utime(copy, (made_at, made_at))
    root = sign_in(store.backend, "Root", PASSWORD)
    made = back_up_as(store.backend, root, keeper, store, tmp_path / "backup.zip")
    assert made.copies_dropped == 1
    assert [c.exists() for c in (old, young, foreign)] == [False, True, True]
    with store.backend.read() as work:
        assert (
            work.session.scalar(select(AuditEntryRow.tag).order_by(AuditEntryRow.at.desc()))
            == "store:copies-dropped"
        )
