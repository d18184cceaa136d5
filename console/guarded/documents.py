"""PDF files, opened by the child alone: pages come out as bare pixels, no script runs."""

import time
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image

from console.evidence.records_files import PREVIEW_PAGES, PREVIEW_SIDE
from console.guarded.fonts import load_fonts
from console.guarded.images import Pixels, pixels_of, thumbnail_of

PASSWORD_NEEDED = 4  # PDFium's FPDF_ERR_PASSWORD
LONGEST_SCALE = 4.0  # a tiny page is not blown up beyond 288 dpi


class EncryptedError(Exception):
    """The file opens only with a password."""


class EmptyError(Exception):
    """The file has no page that could be drawn."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a PDF gives: how many pages, the first of them, and the first one small."""

    pages: int
    pictures: tuple[Pixels, ...]
    thumbnail: Pixels


def load_library() -> None:
    """Load fonts and draw one empty page, so that nothing needs to be opened later."""
    load_fonts()
    document = pdfium.PdfDocument.new()
    page = document.new_page(72, 72)
    page.render(scale=1).to_pil()
    document.close()


def show(data: bytes, seconds: float) -> Shown:
    """Return the first pages, as many as half of `seconds` allows, at least one.

    Raises: EncryptedError, EmptyError, and whatever PDFium does with a damaged file.
    """
    document = _opened(data)
    try:
        return _shown(document, time.monotonic() + seconds / 2)
    finally:
        document.close()


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        document.init_forms()  # without it, what was typed into a form's fields stays invisible
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == PASSWORD_NEEDED:
            raise EncryptedError from error
        raise
    return document


def _shown(document: pdfium.PdfDocument, enough_at: float) -> Shown:
    count = len(document)
    if count < 1:
        raise EmptyError
    first = _drawn(document, 0)
    pictures = [pixels_of(first)]
    for number in range(1, min(count, PREVIEW_PAGES)):
        if time.monotonic() > enough_at:
            break
        pictures.append(pixels_of(_drawn(document, number)))
    return Shown(count, tuple(pictures), thumbnail_of(first))


def _drawn(document: pdfium.PdfDocument, number: int) -> Image.Image:
    page = document[number]
    try:
        width, height = page.get_size()
        longest = max(width, height, 1.0)
        scale = min(PREVIEW_SIDE / (longest + 1), LONGEST_SCALE)
        drawn: Image.Image = page.render(scale=scale, rev_byteorder=True).to_pil()
        return drawn.convert("RGB")
    finally:
        page.close()
