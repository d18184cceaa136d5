"""The nouns: an operator and how the house is staffed."""

from dataclasses import dataclass
from datetime import date, datetime

from console.access import Role


@dataclass(frozen=True, slots=True)
class Operator:
    """One person at the desk. `children_duty`: dedicated to children's data (policy L76, B-07)."""

    id: int
    name: str
    role: Role
    created_at: datetime
    disabled_at: datetime | None = None
    trained_on: date | None = None
    children_duty: bool = False

    @property
    def active(self) -> bool:
        """Whether the operator may still sign in."""
        return self.disabled_at is None


@dataclass(frozen=True, slots=True)
class Credential:
    """A password's Argon2id hash (PHC string) and what was tried against it."""

    operator_id: int
    password_hash: str
    failures: int = 0
    last_failed_at: datetime | None = None
