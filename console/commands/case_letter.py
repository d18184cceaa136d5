"""`case letter`: the answer to a dispute as PDF."""

import argparse
import contextlib
import os
import re
from dataclasses import replace
from pathlib import Path

from console.commands.desk import Desk
from console.commands.said import Said
from console.disputes.actions import find_dispute
from console.disputes.answer_actions import issue_answer, prepare_answer
from console.errors import Invalid, Refused
from console.letters.actions import letters_of, open_letter
from console.letters.records_register import KeptAddress, Letter, LetterState
from console.places import countries
from console.stores.rules import check_target
from console.words import N_, _

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", re.ASCII)  # as zh-Hant-TW
NOT_WRITTEN = N_("{file} cannot be written. The letter is issued; name another file to save it again.")


def add_letter(parser: argparse.ArgumentParser) -> None:
    """Describe the verb."""
    parser.add_argument("--out", required=True, type=Path, metavar="FILE", help=_("where to save it"))
    parser.add_argument("--to", metavar="NAME", help=_("the person's name, where none is on record"))
    parser.add_argument(
        "--address", action="append", default=[], metavar="LINE", help=_("a line of the address")
    )
    parser.add_argument("--country", metavar="CC", help=_("the address's country"))
    parser.add_argument("--language", metavar="LANG", help=_("the language the person reads"))


def write_letter(desk: Desk, given: argparse.Namespace) -> Said:
    """Issue the letter, unless it is issued already and nothing of it is given anew; save it."""
    check_target(given.out, desk.place.path)
    actor = desk.actor
    case = find_dispute(desk.backend, actor, given.no).case
    prepared = prepare_answer(desk.backend, actor, case.id)
    to = _to(prepared.addressee.to, given)
    standing = [
        letter
        for letter in letters_of(desk.backend, actor, case.id)
        if letter.state is not LetterState.VOID and letter.decision_id == prepared.decision.id
    ]
    if standing and to == prepared.addressee.to:
        letter = standing[-1]
    else:
        letter = issue_answer(desk.backend, actor, desk.house.drawer(), case.id, to)
    _save(given.out, open_letter(desk.backend, actor, letter.id))
    return _told(given.out, letter)


def _to(known: KeptAddress, given: argparse.Namespace) -> KeptAddress:
    country, language = (given.country or "").strip().upper(), (given.language or "").strip()
    if country and country not in countries("en"):
        raise _does_not_fit("country")
    if language and not LANGUAGE.fullmatch(language):
        raise _does_not_fit("language")
    return replace(
        known,
        name=(given.to or "").strip() or known.name,
        lines=tuple(given.address) or known.lines,
        country=country or known.country,
        language=language or known.language,
    )


def _does_not_fit(name: str) -> Invalid:
    return Invalid(N_("This value does not fit ({name}). Please correct it."), field=name, name=name)


def _save(file: Path, content: bytes) -> None:
    """Write the file whole, or not at all."""
    draft = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with draft.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise Refused(NOT_WRITTEN, file=file.name) from None


def _told(file: Path, letter: Letter) -> Said:
    lines = [_("The letter is in {file}.", file=file)]
    if letter.language != letter.asked.split("-")[0]:
        lines.append(
            _(
                "It is written in {language}: none is worded in {asked} yet.",
                language=letter.language,
                asked=letter.asked or "?",
            )
        )
    if not letter.to.name:
        lines.append(_("It names nobody: no name is on record. Give one with --to."))
    if not letter.to.verified:
        lines.append(_("It goes to an address that was never verified."))
    return Said(
        {
            "file": str(file),
            "sha256": letter.sha256,
            "language": letter.language,
            "pages": letter.pages,
            "letter": letter.id,
            "address_verified": letter.to.verified,
        },
        lines,
    )
