"""The nouns: where a store is, how its key is kept, what a backup holds, what a check found."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class KeyForm(StrEnum):
    """How the store's data key is wrapped."""

    KEYRING = "keyring"
    PASSPHRASE = "passphrase"  # noqa: S105 -- a form's name, not a secret


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store is: an encrypted file, or a PostgreSQL address (SQLAlchemy's form)."""

    path: Path | None = None
    url: str = field(default="", repr=False)  # may hold a password

    @property
    def is_file(self) -> bool:
        """Whether this is the embedded store."""
        return self.path is not None

    def __str__(self) -> str:
        return str(self.path) if self.path else _without_password(self.url)


def _without_password(url: str) -> str:
    head, at, tail = url.rpartition("@")
    user, colon, _password = head.partition("://")[2].partition(":")
    return f"{head.partition('://')[0]}://{user}{colon and ':***'}{at}{tail}" if at else url


@dataclass(frozen=True, slots=True)
class BackupMade:
    """A finished backup; `copies_dropped` of the store before it was brought up to date went with it."""

    file: Path
    sha256: str
    size: int
    evidence_files: int
    copies_dropped: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: `detail` is a short fact, in the interface's language."""

    name: str
    ok: bool
    detail: str
