"""The audit trail holds: nothing is changed, lost, swapped or added behind its back without being found."""

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from console.audit import Verified
from db.engine import Engines
from db.work import SqlBackend
from tests.parts.clock import Clock

UPDATE = "UPDATE audit_entry SET tag = 'x:y' WHERE stream = 'case:1' AND seq = 2"
DELETE = "DELETE FROM audit_entry WHERE stream = 'case:1' AND seq = 3"
TRIGGERS = {
    "sqlite": (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit%'",
        "DROP TRIGGER {name}",
    ),
    "postgresql": (
        """SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE relname LIKE 'audit%' AND NOT tgisinternal""",
        "DROP TRIGGER {name} ON {table}",
    ),
}
REPLACE = {
    "sqlite": """INSERT OR REPLACE INTO audit_entry
        SELECT stream, seq, at, operator_id, 'x:y', subject, facts, commitment, before, hash
        FROM audit_entry WHERE stream = 'case:1' AND seq = 2""",
    "postgresql": """INSERT INTO audit_entry SELECT * FROM audit_entry WHERE stream = 'case:1' AND seq = 2
        ON CONFLICT (stream, seq) DO UPDATE SET tag = 'x:y'""",
}


@pytest.fixture
def trail(backend: SqlBackend) -> SqlBackend:
    """Return a store with three entries on each of two cases, one with values, and a checkpoint over them."""
    for case in (1, 2):
        for step in ("opened", "noted", "decided"):
            with backend.begin() as work:
                values = {"title": ("old", "山田 new")} if step == "noted" else None
                stream = f"case:{case}"
                work.audit.record(None, f"case:{step}", stream=stream, subject=stream, values=values)
    with backend.begin() as work:
        work.book.checkpoint(backend.now())
    return backend


def verify(backend: SqlBackend) -> Verified:
    with backend.read() as work:
        return work.book.verify()


def run(engines: Engines, *statements: str) -> None:
    """Do what somebody does who holds the key and knows SQL."""
    with engines.write.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)


def break_in(engines: Engines, *statements: str) -> None:
    """Take the triggers away first, then do it."""
    find, drop = TRIGGERS[engines.write.dialect.name]
    with engines.write.begin() as connection:
        for name, table in connection.execute(text(find)).all():
            connection.execute(text(drop.format(name=name, table=table)))
    run(engines, *statements)


def test_an_untouched_trail_is_whole(trail: SqlBackend) -> None:
    assert verify(trail) == Verified(entries=6, streams=2, checkpoints=1, ok=True, first_bad=None)


def test_an_empty_trail_is_whole(backend: SqlBackend) -> None:
    assert verify(backend).ok


