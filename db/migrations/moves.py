"""What a revision must tell older rows that no statement can say: made by the console's own rules.

Only plain questions and statements stand here: the rows of today may not be those of the revision.
"""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, text

from console.evidence.records_files import Address
from console.messages.records import MailHead
from console.messages.threads import Gathering, references_of, topic_of
from db.base import from_microseconds

MAILS = text(
    "SELECT id, case_id, at, subject, people, message_id, answers FROM message "
    "WHERE subject IS NOT NULL ORDER BY case_id, id"
)
THREADED = text("UPDATE message SET topic = :topic, thread_id = :thread WHERE id = :id")
REFERRED = text("INSERT INTO message_reference (message_id, reference) VALUES (:id, :reference)")


def thread_mails(connection: Connection) -> None:
    """Sort the e-mails of each case into threads, as if they came today."""
    mails = connection.execute(MAILS).all()
    for _case, of_case in groupby(mails, key=lambda mail: mail.case_id):
        for change, references in _threads([(mail.id, _head(mail), _at(mail)) for mail in of_case]):
            connection.execute(THREADED, change)
            if references:
                connection.execute(REFERRED, [{"id": change["id"], "reference": r} for r in references])


def _threads(
    mails: list[tuple[int, MailHead, datetime]],
) -> Iterator[tuple[dict[str, Any], tuple[str, ...]]]:
    gathering = Gathering()
    for _key, head, at in mails:
        gathering.add(head, at)
    for number, (key, head, _at) in enumerate(mails):
        thread = mails[gathering.thread_of(number)][0]
        yield {"id": key, "topic": topic_of(head.subject).text, "thread": thread}, references_of(head)


def _at(mail: Any) -> datetime:  # a row of MAILS
    return from_microseconds(mail.at)


def _head(mail: Any) -> MailHead:  # a row of MAILS
    people = json.loads(mail.people or "{}")
    senders, to, cc = (tuple(Address(**p) for p in people.get(n, ())) for n in ("senders", "to", "cc"))
    answers = tuple(json.loads(mail.answers or "[]"))
    return MailHead(mail.subject, senders, to, cc, message_id=mail.message_id, answers=answers)


MOVES: dict[str, tuple[Callable[[Connection], None], ...]] = {"0002": (thread_mails,)}


def move(connection: Connection, revision: str) -> None:
    """Tell the older rows what `revision` wants of them."""
    for step in MOVES.get(revision, ()):
        step(connection)
