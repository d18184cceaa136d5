"""Files of many mails: each mail is its exact piece of the file, and a broken one costs itself alone."""

import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.evidence.records_files import Mail, Reason
from console.guarded import mbox_host
from console.guarded.charsets import load_codecs
from console.guarded.host import Guard
from console.guarded.mail import read_mail
from console.guarded.mbox import spans_in, unquoted
from console.guarded.sniff import MAIL, MBOX, media_type_of
from tests.parts.files import GUARD

load_codecs()
BEGIN = "From hanako@example.com Mon Nov 23 11:00:00 2026\n"


def mail(number: int, body: str = "crushed", *, head: str = "") -> bytes:
    """Return one mail as it lies in a file of mails."""
    return f"{BEGIN}From: hanako@example.com\nSubject: {number}\n{head}\n{body}\n\n".encode()


def pieces(data: bytes, guard: Guard = GUARD) -> list[bytes]:
    """Return the mails of a file, divided by the child."""
    return [piece.data for piece in guard.mails_in([data])]


def subjects(data: bytes) -> list[str]:
    """Return the subjects of all mails of a file."""
    found = GUARD.read_mails(pieces(data))
    return [mail.subject if isinstance(mail, Mail) else mail.value for mail in found]


def test_the_pieces_of_a_file_are_the_file() -> None:
    data = b"".join(mail(n, body="x" * n) for n in range(50))
    assert b"".join(pieces(data)) == data
    assert subjects(data) == [str(n) for n in range(50)]


@given(st.lists(st.text("aF\n>rom: ", max_size=60), max_size=6), st.booleans())
def test_whatever_mails_say_all_pieces_together_are_the_file(bodies: list[str], is_last: bool) -> None:
    data = b"".join(mail(n, body) for n, body in enumerate(bodies))
    spans, done = spans_in(data, is_last=is_last)
    assert b"".join(data[start:end] for start, end in spans) == data[:done]
    assert not is_last or done == len(data)


def test_lines_that_quote_the_beginning_are_read_as_they_were_written() -> None:
    data = mail(1, ">From here it is easy\n>>From there too\n> From x") + mail(2)
    first = pieces(data)[0]
    assert read_mail(first, with_data=False).text == "From here it is easy\n>From there too\n> From x"


def test_a_line_that_only_looks_like_a_beginning_ends_no_mail() -> None:
    assert subjects(mail(1, "\nFrom Monday on, at 10:00\nwe are away") + mail(2)) == ["1", "2"]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("From hanako@example.com Mon Nov 23 11:00:00 2026", 2),
        ("From - Mon, 23 Nov 2026 11:00:00 +0900", 2),
        ("From 123456@xxx Mon Nov 23 02:00:00 +0000 2026", 2),
        ("From Tokyo at 10:00", 1),
        ("From Monday, 23 at 10:00", 1),
    ],
)
def test_a_beginning_without_a_blank_line_before_it_needs_its_date(line: str, count: int) -> None:
    data = mail(1).rstrip() + f"\n{line}\nNote: bring the box\n\nx\n".encode()
    assert len(pieces(data)) == count


def test_a_file_that_counts_is_divided_by_its_lengths_and_not_unquoted() -> None:
    body = f"crushed\n{BEGIN}X: y\n>From me"
    data = mail(1, body, head=f"Content-Length: {len(body)}\n") + mail(2)
    assert subjects(data) == ["1", "2"]
    assert read_mail(pieces(data)[0], with_data=False).text == body


def test_a_length_that_is_wrong_is_not_believed() -> None:
    assert subjects(
        mail(1, head="Content-Length: 3\n") + mail(2, head="Content-Length: 99999\n") + mail(3)
    ) == [*("1", "2", "3")]


def test_files_with_the_line_ends_of_windows_are_read() -> None:
    data = (mail(1) + mail(2, ">From x")).replace(b"\n", b"\r\n")
    assert subjects(data) == ["1", "2"]
    assert unquoted(pieces(data)[1]).endswith(b"\r\n\r\nFrom x\r\n\r\n")


def test_a_broken_mail_in_the_middle_costs_itself_alone() -> None:
    broken = BEGIN.encode() + b"X: y\n\n" + b"\xff\0" * 500 + b"\n\n"
    found = subjects(mail(1) + broken + mail(3))
    assert (found[0], found[2], len(found)) == ("1", "3", 3)


def test_a_mail_that_is_too_long_costs_itself_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mbox_host, "WINDOW", 2_000)
    monkeypatch.setattr(mbox_host, "MAX_FILE", 8_000)
    data = mail(1) + mail(2, "x" * 20_000) + mail(3)
    found = list(GUARD.mails_in(data[at : at + 500] for at in range(0, len(data), 500)))
    assert [(p.number, p.reason) for p in found] == [(1, None), (2, Reason.TOO_LARGE), (3, None)]


def _large(count: int) -> Iterator[bytes]:
    one = mail(1, "crushed\n" * 20_000)
    for _ in range(count):
        yield one


def test_memory_does_not_grow_with_the_file() -> None:
    tracemalloc.start()
    assert sum(1 for _ in GUARD.mails_in(_large(400))) == 400  # 64 MB
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 24 * 1024 * 1024


@pytest.mark.parametrize(
    ("name", "kind"), [("all.mbox", MBOX), ("all", MBOX), ("one.eml", MAIL), ("x.txt", MBOX)]
)
def test_a_file_of_mails_is_told_from_one_mail_by_its_name(name: str, kind: str) -> None:
    assert media_type_of(mail(1), name) == kind


def test_a_text_that_begins_with_from_is_no_file_of_mails() -> None:
    assert media_type_of(b"From Monday on we are away.\nRegards") == "text/plain"
