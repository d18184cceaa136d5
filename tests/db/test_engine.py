"""What a store says when the world is not as it should be; and nothing is ever lost by it."""

import contextlib
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from console.errors import StoreTrouble
from console.progress import silent
from console.stores.records import Place
from db import engine
from db.copying import copy_file
from db.engine import Engines, open_postgres, open_sqlite
from db.keeper import SqlKeeper
from db.work import SqlBackend
from tests.parts.clock import Clock
from tests.parts.command_line import ROOT
from tests.parts.limits import as_nobody, no_file_larger_than
from tests.parts.postgres import Server
from tests.parts.stores import KEY, sqlite_copy

PASSPHRASE = "the store's own sentence"


def note(backend: SqlBackend, size: int = 1) -> None:
    """Write one setting of this size, on record."""
    with backend.begin() as work:
        work.settings.put("note", "x" * size)
        work.audit.record(None, "store:noted", stream="store", subject="store:1")


def entries(backend: SqlBackend) -> int:
    """Return how many entries the trail has; it must be whole."""
    with backend.read() as work:
        found = work.book.verify()
    assert found.ok
    return found.entries


def test_a_store_begins_in_the_safe_modes(sqlite_engines: Engines) -> None:
    with sqlite_engines.write.connect() as connection:
        modes = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "secure_delete", "trusted_schema")
        }
    assert modes == {
        "journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "secure_delete": 1, "trusted_schema": 0,
    }  # fmt: skip


def test_a_transaction_that_fails_leaves_nothing(backend: SqlBackend) -> None:
    def fail() -> None:
        with backend.begin() as work:
            work.settings.put("note", 1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with backend.read() as work:
        assert "note" not in work.settings.values()


def test_a_reading_view_refuses_to_write(backend: SqlBackend) -> None:
    with pytest.raises(StoreTrouble, match="read-only"), backend.read() as work:
        work.settings.put("note", 1)


def test_a_reading_view_stays_at_one_moment(backend: SqlBackend) -> None:
    note(backend)
    with backend.read() as work:
        before = work.settings.values()["note"]
        note(backend, 5)
        assert work.settings.values()["note"] == before


def test_readers_do_not_wait_for_a_writer(backend: SqlBackend) -> None:
    with backend.begin() as writing:
        writing.settings.put("note", 1)
        with backend.read() as work:
            assert "note" not in work.settings.values()


def test_a_broken_statement_is_our_bug_and_tells_no_values(backend: SqlBackend) -> None:
    def fail() -> None:
        with backend.begin() as work:
            work.session.execute(text("INSERT INTO nowhere VALUES (:who)"), {"who": "hanako@example.com"})

    with pytest.raises(DBAPIError) as bug:
        fail()
    assert "hanako" not in str(bug.value)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for a lock no longer than a moment."""
    monkeypatch.setattr(engine, "BUSY_MS", 50)


@pytest.mark.usefixtures("hurried")
def test_a_locked_store_says_so_and_loses_nothing(
    sqlite_template: Path, tmp_path: Path, clock: Clock
) -> None:
    backend = SqlBackend(sqlite_copy(sqlite_template, tmp_path / "a.store"), clock=clock)
    note(backend)
    other = engine.connect_sqlcipher(tmp_path / "a.store", KEY)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreTrouble, match="Another program holds the store"):
        note(backend)
    other.rollback()
    other.close()
    note(backend)
    assert entries(backend) == 2
    backend.close()


def test_a_full_disk_says_so_and_loses_nothing(sqlite_backend: SqlBackend) -> None:
    note(sqlite_backend)
    with sqlite_backend.engines.write.connect() as connection:  # the write lane has one connection
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreTrouble, match="disk is full"):
        note(sqlite_backend, 100_000)
    with sqlite_backend.engines.write.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 1000}")
    assert entries(sqlite_backend) == 1
    note(sqlite_backend, 100_000)
    assert entries(sqlite_backend) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_copy_that_finds_no_room_leaves_nothing(sqlite_engines: Engines, tmp_path: Path) -> None:
    assert sqlite_engines.path
    with (
        no_file_larger_than(64 * 1024),
        pytest.raises(StoreTrouble, match=r"disk (is full|reports an error)"),
    ):
        copy_file(sqlite_engines.path, KEY, tmp_path / "copy.store")
    assert [p.name for p in tmp_path.iterdir() if "copy" in p.name] == []


@pytest.fixture
def read_only(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a store whose file and folder nobody may write."""
    folder = tmp_path_factory.mktemp("read-only")
    for parent in (folder, folder.parent, folder.parent.parent):
        parent.chmod(0o755)
    path = folder / "a.store"
    path.write_bytes(sqlite_template.read_bytes())
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such modes")
def test_a_read_only_store_says_so_and_stays_as_it_is(read_only: Path, clock: Clock) -> None:
    before = read_only.read_bytes()
    with as_nobody(), pytest.raises(StoreTrouble, match=r"cannot be (written|opened)"):
        note(SqlBackend(open_sqlite(read_only, KEY), clock=clock))
    assert read_only.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"my diary\n" * 1000, b"SQLite format 3\x00" + b"\x00" * 5000])
