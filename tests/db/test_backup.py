"""A backup holds everything, is checked before it replaces anything, and outlives its machine."""

import hashlib
import json
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from console.access import Role
from console.errors import Conflict, NotAllowed, Refused, StoreTrouble
from console.operators.actions import add_operator, list_operators, sign_in
from console.progress import Cancelled, Token, silent
from console.settings import Profile
from console.stores.actions import create_store, restore, set_passphrase
from console.stores.records import BackupMade, Place
from console.stores.rules import PassphraseNeeded, keys_of
from db import building
from db.keeper import SqlKeeper
from db.open_store import SqlStore
from tests.parts.limits import no_file_larger_than
from tests.parts.world import PASSWORD

PASSPHRASE = "the store's own sentence"


@pytest.fixture
def keeper(tmp_path: Path) -> SqlKeeper:
    return SqlKeeper(tmp_path)


@pytest.fixture
def store(keeper: SqlKeeper, tmp_path: Path) -> SqlStore:
    """Return an open store with an administrator, an agent and two evidence files."""
    place = Place(path=tmp_path / "a.store")
    create_store(
        keeper, place, profile=Profile(name="Rakufun"), name="Root", role=Role.ADMINISTRATOR,
        password=PASSWORD, passphrase=PASSPHRASE, keyring=False,
    )  # fmt: skip
    opened = keeper.open(place, passphrase=PASSPHRASE)
    add_operator(opened.backend, sign_in(opened.backend, "Root", PASSWORD), "Aoi", Role.AGENT, PASSWORD)
    (opened.evidence_folder / "ab").mkdir()
    (opened.evidence_folder / "ab" / "first").write_bytes(b"sealed" * 1000)
    (opened.evidence_folder / "second").write_bytes(b"")
    (opened.evidence_folder / "third.part").write_bytes(b"half")
    return opened


def back_up(keeper: SqlKeeper, store: SqlStore, file: Path, **options: bool) -> BackupMade:
    return keeper.back_up(store, file, passphrase=None, progress=silent, token=Token(), **options)


@pytest.fixture
def made(keeper: SqlKeeper, store: SqlStore, tmp_path: Path) -> Path:
    """Return a finished backup; the store is closed."""
    file = tmp_path / "backup.zip"
    back_up(keeper, store, file)
    store.close()
    return file


def bring_back(
    keeper: SqlKeeper,
    file: Path,
    to: Path,
    *,
    replace: bool = False,
    who: str = "Root",
    passphrase: str = PASSPHRASE,
) -> None:
    restore(
        keeper, file, Place(path=to), lambda backend: sign_in(backend, who, PASSWORD),
        passphrase=passphrase, replace=replace,
    )  # fmt: skip


