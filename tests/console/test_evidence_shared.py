"""The same file on several cases: evidence of each with a custody of its own, its bytes kept once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from console.access import Role
from console.evidence.actions import (
    add_evidence,
    also_on,
    custody_of,
    open_evidence,
    thumbnails_of,
    verify_evidence,
    withdraw_evidence,
)
from console.evidence.records import Custody, Evidence, Sealed
from console.evidence.room import Room
from console.evidence.sweep import sweep
from console.messages.mail_actions import take_mail
from db.evidence import CustodyRow, EvidenceRow
from db.evidence_files import FolderVault
from db.work import SqlBackend
from tests.parts import files
from tests.parts.world import World, settle

LARGE = b"a large text file " * 200_000


@pytest.fixture
def world(backend: SqlBackend) -> World:
    """Return the made-up world, once on each engine."""
    return settle(backend)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return where the vault puts its files."""
    return tmp_path / "vault"


@pytest.fixture
def room(folder: Path) -> Room:
    """Return a room with a vault of the test's own."""
    return Room(FolderVault(folder, files.KEY), files.GUARD)


def add(world: World, case_id: int, data: bytes, room: Room) -> Evidence:
    """Add a file to a case as the agent."""
    return add_evidence(world.backend, world.actor(Role.AGENT), case_id, "x", [data], room=room).evidence


def original(world: World, evidence_id: int, room: Room) -> bytes:
    """Return the bytes that are kept."""
    with world.backend.read() as work:
        return b"".join(room.read(work.contents.of(evidence_id)))


def links(world: World, evidence_id: int) -> list[Custody]:
    """Return a file's custody, oldest first."""
    return [e.what for e in custody_of(world.backend, world.actor(Role.AGENT), evidence_id)]


def stored(folder: Path) -> list[Path]:
    """Return the files beside the store."""
    return [f for f in folder.rglob("*") if f.is_file()]


def erase(world: World, evidence: Evidence) -> None:
    """Erase evidence with all that is its own."""
    with world.backend.begin() as work:
        work.contents.hand_on(evidence.id)
        work.session.execute(delete(CustodyRow).where(CustodyRow.evidence_id == evidence.id))
        work.session.execute(delete(EvidenceRow).where(EvidenceRow.id == evidence.id))


def test_bytes_of_two_cases_are_kept_once(world: World, room: Room, folder: Path) -> None:
    one, two = (add(world, world.case().id, LARGE, room) for _ in range(2))
    assert one.id != two.id
    assert len(stored(folder)) == 1
    assert original(world, one.id, room) == original(world, two.id, room) == LARGE
    assert links(world, one.id) == links(world, two.id) == [Custody.TAKEN_IN]


def test_a_small_file_shares_its_picture_too(world: World, room: Room) -> None:
    one, two = (add(world, world.case().id, files.photograph(), room) for _ in range(2))
    shown = thumbnails_of(world.backend, world.actor(Role.AGENT), [one.id, two.id])
    assert shown[one.id] == shown[two.id]
    assert open_evidence(world.backend, world.actor(Role.AGENT), two.id, room=room).inspection.pictures


def test_each_case_says_which_others_have_the_file(world: World, room: Room) -> None:
    cases = [world.case() for _ in range(3)]
    found = [add(world, case.id, LARGE, room) for case in cases]
    agent = world.actor(Role.AGENT)
    assert also_on(world.backend, agent, cases[0].id) == {found[0].id: [cases[1].no, cases[2].no]}
    withdraw_evidence(world.backend, agent, found[1].id)
    assert also_on(world.backend, agent, cases[0].id) == {found[0].id: [cases[2].no]}


def test_the_same_file_again_on_its_case_stands_in_its_custody(world: World, room: Room) -> None:
    case = world.case()
    first, again = (add(world, case.id, LARGE, room) for _ in range(2))
    assert first.id == again.id
    assert links(world, first.id) == [Custody.TAKEN_IN, Custody.CAME_AGAIN]


def test_erasing_the_first_hands_the_bytes_to_the_next(world: World, room: Room, folder: Path) -> None:
    one, two, three = (add(world, world.case().id, LARGE, room) for _ in range(3))
    erase(world, one)
    assert [original(world, e.id, room) for e in (two, three)] == [LARGE, LARGE]
    erase(world, three)
    assert original(world, two.id, room) == LARGE
    assert len(stored(folder)) == 1


def test_erasing_the_last_lets_the_bytes_go(world: World, room: Room, folder: Path) -> None:
    one, two = (add(world, world.case().id, LARGE, room) for _ in range(2))
    erase(world, one)
    erase(world, two)
    with world.backend.read() as work:
        assert work.contents.sealed_names() == set()
    [file] = stored(folder)
    files.age(file)
    assert (sweep(world.backend, room.vault), stored(folder)) == (1, [])


def test_no_store_lets_evidence_go_whose_bytes_others_need(world: World, room: Room) -> None:
    one, _two = (add(world, world.case().id, LARGE, room) for _ in range(2))
    with world.backend.begin() as work:
        work.session.execute(delete(CustodyRow).where(CustodyRow.evidence_id == one.id))
        gone = delete(EvidenceRow).where(EvidenceRow.id == one.id)
        with pytest.raises(IntegrityError), work.session.begin_nested():
            work.session.execute(gone)


def test_damaged_bytes_are_not_shared(world: World, room: Room, folder: Path) -> None:
    one = add(world, world.case().id, LARGE, room)
    stored(folder)[0].write_bytes(b"something else")
    verify_evidence(world.backend, world.actor(Role.AGENT), room=room)
    two = add(world, world.case().id, LARGE, room)
    assert (len(stored(folder)), original(world, two.id, room)) == (2, LARGE)
    assert one.sha256 == two.sha256


def test_a_mail_whose_file_another_case_has_keeps_it_once(world: World, room: Room, folder: Path) -> None:
    mail = files.MAIL.replace(b"EN882014773JP", b"EN882014773JP\r\n" * 100_000)
    for case in (world.case(), world.case()):
        take_mail(world.backend, world.actor(Role.AGENT), case.id, "box.eml", [mail], room=room)
    assert len(stored(folder)) == 2


def test_what_cases_share_is_hashed_once_and_noted_on_each(world: World, folder: Path) -> None:
    class Counting(FolderVault):
        reads = 0

        def read(self, sealed: Sealed) -> Iterator[bytes]:
            self.reads += 1
            return super().read(sealed)

    vault = Counting(folder, files.KEY)
    room = Room(vault, files.GUARD)
    found = [add(world, world.case().id, LARGE, room) for _ in range(3)]
    vault.reads = 0
    checked = verify_evidence(world.backend, world.actor(Role.AGENT), room=room)
    assert (checked.verified, vault.reads) == (3, 1)
    assert [links(world, e.id)[-1] for e in found] == [Custody.VERIFIED] * 3
