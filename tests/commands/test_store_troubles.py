"""At a terminal each trouble of a store is one line, and the store stays as it is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from console.stores.records import Place
from db import engine, keys
from db.keeper import SqlKeeper
from db.open_store import SqlStore
from tests.parts.command_line import PASSPHRASE, Line, run
from tests.parts.limits import as_nobody
from tests.parts.troubles import filled, held_by_another_process, read_only, small_disk, spoil_page

Trouble = Callable[[Line], AbstractContextManager[None]]


def opened(line: Line) -> SqlStore:
    return SqlKeeper(line.folder).open(Place(path=line.folder / "a.store"), passphrase=PASSPHRASE)


@contextmanager
def locked(line: Line) -> Iterator[None]:
    store = opened(line)
    store.close()
    with held_by_another_process(line.folder / "a.store", store.data_key):
        yield


@contextmanager
def write_protected(line: Line) -> Iterator[None]:
    with read_only(line.folder):
        yield


@contextmanager
def damaged(line: Line) -> Iterator[None]:
    store = opened(line)
    with store.backend.read() as work:
        page = work.session.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = 'operator'"))
    store.close()
    spoil_page(line.folder / "a.store", page or 1)
    yield


@contextmanager
def without_a_keyring(line: Line) -> Iterator[None]:
    file = line.folder / "a.store.keys"
    kept = replace(keys.read_file(file), by_keyring=b"sealed on another machine", by_passphrase=b"")
    keys.write_file(file, kept)
    yield


@contextmanager
def with_unreadable_keys(line: Line) -> Iterator[None]:
    for folder in (line.folder, *list(line.folder.parents)[:2]):
        folder.chmod(0o755)
    for file in line.folder.iterdir():
        file.chmod(0o600 if file.suffix == ".keys" else 0o777)
    with as_nobody():
        yield


TROUBLES = [
    (locked, "Another program holds the store. What you did was not saved; try again in a moment."),
    (write_protected, "The store cannot be written: the file or its folder is read-only."),
    (damaged, engine.DAMAGED),
    (without_a_keyring, keys.NO_KEYRING_ALONE),
    (with_unreadable_keys, engine.MISSING),
]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such modes")
@pytest.mark.parametrize(("trouble", "sentence"), TROUBLES)
def test_a_trouble_is_said_in_one_line(
    line: Line, monkeypatch: pytest.MonkeyPatch, trouble: Trouble, sentence: str
) -> None:
    monkeypatch.setattr(engine, "BUSY_MS", 100)
    command = line.words("operator", "training", "Alice", "--on", "2026-03-31", who="Root")
    with trouble(line):
        outcome = run(*command)
    assert (outcome.status, outcome.out, outcome.reason) == (1, "", sentence)


def test_a_full_disk_is_said_in_one_line_and_nothing_is_lost(line: Line, tmp_path: Path) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    with small_disk(folder, 16 << 20) as there:
        if not there:
            pytest.skip("the system lets nobody put a small disk here (mount needs root)")
        small = replace(line, store=str(folder / "b.store"))
        small.done("init", "--name", "Root", "--role", "administrator", "--no-keyring", who="")
        adding = ("operator", "add", "--name", "Mio", "--role", "agent")
        given = ("--new-password-file", small.secret("a quite new open sesame"))
        with filled(folder):
            assert small(*adding, *given, who="Root").reason == engine.FULL
        assert small(*adding, *given, who="Root").status == 0
        assert small.done("audit", "verify", who="Root")["ok"]
