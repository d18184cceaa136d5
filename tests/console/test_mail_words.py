"""Words of every script come out whole: encoded or bare, in headers and texts, cut inside characters."""

import base64

import pytest

from console.evidence.records_files import Mail
from console.guarded.charsets import load_codecs
from console.guarded.mail import read_mail

load_codecs()
JAPANESE = "ご注文の箱がつぶれて届きました。"
MAKERS = f"{JAPANESE}①髙島屋 ｱｲｳ"
RARE = "鄧俱 ㊤ 噓 箱がつぶれて"
SIMPLIFIED = "我的手办收到了，外盒压坏了，请退款。镕"
TRADITIONAL = "我的公仔收到了，外盒壓壞了，請退款"
HONG_KONG = "香港嘅㗎啲 公仔壓壞"
KOREAN = "상자가 찌그러져서 도착했습니다. 똠방각하"
CASES = [
    ("iso2022_jp", "iso-2022-jp", JAPANESE),
    ("iso2022_jp_1", "iso-2022-jp-1", JAPANESE),
    ("iso2022_jp_1", "iso-2022-jp", f"丂丄 {JAPANESE}"),
    ("iso2022_jp_3", "iso-2022-jp-3", "㊤ 箱がつぶれて"),
    ("iso2022_jp_2004", "iso-2022-jp", RARE),
    ("cp932", "shift_jis", MAKERS),
    ("cp932", "x-sjis", MAKERS),
    ("shift_jis_2004", "shift_jis", RARE),
    ("euc_jp", "euc-jp", JAPANESE),
    ("euc_jis_2004", "euc-jp", RARE),
    ("utf-8", "iso-2022-jp", MAKERS),
    ("utf-8", "gb2312", SIMPLIFIED),
    ("utf-8", "gb2312", MAKERS),
    ("gb18030", "gb2312", SIMPLIFIED),
    ("gbk", "gbk", SIMPLIFIED),
    ("hz", "hz-gb-2312", "我的手办收到了，退款"),
    ("big5", "big5", TRADITIONAL),
    ("big5hkscs", "big5-hkscs", HONG_KONG),
    ("big5hkscs", "big5", HONG_KONG),
    ("cp949", "euc-kr", KOREAN),
    ("cp949", "ks_c_5601-1987", KOREAN),
    ("johab", "johab", KOREAN),
    ("iso2022_kr", "iso-2022-kr", "상자가 찌그러져서 도착했습니다"),
]


def read(subject: bytes, sender: bytes, charset: str, text: bytes) -> Mail:
    """Return a mail of these words, read."""
    head = b"Subject: " + subject + b"\r\nFrom: " + sender + b" <a@b.example>\r\n"
    kind = f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return read_mail(head + kind.encode() + base64.encodebytes(text), with_data=False)


def words(raw: bytes, charset: str, encoding: str) -> bytes:
    """Return encoded words of seven bytes each, which cut characters and shifts in two."""
    pieces = [raw[at : at + 7] for at in range(0, len(raw), 7)]
    encoded = [
        base64.b64encode(p).decode() if encoding == "B" else "".join(f"={byte:02X}" for byte in p)
        for p in pieces
    ]
    return "\r\n ".join(f"=?{charset}?{encoding}?{word}?=" for word in encoded).encode()


@pytest.mark.parametrize(("codec", "charset", "text"), CASES)
def test_encoded_words_that_cut_characters_come_out_whole(codec: str, charset: str, text: str) -> None:
    raw = text.encode(codec)
    mail = read(words(raw, charset, "B"), words(raw, charset, "Q"), charset, raw)
    assert (mail.subject, mail.senders[0].name, mail.text) == (text, text, text)


@pytest.mark.parametrize(("codec", "charset", "text"), CASES)
def test_bare_bytes_in_headers_are_read_as_the_text_is(codec: str, charset: str, text: str) -> None:
    raw = text.encode(codec)
    mail = read(raw, b"Hanako", charset, raw)
    assert (mail.subject, mail.text) == (text, text)


def test_words_beside_one_another_in_a_name_keep_what_stands_between_others() -> None:
    sender = b'=?utf-8?B?5bGx55Sw?= =?utf-8?B?6Iqx5a2Q?= Hanako "=?utf-8?Q?Box?="'
    assert read(b"x", sender, "utf-8", b"x").senders[0].name == "山田花子 Hanako Box"


def test_a_comma_in_an_encoded_word_divides_no_names() -> None:
    found = read(b"x", b"=?utf-8?Q?Yamada=2C_Hanako?=", "utf-8", b"x").senders
    assert [(p.name, p.address) for p in found] == [("Yamada, Hanako", "a@b.example")]
