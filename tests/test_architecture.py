"""The house of docs/architecture.md, held against the source; each rule is shown to be able to fail."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.parts import architecture as house
from tests.parts import budgets

HEAVY = {"PySide6", "shiboken6", "sqlalchemy", "reportlab", "pikepdf", "PIL", "pypdfium2", "keyring"}
MODULES = house.read(ROOT)
ARROWS = house.arrows(MODULES)
PYTHON = [
    path
    for folder in (*house.FOLDERS, "tests", "benchmarks")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations/versions" not in path.as_posix()  # written by a generator, one table after the other
]


def _arrows(folder: Path, **files: str) -> list[house.Arrow]:
    """Return the imports of a made-up tree; ``console__a="import x"`` is the file console/a.py."""
    for name, source in files.items():
        path = folder / (name.replace("__", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
    return house.arrows(house.read(folder))


# ---- folders


def test_folders_know_only_whom_they_may() -> None:
    assert not (wrong := house.wrong_folders(ARROWS)), "\n".join(wrong)


@pytest.mark.parametrize("source", ["db__a", "widgets__a", "reports__a", "console__a", "main"])
def test_nobody_imports_the_tests(tmp_path: Path, source: str) -> None:
    assert house.wrong_folders(_arrows(tmp_path, **{source: "from tests.parts import clock"}))


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("console__a", "import db.work"),
        ("console__a", "def f():\n    from widgets import window"),
        ("widgets__a", "from db.work import SqlBackend"),
        ("db__a", "from reports import page"),
        ("reports__a", "import widgets"),
        ("db__a", "import main"),
    ],
)
def test_an_arrow_between_folders_is_found(tmp_path: Path, source: str, line: str) -> None:
    assert len(house.wrong_folders(_arrows(tmp_path, **{source: line}))) == 1


def test_the_arrows_of_the_house_pass(tmp_path: Path) -> None:
    good = {
        "main": "import db.a, widgets.a, reports.a",
        "db__a": "import console.a",
        "console__a": "import re",
    }
    assert house.wrong_folders(_arrows(tmp_path, **good)) == []


# ---- libraries


def test_each_library_stays_in_its_folder() -> None:
    assert not (wrong := house.wrong_libraries(ARROWS)), "\n".join(wrong)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("console__a", "import sqlalchemy"),
        ("console__a", "from PIL import Image"),
        ("console__guarded__a", "import PySide6.QtCore"),
        ("console__orders__rules", "from email.parser import BytesParser"),
        ("console__orders__rules", "import faker"),
        ("console__orders__rules", "import urllib.request"),
        ("widgets__kit__a", "from sqlalchemy.orm import Session"),
        ("widgets__kit__a", "import reportlab"),
        ("db__a", "from PySide6.QtCore import Qt"),
        ("reports__a", "import keyring"),
        ("main", "import psycopg"),
        ("db__a", "import cryptography"),
        ("db__a", "import importlib\nimportlib.import_module('reportlab')"),
    ],
)
def test_a_library_outside_its_home_is_found(tmp_path: Path, source: str, line: str) -> None:
    assert len(house.wrong_libraries(_arrows(tmp_path, **{source: line}))) == 1


def test_libraries_at_home_pass(tmp_path: Path) -> None:
    good = {
        "console__guarded__a": "import PIL, email.parser",
        "console__demo__a": "import faker, holidays, urllib.parse",
        "db__a": "import sqlalchemy, keyring",
        "reports__a": "from reportlab.pdfgen import canvas",
        "widgets__a": "import PySide6",
    }
    assert house.wrong_libraries(_arrows(tmp_path, **good)) == []


def test_files_of_strangers_are_parsed_behind_the_guard_alone() -> None:
    assert not (wrong := house.unguarded_parsers(ARROWS)), "\n".join(wrong)


def test_a_way_around_the_guard_is_found(tmp_path: Path) -> None:
    found = _arrows(
        tmp_path, console__guarded__images="import PIL", console__a="import console.guarded.images"
    )
    assert house.unguarded_parsers(found) == ["console.a"]


# ---- floors


def test_no_import_points_up_a_floor() -> None:
    assert not (wrong := house.wrong_floors(ARROWS)), "\n".join(wrong)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("console.money", "console.orders.records"),
        ("console.errors", "console.commands.init"),
        ("console.orders.records", "console.orders.rules"),
        ("console.orders.rules", "console.orders.store"),
        ("console.orders.store", "console.orders.actions"),
        ("console.orders.payment_rules", "console.orders.payment_store"),
        ("console.orders.rules", "console.orders.labels"),
        ("console.disputes.rules", "console.cases.labels"),
        ("console.orders.actions", "console.gateways.smtp"),
        ("console.orders.actions", "console.guarded.host"),
        ("console.orders.actions", "console.customers.actions"),
        ("console.orders.actions", "console.customers.store"),
        ("console.orders.rules", "console.customers.rules"),
        ("console.orders.records", "console.disputes.records"),
        ("console.evidence.actions", "console.letters.records"),
        ("console.closures.rules", "console.breaches.records"),
        ("console.guarded.child", "console.evidence.actions"),
        ("console.guarded.child", "console.gateways.smtp"),
        ("console.demo.people", "console.commands.demo_data"),
        ("console.orders.actions", "console.house"),
        ("widgets.theme_tokens", "widgets.kit.table"),
        ("widgets.kit.table", "widgets.jobs"),
        ("widgets.jobs", "widgets.screens.lookup"),
        ("widgets.screens.lookup", "widgets.window"),
        ("widgets.helpers", "widgets.theme"),
        ("db.base", "db.customers"),
        ("db.tokens", "db.audit"),
        ("db.customers", "db.work"),
        ("db.customers", "db.search"),
        ("db.customers", "db.orders"),
        ("db.customers", "db.orders_search"),
        ("db.work", "db.migrations.env"),
        ("db.work", "db.open_store"),
    ],
)
def test_an_arrow_upwards_is_found(source: str, target: str) -> None:
    assert len(house.wrong_floors([house.Arrow(source, target, 1)])) == 1


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("console.orders.records", "console.money"),
        ("console.orders.records", "console.customers.records"),
        ("console.disputes.labels", "console.cases.labels"),
        ("console.orders.actions", "console.orders.store"),
        ("console.orders.actions_payments", "console.orders.actions"),
        ("console.gateways.smtp", "console.outbox.store"),
        ("console.commands.case", "console.disputes.actions"),
        ("console.guarded.host", "console.evidence.records"),
        ("console.house", "console.letters.store"),
        ("widgets.window", "widgets.screens.lookup"),
        ("widgets.kit.table", "widgets.theme_tokens"),
        ("db.orders", "db.customers"),
        ("db.work", "db.search_sqlite"),
        ("db.customers_search", "db.orders"),
        ("db.keeper", "db.migrations.steps"),
        ("db.audit", "db.base"),
        ("db.parcels", "db.tokens"),
    ],
)
def test_an_arrow_downwards_passes(source: str, target: str) -> None:
    assert house.wrong_floors([house.Arrow(source, target, 1)]) == []


def test_a_file_of_another_name_stands_where_its_imports_put_it() -> None:
    low = house.Arrow("console.orders.rules", "console.orders.sums", 1)
    high = house.Arrow("console.orders.sums", "console.orders.store", 1)
    assert house.wrong_floors([low]) == []
    assert house.wrong_floors([high]) == []
    assert house.wrong_floors([low, high]) == [f"{low}: a floor above"]


# ---- circles


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert house.cycles(ARROWS) == []


@pytest.mark.parametrize(
    "way_back",
    ["import console.a", "def f():\n    from console import a", "from . import a", "from .a import f"],
)
def test_a_circle_is_found_however_it_hides(tmp_path: Path, way_back: str) -> None:
    found = _arrows(
        tmp_path, console__a="import console.b", console__b="import console.c", console__c=way_back
    )
    assert house.cycles(found) == [["console.a", "console.b", "console.c"]]


def test_a_circle_under_type_checking_is_found(tmp_path: Path) -> None:
    lazy = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from console.a import A"
    assert house.cycles(_arrows(tmp_path, console__a="import console.b", console__b=lazy))


# ---- what a fresh process loads


def _loaded(root: Path, names: list[str]) -> set[str]:
    code = (
        "import importlib, sys\nfor name in sys.argv[1:]: importlib.import_module(name)\nprint(*sys.modules)"
    )
    run = [sys.executable, "-c", code, *names]
    done = subprocess.run(run, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {name.split(".")[0] for name in done.stdout.split()}


def test_the_console_loads_neither_window_nor_database_nor_documents() -> None:
    behind_the_guard = house.reaching(ARROWS, house.PARSERS)
    names = [n for n in MODULES if n.startswith("console") and n not in behind_the_guard]
    assert len(names) > 10
    assert _loaded(ROOT, names) & HEAVY == set()


def test_a_heavy_import_is_seen_in_a_fresh_process(tmp_path: Path) -> None:
    (tmp_path / "light.py").write_text("def f(): pass")
    (tmp_path / "heavy.py").write_text("import light, sqlalchemy")
    assert _loaded(tmp_path, ["light"]) & HEAVY == set()
    assert _loaded(tmp_path, ["heavy"]) & HEAVY == {"sqlalchemy"}


# ---- budgets


def test_files_keep_their_budget() -> None:
    assert budgets.long_files([ROOT / "main.py", *PYTHON] if (ROOT / "main.py").exists() else PYTHON) == []


@pytest.mark.parametrize("measure", [budgets.long_functions, budgets.wide_classes])
def test_functions_and_classes_keep_their_budget(measure: budgets.Measure) -> None:
    past = {path.relative_to(ROOT).as_posix(): measure(ast.parse(path.read_text())) for path in PYTHON}
    assert {path: found for path, found in past.items() if found} == {}


def test_a_long_file_is_found(tmp_path: Path) -> None:
    (tmp_path / "right.py").write_text("x = 1\n" * 400)
    (tmp_path / "long.py").write_text("x = 1\n" * 401)
    assert budgets.long_files([tmp_path / "right.py", tmp_path / "long.py"]) == [
        f"{tmp_path / 'long.py'}: 401 lines"
    ]


@pytest.mark.parametrize(("lines", "found"), [(40, 0), (41, 1)])
def test_a_long_function_is_found(lines: int, found: int) -> None:
    source = "class A:\n    def f(self):\n" + "        x = 1\n" * (lines - 1)
    assert len(budgets.long_functions(ast.parse(source))) == found


@pytest.mark.parametrize(
    ("head", "methods", "found"),
    [
        ("A", 14, 0),
        ("A", 15, 1),
        ("A(Protocol)", 8, 0),
        ("A(Protocol)", 9, 1),
        ("A(typing.Protocol[T])", 9, 1),
    ],
)
def test_a_wide_class_is_found(head: str, methods: int, found: int) -> None:
    body = "".join(f"    def f{n}(self): ...\n" for n in range(methods))
    source = f"class {head}:\n{body}    def _hidden(self): ...\n    def __len__(self): ...\n"
    assert len(budgets.wide_classes(ast.parse(source))) == found


@pytest.mark.parametrize(("head", "found"), [("A", 1), ("A(Protocol)", 0)])
def test_attributes_of_a_protocol_are_no_methods(head: str, found: int) -> None:
    body = "".join(f"    @property\n    def f{n}(self): ...\n" for n in range(15))
    assert len(budgets.wide_classes(ast.parse(f"class {head}:\n{body}"))) == found
