"""Bring a store from one revision of the schema to another."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, inspect

FOLDER = Path(__file__).parent
VERSIONS = FOLDER / "versions"
VERSION_TABLE = "alembic_version"


class LostReferenceError(Exception):
    """A step left rows that point at nothing: our bug, and nothing of the step stays."""


def config_for(connection: Connection | None) -> Config:
    """Return Alembic's settings without a file of its own; the work happens on `connection`."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(VERSIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def revision(number: str) -> Any:
    """Return the module of one revision."""
    (file,) = (FOLDER / "versions").glob(f"r{number}_*.py")
    return importlib.import_module(f"db.migrations.versions.{file.stem}")


@contextmanager
def stepping(engine: Engine) -> Iterator[Connection]:
    """Give a connection in one transaction in which tables may be rebuilt; of two desks the other waits.

    On SQLite foreign keys are not enforced meanwhile, which must be said before the transaction begins, and
    are checked as a whole before it ends. Raises: LostReferenceError.
    """
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                if inspect(connection).has_table(VERSION_TABLE):
                    connection.exec_driver_sql(f"LOCK TABLE {VERSION_TABLE} IN ACCESS EXCLUSIVE MODE")
                yield connection
            return
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
                _check_references(connection)
        finally:
            connection.invalidate()  # the next connection enforces them again


def _check_references(connection: Connection) -> None:
    lost = {row[0] for row in connection.exec_driver_sql("PRAGMA foreign_key_check")}
    if lost:
        raise LostReferenceError(", ".join(sorted(lost)))


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the schema up to `to`, inside the transaction of `stepping`."""
    command.upgrade(config_for(connection), to)


def downgrade(connection: Connection, to: str = "base") -> None:
    """Bring the schema down to `to`, inside the transaction of `stepping`; for tests and rescue alone."""
    command.downgrade(config_for(connection), to)
