"""Reads who imports whom from the source itself and says which imports the house does not allow.

Imports inside functions and under TYPE_CHECKING count like any other, and so does ``import_module("...")``.
Each check returns sentences, one a violation; an empty list is a pass.
"""

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDERS = ("console", "widgets", "db", "reports")
MAY_KNOW = {
    "console": {"console"},
    "widgets": {"widgets", "console"},
    "db": {"db", "console"},
    "reports": {"reports", "console"},
    "main": {"main", *FOLDERS},
}

CONSOLE_LIBRARIES = {"holidays", "babel", "pydantic", "cryptography"}
LIBRARIES = {
    "console": CONSOLE_LIBRARIES,
    "console.guarded": CONSOLE_LIBRARIES | {"PIL", "pypdfium2", "olefile", "nh3"},
    "console.demo": CONSOLE_LIBRARIES | {"faker"},
    "db": {"sqlalchemy", "alembic", "sqlcipher3", "psycopg", "keyring"},
    "reports": {"babel", "reportlab", "uharfbuzz", "fontTools", "pypdfium2"},
    "widgets": {"PySide6", "shiboken6", "qtawesome"},
    "main": set[str](),
}
# Parts of the standard library that have one home too.
HOMES = {
    "email": ("console.guarded", "console.gateways"),
    "mailbox": ("console.guarded",),
    "sqlite3": ("db",),
    "smtplib": ("console.gateways",),
    "imaplib": ("console.gateways",),
    "http": ("console.gateways",),
    "urllib.request": ("console.gateways",),
}
PARSERS = {"PIL", "pypdfium2", "olefile", "nh3", "email", "mailbox"}

