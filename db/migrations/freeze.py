"""Write the newest revision, which no release holds yet: what lies between the released ones and the models.

``python -m db.migrations.freeze`` after every change of a model, as often as there are any. Revisions in
`db.migrations.RELEASED` stand in stores out in the world and are never written again.
"""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import create_mock_engine

import db.schema
import db.work  # noqa: F401 -- knows every table
from db.base import Base
from db.migrations import NEXT, RELEASED, steps
from db.migrations.differences import Change
from db.migrations.frozen import Schema
from db.search_documents import SEARCHABLE

# What rows of an earlier revision get in a new column: SQL over the older row. What SQL cannot say: moves.py.
FILLS = {
    "message.mail_kind": "''",
    "message.topic": "''",
}
# Tables and columns (table.column) of an earlier revision that may go with all they hold, each with a reason.
LET_GO: dict[str, str] = {}

FILE = Path(__file__).parent / "versions" / f"r{NEXT}_next.py"
DRIVERS = {"sqlite": "sqlite://", "postgresql": "postgresql+psycopg://"}
KINDS = {kind.value: searchable.table for kind, searchable in SEARCHABLE.items()}
HEAD = f'''"""What came after revision {RELEASED[-1]}. Made by db/migrations/freeze.py."""

from alembic import op

from db.migrations.moves import move

revision = "{NEXT}"
down_revision = "{RELEASED[-1]}"
branch_labels = None
depends_on = None
'''
TAIL = f'''

def upgrade() -> None:
    """Make what came; every row stays."""
    _run(UP[op.get_bind().dialect.name])
    move(op.get_bind(), revision)


def downgrade() -> None:
    """Make the schema of revision {RELEASED[-1]} again; what only this one can hold, goes."""
    _run(DOWN[op.get_bind().dialect.name])


def _run(statements: list[str]) -> None:
    connection = op.get_bind()
    for statement in statements:
        connection.exec_driver_sql(statement, execution_options={{"no_parameters": True}})
'''


def statements(dialect: str) -> list[str]:
    """Return the statements that make the whole schema on "sqlite" or "postgresql", in their order."""
    made: list[str] = []

    def take(element: Any, *_: object, **__: object) -> None:  # whatever DDL element SQLAlchemy hands over
        made.append(str(element.compile(dialect=engine.dialect)).strip())

    engine = create_mock_engine(DRIVERS[dialect], take)
    Base.metadata.create_all(engine, checkfirst=False)
    return _in_one_order([_tidy(statement) for statement in made])


def _in_one_order(made: list[str]) -> list[str]:
    """Sort the indexes of each table by name: SQLAlchemy keeps them in a set."""
    groups = groupby(made, key=lambda s: s.startswith(("CREATE INDEX ", "CREATE UNIQUE INDEX ")))
    return [s for are_indexes, group in groups for s in (sorted(group) if are_indexes else group)]


def _tidy(statement: str) -> str:
    return "\n".join(line.replace("\t", "  ").rstrip() for line in statement.splitlines())


def kept(dialect: str, revisions: Sequence[str] = RELEASED) -> Schema:
    """Return the schema that these revisions make one after the other."""
    return Schema.of(each for number in revisions for each in steps.revision(number).UP[dialect])


def change(dialect: str) -> Change:
    """Return what lies between the released revisions and the models."""
    return Change(kept(dialect), Schema.of(statements(dialect)), FILLS, KINDS)


def _up(dialect: str) -> list[str]:
    wanted = change(dialect)
    if unsaid := [name for name in wanted.loses() if name not in LET_GO]:
        msg = f"Say in LET_GO of db/migrations/freeze.py why older stores may lose {', '.join(unsaid)}."
        raise ValueError(msg)
    return wanted.to_sqlite() if dialect == "sqlite" else wanted.to_postgresql()


def _down(dialect: str) -> list[str]:
    up = change(dialect)
    back = Change(up.new, up.old, FILLS, KINDS)
    return back.to_sqlite() if dialect == "sqlite" else back.to_postgresql()


def _listed(name: str, by_dialect: dict[str, list[str]]) -> str:
    lines = [f"{name} = {{"]
    for dialect, made in by_dialect.items():
        lines.append(f'    "{dialect}": [')
        lines += [f'        r"""{statement}""",' for statement in made]
        lines.append("    ],")
    return "\n".join([*lines, "}"])


def text() -> str:
    """Return the newest revision's file. Raises: ValueError where something about older rows is unsaid."""
    up = {dialect: _up(dialect) for dialect in DRIVERS}
    down = {dialect: _down(dialect) for dialect in DRIVERS}
    return f"{HEAD}\n{_listed('UP', up)}\n{_listed('DOWN', down)}\n{TAIL}"


def main() -> None:
    """Write it, all or nothing."""
    try:
        FILE.write_text(text(), encoding="utf-8")
    except ValueError as unsaid:
        raise SystemExit(str(unsaid)) from None


if __name__ == "__main__":
    main()