def test_a_foreign_file_says_so_and_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.store"
    path.write_bytes(content)
    keeper, place = SqlKeeper(tmp_path), Place(path=path)
    with keeper.build(Place(path=tmp_path / "b.store"), passphrase=PASSPHRASE, keyring=False):
        pass
    (tmp_path / "a.store.keys").write_bytes((tmp_path / "b.store.keys").read_bytes())
    with pytest.raises(StoreTrouble, match=r"not a store|no store"):
        keeper.open(place, passphrase=PASSPHRASE)
    assert path.read_bytes() == content


def test_the_keys_of_another_store_say_so(tmp_path: Path) -> None:
    keeper = SqlKeeper(tmp_path)
    for name in ("a.store", "b.store"):
        with keeper.build(Place(path=tmp_path / name), passphrase=PASSPHRASE, keyring=False):
            pass
    (tmp_path / "a.store.keys").write_bytes((tmp_path / "b.store.keys").read_bytes())
    with pytest.raises(StoreTrouble, match="the key does not fit"):
        keeper.open(Place(path=tmp_path / "a.store"), passphrase=PASSPHRASE)


def test_a_store_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble, match="no store at this place"):
        SqlKeeper(tmp_path).open(Place(path=tmp_path / "a.store"), passphrase=PASSPHRASE)


@pytest.mark.parametrize("page", [0, 1, 5, 20])
def test_a_damaged_store_says_so_and_is_not_made_worse(
    sqlite_template: Path, tmp_path: Path, clock: Clock, page: int
) -> None:
    path = tmp_path / "a.store"
    content = bytearray(sqlite_template.read_bytes())
    content[page * 4096 + 1000] ^= 1
    path.write_bytes(content)
    with pytest.raises(StoreTrouble, match=r"damaged|not a store"):
        copy_file(path, KEY, tmp_path / "copy.store", progress=silent)
    with contextlib.suppress(StoreTrouble):
        note(SqlBackend(open_sqlite(path, KEY), clock=clock))
    assert not (tmp_path / "copy.store").exists()


def test_a_server_that_is_not_there_says_so() -> None:
    with pytest.raises(StoreTrouble, match="does not answer"):
        open_postgres("postgresql+psycopg://console@127.0.0.1:1/console")


@pytest.mark.parametrize("rest", ["", "host:port/name", "[half/name", "a b c", "host/x?sslmode=odd", "\x00"])
def test_an_address_that_is_none_says_so(rest: str) -> None:
    with pytest.raises(StoreTrouble):
        open_postgres(f"postgresql+psycopg://{rest}")


def test_a_database_that_is_not_there_says_so(postgres_server: Server) -> None:
    with pytest.raises(StoreTrouble, match="knows no database"):
        open_postgres(postgres_server.url("nowhere"))


def test_a_server_that_ends_the_connection_says_so_and_the_next_try_goes_on(
    postgres_engines: Engines, postgres_server: Server, clock: Clock
) -> None:
    backend = SqlBackend(postgres_engines, clock=clock)
    name = postgres_engines.write.url.database

    def cut_off() -> None:
        with backend.begin() as work:
            work.settings.put("note", 1)
            postgres_server.run(
                f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608 -- ours
            )
            work.settings.put("note", 2)

    with pytest.raises(StoreTrouble, match="does not answer"):
        cut_off()
    note(backend)
    assert entries(backend) == 1


WRITER = """
import sys
from pathlib import Path
from db.engine import open_sqlite
from db.work import SqlBackend
backend = SqlBackend(open_sqlite(Path(sys.argv[1]), bytes.fromhex(sys.argv[2])))
for number in range(100_000):
    with backend.begin() as work:
        work.settings.put("number", number)
        work.audit.record(None, "store:noted", stream=f"case:{number % 7}", subject="store:1")
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_kill_9_at_any_moment_loses_nothing_that_was_acknowledged(
    sqlite_template: Path, tmp_path: Path, clock: Clock
) -> None:
    sqlite_copy(sqlite_template, tmp_path / "a.store").close()
    kept, dice = 0, random.Random(7)  # noqa: S311 -- when to kill is no secret
    for _ in range(5):
        command = [sys.executable, "-c", WRITER, str(tmp_path / "a.store"), KEY.hex()]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout
            last = ""
            for _line in range(dice.randrange(5, 60)):
                last = writer.stdout.readline()
            writer.send_signal(signal.SIGKILL)
            rest = writer.stdout.read().split()
        acknowledged = int(rest[-1] if rest else last) + 1
        backend = SqlBackend(open_sqlite(tmp_path / "a.store", KEY), clock=clock)
        now = entries(backend)
        assert acknowledged <= now - kept <= acknowledged + 1
        kept = now
        backend.close()
    copy_file(tmp_path / "a.store", KEY, tmp_path / "copy.store")
