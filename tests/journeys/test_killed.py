"""`kill -9` at any moment: the store opens, its trail is whole, nothing is half, hardly anything is lost."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from console.access import Role
from console.drafts import read_draft
from console.evidence.actions import evidence_of, verify_evidence
from console.evidence.room import Room
from console.evidence.sweep import sweep
from console.imports.profile import profile_named
from console.imports.records import Kind, Outcome
from console.letters.actions import letters_of, open_letter
from console.letters.records_register import LetterState
from console.progress import Token, silent
from console.stores.actions import verify_trail
from console.stores.records import Place
from db.evidence_files import vault_of
from db.keeper import SqlKeeper
from db.open_store import SqlStore
from tests.parts import files
from tests.parts.disputes import decided, ready
from tests.parts.real_window import NAME, PASSPHRASE, Made
from tests.parts.shop import ITEM, ORDER, PERSON, Shop, counts
from tests.parts.worker_to_kill import LETTERS
from tests.parts.world import World

ROOT = Path(__file__).parents[2]
BEHIND = 0.5  # seconds of typing that may be lost
BUSY = 0.5  # and as much again where the machine has other things to do
PEOPLE = 1_500
KINDS = (Kind.ACCOUNTS, Kind.ORDERS, Kind.ITEMS)


def killed(
    job: str, folder: Path, case_id: int, enough: Callable[[list[str]], bool]
) -> tuple[list[str], float]:
    """Let a worker do its job, kill it once it told `enough`; return what it told, and when it was killed."""
    command = [sys.executable, "-m", "tests.parts.worker_to_kill", job, str(folder), str(case_id)]
    told: list[str] = []
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        while not enough(told):
            line = worker.stdout.readline()
            assert line, "the worker ended before it was killed"
            told.append(line.strip())
        worker.kill()
        at = time.monotonic()
        told += [line.strip() for line in worker.stdout if line.endswith("\n")]
    return told, at


@pytest.fixture
def store(place: Place, made: Made, tmp_path: Path) -> Iterator[SqlStore]:
    """Return the store, to be set up before and looked at after the worker is killed."""
    opened = SqlKeeper(tmp_path).open(place, passphrase=PASSPHRASE)
    yield opened
    opened.close()


@pytest.fixture
def here(made: Made, store: SqlStore) -> World:
    return replace(made.world, backend=store.backend)


def again(here: World, folder: Path, place: Place) -> World:
    """Return the world as the next start finds it."""
    here.backend.close()
    return replace(here, backend=SqlKeeper(folder).open(place, passphrase=PASSPHRASE).backend)


FIELDS = [
    ("note", Role.AGENT, ready, "case:{}", str),
    ("decision", Role.AGENT, ready, "case:{}", str),
    ("decision-choice", Role.AGENT, ready, "case:{}", lambda text: text.removeprefix("partial ")),
    ("title", Role.AGENT, ready, "case:{}", lambda text: json.loads(text)["title"]),
    ("letter", Role.AGENT, decided, "case:{}", lambda text: json.loads(text)["name"]),
    ("form", Role.ADMINISTRATOR, ready, "settings:profile", lambda text: json.loads(text)["web"]),
    ("new", Role.ADMINISTRATOR, ready, "operators", lambda text: json.loads(text)["name"]),
]


@pytest.mark.window
@pytest.mark.parametrize(("field", "role", "begun", "subject", "typed_in"), FIELDS)
def test_of_what_was_being_typed_the_last_half_second_may_be_lost(
    here: World,
    place: Place,
    tmp_path: Path,
    field: str,
    role: Role,
    begun: Callable[[World], int],
    subject: str,
    typed_in: Callable[[str], str],
) -> None:
    case_id = begun(here)
    here.backend.close()
    told, at = killed(field, tmp_path, case_id, lambda told: len(told) >= 120)
    after = again(here, tmp_path, place)
    draft = read_draft(after.backend, after.actor(role), subject.format(case_id), field)
    typed = [(int(number), float(when)) for number, when in (line.split() for line in told)]
    sure = max((number for number, when in typed if when <= at - BEHIND - BUSY), default=0)
    assert draft is not None
    assert sure > 0
    text = typed_in(draft.text)
    assert len(text) >= sure
    assert text == (LETTERS * 20)[: len(text)]
    assert verify_trail(after.backend, after.actor(Role.AGENT)).ok
    after.backend.close()


def test_every_letter_that_was_issued_is_in_the_register_and_the_trail(
    here: World, place: Place, tmp_path: Path
) -> None:
    case_id = decided(here)
    here.backend.close()
    told, _at = killed("letters", tmp_path, case_id, lambda told: len(told) >= 4)
    after = again(here, tmp_path, place)
    agent = after.actor(Role.AGENT)
    kept = letters_of(after.backend, agent, case_id)
    assert [letter.sha256 for letter in kept][: len(told)] == told
    assert len(kept) <= len(told) + 1
    assert [letter.state for letter in kept].count(LetterState.ISSUED) == 1
    assert open_letter(after.backend, agent, kept[-1].id).startswith(b"%PDF")
    with after.backend.read() as work:
        trail = [
            e.facts["sha256"] for e in work.book.of_stream(f"case:{case_id}") if e.tag == "letter:issued"
        ]
    assert trail == [letter.sha256 for letter in kept]
    assert verify_trail(after.backend, agent).ok
    after.backend.close()


def test_every_file_taken_in_is_there_whole_and_what_was_half_is_swept(
    here: World, place: Place, tmp_path: Path
) -> None:
    case_id = ready(here)
    here.backend.close()
    told, _at = killed("evidence", tmp_path, case_id, lambda told: len(told) >= 5)
    opened = SqlKeeper(tmp_path).open(place, passphrase=PASSPHRASE)
    vault, agent = vault_of(opened), here.actor(Role.AGENT)
    kept = [e.sha256 for e in evidence_of(opened.backend, agent, case_id)]
    assert kept[: len(told)] == told
    checked = verify_evidence(opened.backend, agent, room=Room(vault, files.GUARD))
    assert (checked.verified, checked.damaged) == (len(kept), ())
    sweep(opened.backend, vault, grace=-timedelta(minutes=1))
    with opened.backend.read() as work:
        assert {name for name, _when in vault.names()} == work.contents.sealed_names()
    assert verify_trail(opened.backend, agent).ok
    opened.close()


def is_among_the_orders(line: str) -> bool:
    """Tell whether so much is taken in: all people, and some of their orders."""
    done, _blank, whole = line.partition(" ")
    return whole == str(2 * PEOPLE) and int(done) > PEOPLE


def test_an_import_that_was_killed_goes_on_where_it_was(here: World, place: Place, tmp_path: Path) -> None:
    shop = Shop(tmp_path, here.backend, here.actor(Role.ADMINISTRATOR), profile_named("plain"))
    numbers = [f"{n:05d}" for n in range(PEOPLE)]
    exports = [
        shop.write("accounts", *({**PERSON, "account_id": n} for n in numbers)),
        shop.write("orders", *({**ORDER, "order_number": n, "account_id": n} for n in numbers)),
        shop.write("items", *({**ITEM, "order_number": n} for n in numbers)),
    ]
    here.backend.close()
    killed("import", tmp_path, 0, lambda told: bool(told) and is_among_the_orders(told[-1]))
    after = again(here, tmp_path, place)
    assert verify_trail(after.backend, shop.actor).ok
    report = replace(shop, backend=after.backend).take_in(*exports)
    made, there = counts(report, Outcome.CREATED), counts(report, Outcome.UNCHANGED)
    assert {k: made.get(k, 0) + there.get(k, 0) for k in KINDS} == dict.fromkeys(KINDS, PEOPLE)
    assert there[Kind.ACCOUNTS]  # some of it was committed
    assert made[Kind.ORDERS]  # and not all of it
    after.backend.close()


def test_every_backup_that_was_finished_is_whole_and_of_a_half_one_nothing_has_its_name(
    here: World, place: Place, tmp_path: Path
) -> None:
    here.backend.close()
    told, _at = killed("backup", tmp_path, 0, lambda told: len(told) >= 3)
    after = again(here, tmp_path, place)
    assert verify_trail(after.backend, after.actor(Role.AGENT)).ok
    after.backend.close()
    made = sorted(tmp_path.glob("*.zip"))
    assert len(made) in {len(told), len(told) + 1}
    keeper = SqlKeeper(tmp_path)
    for number, file in enumerate(made):
        there = Place(path=tmp_path / f"copy-{number}" / NAME)
        with keeper.restore(file, there, passphrase=PASSPHRASE, replace=False, progress=silent) as store:
            assert verify_trail(store.backend, here.actor(Role.AGENT)).ok


def test_what_a_killed_backup_left_goes_with_a_later_one(here: World, place: Place, tmp_path: Path) -> None:
    here.backend.close()
    left = tmp_path / ".backup-in-the-making-by-who-fell"
    left.mkdir()
    (left / "store").write_bytes(b"half a copy")
    keeper, yesterday = SqlKeeper(tmp_path), time.time() - 25 * 3600
    os.utime(left, (yesterday, yesterday))
    store = keeper.open(place, passphrase=PASSPHRASE)
    keeper.back_up(store, tmp_path / "next.zip", passphrase=None, progress=silent, token=Token())
    store.close()
    assert not left.exists()


def test_a_restore_that_fell_gives_back_what_stood_there(here: World, place: Place, tmp_path: Path) -> None:
    keeper = SqlKeeper(tmp_path)
    here.backend.close()
    store = keeper.open(place, passphrase=PASSPHRASE)
    keeper.back_up(store, tmp_path / "backup.zip", passphrase=None, progress=silent, token=Token())
    with store.backend.begin() as work:
        work.settings.put("typed", {"after": "the backup"})
    store.close()
    told, _at = killed("restore", tmp_path, 0, bool)
    assert told == ["restoring"]
    after = keeper.open(place, passphrase=PASSPHRASE)
    with after.backend.read() as work:
        assert work.settings.values()["typed"] == {"after": "the backup"}
    assert verify_trail(after.backend, here.actor(Role.AGENT)).ok
    after.close()
    assert not list(tmp_path.glob(f"*{NAME}.*restore*"))
