"""Mails in every form: mails inside mails, signed ones, files in the text, reports and automatic replies."""

import base64
import binascii
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

from console.evidence.records_files import Bounce, Mail, MailKind, MailTrouble
from console.guarded.charsets import load_codecs
from console.guarded.html_clean import cleaned
from console.guarded.html_rules import is_harmless
from console.guarded.mail import read_mail
from console.guarded.smime import content_of

load_codecs()
INNER = "From: Hanako <hanako@example.com>\r\nSubject: =?utf-8?B?566x?=\r\n\r\nThe box is crushed."


def read(*lines: str, with_html: bool = False) -> Mail:
    """Return the mail that these lines are, read."""
    return read_mail("\r\n".join(lines).encode(), with_data=True, with_html=with_html)


def parts(kind: str, *inside: str, with_html: bool = False) -> Mail:
    """Return a mail of these parts, read."""
    head = ("From: a@b.example", f"Content-Type: multipart/{kind}; boundary=b", "")
    return read(*head, *(f"--b\r\n{part}" for part in inside), "--b--", with_html=with_html)


def troubles(mail: Mail) -> set[MailTrouble]:
    """Return what was noted about a mail."""
    return {note.trouble for note in mail.notes}


def test_a_mail_that_was_forwarded_whole_is_read_and_stays_a_file() -> None:
    mail = parts("mixed", "\r\nsee below", f"Content-Type: message/rfc822\r\n\r\n{INNER}")
    (inner,) = mail.inner
    assert (mail.text, inner.subject, inner.text) == ("see below", "箱", "The box is crushed.")
    assert mail.attachments[0].data == INNER.encode()


def test_each_mail_of_a_digest_is_read() -> None:
    mail = parts("digest", f"\r\n{INNER}", f"\r\n{INNER}")
    assert [inner.subject for inner in mail.inner] == ["箱", "箱"]


def test_a_mail_in_base64_inside_another_is_read() -> None:
    packed = base64.b64encode(INNER.encode()).decode()
    head = "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64"
    assert parts("mixed", f"{head}\r\n\r\n{packed}").inner[0].text == "The box is crushed."


def test_mails_inside_one_another_end_somewhere() -> None:
    whole = INNER
    for _ in range(30):
        whole = f"Content-Type: message/rfc822\r\n\r\n{whole}"
    mail = read(whole)
    depth = 0
    while mail.inner:
        mail, depth = mail.inner[0], depth + 1
    assert (depth, troubles(mail)) == (5, {MailTrouble.PARTS_CUT})


def _signed(content: bytes) -> bytes:
    """Return `content` signed as a whole, by a key made for this."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Made Up")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    certificate = builder.sign(key, hashes.SHA256())
    signing = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
    return signing.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])


def _streamed(content: bytes) -> bytes:
    """Return it with lengths that are not said and the content in two strings, as programs stream it."""
    half = len(content) // 2
    strings = b"".join(b"\x04" + bytes([len(s)]) + s for s in (content[:half], content[half:]))
    data = bytes.fromhex("06092a864886f70d010701")
    signed = (
        b"\x02\x01\x01\x31\x00" + b"\x30\x80" + data + b"\xa0\x80\x24\x80" + strings + bytes(4) + bytes(2)
    )
    kind = bytes.fromhex("06092a864886f70d010702")
    return b"\x30\x80" + kind + b"\xa0\x80\x30\x80" + signed + b"\x31\x00" + bytes(6)


@pytest.mark.parametrize("signed", [_signed, _streamed])
def test_a_mail_that_is_signed_as_a_whole_shows_what_was_signed(signed: Callable[[bytes], bytes]) -> None:
    inside = b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + "箱がつぶれて".encode()
    packed = base64.encodebytes(signed(inside)).decode()
    mail = read(
        "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
        "Content-Transfer-Encoding: base64",
        *("", packed),
    )
    assert (mail.text, troubles(mail)) == ("箱がつぶれて", {MailTrouble.SIGNED})


@pytest.mark.parametrize(
    "data", [b"", b"0", b"0\x80", b"\x30\x80" * 3_000, b"0\x84\xff\xff\xff\xff", b"x" * 500]
)
def test_what_is_not_signed_data_has_no_content(data: bytes) -> None:
    assert content_of(data) is None


@pytest.mark.parametrize("cut", range(0, 400, 23))
def test_signed_data_that_was_cut_off_gives_less_or_nothing(cut: int) -> None:
    whole = _signed(b"x" * 200)
    assert set(content_of(whole[:cut]) or b"x") == {ord("x")}


def test_a_mail_with_its_signature_beside_it_says_that_nobody_checked_it() -> None:
    mail = parts("signed", "\r\nhello", "Content-Type: application/pgp-signature; name=s.asc\r\n\r\nxyz")
    assert (mail.text, troubles(mail)) == ("hello", {MailTrouble.SIGNED})


def test_a_text_signed_by_pgp_is_shown_without_its_armour() -> None:
    begin, end = "-----BEGIN PGP SIGNED MESSAGE-----", "-----BEGIN PGP SIGNATURE-----"
    mail = read("From: a@b.example", "", begin, "Hash: SHA256", "", "hello", "- -- me", end, "", "iQEz", "")
    assert (mail.text, troubles(mail)) == ("hello\n-- me", {MailTrouble.SIGNED})


def test_a_text_closed_by_pgp_says_so() -> None:
    mail = read(
        "From: a@b.example", "", "-----BEGIN PGP MESSAGE-----", "", "hQEMA", "-----END PGP MESSAGE-----"
    )
    assert troubles(mail) == {MailTrouble.ENCRYPTED}


def _uuencoded(data: bytes) -> str:
    lines = [binascii.b2a_uu(data[at : at + 45]).decode() for at in range(0, len(data), 45)]
    return "".join(lines) + "`\nend\n"


def test_a_file_in_the_text_itself_becomes_an_attachment() -> None:
    data = bytes(range(256)) * 5
    mail = read("From: a@b.example", "", f"before\nbegin 644 box photo.jpg\n{_uuencoded(data)}after\n")
    assert mail.text == "before\nafter"
    assert [(a.name, a.data) for a in mail.attachments] == [("box photo.jpg", data)]


@pytest.mark.parametrize(
    "text", ["begin 644 of the story\nIt was a dark night.\nend", "begin 644 a.jpg\nM123", "we begin 1 now"]
)
def test_what_only_begins_like_a_file_stays_text(text: str) -> None:
    mail = read("From: a@b.example", "", text)
    assert (mail.text, mail.attachments) == (text, ())


REPORT = """Content-Type: message/delivery-status\r
\r
Reporting-MTA: dns; mail.example.org\r
\r
Final-Recipient: rfc822; hanako@example.com\r
Action: {action}\r
Status: 5.1.1\r
Diagnostic-Code: smtp; 550 5.1.1 no such\r
 user here\r
