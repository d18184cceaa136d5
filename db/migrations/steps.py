"""Bring a store from one revision of the schema to another."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

FOLDER = Path(__file__).parent
VERSIONS = FOLDER / "versions"


def config_for(connection: Connection | None) -> Config:
    """Return Alembic's settings without a file of its own; the work happens on `connection`."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(VERSIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring the schema up to `to`, inside the connection's transaction."""
    command.upgrade(config_for(connection), to)


def downgrade(connection: Connection, to: str = "base") -> None:
    """Bring the schema down to `to`, inside the connection's transaction; for tests and rescue alone."""
    command.downgrade(config_for(connection), to)
