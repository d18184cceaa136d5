"""Strangers' files, opened by the real child: shown or refused, never more than that."""

import io
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from console.evidence.records_files import (
    MAX_FILE,
    PREVIEW_SIDE,
    THUMBNAIL_SIDE,
    Inspection,
    Mail,
    Preview,
    Reason,
)
from console.guarded.host import Guard

SECONDS = 5.0


@pytest.fixture(scope="module")
def guard() -> Iterator[Guard]:
    """Return a running guard."""
    with Guard() as running:
        yield running


def picture(form: str, size: tuple[int, int] = (2400, 1200), **options: object) -> bytes:
    """Return an image file of one colour, red on its left half."""
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def inspect(guard: Guard, data: bytes, name: str = "") -> Inspection:
    """Return what the guard says of a file."""
    return guard.inspect([data], len(data), name)


def decoded(png: bytes) -> Image.Image:
    """Return a PNG's picture."""
    image = Image.open(io.BytesIO(png))
    image.load()
    return image


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF"])
def test_images_get_a_picture_and_a_thumbnail(guard: Guard, form: str) -> None:
    found = inspect(guard, picture(form))
    assert (found.preview, found.media_type, found.width, found.height, found.pages) == (
        Preview.MADE,
        f"image/{form.lower()}",
        2400,
        1200,
        1,
    )
    assert found.thumbnail is not None
    shown, small = decoded(found.pictures[0].png), decoded(found.thumbnail.png)
    assert (shown.size, small.size) == ((PREVIEW_SIDE, 800), (THUMBNAIL_SIDE, 160))
    red, green, _ = shown.convert("RGB").crop((100, 100, 101, 101)).tobytes()
    assert (red > 240, green < 20) == (True, True)


def test_a_photograph_is_shown_upright_and_without_what_the_camera_wrote(guard: Guard) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "taken at home"  # turned; a description
    found = inspect(guard, picture("JPEG", exif=exif))
    assert (found.width, found.height) == (1200, 2400)
    assert b"taken at home" not in found.pictures[0].png


def test_see_through_and_sixteen_bit_images_are_shown(guard: Guard) -> None:
    clear, deep = io.BytesIO(), io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 255, 0, 128)).save(clear, "PNG")
    Image.new("I;16", (10, 10), 0xFFFF).save(deep, "PNG")
    assert decoded(inspect(guard, clear.getvalue()).pictures[0].png).getpixel((5, 5)) == (0, 255, 0, 128)
    assert decoded(inspect(guard, deep.getvalue()).pictures[0].png).getpixel((5, 5)) == (255, 255, 255)


def pdf(pages: int) -> bytes:
    """Return a PDF of blank pages."""
    file = io.BytesIO()
    sheets = [Image.new("RGB", (200, 100), "white") for _ in range(pages)]
    sheets[0].save(file, "PDF", save_all=True, append_images=sheets[1:])
    return file.getvalue()


@pytest.mark.parametrize(("pages", "shown"), [(1, 1), (3, 3), (40, 3)])
def test_a_pdf_shows_its_first_pages(guard: Guard, pages: int, shown: int) -> None:
    found = inspect(guard, pdf(pages))
    assert (found.preview, found.pages, len(found.pictures)) == (Preview.MADE, pages, shown)


def test_a_mail_is_read_without_the_bytes_of_its_files(guard: Guard) -> None:
    found = inspect(guard, b"From: a@b.example\nSubject: box\n\ncrushed")
    assert found.mail is not None
    assert (found.mail.subject, found.mail.text) == ("box", "crushed")


def test_a_mail_that_is_taken_in_brings_the_bytes_of_its_files(guard: Guard) -> None:
    raw = b"From: a@b.example\nContent-Type: x/y; name=f\n\n\x00\xffdata"
    mail = guard.read_mail([raw], len(raw))
    assert isinstance(mail, Mail)
    assert mail.attachments[0].data == b"\x00\xffdata"


