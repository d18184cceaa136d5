"""Files and mails dropped, pasted or chosen: taken in one after the other, off the window's thread."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from console.access import Actor
from console.backend import Backend
from console.errors import Invalid, Refused
from console.evidence.actions import add_evidence, withdraw_evidence
from console.evidence.files import chunks_of, size_of
from console.evidence.records import Taken as TakenFile
from console.evidence.room import Room
from console.messages.actions import withdraw_message
from console.messages.mail_actions import take_mail
from console.messages.mailbox import MailFile, Outcome, take_all
from console.messages.records import Taken as TakenMail
from console.messages.rules import MAIL_ENDINGS, MAILBOX_ENDINGS
from console.progress import Progress, Token
from console.words import N_, _, listed, n_
from widgets.kit.dropzone import Dropped
from widgets.kit.folders import Gathered, gather, needs_gathering, passed_words
from widgets.kit.progress import Progress as Shown
from widgets.kit.wording import number
from widgets.screens.desk import Desk
from widgets.screens.queue.verbs import Step, step

MOST_TOLD = 10  # refused mails of one file that are named
NOT_TAKEN = N_("It could not be taken in.")


@dataclass(frozen=True, slots=True)
class TakenBox:
    """What a file of many mails brought; those that are new can be taken back together."""

    mails: Sequence[TakenMail]
    outcome: Outcome


Taken = TakenFile | TakenMail | TakenBox


def is_mail(thing: Dropped) -> bool:
    """Tell whether a thing is taken in as an e-mail."""
    return thing.name.lower().endswith(MAIL_ENDINGS)


def is_box(thing: Dropped) -> bool:
    """Tell whether a thing is taken in as many e-mails."""
    return thing.name.lower().endswith(MAILBOX_ENDINGS)


def take_in(
    backend: Backend[Any],
    actor: Actor,
    case_id: int,
    thing: Dropped,
    room: Room,
    *,
    progress: Progress,
    token: Token,
) -> Taken:
    """Keep one thing on a case: a mail as a message, anything else, and no real mail, as a file."""

    def chunks() -> Iterator[bytes]:
        return _watched(thing, progress, token)

    if is_box(thing):
        return _take_box(backend, actor, case_id, MailFile(thing.name, chunks), room, token)
    if is_mail(thing):
        try:
            return take_mail(backend, actor, case_id, thing.name, chunks(), room=room)
        except Invalid:
            token.check()
    return add_evidence(backend, actor, case_id, thing.name, chunks(), room=room)


def _take_box(
    backend: Backend[Any], actor: Actor, case_id: int, file: MailFile, room: Room, token: Token
) -> TakenBox:
    new: list[TakenMail] = []

    def took(taken: TakenMail) -> None:
        if taken.is_new:
            new.append(taken)

    outcome = take_all(backend, actor, [file], room=room, case_id=case_id, took=took, token=token)
    return TakenBox(new, outcome)


def _watched(thing: Dropped, progress: Progress, token: Token) -> Iterator[bytes]:
    """Give the bytes, saying how far they are, and stop where one wants to."""
    total = size_of(thing.path) if thing.path else len(thing.data or b"")
    pieces: Iterable[bytes] = chunks_of(thing.path) if thing.path else [thing.data or b""]
    done = 0
    for piece in pieces:
        token.check()
        yield piece
        done += len(piece)
        progress(done, total)


def _of_box(thing: Dropped, outcome: Outcome) -> list[str]:
    """Return what is to be said of a file of many mails."""
    said = []
    if outcome.known:
        words = n_("{n} mail was known.", "{n} mails were known.", outcome.known, n=number(outcome.known))
        said.append(f"{thing.name}: {words}")
    return said + [f"{problem.name}: {problem.refused.text()}" for problem in outcome.problems[:MOST_TOLD]]


class Intake(QObject):
    """Takes things in; `changed()` after each, `said(text)` for what could not be taken."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.shown = Shown()
        self._waiting: list[tuple[int, Dropped]] = []
        self._running = False
        self._undone: list[Step] = []
        self._problems: list[str] = []

    def take(self, case_id: int, things: Sequence[Dropped]) -> None:
        """Take `things` in on a case, after those that wait."""
        self._waiting += [(case_id, thing) for thing in things]
        if not self._running:
            self._problems, self._undone = [], []
            self.said.emit("")
            self._next()

    def _next(self) -> None:
        self._running = bool(self._waiting)
        if not self._waiting:
            self._finish()
            return
        case_id, thing = self._waiting.pop(0)
        if thing.path is not None and needs_gathering(thing.path):
            self._look_into(case_id, thing, thing.path)
        else:
            self._take_one(case_id, thing)

    def _look_into(self, case_id: int, thing: Dropped, folder: Path) -> None:
        """Take the files of a folder next, and say what of it was passed over."""

        def found(inside: Gathered) -> None:
            self._waiting[:0] = [(case_id, Dropped(path.name, path=path)) for path in inside.files]
            self._problems += [words] if (words := passed_words(thing.name, inside)) else []
            self._next()

        job = self._desk.jobs.read(
            partial(gather, folder),
            owner=self,
            done=found,
            cancelled=partial(self._stopped, thing),
            failed=lambda _crash: self._refused(thing, Refused(NOT_TAKEN)),
        )
        self.shown.begin(_("Looking into {name}", name=thing.name), job.cancel)

    def _take_one(self, case_id: int, thing: Dropped) -> None:
        desk = self._desk
        room = Room(desk.vault, desk.guard)
        job = desk.jobs.read(
            partial(take_in, desk.backend, desk.actor, case_id, thing, room),
            owner=self,
            done=partial(self._taken, thing),
            refused=partial(self._refused, thing),
            cancelled=partial(self._stopped, thing),
            failed=lambda _crash: self._refused(thing, Refused(NOT_TAKEN)),
            progress=self.shown.step,
        )
        self.shown.begin(_("Taking in {name}", name=thing.name), job.cancel)

    def _taken(self, thing: Dropped, taken: Taken) -> None:
        if isinstance(taken, TakenBox):
            self._undone += [step(withdraw_message, mail.message.id) for mail in taken.mails]
            self._problems += _of_box(thing, taken.outcome)
        elif not taken.is_new:
            self._problems.append(f"{thing.name}: {_(N_('The case has this file already.'))}")
        elif isinstance(taken, TakenMail):
            self._undone.append(step(withdraw_message, taken.message.id))
        else:
            self._undone.append(step(withdraw_evidence, taken.evidence.id))
        self.changed.emit()
        self._next()

    def _refused(self, thing: Dropped, refusal: Refused) -> None:
        self._problems.append(f"{thing.name}: {refusal.text()}")
        self._next()

    def _stopped(self, thing: Dropped) -> None:
        """Leave what was being taken in and all that waits, and say which."""
        left = [thing.name, *(waiting.name for _case_id, waiting in self._waiting)]
        self._waiting.clear()
        self._problems.append(_("Stopped. Not taken in: {names}.", names=listed(left)))
        self._next()

    def _finish(self) -> None:
        self.shown.end()
        self.said.emit("\n".join(self._problems))
        count = len(self._undone)
        if count:
            words = _(N_("Taken in")) if count == 1 else _("{n} things taken in", n=number(count))
            self._desk.undo.offer(words, partial(self._take_back, self._undone))

    def _take_back(self, steps: Sequence[Step]) -> None:
        for each in steps:
            self._desk.write(each.fn, *each.args, owner=self, done=self._tell_changed)
        self._desk.undo.tell(_(N_("Taken back")))

    def _tell_changed(self, _answer: object) -> None:
        self.changed.emit()
