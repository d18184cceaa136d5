"""What tests of backups share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.access import Role
from console.operators.actions import add_operator, sign_in
from console.settings import Profile
from console.stores.actions import create_store
from console.stores.records import Place
from db.engine import Engines, open_postgres, open_sqlite
from db.keeper import SqlKeeper
from db.open_store import SqlStore
from tests.parts.backups import PASSPHRASE, back_up
from tests.parts.postgres import Server
from tests.parts.stores import KEY
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
    add_operator(
        opened.backend, sign_in(opened.backend, "Root", PASSWORD), "Aoi Made-up", Role.AGENT, PASSWORD
    )
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


def _sqlite(path: Path) -> Iterator[Engines]:
    engines = open_sqlite(path, KEY, create=True)
    yield engines
    engines.close()


def _postgres(url: str) -> Iterator[Engines]:
    engines = open_postgres(url)
    yield engines
    engines.close()


@pytest.fixture
def empty_sqlite(tmp_path: Path) -> Iterator[Engines]:
    """Return an encrypted file with nothing in it."""
    yield from _sqlite(tmp_path / "empty.store")


@pytest.fixture
def other_sqlite(tmp_path: Path) -> Iterator[Engines]:
    """Return one more."""
    yield from _sqlite(tmp_path / "other.store")


@pytest.fixture
def empty_postgres(postgres_url: str) -> Iterator[Engines]:
    """Return a database with nothing in it."""
    yield from _postgres(postgres_url)


@pytest.fixture
def other_postgres(postgres_server: Server) -> Iterator[Engines]:
    """Return one more."""
    name = postgres_server.create()
    yield from _postgres(postgres_server.url(name))
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest) -> Engines:
    """Return a database with nothing in it, once on each engine."""
    engines: Engines = request.getfixturevalue(f"empty_{request.param}")
    return engines
