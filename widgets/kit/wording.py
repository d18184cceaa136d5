"""Numbers, moments and spans as people read them, in the interface's language."""

from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QDate, QLocale, QTime
from PySide6.QtGui import QKeySequence

from console.words import N_, _, language

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SHORT_DAY = {"en": "d MMM", "ja": "M月d日"}
LONG_DAY = {"en": "d MMM yyyy", "ja": "yyyy年M月d日"}

KIB = 1024


def locale() -> QLocale:
    """Return the locale of the interface's language."""
    return QLocale(language())


def key_words(key: str) -> str:
    """Return `key` ("Ctrl+K") as this platform writes it ("⌘K")."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def number(value: int) -> str:
    """Return `value` with its thousands parted: "5,310"."""
    return locale().toString(value)


def size_words(size: int) -> str:
    """Return a file's length for people: "1.4 MB"."""
    if size < KIB:
        return f"{size} B"
    if size < KIB**2:
        return f"{size / KIB:.0f} kB"
    return f"{size / KIB**2:.1f} MB" if size < KIB**3 else f"{size / KIB**3:.2f} GB"


def part_words(done: int, total: int) -> str:
    """Return how much of a file is done: "120.0 MB of 1.40 GB"."""
    return _(N_("{shown} of {total}"), shown=size_words(min(done, total)), total=size_words(total))


def cut_words(shown: int, total: int, *, exact: bool = True) -> str:
    """Return what a list says of its length: "7", "50 of 5,310", or "50 of more than 2,000"."""
    if not exact:
        return _(N_("{shown} of more than {total}"), shown=number(shown), total=number(total))
    if shown < total:
        return _(N_("{shown} of {total}"), shown=number(shown), total=number(total))
    return number(total)


def day_words(at: datetime, zone: tzinfo | None = None, *, year: bool = False) -> str:
    """Return the day of `at` in `zone` (None: this machine's): "20 Nov", with `year` "20 Nov 2026"."""
    local = at.astimezone(zone)
    form = (LONG_DAY if year else SHORT_DAY).get(language(), "d MMM yyyy")
    return locale().toString(QDate(local.year, local.month, local.day), form)


def clock_words(at: datetime, zone: tzinfo | None = None) -> str:
    """Return the time of day of `at` in `zone`: "09:14"."""
    local = at.astimezone(zone)
    return locale().toString(QTime(local.hour, local.minute), "HH:mm")


def moment_words(at: datetime, zone: tzinfo | None = None) -> str:
    """Return `at` as a list shows it: "20 Nov 09:14"."""
    return f"{day_words(at, zone)} {clock_words(at, zone)}"


def exact_words(at: datetime, zone: tzinfo | None = None) -> str:
    """Return `at` as a tooltip shows it, to the second and with its zone: "20 Nov 2026 09:14:03 JST"."""
    local = at.astimezone(zone)
    offset = local.strftime("%z")
    name = local.tzname() or ""
    zoned = name if name.isalpha() else f"UTC{offset[:3]}:{offset[3:5]}"
    return f"{day_words(at, zone, year=True)} {local:%H:%M:%S} {zoned}"


def span_words(span: timedelta) -> str:
    """Return the two largest parts of a positive `span`: "2 h 10 m", "1 d 4 h", "3 d"; at least "0 m"."""
    days, rest = divmod(span, DAY)
    hours, rest = divmod(rest, HOUR)
    minutes = rest // MINUTE
    if days:
        return _(N_("{days} d {hours} h"), days=days, hours=hours) if hours else _(N_("{days} d"), days=days)
    if hours:
        return _(N_("{hours} h {minutes} m"), hours=hours, minutes=minutes)
    return _(N_("{minutes} m"), minutes=minutes)
