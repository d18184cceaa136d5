"""Candidates from SQLite: full-text tables of our own tokens, and plain B-trees.

A query for the full-text engine is put together from tokens alone, each in quotes; typed text never is one.
"""

# ruff: noqa: S608 -- names of tables and columns are our own, values are bound

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from sqlalchemy import Connection

from console.errors import StoreTrouble
from db.search_candidates import Within
from db.search_rows import Stopped, fetch
from db.search_watch import WATCH
from db.searchable import Identifier, Searchable
from db.tokens import Choice, Term, Word

LAST = "\U0010ffff"  # sorts behind every character


def _quoted(term: Term) -> str:
    safe = term.token.replace('"', "")
    return f'"{safe}"*' if term.prefix else f'"{safe}"'


def expression(words: Sequence[Word]) -> str:
    """Return the full-text query for records that satisfy every word."""
    return " AND ".join(
        "(" + " OR ".join("(" + " AND ".join(map(_quoted, c.terms)) + ")" for c in w.choices) + ")"
        for w in words
    )


class SqliteCandidates:
    """See db/search_candidates.py."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ends = math.inf

    def newest(
        self,
        where: Searchable,
        words: Sequence[Word],
        limit: int,
        *,
        but: Sequence[Word] = (),
        within: Within | None = None,
    ) -> list[int]:
        """Return the newest records whose tokens satisfy every word, save those that satisfy all of `but`."""
        table = f"search_{where.kind}"
        wanted = f"({expression(words)}) NOT ({expression(but)})" if but else expression(words)
        holds, values = _holding(table, within)
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH ?{holds} ORDER BY rowid DESC LIMIT ?"
        return self._ids(sql, wanted, *values, limit)

    def count(self, where: Searchable, words: Sequence[Word], within: Within | None = None) -> int:
        """Return how many records' tokens satisfy every word."""
        table = f"search_{where.kind}"
        holds, values = _holding(table, within)
        sql = f"SELECT count(*) FROM {table} WHERE {table} MATCH ?{holds}"
        return self._ids(sql, expression(words), *values)[0]

    def beginning(self, identifier: Identifier, text: str, limit: int) -> list[int]:
        """Return the newest records whose identifier begins with `text`."""
        only = (identifier.only[1],) if identifier.only else ()
        return self._ids(_beginning(identifier), *only, text, text + LAST, limit)

    def sure_of(self, _choice: Choice) -> bool:
        """Tell that tokens are kept whole here."""
        return True

    def behind(self) -> dict[str, int]:
        """Return how many records of each kind the index does not hold yet, kinds that it holds left out."""
        sql = "SELECT kind, behind FROM search_state WHERE behind <> 0"
        return {r[0]: r[1] for r in fetch(self._connection, sql, ())}

    @contextmanager
    def stopping(self, seconds: float | None, cancelled: Callable[[], bool]) -> Iterator[None]:
        """Let questions inside the `with` raise Stopped once the time is over or nobody waits any more."""
        driver: Any = self._connection.connection.dbapi_connection
        self._ends = math.inf if seconds is None else time.monotonic() + seconds
        with WATCH.over(driver.interrupt, seconds, cancelled) as watched:
            try:
                yield
            except StoreTrouble:
                # Stopped while it opens `json_each` the engine calls it an error, by its code too. What is
                # really wrong is said to the next question, which nobody stops.
                if watched.stopped:
                    raise Stopped from None
                raise

    def _ids(self, sql: str, *values: object) -> list[int]:
        if time.monotonic() >= self._ends:
            raise Stopped
        return [r[0] for r in fetch(self._connection, sql, values)]


def _holding(table: str, within: Within | None) -> tuple[str, tuple[str, ...]]:
    """Return the condition that an identifier holds a text, and what it binds."""
    if within is None:
        return "", ()
    identifier, text = within
    # "+": by the record's own index, not through all the rows of this sort
    only = f"+i.{identifier.only[0]} = ? AND " if identifier.only else ""
    sql = (
        f" AND EXISTS (SELECT 1 FROM {identifier.table} i WHERE i.{identifier.key} = {table}.rowid "
        f"AND {only}instr(i.{identifier.value}, ?) > 0)"
    )
    return sql, (*identifier.only[1:], text) if identifier.only else (text,)


@cache
def _beginning(identifier: Identifier) -> str:
    only = f"{identifier.only[0]} = ? AND " if identifier.only else ""
    column, key = identifier.value, identifier.key
    return (
        f"SELECT DISTINCT {key} FROM {identifier.table} "
        f"WHERE {only}{column} >= ? AND {column} < ? ORDER BY {key} DESC LIMIT ?"
    )
