"""The entries of the search index on either engine: what stands in it, put in, taken out."""

# ruff: noqa: S608 -- names of tables and columns are our own, values are bound

import json
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from sqlalchemy import Connection

from db.schema_search import LONGEST_PREFIX
from db.tokens import HOST, is_kept_word

Tokens = Mapping[int, Sequence[str]]
COMMON_FROM = 2_000  # records that share a beginning before the newest of them are kept apart
COMMON_LENGTH = 3  # characters; longer beginnings are seldom that common
NEWEST_KEPT = 300
LONGEST_HOST = 24
MERGED_AT_ONCE = 100  # pages: some 10 ms
END = "¦"  # behind a word that PostgreSQL keeps whole, too: the beginning of another is not the word itself


class Entries(Protocol):
    """One engine's index, on one connection."""

    def indexed(self, kind: str, ids: Sequence[int]) -> set[int]:
        """Return which of `ids` have an entry."""
        ...

    def put(self, kind: str, tokens: Tokens) -> None:
        """Add entries for records that have none."""
        ...

    def take_out(self, kind: str, tokens: Tokens) -> None:
        """Remove entries, given exactly the tokens that were put in."""
        ...

    def missing(self, kind: str, table: str, before: int, limit: int) -> list[int]:
        """Return the newest records below id `before` that have no entry."""
        ...

    def faults(self, kind: str, table: str) -> int:
        """Count records without an entry and entries without a record."""
        ...

    def forget_all(self, kind: str) -> None:
        """Empty the index."""
        ...

    def settle(self, kind: str) -> bool:
        """Bring the index a short step nearer to its quickest form; tell whether more is to be done."""
        ...


def entries_on(connection: Connection) -> Entries:
    """Return the index's entries as the connection's engine keeps them."""
    return SqliteEntries(connection) if connection.dialect.name == "sqlite" else PostgresEntries(connection)


class SqliteEntries:
    """Full-text tables that keep no text: an entry is known by the engine's own table of sizes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def indexed(self, kind: str, ids: Sequence[int]) -> set[int]:
        """Return which of `ids` have an entry."""
        sql = f"SELECT id FROM search_{kind}_docsize WHERE id IN (SELECT value FROM json_each(?))"
        return {r[0] for r in self._connection.exec_driver_sql(sql, (json.dumps(list(ids)),))}

    def put(self, kind: str, tokens: Tokens) -> None:
        """Add entries for records that have none."""
        rows = [(key, " ".join(found)) for key, found in sorted(tokens.items())]
        if rows:
            sql = f"INSERT INTO search_{kind} (rowid, tokens) VALUES (?, ?)"
            self._connection.exec_driver_sql(sql, rows)

    def take_out(self, kind: str, tokens: Tokens) -> None:
        """Remove entries, given exactly the tokens that were put in.

        Set apart by 'flush' from what is put in before and after: with `detail=none` and `secure-delete`,
        SQLite 3.53 mixes up its lists where an entry is taken out and put in anew between two flushes.
        """
        rows = [(key, " ".join(found)) for key, found in sorted(tokens.items())]
        if rows:
            table = f"search_{kind}"
            self._connection.exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('flush')")
            sql = f"INSERT INTO {table} ({table}, rowid, tokens) VALUES ('delete', ?, ?)"
            self._connection.exec_driver_sql(sql, rows)
            self._connection.exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('flush')")

    def missing(self, kind: str, table: str, before: int, limit: int) -> list[int]:
        """Return the newest records below id `before` that have no entry."""
        sql = (
            f"SELECT id FROM {table} WHERE id < ? "
            f"AND id NOT IN (SELECT id FROM search_{kind}_docsize) ORDER BY id DESC LIMIT ?"
        )
        return [r[0] for r in self._connection.exec_driver_sql(sql, (before, limit))]

    def faults(self, kind: str, table: str) -> int:
        """Count records without an entry and entries without a record."""
        return _faults(self._connection, table, f"search_{kind}_docsize")

    def forget_all(self, kind: str) -> None:
        """Empty the index."""
        table = f"search_{kind}"
        self._connection.exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")

    def settle(self, kind: str) -> bool:
        """Merge a little of what many small transactions left in pieces; all at once it took too long."""
        table = f"search_{kind}"
        driver: Any = self._connection.connection.dbapi_connection
        before = driver.total_changes
        sql = f"INSERT INTO {table} ({table}, rank) VALUES ('merge', {MERGED_AT_ONCE})"
        self._connection.exec_driver_sql(sql)
        return bool(driver.total_changes - before > 1)  # as the engine's documentation says


def beginnings(tokens: Sequence[str]) -> list[str]:
    """Return every beginning of up to seven characters, and words whole, each once."""
    found = {t[:n] for t in tokens for n in range(1, min(len(t), longest_beginning(t)) + 1)}
    return list(found.union(t + END for t in tokens if is_kept_word(t)))


def longest_beginning(token: str) -> int:
    """Return how much of a token PostgreSQL keeps: seven characters, more of an e-mail's domain."""
    return LONGEST_HOST if token.startswith(HOST) else LONGEST_PREFIX


