"""Lookup and window over a million accounts, two million orders; their store takes half an hour, once."""

from benchmarks import lookup, window_memory
from benchmarks.store import MILLION


def main() -> None:
    """Print the tables."""
    lookup.main(MILLION)
    window_memory.main(MILLION)


if __name__ == "__main__":
    main()
