"""What lies in a file, as it goes from the child to its host: told by one, checked by the other."""

from typing import Any

from console.evidence.records_inside import (
    MAX_COUNT,
    MAX_LINES,
    MAX_LISTED,
    MAX_NAME,
    MAX_PARTS,
    MAX_TOTAL,
    Inside,
    Listed,
    Remark,
)
from console.guarded.checks import UntrueError, enum, line, listed, number
from console.guarded.sniff import OLD_OFFICE, ZIPPED


def told(inside: Inside) -> dict[str, Any]:
    """Return what is said of it."""
    return {
        "title": inside.title,
        "author": inside.author,
        "parts": inside.parts,
        "lines": inside.lines,
        "files": [[file.name, file.size] for file in inside.files],
        "count": inside.count,
        "total": inside.total,
        "remarks": inside.remarks,
    }


def believed(said: object) -> Inside:
    """Return what the child tells of. Raises: UntrueError."""
    if not isinstance(said, dict):
        raise UntrueError
    return Inside(
        title=_short(said.get("title")),
        author=_short(said.get("author")),
        parts=tuple(_short(part) for part in listed(said.get("parts"), MAX_PARTS)),
        lines=tuple(_short(each) for each in listed(said.get("lines"), MAX_LINES)),
        files=tuple(map(_file, listed(said.get("files"), MAX_LISTED))),
        count=number(said.get("count"), MAX_COUNT),
        total=number(said.get("total"), MAX_TOTAL),
        remarks=tuple(enum(Remark, remark) for remark in listed(said.get("remarks"), len(Remark))),
    )


def media_type_in(said: object, ours: str) -> str:
    """Return the type that the child found by looking deeper, if it is of the same family as `ours`."""
    family = next((family for family in (ZIPPED, OLD_OFFICE) if ours in family), ())
    return said if isinstance(said, str) and said in family else ours


def _short(value: object) -> str:
    text = line(value)
    if len(text) > MAX_NAME:
        raise UntrueError
    return text


def _file(said: object) -> Listed:
    name, size = listed(said, 2, least=2)
    return Listed(_short(name), number(size, MAX_TOTAL))
