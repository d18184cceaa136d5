"""Many mails at once, from files of one or of many: sorted into threads, matched with cases, taken in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from console.access import Actor
from console.backend import Backend
from console.cases.records import CaseFile
from console.errors import Invalid, Refused
from console.evidence.labels import REASON
from console.evidence.records_files import MAX_FILE, Mail, Reason
from console.messages.mail_actions import case_of_mail, take_mail
from console.messages.records import Taken
from console.messages.rules import head_of, is_mailbox
from console.messages.store import Room, Work
from console.messages.threads import Gathering
from console.progress import Token
from console.words import N_, _

BATCH, BATCH_BYTES = 64, 2 * 1024 * 1024
CANNOT_READ = N_("{file} cannot be read as an e-mail: {why}")


@dataclass(frozen=True, slots=True)
class MailFile:
    """A file that holds mails. `chunks` gives its bytes, each time from the beginning."""

    name: str
    chunks: Callable[[], Iterable[bytes]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class OneMail:
    """One mail as it came: a file, or its exact piece of a file of mails. `reason`: why it cannot be had."""

    name: str
    chunks: Callable[[], Iterable[bytes]] = field(repr=False)
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A mail that was not taken in, and why."""

    name: str
    refused: Refused


@dataclass(slots=True)
class Outcome:
    """What became of many mails. `taken` holds those that were new, `threads` the threads of all on cases."""

    taken: int = 0
    known: int = 0
    threads: set[int] = field(default_factory=set)
    unmatched: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def mails_of(file: MailFile, room: Room) -> Iterator[OneMail]:
    """Return the mails in one file: itself, or each of a file of many."""
    chunks = iter(file.chunks())
    first = next(chunks, b"")
    if not is_mailbox(file.name, first):
        yield OneMail(file.name, file.chunks)
        return
    for piece in room.pieces(chain([first], chunks)):
        name = f"{file.name}-{piece.number:05d}.eml"
        yield OneMail(name, _given(piece.data), piece.reason)


def _given(data: bytes) -> Callable[[], Iterable[bytes]]:
    return lambda: [data]


def take_all(
    backend: Backend[Work],
    actor: Actor,
    files: Sequence[MailFile],
    *,
    room: Room,
    case_id: int | None = None,
    took: Callable[[Taken], object] = lambda _taken: None,
    token: Token | None = None,
) -> Outcome:
    """Take every mail of `files` in: on the case named, else each thread on the case of one of its mails.

    One that is refused, or finds no case, does not hinder the others.
    """
    matched = _Matched() if case_id is not None else _matched(backend, actor, files, room)
    outcome = Outcome()
    for number, one in enumerate(_all(files, room, outcome)):
        if token is not None:
            token.check()
        found = case_id or matched.cases.get(number)
        reason = one.reason or matched.reasons.get(number)
        if reason is None and found is None:
            outcome.unmatched.append(one.name)
            continue
        try:
            taken = _taken(backend, actor, one, found, reason, room)
        except Refused as refused:
            outcome.problems.append(Problem(one.name, refused))
            continue
        outcome.taken, outcome.known = outcome.taken + taken.is_new, outcome.known + (not taken.is_new)
        outcome.threads.add(taken.message.thread_id or 0)
        took(taken)
    return outcome


def _taken(
    backend: Backend[Work], actor: Actor, one: OneMail, case_id: int | None, reason: Reason | None, room: Room
) -> Taken:
    if reason is not None or case_id is None:
        raise unreadable(one.name, reason or Reason.DAMAGED)
    return take_mail(backend, actor, case_id, one.name, one.chunks(), room=room)


def unreadable(name: str, reason: Reason) -> Invalid:
    """Return the refusal of a mail that cannot be read."""
    return Invalid(CANNOT_READ, file=name, why=_(REASON[reason]))


def _all(files: Iterable[MailFile], room: Room, outcome: Outcome | None = None) -> Iterator[OneMail]:
    """Return the mails of all files; a file that cannot be read is told in `outcome` and passed over."""
    for file in files:
        refused: Refused | None = unreadable(file.name, Reason.UNSUPPORTED)  # unless there is a mail in it
        try:
            for one in mails_of(file, room):
                refused = None
                yield one
        except Refused as error:
            refused = error
        if refused is not None and outcome is not None:
            outcome.problems.append(Problem(file.name, refused))


@dataclass(slots=True)
class _Matched:
    """The case of each mail, and why some cannot be read, by their numbers among all."""

    cases: dict[int, int] = field(default_factory=dict)
    reasons: dict[int, Reason] = field(default_factory=dict)


def _matched(backend: Backend[Work], actor: Actor, files: Sequence[MailFile], room: Room) -> _Matched:
    """Return the case of each mail: its own, else that of its thread."""
    matched = _Matched()
    gathering = Gathering()
    own: dict[int, CaseFile] = {}
    count = 0
    for mail in _read(_all(files, room), room):
        if isinstance(mail, Mail):
            gathering.add(head_of(mail), mail.sent_at or backend.now())
            case = case_of_mail(backend, actor, mail)
            own |= {count: case} if case is not None else {}
        else:
            gathering.add_none()
            matched.reasons[count] = mail
        count += 1
    by_thread: dict[int, int] = {}
    for number, case in own.items():
        by_thread.setdefault(gathering.thread_of(number), case.id)
    found = {n: own[n].id if n in own else by_thread.get(gathering.thread_of(n)) for n in range(count)}
    matched.cases = {number: case_id for number, case_id in found.items() if case_id is not None}
    return matched


def _read(mails: Iterable[OneMail], room: Room) -> Iterator[Mail | Reason]:
    """Return the mails read, without their files, in their order; some at a time."""
    for batch in _batches(mails):
        there = [data for data in batch if data is not None]
        read = iter(room.heads(there) if there else ())
        for data in batch:
            yield Reason.TOO_LARGE if data is None else next(read)


def _batches(mails: Iterable[OneMail]) -> Iterator[list[bytes | None]]:
    batch: list[bytes | None] = []
    size = 0
    for one in mails:
        data = _whole(one)
        if batch and (len(batch) >= BATCH or size + len(data or b"") > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(data)
        size += len(data or b"")
    if batch:
        yield batch


def _whole(one: OneMail) -> bytes | None:
    """Return a mail's bytes, None where it cannot be had or is longer than any that is read."""
    if one.reason is not None:
        return None
    data = bytearray()
    for chunk in one.chunks():
        data += chunk
        if len(data) > MAX_FILE:
            return None
    return bytes(data)
