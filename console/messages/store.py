"""What messages need kept, and who receives the files that come with them."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from console.audit import Trail
from console.cases.records import CaseFile, EntryKind
from console.evidence.records import Content, Custody, Evidence, NewEvidence, Received
from console.evidence.records_files import Mail, MailPiece, Reason
from console.messages.records import Message, NewMessage


class Messages(Protocol):
    """Messages by case; never changed."""

    def add(self, new: NewMessage) -> Message:
        """Keep a message and return it."""
        ...

    def get(self, message_id: int) -> Message:
        """Return one. Raises: NotFound."""
        ...

    def of_case(self, case_id: int) -> Sequence[Message]:
        """Return a case's messages by the moment they were said, withdrawn ones marked."""
        ...

    def of_original(self, evidence_id: int) -> Message | None:
        """Return the message of an e-mail by its original, None where there is none."""
        ...

    def sharing(self, references: Iterable[str], topic: str, case_id: int | None = None) -> Sequence[Message]:
        """Return e-mails that bear or answer one of these message-ids, or are about `topic`, newest first."""
        ...

    def join_thread(self, thread_id: int, into: int) -> None:
        """Make the messages of one thread part of another."""
        ...

    def bearers(self, evidence_id: int) -> Sequence[int]:
        """Return the ids of the messages that came with this file and are not withdrawn."""
        ...

    def mark_withdrawn(self, message_id: int, at: datetime | None) -> None:
        """Mark it withdrawn; None takes the mark away."""
        ...


class EvidenceFiles(Protocol):
    """Evidence, as far as e-mails bring it."""

    def add(self, new: NewEvidence) -> Evidence:
        """Put a received file on its case, with its bytes; custody begins in the same breath."""
        ...

    def get(self, evidence_id: int) -> Evidence:
        """Return one. Raises: NotFound."""
        ...

    def by_hash(self, case_id: int, sha256: str) -> Evidence | None:
        """Return what the case has with these bytes, None where it has none."""
        ...

    def mark_withdrawn(self, evidence_id: int, at: datetime | None) -> None:
        """Mark it withdrawn within its case; None takes the mark away."""
        ...


class Contents(Protocol):
    """The bytes behind evidence, as far as e-mails bring some that are kept already."""

    def of(self, evidence_id: int) -> Content:
        """Return where the bytes are. Raises: NotFound."""
        ...


class CustodyBook(Protocol):
    """The chain of custody, as far as messages write it."""

    def add(self, evidence_id: int, at: datetime, operator_id: int, what: Custody) -> None:
        """Append a link."""
        ...


class CaseNames(Protocol):
    """Cases, as far as messages ask for them."""

    def get(self, case_id: int) -> CaseFile:
        """Return one case. Raises: NotFound."""
        ...

    def by_no(self, no: str) -> CaseFile:
        """Return the case with this number. Raises: NotFound."""
        ...


class TimelineEntries(Protocol):
    """The timeline, as far as messages write on it."""

    def add(self, case_id: int, at: datetime, kind: EntryKind, operator_id: int | None, ref: str) -> int:
        """Append an entry and return its id."""
        ...

    def withdraw(self, ref: str, at: datetime | None) -> None:
        """Mark the entries of `ref` withdrawn at `at`; None takes the mark away."""
        ...


class Receiving(Protocol):
    """Files that are received together; those that nobody used are discarded at the end."""

    def take(self, name: str, chunks: Iterable[bytes], *, declared_type: str = "") -> Received:
        """Receive a file. Raises: Invalid, StoreTrouble."""
        ...

    def used(self, *received: Received) -> None:
        """Say that these files now belong to rows."""
        ...


class Room(Protocol):
    """Where files are received; implemented by evidence."""

    def receiving(self) -> AbstractContextManager[Receiving]:
        """Give a place to receive several files."""
        ...

    def mail(self, received: Received) -> Mail | Reason:
        """Return a received mail with the bytes of its attachments, or why it cannot be read."""
        ...

    def pieces(self, chunks: Iterable[bytes]) -> Iterator[MailPiece]:
        """Return the mails of a file of mails, each as its exact bytes."""
        ...

    def heads(self, mails: Sequence[bytes]) -> Sequence[Mail | Reason]:
        """Return mails without the bytes of their attachments, or why one cannot be read."""
        ...


class Work(Protocol):
    """The stores that messages need together."""

    @property
    def messages(self) -> Messages:
        """Messages."""
        ...

    @property
    def evidence(self) -> EvidenceFiles:
        """The files that came with them."""
        ...

    @property
    def contents(self) -> Contents:
        """The bytes of those files."""
        ...

    @property
    def custody(self) -> CustodyBook:
        """Those files' custody."""
        ...

    @property
    def cases(self) -> CaseNames:
        """The cases they are about."""
        ...

    @property
    def timeline(self) -> TimelineEntries:
        """Their timelines."""
        ...

    @property
    def audit(self) -> Trail:
        """The trail."""
        ...