\r
Final-Recipient: rfc822;taro@example.com\r
Action: {action}\r
Status: 4.2.2\r
"""
RETURNED = f"Content-Type: text/rfc822-headers\r\n\r\n{INNER.partition(chr(13))[0]}\r\nSubject: ours\r\n"


def test_a_report_of_failure_says_to_whom_and_why() -> None:
    mail = parts("report; report-type=delivery-status", "\r\nSorry", REPORT.format(action="failed"), RETURNED)
    assert mail.kind is MailKind.BOUNCE
    assert mail.bounces == (
        Bounce("hanako@example.com", "failed", "5.1.1", "550 5.1.1 no such user here"),
        Bounce("taro@example.com", "failed", "4.2.2", ""),
    )
    assert (mail.text, mail.inner[0].subject, mail.attachments) == ("Sorry", "ours", ())


def test_a_report_of_arrival_is_no_bounce() -> None:
    mail = parts("report; report-type=delivery-status", "\r\nDone", REPORT.format(action="delivered"))
    assert mail.kind is MailKind.GENERATED


QMAIL = """Hi. This is the qmail-send program at example.org.
I'm afraid I wasn't able to deliver your message.

<hanako@example.com>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 no such user

--- Below this line is a copy of the message.

To: <somebody@example.org>:
"""
EXIM = """This message was created automatically by mail delivery software.

  hanako@example.com
    SMTP error from remote mail server: 550 5.1.1 no such user
