"""The files of a folder that was dropped, and what of it is passed over and why."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from stat import S_ISREG

from console.progress import Token
from console.words import N_, _, listed
from widgets.kit.wording import number

MOST = 100  # files of one folder
MOST_SEEN = 5_000  # entries looked at, so that the root of a disk ends soon too
SYSTEM = (".ds_store", "thumbs.db", "desktop.ini")


class Passed(StrEnum):
    """Why something in a folder is not taken."""

    EMPTY = "empty"
    LINK = "link"
    NO_FILE = "no-file"
    UNREADABLE = "unreadable"
    SYSTEM = "system"
    BEYOND = "beyond"


WORDS = {
    Passed.EMPTY: N_("empty files ({n})"),
    Passed.LINK: N_("links ({n})"),
    Passed.NO_FILE: N_("what is no file, such as a device ({n})"),
    Passed.UNREADABLE: N_("what this computer may not read ({n})"),
    Passed.SYSTEM: N_("files of the operating system ({n})"),
    Passed.BEYOND: N_("files beyond the first {most} ({n})"),
}


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files of a folder in the order of their paths; `passed` counts the rest; `all_seen`: to its end."""

    files: tuple[Path, ...]
    passed: Mapping[Passed, int]
    all_seen: bool = True


def gather(place: Path, *, most: int = MOST, most_seen: int = MOST_SEEN, token: Token) -> Gathered:
    """Return the files in `place` and in its folders, at most `most`; links are not followed."""
    files: list[Path] = []
    passed: Counter[Passed] = Counter()
    for seen, path in enumerate(_entries(place)):
        token.check()
        if seen >= most_seen:
            return Gathered(tuple(files), passed, all_seen=False)
        why = Passed.UNREADABLE if path is None else _why_not(path)
        if why is None and len(files) >= most:
            why = Passed.BEYOND
        if why is None and path is not None:
            files.append(path)
        elif why is not None:
            passed[why] += 1
    return Gathered(tuple(files), passed)


def _entries(place: Path) -> Iterator[Path | None]:
    """Yield everything below `place` but folders, by name in each; None for an unreadable folder."""
    if not place.is_dir():
        yield place
        return
    try:
        with os.scandir(place) as found:
            inside = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield None
        return
    for entry in inside:
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(Path(entry.path))
        else:
            yield Path(entry.path)


def _why_not(path: Path) -> Passed | None:
    if path.is_symlink():
        return Passed.LINK
    if path.name.lower() in SYSTEM:
        return Passed.SYSTEM
    try:
        about = path.stat()
    except OSError:
        return Passed.UNREADABLE
    if not S_ISREG(about.st_mode):
        return Passed.NO_FILE
    if not about.st_size:
        return Passed.EMPTY
    return None if os.access(path, os.R_OK) else Passed.UNREADABLE


def needs_gathering(path: Path) -> bool:
    """Tell whether `path` is there but no file that could be read as it is."""
    return path.exists() and not path.is_file()


def passed_words(name: str, found: Gathered, *, most: int = MOST) -> str:
    """Return what is said of a folder: what was passed over, that nothing was in it; empty for nothing."""
    parts = [
        _(WORDS[why], n=number(found.passed[why]), most=number(most))
        for why in Passed
        if found.passed.get(why)
    ]
    said = []
    if not found.files:
        said.append(_("{name}: there is no file in it that could be taken.", name=name))
    if parts:
        said.append(_("{name}: passed over were {what}.", name=name, what=listed(parts)))
    if not found.all_seen:
        said.append(_("{name}: it holds too much to look through; what came after that was left.", name=name))
    return "\n".join(said)
