"""One e-mail, read as far as it can be read; what had to be guessed is noted."""

import hashlib
import re
from dataclasses import dataclass

from console.evidence.records_files import (
    MAX_ATTACHMENTS,
    MAX_TEXT,
    Address,
    Attachment,
    Mail,
    MailNote,
    MailTrouble,
)
from console.guarded.charsets import decode
from console.guarded.html_text import declared_charset, text_of
from console.guarded.mail_fields import addresses, clean_line, line_of, message_ids, sent_at
from console.guarded.mail_head import Head
from console.guarded.mail_parts import Part, Structure

_ENCRYPTED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"})
_SUFFIXES = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/calendar": ".ics",
    "message/rfc822": ".eml",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "application/pdf": ".pdf",
}
_MOST_READ = 2_000_000  # bytes of text that are decoded
_UNKEPT = re.compile("[\x00\ud800-\udfff]")  # what no text can hold


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    html_was: bool


def read_mail(data: bytes, *, with_data: bool) -> Mail:
    """Return the mail; the attachments' bytes only where `with_data`."""
    structure = Structure(_with_line_feeds(data))
    reader = _Reader(structure, with_data=with_data)
    reader.read()
    head = structure.root.head
    date = head.first("date")
    moment = sent_at(date)
    if moment is None and date:
        reader.note(MailNote(MailTrouble.DATE_UNREADABLE))
    subject, note = line_of(head.first("subject"))
    reader.note(note)
    return Mail(
        subject=subject,
        senders=reader.people(head, "from") or reader.people(head, "sender"),
        to=reader.people(head, "to"),
        cc=reader.people(head, "cc"),
        sent_at=moment,
        message_id=clean_line(next(iter(message_ids(head.first("message-id"))), "")),
        answers=_answers(head),
        text=reader.text(),
        html_was=any(piece.html_was for piece in reader.pieces),
        attachments=tuple(reader.attachments),
        notes=tuple(dict.fromkeys(reader.notes + structure.notes)),
    )


def _with_line_feeds(data: bytes) -> bytes:
    """Return the mail without byte order mark and leading empty lines; bare carriage returns go."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode("utf-8")
    if b"\n" not in data[:100_000]:
        data = data.replace(b"\r", b"\n")
    return data.lstrip(b"\r\n")


def _answers(head: Head) -> tuple[str, ...]:
    found = (*message_ids(head.first("in-reply-to")), *reversed(message_ids(head.first("references"))))
    return tuple(dict.fromkeys(clean_line(i) for i in found))[:50]


class _Reader:
    """Sorts the parts of one mail into text and attachments."""

    def __init__(self, structure: Structure, *, with_data: bool) -> None:
        self.notes: list[MailNote] = []
        self.pieces: list[_Text] = []
        self.attachments: list[Attachment] = []
        self._structure = structure
        self._with_data = with_data
        self._left = _MOST_READ

    def note(self, note: MailNote | None) -> None:
        """Keep a note, where there is one."""
        if note is not None:
            self.notes.append(note)

    def people(self, head: Head, name: str) -> tuple[Address, ...]:
        """Return whom all headers of `name` name."""
        found, note = addresses(head.joined(name))
        self.note(note)
        return found

    def read(self) -> None:
        """Read every part."""
        self._take(self._structure.root)

    def text(self) -> str:
        """Return the text of all parts that are text, and note where it was cut."""
        whole = "\n\n".join(piece.text for piece in self.pieces if piece.text)
        if len(whole) > MAX_TEXT:
            self.note(MailNote(MailTrouble.TEXT_CUT))
        return whole[:MAX_TEXT]

    def _take(self, part: Part) -> None:
        if part.media_type == "multipart/alternative":
            self._take_best(part)
        elif part.parts:
            for inner in part.parts:
                self._take(inner)
        elif _is_text(part):
            self.pieces.append(self._text(part))
        else:
            self._attach(part)

    def _take_best(self, part: Part) -> None:
        """Take the first alternative that says something in plain text, else the last that says anything."""
        before = len(self.pieces)
        for inner in part.parts:
            self._take(inner)
        offered = self.pieces[before:]
        plain = [p for p in offered if p.text and not p.html_was]
        self.pieces[before:] = (plain or [p for p in offered if p.text])[:1]

    def _text(self, part: Part) -> _Text:
        raw = self._cut(self._structure.body(part))
        html = part.media_type == "text/html"
        charset = part.params.get("charset", "") or (declared_charset(raw) if html else "")
        decoded = decode(raw, charset)
        self.note(decoded.note)
        text = re.sub(r"\r\n?", "\n", decoded.text)
        if html:
            return _Text(_UNKEPT.sub("\ufffd", text_of(text)), html_was=True)
        if part.params.get("format", "").lower() == "flowed":
            text = unflowed(text, delete_space=part.params.get("delsp", "").lower() == "yes")
        return _Text(_UNKEPT.sub("\ufffd", text).strip("\n"), html_was=False)

    def _cut(self, raw: bytes) -> bytes:
        """Return what of `raw` is still read: enough for `MAX_TEXT` over all parts, up to a whole line."""
        left, self._left = self._left, max(0, self._left - len(raw))
        if len(raw) <= left:
            return raw
        self.note(MailNote(MailTrouble.TEXT_CUT))
        return raw[: raw.rfind(b"\n", 0, left) + 1 or left]

    def _attach(self, part: Part) -> None:
        if part.media_type in _ENCRYPTED and part.params.get("smime-type", "") != "signed-data":
            self.note(MailNote(MailTrouble.ENCRYPTED))
        if len(self.attachments) >= MAX_ATTACHMENTS:
            self.note(MailNote(MailTrouble.PARTS_CUT))
            return
        data = self._structure.body(part)
        name = (
            clean_line(part.name)
            or f"part-{len(self.attachments) + 1}{_SUFFIXES.get(part.media_type, '.bin')}"
        )
        self.attachments.append(
            Attachment(
                name=name,
                media_type=part.media_type,
                size=len(data),
                sha256=hashlib.sha256(data).hexdigest(),
                inline=part.disposition == "inline",
                data=data if self._with_data else None,
            )
        )


def _is_text(part: Part) -> bool:
    shown = part.disposition != "attachment" and not part.name
    return shown and part.media_type in ("text/plain", "text/html")


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
