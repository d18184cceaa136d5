"""Reading a finished letter back: its text as others will find it, and pictures of its pages."""

import unicodedata
from collections.abc import Callable, Iterable
from io import BytesIO
from threading import Lock
from typing import Any, TypeVar

import pypdfium2

from console.letters.drawable import drawable
from console.letters.records import Part
from console.letters.refusals import NotAsWritten
from console.words import N_
from reports.page import Written

_T = TypeVar("_T")
_ONE_AT_A_TIME = Lock()  # pdfium is not made for threads; letters are drawn in several
_HYPHENS = "-\u00ad\u2010\u2011"
_SPELT_OUT = {char: unicodedata.normalize("NFKC", char) for char in "ﬀﬁﬂﬃﬄﬅﬆ"}  # by pdfium, as two or three
_DENSE = str.maketrans(_SPELT_OUT | {"\u2800": ""})  # braille without a dot is a blank to it
_LINE_END_HYPHENS = "\x02\ufffe"  # how pdfium gives back a hyphen that ends a line


def page_texts(pdf: bytes) -> list[str]:
    """Return each page's text as pdfium reads it."""
    return _of_each_page(pdf, _text_of)


def pictures(pdf: bytes, width: int) -> list[bytes]:
    """Return each page as PNG, `width` pixels wide."""
    return _of_each_page(pdf, lambda page: _picture_of(page, width))


def check(pdf: bytes, written: Iterable[Written], parts: list[Part]) -> None:
    """See that the file reads as it was written, and that this is the record, every part of it.

    Blanks do not count: readers make them up from distances. Raises: NotAsWritten, naming the place.
    """
    found = [_dense(text) for text in page_texts(pdf)]
    read = [""] * len(parts)
    at = [0] * len(found)
    for line in written:
        page, dense = line.page - 1, _dense(line.text)
        got = found[page][at[page] : at[page] + len(dense)]
        at[page] += len(dense)
        if not _same(got, dense):
            raise NotAsWritten(N_("Page {page} of the finished letter reads differently."), page=line.page)
        if line.part is not None:
            read[line.part] += dense
    if any(end != len(text) for end, text in zip(at, found, strict=True)):
        raise NotAsWritten(N_("The finished letter holds text that nobody wrote."))
    if any(got != _dense(drawable(part.text).text) for got, part in zip(read, parts, strict=True)):
        raise NotAsWritten(N_("The finished letter leaves out a part of its text."))


def _same(got: str, written: str) -> bool:
    return len(got) == len(written) and all(
        a == b or (a in _LINE_END_HYPHENS and b in _HYPHENS) for a, b in zip(got, written, strict=True)
    )


def _dense(text: str) -> str:
    return "".join(text.split()).translate(_DENSE)


def _of_each_page(pdf: bytes, get: Callable[[Any], _T]) -> list[_T]:
    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [get(page) for page in document]
        finally:
            document.close()


def _text_of(page: Any) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_range())
    finally:
        text.close()
        page.close()


def _picture_of(page: Any, width: int) -> bytes:
    bitmap = page.render(scale=width / page.get_width())
    file = BytesIO()
    bitmap.to_pil().save(file, "PNG", compress_level=1)
    bitmap.close()
    page.close()
    return file.getvalue()
