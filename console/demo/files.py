"""Draws what made-up customers send: a photograph, a receipt, a mail; the same seed, the same bytes."""

import base64
import struct
import zlib
from datetime import datetime
from random import Random

WIDTH, HEIGHT = 480, 360
FLOORS = ((214, 219, 226), (196, 178, 155), (150, 160, 176), (226, 222, 212))
CARDBOARD = ((178, 132, 84), (193, 150, 103), (160, 118, 76))
TAPE = (222, 205, 170)
DENT = (70, 50, 34)
DESK = "service@rakufun.example"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
Colour = tuple[int, int, int]


def photograph(rng: Random) -> bytes:
    """Return a PNG of a box with a dent in one of its corners."""
    floor, box = rng.choice(FLOORS), rng.choice(CARDBOARD)
    left, top = rng.randrange(50, 110), rng.randrange(50, 100)
    right, bottom = WIDTH - rng.randrange(50, 110), HEIGHT - rng.randrange(40, 80)
    tape, dent = rng.randrange(left + 90, right - 110), rng.randrange(30, 80)
    rows = []
    for y in range(HEIGHT):
        light = 1.0 - y / (4 * HEIGHT)
        if not top <= y < bottom:
            rows.append(_run(floor, light, WIDTH))
            continue
        crushed = max(0, dent - (y - top))
        spans = (
            (floor, left),
            (DENT, crushed),
            (box, tape - left - crushed),
            (TAPE, 26),
            (box, right - tape - 26),
            (floor, WIDTH - right),
        )
        rows.append(b"".join(_run(colour, light, count) for colour, count in spans))
    return _png(rows)


def _run(colour: Colour, light: float, count: int) -> bytes:
    return bytes(int(part * light) for part in colour) * count


def _png(rows: list[bytes]) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def receipt(number: str, amount: str, day: str) -> bytes:
    """Return a PDF of one small page; every text is ASCII."""
    facts = (f"Order   {number}", f"Date    {day}", f"Amount  {amount}")
    lines = ("Receipt", "", *facts, "", "Made up: no real payment.")
    words = "".join(f"({line}) Tj T*\n" for line in lines)
    page = f"0.9 0.93 0.98 rg 0 250 300 50 re f 0 g\nBT /F1 14 Tf 20 TL 24 268 Td\n{words}ET\n"
    fonts = "/Resources << /Font << /F1 5 0 R >> >>"
    stream = f"<< /Length {len(page)} >>\nstream\n{page}endstream"
    parts = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R {fonts} >>",
        stream,
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    )
    out, places = "%PDF-1.4\n", []
    for number_of, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number_of} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}"
    last = f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return (out + end + last).encode("ascii")


def mail(sender: str, number: str, text: str, sent_at: datetime, picture: bytes) -> bytes:
    """Return an .eml in which somebody sends a photograph about an order; `sender` is ASCII."""
    address = sender.lower().replace(" ", ".") + "@example.com"
    head = (
        f"From: {sender} <{address}>",
        f"To: {DESK}",
        f"Subject: Order {number}",
        f"Date: {sent_at:%d} {MONTHS[sent_at.month - 1]} {sent_at:%Y %H:%M:%S} +0000",
        f"Message-ID: <{number}.{int(sent_at.timestamp())}@example.com>",
        "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="part"',
    )
    body = (
        "--part",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
        base64.encodebytes(text.encode()).decode("ascii").strip().replace("\n", "\r\n"),
        "--part",
        "Content-Type: image/png",
        'Content-Disposition: attachment; filename="box.png"',
        "Content-Transfer-Encoding: base64",
        "",
        base64.encodebytes(picture).decode("ascii").strip().replace("\n", "\r\n"),
        "--part--",
        "",
    )
    return "\r\n".join((*head, "", *body)).encode("ascii")
