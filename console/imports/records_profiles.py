"""The noun: a profile of one's own, kept in the store, each version of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class KeptProfile:
    """One version of a profile of one's own; `text` is the TOML as it was given."""

    name: str
    version: int
    title: str
    text: str
    operator_id: int
    at: datetime
    is_withdrawn: bool = False
