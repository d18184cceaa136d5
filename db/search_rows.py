"""Rows for the search, straight from the driver: at a dozen questions a keystroke, every layer is felt."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from db.base import is_sqlite
from db.engine import trouble

IDS = ":ids"  # stands for the ids in the SQL of `among`
CANCELED = "57014"  # PostgreSQL's query_canceled: the statement's time is over
INTERRUPTED = "SQLITE_INTERRUPT"


class Stopped(Exception):  # noqa: N818 -- not an error: the deadline has passed
    """The engine was stopped in the middle of a question."""


def fetch(connection: Connection, sql: str, values: Sequence[object] | Mapping[str, object]) -> list[Any]:
    """Return all rows as tuples. Raises: Stopped, StoreTrouble."""
    if not is_sqlite(connection):
        return _fetch_postgres(connection, sql, values)
    driver: Any = connection.connection.dbapi_connection
    try:
        return list(driver.execute(sql, values).fetchall())
    except sqlcipher.Error as error:
        # By its code: stopped while it opens an index the engine says "vtable constructor failed".
        if getattr(error, "sqlite_errorname", "") == INTERRUPTED:
            raise Stopped from None
        raise trouble(error) from None


def _fetch_postgres(connection: Connection, sql: str, values: Any) -> list[Any]:
    try:
        return list(connection.exec_driver_sql(sql, values).fetchall())
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == CANCELED:
            raise Stopped from None
        raise


def among(connection: Connection, sql: str, ids: Sequence[int]) -> list[Any]:
    """Return the rows of `sql`, whose ":ids" stands behind a column that must be one of `ids`."""
    if not ids:
        return []
    sqlite = is_sqlite(connection)
    return fetch(
        connection,
        _for_engine(sql, sqlite=sqlite),
        (json.dumps(list(ids)),) if sqlite else {"ids": list(ids)},
    )


@cache
def _for_engine(sql: str, *, sqlite: bool) -> str:
    return sql.replace(IDS, "IN (SELECT value FROM json_each(?))" if sqlite else "= ANY(%(ids)s)")
