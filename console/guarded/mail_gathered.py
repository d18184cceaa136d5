"""What is found in one mail, whatever it is kept in: words, files, mails inside it, and what went wrong."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from console.evidence.records_files import (
    MAX_ATTACHMENTS,
    MAX_FILE,
    MAX_INNER,
    MAX_TEXT,
    Attachment,
    Mail,
    MailNote,
    MailTrouble,
)
from console.guarded.charsets import decode
from console.guarded.html_clean import as_html, cleaned
from console.guarded.html_rules import is_harmless
from console.guarded.html_text import declared_charset, text_of
from console.guarded.mail_fields import clean_line
from console.guarded.uuencode import taken_out

DEEPEST = 5  # mails inside one another
_MOST_READ = 2_000_000  # bytes of text that are decoded
_UNKEPT = re.compile("[\x00\ud800-\udfff]")  # what no text can hold
_SUFFIXES = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/calendar": ".ics",
    "message/rfc822": ".eml",
    "application/vnd.ms-outlook": ".msg",
    "application/ms-tnef": ".dat",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "application/pdf": ".pdf",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a mail is wanted besides its words: the bytes of its files, its HTML made harmless."""

    data: bool = False
    html: bool = False


@dataclass(slots=True)
class Budget:
    """What is left for all mails inside one another together."""

    files: int = MAX_ATTACHMENTS
    mails: int = MAX_INNER
    text: int = _MOST_READ
    carried: int = MAX_FILE
    depth: int = 0


@dataclass(slots=True)
class Piece:
    """One text, not yet decoded; the same in plain text and in HTML where a mail has both."""

    raw: bytes
    charset: str
    is_html: bool
    flowed: bool = False
    delete_space: bool = False
    html: "Piece | None" = None
    decoded: str | None = field(default=None)


class Gathered:
    """Gathers one mail. `read` reads a mail inside it into a `Gathered` of its own."""

    def __init__(self, wanted: Wanted, budget: Budget, read: Callable[[bytes, Wanted, Budget], Mail]) -> None:
        self.wanted = wanted
        self.budget = budget
        self.notes: list[MailNote] = []
        self.pieces: list[Piece] = []
        self.attachments: list[Attachment] = []
        self.inner: list[Mail] = []
        self.read = read

    def note(self, *notes: MailNote | None) -> None:
        """Keep notes, where there are any."""
        self.notes += [note for note in notes if note is not None]

    def trouble(self, trouble: MailTrouble) -> None:
        """Note what is wrong."""
        self.notes.append(MailNote(trouble))

    def add_text(self, piece: Piece) -> None:
        """Take a piece of text; files that stand in it become attachments."""
        if not piece.is_html:
            piece.raw, files = taken_out(piece.raw)
            for file in files:
                name = decode(file.name, "")
                self.note(name.note)
                self.add_file(name.text, "application/octet-stream", file.data)
        self.pieces.append(piece)

    def add_file(
        self, name: str, media_type: str, data: bytes, *, inline: bool = False, content_id: str = ""
    ) -> None:
        """Take a file."""
        if self.budget.files <= 0:
            self.trouble(MailTrouble.PARTS_CUT)
            return
        self.budget.files -= 1
        fallback = f"part-{len(self.attachments) + 1}{_SUFFIXES.get(media_type, '.bin')}"
        self.attachments.append(
            Attachment(
                name=clean_line(name) or fallback,
                media_type=media_type,
                size=len(data),
                sha256=hashlib.sha256(data).hexdigest(),
                inline=inline,
                data=self._carried(data),
                content_id=clean_line(content_id),
            )
        )

    def _carried(self, data: bytes) -> bytes | None:
        if not self.wanted.data:
            return None
        if self.budget.depth and len(data) > self.budget.carried:
            return None
        self.budget.carried -= len(data)
        return data

    def add_mail(self, data: bytes) -> None:
        """Read a mail that lies inside."""
        mail = self.read_inside(lambda wanted, budget: self.read(data, wanted, budget))
        if mail is not None:
            self.inner.append(mail)

    def read_inside(self, read: Callable[[Wanted, Budget], Mail]) -> Mail | None:
        """Return what `read` reads one level deeper, None where that is too deep or one too many."""
        if self.budget.depth >= DEEPEST or self.budget.mails <= 0:
            self.trouble(MailTrouble.PARTS_CUT)
            return None
        self.budget.mails -= 1
        self.budget.depth += 1
        try:
            return read(Wanted(data=self.wanted.data), self.budget)
        finally:
            self.budget.depth -= 1

    def text(self) -> str:
        """Return the text of all pieces, and note where it was cut."""
        whole = "\n\n".join(said for said in map(self.said, self.pieces) if said)
        if len(whole) > MAX_TEXT:
            self.trouble(MailTrouble.TEXT_CUT)
        return whole[:MAX_TEXT]

    def said(self, piece: Piece) -> str:
        """Return what one piece says, for reading."""
        text = self._decoded(piece)
        if piece.is_html:
            return text_of(text)
        if piece.flowed:
            text = unflowed(text, delete_space=piece.delete_space)
        return text.strip("\n")

    def html(self) -> tuple[str, int]:
        """Return the mail's HTML made harmless, and how many pictures it wanted; empty where it has none."""
        chosen = [piece.html or piece for piece in self.pieces]
        if not self.wanted.html or not any(piece.is_html for piece in chosen):
            return "", 0
        own = {a.content_id for a in self.attachments if a.content_id}
        out, remote = [], 0
        for piece in chosen:
            if piece.is_html:
                clean = cleaned(self._decoded(piece), own)
                out.append(clean.html)
                remote += clean.remote
            else:
                out.append(as_html(self.said(piece)))
        joined = "<hr>".join(out)
        return (joined if is_harmless(joined) else as_html(self.text())), remote

    def _decoded(self, piece: Piece) -> str:
        if piece.decoded is None:
            raw = self._cut(piece.raw)
            charset = piece.charset or (declared_charset(raw) if piece.is_html else "")
            decoded = decode(raw, charset)
            self.note(decoded.note)
            piece.decoded = _UNKEPT.sub("\ufffd", re.sub(r"\r\n?", "\n", decoded.text))
        return piece.decoded

    def _cut(self, raw: bytes) -> bytes:
        """Return what of `raw` is still read: enough for `MAX_TEXT` over all parts, up to a whole line."""
        left, self.budget.text = self.budget.text, max(0, self.budget.text - len(raw))
        if len(raw) <= left:
            return raw
        self.trouble(MailTrouble.TEXT_CUT)
        return raw[: raw.rfind(b"\n", 0, left) + 1 or left]


def unflowed(text: str, *, delete_space: bool) -> str:
    """Return text of RFC 3676 with its soft line ends taken out; the "-- " before a signature stays."""
    out: list[str] = []
    soft = False
    for line in text.split("\n"):
        bare = line.removeprefix(" ")
        ends_soft = bare.endswith(" ") and bare != "-- "
        piece = bare[:-1] if ends_soft and delete_space else bare
        if soft and out and not bare.startswith(">"):
            out[-1] += piece
        else:
            out.append(piece)
        soft = ends_soft and not bare.startswith(">")
    return "\n".join(out)
