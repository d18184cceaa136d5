"""An import in a process of its own, to be killed: it tells how far it is, batch by batch."""

import multiprocessing
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy.orm import configure_mappers

from console.access import Actor, Role
from console.imports import taking
from console.imports.actions import past_imports, resume, take_in
from console.imports.profile import profile_named
from console.imports.records import Standing
from db.engine import Engines, open_postgres, open_sqlite
from db.work import SqlBackend
from tests.parts.stores import KEY

BATCH = 20  # records, so that a small export has many batches
METHODS = multiprocessing.get_all_start_methods()
CONTEXT: Any = multiprocessing.get_context("forkserver" if "forkserver" in METHODS else "spawn")
CONTEXT.set_forkserver_preload([__name__])  # so that a child is there at once
configure_mappers()


def address_of(engines: Engines) -> str:
    """Return where a store can be opened again: a file, or a database's URL."""
    return str(engines.path or engines.write.url.render_as_string(hide_password=False))


def opened(address: str) -> Engines:
    """Open the store there."""
    return open_postgres(address) if "://" in address else open_sqlite(Path(address), KEY)


def take(address: str, operator_id: int, files: Sequence[Path], told: Connection) -> None:
    """Take the files in, or go on with what broke off; tell before every batch and at the end."""
    taking.FIRST_BATCH = taking.SMALLEST_BATCH = taking.LARGEST_BATCH = BATCH
    backend, root = SqlBackend(opened(address)), Actor(operator_id, "Admin", Role.ADMINISTRATOR)

    def tell(_done: int, total: int | None) -> None:
        if total:
            told.send(None)

    before = past_imports(backend, root, limit=1)
    if not before:
        take_in(backend, root, profile_named("plain"), files, progress=tell)
    elif before[0].standing is not Standing.DONE:
        resume(backend, root, before[0].id, progress=tell)
    told.send("done")


def killed_after(batches: int, seconds: float, *given: object) -> bool:
    """Let an import begin so many batches and go on for a moment, kill it; tell whether it was done."""
    ours, theirs = CONTEXT.Pipe(duplex=False)
    worker = CONTEXT.Process(target=take, args=(*given, theirs))
    worker.start()
    theirs.close()
    said = _said(ours, batches)
    assert len(said) == batches or "done" in said, "the import ended by itself"
    ours.poll(seconds)
    worker.kill()
    worker.join()
    said += _said(ours, None)
    ours.close()
    return "done" in said


def _said(pipe: Connection, most: int | None) -> list[object]:
    """Return what was told: `most` things, or until the end."""
    said: list[object] = []
    with suppress(EOFError):
        while "done" not in said and (most is None or len(said) < most):
            said.append(pipe.recv())
    return said
