"""`doctor`: check this installation."""

import argparse

from console.commands.desk import Desk
from console.commands.nouns import Noun
from console.commands.said import Said
from console.evidence.records_files import Mail
from console.stores.labels import CHECKS
from console.stores.records import Check
from console.words import _

MAIL = b"From: a@example.com\r\nSubject: =?utf-8?b?44OG44K544OI?=\r\n\r\nhello\r\n"
SUBJECT = "テスト"


def build(noun: Noun) -> None:
    """Describe the command."""
    noun.does(doctor)


def doctor(desk: Desk, _given: argparse.Namespace) -> Said:
    """Look at everything; what is not as it should be is told, and refuses nothing."""
    checks = [
        *desk.house.checks(),
        *desk.house.keeper().check(desk.place, passphrase=desk.passphrase),
        _mail(desk),
    ]
    lines = [f"{'✓' if check.ok else '✗'} {_(CHECKS[check.name])}: {check.detail}" for check in checks]
    return Said({"checks": checks}, lines)


def _mail(desk: Desk) -> Check:
    read = desk.guard.read_mail([MAIL], len(MAIL))
    if isinstance(read, Mail) and read.subject == SUBJECT:
        detail = _("the guarded process reads mails; this version sends none")
        return Check("mail", ok=True, detail=detail)
    reason = "" if isinstance(read, Mail) else read.value
    return Check(
        "mail", ok=False, detail=_("the guarded process does not read mails ({reason})", reason=reason)
    )
