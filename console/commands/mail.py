"""`mail`: read e-mails, and take them in on their cases."""

import argparse
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from console.commands.desk import Desk
from console.commands.files import pieces_of, size_of
from console.commands.mail_said import document_of, lines_of
from console.commands.nouns import Noun
from console.commands.said import Said
from console.disputes.actions import find_dispute
from console.errors import Invalid
from console.evidence.labels import REASON
from console.evidence.records_files import Mail, MailPiece, Reason
from console.messages.mailbox import BATCH, BATCH_BYTES, MailFile, Outcome, take_all, unreadable
from console.messages.rules import is_mailbox
from console.words import N_, _, sentences


def build(noun: Noun) -> None:
    """Describe the verbs."""
    shown = noun.verb("show", show, _("read one .eml or .msg, or each mail of an .mbox; nothing is kept"))
    shown.add_argument("file", type=Path, metavar="FILE")
    taken = noun.verb("take", take, _("take e-mails in on their cases"))
    taken.add_argument("files", nargs="+", type=Path, metavar="FILE")
    taken.add_argument(
        "--case", metavar="NO", help=_("on this case; else the one that the mail's thread is on, or names")
    )


def show(desk: Desk, given: argparse.Namespace) -> Said:
    """Read one mail, or each of a file of mails."""
    if is_mailbox(given.file.name, next(pieces_of(given.file), b"")):
        return _show_many(desk, given.file)
    mail = desk.guard.read_mail(pieces_of(given.file), size_of(given.file))
    if isinstance(mail, Reason):
        raise unreadable(given.file.name, mail)
    return Said(document_of(mail), lines_of(mail))


def _show_many(desk: Desk, file: Path) -> Said:
    messages: list[dict[str, object]] = []
    problems: list[dict[str, object]] = []
    lines: list[str] = []
    for number, mail in enumerate(_read(desk, file), 1):
        if isinstance(mail, Reason):
            problems.append({"number": number, "reason": _(REASON[mail])})
            lines += [f"! {number}: {_(REASON[mail])}", ""]
        else:
            messages.append({"number": number, **document_of(mail)})
            lines += [f"{number}.", *lines_of(mail), ""]
    if not messages:
        reason = str(problems[0]["reason"]) if problems else _(REASON[Reason.UNSUPPORTED])
        raise Invalid(N_("{file} cannot be read as an e-mail: {why}"), file=file.name, why=reason)
    return Said({"messages": messages, "problems": problems}, lines)


def _read(desk: Desk, file: Path) -> Iterator[Mail | Reason]:
    """Return the mails of a file of mails, read some at a time."""
    batch: list[MailPiece] = []
    for piece in desk.guard.mails_in(pieces_of(file)):
        batch.append(piece)
        if len(batch) >= BATCH or sum(len(p.data) for p in batch) > BATCH_BYTES:
            yield from _read_batch(desk, batch)
            batch = []
    yield from _read_batch(desk, batch)


def _read_batch(desk: Desk, batch: list[MailPiece]) -> Iterator[Mail | Reason]:
    read = iter(desk.guard.read_mails([p.data for p in batch if p.reason is None]))
    for piece in batch:
        yield piece.reason or next(read)


def take(desk: Desk, given: argparse.Namespace) -> Said:
    """Take mails in; one that is refused or finds no case does not hinder the others."""
    actor = desk.actor
    case = find_dispute(desk.backend, actor, given.case).case if given.case else None
    files = [MailFile(file.name, partial(pieces_of, file)) for file in given.files]
    progress = desk.progress(_("Mails"))
    count = iter(range(1, 1_000_000_000))
    outcome = take_all(
        desk.backend,
        actor,
        files,
        room=desk.room,
        case_id=case.id if case else None,
        took=lambda _taken: progress(next(count), None),
        token=desk.token,
    )
    return _told(outcome)


def _told(outcome: Outcome) -> Said:
    problems = [{"file": p.name, "reason": p.refused.text()} for p in outcome.problems]
    document = {
        "taken": outcome.taken,
        "known": outcome.known,
        "threads": len(outcome.threads),
        "unmatched": len(outcome.unmatched),
        "unmatched_files": outcome.unmatched,
        "problems": problems,
    }
    lines = [_("{taken} taken in, {known} known already.", taken=outcome.taken, known=outcome.known)]
    lines += [_("{file}: no case was found; name one with --case.", file=name) for name in outcome.unmatched]
    lines += [f"{p['file']}: {p['reason']}" for p in problems]
    return Said(document, lines, _nothing(outcome, [p["reason"] for p in problems]))


def _nothing(outcome: Outcome, reasons: list[str]) -> str | None:
    if outcome.taken or outcome.known or not (outcome.unmatched or reasons):
        return None
    return sentences(reasons) if reasons else _("No case was found for this mail. Name one with --case.")
