"""What is told about files that hold others, or text in a form of their own: archives and office files."""

from dataclasses import dataclass, field
from enum import StrEnum

MAX_LISTED = 500  # names of an archive that are told; the count is of all
MAX_NAME = 300  # characters of one name
MAX_LINES = 60
MAX_PARTS = 100  # sheets, slides by name
MAX_COUNT = 2**31
MAX_TOTAL = 2**62  # bytes that an archive may claim to hold


class Remark(StrEnum):
    """What is to be known of such a file."""

    MACROS = "macros"
    ENCRYPTED = "encrypted"  # some or all of what an archive holds
    BOMB = "bomb"  # far more comes out than lies in it
    NAMES_MISLEAD = "names-mislead"  # they leave their folder, or turn the direction of writing
    LINKS = "links"  # entries that stand for other files
    CUT = "cut"  # more than is listed or read
    HEAD_ONLY = "head-only"  # the file is so large that only its beginning was looked at
    INCOMPLETE = "incomplete"  # its end is missing or damaged; what could be read was read


@dataclass(frozen=True, slots=True)
class Listed:
    """One file of an archive."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Inside:
    """What lies in a file. `parts` are sheets by name, `count` and `total` an archive's files and bytes."""

    title: str = ""
    author: str = ""
    parts: tuple[str, ...] = ()
    lines: tuple[str, ...] = field(default=(), repr=False)
    files: tuple[Listed, ...] = field(default=(), repr=False)
    count: int = 0
    total: int = 0
    remarks: tuple[Remark, ...] = ()
