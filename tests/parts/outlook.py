"""Outlook's files made by our own hand: .msg, winmail.dat, compressed RTF. Nothing in them is anybody's."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from console.guarded import compound

Value = str | bytes | int | bool | datetime
UNICODE, STRING8, BINARY, OBJECT = 0x1F, 0x1E, 0x102, 0x0D
LONG, TRUTH, TIME = 0x03, 0x0B, 0x40
SUBJECT, BODY, HTML, RTF, SENT = 0x37, 0x1000, 0x1013, 0x1009, 0x39
SENDER_NAME, SENDER_SMTP, MESSAGE_ID, REPLY, HEADERS, CODEPAGE = 0x0C1A, 0x5D01, 0x1035, 0x1042, 0x7D, 0x3FFD
CLASS, INTERNET_CODEPAGE = 0x1A, 0x3FDE
KIND, NAME, EMAIL, EMAIL_TYPE, SMTP = 0x0C15, 0x3001, 0x3003, 0x3002, 0x39FE
DATA, METHOD, LONG_NAME, TAG, CONTENT_ID = 0x3701, 0x3705, 0x3707, 0x370E, 0x3712


@dataclass(frozen=True)
class Old:
    """A string of 8 bits."""

    data: bytes


@dataclass(frozen=True)
class Item:
    """A message, a recipient or an attachment; `message` makes it a message inside."""

    values: Mapping[int, "Value | Old"]
    recipients: Sequence["Item"] = ()
    files: Sequence["Item"] = ()
    message: "Item | None" = field(default=None)


def person(kind: int, name: str, address: str) -> Item:
    """Return a recipient: 1 To, 2 Cc."""
    return Item({KIND: kind, NAME: name, SMTP: address, EMAIL_TYPE: "SMTP"})


def file(name: str, data: bytes, **more: str) -> Item:
    """Return an attachment; `cid` gives its content-id."""
    values: dict[int, Value | Old] = {LONG_NAME: name, DATA: data, METHOD: 1}
    return Item(values | ({CONTENT_ID: more["cid"]} if "cid" in more else {}))


def inside(name: str, message: Item) -> Item:
    """Return a message as an attachment."""
    return Item({LONG_NAME: name, METHOD: 5}, message=message)


def msg(item: Item) -> bytes:
    """Return a .msg file."""
    return compound.written(_storage(item, 32) | {"__nameid_version1.0": {"__substg1.0_00020102": b"x" * 16}})


def _storage(item: Item, skipped: int) -> dict[str, bytes | compound.Tree]:
    tree: dict[str, bytes | compound.Tree] = {}
    listed = b""
    for number, value in item.values.items():
        kind, raw = _raw(value)
        is_fixed = kind in (LONG, TRUTH, TIME)
        listed += struct.pack("<HHI8s", kind, number, 6, raw if is_fixed else struct.pack("<I", len(raw)))
        if not is_fixed:
            tree[f"__substg1.0_{number:04X}{kind:04X}"] = raw
    for at, recipient in enumerate(item.recipients):
        tree[f"__recip_version1.0_#{at:08X}"] = _storage(recipient, 8)
    for at, attached in enumerate(item.files):
        tree[f"__attach_version1.0_#{at:08X}"] = _storage(attached, 8)
    if item.message is not None:
        tree["__substg1.0_3701000D"] = _storage(item.message, 24)
    tree["__properties_version1.0"] = bytes(skipped) + listed
    return tree


def _raw(value: "Value | Old") -> tuple[int, bytes]:
    match value:
        case Old(data):
            return STRING8, data
        case str():
            return UNICODE, value.encode("utf-16-le")
        case bytes():
            return BINARY, value
        case bool():
            return TRUTH, struct.pack("<q", value)
        case int():
            return LONG, struct.pack("<q", value)
    since = value - datetime(1601, 1, 1, tzinfo=UTC)
    return TIME, struct.pack("<Q", int(since.total_seconds()) * 10_000_000)


def winmail(item: Item, page: int = 932) -> bytes:
    """Return a winmail.dat."""
    out = b"\x78\x9f\x3e\x22\x01\x00" + _attribute(1, 0x69007, struct.pack("<II", page, 0))
    out += _attribute(1, 0x69003, _block(item.values))
    for attached in item.files:
        out += _attribute(2, 0x69002, bytes(14))
        values = dict(attached.values)
        data = values.pop(DATA, None)
        if isinstance(data, bytes):
            out += _attribute(2, 0x6800F, data)
        out += _attribute(2, 0x69005, _block(values, attached.message))
    return out


def _attribute(level: int, number: int, data: bytes) -> bytes:
    return struct.pack("<BII", level, number, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)


def _block(values: "Mapping[int, Value | Old]", message: Item | None = None) -> bytes:
    """Return properties as winmail.dat writes them, with named ones and one of several values first."""
    named = struct.pack("<HH16sII", LONG, 0x8001, bytes(16), 0, 7) + struct.pack("<I", 1)
    word = "Keywords".encode("utf-16-le") + b"\0\0"
    named += struct.pack("<HH16sII", UNICODE, 0x8002, bytes(16), 1, len(word)) + _padded(word)
    named += struct.pack("<I", 1) + struct.pack("<I", 4) + "ab".encode("utf-16-le")
    named += struct.pack("<HHI", 0x1003, 0x6001, 2) + struct.pack("<II", 1, 2)
    count, out = 3, named
    for number, value in values.items():
        kind, raw = _raw(value)
        count += 1
        out += struct.pack("<HH", kind, number)
        if kind in (LONG, TRUTH):
            out += raw[:4]
        elif kind == TIME:
            out += raw
        else:
            out += struct.pack("<II", 1, len(raw)) + _padded(raw)
    if message is not None:
        raw = bytes(16) + winmail(message)
        out += struct.pack("<HHII", OBJECT, DATA, 1, len(raw)) + _padded(raw)
        count += 1
    return struct.pack("<I", count) + out


def _padded(raw: bytes) -> bytes:
    return raw + bytes(-len(raw) % 4)


def packed_rtf(rtf: bytes) -> bytes:
    """Return RTF in the compressed form, without compressing: eight literal bytes to each control byte."""
    runs = [rtf[at : at + 8] for at in range(0, len(rtf), 8)]
    body = b"".join(b"\0" + run for run in runs)
    return struct.pack("<IIII", len(body) + 12, len(rtf), 0x75465A4C, 0) + body
