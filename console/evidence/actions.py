"""The verbs: add, look, open, export, verify, withdraw. Files come in as chunks of bytes, never as paths."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from console.access import Actor
from console.actions import action, query
from console.audit import Fact
from console.backend import Backend
from console.cases.records import EntryKind
from console.errors import Conflict, StoreTrouble
from console.evidence.files import Unfinished
from console.evidence.records import (
    Checked,
    Custody,
    CustodyEntry,
    Damage,
    Damaged,
    Evidence,
    Inspected,
    NewEvidence,
    Opened,
    Source,
    Taken,
)
from console.evidence.room import Room, checked, damage_of, looked_at
from console.evidence.rules import watched
from console.evidence.store import NotAsTakenInError, Opener, Work
from console.progress import Progress, Tally, Token, silent
from console.words import N_

ALREADY_WITHDRAWN = N_("The file was withdrawn already.")
NOT_WITHDRAWN = N_("The file is not withdrawn.")


@query("evidence:inspect")
def inspect_file(
    backend: Backend[Work], actor: Actor, name: str, chunks: Iterable[bytes], size: int, *, guard: Opener
) -> Inspected:
    """Return how a file of `size` bytes would be treated; nothing is kept."""
    return looked_at(guard, name, chunks, size)


@action("evidence:record", tag="evidence:taken-in")
def add_evidence(
    backend: Backend[Work],
    actor: Actor,
    case_id: int,
    name: str,
    chunks: Iterable[bytes],
    *,
    room: Room,
    declared_type: str = "",
    size: int = 0,
    token: Token | None = None,
) -> Taken:
    """Keep a file on a case, byte for byte, and return it; a file that the case has is not kept twice.

    Bytes that another case has already are shared with it; each has its own custody.
    `size`, where it is known, is asked of the disk beforehand. Undone by `withdraw_evidence`.
    Raises: Invalid, NotFound, StoreTrouble, Cancelled; then nothing is kept.
    """
    with room.receiving() as receiving:
        received = receiving.take(name, chunks, declared_type=declared_type, size=size, token=token)
        with backend.begin() as work:
            work.cases.get(case_id)
            known = work.evidence.by_hash(case_id, received.sha256)
            if known is not None and known.withdrawn_at is None:
                work.custody.add(known.id, backend.now(), actor.operator_id, Custody.CAME_AGAIN)
                _record(work, actor, "evidence:came-again", known)
                return Taken(known, is_new=False)
            if known is not None:
                _set_withdrawn(work, backend, actor, known, withdrawn=False)
                return Taken(work.evidence.get(known.id), is_new=False)
            now = backend.now()
            new = NewEvidence(case_id, received, Source.OPERATOR, actor.operator_id, now)
            evidence = work.evidence.add(new)
            work.timeline.add(case_id, now, EntryKind.EVIDENCE, actor.operator_id, evidence.ref)
            _record(work, actor, "evidence:taken-in", evidence)
            kept = work.contents.of(evidence.id)
        if kept.sealed == received.content.sealed:  # else another case has these bytes already
            receiving.used(received)
        return Taken(evidence, is_new=True)


@query("evidence:read")
def evidence_of(backend: Backend[Work], actor: Actor, case_id: int) -> Sequence[Evidence]:
    """Return a case's evidence, oldest first, withdrawn ones marked."""
    with backend.read() as work:
        return work.evidence.of_case(case_id)


@query("evidence:read")
def also_on(backend: Backend[Work], actor: Actor, case_id: int) -> Mapping[int, Sequence[str]]:
    """Return the other cases that have the same file, by evidence of this one, to those who may see cases."""
    if not actor.may("case:read"):
        return {}
    with backend.read() as work:
        return work.evidence.also_on(case_id)


@query("evidence:read")
def thumbnails_of(backend: Backend[Work], actor: Actor, evidence_ids: Iterable[int]) -> Mapping[int, bytes]:
    """Return the small pictures (PNG) of those files that have one; seeing them is no custody entry."""
    with backend.read() as work:
        return work.contents.thumbnails(evidence_ids)


@query("evidence:read")
def custody_of(backend: Backend[Work], actor: Actor, evidence_id: int) -> Sequence[CustodyEntry]:
    """Return a file's chain of custody, oldest first."""
    with backend.read() as work:
        return work.custody.of(evidence_id)


@action("evidence:read", tag="evidence:viewed")
def open_evidence(backend: Backend[Work], actor: Actor, evidence_id: int, *, room: Room) -> Opened:
    """Return a file as the guarded child shows it, seen on record. Raises: NotFound, StoreTrouble."""
    with backend.begin() as work:
        evidence, content = work.evidence.get(evidence_id), work.contents.of(evidence_id)
        work.custody.add(evidence_id, backend.now(), actor.operator_id, Custody.VIEWED)
        _record(work, actor, "evidence:viewed", evidence)
    try:
        inspection = room.guard.inspect(room.read(content), evidence.size, evidence.name, closely=True)
    except NotAsTakenInError:
        raise _damaged() from None
    return Opened(evidence, inspection)


