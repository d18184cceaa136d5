"""Which language a letter is written in, and how its address is laid out."""

import pytest

from console.letters.records import Organisation, Recipient
from console.letters.rules import address_block, is_fallback, language_name, letter_language

JAPANESE = Recipient("見本 太郎", ("〒150-0001", "東京都見本区1-2-3"), "ja", "JP")
GERMAN = Recipient("Anna Muster", ("Example Street 12", "10115 Berlin"), "de", "DE")


@pytest.mark.parametrize(
    ("asked", "used"),
    [("en", "en"), ("ja", "ja"), ("ja_JP", "ja"), ("fr", "en"), ("zh-Hant", "en"), ("", "en")],
)
def test_a_letter_is_written_in_the_asked_language_or_in_english(asked: str, used: str) -> None:
    assert letter_language(asked) == used


@pytest.mark.parametrize(("asked", "told"), [("en-GB", False), ("ja", False), ("fr", True), ("", False)])
def test_a_letter_in_another_language_than_asked_says_so(asked: str, told: bool) -> None:
    assert is_fallback(asked) is told


def test_languages_are_named_for_people() -> None:
    assert language_name("fr", "en") == "French"
    assert language_name("zh_Hant", "en") == "Chinese"
    assert language_name("no such thing", "en") == "no such thing"


def test_a_japanese_address_ends_with_the_name() -> None:
    assert address_block(JAPANESE, "ja", "JP") == ("〒150-0001", "東京都見本区1-2-3", "見本 太郎 様")


def test_an_address_abroad_ends_with_the_country_in_english() -> None:
    assert address_block(GERMAN, "en", "JP") == (
        "Anna Muster",
        "Example Street 12",
        "10115 Berlin",
        "Germany",
    )


def test_the_country_is_not_said_twice() -> None:
    lines = address_block(Recipient("Anna", ("10115 Berlin", "GERMANY"), "en", "DE"), "en", "JP")
    assert lines == ("Anna", "10115 Berlin", "GERMANY")


def test_at_home_no_country_stands_in_the_address() -> None:
    assert address_block(GERMAN, "en", "DE")[-1] == "10115 Berlin"


def test_a_missing_name_leaves_no_empty_line() -> None:
    assert address_block(Recipient(" ", ("〒150-0001",), "ja", "JP"), "ja", "JP") == ("〒150-0001",)


def test_a_sender_without_the_language_uses_english_then_any() -> None:
    sender = Organisation("Rakufun", addresses={"ja": ("東京都",)})
    assert sender.named("fr") == "Rakufun"
    assert sender.addressed("fr") == ("東京都",)
