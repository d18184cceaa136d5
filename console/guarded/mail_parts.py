"""The parts of a mail (MIME): where each begins and ends, and the bytes it carries.

Every level is searched once for its boundary, so the time grows with length times depth and both are bounded.
"""

import re
from binascii import a2b_qp
from collections.abc import Iterator
from dataclasses import dataclass, field

from console.evidence.records_files import MailNote, MailTrouble
from console.guarded.mail_fields import main_value, parameters
from console.guarded.mail_head import Head, base64_read, split_head

DEEPEST = 12
MOST_PARTS = 400
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80}")


@dataclass(slots=True)
class Part:
    """One part: its headers, and from where to where its body reaches in the mail."""

    head: Head
    start: int
    end: int
    media_type: str
    params: dict[str, str]
    parts: list["Part"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The file name that the part gives itself, empty where none."""
        shown = parameters(b";" + self.head.first("content-disposition").partition(b";")[2])
        return shown.get("filename") or self.params.get("name") or ""

    @property
    def disposition(self) -> str:
        """``attachment``, ``inline`` or nothing."""
        return main_value(self.head.first("content-disposition"))


class Structure:
    """A mail taken apart; `notes` gathers what was wrong."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.notes: list[MailNote] = []
        self._count = 0
        self.root = self._part(0, len(data), 0, "text/plain")

    def leaves(self) -> Iterator[Part]:
        """Return the parts that are not made of parts, in their order."""
        waiting = [self.root]
        while waiting:
            part = waiting.pop()
            waiting += reversed(part.parts)
            if not part.parts:
                yield part

    def body(self, part: Part) -> bytes:
        """Return what a part carries, its transfer encoding undone."""
        raw = self.data[part.start : part.end]
        encoding = main_value(part.head.first("content-transfer-encoding"))
        if encoding == "base64":
            read, sound = base64_read(raw)
            if not sound:
                self.notes.append(MailNote(MailTrouble.ENCODING_BROKEN))
            return read
        if encoding == "quoted-printable":
            return a2b_qp(raw)
        return raw

    def _part(self, start: int, end: int, depth: int, default_type: str) -> Part:
        self._count += 1
        head, body = split_head(self.data, start, end)
        self.notes += head.notes
        declared = head.first("content-type")
        media_type = main_value(declared)
        if not _MEDIA_TYPE.fullmatch(media_type):
            media_type = default_type
        part = Part(head, body, end, media_type, parameters(b";" + declared.partition(b";")[2]))
        if media_type.startswith("multipart/"):
            self._take_apart(part, depth)
        return part

    def _take_apart(self, part: Part, depth: int) -> None:
        inner = "message/rfc822" if part.media_type == "multipart/digest" else "text/plain"
        for start, end in self._spans(part):
            if depth >= DEEPEST or self._count >= MOST_PARTS:
                self.notes.append(MailNote(MailTrouble.PARTS_CUT))
                break
            part.parts.append(self._part(start, end, depth + 1, inner))
        if not part.parts:
            part.media_type = "text/plain"  # what claims to have parts and has none is read as it stands

    def _spans(self, part: Part) -> Iterator[tuple[int, int]]:
        boundary = part.params.get("boundary", "").encode("utf-8")
        if not boundary:
            return
        line = re.compile(rb"^--" + re.escape(boundary) + rb"(--)?[ \t]*\r?$", re.MULTILINE)
        opened: int | None = None
        for found in line.finditer(self.data, part.start, part.end):
            if opened is not None:
                yield opened, self._before_line_end(opened, found.start())
            opened = None if found[1] else min(found.end() + 1, part.end)
            if found[1]:
                return
        if opened is not None and opened < part.end:
            yield opened, part.end  # the mail was cut off

    def _before_line_end(self, start: int, end: int) -> int:
        """Return `end` less the line end that belongs to the boundary."""
        if end > start and self.data[end - 1 : end] == b"\n":
            end -= 1
        if end > start and self.data[end - 1 : end] == b"\r":
            end -= 1
        return end
