"""What is being typed survives a crash, and is nobody else's business."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from console.access import Role
from console.drafts import drafts_about, drop_draft, read_draft, save_draft
from console.errors import Invalid
from db.engine import open_sqlite
from db.work import SqlBackend
from tests.conftest import ROOT
from tests.parts.stores import KEY
from tests.parts.world import World, settle


@pytest.fixture
def world(backend: SqlBackend) -> World:
    """Return the made-up world, once on each engine."""
    return settle(backend)


def text_of(
    world: World, role: Role = Role.AGENT, subject: str = "case:1", field: str = "reply"
) -> str | None:
    """Return a draft's text."""
    draft = read_draft(world.backend, world.actor(role), subject, field)
    return draft.text if draft else None


def save(world: World, text: str, subject: str = "case:1", field: str = "reply") -> None:
    """Save a draft as the agent."""
    save_draft(world.backend, world.actor(Role.AGENT), subject, field, text)


def test_a_draft_is_there_again(world: World) -> None:
    save(world, "Dear cust")
    save(world, "Dear customer")
    draft = read_draft(world.backend, world.actor(Role.AGENT), "case:1", "reply")
    assert draft is not None
    assert (draft.text, draft.saved_at) == ("Dear customer", world.backend.now())


def test_each_operator_subject_and_field_has_its_own(world: World) -> None:
    save(world, "one")
    save(world, "two", field="note")
    save(world, "three", subject="case:2")
    assert text_of(world, Role.SUPERVISOR) is None
    found = drafts_about(world.backend, world.actor(Role.AGENT), "case:1")
    assert [(d.field, d.text) for d in found] == [("note", "two"), ("reply", "one")]


def test_a_dropped_draft_is_gone(world: World) -> None:
    save(world, "x")
    assert drop_draft(world.backend, world.actor(Role.AGENT), "case:1", "reply")
    assert not drop_draft(world.backend, world.actor(Role.AGENT), "case:1", "reply")
    assert text_of(world) is None


def test_an_emptied_field_has_no_draft(world: World) -> None:
    save(world, "x")
    save(world, "")
    assert text_of(world) is None


def test_the_audit_tells_of_beginning_and_end_not_of_every_keystroke(world: World) -> None:
    agent = world.actor(Role.AGENT)
    for text in ("a", "ab", "abc", ""):
        save(world, text)
    with world.backend.read() as work:
        entries = [
            e for e in work.book.of_stream(f"operator:{agent.operator_id}") if e.tag.startswith("draft:")
        ]
    assert [(e.tag, e.subject) for e in entries] == [("draft:begun", "case:1"), ("draft:dropped", "case:1")]


@pytest.mark.parametrize("text", ["a\0b", "a\udc80", "x" * 500_001])
def test_what_no_store_can_keep_is_refused_and_the_last_draft_stays(world: World, text: str) -> None:
    save(world, "before")
    with pytest.raises(Invalid):
        save(world, text)
    assert text_of(world) == "before"


def test_naughty_strings_are_kept_unchanged(sqlite_backend: SqlBackend, shared_data: Path) -> None:
    world = settle(sqlite_backend)
    for text in filter(None, json.loads((shared_data / "strings" / "blns.json").read_text())[::5]):
        save(world, text)
        assert text_of(world) == text


def test_drafts_about_a_person_are_found(world: World) -> None:
    case = world.case()
    for subject in (
        f"account:{world.account_id}",
        f"case:{case.id}",
        f"order:{world.order_id}",
        "account:999",
    ):
        save(world, "x", subject=subject)
    with world.backend.read() as work:
        assert work.holdings.rows_about(world.account_id, "draft") == 3


def test_a_draft_tells_no_log_what_was_typed(world: World) -> None:
    save(world, "山田花子")
    assert "山田" not in repr(read_draft(world.backend, world.actor(Role.AGENT), "case:1", "reply"))


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
def test_a_saved_draft_survives_a_kill(sqlite_backend: SqlBackend) -> None:
    world = settle(sqlite_backend)
    agent, path = world.actor(Role.AGENT), sqlite_backend.engines.path
    assert path is not None
    code = f"""
import os, signal, sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from console.access import Actor, Role
from console.drafts import save_draft
from db.engine import open_sqlite
from db.work import SqlBackend
backend = SqlBackend(open_sqlite(Path({str(path)!r}), bytes.fromhex({KEY.hex()!r})))
save_draft(backend, Actor({agent.operator_id}, "a", Role.AGENT), "case:1", "reply", "Dear customer")
os.kill(os.getpid(), signal.SIGKILL)
"""
    sqlite_backend.close()
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    engines = open_sqlite(path, KEY)
    draft = read_draft(SqlBackend(engines), agent, "case:1", "reply")
    engines.close()
    assert draft is not None
    assert draft.text == "Dear customer"
