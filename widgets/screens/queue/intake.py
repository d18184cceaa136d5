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
from console.evidence.records_files import MAX_FILE
from console.evidence.room import Room
from console.evidence.rules import watched
from console.messages.actions import withdraw_message
from console.messages.mail_actions import take_mail
from console.messages.mailbox import MailFile, Outcome, take_all
from console.messages.records import Taken as TakenMail
from console.messages.rules import MAIL_ENDINGS, MAILBOX_ENDINGS
from console.progress import Progress, Tally, Token
from console.words import N_, _, listed, n_
from widgets.kit.dropzone import Dropped
from widgets.kit.folders import Gathered, gather, needs_gathering, passed_words
from widgets.kit.progress_files import FilesProgress
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
    size = size_of(thing.path) if thing.path else len(thing.data or b"")

    def chunks() -> Iterator[bytes]:
        pieces: Iterable[bytes] = chunks_of(thing.path) if thing.path else [thing.data or b""]
        return watched(pieces, token, Tally(progress, size).add)

    if is_box(thing):
        return _take_box(backend, actor, case_id, MailFile(thing.name, chunks), room, token)
    if is_mail(thing) and size <= MAX_FILE:
        try:
            return take_mail(backend, actor, case_id, thing.name, chunks(), room=room)
        except Invalid:
            token.check()
    return add_evidence(backend, actor, case_id, thing.name, chunks(), room=room, size=size, token=token)


def _take_box(
    backend: Backend[Any], actor: Actor, case_id: int, file: MailFile, room: Room, token: Token
) -> TakenBox:
    new: list[TakenMail] = []

    def took(taken: TakenMail) -> None:
        if taken.is_new:
            new.append(taken)

    outcome = take_all(backend, actor, [file], room=room, case_id=case_id, took=took, token=token)
    return TakenBox(new, outcome)


def _of_box(thing: Dropped, outcome: Outcome) -> list[str]:
    """Return what is to be said of a file of many mails."""
    said = []
    if outcome.known:
        words = n_("{n} mail was known.", "{n} mails were known.", outcome.known, n=number(outcome.known))
        said.append(f"{thing.name}: {words}")
    return said + [f"{problem.name}: {problem.refused.text()}" for problem in outcome.problems[:MOST_TOLD]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A thing that is to be taken in on a case."""

    case_id: int
    thing: Dropped


class Intake(QObject):
    """Takes things in; `changed()` after each, `said(text)` for what could not be taken."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.shown = FilesProgress()
        self._waiting: list[Waiting] = []
        self._left: list[Waiting] = []
        self._running = False
        self._done = 0
        self._undone: list[Step] = []
        self._problems: list[str] = []

    @property
    def can_try_again(self) -> bool:
        """Whether something was not taken in that could be tried once more."""
        return bool(self._left)

    def take(self, case_id: int, things: Sequence[Dropped]) -> None:
        """Take `things` in on a case, after those that wait."""
        self._begin([Waiting(case_id, thing) for thing in things])

    def try_again(self) -> None:
        """Take in once more what could not be, or was stopped."""
        if not self._running:
            self._begin(self._left)

    def _begin(self, more: Sequence[Waiting]) -> None:
        self._waiting += more
        if not self._running:
            self._problems, self._undone, self._left, self._done = [], [], [], 0
            self.said.emit("")
            self._next()

    def _next(self) -> None:
        self._running = bool(self._waiting)
        if not self._waiting:
            self._finish()
            return
        one = self._waiting.pop(0)
        if one.thing.path is not None and needs_gathering(one.thing.path):
            self._look_into(one, one.thing.path)
        else:
            self._take_one(one)

    def _look_into(self, one: Waiting, folder: Path) -> None:
        """Take the files of a folder next, and say what of it was passed over."""

        def found(inside: Gathered) -> None:
            self._waiting[:0] = [Waiting(one.case_id, Dropped(path.name, path=path)) for path in inside.files]
            self._problems += [words] if (words := passed_words(one.thing.name, inside)) else []
            self._next()

        job = self._desk.jobs.read(
            partial(gather, folder),
            owner=self,
            done=found,
            cancelled=partial(self._stopped, one),
            failed=lambda _crash: self._refused(one, Refused(NOT_TAKEN)),
        )
        self.shown.begin_file(_("Looking into {name}", name=one.thing.name), job.cancel)

    def _take_one(self, one: Waiting) -> None:
        desk = self._desk
        room = Room(desk.vault, desk.guard)
        job = desk.jobs.read(
            partial(take_in, desk.backend, desk.actor, one.case_id, one.thing, room),
            owner=self,
            done=partial(self._taken, one),
            refused=partial(self._refused, one),
            cancelled=partial(self._stopped, one),
            failed=lambda _crash: self._refused(one, Refused(NOT_TAKEN)),
            progress=self.shown.step,
        )
        files = self._done + 1 + len(self._waiting)
        words = _words(one.thing, self._done + 1, files)
        self.shown.begin_file(words, job.cancel, before=self._done, files=files)

    def _taken(self, one: Waiting, taken: Taken) -> None:
        if isinstance(taken, TakenBox):
            self._undone += [step(withdraw_message, mail.message.id) for mail in taken.mails]
            self._problems += _of_box(one.thing, taken.outcome)
        elif not taken.is_new:
            self._problems.append(f"{one.thing.name}: {_(N_('The case has this file already.'))}")
        elif isinstance(taken, TakenMail):
            self._undone.append(step(withdraw_message, taken.message.id))
        else:
            self._undone.append(step(withdraw_evidence, taken.evidence.id))
        self._done += 1
        self.changed.emit()
        self._next()

    def _refused(self, one: Waiting, refusal: Refused) -> None:
        self._problems.append(f"{one.thing.name}: {refusal.text()}")
        self._left.append(one)
        self._done += 1
        self._next()

    def _stopped(self, one: Waiting) -> None:
        """Leave what was being taken in and all that waits, and say which."""
        left = [one, *self._waiting]
        self._waiting.clear()
        self._left += left
        names = listed([waiting.thing.name for waiting in left])
        self._problems.append(_("Stopped. Not taken in: {names}.", names=names))
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


def _words(thing: Dropped, nth: int, files: int) -> str:
    if files == 1:
        return _("Taking in {name}", name=thing.name)
    return _("Taking in {name}, {n} of {files}", name=thing.name, n=number(nth), files=number(files))
