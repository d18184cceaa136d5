"""A store that the first revision made keeps every row on its way to the newest, and back."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db import open_store
from db.engine import Engines
from db.migrations import HEAD, RELEASED, moves, steps
from db.migrations.steps import LostReferenceError
from tests.parts import before
from tests.parts.before import Rows
from tests.parts.schemas import schema


@pytest.fixture
def first(empty: Engines) -> Engines:
    """Return a store of the first revision, once on each engine."""
    before.make_first(empty)
    return empty


@pytest.fixture
def kept(first: Engines) -> Rows:
    """Return the rows that this store holds, one in every table."""
    return before.fill(first)


def test_every_row_keeps_all_its_values(first: Engines, kept: Rows) -> None:
    assert len(kept) > 30
    open_store.migrate(first)
    assert before.rows(first, like=kept) == kept


def test_the_way_back_keeps_them_too_and_makes_the_first_schema_again(first: Engines, kept: Rows) -> None:
    made = schema(first)
    open_store.migrate(first)
    with steps.stepping(first.write) as connection:
        steps.downgrade(connection, RELEASED[0])
    assert schema(first) == made
    assert before.rows(first) == kept


@pytest.mark.usefixtures("kept")
def test_references_and_the_append_only_audit_hold_afterwards(first: Engines) -> None:
    open_store.migrate(first)
    for wrong in ("UPDATE message SET case_id = 99", "DELETE FROM case_file", "DELETE FROM audit_entry"):
        with pytest.raises(DBAPIError), first.write.begin() as connection:
            connection.execute(text(wrong))


def test_a_step_that_breaks_a_reference_leaves_the_store_as_it_was(
    empty_sqlite: Engines, monkeypatch: pytest.MonkeyPatch
) -> None:
    before.make_first(empty_sqlite)
    kept, made = before.fill(empty_sqlite), schema(empty_sqlite)
    broken = text("DELETE FROM case_file")
    monkeypatch.setitem(moves.MOVES, "0002", (lambda connection: connection.execute(broken),))
    with pytest.raises(LostReferenceError, match="message"):
        open_store.migrate(empty_sqlite)
    assert (before.rows(empty_sqlite), schema(empty_sqlite)) == (kept, made)


def test_two_desks_bring_one_store_up_to_date(first: Engines, kept: Rows) -> None:
    with ThreadPoolExecutor(2) as desks:
        list(desks.map(open_store.migrate, [first, first]))
    assert before.rows(first, like=kept) == kept
    assert open_store.revision_of(first.read) == HEAD


def test_older_mails_stand_in_threads_as_new_ones_do(first: Engines, kept: Rows) -> None:
    (mail,) = kept["message"]
    answer = {**mail, "id": 2, "subject": "Re: ¡Hola!", "message_id": "<third@mail.example>"}
    answer["answers"] = '["<second@mail.example>"]'
    before.put(first, "message", answer)
    open_store.migrate(first)
    with first.read.connect() as connection:
        found = connection.execute(text("SELECT thread_id, topic FROM message ORDER BY id")).all()
        references = connection.execute(
            text("SELECT message_id, reference FROM message_reference ORDER BY id")
        )
        assert [thread for thread, _topic in found] == [1, 1]
        assert found[1].topic == "¡hola!"
        assert references.all()[-1] == (2, "<second@mail.example>")
