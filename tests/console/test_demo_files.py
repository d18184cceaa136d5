"""The files of made-up customers are real files, made by us, the same for the same seed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from console.access import Actor, Role
from console.demo import files
from console.demo.actions import fill
from console.evidence.actions import evidence_of, inspect_file, thumbnails_of
from console.evidence.records import Evidence
from console.messages.actions import messages_of
from console.operators.records import Operator
from db.work import SqlBackend
from tests.parts import stores
from tests.parts.clock import Clock
from tests.parts.files import GUARD, ROOM


def drawn(seed: int) -> bytes:
    return files.photograph(Random(seed))  # noqa: S311 -- a picture, no secret


WHEN = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
MADE = {
    "box.png": drawn(1),
    "receipt.pdf": files.receipt("RK-1", "12,800 JPY", "2026-11-02"),
    "mail.eml": files.mail("Hanako Yamada", "RK-1", "箱がつぶれています。", WHEN, drawn(2)),
}


@pytest.fixture(scope="module")
def sent(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlBackend]:
    """Return a made-up store whose customers sent files."""
    engines = stores.sqlite_copy(sqlite_template, tmp_path_factory.mktemp("sent") / "console.store")
    backend = SqlBackend(engines, clock=Clock())
    fill(backend, who(backend), accounts=40, orders=200, cases=12, seed=7, room=ROOM)
    yield backend
    engines.close()


def who(backend: SqlBackend) -> Actor:
    with backend.begin() as work:
        key = work.operators.add(Operator(0, "Mori", Role.SUPERVISOR, backend.now()), "!")
    return Actor(key, "Mori", Role.SUPERVISOR)


def kept(backend: SqlBackend) -> list[Evidence]:
    actor = Actor(1, "Mori", Role.SUPERVISOR)
    return [e for case_id in range(1, 13) for e in evidence_of(backend, actor, case_id)]


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("box.png", "image/png"), ("receipt.pdf", "application/pdf"), ("mail.eml", "message/rfc822")],
)
def test_each_file_is_what_it_says(sqlite_backend: SqlBackend, name: str, media_type: str) -> None:
    data = MADE[name]
    found = inspect_file(sqlite_backend, who(sqlite_backend), name, [data], len(data), guard=GUARD)
    assert found.inspection.media_type == media_type
    assert found.inspection.preview in {"made", "none"}


def test_the_same_seed_draws_the_same_photograph_and_another_one_another() -> None:
    assert drawn(1) == MADE["box.png"]
    assert drawn(2) != MADE["box.png"]


def test_made_up_cases_hold_photographs_mails_and_receipts(sent: SqlBackend) -> None:
    assert {e.name for e in kept(sent)} == {"box.png", "mail.eml", "receipt.pdf"}


def test_photographs_and_receipts_have_their_small_pictures(sent: SqlBackend) -> None:
    pictured = [e.id for e in kept(sent) if e.name != "mail.eml"]
    assert set(thumbnails_of(sent, Actor(1, "Mori", Role.SUPERVISOR), pictured)) == set(pictured)


def test_mails_read_as_their_senders_wrote_them(sent: SqlBackend) -> None:
    actor = Actor(1, "Mori", Role.SUPERVISOR)
    said = [m for case_id in range(1, 13) for m in messages_of(sent, actor, case_id) if m.mail]
    assert said
    assert all(m.mail and m.mail.subject.startswith("Order ") for m in said)


def test_made_up_operators_have_their_training_on_record(sent: SqlBackend) -> None:
    with sent.read() as work:
        made_up = [o for o in work.operators.all() if o.name != "Mori"]
    assert all(o.trained_on for o in made_up)
    assert any(o.children_duty for o in made_up)
