"""The decorators by which a feature's verbs declare permission and audit tag.

``@action`` writes, ``@query`` reads (in a transaction the engine keeps read-only), ``@entry`` runs before
anyone has signed in. The first two parameters of the first two are always backend and actor. One test walks
the registry, calls everything as every role and compares the audit trail.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from console.access import GRANTS, Actor

P = ParamSpec("P")
R = TypeVar("R")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Registered:
    """One verb: where it stands, what it asks, what it leaves in the audit (None: reads only)."""

    name: str
    permission: str | None
    tag: str | None
    call: Callable[..., Any]


REGISTRY: dict[str, Registered] = {}


def _register(
    function: Callable[..., Any], wrapped: Callable[..., Any], permission: str | None, tag: str | None
) -> None:
    if permission is not None and permission not in GRANTS:
        msg = f"unknown permission {permission}"
        raise KeyError(msg)
    name = f"{function.__module__}.{function.__qualname__}"
    REGISTRY[name] = Registered(name, permission, tag, wrapped)


def _guarded(
    permission: str, tag: str | None
) -> Callable[[Callable[Concatenate[B, Actor, P], R]], Callable[Concatenate[B, Actor, P], R]]:
    def decorate(function: Callable[Concatenate[B, Actor, P], R]) -> Callable[Concatenate[B, Actor, P], R]:
        @wraps(function)
        def call(backend: B, actor: Actor, /, *args: P.args, **kwargs: P.kwargs) -> R:
            actor.require(permission)
            return function(backend, actor, *args, **kwargs)

        _register(function, call, permission, tag)
        return call

    return decorate


def action(
    permission: str, *, tag: str
) -> Callable[[Callable[Concatenate[B, Actor, P], R]], Callable[Concatenate[B, Actor, P], R]]:
    """Register a verb that writes: who may is asked first, `tag` names its audit entry ("subject:verb")."""
    return _guarded(permission, tag)


def query(
    permission: str,
) -> Callable[[Callable[Concatenate[B, Actor, P], R]], Callable[Concatenate[B, Actor, P], R]]:
    """Register a verb that only reads."""
    return _guarded(permission, None)


def entry(*, tag: str | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a verb that runs before anyone has signed in (create a store, sign in)."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        _register(function, function, None, tag)
        return function

    return decorate
