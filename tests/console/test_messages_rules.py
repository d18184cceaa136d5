"""What may be kept of what was said, and who said what in a pasted chat."""

from datetime import UTC, datetime, timedelta

import pytest

from console.errors import Invalid
from console.messages.records import Line
from console.messages.rules import (
    AHEAD,
    LONGEST_BODY,
    case_numbers_in,
    check_moment,
    kept_body,
    language_of,
    lines_of,
    seconds_of_call,
)

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "  \n", "a\0b", "a\udc80b", "x" * (LONGEST_BODY + 1)])
def test_what_no_store_can_keep_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        kept_body(text)


@pytest.mark.parametrize("text", [" a \n", "=1+1", "<b>", "\u202eabc", "Ω≈ç√∫", "x" * LONGEST_BODY, "{name}"])
def test_what_is_typed_is_kept_as_it_is(text: str) -> None:
    assert (kept_body(text).text, kept_body(text).found) == (text, 0)


def test_a_card_number_is_masked_and_counted() -> None:
    kept = kept_body("He read out 4111 1111 1111 1111, and ５５５５５５５５５５５５４４４４.")
    assert kept.found == 2
    assert "4111 1111" not in kept.text
    assert kept.text.startswith("He read out •••• •••• •••• 1111")


@pytest.mark.parametrize(
    ("started", "ended", "seconds"),
    [(0, 0, 0), (-250, -10, 240), (-86400, 0, 86400), (-1, AHEAD.total_seconds(), 301)],
)
def test_a_call_takes_as_long_as_it_took(started: float, ended: float, seconds: int) -> None:
    took = seconds_of_call(NOW + timedelta(seconds=started), NOW + timedelta(seconds=ended), NOW)
    assert took == seconds


@pytest.mark.parametrize(("started", "ended"), [(0, -1), (-86401, 0), (0, 301)])
def test_a_call_that_cannot_be_is_refused(started: float, ended: float) -> None:
    with pytest.raises(Invalid):
        seconds_of_call(NOW + timedelta(seconds=started), NOW + timedelta(seconds=ended), NOW)


@pytest.mark.parametrize(("ahead", "refused"), [(0, False), (300, False), (301, True)])
def test_what_has_not_happened_yet_is_refused(ahead: int, refused: bool) -> None:
    if refused:
        with pytest.raises(Invalid):
            check_moment(NOW + timedelta(seconds=ahead), NOW)
    else:
        check_moment(NOW + timedelta(seconds=ahead), NOW)


CHATS = [
    ("Mori: Hello\nLin: The box is crushed\nMori: I see", [("Mori", ""), ("Lin", ""), ("Mori", "")]),
    ("[12:03] Mori: Hello\n[12:04] Lin: Hi", [("Mori", "12:03"), ("Lin", "12:04")]),
    ("12:03\tMori\tHello\n12:04\tLin\tHi", [("Mori", "12:03"), ("Lin", "12:04")]),
    (
        "20/11/2026, 12:03 - Mori: Hello\n20/11/2026, 12:04 - Lin: Hi",
        [("Mori", "20/11/2026, 12:03"), ("Lin", "20/11/2026, 12:04")],
    ),
    (
        "[2026/11/20, 9:03:11 PM] Lin Chao-Wei: Hi\n[2026/11/20, 9:04:11 PM] Desk: Yes",
        [("Lin Chao-Wei", "2026/11/20, 9:03:11 PM"), ("Desk", "2026/11/20, 9:04:11 PM")],
    ),
    ("Mori (12:03): Hello\nLin (12:04): Hi", [("Mori", "12:03"), ("Lin", "12:04")]),
    ("森：こんにちは\n林：箱がつぶれました", [("森", ""), ("林", "")]),
    ("客服（12:03）：您好\n林：外盒压坏了", [("客服", "12:03"), ("林", "")]),
]


@pytest.mark.parametrize(("pasted", "speakers"), CHATS)
def test_a_pasted_chat_is_split_by_its_speakers(pasted: str, speakers: list[tuple[str, str]]) -> None:
    assert [(line.speaker, line.time) for line in lines_of(pasted)] == speakers


def test_a_line_without_a_speaker_goes_on_with_the_one_before() -> None:
    assert lines_of("Mori: Hello\nhow are you\n\nLin: see https://example.com/a:b") == (
        Line("Mori", "Hello\nhow are you"),
        Line("Lin", "see https://example.com/a:b"),
    )


@pytest.mark.parametrize(
    "pasted",
    [
        "The box is crushed.",
        "Mori: Hello",
        "https://example.com/1\nhttps://example.com/2",
        "Order: 12\nProduct: figure\nAmount: 100\nAddress: Vancouver",
        "One line\nMori: Hello\nLin: Hi",
        "Mori: Hello\na\nb\nc\nLin: Hi",
        "\n".join(f"Speaker {n}: x" for n in range(9)) * 2,
        "",
    ],
)
def test_what_does_not_look_like_a_chat_stays_whole(pasted: str) -> None:
    assert lines_of(pasted) == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("箱がつぶれた", "ja"),
        ("ﾊｺ", "ja"),
        ("외盒", "ko"),
        ("외盒盒", "zh"),
        ("外盒压坏了", "zh"),
        ("The box", ""),
        ("", ""),
    ],
)
def test_a_script_shows_the_language_where_only_one_has_it(text: str, language: str) -> None:
    assert language_of(text) == language


def test_case_numbers_in_a_subject_are_found() -> None:
    assert case_numbers_in("Re: d-2026-00012 and D-2026-00012, D-2026-00013x, XD-2026-00014") == (
        "D-2026-00012",
    )