def everything_in(folder: Path) -> dict[str, bytes]:
    """Return every file below `folder` with its content."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


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
    assert manifest["schema_revision"] == "0001"


def test_nothing_in_it_is_readable(made: Path) -> None:
    content = made.read_bytes()
    assert b"Aoi" not in content
    assert b"SQLite format 3" not in content


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
    assert names == ["Aoi", "Root"]
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


def test_an_existing_store_is_left_alone_unless_told(keeper: SqlKeeper, made: Path, tmp_path: Path) -> None:
    before = everything_in(tmp_path)
    with pytest.raises(Conflict, match="already"):
        bring_back(keeper, made, tmp_path / "a.store")
    assert everything_in(tmp_path) == before


def test_told_to_replace_it_sets_the_old_store_aside(keeper: SqlKeeper, made: Path, tmp_path: Path) -> None:
    store = keeper.open(Place(path=tmp_path / "a.store"), passphrase=PASSPHRASE)
    add_operator(store.backend, sign_in(store.backend, "Root", PASSWORD), "Later", Role.AGENT, PASSWORD)
    store.close()
    bring_back(keeper, made, tmp_path / "a.store", replace=True)
    names = []
    for place in (tmp_path / "a.store", next(tmp_path.glob("a.store.before-restore-*")) / "a.store"):
        opened = keeper.open(Place(path=place), passphrase=PASSPHRASE)
        names.append(
            [o.name for o in list_operators(opened.backend, sign_in(opened.backend, "Root", PASSWORD))]
        )
        opened.close()
    assert names == [["Aoi", "Root"], ["Aoi", "Later", "Root"]]


def test_a_failure_while_moving_in_puts_the_old_store_back(
    keeper: SqlKeeper, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything_in(tmp_path)

    def fail(_draft: Path, _path: Path) -> None:
        raise StoreTrouble("the disk gave up")

    monkeypatch.setattr(building, "_claim", fail)
    with pytest.raises(StoreTrouble, match="gave up"):
        bring_back(keeper, made, tmp_path / "a.store", replace=True)
    assert everything_in(tmp_path) == before


def test_a_wrong_passphrase_leaves_all_as_it_was(keeper: SqlKeeper, made: Path, tmp_path: Path) -> None:
    before = everything_in(tmp_path)
    with pytest.raises(StoreTrouble, match="passphrase is wrong"):
        bring_back(keeper, made, tmp_path / "a.store", replace=True, passphrase="a wrong sentence")
    assert everything_in(tmp_path) == before


@pytest.mark.parametrize("who", ["Aoi", "Nobody"])
def test_only_an_administrator_of_the_backup_restores_it(
    keeper: SqlKeeper, made: Path, tmp_path: Path, who: str
) -> None:
    before = everything_in(tmp_path)
    with pytest.raises(NotAllowed):
        bring_back(keeper, made, tmp_path / "b.store", who=who)
    assert everything_in(tmp_path) == before


def rewrite(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    """Write the zip anew with changed content."""
    with zipfile.ZipFile(file) as zipped:
        content = {name: zipped.read(name) for name in zipped.namelist()}
    change(content)
    with zipfile.ZipFile(file, "w") as zipped:
        for name, data in content.items():
            zipped.writestr(name, data)


def flip(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(content: dict[str, bytes]) -> None:
        data = bytearray(content[name])
        data[len(data) // 2] ^= 1
        content[name] = bytes(data)

    return change


def forge(name: str) -> Callable[[dict[str, bytes]], None]:
    """Change a part and the manifest with it, as somebody does who knows how we hash."""

    def change(content: dict[str, bytes]) -> None:
        content[name] += b"!"
        manifest = json.loads(content["manifest.json"])
        for part in manifest["parts"]:
            if part["name"] == name:
                part.update(size=len(content[name]), sha256=hashlib.sha256(content[name]).hexdigest())
        content["manifest.json"] = json.dumps(manifest).encode()

    return change


def rename(old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    def change(content: dict[str, bytes]) -> None:
        content[new] = content.pop(old)
        content["manifest.json"] = content["manifest.json"].replace(old.encode(), new.encode())

    return change


def without(name: str) -> Callable[[dict[str, bytes]], None]:
    def change(content: dict[str, bytes]) -> None:
        del content[name]

    return change


DAMAGES = {
    "a flipped bit in the store": flip("store"),
    "a flipped bit in evidence": flip("evidence/ab/first"),
    "evidence changed, manifest made to fit": forge("evidence/ab/first"),
    "store changed, manifest made to fit": forge("store"),
    "a part is gone": without("evidence/second"),
    "the manifest is gone": without("manifest.json"),
    "the store is gone": without("store"),
    "a name that leads out": rename("evidence/second", "evidence/../../../../out"),
    "an absolute name": rename("evidence/second", "/etc/out"),
    "a name of another system": rename("evidence/second", "evidence/..\\\\out"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_backup_is_refused_before_anything_moves(
    keeper: SqlKeeper, made: Path, tmp_path: Path, damage: Callable[[dict[str, bytes]], None]
) -> None:
    rewrite(made, damage)
    before = everything_in(tmp_path)
    with pytest.raises(StoreTrouble, match=r"damaged|is not a backup"):
        bring_back(keeper, made, tmp_path / "a.store", replace=True)
    assert everything_in(tmp_path) == before


@pytest.mark.parametrize("keep", [0, 10, 1000, 200_000])
def test_a_backup_that_was_cut_off_is_refused(
    keeper: SqlKeeper, made: Path, tmp_path: Path, keep: int
) -> None:
    made.write_bytes(made.read_bytes()[:keep])
    with pytest.raises(StoreTrouble, match=r"backup\.zip is not a backup"):
        bring_back(keeper, made, tmp_path / "b.store")
    assert not (tmp_path / "b.store").exists()


def test_somebody_elses_zip_is_no_backup(keeper: SqlKeeper, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as zipped:
        zipped.writestr("me.png", b"")
    with pytest.raises(StoreTrouble, match=r"photos\.zip is not a backup"):
        bring_back(keeper, tmp_path / "photos.zip", tmp_path / "b.store")


def test_a_backup_that_is_not_there_is_told(keeper: SqlKeeper, tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble, match=r"b\.zip cannot be read"):
        bring_back(keeper, tmp_path / "b.zip", tmp_path / "b.store")


def test_a_later_versions_backup_is_refused(keeper: SqlKeeper, made: Path, tmp_path: Path) -> None:
    def later(content: dict[str, bytes]) -> None:
        content["manifest.json"] = content["manifest.json"].replace(b'"version": 1', b'"version": 2')

    rewrite(made, later)
    with pytest.raises(StoreTrouble, match="newer version"):
        bring_back(keeper, made, tmp_path / "b.store")


def test_a_changed_passphrase_does_not_open_older_backups(
    keeper: SqlKeeper, made: Path, tmp_path: Path
) -> None:
    store = keeper.open(Place(path=tmp_path / "a.store"), passphrase=PASSPHRASE)
    set_passphrase(store.backend, sign_in(store.backend, "Root", PASSWORD), keeper, store, "another sentence")
    store.close()
    with pytest.raises(StoreTrouble, match="passphrase is wrong"):
        bring_back(keeper, made, tmp_path / "b.store", passphrase="another sentence")
    bring_back(keeper, made, tmp_path / "b.store")


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
