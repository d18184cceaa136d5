"""`evidence`: how files of strangers are treated, taken in, and proved to be as they came."""

import argparse
from pathlib import Path

from console.access import Actor
from console.commands.desk import Desk
from console.commands.files import in_megabytes, pieces_of, size_of
from console.commands.nouns import Noun
from console.commands.said import Said
from console.disputes.actions import find_dispute
from console.errors import Refused
from console.evidence.actions import add_evidence, inspect_file, verify_evidence
from console.evidence.labels import DAMAGE, FLAG, said_of_refusal
from console.evidence.labels_inside import said_of, shown_of
from console.evidence.records import Damaged, Taken
from console.evidence.records_inside import Inside
from console.evidence.rules import watched
from console.progress import Cancelled, Tally
from console.words import _, listed, n_, sentences

SHOWN = 20  # files or lines of a file that are printed


def build(noun: Noun) -> None:
    """Describe the verbs."""
    inspected = noun.verb("inspect", inspect, _("how the console would treat a file"))
    inspected.add_argument("file", type=Path, metavar="FILE")
    added = noun.verb("add", add, _("take files in on a case"))
    added.add_argument("--case", required=True, metavar="NO", help=_("the case's number"))
    added.add_argument("files", nargs="+", type=Path, metavar="FILE")
    checked = noun.verb("verify", verify, _("hash what is kept anew"))
    checked.add_argument("--case", metavar="NO", help=_("only of this case"))


def inspect(desk: Desk, given: argparse.Namespace) -> Said:
    """Tell how a file would be treated; nothing is kept."""
    file: Path = given.file
    size, backend, actor = size_of(file), desk.backend, desk.actor
    tally = Tally(in_megabytes(desk.progress(file.name)), size)
    chunks = watched(pieces_of(file), desk.token, tally.add)
    found = inspect_file(backend, actor, file.name, chunks, size, guard=desk.guard)
    seen = found.inspection
    document = {
        "sha256": found.sha256,
        "size": found.size,
        "type": seen.media_type,
        "preview": seen.preview,
        "reason": seen.reason,
        "seconds": round(seen.seconds, 3),
        "width": seen.width,
        "height": seen.height,
        "pages": seen.pages,
        "inside": _inside(seen.inside) if seen.inside else None,
    }
    why = said_of_refusal(seen.reason, found.size) if seen.reason else ""
    lines = [f"{file.name}: {seen.media_type}, {found.size:,}", f"{seen.preview} {why}".strip()]
    if seen.inside is not None:
        lines += [*said_of(seen.inside), *shown_of(seen.inside, SHOWN)]
    return Said(document, lines)


def _inside(inside: Inside) -> dict[str, object]:
    return {
        "title": inside.title,
        "author": inside.author,
        "parts": inside.parts,
        "lines": inside.lines,
        "files": [{"name": file.name, "size": file.size} for file in inside.files],
        "count": inside.count,
        "total": inside.total,
        "remarks": inside.remarks,
    }


def add(desk: Desk, given: argparse.Namespace) -> Said:
    """Take files in; one that is refused does not hinder the others."""
    actor = desk.actor
    case_id = find_dispute(desk.backend, actor, given.case).case.id
    taken: list[Taken] = []
    problems: list[dict[str, str]] = []
    left: list[str] = []
    for file in given.files:
        try:
            taken.append(_add(desk, actor, case_id, file))
        except Refused as refused:
            problems.append({"file": file.name, "reason": refused.text()})
        except Cancelled:
            left = [one.name for one in given.files[given.files.index(file) :]]
            break
    told = [_taken(one) for one in taken]
    reason = sentences(p["reason"] for p in problems) if problems and not taken else None
    lines = [_line(one) for one in taken] + [f"{p['file']}: {p['reason']}" for p in problems]
    if left:
        reason = _("Stopped. Not taken in: {names}.", names=listed(left))
    return Said({"evidence": told, "problems": problems}, lines, reason)


def _add(desk: Desk, actor: Actor, case_id: int, file: Path) -> Taken:
    size = size_of(file)
    tally = Tally(in_megabytes(desk.progress(file.name)), size)
    chunks = watched(pieces_of(file), desk.token, tally.add)
    return add_evidence(
        desk.backend, actor, case_id, file.name, chunks, room=desk.room, size=size, token=desk.token
    )


def _taken(one: Taken) -> dict[str, object]:
    evidence = one.evidence
    return {
        "id": evidence.id,
        "name": evidence.name,
        "sha256": evidence.sha256,
        "size": evidence.size,
        "type": evidence.media_type,
        "preview": evidence.preview,
        "reason": evidence.reason,
        "flags": evidence.flags,
        "is_new": one.is_new,
    }


def _line(one: Taken) -> str:
    evidence = one.evidence
    notes = [_(FLAG[flag]) for flag in sorted(evidence.flags)]
    if evidence.reason is not None:
        notes.append(said_of_refusal(evidence.reason, evidence.size))
    if not one.is_new:
        notes.append(_("the case has it already"))
    return " · ".join([evidence.name, evidence.media_type, evidence.sha256, *notes])


def verify(desk: Desk, given: argparse.Namespace) -> Said:
    """Hash everything anew; damage is told as the reason, after the document."""
    actor = desk.actor
    case_id = find_dispute(desk.backend, actor, given.case).case.id if given.case else None
    found = verify_evidence(
        desk.backend,
        actor,
        case_id,
        room=desk.room,
        progress=in_megabytes(desk.progress(_("Checking"))),
        token=desk.token,
    )
    lines = [
        n_(
            "{count} file is as it was taken in.",
            "{count} files are as they were taken in.",
            found.verified,
            count=f"{found.verified:,}",
        )
    ]
    lines += [f"{d.case_no} {d.sha256}: {_(DAMAGE[d.damage])}" for d in found.damaged]
    bad = len(found.damaged)
    damaged = n_("{n} file is damaged or missing.", "{n} files are damaged or missing.", bad, n=bad)
    document = {"verified": found.verified, "damaged": [_damaged(d) for d in found.damaged]}
    return Said(document, lines, damaged if bad else None)


def _damaged(one: Damaged) -> dict[str, object]:
    return {"id": one.evidence_id, "case": one.case_no, "sha256": one.sha256, "damage": one.damage}
