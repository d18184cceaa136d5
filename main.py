"""Start the console: plugs store, letters, guarded child and window together. Knows all folders.

Everything is imported when it is first needed: `--help` loads neither Qt nor the database, and the window
paints before the database is there.
"""

# ruff: noqa: PLC0415 -- see above

import os
import sys
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

APP = "rakufun-console"
CHILD = "--guarded-child"
CJK, WEST = "justmytype_intl_cjk", "justmytype_western_core"
FORMS = {"ja": "jp", "zh-Hans": "sc", "zh-Hant": "tc", "ko": "kr"}


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
        keeper=partial(_part("db.keeper", "SqlKeeper"), data),
        drawer=_part("reports.drawer", "Letters"),
        guard=_part("console.guarded.host", "Guard"),
        vault=_part("db.evidence_files", "vault_of"),
        fonts=_font_files,
        window=_part("widgets.window_start", "open_window"),
        tour=_part("widgets.tour.run", "run"),
        checks=_checks,
    )


def _part(module: str, name: str) -> Any:
    """Return a call that imports what it calls when it is called."""

    def call(*arguments: Any, **named: Any) -> Any:
        return getattr(import_module(module), name)(*arguments, **named)

    return call


def _font(package: str, pattern: str) -> Path | None:
    spec = find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    found = sorted(Path(folders[0], "fonts", "ofl").glob(pattern)) if folders else []
    return found[0] if found else None


@cache
def _font_files() -> Any:
    """Return the files that the window draws with where the system has no such fonts."""
    from widgets.theme import FontFiles

    forms = {tag: _font(CJK, f"notosans{part}/*.ttf") for tag, part in FORMS.items()}
    return FontFiles(_font(WEST, "inter/Inter[[]*.ttf"), {tag: file for tag, file in forms.items() if file})


def _checks() -> list[Any]:
    """Return what only here can be asked about: Qt and the fonts."""
    from widgets.theme_health import look

    return look(_font_files())


def main(arguments: list[str]) -> int:
    """Do what the command line says and return the exit status."""
    if arguments[:1] == [CHILD]:
        from console.guarded.child import main as serve

        return serve()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    from console.commands.frame import run

    return run(arguments, make_house)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
