"""One e-mail, read as far as it can be read; what had to be guessed is noted."""

from console.evidence.records_files import Bounce, Mail, MailKind, MailNote, MailTrouble
from console.guarded import outlook, outlook_mail, tnef
from console.guarded.bounces import bare_bounces, is_report, kind_of, looks_returned
from console.guarded.mail_fields import clean_line, line_of, message_ids, sent_at
from console.guarded.mail_gathered import Budget, Gathered, Wanted
from console.guarded.mail_head import Head
from console.guarded.mbox import unquoted
from console.guarded.mime import MimeReader
from console.guarded.sniff import OLE


def read_mail(data: bytes, *, with_data: bool, with_html: bool = False) -> Mail:
    """Return the mail (MIME or Outlook's); the attachments' bytes, and its HTML, only where asked for."""
    return _read(data, Wanted(data=with_data, html=with_html), Budget())


def _read(data: bytes, wanted: Wanted, budget: Budget) -> Mail:
    into = Gathered(wanted, budget, _read)
    if data.startswith(OLE):
        return outlook_mail.mail_of(outlook.read(data), into)
    return _mime(_with_line_feeds(unquoted(data)), into)


def _with_line_feeds(data: bytes) -> bytes:
    """Return the mail without byte order mark and leading empty lines; bare carriage returns go."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode("utf-8")
    if b"\n" not in data[:100_000]:
        data = data.replace(b"\r", b"\n")
    return data.lstrip(b"\r\n")


def _mime(data: bytes, into: Gathered) -> Mail:
    reader = MimeReader(data, into)
    reader.read()
    for name, winmail in reader.winmail:
        _take_winmail(name, winmail, into)
    head = reader.head
    date = head.first("date")
    moment = sent_at(date)
    if moment is None and date:
        into.trouble(MailTrouble.DATE_UNREADABLE)
    subject, note = line_of(head.first("subject"), reader.charset)
    senders = reader.people("from") or reader.people("sender")
    into.note(note)
    text = into.text()
    html, remote = into.html()
    kind, bounces = _kind(reader, senders[0].address if senders else "", subject, text)
    return Mail(
        subject=subject,
        senders=senders,
        to=reader.people("to"),
        cc=reader.people("cc"),
        sent_at=moment,
        message_id=clean_line(next(iter(message_ids(head.first("message-id"))), "")),
        answers=_answers(head),
        text=text,
        html_was=any(piece.is_html for piece in into.pieces),
        attachments=tuple(into.attachments),
        notes=tuple(dict.fromkeys(into.notes)),
        kind=kind,
        bounces=tuple(bounces),
        inner=tuple(into.inner),
        html=html,
        remote=remote,
    )


def _take_winmail(name: str, data: bytes, into: Gathered) -> None:
    """Take what winmail.dat holds in its place; one that cannot be read stays a file."""
    try:
        message = tnef.read(data)
    except ValueError:
        into.note(MailNote(MailTrouble.ENCODING_BROKEN))
        into.add_file(name or "winmail.dat", "application/ms-tnef", data)
        return
    said = any(into.said(piece) for piece in into.pieces)
    outlook_mail.take(message, into, with_words=not said)


def _kind(reader: MimeReader, sender: str, subject: str, text: str) -> tuple[MailKind, list[Bounce]]:
    head, bounces = reader.head, reader.bounces
    returned = is_report(head) or looks_returned(head, sender, subject)
    if returned and not bounces:
        bounces = bare_bounces(head, text)
    return kind_of(head, subject, bounces, returned=returned, is_receipt=reader.is_receipt), bounces


def _answers(head: Head) -> tuple[str, ...]:
    found = (*message_ids(head.first("in-reply-to")), *reversed(message_ids(head.first("references"))))
    return tuple(dict.fromkeys(clean_line(i) for i in found))[:50]
