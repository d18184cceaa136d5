"""Outlook's mails are read as the others: .msg files, and winmail.dat within a mail."""

import base64
from datetime import UTC, datetime

import pytest

from console.evidence.records_files import Address, Mail, MailKind, MailTrouble
from console.guarded import compound, lzfu, rtf
from console.guarded.charsets import load_codecs
from console.guarded.mail import read_mail
from console.guarded.outlook import NoMessageError
from tests.parts import outlook
from tests.parts.outlook import Item, Old, file, inside, msg, packed_rtf, person, winmail

load_codecs()
JAPANESE = "箱がつぶれて届きました"
AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
BOX = Item(
    {
        outlook.SUBJECT: "箱 box",
        outlook.BODY: JAPANESE,
        outlook.SENT: AT,
        outlook.SENDER_NAME: "Hanako Yamada",
        outlook.SENDER_SMTP: "hanako@example.com",
        outlook.MESSAGE_ID: "<2@example.com>",
        outlook.REPLY: "<1@example.org>",
    },
    recipients=(person(1, "Desk", "desk@example.org"), person(2, "Boss", "boss@example.org")),
    files=(file("箱.jpg", b"\xff\xd8\xff\xe0 a photograph"),),
)


def read(item: Item, *, with_html: bool = False) -> Mail:
    """Return the .msg that `item` makes, read."""
    return read_mail(msg(item), with_data=True, with_html=with_html)


def test_a_msg_is_read_as_a_mail() -> None:
    mail = read(BOX)
    assert (mail.subject, mail.text, mail.sent_at) == ("箱 box", JAPANESE, AT)
    assert mail.senders == (Address("Hanako Yamada", "hanako@example.com"),)
    assert (mail.to[0].address, mail.cc[0].address) == ("desk@example.org", "boss@example.org")
    assert (mail.message_id, mail.answers) == ("2@example.com", ("1@example.org",))
    assert [(a.name, a.data) for a in mail.attachments] == [("箱.jpg", b"\xff\xd8\xff\xe0 a photograph")]
    assert mail.notes == ()


@pytest.mark.parametrize(
    ("codec", "page", "text"),
    [
        ("cp932", 932, JAPANESE),
        ("gb18030", 936, "外盒压坏了，请退款"),
        ("cp950", 950, "外盒壓壞了，請退款"),
        ("cp949", 949, "상자가 찌그러졌습니다"),
        ("cp1251", 1251, "Коробка повреждена"),
        ("utf-8", 65001, JAPANESE),
        ("iso2022_jp", 50220, JAPANESE),
        ("euc_jp", 51932, JAPANESE),
        ("iso8859_2", 28592, "Krabice je poškozená"),
    ],
)
def test_old_strings_are_read_in_their_code_page(codec: str, page: int, text: str) -> None:
    old = {outlook.SUBJECT: Old(text.encode(codec)), outlook.BODY: Old(text.encode(codec))}
    mail = read(Item({**old, outlook.CODEPAGE: page}))
    assert (mail.subject, mail.text) == (text, text)


FONTS = rb"{\fonttbl{\f0\fnil\fcharset128 MS;}}"
RTF = rb"{\rtf1\ansi\ansicpg932\deff0" + FONTS + rb"\pard\f0 \'94\'a0 \u31665?\par crushed}"
WRAPPED = (
    rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}"
    rb"{\*\htmltag64 <html><body>}\htmlrtf {\htmlrtf0 {\*\htmltag84 <b>}\htmlrtf {\b \htmlrtf0 "
    rb"caf\'e9\htmlrtf }\htmlrtf0 {\*\htmltag92 </b>}{\*\htmltag58 </body></html>}}"
)


def test_a_text_in_compressed_rtf_is_read() -> None:
    mail = read(Item({outlook.RTF: packed_rtf(RTF)}))
    assert (mail.text, mail.html_was) == ("箱 箱\ncrushed", False)


def test_html_wrapped_in_rtf_comes_out_as_html() -> None:
    mail = read(Item({outlook.RTF: packed_rtf(WRAPPED)}), with_html=True)
    assert (mail.text, mail.html_was, mail.html) == ("café", True, "<b>café</b>")


def test_the_examples_of_the_standard_are_unpacked() -> None:
    one = "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
    two = "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0"
    assert lzfu.unpacked(bytes.fromhex(one)) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
    assert lzfu.unpacked(bytes.fromhex(two)) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


@pytest.mark.parametrize(
    "raw", [b"", b"x" * 40, packed_rtf(RTF)[:30], b"\x10\0\0\0\x10\0\0\0LZFu\0\0\0\0\xff\xff"]
)
def test_rtf_that_is_broken_costs_no_mail(raw: bytes) -> None:
    assert read(Item({outlook.SUBJECT: "box", outlook.RTF: raw})).subject == "box"


def test_rtf_joins_characters_and_passes_over_what_stands_for_them() -> None:
    assert rtf.read(rb"{\rtf1 \uc2\u-10179??\u-8704??\uc0\u233 t\'e9}").text == "😀été"


