"""Bytes of a mail become text as declared, or as what they are, and it is said."""

import pytest

from console.evidence.records_files import MailTrouble
from console.guarded.charsets import decode, load_codecs

JAPANESE = "箱がつぶれて届きました。写真を送ります。"
MAKERS = "①㈱髙島屋の箱がつぶれて届きました。"
SIMPLIFIED = "我的手办收到了，外盒压坏了，请退款。谢谢"
TRADITIONAL = "我的公仔收到了，外盒壓壞了，請退款。謝謝您"
KOREAN = "상자가 찌그러져서 도착했습니다. 환불해 주세요."
RUSSIAN = "Здравствуйте, коробка повреждена. Верните деньги."
FRENCH = "Le colis est arrivé abîmé, où est le reçu ? Très déçu."

load_codecs()

AS_DECLARED = [
    (JAPANESE, "iso2022_jp", "iso-2022-jp"),
    (JAPANESE, "euc_jp", "EUC-JP"),
    (JAPANESE, "cp932", "Shift_JIS"),
    (MAKERS, "cp932", "Shift_JIS"),
    (MAKERS, "cp932", '"x-sjis"'),
    ("ｱｲｳｴｵ", "cp932", "shift_jis"),
    (SIMPLIFIED, "gb18030", "gb2312"),
    (SIMPLIFIED, "hz", "hz-gb-2312"),
    (TRADITIONAL, "big5", "big5"),
    ("香港嘅㗎", "big5hkscs", "big5"),
    (KOREAN, "cp949", "ks_c_5601-1987"),
    ("똠방각하", "cp949", "euc-kr"),
    (KOREAN, "iso2022_kr", "iso-2022-kr"),
    (RUSSIAN, "koi8_r", "koi8-r"),
    (FRENCH, "cp1252", "iso-8859-1"),
    ("“quoted” — dash", "cp1252", "iso-8859-1"),
    (FRENCH, "utf-8", "utf8"),
    (FRENCH, "utf-16", "utf-16"),
    ("plain", "ascii", "us-ascii"),
]


@pytest.mark.parametrize(("text", "codec", "declared"), AS_DECLARED)
def test_what_is_declared_rightly_is_read_without_a_word(text: str, codec: str, declared: str) -> None:
    found = decode(text.encode(codec), declared)
    assert (found.text, found.note) == (text, None)


@pytest.mark.parametrize(
    ("sent", "declared", "text"),
    [
        (b"\x1b$B-!-j|b\x1b(B abc", "iso-2022-jp", "①㈱髙 abc"),
        (b'\x1b$B$"\r\nabc', "iso-2022-jp", "あ\r\nabc"),
        (b"\x1b(I123\x1b(B", "iso-2022-jp", "ｱｲｳ"),
        (b'\xb1\xb2 \x1b$B$"\x1b(B', "iso-2022-jp", "ｱｲ あ"),
        (b"\xad\xa1\xad\xea\xa4\xa2", "euc-jp", "①㈱あ"),
    ],
)
def test_the_makers_characters_of_japanese_mail_are_read(sent: bytes, declared: str, text: str) -> None:
    assert decode(sent, declared).text == text


@pytest.mark.parametrize(
    ("text", "codec", "declared"),
    [
        (SIMPLIFIED, "utf-8", "gb2312"),
        (JAPANESE, "utf-8", "iso-2022-jp"),
        (JAPANESE, "utf-8", "shift_jis"),
        (FRENCH, "utf-8", "iso-8859-1"),
        (JAPANESE, "cp932", "utf-8"),
        (JAPANESE, "cp932", "gb2312"),
        (JAPANESE, "euc_jp", "iso-8859-1"),
        (JAPANESE, "iso2022_jp", "utf-8"),
        (JAPANESE, "iso2022_jp", "us-ascii"),
        (SIMPLIFIED, "gb18030", "iso-8859-1"),
        (KOREAN, "cp949", "iso-8859-1"),
        (TRADITIONAL, "big5", "utf-8"),
        (RUSSIAN, "cp1251", "us-ascii"),
    ],
)
def test_what_is_declared_wrongly_is_read_as_what_it_is_and_said(
    text: str, codec: str, declared: str
) -> None:
    found = decode(text.encode(codec), declared)
    assert found.text == text
    assert found.note is not None
    assert (found.note.trouble, found.note.declared) == (MailTrouble.CHARSET_WRONG, declared)


@pytest.mark.parametrize(
    ("text", "codec", "used"),
    [
        (JAPANESE, "cp932", "shift_jis"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (KOREAN, "cp949", "euc-kr"),
        (RUSSIAN, "koi8_r", "koi8-r"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (FRENCH, "cp1252", "windows-1252"),
        (KOREAN, "utf-8", "utf-8"),
    ],
)
@pytest.mark.parametrize(
    ("declared", "trouble"),
    [("", MailTrouble.CHARSET_MISSING), ("x-unknown", MailTrouble.CHARSET_UNKNOWN)],
)
def test_what_is_not_declared_is_guessed_and_said(
    text: str, codec: str, used: str, declared: str, trouble: MailTrouble
) -> None:
    found = decode(text.encode(codec), declared)
    assert found.text == text
    assert found.note is not None
    assert (found.note.trouble, found.note.used) == (trouble, used)


def test_chinese_that_quotes_kana_stays_chinese() -> None:
    text = "我买的フィギュア外盒压坏了，请退款，谢谢"
    assert decode(text.encode("gb18030"), "gb2312").text == text


def test_a_broken_byte_is_lost_alone_and_said() -> None:
    found = decode(SIMPLIFIED.encode("gb18030") + b"\xff", "gb2312")
    assert found.text == SIMPLIFIED + "\ufffd"
    assert found.note is not None
    assert found.note.trouble is MailTrouble.CHARACTERS_LOST


@pytest.mark.parametrize("name", ["rot13", "zlib", "idna", "punycode", "unicode_escape", "../../etc/passwd"])
def test_a_mail_cannot_name_just_any_codec(name: str) -> None:
    found = decode(b"abc\xe9", name)
    assert found.note is not None
    assert found.note.trouble is MailTrouble.CHARSET_UNKNOWN
