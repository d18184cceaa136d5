"""Pure questions about cases: how a clock stands, what a typed filter means."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum

from console.cases.records import CaseFile, CaseFilter, CaseState
from console.errors import Invalid
from console.operators.records import Operator
from console.words import N_, listed

AMBER = timedelta(days=3)
FILTER_KEYS = ("kind", "state", "owner")
ME, NONE = "me", "none"


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


def filter_from(text: str, topics: Iterable[str]) -> CaseFilter:
    """Return the filter typed as "kind:packaging state:open owner:me box"; what has blanks stands in quotes.

    `topics` are the kinds there are. Whose the owner is, only the store knows: see `list_cases`.
    Raises: Invalid for an unknown key, kind or state, naming those that are known.
    """
    found: dict[str, str] = {}
    words = []
    for part, quoted in _parts(text):
        key, colon, value = part.partition(":")
        if quoted or not colon or not _is_key(key):
            words.append(part)
        elif key.casefold() in FILTER_KEYS:
            found[key.casefold()] = value
        elif value:
            raise _unknown_key(key)
        else:
            words.append(part)
    return CaseFilter(
        kind=_one_of(list(topics), found.get("kind"), N_("A kind is one of: {known}.")),
        state=_state(found.get("state")),
        owner=_owner(found.get("owner")),
        words=" ".join(words),
    )


def _is_key(text: str) -> bool:
    return text.replace("-", "").replace("_", "").isalpha()


def _unknown_key(key: str) -> Invalid:
    return Invalid(
        N_("The filter knows kind:, state: and owner:, not {key}:. Words with a colon stand in quotes."),
        field="filter",
        key=key,
    )


def _one_of(known: Sequence[str], value: str | None, msgid: str) -> str | None:
    if value is None or value.casefold() in known:
        return value and value.casefold()
    raise Invalid(msgid, field="filter", known=listed(known))


def _state(value: str | None) -> CaseState | None:
    state = _one_of(list(CaseState), value, N_("A state is one of: {known}."))
    return CaseState(state) if state else None


def _owner(value: str | None) -> str | None:
    if value == "":
        raise Invalid(
            N_("An owner is me, none, or an operator's name, in quotes where it has blanks."), field="filter"
        )
    return value


def owned_by(wanted: CaseFilter, asks: int, operators: Iterable[Operator]) -> CaseFilter:
    """Return the filter with its owner found: `asks` for "me", who left for "none", else by the name.

    Raises: Invalid for a name that no operator has.
    """
    typed = (wanted.owner or "").casefold()
    if wanted.owner is None:
        return wanted
    if typed == NONE:
        return replace(wanted, owner=None, unowned=True)
    named = {o.name.casefold(): o.id for o in operators} | {ME: asks}
    if typed not in named:
        known = listed([ME, NONE, *sorted(o.name for o in operators)])
        raise Invalid(N_("An owner is one of: {known}."), field="filter", known=known)
    return replace(wanted, owner=None, owner_id=named[typed])


def _parts(text: str) -> list[tuple[str, bool]]:
    """Return what blanks part, and whether a quotation mark began it."""
    parts: list[tuple[str, bool]] = []
    part, quoted, began = "", False, False
    for c in f"{text} ":
        if c == '"':
            began = began or not part
            quoted = not quoted
        elif c.isspace() and not quoted:
            parts, part, began = [*parts, (part, began)], "", False
        else:
            part += c
    return [(p, b) for p, b in [*parts, (part.rstrip(), began)] if p]
