"""Stores with their schema in place, made once and copied for each test."""

import shutil
from pathlib import Path

from sqlalchemy import select

import db.schema  # noqa: F401 -- attaches what belongs to the schema beside tables
from db.base import Base
from db.engine import Engines, open_postgres, open_sqlite
from db.work import SqlBackend
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


TAKEN_IN = (
    *("account", "account_name", "account_contact", "account_address", "shop_order", "order_item"),
    *("payment", "parcel", "parcel_order", "import_mark"),
)
POINTS_TO = {"account_id": "account", "order_id": "shop_order", "parcel_id": "parcel"}
MARKED = {"accounts": "account", "orders": "shop_order", "parcels": "parcel"}


def contents_of(backend: SqlBackend) -> dict[str, list[str]]:
    """Return every row that imports write, in one order; numbers by their rank, for engines leave gaps."""
    with backend.read() as work:
        rows = {
            name: [dict(r) for r in work.session.execute(select(Base.metadata.tables[name])).mappings()]
            for name in TAKEN_IN
        }
    ranks = {t: {key: at for at, key in enumerate(sorted(r["id"] for r in rows[t]))} for t in MARKED.values()}
    for name, found in rows.items():
        for row in found:
            marked = {"record_id": MARKED[row["kind"]]} if name == "import_mark" else {}
            own = {"id": name} if name in ranks else {}
            row.update({c: ranks[t][row[c]] for c, t in {**POINTS_TO, **marked, **own}.items() if c in row})
            if name not in ranks:
                row.pop("id", None)
    return {name: sorted(map(repr, found)) for name, found in rows.items()}


def reopened(path: Path) -> Engines:
    """Return a store that a test has made."""
    return open_sqlite(path, KEY)
