"""What a file is, by its first bytes; its name and what it says of itself do not count."""

import re

HEAD = 4096
ZIP, TAR, GZIP = "application/zip", "application/x-tar", "application/gzip"
BZIP2, XZ = "application/x-bzip2", "application/x-xz"
ARCHIVES = (ZIP, TAR, GZIP, BZIP2, XZ)
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
OPEN_TEXT = "application/vnd.oasis.opendocument.text"
OPEN_SHEET = "application/vnd.oasis.opendocument.spreadsheet"
OPEN_SLIDES = "application/vnd.oasis.opendocument.presentation"
OPEN = (OPEN_TEXT, OPEN_SHEET, OPEN_SLIDES)
OFFICE = (WORD, SHEET, SLIDES, *OPEN)
OLD_WORD, OLD_SHEET = "application/msword", "application/vnd.ms-excel"
OLD_SLIDES, COMPOUND = "application/vnd.ms-powerpoint", "application/x-ole-storage"
OLD_OFFICE = (COMPOUND, OLD_WORD, OLD_SHEET, OLD_SLIDES)
ZIPPED = (ZIP, *OFFICE)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"8BPS\0\1", "image/vnd.adobe.photoshop"),
    (b"\x01\xda", "image/sgi"),
    (b"DDS ", "image/vnd.ms-dds"),
    (b"\0\0\1\0", "image/vnd.microsoft.icon"),
    (OLE, COMPOUND),
    (b"{\\rtf", "application/rtf"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"\x1f\x8b", GZIP),
    (b"BZh", BZIP2),
    (b"\xfd7zXZ\0", XZ),
    (b"\x1aE\xdf\xa3", "video/x-matroska"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"MZ", "application/vnd.microsoft.portable-executable"),
    (b"\x7fELF", "application/x-elf"),
)
_BLANK = ord(" ")
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_BRANDS = {
    b"avif": "image/avif",
    b"avis": "image/avif",
    b"heic": "image/heic",
    b"heix": "image/heic",
    b"mif1": "image/heic",
    b"msf1": "image/heic",
    b"qt  ": "video/quicktime",
    b"M4A ": "audio/mp4",
}
_MARKS = (
    *((b"mimetype" + kind.encode() + b"PK", kind) for kind in OPEN),
    (b"word/", WORD),
    (b"xl/", SHEET),
    (b"ppt/", SLIDES),
)
_MAIL_HEADER = re.compile(
    rb"^(?:from|to|cc|subject|date|message-id|received|return-path|delivered-to|reply-to|mime-version"
    rb"|content-type|x-[a-z0-9-]{1,60}|dkim-signature|authentication-results|resent-[a-z-]{1,20}|sender)"
    rb"[ \t]{0,20}:",
    re.IGNORECASE,
)
_OF_OUTLOOK = "__properties_version1.0".encode("utf-16-le")
_ANY_HEADER = re.compile(rb"^(?:[!-9;-~]{1,70}[ \t]{0,20}:|[ \t]|From )")
MAIL = "message/rfc822"
OUTLOOK = "application/vnd.ms-outlook"
MBOX = "application/mbox"
PDF = "application/pdf"
TEXT = "text/plain"
UNKNOWN = "application/octet-stream"


def media_type_of(head: bytes, name: str = "") -> str:
    """Return the media type that the first bytes show; give the first `HEAD` bytes, or all of a shorter file.

    `name` decides between look-alikes only: a text that could be a mail is one where it is called ``.eml``, a
    file of mails begins like one mail of it, and Office files say late which of them they are.
    """
    head = head[:HEAD]
    name = name.lower()
    if head.startswith(OLE) and (name.endswith(".msg") or _OF_OUTLOOK in head):
        return OUTLOOK
    if head.startswith(b"From ") and not name.endswith(".eml") and _mail_headers(head):
        return MBOX
    return _by_start(head) or _contained(head) or _written(head, name)


def _by_start(head: bytes) -> str:
    if head.startswith(b"BM") and head[6:10] != b"\0\0\0\0":
        return ""  # "BM" begins many a text; a bitmap has four reserved zeros after its size
    if head.startswith(b"MZ") and b"\0" not in head[:64]:
        return ""
    if head.startswith(b"BZh") and head[4:10] != b"1AY&SY":
        return ""
    return next((kind for start, kind in _STARTS if head.startswith(start)), "")


def _contained(head: bytes) -> str:
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head[:4] in (b"PK\3\4", b"PK\5\6"):
        return next((kind for mark, kind in _MARKS if mark in head), ZIP)
    if head[257:262] == b"ustar":
        return TAR
    if b"%PDF-" in head[:1024]:
        return PDF
    return ""


def _written(head: bytes, name: str) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    needed = 1 if name.lower().endswith(".eml") else 2
    if _mail_headers(head) >= needed:
        return MAIL
    if b"\0" in head:
        return UNKNOWN
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:64].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return "text/html"
    return TEXT if _looks_written(head) else UNKNOWN


def _mail_headers(head: bytes) -> int:
    """Count the headers of a mail at the start; a line that is none of the kind ends the count."""
    count = 0
    for line in head.lstrip(b"\xef\xbb\xbf\r\n").splitlines()[:60]:
        if not _ANY_HEADER.match(line):
            break
        count += bool(_MAIL_HEADER.match(line))
    return count


def _looks_written(head: bytes) -> bool:
    controls = sum(byte < _BLANK and byte not in b"\t\n\r\f\x1b" for byte in head)
    return bool(head) and controls * 50 <= len(head)
