"""What an engine says when it refuses a row names no person, on its way into any log."""

import traceback

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.engine import Engines
from db.work import SqlBackend
from tests.parts.clock import Clock

PERSON = "hanako@example.com"
TWICE = "INSERT INTO search_state (kind, version, behind) VALUES (:value, 1, 0), (:value, 1, 0)"
REFUSED = {
    "twice": TWICE.replace(":value", "substr(:value, 1, 10)"),
    "no number": "INSERT INTO search_state (kind, version, behind) SELECT 'x', CAST(:value AS INTEGER), NULL",
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_refused_row_is_told_without_its_values(backend: SqlBackend, why: str) -> None:
    with pytest.raises(DBAPIError) as refused, backend.begin() as work:
        work.session.execute(text(REFUSED[why]), {"value": PERSON})
    told = "".join(traceback.format_exception(refused.value))
    assert PERSON[:10] not in told
    assert "Error" in told


def test_what_refused_it_is_told(postgres_engines: Engines, clock: Clock) -> None:
    backend = SqlBackend(postgres_engines, clock=clock)
    with pytest.raises(DBAPIError, match="23505 search_state search_state_pkey"), backend.begin() as work:
        work.session.execute(text(REFUSED["twice"]), {"value": PERSON})
