"""What a file is, by its first bytes."""

import pytest

from console.guarded.sniff import media_type_of


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (b"\xff\xd8\xff\xe1", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"\0\0\0\x18ftypisom", "video/mp4"),
        (b"BM\x36\0\0\0\0\0\0\0", "image/bmp"),
        (b"BMW is a car maker.", "text/plain"),
        (b"junk before %PDF-1.4", "application/pdf"),
        (
            b"PK\3\4........word/document.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (b"PK\3\4", "application/zip"),
        (b"From: a@b.example\r\nSubject: x\r\n\r\n", "message/rfc822"),
        (b"Received: by x\r\n\tid 1\r\nTo: a@b.example\r\n", "message/rfc822"),
        (b"Subject: a note to myself\n\nFrom: nobody", "text/plain"),
        ("箱がつぶれて届きました".encode(), "text/plain"),
        ("箱がつぶれて届きました".encode("cp932"), "text/plain"),
        (b"<!DOCTYPE html><p>", "text/html"),
        (b"MZ\x90\0", "application/vnd.microsoft.portable-executable"),
        (b"\1\2\3\4", "application/octet-stream"),
        (b"", "application/octet-stream"),
    ],
)
def test_the_first_bytes_say_what_a_file_is(head: bytes, media_type: str) -> None:
    assert media_type_of(head) == media_type


def test_a_name_decides_only_whether_a_text_is_a_mail() -> None:
    head = b"Subject: x\r\n\r\ntext"
    assert media_type_of(head, "x.EML") == "message/rfc822"
    assert media_type_of(head, "x.txt") == "text/plain"
    assert media_type_of(b"\x89PNG\r\n\x1a\n", "x.eml") == "image/png"


def test_outlooks_mails_are_told_from_other_office_files() -> None:
    ole = bytes.fromhex("d0cf11e0a1b11ae1")
    listed = ole + "__properties_version1.0".encode("utf-16-le")
    assert media_type_of(ole, "x.msg") == "application/vnd.ms-outlook"
    assert media_type_of(listed, "x") == "application/vnd.ms-outlook"
    assert media_type_of(ole, "x.doc") == "application/x-ole-storage"
    assert media_type_of(b"\x89PNG\r\n\x1a\n", "x.msg") == "image/png"
