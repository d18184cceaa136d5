"""Old office files (.doc, .xls, .ppt) and locked new ones: told what they are; their text is not read."""

import struct

import olefile

from console.evidence.records_inside import MAX_NAME, Inside, Remark
from console.guarded.charsets import decode
from console.guarded.mail_fields import clean_line
from console.guarded.sniff import OLD_SHEET, OLD_SLIDES, OLD_WORD

STREAMS = {
    "WordDocument": OLD_WORD,
    "Workbook": OLD_SHEET,
    "Book": OLD_SHEET,
    "PowerPoint Document": OLD_SLIDES,
}
_LOCKED = ("EncryptedPackage", "EncryptedSummary")
_MACROS = ("Macros", "_VBA_PROJECT_CUR", "VBA")
_ABOUT = "\x05SummaryInformation"
_FLAGS_AT, _WORD_LOCKED = 0x0A, 0x0100
_FILE_PASS, _MOST_RECORDS = 0x2F, 50
_CODE_PAGE, _TITLE, _AUTHOR, _TEXT, _WIDE_TEXT = 1, 2, 4, 0x1E, 0x1F
_MOST = 1024 * 1024
_MOST_PROPERTIES = 100


def shown(data: bytes) -> tuple[str | None, Inside, bool]:
    """Return which kind it is, None where it is another; what it tells of itself; whether it is locked.

    Raises: what olefile raises.
    """
    with olefile.OleFileIO(data) as file:
        names = {path[0] for path in file.listdir(streams=True, storages=True)}
        kind = next((kind for name, kind in STREAMS.items() if name in names), None)
        locked = any(name in names for name in _LOCKED) or _is_locked(file, kind)
        about = _about(_stream(file, _ABOUT)) if _ABOUT in names else {}
        has_macros = any(name in names for name in _MACROS)
    remarks = (Remark.MACROS,) if has_macros else ()
    return kind, Inside(title=about.get(_TITLE, ""), author=about.get(_AUTHOR, ""), remarks=remarks), locked


def _stream(file: olefile.OleFileIO, name: str) -> bytes:
    if file.get_type(name) != olefile.STGTY_STREAM:
        return b""
    with file.openstream(name) as stream:
        return bytes(stream.read(_MOST))


def _is_locked(file: olefile.OleFileIO, kind: str | None) -> bool:
    if kind == OLD_WORD:
        head = _stream(file, "WordDocument")
        flags = int.from_bytes(head[_FLAGS_AT : _FLAGS_AT + 2], "little")
        return bool(flags & _WORD_LOCKED)
    if kind == OLD_SHEET:
        name = "Workbook" if file.exists("Workbook") else "Book"
        return _has_file_pass(_stream(file, name))
    return False


def _has_file_pass(book: bytes) -> bool:
    """Tell whether one of the first records says that what follows is locked."""
    at = 0
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(book):
            return False
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == _FILE_PASS:
            return True
        at += 4 + length
    return False


def _about(block: bytes) -> dict[int, str]:
    """Return title and author out of the summary (MS-OLEPS), what of it can be read."""
    try:
        (start,) = struct.unpack_from("<I", block, 44)
        _size, count = struct.unpack_from("<II", block, start)
        listed = block[start + 8 : start + 8 + 8 * min(count, _MOST_PROPERTIES)]
        places = dict(struct.iter_unpack("<II", listed))
        page = _code_page(block, start + places[_CODE_PAGE]) if _CODE_PAGE in places else ""
        wanted = [number for number in (_TITLE, _AUTHOR) if number in places]
        return {number: _text(block, start + places[number], page) for number in wanted}
    except (struct.error, ValueError):
        return {}


def _code_page(block: bytes, at: int) -> str:
    (number,) = struct.unpack_from("<H", block, at + 4)
    return f"cp{number}"


def _text(block: bytes, at: int, page: str) -> str:
    kind, length = struct.unpack_from("<II", block, at)
    if kind == _WIDE_TEXT:
        text = block[at + 8 : at + 8 + 2 * min(length, MAX_NAME)].decode("utf-16-le", "replace")
    elif kind == _TEXT:
        text = decode(block[at + 8 : at + 8 + min(length, MAX_NAME)].rstrip(b"\0"), page).text
    else:
        return ""
    return clean_line(text.partition("\0")[0])[:MAX_NAME]