@pytest.mark.parametrize("data", [b"", b"\0\1\2", b"8BPS\0\1", b"just a text", b"MZ\0\0"])
def test_other_files_are_plain_cards(guard: Guard, data: bytes) -> None:
    found = inspect(guard, data)
    assert (found.preview, found.reason, found.thumbnail) == (Preview.NONE, None, None)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n", Reason.DAMAGED),
        (b"%PDF-1.7 and nothing", Reason.DAMAGED),
        (b"PK\3\4", Reason.DAMAGED),
        (picture("PNG", (9000, 9000)), Reason.TOO_LARGE),
    ],
)
def test_what_cannot_be_shown_says_why(guard: Guard, data: bytes, reason: Reason) -> None:
    found = inspect(guard, data)
    assert (found.preview, found.reason) == (Preview.REFUSED, reason)


def test_a_file_beyond_the_limit_is_not_even_sent(guard: Guard) -> None:
    found = guard.inspect([b"%PDF-1.7"], MAX_FILE + 1)
    assert (found.media_type, found.reason) == ("application/pdf", Reason.TOO_LARGE)


def test_every_hostile_file_is_shown_or_refused_in_time(guard: Guard, shared_data: Path) -> None:
    files = [f for f in sorted((shared_data / "hostile").rglob("*")) if f.is_file()]
    assert len(files) > 18
    for file in files:
        start = time.monotonic()
        found = inspect(guard, file.read_bytes(), file.name)
        assert time.monotonic() - start < SECONDS + 2, file.name
        assert (found.reason is not None) == (found.preview is Preview.REFUSED), file.name


def test_a_locked_pdf_is_told_from_a_broken_one(guard: Guard, shared_data: Path) -> None:
    folder = shared_data / "hostile" / "pdf"
    locked = inspect(guard, (folder / "r4-user-password.pdf").read_bytes())
    owned = inspect(guard, (folder / "r2-owner-password.pdf").read_bytes())
    assert (locked.reason, owned.preview) == (Reason.ENCRYPTED, Preview.MADE)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"just a text"])
def test_what_is_no_mail_is_not_read_as_one(guard: Guard, data: bytes) -> None:
    assert guard.read_mail([data], len(data)) is Reason.UNSUPPORTED


def test_a_mail_saved_as_utf16_is_read(guard: Guard) -> None:
    raw = "From: a@b.example\r\nSubject: 箱\r\n\r\nつぶれた".encode("utf-16")
    mail = guard.read_mail([raw], len(raw))
    assert isinstance(mail, Mail)
    assert (mail.subject, mail.text) == ("箱", "つぶれた")


@pytest.mark.parametrize(
    ("font", "text"),
    [
        ("HeiseiMin-W3", "領収書"),
        ("STSong-Light", "我的手办"),
        ("MSung-Light", "外盒壓壞"),
        ("HYSMyeongJo-Medium", "상자가"),
        ("Helvetica", "box"),
    ],
)
def test_text_in_fonts_that_a_pdf_does_not_bring_is_drawn(guard: Guard, font: str, text: str) -> None:
    file = io.BytesIO()
    sheet = canvas.Canvas(file, pagesize=(300, 100))
    if font != "Helvetica":
        pdfmetrics.registerFont(UnicodeCIDFont(font))
    sheet.setFont(font, 40)
    sheet.drawString(20, 30, text)
    sheet.save()
    page = decoded(inspect(guard, file.getvalue()).pictures[0].png).convert("L")
    assert page.point(lambda grey: 255 * (grey < 128)).getbbox() is not None


def test_a_large_file_passes_in_pieces(guard: Guard) -> None:
    raw = b"From: a@b.example\nContent-Type: x/y; name=f\n\n"
    pieces = [raw, *[b"x" * 1_000_000] * 60]
    mail = guard.read_mail(iter(pieces), sum(map(len, pieces)))
    assert isinstance(mail, Mail)
    assert mail.attachments[0].size == 60_000_000
