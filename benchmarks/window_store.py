"""The store that the window is measured on: a copy of the benchmark's, with its keys and somebody's work.

Added are an operator with a password, open disputes at the head of the queue, one of them with a long
timeline, and a customer with many orders.
"""

import shutil
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from benchmarks import store as large
from console.access import Actor, Role
from console.cases.records import Channel
from console.disputes.actions import open_dispute
from console.disputes.records import Kind
from console.messages.actions import record_note
from console.operators.actions_intake import keep_operator
from console.secrets import hash_password
from console.settings import Profile
from console.stores.records import Place
from console.stores.rules import keys_of
from db import keys
from db.engine import open_sqlite
from db.migrations import HEAD
from db.open_store import name_store
from db.work import SqlBackend

NAME, PASSWORD, PASSPHRASE = "Agent two", "the benchmark signs in", "the benchmark opens its store"
DISPUTES, NOTES, MANY = 300, 400, 50
ACCOUNT = 1
NOTE = "Customer rang again; looked at the photographs together. The box is crushed on one corner. " * 2


@dataclass(frozen=True, slots=True)
class Prepared:
    """Where the store is, how it opens, what is looked at in it."""

    path: Path
    size: large.Size = large.USUAL
    name: str = NAME
    password: str = field(default=PASSWORD, repr=False)
    passphrase: str = field(default=PASSPHRASE, repr=False)

    @property
    def place(self) -> Place:
        """The store's place."""
        return Place(path=self.path)

    def looked_at(self) -> tuple[int, int]:
        """Return the customer with many orders and the case with a long timeline."""
        return ACCOUNT, self.size.cases + 1


def prepared(size: large.Size = large.USUAL) -> Prepared:
    """Return the store, made from the other benchmarks' one if it is not there yet."""
    backend, _agent = large.ready(size)
    source = backend.engines.path
    backend.close()
    if source is None:
        raise FileNotFoundError
    path = source.with_suffix(".window")
    if not keys_of(path).is_file():
        _make(source, path, size)
    return Prepared(path, size)


def _make(source: Path, path: Path, size: large.Size) -> None:
    shutil.copyfile(source, path)
    engines = open_sqlite(path, large.KEY)
    wrapped = keys.with_passphrase(keys.Wrapped(uuid.uuid4().hex), large.KEY, PASSPHRASE)
    name_store(engines, wrapped, "")
    with engines.write.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32))"))
        connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})
    backend = SqlBackend(engines)
    _work(backend, size)
    backend.close()
    keys.write_file(keys_of(path), wrapped)  # last: with it the store is whole


def _work(backend: SqlBackend, size: large.Size) -> None:
    hashed = hash_password(PASSWORD)
    with backend.begin() as work:
        work.settings.put("profile", Profile(name="Rakufun").model_dump(mode="json"))
        operator = keep_operator(work, None, NAME, Role.AGENT, hashed, backend.now())
        numbered = {"prefix": f"D-{backend.now().year}", "last": size.cases}
        work.session.execute(text("INSERT INTO case_counter VALUES (:prefix, :last)"), numbered)
        work.session.execute(
            text("UPDATE shop_order SET account_id = :one WHERE id <= :many"), {"one": ACCOUNT, "many": MANY}
        )
    actor = Actor(operator.id, operator.name, operator.role)
    first = 0
    kinds = [kind for kind in Kind if kind is not Kind.OTHER]
    for at in range(DISPUTES):
        view = open_dispute(
            backend,
            actor,
            order_id=MANY + 1 + at * (size.orders // DISPUTES - 1),
            kind=kinds[at % len(kinds)],
            text=f"The parcel came and is not right ({at}). " * 4,
            channel=Channel.PHONE,
            received_at=backend.now() - timedelta(days=900 + DISPUTES - at),
        )
        first = first or view.case.id
    for _at in range(NOTES):
        record_note(backend, actor, first, NOTE)
