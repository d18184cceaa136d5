"""What lies in a file, as its row keeps it: the beginning alone, for the card of the file."""

import json

from console.evidence.records_inside import Inside, Listed, Remark

LINES, FILES, PARTS = 8, 8, 12


def packed(inside: Inside | None) -> str | None:
    """Return it as text, None where nothing is known."""
    if inside is None:
        return None
    kept = {
        "title": inside.title,
        "author": inside.author,
        "parts": inside.parts[:PARTS],
        "lines": inside.lines[:LINES],
        "files": [[file.name, file.size] for file in inside.files[:FILES]],
        "count": inside.count,
        "total": inside.total,
        "remarks": inside.remarks,
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str | None) -> Inside | None:
    """Return what `packed` made a text of."""
    if not text:
        return None
    kept = json.loads(text)
    return Inside(
        title=kept["title"],
        author=kept["author"],
        parts=tuple(kept["parts"]),
        lines=tuple(kept["lines"]),
        files=tuple(Listed(name, size) for name, size in kept["files"]),
        count=kept["count"],
        total=kept["total"],
        remarks=tuple(map(Remark, kept["remarks"])),
    )
