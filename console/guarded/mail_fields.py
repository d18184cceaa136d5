"""What stands in a mail's headers: parameters, addresses, dates, message-ids; written well or badly."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import unquote_to_bytes

from console.evidence.records_files import MAX_ADDRESSES, MAX_LINE, Address, MailNote, MailTrouble
from console.guarded.charsets import decode, undeclared
from console.guarded.mail_head import header_text, words_read

_PARAMETER = re.compile(rb';\s*([^\s=;"]{1,100})\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)', re.DOTALL)
_SPLIT_NAME = re.compile(r"([^*]+)(?:\*(\d{1,4}))?(\*?)")
_TOKEN = re.compile(
    r"(?P<word>=\?[^?\s]{1,80}\?[bBqQ]\?[^?]*\?=)"
    r'|"(?P<quoted>(?:[^"\\]|\\.)*)"?'
    r"|<(?P<angle>[^>]*)>?"
    r"|(?P<mark>[,;:()])"
    r'|(?P<plain>(?:[^",;:()<=\\]|\\.)+|=|\\)',
    re.DOTALL,
)
_Piece = tuple[int | None, bool, bytes]  # its number, whether it is coded, what it says
_MESSAGE_ID = re.compile(r"<([^<>]{1,500})>")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")


def clean_line(text: str) -> str:
    """Return `text` on one line without controls; direction marks go, they make names look like others."""
    return re.sub(r"\s+", " ", _UNSAFE.sub(" ", text)).strip()[:MAX_LINE]


def main_value(raw: bytes) -> str:
    """Return the value before the first parameter, in lower case: a media type, a disposition."""
    found = re.match(rb"\s*([!-:<-~]{1,200})", raw)
    return found[1].decode("ascii").lower() if found else ""


def parameters(raw: bytes) -> dict[str, str]:
    """Return the parameters of a header as text, RFC 2231 and encoded words read, pieces joined in order."""
    pieces: dict[str, list[_Piece]] = {}
    for found in _PARAMETER.finditer(raw):
        named = _SPLIT_NAME.fullmatch(found[1].decode("ascii", "replace").lower())
        if named:
            number = None if named[2] is None else int(named[2])
            pieces.setdefault(named[1], []).append((number, bool(named[3]), _unquoted(found[2])))
    return {name: _parameter(_chosen(found)) for name, found in pieces.items()}


def _chosen(pieces: list[_Piece]) -> list[_Piece]:
    """Return what counts of a parameter that is given twice: coded whole, else in pieces, else plain."""
    whole = [piece for piece in pieces if piece[0] is None]
    coded = [piece for piece in whole if piece[1]]
    numbered = sorted((p for p in pieces if p[0] is not None), key=lambda piece: piece[0] or 0)
    return coded[:1] or numbered or whole[:1]


def _unquoted(value: bytes) -> bytes:
    value = value.strip()
    if value[:1] != b'"':
        return value
    return re.sub(rb"\\(.)", rb"\1", value[1:-1] if value[-1:] == b'"' else value[1:], flags=re.DOTALL)


def _parameter(pieces: list[_Piece]) -> str:
    charset, first = "", pieces[0]
    if first[1] and first[2].count(b"'") >= 2:  # noqa: PLR2004 -- charset'language'value
        name, _, value = first[2].split(b"'", 2)
        charset = name.decode("ascii", "replace")
        pieces = [(first[0], True, value), *pieces[1:]]
    raw = b"".join(unquote_to_bytes(value) if coded else value for _, coded, value in pieces)
    return words_read(decode(raw, charset).text)[0].strip()


def sent_at(raw: bytes) -> datetime | None:
    """Return the moment in UTC that a Date header names, None where it names none."""
    text = re.sub(r"\s*:\s*", ":", _without_comments(raw.decode("ascii", "replace")))
    text = re.sub(r"\s+", " ", text).strip()
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            at = read(text)
            return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            continue
    return None


def message_ids(raw: bytes) -> tuple[str, ...]:
    """Return the message-ids of a header without their brackets, in their order."""
    text = _without_comments(raw.decode("ascii", "replace"))
    found = [re.sub(r"\s+", "", i) for i in _MESSAGE_ID.findall(text)]
    bare = text.strip()
    return tuple(found or ([bare] if bare and " " not in bare and "@" in bare else []))[:100]


def _without_comments(text: str) -> str:
    out, depth, escaped = [], 0, False
    for char in text:
        if escaped:
            escaped = False
        elif char == "\\":
            escaped = True
        elif char == "(":
            depth += 1
        elif char == ")" and depth:
            depth -= 1
            continue
        if not depth:
            out.append(char)
    return "".join(out)


def addresses(raw: bytes, hint: str = "") -> tuple[tuple[Address, ...], MailNote | None]:
    """Return everybody a header names; members of groups stand singly, empty groups not at all.

    `hint` is the character set of the mail's text, which bytes without a declaration are likely to be in.
    """
    decoded = undeclared(raw, hint)
    reader = _Addresses()
    for token in _TOKEN.finditer(decoded.text):
        reader.take(token)
    reader.end_mailbox()
    cut = len(reader.found) > MAX_ADDRESSES
    note = decoded.note or reader.note or (MailNote(MailTrouble.PARTS_CUT) if cut else None)
    return tuple(reader.found[:MAX_ADDRESSES]), note


class _Addresses:
    """Gathers mailboxes from tokens; comments may stand anywhere and within one another."""

    def __init__(self) -> None:
        self.found: list[Address] = []
        self.note: MailNote | None = None
        self._phrase: list[str] = []
        self._comment: list[str] = []
        self._angle: str | None = None
        self._depth = 0

    def take(self, token: re.Match[str]) -> None:
        """Take the next token."""
        mark = token["mark"]
        if mark == "(":
            self._depth += 1
        elif mark == ")":
            self._depth = max(0, self._depth - 1)
        elif self._depth:
            self._comment.append(token[0])
        elif mark in (",", ";"):
            self.end_mailbox()
        elif mark == ":":
            self._phrase, self._comment = [], []  # that was the name of a group
        elif token["angle"] is not None:
            self._angle = token["angle"]
        else:
            self._phrase.append(self._said(token))

    def _said(self, token: re.Match[str]) -> str:
        text = token["word"] or token["plain"] or token["quoted"] or ""
        return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL)

    def end_mailbox(self) -> None:
        """Keep what was gathered, where it names anybody."""
        said, note = words_read("".join(self._phrase))  # all at once: one character may lie in two words
        self.note = self.note or note
        phrase = clean_line(said)
        comment = clean_line(words_read("".join(self._comment).replace("\\", ""))[0])
        if self._angle is not None:
            self._keep(phrase or comment, _bare(self._angle))
        elif "@" in phrase:
            self._keep(comment, _bare(phrase))
        else:
            self._keep(phrase, "")
        self._phrase, self._comment, self._angle = [], [], None

    def _keep(self, name: str, address: str) -> None:
        if name or address:
            self.found.append(Address(name, address))


def _bare(address: str) -> str:
    """Return an address without comments, blanks and the route that old mails put before it."""
    plain = re.sub(r"\s+", "", _without_comments(address))
    return clean_line(plain.rpartition(":")[2] if plain.startswith("@") else plain)


def line_of(raw: bytes, hint: str = "") -> tuple[str, MailNote | None]:
    """Return a header of free text on one line; `hint` as in `addresses`."""
    decoded = header_text(raw, hint)
    return clean_line(decoded.text), decoded.note