# Features between the same two arrows do not know each other.
LINE = (
    "operators",
    "customers",
    "orders",
    "parcels",
    "lookup imports",
    "cases",
    "tasks evidence letters approvals outbox",
    "messages",
    "disputes",
    "retention",
    "requests",
    "closures breaches",
    "insight",
)
PLACES = {feature: place for place, features in enumerate(LINE) for feature in features.split()}
# Inside a feature: records <- rules <- labels <- store <- actions; a file of another name stands among the
# rules, or higher where its own imports put it.
INSIDE = {
    "": 0,
    "records": 0,
    "rules": 1,
    "holdings": 1,
    "labels": 2,
    "refusals": 2,
    "store": 3,
    "actions": 4,
}
OPEN = {"records", "labels"}
# Around the features: what every one stands on (0), the features (1), what stands on them. "stores" is the
# life of a store (created, opened, backed up), "house" what main.py hands to commands and window.
AROUND = {"guarded": 2, "gateways": 2, "stores": 2, "house": 3, "demo": 4, "commands": 5}
WIDGETS = {"": 0, "theme": 0, "icons": 0, "kit": 1, "jobs": 2, "screens": 3, "window": 4, "tour": 5}
# In db: what every table stands on (0), the tables of the features (1), what searches them, the transaction
# with all stores, the schema through time, and the life of a store (created, opened, backed up).
DB = {"audit": 1, "settings": 1, "drafts": 1, "search": 2, "work": 3, "migrations": 4}
DB |= dict.fromkeys(["open", "keeper", "building", "backup", "health"], 5)


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the program."""

    name: str
    path: Path
    tree: ast.Module


@dataclass(frozen=True, slots=True, order=True)
class Arrow:
    """One import."""

    source: str
    target: str
    line: int

    def __str__(self) -> str:
        return f"{self.source}:{self.line} imports {self.target}"


def read(root: Path) -> dict[str, Module]:
    """Return every module of the program by its dotted name."""
    paths = [*root.glob("main.py"), *(p for folder in FOLDERS for p in sorted((root / folder).rglob("*.py")))]
    found = {}
    for path in paths:
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = Module(name, path, ast.parse(path.read_text(encoding="utf-8")))
    return found


def _from(module: Module, node: ast.ImportFrom, known: Mapping[str, Module]) -> Iterator[str]:
    base = node.module or ""
    if node.level:
        package = module.name.split(".")
        drop = node.level - (1 if module.path.name == "__init__.py" else 0)
        base = ".".join([*package[: len(package) - drop], *base.split(".")]).strip(".")
    for alias in node.names:
        inner = f"{base}.{alias.name}"
        yield inner if inner in known else base


def _targets(module: Module, node: ast.AST, known: Mapping[str, Module]) -> Iterator[str]:
    match node:
        case ast.Import(names=names):
            yield from (alias.name for alias in names)
        case ast.ImportFrom():
            yield from _from(module, node, known)
        case ast.Call(
            func=ast.Name(id="import_module" | "__import__") | ast.Attribute(attr="import_module"),
            args=[ast.Constant(value=str(name)), *_],
        ):
            yield name


def arrows(modules: Mapping[str, Module]) -> list[Arrow]:
    """Return every import of every module, sorted."""
    return sorted(
        {
            Arrow(module.name, target, getattr(node, "lineno", 0))
            for module in modules.values()
            for node in ast.walk(module.tree)
            for target in _targets(module, node, modules)
            if target != module.name
        }
    )


def _part(name: str, number: int) -> str:
    parts = name.split(".")
    return parts[number] if number < len(parts) else ""


def _top(name: str) -> str:
    return _part(name, 0)


def _is_ours(name: str) -> bool:
    return _top(name) in MAY_KNOW


def _stands_in(name: str, folders: Iterable[str]) -> bool:
    return any(name == folder or name.startswith(folder + ".") for folder in folders)


def wrong_folders(found: Iterable[Arrow]) -> list[str]:
    """Name the imports of a folder that the importing one may not know."""
    ours = (a for a in found if _is_ours(a.target) or _top(a.target) in {"tests", "benchmarks"})
    return [f"{a}: another folder" for a in ours if _top(a.target) not in MAY_KNOW[_top(a.source)]]


def wrong_libraries(found: Iterable[Arrow]) -> list[str]:
    """Name the imports of a library outside its home."""
    wrong = []
    for arrow in found:
        if _is_ours(arrow.target) or _top(arrow.target) in {"tests", "benchmarks"}:
            continue
        if _top(arrow.target) in sys.stdlib_module_names:
            homes = [home for library, home in HOMES.items() if _stands_in(arrow.target, [library])]
            allowed = all(_stands_in(arrow.source, home) for home in homes)
        else:
            place = max((p for p in LIBRARIES if _stands_in(arrow.source, [p])), key=len)
            allowed = _top(arrow.target) in LIBRARIES[place]
        if not allowed:
            wrong.append(f"{arrow}: a library that has another home")
    return wrong


def _word(name: str) -> str:
    """Return the module's own name up to its first underscore: widgets.theme_tokens -> theme."""
    return _part(name, 1).split("_")[0]


def _section(name: str) -> int:
    return 1 if _part(name, 1) in PLACES else AROUND.get(_part(name, 1), 0)


def _named_floor(name: str) -> int | None:
    words = _part(name, 2).split("_")  # records, rules_of_delay and answer_store all say where they stand
    return INSIDE.get(words[0], INSIDE.get(words[-1]))


Floors = Mapping[str, int]


def _floors(found: Iterable[Arrow]) -> Floors:
    """Return the floor inside its feature of every module that is named in `found`."""
    arrows = list(found)
    names = {name for arrow in arrows for name in (arrow.source, arrow.target)}
    floors = {name: floor if (floor := _named_floor(name)) is not None else INSIDE["rules"] for name in names}
    inner = [a for a in arrows if _named_floor(a.source) is None and _same_feature(a.source, a.target)]
    while any(floors[a.target] > floors[a.source] for a in inner):
        for arrow in inner:
            floors[arrow.source] = max(floors[arrow.source], floors[arrow.target])
    return floors


def _same_feature(name: str, other: str) -> bool:
    return name.split(".")[:2] == other.split(".")[:2]


