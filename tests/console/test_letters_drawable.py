"""What a letter draws of a text, and what it leaves out and says so."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.letters.drawable import drawable


def test_plain_text_stays_as_it_is() -> None:
    assert drawable("Anna Muster, 見本 太郎").text == "Anna Muster, 見本 太郎"
    assert drawable("Anna Muster").removed == ()


def test_letters_and_their_accents_become_one_character() -> None:
    assert drawable("Mu\u0308ller").text == "M\u00fcller"
    assert drawable("か\u3099").text == "が"


@pytest.mark.parametrize("char", ["\u202e", "\u2066", "\u200f", "\u061c", "\u200b", "\x00", "\x1b", "\ufeff"])
def test_what_turns_or_hides_text_is_left_out_and_named(char: str) -> None:
    form = drawable(f"100{char}00 yen")
    assert form.text == "10000 yen"
    assert form.removed == (f"U+{ord(char):04X}",)


def test_each_character_left_out_is_named_once() -> None:
    assert drawable("\u202ea\u202eb\u2066").removed == ("U+202E", "U+2066")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_end_becomes_a_line_feed(end: str) -> None:
    assert drawable(f"one{end}two").text == "one\ntwo"


def test_the_form_of_a_name_outlives_normalising() -> None:
    assert drawable("神\u795e").text == "神\u795e"
    assert unicodedata.normalize("NFC", "神") == "\u795e"


def test_a_variation_selector_stays_with_its_character_only() -> None:
    assert drawable("葛\U000e0100城").text == "葛\U000e0100城"
    assert drawable("\U000e0100葛").removed == ("U+E0100",)
    assert drawable("葛\U000e0100\U000e0101").text == "葛\U000e0100"


def test_joiners_stay_where_they_change_what_is_written() -> None:
    assert drawable("क्\u200dष").text == "क्\u200dष"
    assert drawable("a\u200db").removed == ("U+200D",)


@given(st.text())
def test_drawing_what_is_drawable_changes_nothing(text: str) -> None:
    once = drawable(text).text
    assert drawable(once).text == once
    assert drawable(once).removed == ()


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    kept = drawable(text).text.replace("\n", "")
    assert not {unicodedata.category(char) for char in kept} & {"Cc", "Cs", "Zl", "Zp"}
    assert not set(kept) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
