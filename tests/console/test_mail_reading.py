"""E-mails are read as far as they can be read, however they were written."""

import base64
import contextlib
import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.evidence.records_files import Address, Mail, MailTrouble
from console.guarded.charsets import load_codecs
from console.guarded.mail import read_mail
from console.guarded.mail_gathered import unflowed

load_codecs()


def read(*lines: str | bytes) -> Mail:
    """Return the mail that these lines are, read."""
    raw = [line.encode() if isinstance(line, str) else line for line in lines]
    return read_mail(b"\r\n".join(raw), with_data=True)


def troubles(mail: Mail) -> set[MailTrouble]:
    """Return what was wrong with a mail."""
    return {note.trouble for note in mail.notes}


@pytest.fixture
def shared_mail(shared_data: Path) -> dict[str, Mail]:
    """Return every real mail of the shared folder, read."""
    files = sorted((shared_data / "mail").rglob("*.eml"))
    return {f.name: read_mail(f.read_bytes(), with_data=True) for f in files}


def _words(mail: Mail) -> Iterator[str]:
    yield from (mail.subject, mail.text, mail.message_id)
    for person in (*mail.senders, *mail.to, *mail.cc):
        yield from (person.name, person.address)
    yield from (attachment.name for attachment in mail.attachments)


def is_undecoded(text: str) -> bool:
    """Tell whether a text shows that its bytes were not read, or read as what they are not."""
    marks = ("=?", "\ufffd", "$B", "$@", "(B", "譁", "縺", "繝", "锟斤拷")
    odd = any((c < " " and c not in "\n\t\r\f") or "\x7f" <= c <= "\x9f" for c in text)
    halves = any("\ud800" <= c <= "\udfff" or "\ue000" <= c <= "\uf8ff" for c in text)
    return odd or halves or any(mark in text for mark in marks) or any(map(_is_utf8, _FOREIGN.findall(text)))


_FOREIGN = re.compile("[^\x00-\x7f]{2,}")


def _is_utf8(run: str) -> bool:
    """Tell whether characters are the bytes of UTF-8, read as Latin letters."""
    with contextlib.suppress(UnicodeError):
        return bool(run.encode("cp1252").decode("utf-8"))
    return False


@pytest.mark.parametrize(
    "text",
    [
        *("=?utf-8?B?566x?=", "a\ufffdb", '\x1b$B$"', "\ud83d"),
        *(
            "箱".encode().decode("cp1252", "replace"),
            "あ".encode().decode("latin-1"),
            "é".encode().decode("cp1252"),
        ),
        "テスト".encode().decode("cp932", "replace"),
    ],
)
def test_the_look_for_undecoded_words_would_notice_them(text: str) -> None:
    assert is_undecoded(text)
    assert not is_undecoded("箱がつぶれて届きました。Café, 상자, 外盒\n")


def test_no_real_mail_keeps_an_undecoded_word(shared_mail: dict[str, Mail]) -> None:
    assert len(shared_mail) == 20
    assert not [n for n, m in shared_mail.items() if any(map(is_undecoded, _words(m)))]


def test_no_real_mail_keeps_an_undecoded_word_in_its_html(shared_data: Path) -> None:
    files = (shared_data / "mail").rglob("*.eml")
    shown = {f.name: read_mail(f.read_bytes(), with_data=False, with_html=True).html for f in files}
    assert not [name for name, html in shown.items() if is_undecoded(html)]


def test_every_real_mail_names_its_sender_and_says_something(shared_mail: dict[str, Mail]) -> None:
    assert not [n for n, m in shared_mail.items() if "@" not in m.senders[0].address]
    assert not [n for n, m in shared_mail.items() if not (m.text or m.attachments)]


@pytest.mark.parametrize(
    ("name", "subject", "text"),
    [
        ("japanese.eml", "まみむめも", "かきくえこ"),
        ("japanese_iso_2022.eml", "まみむめも", "すみません。"),
        ("japanese_shift_jis.eml", "test", "あいうえお\n\nこのメールはテスト用のメールです。"),
        ("ks_c_5601-1987.eml", "test", "스티해"),
        ("example14.eml", "Re: TEST テストテスト", "Hello"),
        ("example13.eml", "Saying Hello", "This is a message just to say hello."),
    ],
)
def test_real_mails_say_what_they_said(
    shared_mail: dict[str, Mail], name: str, subject: str, text: str
) -> None:
    assert shared_mail[name].subject == subject
    assert shared_mail[name].text.startswith(text)


