"""What evidence needs kept, and who opens and holds files for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from console.audit import Trail
from console.cases.records import CaseFile, EntryKind
from console.evidence.records import (
    Content,
    Custody,
    CustodyEntry,
    Damage,
    Evidence,
    NewEvidence,
    Sealed,
)
from console.evidence.records_files import Inspection, Mail, MailPiece, Reason


class FileVault(Protocol):
    """Holds large files, sealed; a folder now, object storage later. Its names tell nothing of a file."""

    def keep(self, chunks: Iterable[bytes]) -> Sealed:
        """Keep a file; it is whole and on disk when this returns, and nothing is left if it raises."""
        ...

    def read(self, sealed: Sealed) -> Iterator[bytes]:
        """Return a file's bytes. Raises: NotAsTakenInError, perhaps after some of them."""
        ...

    def drop(self, name: str) -> None:
        """Let go of a file; nothing happens where there is none, or where it cannot be removed."""
        ...

    def names(self) -> Iterator[tuple[str, datetime]]:
        """Return every file's name and when it was last written, unfinished ones too."""
        ...

    def free(self) -> int | None:
        """Return how many bytes can still be kept, None where nobody knows."""
        ...


class NotAsTakenInError(Exception):
    """What is kept is not what was taken in; `damage` says how."""

    def __init__(self, damage: Damage) -> None:
        super().__init__(damage)
        self.damage = damage


class Opener(Protocol):
    """Opens strangers' files; implemented by the host of the guarded child."""

    def inspect(
        self, chunks: Iterable[bytes], size: int, name: str = "", *, closely: bool = False
    ) -> Inspection:
        """Return how a file is treated; nothing the file contains makes this raise.

        `closely`: a mail comes with its HTML, made harmless, and the pictures that this names.
        """
        ...

    def read_mail(self, chunks: Iterable[bytes], size: int) -> Mail | Reason:
        """Return a mail with the bytes of its attachments, or why it cannot be read."""
        ...

    def read_mails(self, mails: Sequence[bytes]) -> Sequence[Mail | Reason]:
        """Return each mail without the bytes of its files, or why it cannot be read."""
        ...

    def mails_in(self, chunks: Iterable[bytes]) -> Iterator[MailPiece]:
        """Return the mails of a file of mails one after the other, each as its exact bytes."""
        ...


class EvidenceFiles(Protocol):
    """Evidence by case, without its bytes."""

    def add(self, new: NewEvidence) -> Evidence:
        """Put a received file on its case, with its bytes; custody begins in the same breath."""
        ...

    def get(self, evidence_id: int) -> Evidence:
        """Return one. Raises: NotFound."""
        ...

    def of_case(self, case_id: int) -> Sequence[Evidence]:
        """Return a case's evidence, oldest first, withdrawn ones marked."""
        ...

    def by_hash(self, case_id: int, sha256: str) -> Evidence | None:
        """Return what the case has with these bytes, None where it has none."""
        ...

    def ids(self, case_id: int | None) -> Sequence[int]:
        """Return the ids of a case's evidence, or of all there is."""
        ...

    def also_on(self, case_id: int) -> Mapping[int, Sequence[str]]:
        """Return the numbers of the other cases that have the same file, by evidence of this one."""
        ...

    def mark_withdrawn(self, evidence_id: int, at: datetime | None) -> None:
        """Mark it withdrawn within its case; None takes the mark away."""
        ...

    def mark_checked(self, evidence_id: int, at: datetime, damage: Damage | None) -> None:
        """Note that its bytes were re-hashed, and what was wrong with them."""
        ...


class Contents(Protocol):
    """The bytes behind evidence."""

    def of(self, evidence_id: int) -> Content:
        """Return where the bytes are. Raises: NotFound."""
        ...

    def thumbnails(self, evidence_ids: Iterable[int]) -> Mapping[int, bytes]:
        """Return the small pictures (PNG) of those that have one."""
        ...

    def sealed_names(self) -> set[str]:
        """Return the names of all files beside the store that a row needs."""
        ...

    def hand_on(self, evidence_id: int) -> None:
        """Take the bytes from under evidence before it is erased; others that share them keep them."""
        ...


class CustodyBook(Protocol):
    """The chain of custody."""

    def add(self, evidence_id: int, at: datetime, operator_id: int, what: Custody) -> None:
        """Append a link."""
        ...

    def of(self, evidence_id: int) -> Sequence[CustodyEntry]:
        """Return the links of one file, oldest first."""
        ...


class CaseNames(Protocol):
    """Cases, as far as evidence asks for them."""

    def get(self, case_id: int) -> CaseFile:
        """Return one case. Raises: NotFound."""
        ...


class TimelineEntries(Protocol):
    """The timeline, as far as evidence writes on it."""

    def add(self, case_id: int, at: datetime, kind: EntryKind, operator_id: int | None, ref: str) -> int:
        """Append an entry and return its id."""
        ...

    def withdraw(self, ref: str, at: datetime | None) -> None:
        """Mark the entries of `ref` withdrawn at `at`; None takes the mark away."""
        ...


class Work(Protocol):
    """The stores that evidence needs together."""

    @property
    def evidence(self) -> EvidenceFiles:
        """Evidence."""
        ...

    @property
    def contents(self) -> Contents:
        """Its bytes."""
        ...

    @property
    def custody(self) -> CustodyBook:
        """Its custody."""
        ...

    @property
    def cases(self) -> CaseNames:
        """The cases it lies on."""
        ...

    @property
    def timeline(self) -> TimelineEntries:
        """Their timelines."""
        ...

    @property
    def audit(self) -> Trail:
        """The trail."""
        ...
