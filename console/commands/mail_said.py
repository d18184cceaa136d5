"""A mail as `mail show` tells it: as JSON, and as lines for people."""

from console.evidence.labels import MAIL_KIND, said_of_bounce, said_of_mail
from console.evidence.records_files import Address, Mail, MailKind
from console.words import _


def document_of(mail: Mail) -> dict[str, object]:
    """Return a mail as JSON holds it; mails inside it in the same form."""
    return {
        "subject": mail.subject,
        "from": [_address(a) for a in mail.senders],
        "to": [_address(a) for a in mail.to],
        "cc": [_address(a) for a in mail.cc],
        "date": mail.sent_at,
        "text": mail.text,
        "html_was": mail.html_was,
        "attachments": [
            {"name": a.name, "type": a.media_type, "size": a.size, "sha256": a.sha256}
            for a in mail.attachments
        ],
        "warnings": [said_of_mail(note) for note in mail.notes],
        "message_id": mail.message_id,
        "answers": mail.answers,
        "kind": mail.kind,
        "bounces": mail.bounces,
        "inner": [document_of(inner) for inner in mail.inner],
    }


def _address(address: Address) -> dict[str, str]:
    return {"name": address.name, "address": address.address}


def lines_of(mail: Mail) -> list[str]:
    """Return a mail as people read it."""
    head = [
        _("From: {people}", people=_people(mail.senders)),
        _("To: {people}", people=_people((*mail.to, *mail.cc))),
        _("Date: {date}", date=mail.sent_at or "?"),
        _("Subject: {subject}", subject=mail.subject),
    ]
    if mail.kind is not MailKind.ORDINARY:
        head.append(f"! {_(MAIL_KIND[mail.kind])}")
    head += [f"! {said_of_bounce(bounce, bounce.address)}" for bounce in mail.bounces]
    head += [f"📎 {a.name} · {a.media_type} · {a.size:,}" for a in mail.attachments]
    head += [f"! {said_of_mail(note)}" for note in mail.notes]
    inner = [f"> {line}" for each in mail.inner for line in ("", *lines_of(each))]
    return [*head, "", *mail.text.split("\n"), *inner]


def _people(addresses: tuple[Address, ...]) -> str:
    return ", ".join(f"{a.name} <{a.address}>".strip() for a in addresses)
