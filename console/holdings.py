"""Where personal data are kept: every feature declares its columns and can say what it holds of a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class DataClass(StrEnum):
    """Classes of personal data, as a package or an erasure plan names them."""

    IDENTITY = "identity"
    CONTACT = "contact"
    ADDRESS = "address"
    ORDER = "order"
    PAYMENT = "payment"
    PARCEL = "parcel"
    COMMUNICATION = "communication"
    EVIDENCE = "evidence"
    DECISION = "decision"
    LETTER = "letter"
    DRAFT = "draft"
    AUDIT_VALUE = "audit-value"
    OPERATOR = "operator"  # about the people who work here, not customers


@dataclass(frozen=True, slots=True)
class Holding:
    """One feature's personal columns: table -> column -> class."""

    feature: str
    columns: Mapping[str, Mapping[str, DataClass]]


@dataclass(frozen=True, slots=True)
class Held:
    """How many rows of `table` hold data of `data_class` about one person."""

    feature: str
    table: str
    data_class: DataClass
    rows: int


class Finder(Protocol):
    """Counts rows that reach a person, table by table."""

    def rows_about(self, account_id: int, table: str) -> int:
        """Return how many rows of `table` hold data about the account."""
        ...


HOLDINGS: dict[str, Holding] = {}


def declare(feature: str, columns: Mapping[str, Mapping[str, DataClass]]) -> Holding:
    """Register and return the personal columns of `feature`."""
    HOLDINGS[feature] = Holding(feature, columns)
    return HOLDINGS[feature]


def find(finder: Finder, account_id: int) -> list[Held]:
    """Return what every feature holds about one account; tables with nothing are left out."""
    held = []
    for holding in HOLDINGS.values():
        for table, columns in holding.columns.items():
            rows = finder.rows_about(account_id, table)
            if rows:
                held += [Held(holding.feature, table, c, rows) for c in sorted(set(columns.values()))]
    return held
