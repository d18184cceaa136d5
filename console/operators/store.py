"""What this feature needs kept."""

from collections.abc import Sequence
from typing import Protocol

from console.audit import Book, Trail
from console.operators.records import Credential, Operator


class Operators(Protocol):
    """Operators and their credentials."""

    def add(self, operator: Operator, password_hash: str) -> int:
        """Keep a new operator (its id is ignored) and return the id. Raises: Conflict for a name in use."""
        ...

    def get(self, operator_id: int) -> Operator:
        """Return one operator. Raises: NotFound."""
        ...

    def named(self, name: str) -> Operator | None:
        """Return the operator of this name, whatever its case; None where there is none."""
        ...

    def all(self) -> Sequence[Operator]:
        """Return every operator by name."""
        ...

    def save(self, operator: Operator) -> None:
        """Keep every field of a known operator as given. Raises: NotFound."""
        ...

    def credential(self, operator_id: int) -> Credential:
        """Return the operator's credential. Raises: NotFound."""
        ...

    def save_credential(self, credential: Credential) -> None:
        """Keep the credential as given."""
        ...


class Work(Protocol):
    """The stores that operators need together."""

    @property
    def operators(self) -> Operators: ...
    @property
    def audit(self) -> Trail: ...


class SessionWork(Work, Protocol):
    """What signing in needs besides: the first of a day joins the heads of the trail."""

    @property
    def book(self) -> Book: ...
