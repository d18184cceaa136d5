"""A mail as it goes from the child to its host: told by one, checked by the other."""

import hashlib
from collections.abc import Iterator
from typing import Any

from console.evidence.records_files import (
    MAX_ADDRESSES,
    MAX_ATTACHMENTS,
    MAX_BOUNCES,
    MAX_FILE,
    MAX_HTML,
    MAX_INNER,
    MAX_TEXT,
    Address,
    Attachment,
    Bounce,
    Mail,
    MailKind,
    MailNote,
    MailTrouble,
)
from console.guarded.checks import UntrueError, enum, line, listed, moment, number, text
from console.guarded.html_rules import is_harmless

MAX_NOTES = 200
MAX_ANSWERS = 100
_DEEPEST = 8


def told(mail: Mail, blobs: list[bytes]) -> dict[str, Any]:
    """Return what is said of `mail`; its texts and files are put behind `blobs`."""
    blobs += [mail.text.encode("utf-8", "replace"), mail.html.encode("utf-8", "replace")]
    blobs += [a.data for a in mail.attachments if a.data is not None]
    return {
        "subject": mail.subject,
        "senders": [[a.name, a.address] for a in mail.senders],
        "to": [[a.name, a.address] for a in mail.to],
        "cc": [[a.name, a.address] for a in mail.cc],
        "sent_at": mail.sent_at.isoformat() if mail.sent_at else "",
        "message_id": mail.message_id,
        "answers": mail.answers,
        "html_was": mail.html_was,
        "notes": [[n.trouble, _plain(n.declared), n.used] for n in mail.notes[:MAX_NOTES]],
        "attachments": [
            [a.name, a.media_type, a.size, a.sha256, a.inline, a.data is not None, a.content_id]
            for a in mail.attachments
        ],
        "kind": mail.kind,
        "bounces": [[b.address, b.action, b.status, b.reason] for b in mail.bounces],
        "remote": mail.remote,
        "inner": [told(inner, blobs) for inner in mail.inner],
    }


def _plain(declared: str) -> str:
    return "".join(ch for ch in declared if ch.isprintable())[:100]


def believed(said: object, blobs: Iterator[bytes], depth: int = 0) -> Mail:
    """Return the mail that the child tells of, its texts and files out of `blobs`. Raises: UntrueError."""
    if not isinstance(said, dict) or depth > _DEEPEST:
        raise UntrueError
    words, html = text(_next(blobs), MAX_TEXT), text(_next(blobs), MAX_HTML)
    if not is_harmless(html):
        raise UntrueError
    return Mail(
        subject=line(said.get("subject")),
        senders=_addresses(said.get("senders")),
        to=_addresses(said.get("to")),
        cc=_addresses(said.get("cc")),
        sent_at=moment(said.get("sent_at")),
        message_id=line(said.get("message_id")),
        answers=tuple(line(i) for i in listed(said.get("answers"), MAX_ANSWERS)),
        text=words,
        html_was=said.get("html_was") is True,
        attachments=tuple(_attachments(said.get("attachments"), blobs)),
        notes=tuple(_note(n) for n in listed(said.get("notes"), MAX_NOTES)),
        kind=enum(MailKind, said.get("kind")),
        bounces=tuple(_bounce(b) for b in listed(said.get("bounces"), MAX_BOUNCES)),
        inner=tuple(believed(i, blobs, depth + 1) for i in listed(said.get("inner"), MAX_INNER)),
        html=html,
        remote=number(said.get("remote"), MAX_HTML),
    )


def _next(blobs: Iterator[bytes]) -> bytes:
    blob = next(blobs, None)
    if blob is None:
        raise UntrueError
    return blob


def _attachments(said: object, blobs: Iterator[bytes]) -> Iterator[Attachment]:
    for entry in listed(said, MAX_ATTACHMENTS):
        name, media_type, size, sha256, inline, carried, content_id = listed(entry, 7, least=7)
        data = _next(blobs) if carried is True else None
        attachment = Attachment(
            *(line(name), line(media_type), number(size, MAX_FILE), line(sha256), inline is True, data),
            content_id=line(content_id),
        )
        if data is not None and hashlib.sha256(data).hexdigest() != attachment.sha256:
            raise UntrueError
        yield attachment


def _addresses(said: object) -> tuple[Address, ...]:
    pairs = (listed(entry, 2, least=2) for entry in listed(said, MAX_ADDRESSES))
    return tuple(Address(line(name), line(address)) for name, address in pairs)


def _bounce(said: object) -> Bounce:
    return Bounce(*map(line, listed(said, 4, least=4)))


def _note(said: object) -> MailNote:
    trouble, declared, used = listed(said, 3, least=3)
    return MailNote(enum(MailTrouble, trouble), line(declared), line(used))
