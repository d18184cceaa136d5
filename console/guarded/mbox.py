"""Files of many mails (.mbox): where each begins and ends, and what its quoting hides.

A mail is kept as its exact piece of the file, the "From " line before it included: all pieces together are
the file. Reading undoes the quoting of mboxo and mboxrd; mboxcl and mboxcl2 give each mail's length instead.
"""

import re

_HEADER_FOLLOWS = rb"[^\r\n]{0,80}\r?\n(?=[!-9;-~]{1,200}[ \t]*:)"
_DATED = (
    rb"^From [^\r\n]{0,500}?\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? [^\r\n]{0,40}?\d\d:\d\d" + _HEADER_FOLLOWS
)
_AFTER_BLANK = rb"(?:(?<=\n\n)|(?<=\n\r\n))From [^\r\n]{0,500}?(?:\d{4}|\d\d:\d\d)" + _HEADER_FOLLOWS
_BEGIN = re.compile(_DATED + rb"|" + _AFTER_BLANK, re.MULTILINE)
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,12})[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_QUOTED = re.compile(rb"^>(?=>*From )", re.MULTILINE)
_MOST_HEAD = 1_000_000
Span = tuple[int, int]


def spans_in(window: bytes, *, is_last: bool) -> tuple[list[Span], int]:
    """Return where the mails in `window` begin and end, and how much of it is done with.

    `window` begins where a mail does. The last one is whole only where `is_last`, or another follows.
    """
    spans: list[Span] = []
    at = 0
    while at < len(window):
        end = _end(window, at, is_last=is_last)
        if end is None:
            break
        spans.append((at, end))
        at = end
    return spans, at


def _end(window: bytes, start: int, *, is_last: bool) -> int | None:
    by_length = _end_by_length(window, start, is_last=is_last)
    if by_length is not None:
        return by_length if by_length <= len(window) else None
    line = window.find(b"\n", start)
    found = _BEGIN.search(window, line + 1 if line >= 0 else len(window))
    if found is not None:
        return found.start()
    return len(window) if is_last else None


def _end_by_length(window: bytes, start: int, *, is_last: bool) -> int | None:
    """Return the end that Content-Length names, where another mail, or the file's end, is there indeed."""
    body = _body(window, start)
    length = _LENGTH.search(window, start, body) if body is not None else None
    if body is None or length is None:
        return None
    end = body + int(length[1])
    if end >= len(window) and not is_last:
        return len(window) + 1  # not here yet
    while window[end : end + 1] in (b"\r", b"\n") and end < len(window):
        end += 1
    is_end = end == len(window) or _BEGIN.match(window, end)
    return end if is_end and end <= len(window) else None


def _body(data: bytes, start: int) -> int | None:
    found = _HEAD_END.search(data, start, start + _MOST_HEAD)
    return found.end() if found else None


def unquoted(data: bytes) -> bytes:
    """Return a mail out of such a file as it was before it was put in; any other mail as it is."""
    if not data.startswith(b"From ") or b"\n>" not in data:
        return data
    body = _body(data, 0)
    if body is None:
        return data
    length = _LENGTH.search(data, 0, body)
    if length is not None and abs(len(data) - body - int(length[1])) <= len(b"\r\n\r\n"):
        return data  # whoever counts does not quote
    return data[:body] + _QUOTED.sub(b"", data[body:])
