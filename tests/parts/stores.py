"""Stores with their schema in place, made once and copied for each test."""

import shutil
from pathlib import Path

import db.schema  # attaches what belongs to the schema beside tables
import db.work  # noqa: F401 -- knows every table
from db.base import Base
from db.engine import Engines, open_postgres, open_sqlite
from tests.parts.postgres import Server

KEY = bytes(range(32))


def _create(engines: Engines) -> None:
    with engines.write.begin() as connection:
        Base.metadata.create_all(connection)
    engines.close()


def sqlite_template(folder: Path) -> Path:
    """Return an encrypted store that holds the schema and nothing else."""
    path = folder / "template.store"
    _create(open_sqlite(path, KEY, create=True))
    return path


def sqlite_copy(template: Path, path: Path) -> Engines:
    """Return a store of the test's own at `path`."""
    shutil.copyfile(template, path)
    return open_sqlite(path, KEY)


def postgres_template(server: Server) -> str:
    """Return the database that holds the schema and nothing else."""
    return server.template("schema", lambda url: _create(open_postgres(url)))
