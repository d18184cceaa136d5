"""Whatever a mail is made of, what the child says of it is something that the host believes."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.evidence.records_files import Mail, Reason
from console.guarded.answers import Answer, mail_of, mails_of
from console.guarded.inspecting import load_everything
from console.guarded.mail_requests import looked_at, many
from tests.console.test_mail_outlook import BOX, WRAPPED
from tests.parts import outlook
from tests.parts.outlook import Item, inside, msg, packed_rtf, winmail

load_everything()
NAMES = st.sampled_from(
    ["From", "To", "Cc", "Subject", "Date", "Message-ID", "References", "Content-Type", "Content-Disposition"]
)
PIECES = st.sampled_from(
    [
        *(
            "multipart/mixed",
            "; boundary=b",
            "; charset=",
            "gb2312",
            "iso-2022-jp",
            "utf-8",
            "; name=",
            '"',
            "\\",
        ),
        *(
            "=?utf-8?B?",
            "=?iso-2022-jp?q?",
            "?=",
            "566x",
            "<",
            ">",
            "(",
            ")",
            ",",
            ";",
            ":",
            "@",
            "*0*=",
            "''%E7",
        ),
        *(
            "\u200d",
            "\xad",
            "\u202e",
            "\u2028",
            "\ue000",
            "\x85",
            "\x1b$B",
            "attachment",
            " ",
            "\r\n ",
            "箱",
            "é",
        ),
        *("Mon, 23 Nov 2026 12:00:00 +0900", "99999-99-99", "text/html", "\0", "message/rfc822", "base64"),
    ]
)
LINES = st.builds(lambda name, pieces: f"{name}: {''.join(pieces)}", NAMES, st.lists(PIECES, max_size=12))
BODIES = st.lists(
    st.sampled_from(["--b", "--b--", "", "text", "<p>", "=E7", "566x", '\x1b$B$"', "é"]), max_size=10
)
MAILS = st.builds(
    lambda head, body, codec: "\r\n".join([*head, "", *body]).encode(codec, "replace"),
    st.lists(LINES, max_size=10),
    BODIES,
    st.sampled_from(["utf-8", "cp932", "gb18030", "utf-16", "cp1252"]),
)


def believed(raw: bytes) -> Mail:
    """Return what the host makes of what the child says, through the same JSON."""
    head, blobs = looked_at(raw, closely=True)
    return mail_of(Answer(json.loads(json.dumps(head)), blobs))


RICH = Item({**BOX.values, outlook.RTF: packed_rtf(WRAPPED)}, BOX.recipients, (*BOX.files, inside("x", BOX)))
SEEDS = (
    msg(RICH),
    b"From: a@b.example\r\nContent-Type: application/ms-tnef\r\n\r\n" + winmail(RICH),
)
CHANGES = st.lists(
    st.tuples(
        st.floats(0, 1), st.sampled_from([b"\0", b"\xff" * 4, b"\x01\0\0\0", b"\xff\xff\xff\x7f", b"{"])
    ),
    max_size=8,
)


@given(st.sampled_from(SEEDS), CHANGES)
def test_outlooks_files_that_were_changed_are_read_or_refused(
    seed: bytes, changes: list[tuple[float, bytes]]
) -> None:
    data = bytearray(seed)
    for place, put in changes:
        at = int(place * (len(data) - 1))
        data[at : at + len(put)] = put
    head, blobs = many(bytes(data), [len(data)])
    found = mails_of(Answer(json.loads(json.dumps(head)), blobs), 1)[0]
    assert isinstance(found, Mail) or found in (Reason.DAMAGED, Reason.UNSUPPORTED)


@given(MAILS)
def test_every_mail_made_of_mail_is_read(raw: bytes) -> None:
    assert believed(raw).text is not None


@given(st.binary(max_size=2000))
def test_every_run_of_bytes_is_read(raw: bytes) -> None:
    assert believed(raw).text is not None


@pytest.mark.parametrize("mark", ["\u200d", "\xad", "\ue000", "👨‍👩‍👧", "\u3000", "\U000e0041"])
def test_invisible_and_private_characters_do_no_harm(mark: str) -> None:
    raw = f"Subject: a{mark}b\nTo: x{mark}y <a@b.example>\n\nc{mark}d".encode()
    assert believed(raw).text == f"c{mark}d"


def test_naughty_strings_go_through_subject_name_and_text(shared_data: Path) -> None:
    for text in json.loads((shared_data / "strings" / "blns.json").read_text()):
        name = text.replace('"', "'").replace("\\", "/")
        head = f'From: "{name}" <a@b.example>\nSubject: {text}\nContent-Type: text/plain; charset=utf-8'
        assert believed(f"{head}\n\n{text}".encode()).text == text.removeprefix("\ufeff").strip(
            "\n"
        )  # a byte order mark is none of the text
