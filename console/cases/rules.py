"""Pure questions about cases: how a clock stands, what a typed filter means."""

from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from console.cases.records import CaseFile, CaseFilter, CaseState
from console.errors import Invalid
from console.words import N_

AMBER = timedelta(days=3)
FILTER_KEYS = ("kind", "state", "owner")


class Clock(StrEnum):
    """How a case's clock stands."""

    STOPPED = "stopped"
    GREEN = "green"
    AMBER = "amber"
    OVERDUE = "overdue"


def clock_of(case: CaseFile, now: datetime) -> Clock:
    """Return how the clock stands: it stops once the case is answered or closed."""
    if case.state in (CaseState.ANSWERED, CaseState.CLOSED):
        return Clock.STOPPED
    if now >= case.due_by:
        return Clock.OVERDUE
    return Clock.AMBER if case.due_by - now <= AMBER else Clock.GREEN


def end_of_day(now: datetime, zone: tzinfo | None) -> datetime:
    """Return the midnight that ends the day of `now` in `zone` (None: this machine's)."""
    local = now.astimezone(zone)
    return datetime.combine(local.date() + timedelta(days=1), time(), local.tzinfo)


def filter_from(text: str) -> CaseFilter:
    """Return the filter typed as "kind:packaging state:open owner:Mori box"; owners with blanks in quotes.

    Raises: Invalid for an unknown key or state.
    """
    found: dict[str, str] = {}
    words = []
    for part in _parts(text):
        key, colon, value = part.partition(":")
        if colon and key in FILTER_KEYS:
            found[key] = value
        elif colon and key.isalpha() and value:
            raise Invalid(
                N_("The filter knows kind:, state: and owner:, not {key}:."), field="filter", key=key
            )
        else:
            words.append(part)
    return CaseFilter(
        kind=found.get("kind"), state=_state(found), owner=found.get("owner"), words=" ".join(words)
    )


def _state(found: dict[str, str]) -> CaseState | None:
    if "state" not in found:
        return None
    try:
        return CaseState(found["state"])
    except ValueError:
        known = ", ".join(CaseState)
        raise Invalid(N_("A state is one of: {known}."), field="filter", known=known) from None


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    part, quoted = "", False
    for c in text:
        if c == '"':
            quoted = not quoted
        elif c.isspace() and not quoted:
            parts, part = [*parts, part], ""
        else:
            part += c
    return [p for p in [*parts, part] if p]
