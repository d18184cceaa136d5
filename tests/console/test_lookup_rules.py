"""What was typed is understood by its shape, and what may not be read is masked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.lookup.records import Field, FieldKind, Shape
from console.lookup.rules import (
    LONGEST,
    cleaned,
    full_case_no,
    number_key,
    phone_key,
    shape_of,
    shown,
    spaced_number,
)


@pytest.mark.parametrize(
    ("typed", "shape"),
    [
        ("", Shape.NOTHING),
        ("  - ", Shape.NOTHING),
        ("🎉", Shape.NOTHING),
        ("taro@", Shape.EMAIL),
        ("taro.yamada@example.com", Shape.EMAIL),
        ("@example.com", Shape.DOMAIN),
        ("5678", Shape.PHONE),
        ("567", Shape.CODE),
        ("+81 (0)90-1234-5678", Shape.PHONE),
        ("０９０－１２３４－５６７８", Shape.PHONE),
        ("150-0001", Shape.PHONE),
        ("RK-88213407", Shape.CODE),
        ("taro.yam", Shape.CODE),
        ("hanako_", Shape.CODE),
        ("O'Brien", Shape.WORDS),
        ("山田", Shape.WORDS),
        ("EN 882 014 773 JP", Shape.WORDS),
        ("yamada @ home", Shape.WORDS),
    ],
)
def test_the_shape_of_what_is_typed(typed: str, shape: Shape) -> None:
    assert shape_of(cleaned(typed)) is shape


def test_country_code_and_trunk_zero_agree_on_the_last_nine_digits() -> None:
    assert phone_key("+81 90 1234 5678") == phone_key("090-1234-5678") == phone_key("０９０ 1234 5678")
    assert phone_key("5678") == "8765"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("EN 882 014 773 JP", "en882014773jp"),
        ("EMS EN882014773JP", "emsen882014773jp"),
        ("yamada 12", ""),
        ("EN 88", ""),
        ("red teapot", ""),
    ],
)
def test_a_number_typed_with_blanks_is_one(typed: str, key: str) -> None:
    assert spaced_number(typed) == key


@pytest.mark.parametrize(
    ("typed", "no"),
    [
        ("d-2026-12", "D-2026-00012"),
        ("D2026-00012", "D-2026-00012"),
        ("D-2026-123456", ""),
        ("2026-12", ""),
        ("D-26-1", ""),
    ],
)
def test_a_case_number_gets_its_zeros(typed: str, no: str) -> None:
    assert full_case_no(typed) == no


def test_numbers_are_compared_by_letters_and_digits() -> None:
    assert number_key("RK-8821 3407") == number_key("rk88213407")


def test_control_characters_and_endless_texts_are_cleaned() -> None:
    assert cleaned("ya\0ma\x1bda\ud800\u3000taro\n") == "yamada taro"
    assert len(cleaned("x" * 10_000)) == LONGEST


@pytest.mark.parametrize(
    ("field", "masked"),
    [
        (Field(FieldKind.EMAIL, "taro@example.com"), "t•••••@example.com"),
        (Field(FieldKind.PHONE, "+81 90 1234 5678"), "+81 9• •••• ••78"),
        (Field(FieldKind.ADDRESS, "12 Example Street"), "•••••"),
        (Field(FieldKind.POSTCODE, "150-0001"), "•••••"),
        (Field(FieldKind.GUARDIAN, "Ayşe Yıldız"), "•••••"),
        (Field(FieldKind.NAME, "山田 太郎"), "山田 太郎"),
        (Field(FieldKind.TOWN, "Osaka"), "Osaka"),
    ],
)
def test_contacts_and_addresses_are_masked_and_names_are_not(field: Field, masked: str) -> None:
    assert shown(field, masked=True) == masked
    assert shown(field, masked=False) == field.text


@given(st.text())
def test_any_text_has_a_shape(text: str) -> None:
    tidy = cleaned(text)
    assert shape_of(tidy) in Shape
    assert len(tidy) <= LONGEST * 18  # one compatibility character stands for up to eighteen
    tidy.encode()