def _feature_fault(source: str, target: str, floors: Floors) -> str | None:
    feature, other = _part(source, 1), _part(target, 1)
    if floors[target] > floors[source]:
        return "a floor above"
    if feature == other:
        return None
    if _part(target, 2).split("_")[0] not in OPEN:
        return "another feature's inside; only its records and labels are open"
    return None if PLACES[other] < PLACES[feature] else "a feature that does not stand earlier in the line"


def _console_fault(source: str, target: str, floors: Floors) -> str | None:
    if _section(target) > _section(source):
        return "a floor above"
    if _section(source) == _section(target) == 1:
        return _feature_fault(source, target, floors)
    if _part(source, 1) == "guarded" and _section(target) == 1 and floors[target] > INSIDE["records"]:
        return "a feature's inside; the guarded child knows records alone"
    beside = _section(source) == _section(target) > 1 and _part(source, 1) != _part(target, 1)
    return "a neighbour that it does not know" if beside else None


def _widgets_fault(source: str, target: str) -> str | None:
    floors = [WIDGETS.get(_word(name)) for name in (source, target)]
    if floors[0] is None or floors[1] is None:
        return "one of them stands on no floor (theme, kit, jobs, screens, window, tour)"
    return "a floor above" if floors[1] > floors[0] else None


def _db_floor(name: str) -> int:
    if _word(name) in PLACES and _part(name, 1).endswith(
        "_search"
    ):  # what of a feature can be searched: part of the search
        return DB["search"]
    return DB.get(_word(name), 1 if _word(name) in PLACES else 0)


def _db_fault(source: str, target: str) -> str | None:
    if _db_floor(target) > _db_floor(source):
        return "a floor above"
    feature, other = _word(source), _word(target)
    beside = _db_floor(source) == _db_floor(target) == 1 and feature != other
    if beside and PLACES.get(other, -1) >= PLACES.get(feature, len(PLACES)):
        return "a feature that does not stand earlier in the line"
    return None


def wrong_floors(found: Iterable[Arrow]) -> list[str]:
    """Name the imports inside one folder that point upwards, or to a feature that is not open to them."""
    inner = [a for a in found if _top(a.source) == _top(a.target)]
    floors = _floors(inner)
    rules = {
        "console": lambda source, target: _console_fault(source, target, floors),
        "widgets": _widgets_fault,
        "db": _db_fault,
        "reports": lambda *_: None,
    }
    faults = ((arrow, rules[_top(arrow.source)](arrow.source, arrow.target)) for arrow in inner)
    return [f"{arrow}: {fault}" for arrow, fault in faults if fault]


def cycles(found: Iterable[Arrow]) -> list[list[str]]:
    """Return every group of modules that import each other in a circle."""
    graph: dict[str, set[str]] = {}
    for arrow in found:
        graph.setdefault(arrow.source, set()).add(arrow.target)
    reach = {name: _reached(graph, name) for name in graph}
    groups = {frozenset(b for b in reach[a] if a in reach.get(b, ())) for a in graph}
    return sorted(sorted(group) for group in groups if group)


def _reached(graph: Mapping[str, set[str]], start: str) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        new = graph.get(waiting.pop(), set()) - seen
        seen |= new
        waiting.extend(new)
    return seen


def reaching(found: Iterable[Arrow], libraries: Iterable[str]) -> set[str]:
    """Return the modules that import one of `libraries`, directly or through others."""
    graph: dict[str, set[str]] = {}
    for arrow in found:
        graph.setdefault(arrow.source, set()).add(arrow.target)
    return {n for n in graph if any(_stands_in(t, libraries) for t in _reached(graph, n))}


def unguarded_parsers(found: Iterable[Arrow]) -> list[str]:
    """Name the modules that reach a parser of strangers' files from outside the guard."""
    console = {name for name in reaching(found, PARSERS) if _top(name) == "console"}
    return sorted(n for n in console if not _stands_in(n, ["console.guarded", "console.gateways"]))
