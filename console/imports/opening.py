"""Opens what an import is given as the tables inside, by its kind: the one place that knows the kinds.

A new kind of source is one module with a `TableSource`, and one line here.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from console.imports.sources import Form, TableSource
from console.imports.tables import SeparatedText

Opener = Callable[[Path, Form], Sequence[TableSource]]


def _separated(path: Path, form: Form) -> Sequence[TableSource]:
    return [SeparatedText(path, form)]


BY_SUFFIX: Mapping[str, Opener] = MappingProxyType({})  # every other suffix is separated text


def open_sources(path: Path, form: Form) -> Sequence[TableSource]:
    """Return the tables in a file, one for most kinds; they are read when they are asked. Raises: Invalid."""
    return BY_SUFFIX.get(path.suffix.lower(), _separated)(path, form)
