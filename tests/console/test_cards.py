"""Card numbers are found however they are written, and nothing else is taken for one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.cards import is_luhn, mask_account, mask_cards


@pytest.mark.parametrize(
    ("written", "masked"),
    [
        ("4111111111111111", "••••••••••••1111"),
        ("4111 1111 1111 1111", "•••• •••• •••• 1111"),
        ("4111-1111-1111-1111", "••••-••••-••••-1111"),
        ("４１１１１１１１１１１１１１１１", "••••••••••••１１１１"),
        ("４１１１　１１１１　１１１１　１１１１", "••••　••••　••••　１１１１"),
        ("3782 822463 10005", "•••• •••••• •0005"),
        ("30569309025904", "••••••••••5904"),
        ("6212345678900000003", "•••••••••••••••0003"),
        ("カードは4242424242424242です", "カードは••••••••••••4242です"),
        ("VISA4111111111111111", "VISA••••••••••••1111"),
        ("no 12 4111111111111111 12/27", "no 12 ••••••••••••1111 12/27"),
        ("4\u200b111111111111111", "•\u200b•••••••••••1111"),
    ],
)
def test_a_card_number_is_masked_but_for_its_last_four_digits(written: str, masked: str) -> None:
    assert mask_cards(written).text == masked
    assert mask_cards(written).found == 1


def test_two_cards_in_a_row_are_both_masked() -> None:
    found = mask_cards("4111 1111 1111 1111 4242 4242 4242 4242")
    assert (found.found, found.text) == (2, "•••• •••• •••• 1111 •••• •••• •••• 4242")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "4111 1111 1111 1112",
        "+86 138 0013 8002",
        "0081 90 1234 5678",
        "EN882014773JP",
        "RK-88213407",
        "2026-11-20 09:14",
        "41111111111111114111111111111111",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask_cards(text).text == text


def test_a_masked_text_stays_as_it_is() -> None:
    once = mask_cards("card 5555 5555 5555 4444")
    assert mask_cards(once.text).text == once.text
    assert mask_cards(once.text).found == 0


def test_where_a_card_is_named_any_long_number_is_masked() -> None:
    assert mask_account("Visa 4111111111111112").text == "Visa ••••••••••••1112"
    assert mask_account("Visa •••• 4417").found == 0


@given(st.text("0123456789", min_size=12, max_size=18), st.sampled_from(["", " ", "-"]))
def test_every_number_with_its_check_digit_is_found(digits: str, between: str) -> None:
    number = "4" + digits[1:]
    number += next(d for d in "0123456789" if is_luhn(number + d))
    text = between.join(number[i : i + 4] for i in range(0, len(number), 4))
    assert mask_cards(text).found == 1


@given(st.text())
def test_any_text_survives(text: str) -> None:
    assert len(mask_cards(text).text) == len(text)


@pytest.mark.parametrize(
    "text", ["1 " * 200_000, "4" * 400_000, "4111 1111 1111 1111 " * 20_000, "1" * 12 + "x"]
)
def test_no_text_takes_long(text: str) -> None:
    begun = time.process_time()
    mask_cards(text * (400_000 // len(text)))
    assert time.process_time() - begun < 4


@given(st.text("0123456789", min_size=13, max_size=19))
def test_a_number_is_masked_where_its_check_digit_fits(digits: str) -> None:
    begins = digits[0] in "3456" if len(digits) < 16 else digits[0] != "0"
    assert mask_cards(digits).found == (begins and is_luhn(digits))
