"""Opens what an import is given as the tables inside, by its kind: the one place that knows the kinds.

A new kind of source is one module with a `TableSource`, and one line here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from console.imports.objects import ObjectLines, array_in
from console.imports.sources import Form, TableSource
from console.imports.tables import SeparatedText
from console.imports.workbooks import Sheets, tables_in

Opener = Callable[[Path, Form, Sheets | None], Sequence[TableSource]]


def _separated(path: Path, form: Form, _sheets: Sheets | None) -> Sequence[TableSource]:
    return [SeparatedText(path, form)]


def _by_tabs(path: Path, form: Form, _sheets: Sheets | None) -> Sequence[TableSource]:
    return [SeparatedText(path, replace(form, separator="\t"))]


def _workbook(path: Path, _form: Form, sheets: Sheets | None) -> Sequence[TableSource]:
    return tables_in(path, sheets)


BY_SUFFIX: Mapping[str, Opener] = MappingProxyType(  # every other suffix is separated text
    {
        ".tsv": _by_tabs,
        ".tab": _by_tabs,
        ".xlsx": _workbook,
        ".xlsm": _workbook,
        ".json": lambda path, _form, _sheets: [array_in(path)],
        ".jsonl": lambda path, _form, _sheets: [ObjectLines(path)],
        ".ndjson": lambda path, _form, _sheets: [ObjectLines(path)],
    }
)
SUFFIXES = (".csv", ".txt", *BY_SUFFIX)


def open_sources(path: Path, form: Form, sheets: Sheets | None = None) -> Sequence[TableSource]:
    """Return the tables in a file, one for most kinds; they are read when they are asked. Raises: Invalid."""
    return BY_SUFFIX.get(path.suffix.lower(), _separated)(path, form, sheets)


def open_all(paths: Iterable[Path], form: Form, sheets: Sheets | None) -> list[TableSource]:
    """Return the tables in several files. Raises: Invalid."""
    return [source for path in paths for source in open_sources(path, form, sheets)]
