"""A store as the first revision made it, with a row in every table."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Connection, Date, Integer, LargeBinary, MetaData, Table, insert, select

from db.engine import Engines
from db.migrations import RELEASED, steps

INDEX = "search_"
SAID = {
    "answers": '["<first@mail.example>"]',
    "message_id": "<second@mail.example>",
    "people": '{"senders": [{"name": "Hanako", "address": "hanako@example.com"}], "to": [], "cc": []}',
}
VALUES = {Boolean: True, Integer: 1, Date: date(2026, 11, 23), LargeBinary: b"\x01\x00\xff"}
Rows = Mapping[str, list[dict[str, Any]]]


def make_first(engines: Engines) -> None:
    """Make the schema of the first revision."""
    with steps.stepping(engines.write) as connection:
        steps.upgrade(connection, RELEASED[0])


def fill(engines: Engines) -> Rows:
    """Put one row into every table, with a value in every column, and return all of them."""
    with engines.write.begin() as connection:
        tables = _tables(connection)
        for table in tables:
            connection.execute(insert(table).values({c.name: _value(c) for c in table.columns}))
    return rows(engines)


def put(engines: Engines, table: str, row: Mapping[str, Any]) -> None:
    """Put one more row into a table."""
    with engines.write.begin() as connection:
        (wanted,) = [t for t in _tables(connection) if t.name == table]
        connection.execute(insert(wanted).values(row))


def rows(engines: Engines, like: Rows | None = None) -> Rows:
    """Return every row of every table outside the search index; those columns alone that `like` has."""
    with engines.read.connect() as connection:
        return {
            table.name: [dict(row) for row in connection.execute(_asked(table, like)).mappings()]
            for table in _tables(connection)
            if like is None or table.name in like
        }


def _asked(table: Table, like: Rows | None) -> Any:  # a SELECT
    return select(*(table.c[name] for name in like[table.name][0])) if like else select(table)


def _tables(connection: Connection) -> list[Table]:
    known = MetaData()
    known.reflect(connection, only=lambda name, _: not name.startswith((INDEX, "alembic")))
    return known.sorted_tables


def _value(column: Any) -> Any:  # a Column -> what its type holds; the same wherever one refers to the other
    name = next((key.column.name for key in column.foreign_keys), column.name)
    if isinstance(column.type, tuple(VALUES)):
        return next(value for kind, value in VALUES.items() if isinstance(column.type, kind))
    return SAID.get(name, f"{name} 山田 % '"[: column.type.length])
