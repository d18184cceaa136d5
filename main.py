"""Start the console: plugs store, letters, guarded child and window together. Knows all folders.

Everything is imported when it is first needed: `--help` loads neither Qt nor the database, and the window
paints before the database is there.
"""

# ruff: noqa: PLC0415 -- see above

import os
import sys
from pathlib import Path
from typing import Any

APP = "rakufun-console"


def data_folder(environment: dict[str, str], platform: str, home: Path) -> Path:
    """Return where this system keeps a program's data for one person."""
    if platform == "win32":
        return Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / APP
    if platform == "darwin":
        return home / "Library" / "Application Support" / APP
    return Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share") / APP


def make_house() -> Any:  # a House; naming it here would import it
    """Return the parts, plugged together, none of them made yet."""
    from console.house import House

    data = data_folder(dict(os.environ), sys.platform, Path.home())
    return House(
        data=data,
        reports=data / "reports",
        keeper=lambda: _part("db.keeper", "SqlKeeper")(data),
        window=_part("widgets.window", "open_window"),
    )


def _part(module: str, name: str) -> Any:
    from importlib import import_module

    def call(*arguments: Any, **named: Any) -> Any:
        return getattr(import_module(module), name)(*arguments, **named)

    return call


def main(arguments: list[str]) -> int:
    """Do what the command line says and return the exit status."""
    from console.commands.frame import run

    return run(arguments, make_house)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