@action("evidence:read", tag="evidence:exported")
def export_evidence(
    backend: Backend[Work],
    actor: Actor,
    evidence_id: int,
    target: Path,
    *,
    room: Room,
    progress: Progress = silent,
    token: Token | None = None,
) -> Evidence:
    """Save the original at `target`, checked against its hash; custody says who took it out.

    Raises: Invalid, NotFound, StoreTrouble, Cancelled; then nothing stands at `target`.
    """
    with backend.read() as work:
        evidence, content = work.evidence.get(evidence_id), work.contents.of(evidence_id)
    file = Unfinished(target)
    chunks = watched(room.read(content), token, Tally(progress, evidence.size).add)
    try:
        file.check_room(evidence.size)
        file.write(checked(chunks, evidence.sha256))
        with backend.begin() as work:
            work.custody.add(evidence_id, backend.now(), actor.operator_id, Custody.EXPORTED)
            _record(work, actor, "evidence:exported", evidence)
        file.finish()
    except NotAsTakenInError:
        raise _damaged() from None
    finally:
        file.discard()
    return evidence


@action("evidence:verify", tag="evidence:verified")
def verify_evidence(
    backend: Backend[Work],
    actor: Actor,
    case_id: int | None = None,
    *,
    room: Room,
    progress: Progress = silent,
    token: Token | None = None,
) -> Checked:
    """Re-hash the files of a case, or all there are, and say which are not as they were taken in.

    `progress` is told in bytes. Raises: Cancelled; then nothing is noted.
    """
    with backend.read() as work:
        ids = work.evidence.ids(case_id)
        tally = Tally(progress, sum(work.evidence.get(evidence_id).size for evidence_id in ids))
    found: dict[int, Damage | None] = {}
    seen: dict[str, Damage | None] = {}  # by name: what cases share is hashed once
    for evidence_id in ids:
        if token is not None:
            token.check()
        with backend.read() as work:
            evidence, content = work.evidence.get(evidence_id), work.contents.of(evidence_id)
        name = content.sealed.name if content.sealed else f"evidence:{evidence_id}"
        if name in seen:
            tally.add(evidence.size)
        else:
            seen[name] = damage_of(watched(room.read(content), token, tally.add), evidence.sha256)
        found[evidence_id] = seen[name]
    return _keep_checked(backend, actor, case_id, found)


def _keep_checked(
    backend: Backend[Work], actor: Actor, case_id: int | None, found: Mapping[int, Damage | None]
) -> Checked:
    damaged = []
    with backend.begin() as work:
        now = backend.now()
        for evidence_id, damage in found.items():
            work.evidence.mark_checked(evidence_id, now, damage)
            what = Custody.VERIFIED if damage is None else Custody.FOUND_DAMAGED
            work.custody.add(evidence_id, now, actor.operator_id, what)
            if damage is not None:
                evidence = work.evidence.get(evidence_id)
                case_no = work.cases.get(evidence.case_id).no
                damaged.append(Damaged(evidence_id, case_no, evidence.sha256, damage))
        stream = "evidence" if case_id is None else f"case:{case_id}"
        facts: dict[str, Fact] = {"files": len(found), "damaged": len(damaged)}
        work.audit.record(actor, "evidence:verified", stream=stream, subject=stream, facts=facts)
    return Checked(len(found) - len(damaged), tuple(damaged))


@action("evidence:record", tag="evidence:withdrawn")
def withdraw_evidence(backend: Backend[Work], actor: Actor, evidence_id: int) -> Evidence:
    """Mark a file withdrawn within its case; it stays. Undone by `restore_evidence`. Raises: Conflict."""
    with backend.begin() as work:
        evidence = work.evidence.get(evidence_id)
        if evidence.withdrawn_at is not None:
            raise Conflict(ALREADY_WITHDRAWN)
        _set_withdrawn(work, backend, actor, evidence, withdrawn=True)
        return work.evidence.get(evidence_id)


@action("evidence:record", tag="evidence:restored")
def restore_evidence(backend: Backend[Work], actor: Actor, evidence_id: int) -> Evidence:
    """Take the mark of a withdrawn file away. Undone by `withdraw_evidence`. Raises: Conflict, NotFound."""
    with backend.begin() as work:
        evidence = work.evidence.get(evidence_id)
        if evidence.withdrawn_at is None:
            raise Conflict(NOT_WITHDRAWN)
        _set_withdrawn(work, backend, actor, evidence, withdrawn=False)
        return work.evidence.get(evidence_id)


def _set_withdrawn(
    work: Work, backend: Backend[Work], actor: Actor, evidence: Evidence, *, withdrawn: bool
) -> None:
    now = backend.now()
    work.evidence.mark_withdrawn(evidence.id, now if withdrawn else None)
    work.timeline.withdraw(evidence.ref, now if withdrawn else None)
    what = Custody.WITHDRAWN if withdrawn else Custody.RESTORED
    work.custody.add(evidence.id, now, actor.operator_id, what)
    _record(work, actor, "evidence:withdrawn" if withdrawn else "evidence:restored", evidence)


def _record(work: Work, actor: Actor, tag: str, evidence: Evidence) -> None:
    stream = f"case:{evidence.case_id}"
    facts: dict[str, Fact] = {"sha256": evidence.sha256, "size": evidence.size}
    work.audit.record(actor, tag, stream=stream, subject=evidence.ref, facts=facts)


def _damaged() -> StoreTrouble:
    return StoreTrouble(
        N_("The file that is kept is not the one that was taken in. Restore it from the last backup.")
    )
