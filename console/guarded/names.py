"""Names of files inside files: read in whatever character set, shown so that they mislead nobody."""

import re
from collections.abc import Sequence

from console.evidence.records_inside import MAX_NAME
from console.guarded.charsets import decode
from console.guarded.mail_fields import clean_line

_TURNS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x1f\x7f]")
_LEAVES = re.compile(r"^([/\\]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)|\s{20}")


def read(names: Sequence[bytes]) -> list[str]:
    """Return names as text; together, because one alone rarely tells its character set."""
    try:
        return [name.decode("utf-8") for name in names]
    except UnicodeDecodeError:
        found = decode(b"\n".join(names), "").text.split("\n")
        return found if len(found) == len(names) else [decode(name, "").text for name in names]


def misleads(name: str) -> bool:
    """Tell whether a name leaves its folder, or makes itself look like another."""
    return bool(_TURNS.search(name) or _LEAVES.search(name))


def shown(name: str) -> str:
    """Return a name on one line, its middle left out where it is too long."""
    name = clean_line(name)
    half = MAX_NAME // 2 - 1
    return name if len(name) <= MAX_NAME else f"{name[:half]}…{name[-half:]}"
