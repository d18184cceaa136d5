"""Candidates from PostgreSQL: arrays of token beginnings under GIN, and plain B-trees.

`OFFSET 0` keeps the planner from walking the primary key backwards for "newest first"; for very common
beginnings the newest rows stand in a table of their own (db/search_index.py keeps it).
"""

# ruff: noqa: S608 -- names of tables and columns are our own, values are bound

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection

from db.search_candidates import Within
from db.search_entries import END, longest_beginning
from db.search_rows import Stopped, fetch
from db.searchable import Identifier, Searchable
from db.tokens import Choice, Term, Word, is_kept_word

LAST = "\U0010ffff"  # sorts behind every character
Values = dict[str, Any]


def _entry(term: Term) -> str:
    if not term.prefix and is_kept_word(term.token):
        return term.token + END
    return term.token[: longest_beginning(term.token)]


def condition(words: Sequence[Word], values: Values) -> str:
    """Return the SQL condition for arrays that satisfy every word; what it binds goes into `values`."""
    parts = []
    for word in words:
        single = [_entry(c.terms[0]) for c in word.choices if len(c.terms) == 1]
        ways = [f"tokens && {_bound(values, single)}"] if single else []
        ways += [
            f"tokens @> {_bound(values, list(map(_entry, c.terms)))}" for c in word.choices if c.terms[1:]
        ]
        parts.append(f"({' OR '.join(ways)})")
    return " AND ".join(parts)


def _holding(where: Searchable, within: Within | None, values: Values) -> str:
    """Return the condition that an identifier holds a text; what it binds goes into `values`."""
    if within is None:
        return ""
    identifier, values["inside"] = within
    only = ""
    if identifier.only:
        only, values["inside_only"] = f"i.{identifier.only[0]} = %(inside_only)s AND ", identifier.only[1]
    return (
        f" AND EXISTS (SELECT 1 FROM {identifier.table} i WHERE i.{identifier.key} = search_{where.kind}.id "
        f"AND {only}strpos(i.{identifier.value}, %(inside)s) > 0)"
    )


def _bound(values: Values, tokens: list[str]) -> str:
    name = f"t{len(values)}"
    values[name] = tokens
    return f"%({name})s::text[]"


class PostgresCandidates:
    """See db/search_candidates.py."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._ends = math.inf
        self._cancelled: Callable[[], bool] = bool

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
        if len(words) == 1 and not but and not within and all(len(c.terms) == 1 for c in words[0].choices):
            found = self._newest_of_common(where, words[0], limit)
            if found is not None:
                return found
        values: Values = {"limit": limit}
        wanted = condition(words, values) + (f" AND NOT ({condition(but, values)})" if but else "")
        wanted += _holding(where, within, values)
        return self._ids(
            f"SELECT id FROM (SELECT id FROM search_{where.kind} "
            f"WHERE {wanted} OFFSET 0) found ORDER BY id DESC LIMIT %(limit)s",
            values,
        )

    def _newest_of_common(self, where: Searchable, word: Word, limit: int) -> list[int] | None:
        """Return the newest records of very common beginnings; None where that is not enough to know."""
        entries = [_entry(c.terms[0]) for c in word.choices]
        values: Values = {"kind": where.kind.value, "entries": entries, "limit": limit}
        found = self._ids(
            "SELECT DISTINCT id FROM search_newest WHERE kind = %(kind)s AND token = ANY(%(entries)s) "
            "AND (SELECT count(*) FROM search_common WHERE kind = %(kind)s AND token = ANY(%(entries)s)) "
            "= cardinality(%(entries)s::text[]) ORDER BY id DESC LIMIT %(limit)s",
            values,
        )
        return found if len(found) == limit else None

    def count(self, where: Searchable, words: Sequence[Word], within: Within | None = None) -> int:
        """Return how many records' tokens satisfy every word."""
        values: Values = {}
        holds = _holding(where, within, values)
        sql = f"SELECT count(*) FROM search_{where.kind} WHERE {condition(words, values)}{holds}"
        return self._ids(sql, values)[0]

    def beginning(self, identifier: Identifier, text: str, limit: int) -> list[int]:
        """Return the newest records whose identifier begins with `text`."""
        column, key = identifier.value, identifier.key
        only = f"{identifier.only[0]} = %(only)s AND " if identifier.only else ""
        values: Values = {"text": text, "after": text + LAST, "limit": limit}
        if identifier.only:
            values["only"] = identifier.only[1]
        return self._ids(
            f"SELECT DISTINCT {key} FROM {identifier.table} WHERE {only}"
            f"{column} ~>=~ %(text)s AND {column} ~<~ %(after)s ORDER BY {key} DESC LIMIT %(limit)s",
            values,
        )

    def sure_of(self, choice: Choice) -> bool:
        """Tell whether the beginnings and words kept say all that the choice's terms do."""
        return all(
            len(t.token) <= longest_beginning(t.token) if t.prefix else is_kept_word(t.token)
            for t in choice.terms
        )

    def behind(self) -> dict[str, int]:
        """Return how many records of each kind the index does not hold yet, kinds that it holds left out."""
        sql = "SELECT kind, behind FROM search_state WHERE behind <> 0"
        return {r[0]: r[1] for r in fetch(self._connection, sql, {})}

    @contextmanager
    def stopping(self, seconds: float | None, cancelled: Callable[[], bool]) -> Iterator[None]:
        """Let questions inside the `with` raise Stopped once the time is over or nobody waits any more."""
        self._ends = math.inf if seconds is None else time.monotonic() + seconds
        self._cancelled = cancelled
        limit = 0 if seconds is None else max(1, round(seconds * 1000))
        self._connection.exec_driver_sql(
            "SELECT set_config('plan_cache_mode', 'force_custom_plan', true), "
            f"set_config('statement_timeout', '{limit}', true)"
        )
        self._connection.exec_driver_sql("SAVEPOINT search")
        try:
            yield
        finally:
            self._ends = math.inf
            self._connection.exec_driver_sql("ROLLBACK TO SAVEPOINT search")
            self._connection.exec_driver_sql("SET LOCAL statement_timeout = 0")

    def _ids(self, sql: str, values: Values | None = None) -> list[int]:
        if time.monotonic() >= self._ends or self._cancelled():
            raise Stopped
        return [r[0] for r in fetch(self._connection, sql, values or {})]
