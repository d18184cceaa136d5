"""A room in which files are received: a real vault in a folder of this run's own, and a real guard."""

import atexit
import io
import os
import tempfile
from pathlib import Path

from PIL import Image

from console.access import Role
from console.cases.records import CaseFile
from console.drafts import save_draft
from console.evidence.actions import add_evidence, withdraw_evidence
from console.evidence.records import Evidence
from console.evidence.records_files import Mail
from console.evidence.room import Room
from console.guarded.host import Guard
from console.messages.actions import record_note, withdraw_message
from console.messages.records import Message
from db.evidence_files import FolderVault
from tests.parts.world import World

KEY = bytes(range(32))
_folder = tempfile.TemporaryDirectory(prefix="console-evidence-")
FOLDER = Path(_folder.name)
GUARD = Guard()
atexit.register(GUARD.close)
ROOM = Room(FolderVault(FOLDER / "vault", KEY), GUARD)

MAIL = b"""\
From: Hanako Yamada <hanako@example.com>\r
To: desk@example.org\r
Subject: box\r
Date: Mon, 23 Nov 2026 11:00:00 +0900\r
Message-ID: <1@example.com>\r
Content-Type: multipart/mixed; boundary=b\r
\r
--b\r
Content-Type: text/plain; charset=utf-8\r
\r
The box is crushed.\r
--b\r
Content-Type: text/plain; name=label.txt\r
Content-Disposition: attachment; filename=label.txt\r
\r
EN882014773JP\r
--b--\r
"""


def photograph(colour: str = "red", side: int = 400) -> bytes:
    """Return a JPEG of one colour."""
    file = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(file, "JPEG")
    return file.getvalue()


def age(*paths: Path) -> None:
    """Let files be as old as what a crash left long ago."""
    for path in paths:
        os.utime(path, (0, 0))


def evidence(
    world: World, data: bytes = b"", case: CaseFile | None = None, *, name: str = "box.jpg", room: Room = ROOM
) -> Evidence:
    """Return a file on a case, added by the agent."""
    case_id = (case or world.case()).id
    given = [data or photograph()]
    return add_evidence(world.backend, world.actor(Role.AGENT), case_id, name, given, room=room).evidence


def note(world: World) -> Message:
    """Return a note on a new case, recorded by the agent."""
    return record_note(
        world.backend, world.actor(Role.AGENT), world.case().id, "The box looks intact on our photograph."
    )


def withdrawn_evidence(world: World) -> Evidence:
    """Return a file that was withdrawn from its case."""
    return withdraw_evidence(world.backend, world.actor(Role.AGENT), evidence(world).id)


def withdrawn_note(world: World) -> Message:
    """Return a note that was withdrawn."""
    return withdraw_message(world.backend, world.actor(Role.AGENT), note(world).id)


def draft(world: World) -> tuple[str, str]:
    """Return subject and field of a draft of each operator who may keep one."""
    for actor in map(world.actor, Role):
        if actor.may("draft:keep"):
            save_draft(world.backend, actor, "account:1", "reply", "Dear customer")
    return "account:1", "reply"


def read_mail() -> Mail:
    """Return the mail, read by the guard."""
    mail = GUARD.read_mail([MAIL], len(MAIL))
    if not isinstance(mail, Mail):
        raise TypeError(mail)
    return mail
