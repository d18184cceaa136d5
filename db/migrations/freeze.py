"""Write the first revision from the models: until the first release there is one, made again when they move.

``python -m db.migrations.freeze``. After a release this file goes, and revisions are written by hand.
"""

import re
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import create_mock_engine

import db.schema
import db.work  # noqa: F401 -- knows every table
from db.base import Base

FILE = Path(__file__).parent / "versions" / "r0001_first.py"
DRIVERS = {"sqlite": "sqlite://", "postgresql": "postgresql+psycopg://"}
CREATED = re.compile(r"(?i)\s*CREATE\s+(VIRTUAL TABLE|TABLE|FUNCTION)\s+(\w+)")
INDEX = re.compile(r"CREATE (UNIQUE )?INDEX ")
HEAD = '''"""Everything, as the first release has it. Made by db/migrations/freeze.py."""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None
'''
TAIL = '''

def upgrade() -> None:
    """Make everything."""
    _run(UP[op.get_bind().dialect.name])


def downgrade() -> None:
    """Take everything away."""
    _run(DOWN[op.get_bind().dialect.name])


def _run(statements: list[str]) -> None:
    connection = op.get_bind()
    for statement in statements:
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
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
    groups = groupby(made, key=lambda statement: bool(INDEX.match(statement)))
    return [s for are_indexes, group in groups for s in (sorted(group) if are_indexes else group)]


def _tidy(statement: str) -> str:
    return "\n".join(line.replace("\t", "  ").rstrip() for line in statement.splitlines())


def undo(made: list[str]) -> list[str]:
    """Return the statements that take `made` away; indexes and triggers go with their tables."""
    found = [m.groups() for m in map(CREATED.match, made) if m]
    tables = [f"DROP TABLE {name}" for kind, name in reversed(found) if kind.upper().endswith("TABLE")]
    functions = [f"DROP FUNCTION {name}" for kind, name in reversed(found) if kind.upper() == "FUNCTION"]
    return tables + functions


def _listed(name: str, by_dialect: dict[str, list[str]]) -> str:
    lines = [f"{name} = {{"]
    for dialect, made in by_dialect.items():
        lines.append(f'    "{dialect}": [')
        lines += [f'        r"""{statement}""",' for statement in made]
        lines.append("    ],")
    return "\n".join([*lines, "}"])


def text() -> str:
    """Return the first revision's file."""
    up = {dialect: statements(dialect) for dialect in DRIVERS}
    down = {dialect: undo(made) for dialect, made in up.items()}
    return f"{HEAD}\n{_listed('UP', up)}\n{_listed('DOWN', down)}\n{TAIL}"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