def test_a_real_attachment_has_its_japanese_name(shared_mail: dict[str, Mail]) -> None:
    short = shared_mail["japanese_attachment.eml"].attachments[0]
    long = shared_mail["japanese_attachment_long_name.eml"].attachments[0]
    assert (short.name, short.size) == ("てすと.txt", 33)
    assert (long.name, long.data) == ("かきくけこ" * 5 + ".txt", b"this is the data\r\n")


def test_real_addresses_with_groups_routes_and_comments(shared_mail: dict[str, Mail]) -> None:
    assert shared_mail["example10.eml"].to == (
        Address("Chris Jones", "c@public.example"),
        Address("", "joe@example.org"),
        Address("John", "jdoe@one.test"),
    )
    assert shared_mail["example11.eml"].to[0] == Address("Mary Smith", "mary@example.net")
    assert shared_mail["example03.eml"].cc[1] == Address('Giant; "Big" Box', "sysservices@example.net")
    assert shared_mail["example04.eml"].cc == ()


@pytest.mark.parametrize("name", ["example01.eml", "example13.eml"])
def test_real_dates_are_moments_even_with_comments(shared_mail: dict[str, Mail], name: str) -> None:
    assert shared_mail[name].sent_at == datetime(1997, 11, 21, 15, 55, 6, tzinfo=UTC)


def test_words_cut_in_the_middle_of_a_character_are_joined() -> None:
    one, two = "箱".encode()[:2], "箱です".encode()[2:]
    words = " ".join(f"=?utf-8?B?{base64.b64encode(w).decode()}?=" for w in (one, two))
    assert read(f"Subject: {words}", "", "x").subject == "箱です"


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        ("=?utf-8?Q?caf=C3=A9_noir?=", "café noir"),
        ("=?utf-8?q?a b c?= and more", "a b c and more"),
        ("=?utf-8*ja?B?566x?=", "箱"),
        ("=?utf-8?B?566x", "箱"),
        ("=?utf-8?B?566x?==?utf-8?B?566x?=", "箱箱"),
        ("=?x-none?B?566x?=", "箱"),
        ("=?gb2312?B?566x?=", "箱"),
        ("=?utf-8?B?!!!?=", ""),
        (b"\x94\xa0\x82\xaa\x82\xc2\x82\xd4\x82\xea", "箱がつぶれ"),
        ("箱がつぶれ".encode(), "箱がつぶれ"),
        ("a\u202eb\x00c", "a b c"),
    ],
)
def test_subjects_are_read_whatever_wrote_them(header: str | bytes, subject: str) -> None:
    raw = header.encode() if isinstance(header, str) else header
    assert read(b"Subject: " + raw, "", "x").subject == subject


@pytest.mark.parametrize(
    ("parameter", "name"),
    [
        ("filename*=utf-8''%E7%AE%B1.jpg", "箱.jpg"),
        ("filename*0*=utf-8''%E7%AE; filename*1*=%B1; filename*2=.jpg", "箱.jpg"),
        ("filename*1=.jpg; filename*0=box", "box.jpg"),
        ("filename=box.jpg; filename*=utf-8''%E7%AE%B1.jpg", "箱.jpg"),
        ("filename*=utf-8''%E7%AE%B1.jpg; filename=box.jpg", "箱.jpg"),
        ("filename=box.jpg; filename*0=crushed; filename*1=.jpg", "crushed.jpg"),
        ("filename=box.jpg; filename=other.jpg", "box.jpg"),
        ("filename*=gb2312''%E7%AE%B1.jpg", "箱.jpg"),
        ("filename*=no-charset%E7", "no-charsetç"),
        ('filename="=?utf-8?B?566x?=.jpg"', "箱.jpg"),
        ('filename="a\\"b.jpg"', 'a"b.jpg'),
        ("filename=box 1.jpg", "box 1.jpg"),
        ('filename="../../etc/passwd"', "../../etc/passwd"),
        ('filename="gpj\u202e.exe"', "gpj .exe"),
        ("", "part-1.bin"),
    ],
)
def test_attachments_have_names_whatever_wrote_them(parameter: str, name: str) -> None:
    mail = read(f"Content-Disposition: attachment; {parameter}", "Content-Type: x/y", "", "data")
    assert mail.attachments[0].name == name


