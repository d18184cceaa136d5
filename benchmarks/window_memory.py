"""How much memory the window takes over a store: when the desk is there, and after fifty searches.

``python -m benchmarks.window_memory [million]``; the window works in a process of its own.
"""

import json
import os
import subprocess
import sys
import tempfile

from benchmarks.store import MILLION, USUAL, Size
from benchmarks.window_store import Prepared, prepared

TARGET_MB = 250


def measured(store: Prepared) -> list[float]:
    """Return the megabytes that a window holds after signing in, then after each search."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(  # noqa: S603 -- this interpreter, our own module
            [sys.executable, "-m", "benchmarks.window_memory_run", store.path],
            input=f"{store.passphrase}\n{store.name}\n{store.password}",
            env={**os.environ, "XDG_CONFIG_HOME": folder, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=True,
        )
    held: list[float] = json.loads(done.stdout.splitlines()[-1])
    return held


def main(size: Size = USUAL) -> None:
    """Print the table and whether the target is met."""
    held = measured(prepared(size))
    print(f"\n### Memory of the window: {size.accounts:,} accounts, {size.orders:,} orders, encrypted\n")
    print("| after | resident MB |\n|---|---|")
    for searches in (0, 10, len(held) - 1):
        print(f"| {f'{searches} searches' if searches else 'signing in'} | {held[searches]:.0f} |")
    met = "yes" if held[-1] <= TARGET_MB else "no"
    print(f"\nAt most {TARGET_MB} MB: {met}.", flush=True)


if __name__ == "__main__":
    main(MILLION if "million" in sys.argv[1:] else USUAL)
