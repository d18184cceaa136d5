"""What is announced is heard in the same transaction, wherever a store is open."""

import ast
from dataclasses import dataclass

from console.events import announce, hears
from tests.conftest import ROOT


@dataclass
class Opened:
    number: int


@dataclass
class Shut:
    number: int


@hears(Opened)
def _remember(work: list[int], opened: Opened) -> None:
    work.append(opened.number)


def test_who_hears_gets_the_work_and_the_record() -> None:
    work: list[int] = []
    announce(work, Opened(7))
    assert work == [7]


def test_what_nobody_hears_is_passed_over() -> None:
    work: list[int] = []
    announce(work, Shut(7))
    assert work == []


def test_whoever_opens_a_transaction_has_loaded_all_that_hear() -> None:
    hearing = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in (ROOT / "console").rglob("*.py")
        if "@hears(" in path.read_text(encoding="utf-8")
    }
    tree = ast.parse((ROOT / "db" / "work.py").read_text(encoding="utf-8"))
    loaded = {name.name for node in tree.body if isinstance(node, ast.Import) for name in node.names}
    assert hearing
    assert hearing <= loaded
