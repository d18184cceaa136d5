"""The schema through time: models and newest revision agree, and a store is brought from one to the next."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from console.errors import StoreTrouble
from console.stores.records import Place
from db import migrations, open_store
from db.engine import Engines, open_postgres, open_sqlite
from db.keeper import SqlKeeper
from db.migrations import freeze, steps
from db.migrations.frozen import Schema
from tests.parts.schemas import schema
from tests.parts.stores import KEY

PASSPHRASE = "the store's own sentence"
FIRST = "68f5e121ad395511ce8a8afbd4238fbe6c6d204b546ea393d61847a8ad772f8b"
LATER = "0999"
REVISION = '''"""A later revision."""

from alembic import op

revision = "0999"
down_revision = "%s"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("CREATE TABLE later (id INTEGER PRIMARY KEY)")


def downgrade() -> None:
    op.execute("DROP TABLE later")
'''
REVISION %= migrations.HEAD


@pytest.fixture
def migrated_sqlite(tmp_path: Path) -> Iterator[Engines]:
    engines = open_sqlite(tmp_path / "migrated.store", KEY, create=True)
    open_store.migrate(engines)
    yield engines
    engines.close()


@pytest.fixture
def migrated_postgres(postgres_url: str) -> Iterator[Engines]:
    engines = open_postgres(postgres_url)
    open_store.migrate(engines)
    yield engines
    engines.close()


@pytest.fixture(params=["sqlite", "postgres"])
def migrated(request: pytest.FixtureRequest) -> Engines:
    """Return a store that the migrations made, once on each engine."""
    store: Engines = request.getfixturevalue(f"migrated_{request.param}")
    return store


def test_the_newest_revision_makes_what_the_models_say(
    request: pytest.FixtureRequest, migrated: Engines
) -> None:
    name = "sqlite_engines" if migrated.is_sqlite else "postgres_engines"
    assert schema(migrated) == schema(request.getfixturevalue(name))


def test_the_schema_holds_triggers_and_search_tables(migrated: Engines) -> None:
    lines = "\n".join(schema(migrated)).lower()
    for part in ("audit_entry", "trigger", "search", "account"):
        assert part in lines


def test_down_leaves_nothing_and_up_again_makes_the_same(migrated: Engines) -> None:
    before = schema(migrated)
    with steps.stepping(migrated.write) as connection:
        steps.downgrade(connection)
    assert schema(migrated) == []
    open_store.migrate(migrated)
    assert schema(migrated) == before


def test_the_newest_revision_is_frozen_from_the_models() -> None:
    """Where this fails: ``python -m db.migrations.freeze``."""
    assert freeze.FILE.read_text(encoding="utf-8") == freeze.text()


def test_a_released_revision_is_never_written_again() -> None:
    """Stores out in the world hold it. A model that changed goes into the newest revision."""
    file = steps.FOLDER / "versions" / "r0001_first.py"
    assert hashlib.sha256(file.read_bytes()).hexdigest() == FIRST


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_after_all_revisions_nothing_lies_between_them_and_the_models(dialect: str) -> None:
    kept, wanted = freeze.kept(dialect, migrations.REVISIONS), Schema.of(freeze.statements(dialect))
    assert {n: t.shape for n, t in kept.tables.items()} == {n: t.shape for n, t in wanted.tables.items()}
    for things in ("indexes", "triggers", "functions"):
        assert getattr(kept, things) == getattr(wanted, things)


def test_the_known_revisions_are_those_in_the_folder() -> None:
    script = ScriptDirectory.from_config(steps.config_for(None))
    assert [r.revision for r in script.walk_revisions()][::-1] == list(migrations.REVISIONS)


@pytest.fixture
def keeper(tmp_path: Path) -> SqlKeeper:
    return SqlKeeper(tmp_path)


@pytest.fixture
def place(keeper: SqlKeeper, tmp_path: Path) -> Place:
    """Return where a store of the present revision lies, closed."""
    made = Place(path=tmp_path / "a.store")
    with keeper.build(made, passphrase=PASSPHRASE, keyring=False):
        pass
    return made


@pytest.fixture
def next_version(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: Place) -> None:
    """Be a later version of the console than the one that made the store: it knows one revision more."""
    folder = tmp_path / "versions"
    folder.mkdir()
    for file in (steps.FOLDER / "versions").glob("r*.py"):
        (folder / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "r0999_later.py").write_text(REVISION, encoding="utf-8")
    monkeypatch.setattr(steps, "VERSIONS", folder)
    monkeypatch.setattr(open_store, "REVISIONS", (*migrations.REVISIONS, LATER))
    monkeypatch.setattr(open_store, "HEAD", LATER)


@pytest.mark.usefixtures("next_version")
def test_an_older_store_is_brought_up_to_date_after_a_copy(keeper: SqlKeeper, place: Place) -> None:
    assert place.path
    store = keeper.open(place, passphrase=PASSPHRASE)
    assert open_store.revision_of(store.backend.engines.read) == LATER
    copy = open_sqlite(place.path.with_name(f"a.store.before-{migrations.HEAD}"), store.data_key)
    assert open_store.revision_of(copy.read) == migrations.HEAD
    copy.close()
    store.close()


@pytest.mark.usefixtures("next_version")
def test_a_step_that_fails_leaves_the_store_as_it_was(
    keeper: SqlKeeper, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = REVISION.replace('KEY)")', 'KEY)")\n    op.execute("SELECT * FROM nowhere")')
    (tmp_path / "versions" / "r0999_later.py").write_text(broken, encoding="utf-8")
    with pytest.raises(DBAPIError):
        keeper.open(place, passphrase=PASSPHRASE)
    monkeypatch.undo()
    store = keeper.open(place, passphrase=PASSPHRASE)
    assert "later" not in "\n".join(schema(store.backend.engines))
    store.close()


def test_a_newer_store_is_refused_and_not_touched(keeper: SqlKeeper, place: Place) -> None:
    assert place.path
    store = keeper.open(place, passphrase=PASSPHRASE)
    with store.backend.engines.write.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '1000'"))
    store.close()
    before = place.path.read_bytes()
    with pytest.raises(StoreTrouble, match="newer version"):
        keeper.open(place, passphrase=PASSPHRASE)
    assert place.path.read_bytes() == before


def test_a_database_without_a_store_is_told_so(keeper: SqlKeeper, postgres_url: str) -> None:
    with pytest.raises(StoreTrouble, match="holds no store"):
        keeper.open(Place(url=postgres_url), passphrase=PASSPHRASE)
