"""What main plugs together, as commands and window receive it: each part made when it is first asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # their imports take half a second, and the window paints before it needs any of them
    from console.evidence.store import FileVault
    from console.guarded.host import Guard
    from console.letters.store import Drawer
    from console.stores.records import Check
    from console.stores.store import Keeper, OpenStore


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def has_display() -> bool:
    """Tell whether windows can be shown here, or Qt was told what to draw on instead."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(name) for name in wanted)


@dataclass(frozen=True, slots=True)
class House:
    """The parts. `data` is this system's folder for our data, `reports` that for reports about our bugs.

    What is Any here belongs to the window alone and passes through.
    """

    data: Path
    reports: Path
    keeper: Callable[[], Keeper[Any]]
    drawer: Callable[[], Drawer]
    guard: Callable[[], Guard]
    vault: Callable[[OpenStore], FileVault]
    fonts: Callable[[], Any]
    window: Callable[..., int]
    tour: Callable[..., Any]
    checks: Callable[[], list[Check]]  # of what only main can ask: Qt, fonts
    now: Callable[[], datetime] = field(default=utc_now)
