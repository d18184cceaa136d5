"""A cell is read as what its field is, or refused."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.imports.cells import CellRefused, Reading, in_our_words, read
from console.imports.fields import Field, Sort
from console.imports.records import Reason, Value
from console.orders.records import Option, OrderState

BRAZIL = Reading(ZoneInfo("America/Sao_Paulo"), "", "BRL")
TOKYO = Reading(ZoneInfo("Asia/Tokyo"), "%Y/%m/%d %H:%M", "JPY")


def refused(sort: Sort, text: str, how: Reading = BRAZIL, **field: bool) -> Reason:
    with pytest.raises(CellRefused) as error:
        read(Field(sort, **field), text, how)  # type: ignore[arg-type]  # the one flag that tests use
    return error.value.reason


@pytest.mark.parametrize(
    ("sort", "text", "value"),
    [
        (Sort.KEY, " 007 ", "007"),
        (Sort.TEXT, " two  words ", " two  words "),
        (Sort.AMOUNT, "12.50", 1250),
        (Sort.AMOUNT, "1,234.5", 123450),
        (Sort.AMOUNT, "7", 700),
        (Sort.AMOUNT, "0.100", 10),
        (Sort.AMOUNT, "", None),
        (Sort.NUMBER, "012", 12),
        (Sort.MOMENT, "2018-08-15 11:30:33", datetime(2018, 8, 15, 14, 30, 33, tzinfo=UTC)),
        (Sort.MOMENT, "2018-08-15T11:30:33+09:00", datetime(2018, 8, 15, 2, 30, 33, tzinfo=UTC)),
        (Sort.MOMENT, " ", None),
        (Sort.DAY, "2018-08-15", date(2018, 8, 15)),
        (Sort.DAY, "2018-08-15 23:00:00", date(2018, 8, 15)),
        (Sort.YEAR, "1990", 1990),
        (Sort.COUNTRY, "jp", "JP"),
        (Sort.CURRENCY, "jpy", "JPY"),
        (Sort.EMAIL, " a@example.com\n", "a@example.com"),
    ],
)
def test_a_cell_becomes_its_value(sort: Sort, text: str, value: Value) -> None:
    assert read(Field(sort), text, BRAZIL) == value


@pytest.mark.parametrize(
    ("sort", "text", "reason"),
    [
        (Sort.AMOUNT, "12,50", Reason.NOT_AN_AMOUNT),
        (Sort.AMOUNT, "12.505", Reason.NOT_AN_AMOUNT),
        (Sort.AMOUNT, "-1", Reason.NOT_AN_AMOUNT),
        (Sort.AMOUNT, "NaN", Reason.NOT_AN_AMOUNT),
        (Sort.AMOUNT, "１２", Reason.NOT_AN_AMOUNT),
        (Sort.AMOUNT, "999999999999999", Reason.NOT_AN_AMOUNT),
        (Sort.NUMBER, "1.5", Reason.NOT_A_NUMBER),
        (Sort.NUMBER, "9999999999", Reason.NOT_A_NUMBER),
        (Sort.MOMENT, "15/08/2018", Reason.NOT_A_MOMENT),
        (Sort.MOMENT, "0001-01-01 00:00:00+14:00", Reason.NOT_A_MOMENT),
        (Sort.DAY, "yesterday", Reason.NOT_A_DAY),
        (Sort.YEAR, "90", Reason.NOT_A_YEAR),
        (Sort.COUNTRY, "Japan", Reason.NOT_A_COUNTRY),
        (Sort.CURRENCY, "yen", Reason.NOT_A_CURRENCY),
    ],
)
def test_what_cannot_be_read_is_refused(sort: Sort, text: str, reason: Reason) -> None:
    assert refused(sort, text) is reason


def test_an_empty_cell_is_refused_where_it_is_needed() -> None:
    assert refused(Sort.TEXT, "", required=True) is Reason.MISSING
    assert refused(Sort.AMOUNT, "", required=True) is Reason.MISSING


def test_a_text_longer_than_its_column_is_refused() -> None:
    with pytest.raises(CellRefused) as error:
        read(Field(Sort.KEY, longest=3), "abcd", BRAZIL)
    assert (error.value.reason, error.value.params) == (Reason.TOO_LONG, {"longest": 3})


def test_moments_follow_the_format_and_zone_of_the_profile() -> None:
    assert read(Field(Sort.MOMENT), "2026/11/23 12:00", TOKYO) == datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    assert refused(Sort.MOMENT, "2026-11-23 12:00", TOKYO) is Reason.NOT_A_MOMENT


def test_an_amount_has_no_more_digits_than_its_currency() -> None:
    assert read(Field(Sort.AMOUNT), "12,800", TOKYO) == 12800
    assert refused(Sort.AMOUNT, "12800.5", TOKYO) is Reason.NOT_AN_AMOUNT


def test_a_shops_words_become_ours() -> None:
    state, options = Field(Sort.WORD, words=OrderState), Field(Sort.WORDS, words=Option)
    assert in_our_words(state, " canceled ", {"canceled": "cancelled"}) == "cancelled"
    assert in_our_words(state, "PAID", None) == "paid"
    assert in_our_words(options, "insurance, inspection", None) == "inspection insurance"


def test_a_word_without_meaning_is_refused() -> None:
    with pytest.raises(CellRefused) as error:
        in_our_words(Field(Sort.WORD, words=OrderState), "paid", {"canceled": "cancelled"})
    assert error.value.reason is Reason.UNKNOWN_WORD


@given(st.text())
def test_text_is_never_changed(text: str) -> None:
    assert read(Field(longest=10**6), text, BRAZIL) == text
