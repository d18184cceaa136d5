"""Properties of Outlook's messages (MAPI), as .msg files and winmail.dat both hold them."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from console.evidence.records_files import MailNote
from console.guarded.charsets import decode

STRING8, UNICODE, BINARY, OBJECT = 0x1E, 0x1F, 0x102, 0x0D
INT16, INT32, BOOLEAN, DOUBLE, INT64, TIME, CLSID = 0x02, 0x03, 0x0B, 0x05, 0x14, 0x40, 0x48
SIZES = {INT16: 2, INT32: 4, 0x04: 4, BOOLEAN: 2, 0x0A: 4, DOUBLE: 8, 0x06: 8, 0x07: 8, INT64: 8, TIME: 8}

SUBJECT, PREFIX, NORMALIZED = 0x37, 0x3D, 0x0E1D
BODY, HTML, RTF = 0x1000, 0x1013, 0x1009
HEADERS, MESSAGE_ID, REFERENCES, IN_REPLY_TO = 0x7D, 0x1035, 0x1039, 0x1042
SUBMITTED, DELIVERED, CREATED = 0x39, 0x0E06, 0x3007
MESSAGE_CLASS, CODEPAGE, INTERNET_CODEPAGE = 0x1A, 0x3FFD, 0x3FDE
SENDER_NAME, SENDER_SMTP, SENDER_EMAIL, SENDER_TYPE = 0x0C1A, 0x5D01, 0x0C1F, 0x0C1E
SENT_FOR_NAME, SENT_FOR_SMTP, SENT_FOR_EMAIL, SENT_FOR_TYPE = 0x42, 0x5D02, 0x65, 0x64
RECIPIENT_KIND, NAME, EMAIL, EMAIL_TYPE, SMTP = 0x0C15, 0x3001, 0x3003, 0x3002, 0x39FE
DATA, METHOD, LONG_NAME, SHORT_NAME, TAG = 0x3701, 0x3705, 0x3707, 0x3704, 0x370E
CONTENT_ID, ATTACH_FLAGS, HIDDEN = 0x3712, 0x3714, 0x7FFE

BY_VALUE, EMBEDDED, OBJECT_OF_A_PROGRAM = 1, 5, 6  # how a file is attached: itself, a message, something else
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_PAGES = {
    65001: "utf-8",
    65000: "utf-7",
    1200: "utf-16le",
    20127: "us-ascii",
    20866: "koi8-r",
    21866: "koi8-u",
    20932: "euc-jp",
    51932: "euc-jp",
    50220: "iso-2022-jp",
    50221: "iso-2022-jp",
    50222: "iso-2022-jp",
    50225: "iso-2022-kr",
    51936: "gb2312",
    51949: "euc-kr",
    52936: "hz-gb-2312",
    54936: "gb18030",
    10000: "macintosh",
    1361: "johab",
    874: "windows-874",
}
_ISO = range(28591, 28606)


def charset_of(page: int) -> str:
    """Return the name of a Windows code page as mails write it, empty where it is none that is known."""
    if page in _ISO:
        return f"iso-8859-{page - 28590}"
    return _PAGES.get(page) or (f"cp{page}" if page in range(437, 1259) else "")


@dataclass(frozen=True, slots=True)
class Properties:
    """Values by the property's number, each with its type as it is kept."""

    values: Mapping[int, tuple[int, bytes]]
    codepage: int = 0  # for strings of 8 bits where the properties name none

    @property
    def page(self) -> int:
        """The code page of strings of 8 bits."""
        return self.number(CODEPAGE) or self.codepage or self.number(INTERNET_CODEPAGE)

    def raw(self, number: int) -> bytes:
        """Return the bytes of a property, empty where there is none."""
        return self.values.get(number, (0, b""))[1]

    def number(self, number: int) -> int:
        """Return a whole number or a yes, 0 where there is none."""
        kind, raw = self.values.get(number, (0, b""))
        size = SIZES.get(kind, 0)
        is_number = kind in (INT16, INT32, INT64, BOOLEAN) and len(raw) >= size
        return int.from_bytes(raw[:size], "little") if is_number else 0

    def moment(self, number: int) -> datetime | None:
        """Return a moment, None where there is none."""
        kind, raw = self.values.get(number, (0, b""))
        if kind != TIME or len(raw) < SIZES[TIME]:
            return None
        try:
            return _EPOCH + timedelta(microseconds=struct.unpack("<Q", raw[:8])[0] // 10)
        except OverflowError:
            return None

    def said(self, number: int) -> tuple[str, MailNote | None]:
        """Return a text, and what had to be done against its code page."""
        kind, raw = self.values.get(number, (0, b""))
        if kind == UNICODE:
            return raw.decode("utf-16-le", "replace").rstrip("\0"), None
        if kind not in (STRING8, BINARY):
            return "", None
        found = decode(raw.rstrip(b"\0"), charset_of(self.page))
        return found.text, found.note

    def text(self, number: int) -> str:
        """Return a text, empty where there is none."""
        return self.said(number)[0]
