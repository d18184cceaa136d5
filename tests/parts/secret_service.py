"""A real Secret Service without a desktop: gnome-keyring on a private session bus, with a private home."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAMS = ("dbus-run-session", "gnome-keyring-daemon")
# The daemon reads the password that unlocks (and at first makes) its keyring, then goes to the background;
# it ends with the bus.
SESSION = """
printf %s "$KEYRING_PASSWORD" | gnome-keyring-daemon --unlock --components=secrets >/dev/null &&
  exec "$0" -c "$@"
"""


def missing() -> list[str]:
    """Return the programs that this machine lacks; empty where a service can be started."""
    return [name for name in PROGRAMS if shutil.which(name) is None]


def run(
    code: str, *arguments: str, home: Path, password: str = "open sesame"
) -> subprocess.CompletedProcess[str]:
    """Run Python `code` where `keyring` finds a Secret Service; `home` keeps what it stores."""
    runtime = home / "run"
    runtime.mkdir(mode=0o700, exist_ok=True)
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "LC_ALL": "C.UTF-8",
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_DATA_HOME": str(home / "data"),
        "PYTHONPATH": str(ROOT),
        "KEYRING_PASSWORD": password,
    }
    return subprocess.run(
        ["dbus-run-session", "--", "/bin/sh", "-c", SESSION, sys.executable, code, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