"""
POSTFIX = (
    "<hanako@example.com>: host mx.example.com said: 550 5.1.1 no such user\n    (in reply to RCPT TO)\n"
)


@pytest.mark.parametrize("text", [QMAIL, EXIM, POSTFIX])
@pytest.mark.parametrize("subject", ["failure notice", "Undelivered Mail Returned to Sender", "配信不能"])
def test_a_bounce_without_a_report_is_one_all_the_same(text: str, subject: str) -> None:
    mail = read("From: MAILER-DAEMON@example.org", f"Subject: {subject}", "", text)
    assert mail.kind is MailKind.BOUNCE
    assert [(b.address, b.status) for b in mail.bounces] == [("hanako@example.com", "5.1.1")]


def test_a_customer_who_writes_about_a_failure_is_no_server() -> None:
    mail = read("From: hanako@example.com", "Subject: delivery failed", "", "<x@example.com>: never came")
    assert (mail.kind, mail.bounces) == (MailKind.ORDINARY, ())


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ("Auto-Submitted: auto-replied", MailKind.AUTOMATIC_REPLY),
        ("Auto-Submitted: auto-generated", MailKind.GENERATED),
        ("Auto-Submitted: no", MailKind.ORDINARY),
        ("Precedence: auto_reply", MailKind.AUTOMATIC_REPLY),
        ("Precedence: bulk", MailKind.GENERATED),
        ("Precedence: first-class", MailKind.ORDINARY),
        ("X-Autoreply: yes", MailKind.AUTOMATIC_REPLY),
        ("X-Auto-Response-Suppress: All", MailKind.GENERATED),
        ("X-Auto-Response-Suppress: All\r\nIn-Reply-To: <1@b.example>", MailKind.AUTOMATIC_REPLY),
        ("Subject: Automatic reply: box", MailKind.AUTOMATIC_REPLY),
        ("Subject: Out of Office: box", MailKind.AUTOMATIC_REPLY),
        ("Subject: 自動応答: 箱", MailKind.AUTOMATIC_REPLY),
        ("Subject: Re: your automatic reply", MailKind.ORDINARY),
        ("Subject: box", MailKind.ORDINARY),
    ],
)
def test_automatic_replies_are_told_from_people(headers: str, kind: MailKind) -> None:
    assert read("From: a@b.example", headers, "", "x").kind is kind


def test_html_is_shown_harmless_with_its_own_pictures() -> None:
    html = (
        "Content-Type: text/html\r\n\r\n<script>alert(1)</script><p onclick=x()>box <img src=cid:p1>"
        '<img src="https://track.example/1.gif"><a href="javascript:x">bad</a> <a href="https://a.example">ok</a>'
    )
    picture = "Content-Type: image/png\r\nContent-ID: <p1>\r\n\r\npng"
    mail = parts("related", html, picture, with_html=True)
    assert mail.html == '<p>box <img src="cid:p1"><a>bad</a> <a href="https://a.example">ok</a></p>'
    assert mail.remote == 1


def test_text_and_html_of_one_mail_are_both_there() -> None:
    html = "Content-Type: text/html; charset=utf-8\r\n\r\n<p>rich</p>"
    mail = parts("alternative", "\r\nplain", html, with_html=True)
    assert (mail.text, mail.html_was, mail.html) == ("plain", False, "<p>rich</p>")


HOSTILE_HTML = [
    "<img src=x onerror=alert(1)>",
    "<a href='  JaVaScRiPt:alert(1)'>x</a>",
    "<svg><a xlink:href='javascript:x'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=x onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<iframe src=https://x.example></iframe><object data=x></object><embed src=x><form action=x><input>",
    "<link rel=stylesheet href=https://x.example/a.css><meta http-equiv=refresh content='0;url=//x.example'>",
    "<p style='background:url(https://x.example/a.gif)'>x</p><base href=https://x.example>",
    "<img src='file:///etc/passwd'><img src='//x.example/a'><img srcset='https://x.example/a 2x'>",
    "<video poster=https://x.example/a src=https://x.example/b></video><audio src=https://x.example/c></audio>",
    "<v:fill src='https://x.example/a'/><?xml-stylesheet href='https://x.example'?>",
]


@pytest.mark.parametrize("html", HOSTILE_HTML)
def test_no_html_brings_a_script_or_fetches_anything(html: str) -> None:
    clean = cleaned(html, ()).html
    assert is_harmless(clean)
    words = ("script", "onerror", "style", "src=", "srcset", "background", "url(", "<link", "<base", "<meta")
    assert not [word for word in words if word in clean.lower().replace("&lt;img src=", "")]


def test_pictures_from_elsewhere_are_counted_and_named_by_their_words() -> None:
    html = (
        "<img src=http://x.example/1><table background='https://x.example/2'><tr><td><img alt=box src=//x/3>"
    )
    clean = cleaned(html, ())
    assert clean.remote == 3
    assert "[box]" in clean.html


@pytest.mark.parametrize(
    "html", ["<div>" * 300_000 + "x", "<!--" * 10_000, "<p>box</p>" * 100_000, "<table><tr><td>" * 400 + "x"]
)
def test_very_long_html_is_cleaned_in_time(html: str) -> None:
    clean = cleaned(html, ()).html
    assert is_harmless(clean)
    assert "<div><div>" not in clean
    assert "<td>" not in clean


@pytest.mark.parametrize(
    "html",
    [
        *("<script>", "<IMG>", "<img src=x>", '<img src="http://x.example/1.gif">', "a < b", "<!-- x -->"),
        *('<p style="color:red">', '<p onclick="x()">', "<table>" * 9, "<td>" * 401, "x" * 400_001, "<p"),
    ],
)
def test_the_host_believes_no_other_html(html: str) -> None:
    assert not is_harmless(html)


def test_many_parts_of_html_that_are_too_much_together_are_shown_as_text() -> None:
    table = "Content-Type: text/html\r\n\r\n<table>" + "<tr><td>a</td></tr>" * 300 + "</table>"
    mail = parts("mixed", table, table, "\r\n" + "<" * 500_000, with_html=True)
    assert mail.html.startswith("<pre>a\n")
    assert is_harmless(mail.html)


def test_a_large_table_becomes_lines() -> None:
    html = "<table>" + "<tr><td>a<td>b" * 300 + "</table>"
    assert cleaned(html, ()).html.startswith("a b <br>a b <br>")
