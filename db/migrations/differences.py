"""The statements that make one schema into another and keep every row, on SQLite and on PostgreSQL.

SQLite alters little: a changed table is built anew beside the old one, filled from it and given its name, see
https://sqlite.org/lang_altertable.html#otheralter. References to it stay true only while foreign keys are
not enforced, which no transaction can change: db/migrations/steps.py sees to it. PostgreSQL alters in place.

The tables of the search index hold nothing that cannot be made again: changed ones are made anew, empty.
"""

# ruff: noqa: S608 -- names of tables and columns are our own

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from db.migrations.frozen import OnTable, Schema, Table

DERIVED, STATE = "search_", "search_state"
SEED = re.compile(r"VALUES \('(\w+)', (\d+),")
OWN_VALUE = ("DEFAULT", "GENERATED", "SERIAL")
NEW = "new_"


@dataclass(frozen=True, slots=True)
class Change:
    """From one schema to another.

    `fills` says what older rows get in a new column (table.column -> SQL over the older row), `kinds` which
    table a kind of the search index is made of.
    """

    old: Schema
    new: Schema
    fills: Mapping[str, str]
    kinds: Mapping[str, str]

    def to_sqlite(self) -> list[str]:
        """Return the statements for SQLite; foreign keys must not be enforced meanwhile."""
        fresh, lost = self._fresh(), self._lost()
        rebuilt = [name for name in self._altered() if name not in fresh]
        steps = [f"DROP {kind} {name}" for kind, name, _table in self._taken_off({*lost, *rebuilt})]
        steps += [f"DROP TABLE {name}" for name in lost]
        steps += [step for name in rebuilt for step in self._rebuild(name)]
        steps += [step for name in fresh for step in self._make(name)]
        return steps + self._put_on({*fresh, *rebuilt}) + self._states(fresh)

    def to_postgresql(self) -> list[str]:
        """Return the statements for PostgreSQL."""
        fresh, lost = self._fresh(), self._lost()
        altered = [name for name in self._altered() if name not in fresh]
        on = {"INDEX": "", "TRIGGER": " ON {}"}
        steps = [f"DROP {kind} {n}{on[kind].format(table)}" for kind, n, table in self._taken_off(set(lost))]
        steps += [step for name in altered for step in self._taken_from(name)]
        steps += [f"DROP TABLE {name}" for name in lost]
        steps += [step for name in fresh for step in self._make(name)]
        steps += [step for name in altered for step in self._columns(name)]
        steps += [step for name in altered for step in self._added_constraints(name)]
        return steps + self._functions() + self._put_on(set(fresh)) + self._states(fresh)

    def loses(self) -> list[str]:
        """Return the tables and columns (table.column) whose contents go."""
        tables = [n for n in self.old.tables if n not in self.new.tables and not n.startswith(DERIVED)]
        columns = [
            _plainly(name, column)
            for name in self._altered()
            for column in self.old.tables[name].columns
            if column not in self.new.tables[name].columns and not name.startswith(DERIVED)
        ]
        return tables + columns

    # which

    def _altered(self) -> list[str]:
        both = [name for name in self.new.tables if name in self.old.tables]
        return [n for n in both if self.old.tables[n].shape != self.new.tables[n].shape]

    def _anew(self) -> set[str]:
        return {n for n in self._altered() if n.startswith(DERIVED) and n != STATE}

    def _fresh(self) -> list[str]:
        anew = self._anew()
        return [n for n in self.new.tables if n not in self.old.tables or n in anew]

    def _lost(self) -> list[str]:
        anew = self._anew()
        return [n for n in reversed(self.old.tables) if n not in self.new.tables or n in anew]

    def _taken_off(self, going: set[str]) -> Iterator[tuple[str, str, str]]:
        """Yield triggers and indexes that are gone or changed; those of tables that go, go with them."""
        for kind, before, after in self._things():
            for name, thing in before.items():
                if thing.table not in going and not _is_same(thing, after.get(name)):
                    yield kind, name, thing.table

    def _put_on(self, made: set[str]) -> list[str]:
        return [
            thing.create
            for _kind, before, after in reversed(list(self._things()))
            for name, thing in after.items()
            if thing.table in made or not _is_same(thing, before.get(name))
        ]

    def _things(self) -> Iterator[tuple[str, dict[str, OnTable], dict[str, OnTable]]]:
        yield "TRIGGER", self.old.triggers, self.new.triggers
        yield "INDEX", self.old.indexes, self.new.indexes

    # how

    def _make(self, name: str) -> list[str]:
        return [self.new.tables[name].create, *self.new.seeds.get(name, [])]

    def _rebuild(self, name: str) -> list[str]:
        old, new = self.old.tables[name], self.new.tables[name]
        values = {
            c: self._value(name, c, old, new) for c in new.columns if self._has_value(name, c, old, new)
        }
        return [
            re.sub(rf"(CREATE TABLE ){name}\b", rf"\g<1>{NEW}{name}", new.create, count=1),
            f"INSERT INTO {NEW}{name} ({', '.join(values)}) SELECT {', '.join(values.values())} FROM {name}",
            f"DROP TABLE {name}",
            f"ALTER TABLE {NEW}{name} RENAME TO {name}",
        ]

    def _has_value(self, name: str, column: str, old: Table, new: Table) -> bool:
        if column in old.columns:
            return True
        return _is_required(new.columns[column]) or _plainly(name, column) in self.fills

    def _fill(self, name: str, column: str) -> str:
        """Return what older rows get. Raises: ValueError where nobody said it."""
        if _plainly(name, column) not in self.fills:
            msg = f"Say in FILLS of db/migrations/freeze.py what older rows get in {_plainly(name, column)}."
            raise ValueError(msg)
        return self.fills[_plainly(name, column)]

    def _value(self, name: str, column: str, old: Table, new: Table) -> str:
        if column not in old.columns:
            return self._fill(name, column)
        if _is_required(new.columns[column]) and not old.columns[column].endswith("NOT NULL"):
            return f"coalesce({column}, {self._fill(name, column)})"
        return column

    def _taken_from(self, name: str) -> Iterator[str]:
        old, new = self.old.tables[name], self.new.tables[name]
        for constraint, text in old.constraints.items():
            if new.constraints.get(constraint) != text:
                yield f"ALTER TABLE {name} DROP CONSTRAINT {_named(constraint)}"
        for column in old.columns:
            if column not in new.columns:
                yield f"ALTER TABLE {name} DROP COLUMN {column}"

    def _added_constraints(self, name: str) -> Iterator[str]:
        old, new = self.old.tables[name], self.new.tables[name]
        for constraint, text in new.constraints.items():
            if old.constraints.get(constraint) != text:
                yield f"ALTER TABLE {name} ADD {text}"

    def _columns(self, name: str) -> Iterator[str]:
        old, new = self.old.tables[name], self.new.tables[name]
        for column, kind in new.columns.items():
            if column not in old.columns:
                yield from self._added(name, column, kind)
            elif old.columns[column] != kind:
                yield from self._changed(name, column, old.columns[column], kind)

    def _added(self, name: str, column: str, kind: str) -> Iterator[str]:
        if not self._has_value(name, column, self.old.tables[name], self.new.tables[name]):
            yield f"ALTER TABLE {name} ADD COLUMN {column} {kind}"
            return
        yield f"ALTER TABLE {name} ADD COLUMN {column} {kind.removesuffix(' NOT NULL')}"
        yield from self._filled(name, f"UPDATE {name} SET {column} = {self._fill(name, column)}")
        if kind.endswith("NOT NULL"):
            yield f"ALTER TABLE {name} ALTER COLUMN {column} SET NOT NULL"

    def _changed(self, name: str, column: str, old: str, new: str) -> Iterator[str]:
        before, after = (kind.removesuffix(" NOT NULL") for kind in (old, new))
        if before != after:
            _refuse_if(any(word in before + after for word in OWN_VALUE), f"{name}.{column}: {old} -> {new}")
            cast = after.split(" COLLATE ")[0]
            yield f"ALTER TABLE {name} ALTER COLUMN {column} TYPE {after} USING {column}::{cast}"
        if new.endswith("NOT NULL") and not old.endswith("NOT NULL"):
            fill = self._fill(name, column)
            update = f"UPDATE {name} SET {column} = {fill} WHERE {column} IS NULL"
            yield from self._filled(name, update)
            yield f"ALTER TABLE {name} ALTER COLUMN {column} SET NOT NULL"
        elif old.endswith("NOT NULL") and not new.endswith("NOT NULL"):
            yield f"ALTER TABLE {name} ALTER COLUMN {column} DROP NOT NULL"

    def _filled(self, name: str, update: str) -> Iterator[str]:
        """Fill older rows, an append-only table's too."""
        is_guarded = any(trigger.table == name for trigger in self.old.triggers.values())
        if is_guarded:
            yield f"ALTER TABLE {name} DISABLE TRIGGER USER"
        yield update
        if is_guarded:
            yield f"ALTER TABLE {name} ENABLE TRIGGER USER"

    def _functions(self) -> list[str]:
        old, new = self.old.functions, self.new.functions
        gone = [f"DROP FUNCTION {name}" for name in old if name not in new]
        replaced = re.compile(r"CREATE FUNCTION")
        return gone + [
            replaced.sub("CREATE OR REPLACE FUNCTION", text, count=1) if name in old else text
            for name, text in new.items()
            if old.get(name) != text
        ]

    def _states(self, fresh: list[str]) -> list[str]:
        """Let what another version of the tokens indexed be indexed anew; no rows need no index.

        A store keeps the version that its index was made with: opening it compares and begins.
        """
        old, new = _versions(self.old), _versions(self.new)
        if STATE in fresh or not old:
            return []
        steps = [f"DELETE FROM {STATE} WHERE kind = '{kind}'" for kind in old if kind not in new]
        steps += [
            f"INSERT INTO {STATE} (kind, version, behind) SELECT '{k}', 0, 0" for k in new if k not in old
        ]
        if self._anew():
            steps.append(f"UPDATE {STATE} SET version = 0")
        return steps + [
            f"UPDATE {STATE} SET version = {version}, behind = 0 "
            f"WHERE kind = '{kind}' AND NOT EXISTS (SELECT 1 FROM {self.kinds[kind]})"
            for kind, version in new.items()
            if self._anew() or old.get(kind) != version
        ]


def _is_same(one: OnTable, other: OnTable | None) -> bool:
    return other is not None and one.create.split() == other.create.split()


def _is_required(kind: str) -> bool:
    """Tell whether a column needs a value that it does not give itself."""
    return kind.endswith("NOT NULL") and not any(word in kind for word in OWN_VALUE)


def _plainly(table: str, column: str) -> str:
    return f"{table}.{column}".replace('"', "")


def _named(constraint: str) -> str:
    _refuse_if(" " in constraint or "(" in constraint, f"a constraint without a name: {constraint}")
    return constraint


def _refuse_if(is_unknown: bool, what: str) -> None:
    if is_unknown:
        msg = f"db/migrations/differences.py cannot change this on PostgreSQL yet: {what}"
        raise ValueError(msg)


def _versions(schema: Schema) -> dict[str, int]:
    found = (SEED.search(seed) for seed in schema.seeds.get(STATE, []))
    return {match[1]: int(match[2]) for match in found if match}
