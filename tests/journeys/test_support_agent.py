"""The job: a customer is on the line, and in the end has a letter; every step on record."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from sqlalchemy import select

from console.access import Role
from console.cases.records import CaseState, EntryKind
from console.stores.actions import verify_trail
from console.stores.records import Place
from db.audit import AuditEntryRow
from tests.parts import files
from tests.parts.disputes import tags
from tests.parts.letters import dense, read
from tests.parts.real_window import AtTheDesk

CLAIM = "The outer box came crushed on one corner."
CALL = "He sounds calm and will send photographs."
NOTE = "Our intake photograph shows the box whole."
CHAT = "Hanako: Did you get them?\nMori: Yes, we answer by letter."
PRODUCT = "Scale figure, unharmed in a crushed box"
REASON = "外箱のみの破損は補償の対象外となります。"
PERSONAL = ("Hanako", "hanako@", "山田", "5550182", "555 0182", "Example Street", "box.jpg", "label.txt")
TAGS = [
    "dispute:opened",
    "message:call-recorded",
    "message:note-recorded",
    "message:chat-recorded",
    "evidence:taken-in",  # the mail itself
    "evidence:taken-in",  # what was attached to it
    "message:mail-taken",
    "evidence:taken-in",
    "evidence:taken-in",
    "dispute:identity-recorded",
    "dispute:product-recorded",
    "dispute:decided",
    "letter:prepared",
    "letter:issued",
    "letter:handed-over",
    "dispute:closed",
]
TYPED = (CLAIM, CALL, NOTE, CHAT, PRODUCT, REASON)


@dataclass(frozen=True)
class Answered:
    """The whole job, done once in the window."""

    desk: AtTheDesk
    case_id: int
    letter: Path


@pytest.fixture
def answered(desk: AtTheDesk, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Answered:
    def save_as(_parent: object, _title: str, name: str, _kinds: str) -> tuple[str, str]:
        return str(tmp_path / name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save_as)
    desk.sign_in(place, Role.AGENT)
    desk.find_person("yamada hana")
    assert not any(secret in desk.said() for secret in ("hanako@example.com", "555 0182", "12 Example"))
    case_id = desk.open_dispute("RK-88213407", "packaging", CLAIM)
    desk.record("call", CALL)
    desk.record("note", NOTE)
    desk.record("chat", CHAT)
    (tmp_path / "mail.eml").write_bytes(files.MAIL)
    for colour in ("red", "blue"):
        (tmp_path / f"{colour} box.jpg").write_bytes(files.photograph(colour))
    dropped = ("mail.eml", "red box.jpg", "blue box.jpg")
    desk.grows(lambda: desk.drop(*(tmp_path / name for name in dropped)), "what was dropped", 3)
    desk.check_identity("Answered from the verified e-mail address")
    desk.tell_product(PRODUCT)
    desk.decide("Decline with reason", REASON)
    desk.write_letter()
    desk.hand.click("Save PDF", desk.shell.letter)
    letter = tmp_path / f"{desk.page.case.no}.pdf"
    desk.until(letter.is_file, "the letter's file")
    desk.hand_over()
    desk.until(lambda: desk.page.case.state is CaseState.ANSWERED, "the answered case")
    desk.close_case()
    return Answered(desk, case_id, letter)


@pytest.mark.window
def test_a_dispute_goes_from_the_line_to_its_letter_and_all_of_it_is_on_record(answered: Answered) -> None:
    desk, case_id = answered.desk, answered.case_id
    check_timeline(desk)
    check_trail(desk, case_id)
    check_letter(answered)


def check_timeline(desk: AtTheDesk) -> None:
    assert desk.page.case.state is CaseState.CLOSED
    kinds = [e.kind for e in desk.page.entries]
    said_before = [EntryKind.CHAT, EntryKind.MESSAGE]  # they stand where they were said, not recorded
    assert sorted(k for k in kinds if k in said_before) == said_before
    assert [k for k in kinds if k not in said_before] == [
        EntryKind.OPENED,
        EntryKind.CALL,
        EntryKind.NOTE,
        EntryKind.EVIDENCE,
        EntryKind.EVIDENCE,
        EntryKind.FACT,
        EntryKind.FACT,
        EntryKind.DECISION,
        EntryKind.LETTER,
        EntryKind.STATE,
        EntryKind.STATE,
    ]
    assert {e.operator_name for e in desk.page.entries} == {"agent one"}


def check_trail(desk: AtTheDesk, case_id: int) -> None:
    here = desk.here
    assert verify_trail(here.backend, here.actor(Role.AGENT)).ok
    assert tags(here, case_id) == TAGS
    with here.backend.read() as work:
        rows = work.session.scalars(select(AuditEntryRow)).all()
    facts = [value for row in rows for value in json.loads(row.facts).values()]
    told = " ".join([row.subject for row in rows] + [str(fact) for fact in facts])
    assert [words for words in (*PERSONAL, *TYPED) if words in told] == []


def check_letter(answered: Answered) -> None:
    desk, data = answered.desk, answered.letter.read_bytes()
    text = dense("".join(read(data)))
    no = desk.page.case.no
    for words in (no, REASON, "RK-88213407"):
        assert dense(words) in text, words
    with desk.here.backend.read() as work:
        issued = [e for e in work.book.of_stream(f"case:{answered.case_id}") if e.tag == "letter:issued"]
    assert [e.facts["sha256"] for e in issued] == [hashlib.sha256(data).hexdigest()]
