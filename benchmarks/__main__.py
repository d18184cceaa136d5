"""Measure everything that must be fast, and print the tables: ``python -m benchmarks [NAME...]``."""

import sys
from importlib import import_module

NAMES = ("lookup", "imports")  # each a module beside this one, with a main() that prints its table


def main() -> None:
    """Run what was named, or everything."""
    for name in sys.argv[1:] or NAMES:
        import_module(f"benchmarks.{name}").main()


if __name__ == "__main__":
    main()
