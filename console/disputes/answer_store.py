"""What a dispute's letter needs kept."""

from collections.abc import Sequence
from typing import Protocol

from console.disputes.store import Work
from console.letters.records import DisputeAnswer, Drawn
from console.letters.records_register import HandOver, KeptAddress, Letter, LetterState, NewLetter


class AnswerDrawer(Protocol):
    """Whoever draws the answer."""

    def dispute_answer(self, facts: DisputeAnswer) -> Drawn:
        """Return the answer to a dispute. Raises: CannotDraw, NotAsWritten, Invalid."""
        ...


class Letters(Protocol):
    """The register, as far as an answer enters it."""

    def add(self, new: NewLetter) -> Letter:
        """Enter a drawn letter and return it."""
        ...

    def of_case(self, case_id: int) -> Sequence[Letter]:
        """Return a case's letters, oldest first."""
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


class AnswerWork(Work, Protocol):
    """The stores that an answer needs together."""

    @property
    def letters(self) -> Letters:
        """The register."""
        ...
