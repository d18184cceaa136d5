"""What tests of backups share."""

from pathlib import Path

import pytest

from console.access import Role
from console.operators.actions import add_operator, sign_in
from console.settings import Profile
from console.stores.actions import create_store
from console.stores.records import Place
from db.keeper import SqlKeeper
from db.open_store import SqlStore
from tests.parts.backups import PASSPHRASE, back_up
from tests.parts.world import PASSWORD


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


@pytest.fixture
def made(keeper: SqlKeeper, store: SqlStore, tmp_path: Path) -> Path:
    """Return a finished backup; the store is closed."""
    file = tmp_path / "backup.zip"
    back_up(keeper, store, file)
    store.close()
    return file
