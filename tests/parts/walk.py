"""Finds every action of the console, and a world in which each can be called."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import console
from console.actions import REGISTRY, Registered
from db.work import SqlBackend, SqlWork


def modules(package: ModuleType = console) -> Iterator[ModuleType]:
    """Yield every module of the console but the parsers', which a child process alone imports."""
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not info.name.startswith("console.guarded."):
            yield importlib.import_module(info.name)


def action_modules() -> list[ModuleType]:
    """Return the modules that hold verbs: actions.py and its siblings of a longer name."""
    return [
        m
        for m in modules()
        if m.__name__.rpartition(".")[2].endswith("actions") and m.__name__ != "console.actions"
    ]


def public_functions(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield the functions that a module itself defines for others."""
    for name, function in inspect.getmembers(module, inspect.isfunction):
        if not name.startswith("_") and function.__module__ == module.__name__:
            yield f"{module.__name__}.{name}", function


def registered() -> dict[str, Registered]:
    """Return every registered verb by its full name."""
    list(modules())
    return dict(REGISTRY)


class Rehearsal(SqlBackend):
    """A backend whose transactions are played to their end, looked at, and taken back."""

    tags: list[str]
    wrote: bool

    def __init__(self, real: SqlBackend) -> None:
        super().__init__(real.engines, clock=real.now)
        self.tags, self.wrote = [], False

    @contextmanager
    def begin(self, *, lightly: bool = False) -> Iterator[SqlWork]:  # noqa: ARG002 -- nothing is committed
        """Give a transaction and roll it back, keeping the tags of its audit entries."""
        with self._session(self.engines.write) as work:
            yield work
            work.session.flush()
            self.wrote = True
            self.tags += work.audit.tags()
            work.audit.flush()
            work.session.rollback()
