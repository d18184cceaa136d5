"""The audit trail: one chain a stream, ids and tags only, personal values beside it in erasable rows.

An entry's hash covers the one before it, so that a changed, missing or swapped entry is found. Values (old
and new of a correction) enter as a salted commitment: erasing value and salt leaves the chain whole.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from console.access import Actor
from console.holdings import DataClass, declare

Fact = str | int | bool | None  # a str is an id, an enum value, a hash or a version: never a person's words
HOLDING = declare("audit", {"audit_value": {"changes": DataClass.AUDIT_VALUE}})
START = b"\0" * 32


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was done. `subject` and `stream` look like "case:12"."""

    stream: str
    seq: int
    at: datetime
    operator_id: int | None
    tag: str
    subject: str
    facts: Mapping[str, Fact]
    commitment: bytes  # empty where no values belong to it
    before: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Verified:
    """What checking the chains found; `first_bad` is "stream#seq" or "checkpoint#n"."""

    entries: int
    streams: int
    checkpoints: int
    ok: bool
    first_bad: str | None


class Trail(Protocol):
    """The part of a transaction that writes audit entries."""

    def record(
        self,
        actor: Actor | None,
        tag: str,
        *,
        stream: str,
        subject: str,
        facts: Mapping[str, Fact] | None = None,
        values: Mapping[str, tuple[str | None, str | None]] | None = None,
        account_id: int | None = None,
    ) -> None:
        """Append one entry to `stream`; `values` are (old, new) by field, about `account_id` if personal."""
        ...


class Book(Protocol):
    """Reading the trail."""

    def verify(self) -> Verified:
        """Check every chain, head and checkpoint."""
        ...

    def of_stream(self, stream: str) -> list[Entry]:
        """Return the entries of one stream, oldest first."""
        ...

    def checkpoint(self, at: datetime) -> int:
        """Join the heads that moved since the last one into one hash and return the checkpoint's number."""
        ...

    def last_checkpoint_at(self) -> datetime | None:
        """Return when the last checkpoint was made, None where there is none."""
        ...


def canonical(facts: Mapping[str, Fact]) -> str:
    """Return `facts` as JSON that is the same on every machine."""
    return json.dumps(dict(facts), sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def commit_to(salt: bytes, values: Mapping[str, tuple[str | None, str | None]]) -> bytes:
    """Return the 32-byte commitment to `values` under `salt` (HMAC-SHA-256)."""
    text = json.dumps({k: list(v) for k, v in values.items()}, sort_keys=True, separators=(",", ":"))
    return hmac.digest(salt, text.encode(), hashlib.sha256)


def hash_entry(
    before: bytes,
    stream: str,
    seq: int,
    at_us: int,
    operator_id: int | None,
    tag: str,
    subject: str,
    facts: str,
    commitment: bytes,
) -> bytes:
    """Return the chain hash of one entry; `at_us` are microseconds since 1970, `facts` canonical JSON."""
    head = json.dumps([stream, seq, at_us, operator_id, tag, subject, facts], separators=(",", ":"))
    return hashlib.sha256(before + head.encode() + commitment).digest()


def join_heads(heads: list[tuple[str, int, bytes]], before: bytes) -> bytes:
    """Return the hash of a checkpoint over (stream, seq, hash) sorted by stream, and the one before it."""
    digest = hashlib.sha256(before)
    for stream, seq, head in sorted(heads):
        digest.update(f"{stream}\0{seq}\0".encode() + head)
    return digest.digest()
