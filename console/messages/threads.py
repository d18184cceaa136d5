"""Pure questions about threads: which mails answer which, by their headers, else by subject and people."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.evidence.records_files import Address
from console.messages.records import MailHead, Message

FAR_APART = timedelta(days=30)  # beyond that an equal subject means nothing
LONGEST_TOPIC = 200
LONGEST_REFERENCE = 300
_ANSWERING = re.compile(
    r"^\s*(?:(?:re|aw|sv|vs|antw|odp|ynt|ref|rif|fw|fwd|wg|tr|rv|enc|vl|vb|i|r|回复|回覆|答复|答覆|转发|轉寄|転送|返信"
    r"|답장|회신|전달)(?:\s?[\[(]\d{1,3}[\])]|\^\d{1,3})?\s?[:：]|\[[^\]]{1,60}\])\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a subject is about, without the marks of answers; `is_answer` where it had one."""

    text: str
    is_answer: bool


def topic_of(subject: str) -> Topic:
    """Return what a subject is about: "Re: Box" and "AW: box" are about the same."""
    text, is_answer = unicodedata.normalize("NFKC", subject), False
    while found := _ANSWERING.match(text):
        is_answer = is_answer or not found[0].strip().startswith("[")
        text = text[found.end() :]
    return Topic(" ".join(text.split()).casefold()[:LONGEST_TOPIC], is_answer)


def references_of(head: MailHead) -> tuple[str, ...]:
    """Return the message-ids by which a mail hangs together with others: its own, and those it answers."""
    return tuple(dict.fromkeys(i[:LONGEST_REFERENCE] for i in (head.message_id, *head.answers) if i))


def hangs_together(head: MailHead, at: datetime, other: Message) -> bool:
    """Tell whether a mail and a kept one are of one thread.

    By headers; by subject only where the later of them names none, one of them says that it is an answer,
    each one's sender is among the people of the other, and they are at most 30 days apart.
    """
    if other.mail is None:
        return False
    if not set(references_of(head)).isdisjoint(references_of(other.mail)):
        return True
    later = head if at >= other.at else other.mail
    return not later.answers and about_the_same(head, at, other.mail, other.at)


def about_the_same(one: MailHead, one_at: datetime, two: MailHead, two_at: datetime) -> bool:
    """Tell whether two mails are of one thread by subject, people and time."""
    first, second = topic_of(one.subject), topic_of(two.subject)
    if not first.text or first.text != second.text or not (first.is_answer or second.is_answer):
        return False
    if abs(one_at - two_at) > FAR_APART:
        return False
    return _addresses(one.senders) <= _people(two) and _addresses(two.senders) <= _people(one)


def thread_among(head: MailHead, at: datetime, kept: Iterable[Message]) -> Sequence[int]:
    """Return the threads among `kept` that a mail belongs to, oldest first; it may join several."""
    return sorted({m.thread_id for m in kept if m.thread_id and hangs_together(head, at, m)})


def _people(head: MailHead) -> set[str]:
    return _addresses((*head.senders, *head.to, *head.cc))


def _addresses(people: Iterable[Address]) -> set[str]:
    return {p.address.casefold() or p.name.casefold() for p in people}


class Gathering:
    """Sorts mails that come one after the other into threads, before any of them is kept."""

    def __init__(self) -> None:
        self._thread: list[int] = []
        self._by_reference: dict[str, int] = {}
        self._by_topic: dict[str, list[int]] = {}
        self._heads: dict[int, tuple[MailHead, datetime]] = {}

    def add(self, head: MailHead, at: datetime) -> None:
        """Take the next mail."""
        number = len(self._thread)
        self._thread.append(number)
        for reference in references_of(head):
            self._join(number, self._by_reference.setdefault(reference, number))
        self._add_topic(number, head, at)

    def add_none(self) -> None:
        """Count a mail that cannot be read: it belongs to nothing."""
        self._thread.append(len(self._thread))

    def thread_of(self, number: int) -> int:
        """Return the first mail of the thread that a mail belongs to; both count from 0."""
        while self._thread[number] != number:
            self._thread[number] = self._thread[self._thread[number]]
            number = self._thread[number]
        return number

    def _add_topic(self, number: int, head: MailHead, at: datetime) -> None:
        topic = topic_of(head.subject).text
        if not topic:
            return
        alike = self._by_topic.setdefault(topic, [])
        for other in alike[-20:]:
            before, before_at = self._heads[other]
            later = head if at >= before_at else before
            if not later.answers and about_the_same(head, at, before, before_at):
                self._join(number, other)
        alike.append(number)
        self._heads[number] = (
            MailHead(head.subject, head.senders, head.to, head.cc, answers=head.answers),
            at,
        )

    def _join(self, one: int, two: int) -> None:
        first, second = sorted((self.thread_of(one), self.thread_of(two)))
        self._thread[second] = first
