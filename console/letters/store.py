"""What letters need from the outside: somebody who draws them, and a register."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from console.audit import Trail
from console.cases.records import CaseFile, CaseState, EntryKind
from console.letters.records import DisputeAnswer, Drawn, LetterContent
from console.letters.records_register import HandOver, KeptAddress, Letter, LetterState, NewLetter


class Drawer(Protocol):
    """Draws letters as files; implemented by reports, handed over by main."""

    def dispute_answer(self, facts: DisputeAnswer) -> Drawn:
        """Return the answer to a dispute. Raises: CannotDraw, NotAsWritten, Invalid."""
        ...

    def letter(self, content: LetterContent, asked: str) -> Drawn:
        """Return any letter; `asked` is the language the person wishes. Raises: CannotDraw, NotAsWritten."""
        ...

    def pictures(self, pdf: bytes, width: int) -> list[bytes]:
        """Return each page of a finished letter as PNG, `width` pixels wide."""
        ...


class Letters(Protocol):
    """The register of letters."""

    def add(self, new: NewLetter) -> Letter:
        """Enter a drawn letter and return it."""
        ...

    def get(self, letter_id: int) -> Letter:
        """Return one letter without its file. Raises: NotFound."""
        ...

    def of_case(self, case_id: int) -> Sequence[Letter]:
        """Return a case's letters, oldest first."""
        ...

    def pdf_of(self, letter_id: int) -> bytes:
        """Return the file as it was issued. Raises: NotFound."""
        ...

    def set_state(self, letter_id: int, state: LetterState, handed_over: HandOver | None) -> None:
        """Move the letter to `state`."""
        ...

    def keep_address(self, case_id: int, address: KeptAddress) -> None:
        """Keep to whom the case's letters go."""
        ...

    def address_of(self, case_id: int) -> KeptAddress | None:
        """Return to whom the case's letters go, None where nothing was typed yet."""
        ...


class CaseStates(Protocol):
    """Cases, as far as a letter moves them on."""

    def get(self, case_id: int) -> CaseFile:
        """Return one case. Raises: NotFound."""
        ...

    def set_state(self, case_id: int, state: CaseState, closed_at: datetime | None) -> None:
        """Move the case to `state`."""
        ...


class TimelineEntries(Protocol):
    """The timeline, as far as letters write on it."""

    def add(self, case_id: int, at: datetime, kind: EntryKind, operator_id: int | None, ref: str) -> int:
        """Append an entry and return its id."""
        ...

    def withdraw(self, ref: str, at: datetime | None) -> None:
        """Mark the entries of `ref` withdrawn at `at`; None takes the mark away."""
        ...


class Work(Protocol):
    """The stores that letters need together."""

    @property
    def letters(self) -> Letters: ...
    @property
    def cases(self) -> CaseStates: ...
    @property
    def timeline(self) -> TimelineEntries: ...
    @property
    def audit(self) -> Trail: ...
