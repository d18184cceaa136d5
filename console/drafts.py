"""What somebody is typing, kept while he types: a crash takes half a second of it at most.

One draft an operator, subject ("case:12", "account:5") and field ("reply", "decision"). It is personal data
of its subject and lies in the encrypted store alone. That a draft was begun, and that it went, stands in the
audit trail; each save in between does not.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from console.access import Actor
from console.actions import action, query
from console.audit import Trail
from console.backend import Backend
from console.errors import Invalid
from console.holdings import DataClass, declare
from console.words import N_

LONGEST = 500_000


HOLDING = declare("drafts", {"draft": {"text": DataClass.DRAFT}})


@dataclass(frozen=True, slots=True)
class Draft:
    """One unfinished text of one operator."""

    subject: str
    field: str
    text: str
    saved_at: datetime

    def __repr__(self) -> str:
        return f"Draft({self.subject!r}, {self.field!r})"  # its text is nobody's business in a log


class Drafts(Protocol):
    """Drafts by operator."""

    def put(self, operator_id: int, draft: Draft) -> bool:
        """Keep a draft in place of the one before; tell whether it is a new one."""
        ...

    def get(self, operator_id: int, subject: str, field: str) -> Draft | None:
        """Return a draft, None where there is none."""
        ...

    def of_subject(self, operator_id: int, subject: str) -> Sequence[Draft]:
        """Return an operator's drafts about a subject."""
        ...

    def drop(self, operator_id: int, subject: str, field: str) -> bool:
        """Forget a draft; tell whether there was one."""
        ...


class Work(Protocol):
    """The stores that drafts need together."""

    @property
    def drafts(self) -> Drafts:
        """Drafts."""
        ...

    @property
    def audit(self) -> Trail:
        """The trail."""
        ...


@action("draft:keep", tag="draft:begun")
def save_draft(backend: Backend[Work], actor: Actor, subject: str, field: str, text: str) -> datetime:
    """Keep what is typed so far, return when; an empty text forgets the draft. Raises: Invalid."""
    check_draft(text)
    with backend.begin() as work:
        now = backend.now()
        if not text:
            _dropped(work, actor, subject, field)
        elif work.drafts.put(actor.operator_id, Draft(subject, field, text, now)):
            _record(work, actor, "draft:begun", subject, field)
        return now


@query("draft:keep")
def read_draft(backend: Backend[Work], actor: Actor, subject: str, field: str) -> Draft | None:
    """Return the operator's own draft, None where there is none."""
    with backend.read() as work:
        return work.drafts.get(actor.operator_id, subject, field)


@query("draft:keep")
def drafts_about(backend: Backend[Work], actor: Actor, subject: str) -> Sequence[Draft]:
    """Return the operator's own drafts about a subject, by field."""
    with backend.read() as work:
        return work.drafts.of_subject(actor.operator_id, subject)


@action("draft:keep", tag="draft:dropped")
def drop_draft(backend: Backend[Work], actor: Actor, subject: str, field: str) -> bool:
    """Forget a draft, as after it was recorded; tell whether there was one."""
    with backend.begin() as work:
        return _dropped(work, actor, subject, field)


def _dropped(work: Work, actor: Actor, subject: str, field: str) -> bool:
    was_there = work.drafts.drop(actor.operator_id, subject, field)
    if was_there:
        _record(work, actor, "draft:dropped", subject, field)
    return was_there


def _record(work: Work, actor: Actor, tag: str, subject: str, field: str) -> None:
    stream = f"operator:{actor.operator_id}"
    work.audit.record(actor, tag, stream=stream, subject=subject, facts={"field": field})


def check_draft(text: str) -> None:
    """Refuse what no store can keep. Raises: Invalid."""
    if len(text) > LONGEST:
        raise Invalid(N_("The text is longer than {most} characters. Add it as a file."), most=LONGEST)
    if "\0" in text or not _is_whole(text):
        raise Invalid(N_("The text holds characters that no store can keep."))


def _is_whole(text: str) -> bool:
    """Tell whether every surrogate has its partner, so that the text can be written as UTF-8."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
