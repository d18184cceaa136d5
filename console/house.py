"""What main plugs together, as commands and window receive it: each part made when it is first asked for."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from console.stores.store import Keeper


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class House:
    """The parts. `reports` is the folder for reports about our own bugs."""

    data: Path
    reports: Path
    keeper: Callable[[], Keeper[Any]]  # whatever its open store is like inside
    window: Callable[..., int]
    now: Callable[[], datetime] = field(default=utc_now)
