"""The parts that other tests stand on are real."""

import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from db.work import SqlBackend
from tests.conftest import ROOT
from tests.parts.clock import Clock
from tests.parts.postgres import Server

pytest_plugins = ["pytester"]


def _ask(url: str, question: str) -> object:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        row = connection.execute(question.encode()).fetchone()
    return row[0] if row else None


def test_the_server_is_new_enough_and_speaks_utf8(postgres_url: str) -> None:
    assert int(str(_ask(postgres_url, "SHOW server_version_num"))) >= 150_000
    assert _ask(postgres_url, "SHOW server_encoding") == "UTF8"


def test_the_server_listens_to_no_network(postgres_url: str) -> None:
    assert _ask(postgres_url, "SHOW listen_addresses") == ""


def test_a_database_made_from_a_template_is_a_copy_of_its_own(postgres_server: Server) -> None:
    def prepare(url: str) -> None:
        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS id")

    template = postgres_server.template("copied", prepare)
    first, second = postgres_server.create(template), postgres_server.create(template)
    assert _ask(postgres_server.url(first), "DELETE FROM kept RETURNING id") == 7
    assert _ask(postgres_server.url(second), "SELECT id FROM kept") == 7


KILLED = """
import os, signal
from tests.parts.postgres import programs, serve
with serve(programs()) as server:
    print(server.folder, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_run_leaves_no_server_behind(postgres_server: Server) -> None:
    # The keeper holds the error stream too, so this returns when it has stopped the server and gone.
    child = subprocess.run([sys.executable, "-c", KILLED], capture_output=True, text=True, check=False)
    assert child.returncode == -signal.SIGKILL
    assert not Path(child.stdout.strip()).exists()


def test_the_clock_stands_until_it_is_moved(clock: Clock) -> None:
    assert clock() == clock() == datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    clock.advance(days=1, minutes=5)
    assert clock() == datetime(2026, 11, 24, 3, 5, tzinfo=UTC)


def test_each_test_gets_an_empty_store_whose_time_is_its_clock(backend: SqlBackend, clock: Clock) -> None:
    assert backend.now() == clock()
    with backend.begin() as work:
        assert not work.settings.values()
        work.settings.put("language", "ja")
    with backend.read() as work:
        assert work.settings.values() == {"language": "ja"}


def test_the_next_test_finds_nothing_of_the_last(backend: SqlBackend) -> None:
    with backend.read() as work:
        assert not work.settings.values()


WARNING = "from PySide6.QtCore import qWarning\n\ndef test_it():\n    qWarning({text!r})\n"


def _outcome_of_warning(pytester: pytest.Pytester, text: str) -> dict[str, int]:
    shutil.copy(ROOT / "pyproject.toml", pytester.path)
    test = pytester.makepyfile(WARNING.format(text=text))
    return pytester.runpytest_subprocess(test).parseoutcomes()


def test_a_qt_warning_fails_a_test(pytester: pytest.Pytester) -> None:
    assert _outcome_of_warning(pytester, "QPainter::begin: engine == 0") == {"failed": 1}


def test_the_one_message_that_offscreen_qt_always_prints_does_not(pytester: pytest.Pytester) -> None:
    known = "This plugin does not support propagateSizeHints()"
    assert _outcome_of_warning(pytester, known) == {"passed": 1}
