"""Large files: flat memory, stopped at any moment, refused beforehand where the disk has no room."""

import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.access import Role
from console.errors import StoreTrouble
from console.evidence.actions import (
    add_evidence,
    custody_of,
    export_evidence,
    open_evidence,
    verify_evidence,
)
from console.evidence.labels import said_of_refusal
from console.evidence.records import Custody, Taken
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


def links(world: World, evidence_id: int) -> list[Custody]:
    """Return a file's custody, oldest first."""
    return [e.what for e in custody_of(world.backend, world.actor(Role.AGENT), evidence_id)]


def stored(folder: Path) -> list[Path]:
    """Return the files beside the store."""
    return [f for f in folder.rglob("*") if f.is_file()]


def megabytes(count: int, first: bytes = b"") -> Iterator[bytes]:
    """Return so many different megabytes, `first` at their beginning."""
    yield first + bytes(1024 * 1024 - len(first))
    for number in range(1, count):
        yield bytes([number % 256]) * 1024 * 1024


def test_a_large_file_passes_in_little_memory_and_only_its_beginning_is_looked_at(
    sqlite_backend: SqlBackend, room: Room, tmp_path: Path
) -> None:
    world = settle(sqlite_backend)
    case_id, agent = world.case().id, world.actor(Role.AGENT)
    tracemalloc.start()
    evidence = add_evidence(
        world.backend, agent, case_id, "x", megabytes(96, b"%PDF-1.7"), room=room, size=96 * 1024 * 1024
    ).evidence
    export_evidence(world.backend, agent, evidence.id, tmp_path / "out", room=room)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (evidence.size, evidence.media_type) == (96 * 1024 * 1024, "application/pdf")
    assert (evidence.preview, evidence.reason) == (Preview.REFUSED, Reason.TOO_LARGE)
    assert open_evidence(world.backend, agent, evidence.id, room=room).inspection.reason is Reason.TOO_LARGE
    assert "only its beginning" in said_of_refusal(Reason.TOO_LARGE, evidence.size)
    assert verify_evidence(world.backend, agent, case_id, room=room).verified == 1
    assert peak < 12 * 1024 * 1024


def test_a_file_that_is_no_longer_wanted_leaves_nothing(world: World, room: Room, folder: Path) -> None:
    token = Token()

    def pieces() -> Iterator[bytes]:
        yield LARGE
        token.cancel()
        yield LARGE

    with pytest.raises(Cancelled):
        add_evidence(
            world.backend, world.actor(Role.AGENT), world.case().id, "x", pieces(), room=room, token=token
        )
    assert stored(folder) == []


def test_a_disk_without_room_is_known_before_anything_is_written(world: World, folder: Path) -> None:
    class Small(FolderVault):
        def free(self) -> int:
            return len(LARGE)

    pieces = megabytes(3)
    room = Room(Small(folder, files.KEY), files.GUARD)
    agent, size = world.actor(Role.AGENT), len(LARGE)
    with pytest.raises(StoreTrouble, match="MB are needed"):
        add_evidence(world.backend, agent, world.case().id, "x", pieces, room=room, size=size)
    assert (stored(folder), len(list(pieces))) == ([], 3)


def test_saving_and_verifying_tell_how_many_bytes_are_done(world: World, room: Room, tmp_path: Path) -> None:
    agent, told = world.actor(Role.AGENT), list[tuple[int, int | None]]()
    evidence = add(world, world.case().id, LARGE, room=room).evidence

    def tell(done: int, total: int | None) -> None:
        told.append((done, total))

    export_evidence(world.backend, agent, evidence.id, tmp_path / "out", room=room, progress=tell)
    assert told[-1] == (len(LARGE), len(LARGE))
    told.clear()
    verify_evidence(world.backend, agent, room=room, progress=tell)
    assert told[-1] == (len(LARGE), len(LARGE))


def test_saving_can_be_stopped_and_then_nothing_stands_there(
    world: World, room: Room, tmp_path: Path
) -> None:
    evidence, token = add(world, world.case().id, LARGE, room=room).evidence, Token()
    with pytest.raises(Cancelled):
        export_evidence(
            world.backend,
            world.actor(Role.AGENT),
            evidence.id,
            tmp_path / "out",
            room=room,
            progress=lambda _done, _total: token.cancel(),
            token=token,
        )
    assert not [f for f in tmp_path.iterdir() if "out" in f.name]
    assert links(world, evidence.id) == [Custody.TAKEN_IN]
