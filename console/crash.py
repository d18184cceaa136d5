"""Reports about our own bugs: where it happened, never with which data."""

import secrets
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType


@dataclass(frozen=True, slots=True)
class Crash:
    """One bug met: the exception's type, and the report kept about it (None: it could not be written)."""

    kind: str
    path: Path | None


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield `error` and what led to it, each once."""
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or at.__context__


def describe(error: BaseException) -> str:
    """Return types and stack lines of `error`; messages and values may hold personal data and stay out."""
    lines = [f"python {sys.version.split()[0]} on {sys.platform}"]
    for each in _chain(error):
        lines.append(f"{type(each).__module__}.{type(each).__qualname__}")
        for frame in traceback.extract_tb(each.__traceback__):
            place = "/".join(Path(frame.filename).parts[-3:])
            lines.append(f"  {place}:{frame.lineno} in {frame.name}")
    return "\n".join(lines) + "\n"


def take_over(folder: Path, now: Callable[[], datetime], told: Callable[[Crash], object]) -> None:
    """From now on keep a report about what nobody caught and tell it; no message or value is printed."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            told(report(error, folder, now()))

    sys.excepthook = hook


def report(error: BaseException, folder: Path, at: datetime) -> Crash:
    """Keep a report about `error` in `folder` and return it; a full disk loses the report, not the work."""
    kind = type(error).__qualname__
    path = folder / f"crash-{at:%Y%m%d-%H%M%S}-{secrets.token_hex(3)}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(describe(error), encoding="utf-8")
    except OSError:
        return Crash(kind, None)
    return Crash(kind, path)
