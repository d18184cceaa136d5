"""An Outlook message as a mail: from a .msg file, or from winmail.dat within a mail."""

from console.evidence.records_files import MAX_ADDRESSES, Address, Bounce, Mail, MailKind, MailTrouble
from console.guarded import mapi, rtf
from console.guarded.bounces import bare_bounces, kind_of, looks_returned
from console.guarded.lzfu import unpacked
from console.guarded.mail_fields import clean_line, message_ids
from console.guarded.mail_gathered import Budget, Gathered, Piece, Wanted
from console.guarded.mail_head import Head, split_head
from console.guarded.mapi import Properties, charset_of
from console.guarded.mime import MimeReader
from console.guarded.outlook import Attached, Message

_TO, _CC = 1, 2
_SIGNED = ("multipart/signed", "application/pkcs7-mime", "application/x-pkcs7-mime")
_OUTLOOK, _TNEF = "application/vnd.ms-outlook", "application/ms-tnef"
_AWAY = "ipm.note.rules.ooftemplate"


def mail_of(message: Message, into: Gathered) -> Mail:
    """Return an Outlook message as a mail."""
    own = message.properties
    head, _body = split_head(headers := own.text(mapi.HEADERS).encode("utf-8"), 0, len(headers))
    take(message, into)
    subject, note = own.said(mapi.SUBJECT)
    into.note(note)
    text = into.text()
    html, remote = into.html()
    kind, bounces = _kind(own, head, clean_line(subject), text)
    return Mail(
        subject=clean_line(subject),
        senders=_sender(own),
        to=_people(message, _TO, into),
        cc=_people(message, _CC, into),
        sent_at=own.moment(mapi.SUBMITTED) or own.moment(mapi.DELIVERED) or own.moment(mapi.CREATED),
        message_id=clean_line(next(iter(_ids(own, head, mapi.MESSAGE_ID, "message-id")), "")),
        answers=_answers(own, head),
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


def take(message: Message, into: Gathered, *, with_words: bool = True) -> None:
    """Take the files of an Outlook message, and its words where they are not known by another way."""
    piece = _body(message.properties, into) if with_words else None
    if piece is not None:
        into.pieces.append(piece)
    for attached in message.attachments:
        _take_file(attached, into)


def _body(own: Properties, into: Gathered) -> Piece | None:
    """Return the text: plain, with its HTML where there is any; else the HTML, else the RTF."""
    plain, note = own.said(mapi.BODY)
    rich = _html(own)
    if plain.strip():
        into.note(note)
        return Piece(plain.encode("utf-8", "replace"), "utf-8", is_html=False, html=rich)
    if rich is not None:
        return rich
    read = _rtf(own)
    return Piece(read.text.encode("utf-8"), "utf-8", is_html=read.is_html) if read and read.text else None


def _html(own: Properties) -> Piece | None:
    kind = own.values.get(mapi.HTML, (0, b""))[0]
    if kind == mapi.UNICODE:
        return Piece(own.text(mapi.HTML).encode("utf-8", "replace"), "utf-8", is_html=True)
    raw = own.raw(mapi.HTML)
    if raw.strip(b"\0 \r\n"):
        page = own.number(mapi.INTERNET_CODEPAGE) or own.page
        return Piece(raw, charset_of(page), is_html=True)
    read = _rtf(own)
    return Piece(read.text.encode("utf-8"), "utf-8", is_html=True) if read and read.is_html else None


def _rtf(own: Properties) -> rtf.Read | None:
    raw = own.raw(mapi.RTF)
    if not raw:
        return None
    try:
        return rtf.read(unpacked(raw))
    except ValueError:
        return None


def _take_file(attached: Attached, into: Gathered) -> None:
    own = attached.properties
    name = own.text(mapi.LONG_NAME) or own.text(mapi.SHORT_NAME) or own.text(mapi.NAME)
    if attached.message is not None:
        _take_message(attached, attached.message, name, into)
    elif own.number(mapi.METHOD) == mapi.OBJECT_OF_A_PROGRAM:
        into.trouble(MailTrouble.PARTS_CUT)  # a picture or sheet that only the program that made it can draw
    elif attached.data or own.number(mapi.METHOD) == mapi.BY_VALUE:
        kind = clean_line(own.text(mapi.TAG).lower())
        if kind in _SIGNED:
            _take_signed(attached.data, kind, into)
            return
        into.add_file(
            name,
            kind or "application/octet-stream",
            attached.data,
            inline=bool(own.number(mapi.HIDDEN)),
            content_id=own.text(mapi.CONTENT_ID).strip("<> "),
        )


def _take_signed(data: bytes, kind: str, into: Gathered) -> None:
    """Take what a signed message holds, which Outlook keeps as its only file."""
    head = b"" if kind == "multipart/signed" else b"Content-Type: application/pkcs7-mime\r\n\r\n"
    MimeReader(head + data, into).read()


def _take_message(attached: Attached, message: Message, name: str, into: Gathered) -> None:
    def read(wanted: Wanted, budget: Budget) -> Mail:
        return mail_of(message, Gathered(wanted, budget, into.read))

    mail = into.read_inside(read)
    if mail is not None:
        into.inner.append(mail)
    is_file = attached.data.startswith(b"\xd0\xcf\x11\xe0")
    stem = clean_line(name) or (mail.subject if mail else "")
    if is_file and stem and not stem.lower().endswith(".msg"):
        stem += ".msg"
    into.add_file(stem, _OUTLOOK if is_file else _TNEF, attached.data)


def _sender(own: Properties) -> tuple[Address, ...]:
    """Return for whom the message was sent, else who sent it; an address inside Exchange is none."""
    for name, smtp, email, kind in (
        (mapi.SENT_FOR_NAME, mapi.SENT_FOR_SMTP, mapi.SENT_FOR_EMAIL, mapi.SENT_FOR_TYPE),
        (mapi.SENDER_NAME, mapi.SENDER_SMTP, mapi.SENDER_EMAIL, mapi.SENDER_TYPE),
    ):
        found = _person(own, name, smtp, email, kind)
        if found.name or found.address:
            return (found,)
    return ()


def _people(message: Message, kind: int, into: Gathered) -> tuple[Address, ...]:
    found = []
    for own in message.recipients:
        if own.number(mapi.RECIPIENT_KIND) & 0xF == kind:
            found.append(_person(own, mapi.NAME, mapi.SMTP, mapi.EMAIL, mapi.EMAIL_TYPE))
            into.note(own.said(mapi.NAME)[1])
    return tuple(found[:MAX_ADDRESSES])


def _person(own: Properties, name: int, smtp: int, email: int, kind: int) -> Address:
    address = own.text(smtp)
    if not address and own.text(kind).upper() in ("SMTP", "") and "@" in own.text(email):
        address = own.text(email)
    said = clean_line(own.text(name).strip("'"))
    return Address("" if said == address else said, clean_line(address))


def _ids(own: Properties, head: Head, number: int, header: str) -> tuple[str, ...]:
    return message_ids(own.text(number).encode("utf-8")) or message_ids(head.first(header))


def _answers(own: Properties, head: Head) -> tuple[str, ...]:
    nearest = _ids(own, head, mapi.IN_REPLY_TO, "in-reply-to")
    before = reversed(_ids(own, head, mapi.REFERENCES, "references"))
    return tuple(dict.fromkeys(clean_line(i) for i in (*nearest, *before)))[:50]


def _kind(own: Properties, head: Head, subject: str, text: str) -> tuple[MailKind, list[Bounce]]:
    """Return who wrote the message; Exchange's own reports have no headers but a class."""
    named = own.text(mapi.MESSAGE_CLASS).lower()
    if named.startswith("report.") and named.endswith((".ndr", ".delayed")):
        return MailKind.BOUNCE, bare_bounces(head, text)
    if named.startswith(_AWAY):
        return MailKind.AUTOMATIC_REPLY, []
    if named.startswith("report."):
        return MailKind.GENERATED, []
    sender = next(iter(_sender(own)), Address("", ""))
    returned = looks_returned(head, sender.address, subject)
    bounces = bare_bounces(head, text) if returned else []
    return kind_of(head, subject, bounces, returned=returned, is_receipt=False), bounces
