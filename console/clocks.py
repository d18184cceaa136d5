"""Days, business days and zones: when something is due, and how that moment was reached.

The day of receipt is day 0; what is due on a day may be done until that day ends in the operator's zone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime

from console.errors import Invalid
from console.words import N_, counter, translator

ONE_DAY = timedelta(days=1)
LAST_MICROSECOND = timedelta(microseconds=1)


class StepKind(StrEnum):
    """One step on the way to a due moment."""

    RECEIVED = "received"
    CALENDAR_DAYS = "calendar-days"
    BUSINESS_DAYS = "business-days"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    DUE = "due"


STEPS: Mapping[StepKind, str] = MappingProxyType(
    {
        StepKind.RECEIVED: N_("Received {moment}, in {place} on {day}: day 0."),
        StepKind.WEEKEND: N_("{day} is a weekend: not counted."),
        StepKind.HOLIDAY: N_("{day} is a public holiday: not counted."),
        StepKind.DUE: N_("Due when {day} ends in {place}: {moment}."),
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the day it reached; `at` where it is a moment, `place` a zone or a calendar."""

    kind: StepKind
    on: date
    at: datetime | None = None
    count: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """The last moment (`by`, UTC) and the last day (`on`) on which something is in time."""

    by: datetime
    on: date
    steps: tuple[Step, ...]

    def explain(self, language: str = "en") -> list[str]:
        """Return how the moment was reached, a sentence a step."""
        return [_sentence(step, language) for step in self.steps]


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """Return the day that `moment` falls on in `zone`. Raises: ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        msg = "a moment needs its zone"
        raise ValueError(msg)
    return moment.astimezone(zone).date()


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Return the last microsecond of `day` in `zone`, as UTC; days of 23 or 25 hours end when they end."""
    next_midnight = datetime.combine(day + ONE_DAY, time(), zone)
    return next_midnight.astimezone(UTC) - LAST_MICROSECOND


def due_in_days(received_at: datetime, days: int, zone: ZoneInfo) -> Due:
    """Return when an answer promised within `days` calendar days is due (policy L6, L90, L98)."""
    start = day_of(received_at, zone)
    last = start + timedelta(days=days)
    counted = Step(StepKind.CALENDAR_DAYS, last, count=days)
    return _due(received_at, start, (counted,), last, zone)


def due_in_business_days(received_at: datetime, days: int, zone: ZoneInfo, calendar: str) -> Due:
    """Return when something promised within `days` business days is due (policy L89).

    `calendar` is a country's code ("JP"). Raises: Invalid.
    """
    start = day_of(received_at, zone)
    passed = tuple(_walk(start, days, calendar_named(calendar)))
    last = passed[-1].on if passed else start
    skipped = tuple(step for step in passed if step.kind is not StepKind.BUSINESS_DAYS)
    counted = Step(StepKind.BUSINESS_DAYS, last, count=days, place=calendar)
    return _due(received_at, start, (*skipped, counted), last, zone)


def is_business_day(day: date, calendar: str) -> bool:
    """Tell whether people work on `day` by the calendar of the country `calendar`. Raises: Invalid."""
    return day not in _days_off(calendar_named(calendar), day.year)


def calendar_named(code: str) -> str:
    """Return the code of a country whose holidays are known. Raises: Invalid."""
    if code not in calendars():
        raise Invalid(
            N_("{text} is not a country whose holidays are known."), field="calendar", text=code[:12]
        )
    return code


@lru_cache(maxsize=1)
def calendars() -> frozenset[str]:
    """Return the codes of the countries whose public holidays are known."""
    from holidays.registry import EntityLoader  # noqa: PLC0415 -- see _days_off

    # The list that the library offers would import a file for each of 250 countries to say the same.
    return frozenset(EntityLoader.get_country_codes())


def _due(received_at: datetime, start: date, counted: tuple[Step, ...], last: date, zone: ZoneInfo) -> Due:
    place = zone.key
    by = end_of_day(last, zone)
    first = Step(StepKind.RECEIVED, start, at=received_at.astimezone(zone), place=place)
    end = Step(StepKind.DUE, last, at=by.astimezone(zone), place=place)
    return Due(by, last, (first, *counted, end))


def _walk(start: date, days: int, calendar: str) -> Iterator[Step]:
    """Yield each day after `start` until `days` business days have passed, with why it did not count."""
    day, counted = start, 0
    while counted < days:
        day += ONE_DAY
        kind = _days_off(calendar, day.year).get(day, StepKind.BUSINESS_DAYS)
        counted += kind is StepKind.BUSINESS_DAYS
        yield Step(kind, day)


def _sentence(step: Step, language: str) -> str:
    day = format_date(step.on, "long", locale=language)
    if step.kind in STEPS:
        moment = format_datetime(step.at, "long", locale=language) if step.at else ""
        return translator(language)(STEPS[step.kind], day=day, moment=moment, place=step.place)
    n_ = counter(language)
    if step.kind is StepKind.CALENDAR_DAYS:
        return n_(
            "{count} calendar day later: {day}.",
            "{count} calendar days later: {day}.",
            step.count,
            count=step.count,
            day=day,
        )
    return n_(
        "{count} business day later, by the calendar of {place}: {day}.",
        "{count} business days later, by the calendar of {place}: {day}.",
        step.count,
        count=step.count,
        place=step.place,
        day=day,
    )


@lru_cache(maxsize=64)
def _days_off(calendar: str, year: int) -> Mapping[date, StepKind]:
    """Return the days of `year` on which nobody works; China's working weekends are not among them."""
    import holidays  # noqa: PLC0415 -- takes a tenth of a second; the window must not wait for it

    known = holidays.country_holidays(calendar, years=year)
    days = (date(year, 1, 1) + n * ONE_DAY for n in range(366))
    return MappingProxyType(
        {
            day: StepKind.HOLIDAY if day in known else StepKind.WEEKEND
            for day in days
            if day.year == year and not known.is_working_day(day)
        }
    )
