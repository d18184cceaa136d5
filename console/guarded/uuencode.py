"""Files that stand in the text of a mail itself, as mails carried them before MIME."""

import re
from binascii import Error, a2b_uu
from dataclasses import dataclass

MOST = 50
_BEGIN = re.compile(rb"^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,255})\r?\n(?=[M \x21-\x60])", re.MULTILINE)
_LINE = re.compile(rb"([^\r\n]*)\r?\n?")
_LONGEST = 62  # characters of a line of 45 bytes, and one that some programs add


@dataclass(frozen=True, slots=True)
class File:
    """One file; `name` as bytes of an unknown character set."""

    name: bytes
    data: bytes


def taken_out(text: bytes) -> tuple[bytes, list[File]]:
    """Return the text without the files that stood in it, and those files."""
    if b"begin " not in text:
        return text, []
    out, files, at = [], list[File](), 0
    for begin in _BEGIN.finditer(text):
        if begin.start() < at or len(files) >= MOST:
            continue
        found = _body(text, begin.end())
        if found is not None:
            out.append(text[at : begin.start()])
            files.append(File(begin[1].strip(), found[0]))
            at = found[1]
    return b"".join([*out, text[at:]]), files


def _body(text: bytes, start: int) -> tuple[bytes, int] | None:
    """Return the bytes and where the text goes on; None where this is no such file, or its end is missing."""
    data: list[bytes] = []
    at = start
    while at < len(text):
        found = _LINE.match(text, at)
        if found is None:
            return None
        line, at = found[1], found.end()
        if line.strip() == b"end":
            return b"".join(data), at
        if len(line) > _LONGEST:
            return None
        try:
            data.append(_decoded(line))
        except Error:
            return None
    return None


def _decoded(line: bytes) -> bytes:
    """Return what one line holds; rubbish behind its length, which some programs write, is passed over."""
    try:
        return a2b_uu(line)
    except Error:
        length = ((line[0] - 32 & 63) * 4 + 5) // 3 if line else 0
        return a2b_uu(line[:length])
