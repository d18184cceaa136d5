"""A restore checks everything before it replaces anything, and a failed one leaves all as it was."""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from console.access import Role
from console.errors import Conflict, NotAllowed, StoreTrouble
from console.operators.actions import add_operator, list_operators, sign_in
from console.stores.actions import set_passphrase
from console.stores.records import Place
from db import building
from db.keeper import SqlKeeper
from tests.parts.backups import (
    PASSPHRASE,
    bring_back,
    everything_in,
    flip,
    forge,
    rename,
    rewrite,
    without,
)
from tests.parts.world import PASSWORD


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
    assert names == [["Aoi Made-up", "Root"], ["Aoi Made-up", "Later", "Root"]]


def test_a_device_is_no_backup(keeper: SqlKeeper, tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble, match="cannot be read"):
        bring_back(keeper, Path(os.devnull), tmp_path / "b.store")


def test_what_is_no_file_is_not_replaced(keeper: SqlKeeper, made: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Conflict, match="already"):
        bring_back(keeper, made, tmp_path / "folder", replace=True)


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


@pytest.mark.parametrize("who", ["Aoi Made-up", "Nobody"])
def test_only_an_administrator_of_the_backup_restores_it(
    keeper: SqlKeeper, made: Path, tmp_path: Path, who: str
) -> None:
    before = everything_in(tmp_path)
    with pytest.raises(NotAllowed):
        bring_back(keeper, made, tmp_path / "b.store", who=who)
    assert everything_in(tmp_path) == before


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