class PostgresEntries:
    """Arrays of token beginnings; the newest rows of very common ones stand apart."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def indexed(self, kind: str, ids: Sequence[int]) -> set[int]:
        """Return which of `ids` have an entry."""
        sql = f"SELECT id FROM search_{kind} WHERE id = ANY(%(ids)s)"
        return {r[0] for r in self._connection.exec_driver_sql(sql, {"ids": list(ids)})}

    def put(self, kind: str, tokens: Tokens) -> None:
        """Add entries for records that have none."""
        if not tokens:
            return
        driver: Any = self._connection.connection.dbapi_connection
        with driver.cursor() as cursor, cursor.copy(f"COPY search_{kind} (id, tokens) FROM STDIN") as copy:
            for key, found in sorted(tokens.items()):
                copy.write_row((key, beginnings(found)))
        self._connection.exec_driver_sql(
            "INSERT INTO search_newest (kind, token, id) "
            f"SELECT c.kind, c.token, s.id FROM search_{kind} s JOIN search_common c "
            "ON c.kind = %(kind)s AND c.token = ANY(s.tokens) WHERE s.id = ANY(%(ids)s) AND s.id >= "
            "(SELECT min(n.id) FROM search_newest n WHERE n.kind = c.kind AND n.token = c.token)",
            {"kind": kind, "ids": list(tokens)},
        )

    def take_out(self, kind: str, tokens: Tokens) -> None:
        """Remove entries; what their tokens were does not matter here."""
        values = {"kind": kind, "ids": list(tokens)}
        self._connection.exec_driver_sql(f"DELETE FROM search_{kind} WHERE id = ANY(%(ids)s)", values)
        self._connection.exec_driver_sql(
            "DELETE FROM search_newest WHERE kind = %(kind)s AND id = ANY(%(ids)s)", values
        )

    def missing(self, kind: str, table: str, before: int, limit: int) -> list[int]:
        """Return the newest records below id `before` that have no entry."""
        sql = (
            f"SELECT r.id FROM {table} r WHERE r.id < %(before)s AND NOT EXISTS "
            f"(SELECT 1 FROM search_{kind} s WHERE s.id = r.id) ORDER BY r.id DESC LIMIT %(limit)s"
        )
        return [r[0] for r in self._connection.exec_driver_sql(sql, {"before": before, "limit": limit})]

    def faults(self, kind: str, table: str) -> int:
        """Count records without an entry and entries without a record."""
        return _faults(self._connection, table, f"search_{kind}")

    def forget_all(self, kind: str) -> None:
        """Empty the index."""
        self._connection.exec_driver_sql(f"DELETE FROM search_{kind}")
        for table in ("search_newest", "search_common"):
            self._connection.exec_driver_sql(f"DELETE FROM {table} WHERE kind = %(kind)s", {"kind": kind})

    def settle(self, kind: str) -> bool:
        """Find out which beginnings are very common, and keep the newest records of each apart."""
        self._connection.exec_driver_sql(f"SELECT gin_clean_pending_list('ix_search_{kind}_tokens')")
        values = {"kind": kind, "length": COMMON_LENGTH, "common": COMMON_FROM, "kept": NEWEST_KEPT}
        for table in ("search_newest", "search_common"):
            self._connection.exec_driver_sql(f"DELETE FROM {table} WHERE kind = %(kind)s", values)
        self._connection.exec_driver_sql(
            "INSERT INTO search_common (kind, token) SELECT %(kind)s, t.token "
            f"FROM search_{kind} s, unnest(s.tokens) t (token) WHERE length(t.token) <= %(length)s "
            "GROUP BY t.token HAVING count(*) >= %(common)s",
            values,
        )
        self._connection.exec_driver_sql(
            "INSERT INTO search_newest (kind, token, id) SELECT c.kind, c.token, n.id "
            f"FROM search_common c CROSS JOIN LATERAL (SELECT s.id FROM search_{kind} s "
            "WHERE s.tokens @> ARRAY[c.token] ORDER BY s.id DESC LIMIT %(kept)s) n WHERE c.kind = %(kind)s",
            values,
        )
        return False


def _faults(connection: Connection, table: str, entries: str) -> int:
    sql = (
        "SELECT "
        f"(SELECT count(*) FROM {table} r WHERE NOT EXISTS (SELECT 1 FROM {entries} e WHERE e.id = r.id)) + "
        f"(SELECT count(*) FROM {entries} e WHERE NOT EXISTS (SELECT 1 FROM {table} r WHERE r.id = e.id))"
    )
    return int(connection.exec_driver_sql(sql).scalar_one())