def test_a_mail_of_parts_gives_text_and_files() -> None:
    mail = read(
        'Content-Type: multipart/mixed; boundary="b b"',
        "",
        "for old programs",
        "--b b",
        "",
        "hello",
        "--b b",
        "Content-Type: image/jpeg; name=box.jpg",
        "Content-Transfer-Encoding: base64",
        "",
        "/9j/4A==",
        "--b b--",
        "after",
    )
    data = b"\xff\xd8\xff\xe0"
    assert mail.text == "hello"
    assert [(a.name, a.data, a.sha256) for a in mail.attachments] == [
        ("box.jpg", data, hashlib.sha256(data).hexdigest())
    ]


def _alternative(plain: str, html: str) -> Mail:
    return read(
        "Content-Type: multipart/alternative; boundary=b",
        *("", "--b", "", plain),
        *("--b", "Content-Type: text/html; charset=utf-8", "", html, "--b--"),
    )


def test_plain_text_is_preferred_to_html() -> None:
    mail = _alternative("plain", "<p>rich</p>")
    assert (mail.text, mail.html_was) == ("plain", False)


def test_html_is_read_where_plain_text_is_empty() -> None:
    mail = _alternative("", "<p>rich</p>")
    assert (mail.text, mail.html_was) == ("rich", True)


def test_a_mail_inside_a_mail_is_a_file_byte_for_byte() -> None:
    inner = "Subject:  odd   spacing\r\n\r\nbody"
    mail = read(
        "Content-Type: multipart/mixed; boundary=b",
        "",
        "--b",
        "Content-Type: message/rfc822",
        "",
        inner,
        "--b--",
    )
    assert mail.attachments[0].data == inner.encode()
    assert mail.attachments[0].name == "part-1.eml"


def test_flowed_text_loses_its_soft_line_ends() -> None:
    assert unflowed("one \ntwo\n-- \nname", delete_space=False) == "one two\n-- \nname"
    assert unflowed("箱が \nつぶれ", delete_space=True) == "箱がつぶれ"


@pytest.mark.parametrize(
    ("lines", "trouble"),
    [
        (["Date: sometime", "", "x"], MailTrouble.DATE_UNREADABLE),
        (["Subject: a", "junk", "To: a@b.example", "", "x"], MailTrouble.HEADER_BROKEN),
        (
            ["Content-Type: x/y", "Content-Transfer-Encoding: base64", "", "AAAAA"],
            MailTrouble.ENCODING_BROKEN,
        ),
        (["Content-Type: application/pkcs7-mime; name=smime.p7m", "", "x"], MailTrouble.ENCRYPTED),
        (["Content-Type: text/plain; charset=x-none", "", "é"], MailTrouble.CHARSET_UNKNOWN),
        (["Subject: a", "", "x" * 2_100_000], MailTrouble.TEXT_CUT),
        (["Content-Type: multipart/mixed; boundary=b", "", *["--b", "", "x"] * 500], MailTrouble.PARTS_CUT),
        (
            [f"Content-Type: multipart/a; boundary=b{n}b\r\n\r\n--b{n}b" for n in range(50)],
            MailTrouble.PARTS_CUT,
        ),
    ],
)
def test_what_is_wrong_with_a_mail_is_said(lines: list[str], trouble: MailTrouble) -> None:
    assert trouble in troubles(read(*lines))


@pytest.mark.parametrize("data", [b"", b"\n", b"\0" * 100, b"\xff" * 100, b"--\n--\n", b":\n:\n", b"From \n"])
def test_what_is_hardly_a_mail_is_read_as_little(data: bytes) -> None:
    assert read_mail(data, with_data=True).attachments == ()
