"""Fonts for PDF files that do not bring their own: Japanese, Chinese and Korean ones often do not.

PDFium would search the system's folders when it needs one, and the child can open nothing by then; so the
four fonts that the console ships are mapped into memory before it locks itself in. Without them such text
would be missing from a preview, silently.
"""

import ctypes
import mmap
import struct
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

PACKAGE = "justmytype_intl_cjk"
_SHIFT_JIS, _HANGUL, _GB2312, _BIG5 = 128, 129, 134, 136  # Windows' character sets, as PDFium names them
FILES = {_SHIFT_JIS: "notosansjp", _HANGUL: "notosanskr", _GB2312: "notosanssc", _BIG5: "notosanstc"}
_WHOLE_FILE = 0
_ENTRY = struct.Struct(">4sIII")


def load_fonts() -> "Fonts":
    """Return the fonts, in memory and known to PDFium; as many of them as are installed."""
    fonts = Fonts({charset: data for charset, name in FILES.items() if (data := _mapped(name)) is not None})
    fonts.setup()
    return fonts


def _mapped(name: str) -> mmap.mmap | None:
    spec = find_spec(PACKAGE)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for folder in folders:
        for path in Path(folder, "fonts", "ofl", name).glob("*.ttf"):
            with path.open("rb") as file:
                return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return None


class Fonts(pdfium.PdfSysfontBase):  # type: ignore[misc]  # pypdfium2 has no types
    """Answers PDFium's questions for fonts from memory; for other scripts PDFium has its own built in.

    A font's handle is its character set. The methods bear PDFium's names.
    """

    def __init__(self, fonts: dict[int, mmap.mmap]) -> None:
        self._fonts = fonts
        super().__init__()

    def MapFont(self, _: Any, *asked: Any) -> int | None:  # noqa: N802
        """Return the handle of the font for what is asked: weight, slant, character set, family, name."""
        charset: int = asked[2]
        return charset if charset in self._fonts else None

    def GetFontData(self, _: Any, handle: int, table: int, buffer: Any, size: int) -> int:  # noqa: N802
        """Copy a font, or one of its tables, where there is room; return how long it is."""
        start, length = self._place(handle, table)
        if buffer and length and size >= length:
            ctypes.memmove(buffer, self._fonts[handle][start : start + length], length)
        return length

    def _place(self, handle: int, table: int) -> tuple[int, int]:
        font = self._fonts.get(handle)
        if font is None:
            return 0, 0
        if table == _WHOLE_FILE:
            return 0, len(font)
        wanted, count = struct.pack(">I", table), struct.unpack_from(">H", font, 4)[0]
        for number in range(count):
            tag, _sum, start, length = _ENTRY.unpack_from(font, 12 + number * _ENTRY.size)
            if tag == wanted:
                return start, length
        return 0, 0

    def EnumFonts(self, _: Any, _mapper: Any) -> None:  # noqa: N802
        """Name no fonts beforehand: each is asked for when it is needed."""

    def GetFont(self, _: Any, _face: Any) -> None:  # noqa: N802
        """Know no font by its name."""

    def GetFaceName(self, _: Any, _handle: int, _buffer: Any, _size: int) -> int:  # noqa: N802
        """Give no name."""
        return 0

    def GetFontCharset(self, _: Any, handle: int) -> int:  # noqa: N802
        """Return the character set of a font."""
        return handle

    def DeleteFont(self, _: Any, _handle: int) -> None:  # noqa: N802
        """Keep the font for the next file."""
