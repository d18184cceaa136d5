"""A mail's headers as bytes: split, unfolded, and mended where a program wrote them badly."""

import re
from binascii import a2b_base64, a2b_qp
from dataclasses import dataclass

from console.evidence.records_files import MailNote, MailTrouble
from console.guarded.charsets import Decoded, decode, undeclared

MOST_BYTES = 1_000_000  # of one block of headers
MOST_VALUE = 100_000

_HEADER = re.compile(rb"([!-9;-~]{1,200})[ \t]*:(.*)", re.DOTALL)
_ENVELOPE = re.compile(rb">?From (?![ \t]*:)[^\r\n]*\r?\n")
_WORD = re.compile(r"=\?([^?\s]{1,80})\?([bBqQ])\?([^?]*)(?:\?=|$)")
_NOT_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
)
_MOST_RUNS = 1_000
_BETWEEN = re.compile(r"(=\?[^?\s]{1,80}\?[bBqQ]\?[^?]*\?=)\s+(?==\?)")


@dataclass(frozen=True, slots=True)
class Head:
    """The headers of a mail or of one part, in their order; names in lower case, values unfolded bytes."""

    values: tuple[tuple[str, bytes], ...]
    notes: tuple[MailNote, ...] = ()

    def first(self, name: str) -> bytes:
        """Return the first value of `name`, empty where there is none."""
        return next((value for key, value in self.values if key == name), b"")

    def joined(self, name: str) -> bytes:
        """Return all values of `name`, joined by commas."""
        return b", ".join(value for key, value in self.values if key == name)[:MOST_VALUE]


def split_head(data: bytes, start: int, end: int) -> tuple[Head, int]:
    """Return the headers that begin at `start`, and where the body begins."""
    envelope = _ENVELOPE.match(data, start, end)
    lines = _Lines([], broken=False)
    at = envelope.end() if envelope else start
    while at < min(end, start + MOST_BYTES):
        stop = data.find(b"\n", at, end) + 1 or end
        line = data[at:stop].rstrip(b"\r\n")
        if not line:
            return lines.head(), stop
        if not lines.take(line):
            lines.broken = True
            if not lines.values or not _headers_go_on(data, stop, end):
                return lines.head(), at
        at = stop
    return lines.head(), at


@dataclass(slots=True)
class _Lines:
    """Headers as they are gathered, line by line."""

    values: list[tuple[str, list[bytes]]]
    broken: bool

    def take(self, line: bytes) -> bool:
        """Take a line that begins or continues a header; tell whether it is one."""
        if line[:1] in b" \t" and self.values:
            self.values[-1][1].append(line.strip())
            return True
        found = _HEADER.fullmatch(line)
        if found:
            self.values.append((found[1].decode("ascii").lower(), [found[2].strip()]))
        return found is not None

    def head(self) -> Head:
        """Return what was gathered."""
        notes = (MailNote(MailTrouble.HEADER_BROKEN),) if self.broken else ()
        return Head(tuple((name, b" ".join(v)[:MOST_VALUE]) for name, v in self.values), notes)


def _headers_go_on(data: bytes, at: int, end: int) -> bool:
    """Tell whether a line that is no header stands between headers: one of the next few lines is one."""
    for line in data[at : min(end, at + 2_000)].splitlines()[:4]:
        if not line:
            return False
        if _HEADER.fullmatch(line):
            return True
    return False


def header_text(raw: bytes, hint: str = "") -> Decoded:
    """Return a header's value as text, encoded words read; `hint` is the character set of the mail's text."""
    plain = undeclared(raw, hint)
    text, note = words_read(plain.text)
    return Decoded(text, plain.note or note)


def words_read(text: str) -> tuple[str, MailNote | None]:
    """Return `text` with its encoded words (RFC 2047) read, the broken ones as far as they go."""
    if "=?" not in text:
        return text, None
    text = _BETWEEN.sub(r"\1", text)
    out: list[str] = []
    note: MailNote | None = None
    at = 0
    for charset, payload, start, end in _joined(text):
        decoded = decode(payload, charset)
        out += [text[at:start], decoded.text]
        note = note or decoded.note
        at = end
    return "".join([*out, text[at:]]), note


def _joined(text: str) -> list[tuple[str, bytes, int, int]]:
    """Return (character set, bytes, start, end) of each run of words that stand side by side in one set.

    They are joined before they are read: programs cut in the middle of a character.
    """
    runs: list[tuple[str, bytes, int, int]] = []
    for word in _WORD.finditer(text):
        charset = word[1].partition("*")[0].lower()
        payload = _payload(word[2].lower(), word[3])
        if runs and runs[-1][0] == charset and runs[-1][3] == word.start():
            last = runs.pop()
            runs.append((charset, last[1] + payload, last[2], word.end()))
        else:
            runs.append((charset, payload, word.start(), word.end()))
    return runs


def _payload(encoding: str, text: str) -> bytes:
    raw = text.encode("utf-8")
    if encoding == "q":
        return a2b_qp(raw, header=True)
    return base64_read(raw)[0]


def base64_read(raw: bytes) -> tuple[bytes, bool]:
    """Return what `raw` holds in base64, and whether it was sound; what does not belong is passed over."""
    is_one = raw.count(b"=") > _MOST_RUNS  # rubbish, not many pieces that were put together
    runs = [raw] if is_one else re.split(rb"=+", raw)
    read = [_run_read(run.translate(None, _NOT_BASE64)) for run in runs]
    sound = not is_one and all(ok for _, ok in read)
    return b"".join(data for data, _ in read), sound


def _run_read(run: bytes) -> tuple[bytes, bool]:
    sound = len(run) % 4 != 1
    whole = run if sound else run[:-1]
    return a2b_base64(whole + b"=" * (-len(whole) % 4)), sound
