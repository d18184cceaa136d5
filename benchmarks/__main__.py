"""Measure everything that must be fast, and print the tables: ``python -m benchmarks [--keep] [NAME...]``.

With --keep the tables also take their places in docs/performance.md.
"""

import argparse
import contextlib
import io
import os
import platform
import re
import sys
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

NAMES = (
    "lookup",
    "imports",
    "letters",
    "evidence",
    "guard",
    "mails",
    "window",
)  # each a module beside this one, with a main() that prints its table
ON_DEMAND = ("million",)  # takes half an hour to make its store
REPORT = Path(__file__).parents[1] / "docs" / "performance.md"


class Tee(io.TextIOBase):
    """Prints, and keeps what was printed."""

    def __init__(self) -> None:
        super().__init__()
        self.kept = ""

    def write(self, text: str) -> int:
        self.kept += text
        return sys.__stdout__.write(text) if sys.__stdout__ else len(text)

    def flush(self) -> None:
        if sys.__stdout__:
            sys.__stdout__.flush()


def measured(name: str) -> str:
    """Return what one module printed."""
    tee = Tee()
    with contextlib.redirect_stdout(tee):
        import_module(f"benchmarks.{name}").main()
    return tee.kept.strip()


def keep(name: str, table: str) -> None:
    """Put a table into its place in the report."""
    report = REPORT.read_text(encoding="utf-8")
    when = datetime.now(UTC).date()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    machine = f"{os.cpu_count()} cores, {platform.system()}, CPython {platform.python_version()}{load}"
    text = f"<!-- {name} -->\n{table}\n\nMeasured {when}: {machine}.\n<!-- /{name} -->"
    place = re.compile(rf"<!-- {name} -->.*?<!-- /{name} -->", re.DOTALL)
    found = place.search(report)
    report = report.replace(found[0], text) if found else f"{report.rstrip()}\n\n{text}\n"
    REPORT.write_text(report, encoding="utf-8")


def main() -> None:
    """Run what was named, or everything."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure what must be fast.")
    parser.add_argument("names", nargs="*", default=NAMES, help=", ".join((*NAMES, *ON_DEMAND)))
    parser.add_argument("--keep", action="store_true", help="write the tables into docs/performance.md too")
    wanted = parser.parse_args()
    for name in wanted.names:
        table = measured(name)
        if wanted.keep:
            keep(name, table)


if __name__ == "__main__":
    main()
