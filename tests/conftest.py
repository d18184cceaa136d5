"""What every test may ask for: inputs that strangers made, a clock, and stores on both engines."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from console import secrets
from db.engine import Engines, open_postgres
from db.work import SqlBackend
from tests.parts import postgres, stores
from tests.parts.clock import Clock

ROOT = Path(__file__).parents[1]

# A test never opens a window on somebody's desk, nor touches their keyring or their data folders.
_private = tempfile.TemporaryDirectory(prefix="console-tests-")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
for _name in ("XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA", "LOCALAPPDATA"):
    os.environ[_name] = _private.name

# A password costs the tests next to nothing; one of them looks at what it costs outside.
secrets.COST = secrets.Cost(iterations=1, lanes=1, memory_kib=8)

# A busy machine is no reason to fail, and a build gives the same answer twice.
settings.register_profile("console", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("console")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of real inputs beside the checkout."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("no ../shared/data beside this checkout: the real exports, mails and hostile files")
    return folder


@pytest.fixture
def clock() -> Clock:
    """Return a clock at noon in Tokyo, Monday 23 November 2026; the test moves it."""
    return Clock()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """Return this run's own PostgreSQL server."""
    binaries = postgres.programs() if sys.platform != "win32" else None
    if binaries is None:
        reason = f"no PostgreSQL {postgres.OLDEST} or later on this machine (Debian: apt install postgresql)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with postgres.serve(binaries) as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: postgres.Server) -> Iterator[str]:
    """Return the address of an empty database of the test's own."""
    name = postgres_server.create()
    yield postgres_server.url(name)
    postgres_server.drop(name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an encrypted store with the schema alone; tests work on copies."""
    return stores.sqlite_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def sqlite_engines(sqlite_template: Path, tmp_path: Path) -> Iterator[Engines]:
    """Return an empty encrypted store of the test's own."""
    engines = stores.sqlite_copy(sqlite_template, tmp_path / "console.store")
    yield engines
    engines.close()


@pytest.fixture
def postgres_engines(postgres_server: postgres.Server) -> Iterator[Engines]:
    """Return an empty PostgreSQL store of the test's own."""
    name = postgres_server.create(stores.postgres_template(postgres_server))
    engines = open_postgres(postgres_server.url(name))
    yield engines
    engines.close()
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite", "postgres"])
def engines(request: pytest.FixtureRequest) -> Engines:
    """Return an empty store, once on each engine."""
    store: Engines = request.getfixturevalue(f"{request.param}_engines")
    return store


@pytest.fixture
def backend(engines: Engines, clock: Clock) -> SqlBackend:
    """Return a backend over an empty store, once on each engine; its time is the test's clock."""
    return SqlBackend(engines, clock=clock)


@pytest.fixture
def sqlite_backend(sqlite_engines: Engines, clock: Clock) -> SqlBackend:
    """Return a backend over an empty encrypted store, for windows and commands."""
    return SqlBackend(sqlite_engines, clock=clock)
