"""A schema as its statements leave it: read from DDL without a database, so that two can be compared."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import accumulate

FLAGS = re.IGNORECASE | re.DOTALL
CONSTRAINT = re.compile(r"(CONSTRAINT|UNIQUE|PRIMARY KEY|FOREIGN KEY|CHECK)\b", FLAGS)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its statement, its columns (name -> type and the rest), its constraints by name."""

    create: str
    columns: dict[str, str]
    constraints: dict[str, str]
    tail: str  # USING fts5 (...), WITHOUT ROWID

    @property
    def shape(self) -> tuple[dict[str, str], dict[str, str], str]:
        """What it is, whatever the order of its columns."""
        return self.columns, self.constraints, self.tail


@dataclass(frozen=True, slots=True)
class OnTable:
    """An index or a trigger."""

    table: str
    create: str


@dataclass(slots=True)
class Schema:
    """What a list of statements makes, everything by its name and in the order of making."""

    tables: dict[str, Table] = field(default_factory=dict)
    indexes: dict[str, OnTable] = field(default_factory=dict)
    triggers: dict[str, OnTable] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    seeds: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, statements: Iterable[str]) -> "Schema":
        """Return what the statements make, one after the other. Raises: ValueError at one it cannot read."""
        schema = cls()
        for statement in statements:
            schema.take(statement)
        return schema

    def take(self, statement: str) -> None:
        """Carry out one statement. Raises: ValueError where it cannot read it."""
        for pattern, apply in READERS:
            if found := pattern.match(statement):
                apply(self, *found.groups(default=""))
                return
        msg = f"db/migrations/frozen.py cannot read this statement yet: {statement}"
        raise ValueError(msg)


def _items(body: str) -> list[str]:
    """Split at the commas that stand in no brackets; blanks and ends of lines become one blank."""
    depths = accumulate((c == "(") - (c == ")") for c in body)
    marked = "".join("\0" if c == "," and depth == 0 else c for c, depth in zip(body, depths, strict=True))
    return [" ".join(item.split()) for item in marked.split("\0")]


def _table(schema: Schema, virtual: str, name: str, tail: str, *, create: str) -> None:
    opening, closing = tail.index("("), tail.rindex(")")
    items = [] if virtual else _items(tail[opening + 1 : closing])
    constraints = {i.split()[1] if i.startswith("CONSTRAINT") else i: i for i in items if CONSTRAINT.match(i)}
    columns = dict(i.split(" ", 1) for i in items if not CONSTRAINT.match(i))
    kept = tail if virtual else tail[closing + 1 :]
    schema.tables[name] = Table(create, columns, constraints, " ".join(kept.split()))


def _create_table(schema: Schema, create: str, virtual: str, name: str, tail: str) -> None:
    _table(schema, virtual, name, tail, create=create)


def _create_index(schema: Schema, create: str, name: str, table: str) -> None:
    schema.indexes[name] = OnTable(table, create)


def _create_trigger(schema: Schema, create: str, name: str, table: str) -> None:
    schema.triggers[name] = OnTable(table, create)


def _create_function(schema: Schema, name: str, rest: str) -> None:
    schema.functions[name] = f"CREATE FUNCTION {name}{rest}"


def _seed(schema: Schema, create: str, table: str) -> None:
    if create not in schema.seeds.setdefault(table, []):
        schema.seeds[table].append(create)


def _drop_table(schema: Schema, name: str) -> None:
    del schema.tables[name]
    schema.seeds.pop(name, None)
    for things in (schema.indexes, schema.triggers):
        for each in [n for n, thing in things.items() if thing.table == name]:
            del things[each]


def _drop(kind: str) -> Callable[..., None]:
    def drop(schema: Schema, name: str) -> None:
        del getattr(schema, kind)[name]

    return drop


def _rename(schema: Schema, old: str, new: str) -> None:
    table = schema.tables.pop(old)
    create = re.sub(rf"(?i)(CREATE TABLE ){old}\b", rf"\g<1>{new}", table.create, count=1)
    schema.tables[new] = Table(create, table.columns, table.constraints, table.tail)


def _alter(schema: Schema, table: str, change: str) -> None:
    known = schema.tables[table]
    for pattern, apply in CHANGES:
        if found := pattern.fullmatch(change.strip()):
            apply(known, *found.groups(default=""))
            return
    msg = f"db/migrations/frozen.py cannot read this change yet: ALTER TABLE {table} {change}"
    raise ValueError(msg)


def _set_null(table: Table, name: str, verb: str) -> None:
    bare = table.columns[name].removesuffix(" NOT NULL")
    table.columns[name] = bare + (" NOT NULL" if verb.upper() == "SET" else "")


def _set_type(table: Table, name: str, kind: str) -> None:
    null = " NOT NULL" if table.columns[name].endswith(" NOT NULL") else ""
    table.columns[name] = kind + null


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(r"\s*" + text.replace(" ", r"\s+"), FLAGS)


CHANGES: tuple[tuple[re.Pattern[str], Callable[..., None]], ...] = (
    (_pattern(r"ADD COLUMN (\S+) (.*)"), lambda t, name, rest: t.columns.update({name: rest})),
    (_pattern(r"DROP COLUMN (\S+)"), lambda t, name: t.columns.pop(name)),
    (_pattern(r"ADD (CONSTRAINT (\S+) .*)"), lambda t, rest, name: t.constraints.update({name: rest})),
    (_pattern(r"DROP CONSTRAINT (\S+)"), lambda t, name: t.constraints.pop(name)),
    (_pattern(r"ALTER COLUMN (\S+) (SET|DROP) NOT NULL"), _set_null),
    (_pattern(r"ALTER COLUMN (\S+) TYPE (.*?)(?: USING .*)?"), _set_type),
    (_pattern(r"(?:DISABLE|ENABLE) TRIGGER USER"), lambda _table: None),
)
READERS: tuple[tuple[re.Pattern[str], Callable[..., None]], ...] = (
    (_pattern(r"(CREATE (VIRTUAL )?TABLE (\w+)(.*))"), _create_table),
    (_pattern(r"(CREATE (?:UNIQUE )?INDEX (\w+) ON (\w+).*)"), _create_index),
    (_pattern(r"(CREATE TRIGGER (\w+) .*? ON (\w+)\b.*)"), _create_trigger),
    (_pattern(r"CREATE (?:OR REPLACE )?FUNCTION (\w+)(.*)"), _create_function),
    (_pattern(r"(INSERT INTO (\w+) \([^)]*\) VALUES .*)"), _seed),
    (_pattern(r"(?:INSERT INTO|UPDATE|DELETE FROM) .*"), lambda _schema: None),  # moves rows alone
    (_pattern(r"DROP TABLE (\w+)"), _drop_table),
    (_pattern(r"DROP INDEX (\w+)"), _drop("indexes")),
    (_pattern(r"DROP TRIGGER (\w+)(?: ON \w+)?"), _drop("triggers")),
    (_pattern(r"DROP FUNCTION (\w+)"), _drop("functions")),
    (_pattern(r"ALTER TABLE (\w+) RENAME TO (\w+)"), _rename),
    (_pattern(r"ALTER TABLE (\w+) (.*)"), _alter),
)
