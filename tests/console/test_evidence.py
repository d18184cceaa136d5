"""Evidence: kept byte for byte, its custody on record from the first entry, every damage found."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from console.access import Role
from console.cases.records import EntryKind
from console.errors import Conflict, Invalid, NotFound, StoreTrouble
from console.evidence.actions import (
    add_evidence,
    custody_of,
    evidence_of,
    export_evidence,
    inspect_file,
    open_evidence,
    restore_evidence,
    thumbnails_of,
    verify_evidence,
    withdraw_evidence,
)
from console.evidence.records import MAX_KEPT, Custody, Damage, Flag, Source, Taken
from console.evidence.records_files import Preview, Reason
from console.evidence.room import Room
from console.progress import Cancelled, Token
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


def add(world: World, case_id: int, data: bytes, *, room: Room, name: str = "box.jpg") -> Taken:
    """Add a file to a case as the agent."""
    return add_evidence(world.backend, world.actor(Role.AGENT), case_id, name, [data], room=room)


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


@pytest.mark.parametrize(
    "data", [b"", b"\0\xff\r\n", files.photograph(), LARGE], ids=["empty", "bytes", "photo", "large"]
)
def test_a_file_is_kept_byte_for_byte(world: World, room: Room, data: bytes) -> None:
    evidence = add(world, world.case().id, data, room=room).evidence
    assert original(world, evidence.id, room) == data
    assert evidence.size == len(data)


@pytest.mark.parametrize(("data", "beside"), [(bytes(1024 * 1024), 0), (bytes(1024 * 1024 + 1), 1)])
def test_up_to_a_megabyte_lies_in_the_store_and_more_beside_it(
    world: World, room: Room, folder: Path, data: bytes, beside: int
) -> None:
    add(world, world.case().id, data, room=room)
    assert len(stored(folder)) == beside


def test_a_photograph_is_known_by_its_bytes_and_gets_a_thumbnail(world: World, room: Room) -> None:
    evidence = add(world, world.case().id, files.photograph(), room=room, name="box.txt").evidence
    assert (evidence.media_type, evidence.preview, evidence.width) == ("image/jpeg", Preview.MADE, 400)
    shown = thumbnails_of(world.backend, world.actor(Role.AGENT), [evidence.id])
    assert shown[evidence.id].startswith(b"\x89PNG")
    assert (evidence.has_thumbnail, evidence.source) == (True, Source.OPERATOR)


def test_what_cannot_be_shown_is_kept_all_the_same(world: World, room: Room) -> None:
    evidence = add(world, world.case().id, b"%PDF-1.7 broken", room=room).evidence
    assert (evidence.preview, evidence.reason) == (Preview.REFUSED, Reason.DAMAGED)
    assert original(world, evidence.id, room) == b"%PDF-1.7 broken"


def test_custody_begins_with_taking_in_and_names_who(world: World, room: Room) -> None:
    evidence = add(world, world.case().id, b"x", room=room).evidence
    [first] = custody_of(world.backend, world.actor(Role.AUDITOR), evidence.id)
    assert (first.what, first.operator_name, first.at) == (Custody.TAKEN_IN, "agent one", world.backend.now())


def test_adding_stands_on_the_timeline(world: World, room: Room) -> None:
    case = world.case()
    evidence = add(world, case.id, b"x", room=room).evidence
    with world.backend.read() as work:
        assert [(e.kind, e.ref) for e in work.timeline.of_case(case.id)] == [
            (EntryKind.EVIDENCE, evidence.ref)
        ]


def test_the_same_file_is_kept_once_a_case(world: World, room: Room, folder: Path) -> None:
    case, other = world.case(), world.case()
    first = add(world, case.id, LARGE, room=room)
    again = add(world, case.id, LARGE, room=room, name="copy.txt")
    elsewhere = add(world, other.id, LARGE, room=room)
    assert (first.is_new, again.is_new, elsewhere.is_new) == (True, False, True)
    assert again.evidence.id == first.evidence.id
    assert len(stored(folder)) == 1


def test_a_withdrawn_file_that_comes_again_is_restored(world: World, room: Room) -> None:
    case = world.case()
    first = add(world, case.id, b"x", room=room).evidence
    withdraw_evidence(world.backend, world.actor(Role.AGENT), first.id)
    again = add(world, case.id, b"x", room=room)
    assert (again.is_new, again.evidence.withdrawn_at) == (False, None)
    assert links(world, first.id) == [Custody.TAKEN_IN, Custody.WITHDRAWN, Custody.RESTORED]


def test_withdrawing_marks_and_keeps_and_is_undone(world: World, room: Room) -> None:
    agent, case = world.actor(Role.AGENT), world.case()
    evidence = add(world, case.id, b"x", room=room).evidence
    withdrawn = withdraw_evidence(world.backend, agent, evidence.id)
    assert withdrawn.withdrawn_at == world.backend.now()
    with world.backend.read() as work:
        assert work.timeline.of_case(case.id)[0].withdrawn_at == world.backend.now()
    assert original(world, evidence.id, room) == b"x"
    assert restore_evidence(world.backend, agent, evidence.id) == evidence


def test_withdrawing_twice_and_restoring_what_stands_are_refused(world: World, room: Room) -> None:
    agent = world.actor(Role.AGENT)
    evidence = add(world, world.case().id, b"x", room=room).evidence
    with pytest.raises(Conflict):
        restore_evidence(world.backend, agent, evidence.id)
    withdraw_evidence(world.backend, agent, evidence.id)
    with pytest.raises(Conflict):
        withdraw_evidence(world.backend, agent, evidence.id)


def test_opening_shows_the_file_and_stands_in_its_custody(world: World, room: Room) -> None:
    evidence = add(world, world.case().id, files.photograph(side=2000), room=room).evidence
    opened = open_evidence(world.backend, world.actor(Role.AUDITOR), evidence.id, room=room)
    assert opened.inspection.pictures[0].width == 1600
    assert links(world, evidence.id) == [Custody.TAKEN_IN, Custody.VIEWED]


def test_exporting_writes_the_original_and_stands_in_its_custody(
    world: World, room: Room, tmp_path: Path
) -> None:
    evidence = add(world, world.case().id, LARGE, room=room).evidence
    export_evidence(world.backend, world.actor(Role.AGENT), evidence.id, tmp_path / "out.txt", room=room)
    assert (tmp_path / "out.txt").read_bytes() == LARGE
    assert links(world, evidence.id) == [Custody.TAKEN_IN, Custody.EXPORTED]


def test_a_damaged_file_is_neither_shown_nor_exported(
    world: World, room: Room, folder: Path, tmp_path: Path
) -> None:
    agent = world.actor(Role.AGENT)
    evidence = add(world, world.case().id, LARGE, room=room).evidence
    stored(folder)[0].write_bytes(b"something else")
    with pytest.raises(StoreTrouble):
        open_evidence(world.backend, agent, evidence.id, room=room)
    with pytest.raises(StoreTrouble):
        export_evidence(world.backend, agent, evidence.id, tmp_path / "out.txt", room=room)
    assert [f.name for f in tmp_path.iterdir() if f.is_file() and "out" in f.name] == []


def test_an_export_to_a_place_that_is_not_there_is_refused(world: World, room: Room, tmp_path: Path) -> None:
    evidence = add(world, world.case().id, b"x", room=room).evidence
    with pytest.raises(Invalid):
        export_evidence(world.backend, world.actor(Role.AGENT), evidence.id, tmp_path / "no" / "x", room=room)
    assert links(world, evidence.id) == [Custody.TAKEN_IN]


def test_verifying_rehashes_all_and_lists_what_is_damaged(world: World, room: Room, folder: Path) -> None:
    auditor, case = world.actor(Role.AUDITOR), world.case()
    whole = add(world, case.id, b"x", room=room).evidence
    cut = add(world, case.id, LARGE, room=room).evidence
    lost = add(world, case.id, LARGE + b"2", room=room).evidence
    first, second = stored(folder)
    with world.backend.read() as work:
        is_cut = work.contents.of(cut.id).sealed
    for file in (first, second):
        if is_cut is not None and file.name == is_cut.name:
            file.write_bytes(file.read_bytes()[:-1])
        else:
            file.unlink()
    found = verify_evidence(world.backend, auditor, room=room)
    assert found.verified == 1
    assert [(d.evidence_id, d.damage, d.case_no) for d in found.damaged] == [
        (cut.id, Damage.CHANGED, case.no),
        (lost.id, Damage.MISSING, case.no),
    ]
    assert links(world, whole.id)[-1] is Custody.VERIFIED
    assert links(world, cut.id)[-1] is Custody.FOUND_DAMAGED


def test_verifying_is_seen_on_the_file(world: World, room: Room) -> None:
    agent, case = world.actor(Role.AGENT), world.case()
    add(world, case.id, b"x", room=room)
    verify_evidence(world.backend, agent, case.id, room=room)
    [evidence] = evidence_of(world.backend, agent, case.id)
    assert (evidence.verified_at, evidence.damage) == (world.backend.now(), None)


def test_verifying_can_be_cancelled_and_then_says_nothing(world: World, room: Room) -> None:
    evidence = add(world, world.case().id, b"x", room=room).evidence
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        verify_evidence(world.backend, world.actor(Role.AGENT), room=room, token=token)
    assert links(world, evidence.id) == [Custody.TAKEN_IN]


def test_a_file_beyond_the_limit_is_refused_and_leaves_nothing(
    world: World, room: Room, folder: Path
) -> None:
    case = world.case()
    with pytest.raises(Invalid):
        add_evidence(
            world.backend, world.actor(Role.AGENT), case.id, "x", [b"x"], room=room, size=MAX_KEPT + 1
        )
    assert stored(folder) == []
    assert evidence_of(world.backend, world.actor(Role.AGENT), case.id) == []


def test_a_file_for_no_case_leaves_nothing(world: World, room: Room, folder: Path) -> None:
    with pytest.raises(NotFound):
        add(world, 999, LARGE, room=room)
    assert stored(folder) == []


def test_a_card_number_in_a_text_is_flagged_and_the_original_stays(world: World, room: Room) -> None:
    data = b"my card is 4111 1111 1111 1111"
    evidence = add(world, world.case().id, data, room=room).evidence
    assert evidence.flags == {Flag.CARD_NUMBER}
    assert original(world, evidence.id, room) == data


def test_inspecting_keeps_nothing(world: World) -> None:
    data = files.photograph()
    found = inspect_file(
        world.backend, world.actor(Role.ADMINISTRATOR), "x", [data], len(data), guard=files.GUARD
    )
    assert (found.size, found.inspection.preview) == (len(data), Preview.MADE)
    assert found.sha256 == add(world, world.case().id, data, room=files.ROOM).evidence.sha256


def test_inspecting_hashes_what_is_too_large_to_be_shown(world: World) -> None:
    pieces = (b"x" * 1024 * 1024 for _ in range(65))
    found = inspect_file(
        world.backend, world.actor(Role.AGENT), "x", pieces, 65 * 1024 * 1024, guard=files.GUARD
    )
    assert (found.size, found.inspection.reason) == (65 * 1024 * 1024, Reason.TOO_LARGE)


def _naughty(shared_data: Path) -> list[str]:
    names: list[str] = json.loads((shared_data / "strings" / "blns.json").read_text())
    return names


def test_naughty_names_are_kept_as_they_are(
    sqlite_backend: SqlBackend, room: Room, shared_data: Path
) -> None:
    world = settle(sqlite_backend)
    case_id = world.case().id
    names = [n.strip() for n in _naughty(shared_data) if len(n) < 256 and n.isprintable()][::3]
    for number, name in enumerate(names):
        add(world, case_id, b"%d" % number, room=room, name=name)
    assert [e.name for e in evidence_of(sqlite_backend, world.actor(Role.AGENT), case_id)] == names


def test_no_name_of_a_stranger_stands_on_disk(
    sqlite_backend: SqlBackend, room: Room, folder: Path, shared_data: Path
) -> None:
    world = settle(sqlite_backend)
    case_id = world.case().id
    for number, name in enumerate(["../../etc/passwd", "CON", *_naughty(shared_data)[::60]]):
        add(world, case_id, LARGE + b"%d" % number, room=room, name=name)
    assert {(len(f.name), f.name[:2]) for f in stored(folder)} == {
        (32, f.parent.name) for f in stored(folder)
    }


def test_a_record_tells_no_log_what_the_file_is_called(world: World, room: Room) -> None:
    evidence = add(world, world.case().id, b"x", room=room, name="山田花子.jpg").evidence
    assert "山田" not in repr(evidence)
    assert "山田" in replace(evidence).name
