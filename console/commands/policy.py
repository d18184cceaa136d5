"""`policy`: which versions of the policy hold, and how a later one is entered."""

import argparse
from pathlib import Path

from console.commands.desk import Desk
from console.commands.files import unreadable
from console.commands.nouns import Noun
from console.commands.said import Said
from console.rulebook import actions
from console.rulebook.records import PolicyVersion, Proposal
from console.words import _


def build(noun: Noun) -> None:
    """Describe the verbs."""
    noun.verb("list", list_versions, _("the versions that hold, and those that wait to be released"))
    shown = noun.verb("show", show_version, _("print a version as it is written"))
    added = noun.verb("add", add_version, _("propose a later version; somebody else releases it"))
    added.add_argument("file", type=Path, metavar="FILE", help=_("the version as a TOML file"))
    released = noun.verb("release", release, _("let a version hold that somebody else proposed"))
    dropped = noun.verb("drop", drop, _("take a proposed version back"))
    for parser in (shown, released, dropped):
        parser.add_argument("id", metavar="ID", help=_("the version's name"))


def list_versions(desk: Desk, _given: argparse.Namespace) -> Said:
    """Tell which versions there are."""
    book = actions.read_rulebook(desk.backend, desk.actor)
    document = {
        "versions": [_version(v) for v in book.versions],
        "proposals": [_proposal(p) for p in book.proposals],
    }
    lines = [_line(v) for v in book.versions]
    lines += [_("{version}; waits to be released", version=_line(p.version)) for p in book.proposals]
    return Said(document, lines)


def show_version(desk: Desk, given: argparse.Namespace) -> Said:
    """Print a version."""
    text = actions.text_of_version(desk.backend, desk.actor, given.id)
    return Said({"id": given.id, "text": text}, text.splitlines())


def add_version(desk: Desk, given: argparse.Namespace) -> Said:
    """Propose a version."""
    file: Path = given.file
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise unreadable(file) from None
    proposal = actions.propose_version(desk.backend, desk.actor, text)
    told = _("{version}; waits to be released", version=_line(proposal.version))
    return Said(_proposal(proposal), [told])


def release(desk: Desk, given: argparse.Namespace) -> Said:
    """Let a proposed version hold."""
    version = actions.release_version(desk.backend, desk.actor, given.id)
    return Said(_version(version), [_line(version)])


def drop(desk: Desk, given: argparse.Namespace) -> Said:
    """Take a proposal back."""
    proposal = actions.withdraw_proposal(desk.backend, desk.actor, given.id)
    return Said(_proposal(proposal), [_("Version {id} is taken back.", id=proposal.version.id)])


def _version(version: PolicyVersion) -> dict[str, object]:
    return {
        "id": version.id,
        "effective_from": version.effective_from,
        "answer_days": version.terms.answer_days,
        "clauses": sorted(version.clauses),
    }


def _proposal(proposal: Proposal) -> dict[str, object]:
    by = {"proposed_by": proposal.proposed_by, "proposed_at": proposal.proposed_at}
    return _version(proposal.version) | by


def _line(version: PolicyVersion) -> str:
    if version.effective_from is None:
        return _("Version {id}: for orders before every later version", id=version.id)
    return _("Version {id}: for orders from {day}", id=version.id, day=version.effective_from.isoformat())
