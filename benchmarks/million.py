"""The lookup over a million accounts, two million orders; making that store takes half an hour, once."""

from benchmarks import lookup
from benchmarks.store import MILLION


def main() -> None:
    """Print the table."""
    lookup.main(MILLION)


if __name__ == "__main__":
    main()
