"""Large evidence beside the store: whole or not at all, sealed, and cleared away where no row needs it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.errors import Invalid, StoreTrouble
from console.evidence.records import Damage, Sealed
from console.evidence.room import Room
from console.evidence.store import NotAsTakenInError
from console.evidence.sweep import sweep
from db.evidence_files import FolderVault
from db.work import SqlBackend
from tests.conftest import ROOT
from tests.parts import files
from tests.parts.world import settle

KEY = bytes(range(32))
LARGE = b"a large file " * 200_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the vault puts its files."""
    return tmp_path / "vault"


@pytest.fixture
def vault(folder: Path) -> FolderVault:
    """Return an empty vault."""
    return FolderVault(folder, KEY)


def kept(folder: Path) -> list[Path]:
    """Return every file in the folder."""
    return [f for f in folder.rglob("*") if f.is_file()]


def damage(vault: FolderVault, sealed: Sealed) -> Damage:
    """Return what reading a file finds wrong."""
    with pytest.raises(NotAsTakenInError) as found:
        b"".join(vault.read(sealed))
    return found.value.damage


def test_a_file_comes_back_as_it_was(vault: FolderVault) -> None:
    assert b"".join(vault.read(vault.keep([LARGE, b"end"]))) == LARGE + b"end"


def test_nothing_on_disk_tells_of_the_file(vault: FolderVault, folder: Path) -> None:
    sealed = vault.keep([LARGE])
    [file] = kept(folder)
    assert (file.name, file.parent.name) == (sealed.name, sealed.name[:2])
    assert b"a large" not in file.read_bytes()
    assert sealed.key not in file.read_bytes()


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX's")
def test_only_its_owner_may_read_the_folder(vault: FolderVault, folder: Path) -> None:
    vault.keep([LARGE])
    assert [f.stat().st_mode & 0o077 for f in [folder, *folder.rglob("*")]] == [0, 0, 0]


def test_trouble_while_writing_leaves_nothing(vault: FolderVault, folder: Path) -> None:
    def chunks() -> Iterator[bytes]:
        yield LARGE
        raise Invalid("too large")

    with pytest.raises(Invalid):
        vault.keep(chunks())
    assert kept(folder) == []


def test_a_changed_a_cut_and_a_lost_file_are_told_apart(vault: FolderVault, folder: Path) -> None:
    sealed = vault.keep([LARGE])
    [file] = kept(folder)
    whole = file.read_bytes()
    file.write_bytes(whole[:70_000] + b"!" + whole[70_001:])
    assert damage(vault, sealed) is Damage.CHANGED
    file.write_bytes(whole[:-1])
    assert damage(vault, sealed) is Damage.CHANGED
    file.unlink()
    assert damage(vault, sealed) is Damage.MISSING


def test_one_file_cannot_stand_in_for_another(vault: FolderVault, folder: Path) -> None:
    one, two = vault.keep([LARGE]), vault.keep([b"other"])
    (folder / one.name[:2] / one.name).write_bytes((folder / two.name[:2] / two.name).read_bytes())
    assert damage(vault, one) is Damage.CHANGED
    assert damage(vault, Sealed(one.name, two.key)) is Damage.CHANGED


def test_another_store_cannot_read_the_file(vault: FolderVault, folder: Path) -> None:
    sealed = vault.keep([LARGE])
    assert damage(FolderVault(folder, bytes(32)), sealed) is Damage.CHANGED


def test_a_file_can_be_dropped_twice(vault: FolderVault, folder: Path) -> None:
    sealed = vault.keep([LARGE])
    vault.drop(sealed.name)
    vault.drop(sealed.name)
    assert kept(folder) == []


def test_a_place_that_cannot_be_written_gets_its_sentence(tmp_path: Path) -> None:
    (tmp_path / "vault").write_text("a file where the folder should be")
    with pytest.raises(StoreTrouble):
        FolderVault(tmp_path / "vault", KEY).keep([LARGE])


def test_a_full_disk_gets_its_sentence_and_leaves_nothing(folder: Path) -> None:
    code = f"""
import resource, signal, sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from console.errors import StoreTrouble
from db import evidence_files
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    evidence_files.FolderVault(Path({str(folder)!r}), bytes(32)).keep([bytes(1_000_000)])
except StoreTrouble as error:
    print(error)
"""
    if sys.platform == "win32":
        pytest.skip("Windows has no limit for file sizes")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "Nothing was half written" in done.stdout
    assert kept(folder) == []


# ---- what a crash leaves


def _age(folder: Path, hours: float) -> None:
    then = datetime(2026, 11, 23, 3, 0, tzinfo=UTC) - timedelta(hours=hours)
    for file in kept(folder):
        os.utime(file, (then.timestamp(), then.timestamp()))


def test_files_that_no_row_needs_are_swept_and_the_others_stay(
    sqlite_backend: SqlBackend, vault: FolderVault, folder: Path
) -> None:
    world = settle(sqlite_backend)
    room = Room(vault, files.GUARD)
    needed = files.evidence(world, LARGE, room=room)
    orphan = vault.keep([LARGE])
    (folder / "unfinished.part").write_bytes(b"half")
    _age(folder, hours=2)
    assert sweep(sqlite_backend, vault) == 2
    assert [f.name for f in kept(folder)] != [orphan.name]
    with sqlite_backend.read() as work:
        assert b"".join(room.read(work.contents.of(needed.id))) == LARGE


def test_a_file_that_another_desk_is_about_to_commit_is_left(
    sqlite_backend: SqlBackend, vault: FolderVault, folder: Path
) -> None:
    vault.keep([LARGE])
    _age(folder, hours=0.5)
    assert sweep(sqlite_backend, vault) == 0
    assert len(kept(folder)) == 1


CRASHING = """
import os, signal, sys
sys.path.insert(0, {root!r})
from pathlib import Path
from console.evidence.actions import add_evidence
from console.evidence.room import Room
from console.guarded.host import Guard
from db.engine import open_sqlite
from db.evidence_files import FolderVault
from db.work import SqlBackend
from console.access import Actor, Role

class Dying(SqlBackend):
    def begin(self):
        os.kill(os.getpid(), signal.SIGKILL)

backend = Dying(open_sqlite(Path({store!r}), bytes(range(32))))
room = Room(FolderVault(Path({folder!r}), bytes(range(32))), Guard())
add_evidence(backend, Actor(1, "a", Role.AGENT), 1, "x", [bytes(3_000_000)], room=room)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
def test_a_kill_between_file_and_commit_leaves_only_what_the_next_start_sweeps(
    sqlite_backend: SqlBackend, vault: FolderVault, folder: Path
) -> None:
    world = settle(sqlite_backend)
    case = world.case()
    code = CRASHING.format(root=str(ROOT), store=str(sqlite_backend.engines.path), folder=str(folder))
    done = subprocess.run([sys.executable, "-c", code], check=False)
    assert done.returncode == -9
    assert len(kept(folder)) == 1
    _age(folder, hours=2)
    assert sweep(sqlite_backend, vault) == 1
    assert kept(folder) == []
    with sqlite_backend.read() as work:
        assert work.evidence.of_case(case.id) == []
