"""`mail`: read e-mails, and take them in on their cases."""

import argparse
from pathlib import Path

from console.access import Actor
from console.cases.records import CaseFile
from console.commands.desk import Desk
from console.commands.files import pieces_of, size_of
from console.commands.nouns import Noun
from console.commands.said import Said
from console.disputes.actions import find_dispute
from console.errors import Invalid, Refused
from console.evidence.labels import REASON, said_of_mail
from console.evidence.records_files import Address, Mail, Reason
from console.messages.mail_actions import case_of_mail, take_mail
from console.words import N_, _, sentences


def build(noun: Noun) -> None:
    """Describe the verbs."""
    shown = noun.verb("show", show, _("read one .eml; nothing is kept, nobody signs in"))
    shown.add_argument("file", type=Path, metavar="FILE")
    taken = noun.verb("take", take, _("take e-mails in on their cases"))
    taken.add_argument("files", nargs="+", type=Path, metavar="FILE")
    taken.add_argument(
        "--case", metavar="NO", help=_("on this case; else the one that the mail answers on or names")
    )


def _read(desk: Desk, file: Path) -> Mail:
    mail = desk.guard.read_mail(pieces_of(file), size_of(file))
    if isinstance(mail, Reason):
        raise Invalid(N_("{file} cannot be read as an e-mail: {why}"), file=file.name, why=_(REASON[mail]))
    return mail


def show(desk: Desk, given: argparse.Namespace) -> Said:
    """Read one mail."""
    mail = _read(desk, given.file)
    document = {
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
    }
    return Said(document, _lines(mail))


def _address(address: Address) -> dict[str, str]:
    return {"name": address.name, "address": address.address}


def _lines(mail: Mail) -> list[str]:
    def people(addresses: tuple[Address, ...]) -> str:
        return ", ".join(f"{a.name} <{a.address}>".strip() for a in addresses)

    head = [
        _("From: {people}", people=people(mail.senders)),
        _("To: {people}", people=people((*mail.to, *mail.cc))),
        _("Date: {date}", date=mail.sent_at or "?"),
        _("Subject: {subject}", subject=mail.subject),
    ]
    files = [f"📎 {a.name} · {a.media_type} · {a.size:,}" for a in mail.attachments]
    return [*head, *files, *(f"! {said_of_mail(note)}" for note in mail.notes), "", mail.text]


def take(desk: Desk, given: argparse.Namespace) -> Said:
    """Take mails in; one that is refused or finds no case does not hinder the others."""
    actor = desk.actor
    named = find_dispute(desk.backend, actor, given.case).case if given.case else None
    cases: set[int] = set()
    taken, known = 0, 0
    unmatched: list[str] = []
    problems: list[dict[str, str]] = []
    for file in given.files:
        try:
            case = named or _case_of(desk, actor, file)
            if case is None:
                unmatched.append(file.name)
                continue
            done = take_mail(desk.backend, actor, case.id, file.name, pieces_of(file), room=desk.room)
            cases.add(case.id)
            taken, known = taken + done.is_new, known + (not done.is_new)
        except Refused as refused:
            problems.append({"file": file.name, "reason": refused.text()})
    document = {
        "taken": taken,
        "known": known,
        "threads": len(cases),
        "unmatched": len(unmatched),
        "unmatched_files": unmatched,
        "problems": problems,
    }
    return Said(document, _told(document, unmatched, problems), _nothing(taken + known, unmatched, problems))


def _case_of(desk: Desk, actor: Actor, file: Path) -> CaseFile | None:
    return case_of_mail(desk.backend, actor, _read(desk, file))


def _told(document: dict[str, object], unmatched: list[str], problems: list[dict[str, str]]) -> list[str]:
    lines = [_("{taken} taken in, {known} known already.", taken=document["taken"], known=document["known"])]
    lines += [_("{file}: no case was found; name one with --case.", file=name) for name in unmatched]
    return lines + [f"{p['file']}: {p['reason']}" for p in problems]


def _nothing(done: int, unmatched: list[str], problems: list[dict[str, str]]) -> str | None:
    if done or not (unmatched or problems):
        return None
    if problems:
        return sentences(p["reason"] for p in problems)
    return _("No case was found for this mail. Name one with --case.")
