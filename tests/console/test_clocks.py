"""When something is due: the day before, the day, the day after; zones that change; years that end."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from holidays import list_supported_countries
from hypothesis import given
from hypothesis import strategies as st

from console import clocks
from console.clocks import StepKind
from console.errors import Invalid

TOKYO = ZoneInfo("Asia/Tokyo")


def at(text: str, zone: str = "Asia/Tokyo") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("done", "kept"),
    [
        ("2026-11-24T23:59", True),  # the day before
        ("2026-11-25T00:00", True),  # the day
        ("2026-11-25T23:59:59.999999", True),
        ("2026-11-26T00:00", False),  # the day after
    ],
)
def test_fifteen_days_end_with_day_fifteen(done: str, kept: bool) -> None:
    due = clocks.due_in_days(at("2026-11-10T09:30"), 15, TOKYO)
    assert due.on == date(2026, 11, 25)
    assert (at(done) <= due.by) is kept


@pytest.mark.parametrize(
    ("received", "zone", "last_day"),
    [
        ("2026-11-10T00:00", "Asia/Tokyo", date(2026, 11, 25)),
        ("2026-11-10T23:59:59", "Asia/Tokyo", date(2026, 11, 25)),
        ("2026-12-20T12:00", "Asia/Tokyo", date(2027, 1, 4)),  # over the year's end, holidays count
        ("2028-02-20T12:00", "Asia/Tokyo", date(2028, 3, 6)),  # a leap year
        ("2027-02-20T12:00", "Asia/Tokyo", date(2027, 3, 7)),
        ("2026-10-20T12:00", "Europe/Berlin", date(2026, 11, 4)),  # summer time ends in between
        ("2026-03-20T12:00", "America/New_York", date(2026, 4, 4)),
    ],
)
def test_every_calendar_day_counts_from_receipt(received: str, zone: str, last_day: date) -> None:
    assert clocks.due_in_days(at(received, zone), 15, ZoneInfo(zone)).on == last_day


def test_the_operators_zone_decides_which_day_the_receipt_is() -> None:
    received = datetime(2026, 11, 9, 15, 30, tzinfo=UTC)  # half past midnight of the 10th in Tokyo
    assert clocks.due_in_days(received, 15, TOKYO).on == date(2026, 11, 25)
    assert clocks.due_in_days(received, 15, ZoneInfo("Europe/London")).on == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("zone", "day", "end"),
    [
        ("Asia/Tokyo", date(2026, 11, 25), "2026-11-25T14:59:59.999999"),
        ("Europe/Berlin", date(2026, 3, 29), "2026-03-29T21:59:59.999999"),  # 23 hours long
        ("Europe/Berlin", date(2026, 10, 25), "2026-10-25T22:59:59.999999"),  # 25 hours long
        (
            "America/Sao_Paulo",
            date(2018, 11, 3),
            "2018-11-04T02:59:59.999999",
        ),  # the next midnight is skipped
        ("America/Sao_Paulo", date(2019, 2, 16), "2019-02-17T02:59:59.999999"),  # its last hour comes twice
        ("Pacific/Apia", date(2011, 12, 29), "2011-12-30T09:59:59.999999"),  # the 30th does not exist
    ],
)
def test_a_day_ends_when_it_ends_there(zone: str, day: date, end: str) -> None:
    assert clocks.end_of_day(day, ZoneInfo(zone)) == datetime.fromisoformat(end).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("confirmed", "calendar", "last_day"),
    [
        ("2026-11-02T10:00", "JP", date(2026, 11, 12)),  # Culture Day on the 3rd
        ("2026-04-28T10:00", "JP", date(2026, 5, 13)),  # Showa Day and Golden Week
        ("2026-12-24T10:00", "JP", date(2027, 1, 5)),  # New Year's Day
        ("2026-11-02T10:00", "DE", date(2026, 11, 11)),
        ("2026-01-30T10:00", "CN", date(2026, 2, 10)),
        ("2026-11-07T10:00", "JP", date(2026, 11, 17)),  # a Saturday is day 0 all the same
    ],
)
def test_seven_business_days_leave_out_weekends_and_holidays(
    confirmed: str, calendar: str, last_day: date
) -> None:
    assert clocks.due_in_business_days(at(confirmed), 7, TOKYO, calendar).on == last_day


def test_a_weekend_on_which_china_works_counts() -> None:
    assert clocks.is_business_day(date(2025, 9, 28), "CN")  # a Sunday, worked for the October holidays
    assert not clocks.is_business_day(date(2025, 9, 28), "JP")


def test_a_due_moment_tells_how_it_was_reached() -> None:
    due = clocks.due_in_business_days(at("2026-11-02T10:00"), 2, TOKYO, "JP")
    assert [(s.kind, s.on.day) for s in due.steps] == [
        (StepKind.RECEIVED, 2),
        (StepKind.HOLIDAY, 3),
        (StepKind.BUSINESS_DAYS, 5),
        (StepKind.DUE, 5),
    ]


def test_the_steps_are_sentences_with_days_and_place() -> None:
    told = clocks.due_in_days(at("2026-11-10T09:30"), 15, TOKYO).explain()
    assert told[1] == "15 calendar days later: November 25, 2026."
    assert all("Asia/Tokyo" in told[i] for i in (0, -1))
    assert "{" not in "".join(told)


def test_one_day_is_said_as_one_day() -> None:
    told = clocks.due_in_days(at("2026-11-10T09:30"), 1, TOKYO).explain()
    assert told[1] == "1 calendar day later: November 11, 2026."
    told = clocks.due_in_business_days(at("2026-11-10T09:30"), 1, TOKYO, "JP").explain()
    assert told[1] == "1 business day later, by the calendar of JP: November 11, 2026."
    told = clocks.due_in_business_days(at("2026-11-10T09:30"), 1, TOKYO, "JP").explain("ja")
    assert told[1] == "JPのカレンダーで1営業日後：2026年11月11日。"


def test_unknown_calendars_are_refused() -> None:
    with pytest.raises(Invalid, match="ZZ"):
        clocks.due_in_business_days(at("2026-11-02T10:00"), 7, TOKYO, "ZZ")


def test_the_calendars_are_those_of_the_library() -> None:
    assert clocks.calendars() == set(list_supported_countries())


def test_a_moment_without_a_zone_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="zone"):
        clocks.day_of(datetime(2026, 11, 2), TOKYO)  # noqa: DTZ001 -- that is the case


MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- hypothesis adds the zone
ZONES = st.sampled_from(sorted(available_timezones())).map(ZoneInfo)


@given(MOMENTS, MOMENTS, st.integers(0, 400), ZONES)
def test_who_writes_later_is_never_due_earlier(
    one: datetime, other: datetime, days: int, zone: ZoneInfo
) -> None:
    first, second = sorted((one, other))
    assert clocks.due_in_days(first, days, zone).by <= clocks.due_in_days(second, days, zone).by


@given(MOMENTS, st.integers(0, 60), ZONES)
def test_a_term_never_ends_before_its_last_day_begins(received: datetime, days: int, zone: ZoneInfo) -> None:
    due = clocks.due_in_days(received, days, zone)
    assert received <= due.by
    assert due.on - clocks.day_of(received, zone) == timedelta(days=days)


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 12))
def test_business_days_take_at_least_as_long_as_calendar_days(day: date, days: int) -> None:
    received = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    business = clocks.due_in_business_days(received, days, TOKYO, "JP")
    assert business.by >= clocks.due_in_days(received, days, TOKYO).by
    assert days == 0 or clocks.is_business_day(business.on, "JP")
