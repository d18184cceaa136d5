"""What keyring, store and database look like from here."""

from collections.abc import Callable

from sqlalchemy import text

from console.errors import StoreTrouble
from console.stores.labels import OPENED_BY
from console.stores.records import Check, Place
from console.words import _, listed
from db import keys
from db.migrations import HEAD
from db.open_store import SqlStore


def look(place: Place, open_store: Callable[[], SqlStore]) -> list[Check]:
    """Return one check each of keyring, store and database."""
    return [_keyring(), *_store(place, open_store)]


def _keyring() -> Check:
    try:
        return Check("keyring", ok=True, detail=keys.keyring_name())
    except StoreTrouble as trouble:
        return Check("keyring", ok=False, detail=trouble.text())


def _store(place: Place, open_store: Callable[[], SqlStore]) -> list[Check]:
    try:
        store = open_store()
    except StoreTrouble as trouble:
        return [Check("store", ok=False, detail=trouble.text())]
    try:
        ways = listed(_(OPENED_BY[form]) for form in sorted(store.forms))
        opened = Check("store", ok=True, detail=_("{place}, opened by {ways}", place=place, ways=ways))
        return [opened, _database(store)]
    except StoreTrouble as trouble:
        return [Check("database", ok=False, detail=trouble.text())]
    finally:
        store.close()


def _database(store: SqlStore) -> Check:
    with store.backend.read() as work:
        if store.place.path:
            cipher, sqlite = (
                work.session.scalar(text(q)) for q in ("PRAGMA cipher_version", "SELECT sqlite_version()")
            )
            damaged = work.session.scalar(text("PRAGMA quick_check")) != "ok"
            detail = _(
                "SQLite {sqlite}, SQLCipher {cipher}, schema {schema}",
                sqlite=sqlite,
                cipher=cipher,
                schema=HEAD,
            )
            return Check("database", ok=not damaged, detail=detail)
        server = work.session.scalar(text("SHOW server_version"))
        return Check(
            "database", ok=True, detail=_("PostgreSQL {server}, schema {schema}", server=server, schema=HEAD)
        )
