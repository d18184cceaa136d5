"""How long a call took, running or over."""

from console.words import _
from widgets.kit.wording import number

MINUTE = 60


def seconds_words(seconds: int) -> str:
    """Return a length as a list says it: "4 min", below a minute "40 s"."""
    if seconds < MINUTE:
        return _("{n} s", n=number(seconds))
    return _("{n} min", n=number(round(seconds / MINUTE)))


def running_words(seconds: int) -> str:
    """Return a length as a running clock shows it: "04:07", "1:02:09"."""
    minutes, rest = divmod(max(0, seconds), MINUTE)
    hours, minutes = divmod(minutes, MINUTE)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes:02d}:{rest:02d}"