@pytest.mark.parametrize(
    "statement",
    [
        UPDATE,
        DELETE,
        "DELETE FROM audit_entry",
        "UPDATE audit_checkpoint SET at = 0",
        "DELETE FROM audit_checkpoint",
    ],
)
def test_changing_and_deleting_are_refused(trail: SqlBackend, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        run(trail.engines, statement)
    assert verify(trail).ok


def test_replacing_is_refused(trail: SqlBackend) -> None:
    with pytest.raises(DBAPIError, match=r"append-only|no gaps"):
        run(trail.engines, REPLACE[trail.engines.write.dialect.name])
    assert verify(trail).ok


def test_a_gap_is_refused_or_found(trail: SqlBackend) -> None:
    gap = """INSERT INTO audit_entry SELECT stream, 9, at, operator_id, tag, subject, facts, commitment,
        before, hash FROM audit_entry WHERE stream = 'case:1' AND seq = 3"""
    if trail.engines.is_sqlite:
        with pytest.raises(DBAPIError, match="no gaps"):
            run(trail.engines, gap)
    else:
        run(trail.engines, gap)
        assert verify(trail).first_bad == "case:1#4"


SWAP = [
    "UPDATE audit_entry SET seq = 99 WHERE stream = 'case:1' AND seq = 1",
    "UPDATE audit_entry SET seq = 1 WHERE stream = 'case:1' AND seq = 2",
    "UPDATE audit_entry SET seq = 2 WHERE stream = 'case:1' AND seq = 99",
]
BACK = """UPDATE audit_head SET seq = 2,
    hash = (SELECT hash FROM audit_entry WHERE stream = 'case:1' AND seq = 2) WHERE stream = 'case:1'"""
FREE = "DELETE FROM audit_value WHERE stream = 'case:1'"


@pytest.mark.parametrize(
    ("statements", "place"),
    [
        ([UPDATE], "case:1#2"),
        (["UPDATE audit_entry SET at = at + 1 WHERE stream = 'case:2' AND seq = 1"], "case:2#1"),
        (["UPDATE audit_entry SET operator_id = 7 WHERE stream = 'case:2' AND seq = 3"], "case:2#3"),
        (["UPDATE audit_entry SET facts = '{\"a\":1}' WHERE stream = 'case:1' AND seq = 1"], "case:1#1"),
        ([FREE, *SWAP], "case:1#1"),
        (["DELETE FROM audit_entry WHERE stream = 'case:2' AND seq = 1"], "case:2#1"),
        ([DELETE], "case:1#3"),
        (["DELETE FROM audit_head WHERE stream = 'case:2'"], "case:2#3"),
        (["UPDATE audit_head SET seq = 2 WHERE stream = 'case:1'"], "case:1#2"),
        ([DELETE, BACK], "checkpoint#1"),
        (
            [
                FREE,
                "DELETE FROM audit_entry WHERE stream = 'case:1'",
                "DELETE FROM audit_head WHERE stream = 'case:1'",
            ],
            "checkpoint#1",
        ),
        (["UPDATE audit_checkpoint SET heads = '[]'"], "checkpoint#1"),
    ],
    ids=[
        "another tag", "another moment", "another operator", "other facts", "two entries swapped",
        "first entry gone", "last entry gone", "head gone", "head set back", "last entry gone and unknown",
        "a whole stream gone", "checkpoint emptied",
    ],
)  # fmt: skip
def test_tampering_past_the_triggers_is_found_where_it_was_done(
    trail: SqlBackend, statements: list[str], place: str
) -> None:
    break_in(trail.engines, *statements)
    found = verify(trail)
    assert (found.ok, found.first_bad) == (False, place)


def test_a_changed_value_is_found(trail: SqlBackend) -> None:
    run(
        trail.engines,
        """UPDATE audit_value SET changes = '{"title":["old","other"]}' WHERE stream = 'case:2'""",
    )
    assert verify(trail).first_bad == "case:2#2"


@pytest.mark.parametrize("text_left", ["", "not JSON", "[1, 2]", '{"title":7}'])
def test_a_value_that_is_none_any_more_is_found(trail: SqlBackend, text_left: str) -> None:
    run(trail.engines, f"UPDATE audit_value SET changes = '{text_left}' WHERE stream = 'case:1'")  # noqa: S608 -- constants above
    assert verify(trail).first_bad == "case:1#2"


@pytest.mark.parametrize("text_left", ["", "not JSON", "[1, 2]", '[["case:1", 3, "xyz"]]'])
def test_a_checkpoint_that_is_none_any_more_is_found(trail: SqlBackend, text_left: str) -> None:
    break_in(trail.engines, f"UPDATE audit_checkpoint SET heads = '{text_left}'")  # noqa: S608 -- constants above
    assert verify(trail).first_bad == "checkpoint#1"


def test_what_is_written_while_the_trail_is_checked_is_no_fault(trail: SqlBackend) -> None:
    with trail.read() as reading:
        assert reading.book.of_stream("case:1")
        with trail.begin() as work:
            work.audit.record(None, "case:noted", stream="case:1", subject="case:1")
        assert reading.book.verify().ok


def test_erasing_values_leaves_the_trail_whole(trail: SqlBackend) -> None:
    run(trail.engines, "DELETE FROM audit_value")
    assert verify(trail).ok


def test_a_rewritten_chain_meets_the_checkpoint(trail: SqlBackend) -> None:
    """Who owns the key can compute a whole new chain; the checkpoint, kept elsewhere, still tells."""
    break_in(
        trail.engines,
        FREE,
        "DELETE FROM audit_entry WHERE stream = 'case:1'",
        "DELETE FROM audit_head WHERE stream = 'case:1'",
    )
    for step in ("opened", "noted", "invented"):
        with trail.begin() as work:
            work.audit.record(None, f"case:{step}", stream="case:1", subject="case:1")
    assert verify(trail).first_bad == "checkpoint#1"


def test_a_checkpoint_holds_only_what_moved_since_the_one_before(trail: SqlBackend, clock: Clock) -> None:
    with trail.begin() as work:
        work.audit.record(None, "case:noted", stream="case:2", subject="case:2")
    clock.advance(days=1)
    with trail.begin() as work:
        work.book.checkpoint(trail.now())
    with trail.engines.read.connect() as connection:
        heads = connection.scalars(text("SELECT heads FROM audit_checkpoint ORDER BY id")).all()
    assert ["case:1" in h for h in heads] == [True, False]
    assert verify(trail).ok


def test_a_checkpoint_taken_away_breaks_the_next(trail: SqlBackend) -> None:
    with trail.begin() as work:
        work.book.checkpoint(trail.now())
    break_in(trail.engines, "DELETE FROM audit_checkpoint WHERE id = 1")
    assert verify(trail).first_bad == "checkpoint#2"


def test_a_rolled_back_transaction_leaves_no_entry(backend: SqlBackend) -> None:
    def fail() -> None:
        with backend.begin() as work:
            work.audit.record(None, "case:opened", stream="case:1", subject="case:1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert verify(backend).entries == 0


def _many(backend: SqlBackend, start: threading.Barrier) -> Callable[[], None]:
    def write() -> None:
        start.wait(timeout=10)
        for _ in range(5):
            with backend.begin() as work:
                work.audit.record(None, "store:noted", stream="store", subject="store:1")

    return write


def test_writers_who_meet_on_a_new_stream_all_get_through(backend: SqlBackend) -> None:
    start = threading.Barrier(4)
    writers = [threading.Thread(target=_many(backend, start)) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=60)
    found = verify(backend)
    assert (found.entries, found.ok) == (20, True)
