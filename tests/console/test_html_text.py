"""The text of an HTML mail: nothing that runs, nothing that hides, in time that grows with its length."""

import time

import pytest

from console.guarded.html_text import MOST, declared_charset, text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two", "one\ntwo"),
        ("<ul><li>a<li>b</ul>c", "- a\n- b\n\nc"),
        ("a&nbsp;&amp;&#x7bb1;&lt;b&gt;", "a &箱<b>"),
        ("<title>t</title><style>p{}</style><script>x<1</script>seen", "seen"),
        ("<head><meta name=a>hidden</head><body>seen", "seen"),
        ("<!-- no --><!DOCTYPE html><?x?>seen", "seen"),
        ("1 < 2 and <3", "1 < 2 and <3"),
        (
            "<a href='https://evil.example/'>https://bank.example</a>",
            "https://bank.example <https://evil.example/>",
        ),
        ("<a href=mailto:a@b.example>a@b.example</a>", "a@b.example"),
        ('<img src="https://track.example/1" alt="a box">', "[a box]"),
        ("<table><tr><td>a<td>b</tr></table>", "a b"),
        ("<script>never closed", ""),
        ("<p unfinished", ""),
    ],
)
def test_html_reads_as_a_person_would_see_it(html: str, text: str) -> None:
    assert text_of(html) == text


def test_the_character_set_that_html_names_itself_is_found() -> None:
    assert (
        declared_charset(b'<html><meta http-equiv=x content="text/html; charset=Shift_JIS">') == "Shift_JIS"
    )
    assert declared_charset(b"<p>none") == ""


@pytest.mark.parametrize(
    "piece", ["<!--", "<", "</", "<a ", "<a href='", "<script", "&#", "<![", "<a href=x>", "<p>"]
)
def test_hostile_html_takes_time_by_its_length_alone(piece: str) -> None:
    start = time.process_time()
    text_of(piece * (MOST // len(piece)))
    assert time.process_time() - start < 4
