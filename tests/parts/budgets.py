"""Measures files, functions, classes and Protocols against the budgets of the house."""

import ast
from collections.abc import Callable, Iterable
from pathlib import Path

FILE_LINES = 400
FUNCTION_LINES = 40
PUBLIC_METHODS = 14
PROTOCOL_METHODS = 8

Function = ast.FunctionDef | ast.AsyncFunctionDef
Measure = Callable[[ast.Module], list[str]]


def long_files(paths: Iterable[Path]) -> list[str]:
    """Name the files that are past their budget."""
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in paths}
    return [f"{path}: {lines} lines" for path, lines in lengths.items() if lines > FILE_LINES]


def long_functions(tree: ast.Module) -> list[str]:
    """Name the functions that are past their budget, signature and docstring counted."""
    functions = (node for node in ast.walk(tree) if isinstance(node, Function))
    lengths = {f"{f.name} (line {f.lineno})": (f.end_lineno or f.lineno) - f.lineno + 1 for f in functions}
    return [f"{name}: {lines} lines" for name, lines in lengths.items() if lines > FUNCTION_LINES]


def _is_protocol(node: ast.ClassDef) -> bool:
    names = (base.value if isinstance(base, ast.Subscript) else base for base in node.bases)
    return any(getattr(name, "id", getattr(name, "attr", "")) == "Protocol" for name in names)


def _is_property(function: Function) -> bool:
    return any(getattr(decorator, "id", "") == "property" for decorator in function.decorator_list)


def _public_methods(node: ast.ClassDef) -> set[str]:
    """Return the names that count: a Protocol's properties do not, they are how it names attributes."""
    functions = [n for n in node.body if isinstance(n, Function) and not n.name.startswith("_")]
    return {f.name for f in functions if not (_is_protocol(node) and _is_property(f))}


def wide_classes(tree: ast.Module) -> list[str]:
    """Name the classes and Protocols with more public methods than their budget."""
    wide = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            budget = PROTOCOL_METHODS if _is_protocol(node) else PUBLIC_METHODS
            methods = _public_methods(node)
            if len(methods) > budget:
                wide.append(f"{node.name} (line {node.lineno}): {len(methods)} public methods")
    return wide