def test_html_beside_text_is_there_to_be_shown() -> None:
    html = "<p>箱 <img src='cid:a@b'><img src='http://x.example/1.gif'></p>".encode("cp932")
    values: dict[int, outlook.Value | Old] = {
        outlook.BODY: "箱",
        outlook.HTML: html,
        outlook.INTERNET_CODEPAGE: 932,
    }
    mail = read(Item(values, files=(file("a.png", b"png", cid="a@b"),)), with_html=True)
    assert (mail.text, mail.html, mail.remote) == ("箱", '<p>箱 <img src="cid:a@b"></p>', 1)


def test_a_message_inside_is_read_and_is_a_file_of_its_own() -> None:
    mail = read(Item({outlook.SUBJECT: "outer"}, files=(inside("inner", BOX),)))
    (attached,) = mail.attachments
    assert (attached.name, attached.media_type) == ("inner.msg", "application/vnd.ms-outlook")
    alone = read_mail(attached.data or b"", with_data=True)
    assert alone == mail.inner[0]
    assert alone.text == JAPANESE


def test_messages_inside_one_another_end_somewhere() -> None:
    item = BOX
    for number in range(12):
        item = Item({outlook.SUBJECT: str(number)}, files=(inside("next", item),))
    mail = read(item)
    while mail.inner:
        mail = mail.inner[0]
    assert {n.trouble for n in mail.notes} == {MailTrouble.PARTS_CUT}


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ({outlook.CLASS: "REPORT.IPM.Note.NDR", outlook.BODY: "x"}, MailKind.BOUNCE),
        ({outlook.CLASS: "IPM.Note.Rules.OofTemplate.Microsoft"}, MailKind.AUTOMATIC_REPLY),
        (
            {outlook.HEADERS: "From: a@b.example\r\nAuto-Submitted: auto-replied\r\n\r\n"},
            MailKind.AUTOMATIC_REPLY,
        ),
        ({outlook.SUBJECT: "box"}, MailKind.ORDINARY),
    ],
)
def test_programs_write_msg_too(values: dict[int, outlook.Value | Old], kind: MailKind) -> None:
    assert read(Item(values)).kind is kind


def test_an_empty_file_is_a_file_and_another_programs_object_is_told() -> None:
    drawing = Item({outlook.METHOD: 6, outlook.LONG_NAME: "drawing"})
    mail = read(Item({outlook.SUBJECT: "box"}, files=(file("empty.txt", b""), drawing)))
    assert [(a.name, a.size) for a in mail.attachments] == [("empty.txt", 0)]
    assert {n.trouble for n in mail.notes} == {MailTrouble.PARTS_CUT}


def test_an_address_inside_exchange_is_no_address() -> None:
    values = {outlook.SENDER_NAME: "Hanako", 0x0C1E: "EX", 0x0C1F: "/o=ExchangeLabs/cn=hanako"}
    assert read(Item(values)).senders == (Address("Hanako", ""),)


def test_another_compound_file_is_no_message() -> None:
    with pytest.raises(NoMessageError):
        read_mail(compound.written({"WordDocument": b"x"}), with_data=False)


def _with_winmail(data: bytes, text: str = "") -> Mail:
    encoded = base64.encodebytes(data).decode()
    raw = (
        "From: hanako@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        f"--b\r\n\r\n{text}\r\n--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{encoded}\r\n--b--\r\n"
    )
    return read_mail(raw.encode(), with_data=True)


def test_the_files_in_winmail_dat_stand_in_its_place() -> None:
    mail = _with_winmail(winmail(BOX), "hello")
    assert mail.text == "hello"
    assert [(a.name, a.data) for a in mail.attachments] == [("箱.jpg", b"\xff\xd8\xff\xe0 a photograph")]


def test_words_that_only_winmail_dat_holds_are_read() -> None:
    old = Item({outlook.BODY: Old(JAPANESE.encode("cp932") + b"\0")})
    assert _with_winmail(winmail(old)).text == JAPANESE
    assert _with_winmail(winmail(Item({outlook.RTF: packed_rtf(RTF)}))).text == "箱 箱\ncrushed"


def test_a_message_inside_winmail_dat_is_read() -> None:
    outer = Item({outlook.BODY: "see inside"}, files=(inside("box", BOX),))
    mail = _with_winmail(winmail(outer))
    assert (mail.inner[0].subject, mail.inner[0].attachments[0].name) == ("箱 box", "箱.jpg")


@pytest.mark.parametrize("cut", [7, 40, 100, 200])
def test_a_winmail_dat_that_was_cut_off_costs_no_mail(cut: int) -> None:
    assert _with_winmail(winmail(BOX)[:cut], "hello").text == "hello"


def test_what_only_says_that_it_is_winmail_dat_stays_a_file() -> None:
    mail = _with_winmail(b"something else", "hello")
    assert [a.name for a in mail.attachments] == ["winmail.dat"]
    assert {n.trouble for n in mail.notes} == {MailTrouble.ENCODING_BROKEN}
