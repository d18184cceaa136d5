"""Where lines end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.breaking import Style, Voice, lay, may_break

STYLE = Style(10, 15)
NARROW = 60.0


def _lines(text: str, language: str = "en", width: float = NARROW) -> list[str]:
    return [line.text for line in lay(text, STYLE, width, Voice(language))]


def test_english_breaks_at_blanks() -> None:
    assert _lines("the outer box was crushed") == ["the outer", "box was", "crushed"]


def test_japanese_breaks_between_characters() -> None:
    assert _lines("誠にありがとうございます", "ja") == ["誠にありがと", "うございます"]


def test_no_line_begins_with_what_closes() -> None:
    assert _lines("誠にありがと。うご", "ja") == ["誠にありが", "と。うご"]
    assert _lines("東京都見本カー区", "ja")[0] == "東京都見本"


def test_no_line_ends_with_what_opens() -> None:
    assert _lines("東京都見本「区」", "ja") == ["東京都見本", "「区」"]


@pytest.mark.parametrize(
    ("before", "after", "breaks"),
    [
        ("a", "b", False),
        (" ", "b", True),
        ("\u00a0", "b", False),
        ("-", "b", True),
        ("-", "2", False),
        ("年", "2", True),
        ("한", "국", False),
        ("…", "…", False),
        ("本", "\u3000", False),
        ("本", "っ", False),
    ],
)
def test_breaks_follow_the_rules_of_the_writing(before: str, after: str, breaks: bool) -> None:
    assert may_break(before, after) is breaks


def test_a_word_longer_than_a_line_breaks_where_it_must() -> None:
    lines = _lines("x" * 40)
    assert "".join(lines) == "x" * 40
    assert len(lines) > 1


def test_a_line_feed_begins_a_line_and_an_empty_line_stays() -> None:
    assert _lines("a\n\nb") == ["a", "", "b"]


def test_an_accent_is_never_parted_from_its_letter() -> None:
    lines = _lines("q\u0303" * 30)
    assert all(line.startswith("q") and line.endswith("\u0303") for line in lines)


@given(
    st.text(alphabet=st.sampled_from("ab cÉł年本。「」ー-漢字カナ한국 \n"), max_size=200),
    st.floats(min_value=20, max_value=300),
)
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, width: float) -> None:
    lines = lay(text, STYLE, width, Voice("ja"))
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())
    assert all(line.width <= width or len(line.shapes) < 4 for line in lines)
