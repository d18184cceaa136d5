"""The nouns: a parcel and what happened to it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ParcelState(StrEnum):
    """Where a parcel is."""

    EXPECTED = "expected"
    IN_WAREHOUSE = "in-warehouse"
    CONSOLIDATED = "consolidated"
    SHIPPED = "shipped"
    IN_CUSTOMS = "in-customs"
    DELIVERED = "delivered"
    LOST = "lost"
    RETURNED = "returned"


class Condition(StrEnum):
    """How the parcel looked at the warehouse's intake (policy L106: obvious transport damage)."""

    UNKNOWN = "unknown"
    INTACT = "intact"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Photo:
    """A photograph the warehouse took; `evidence_id` where its bytes are kept, `note` what it shows."""

    taken_at: datetime
    note: str
    evidence_id: int | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel. Weights in grams. `order_ids`: more than one where parcels were consolidated."""

    id: int
    number: str
    order_ids: tuple[int, ...]
    state: ParcelState
    intake_at: datetime | None = None
    intake_grams: int | None = None
    condition: Condition = Condition.UNKNOWN
    condition_note: str = ""
    photos: tuple[Photo, ...] = ()
    stored_since: datetime | None = None
    reminders: tuple[datetime, ...] = ()
    consolidated_at: datetime | None = None
    outbound_grams: int | None = None
    shipped_at: datetime | None = None
    carrier: str = ""
    tracking: str = ""
    customs_at: datetime | None = None
    customs_note: str = ""
    delivered_at: datetime | None = None
