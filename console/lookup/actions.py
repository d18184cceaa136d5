"""Find people, orders, parcels and cases: at once what the deadline allows, then the rest."""

import time
from dataclasses import replace
from functools import partial

from console.access import Actor
from console.actions import query
from console.backend import Backend
from console.lookup.records import Answer, HitKind, Shape, Sought
from console.lookup.rules import cleaned, shape_of, shown
from console.lookup.store import Work
from console.progress import Token

LIMIT = 5  # hits of each kind
DEADLINE = 0.008  # seconds; half a frame is left for drawing
READS = {
    HitKind.ACCOUNT: "account:read",
    HitKind.ORDER: "order:read",
    HitKind.PARCEL: "parcel:read",
    HitKind.CASE: "case:read",
}


@query("lookup:use")
def search(
    backend: Backend[Work],
    actor: Actor,
    text: str,
    *,
    limit: int = LIMIT,
    deadline: float = DEADLINE,
    token: Token | None = None,
) -> Answer:
    """Return what can be found within `deadline` seconds; `still_searching` says that `finish` has more.

    Of each kind the newest `limit` hits, of those kinds that the operator may read. Raises: Cancelled.
    """
    return _ask(backend, actor, text, limit, deadline, token)


@query("lookup:use")
def finish(
    backend: Backend[Work], actor: Actor, text: str, *, limit: int = LIMIT, token: Token | None = None
) -> Answer:
    """Return the whole answer, every total counted, however long it takes. Raises: Cancelled."""
    return _ask(backend, actor, text, limit, None, token)


def _ask(
    backend: Backend[Work], actor: Actor, text: str, limit: int, seconds: float | None, token: Token | None
) -> Answer:
    began = time.perf_counter()
    tidy = cleaned(text)
    shape = shape_of(tidy)
    kinds = tuple(kind for kind, permission in READS.items() if actor.may(permission))
    if shape is Shape.NOTHING or not kinds:
        return Answer(text)
    wanted = token or Token()
    wanted.check()
    sought = Sought(
        tidy,
        shape,
        kinds,
        limit,
        seconds,
        lambda: wanted.cancelled,
        partial(shown, masked=actor.sees_masked("lookup:use")),
    )
    with backend.read() as work:
        answer = work.lookup.search(sought)
    wanted.check()
    return replace(answer, text=text, seconds=time.perf_counter() - began)
