"""Makes a parcel's way up: warehouse, consolidation, carrier, customs, door; or lost, or sent back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from console.parcels.records import Condition, Parcel, ParcelState, Photo

STORED_LONG = 0.06  # of all parcels wait in the warehouse until somebody asks for them
LOST, RETURNED, DAMAGED = 0.012, 0.008, 0.05
REMINDED_AFTER = (30, 45, 55)  # days in the warehouse
WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)  # of the check digit: UPU standard S10
PACKING = 180  # grams of a box
NOTES = {
    Condition.INTACT: ("", "", "Box clean and dry.", "Tape intact."),
    Condition.DAMAGED: (
        "One corner of the outer box crushed.",
        "Outer box torn at the label.",
        "Box damp on one side.",
    ),
    Condition.UNKNOWN: ("",),
}
SHOWN = ("outer box, label side", "outer box, from above", "contents as they came")
CUSTOMS = ("", "", "Duty asked from the recipient.", "Held for an invoice.", "Inspected, released.")


@dataclass(frozen=True, slots=True)
class Way:
    """When each step is reached, whether or not that has come yet; `end` tells how it ends."""

    bought_at: datetime
    intake_at: datetime
    shipped_at: datetime
    customs_at: datetime
    delivered_at: datetime | None
    promised_at: datetime
    end: ParcelState


def way_from(placed: datetime, rng: Random) -> Way:
    """Return the way of what was ordered at `placed`."""
    bought = placed + timedelta(hours=rng.uniform(9, 40))
    intake = bought + timedelta(days=rng.uniform(1.5, 6))
    waits = rng.uniform(40, 150) if rng.random() < STORED_LONG else rng.triangular(0.6, 14, 2)
    shipped = intake + timedelta(days=waits)
    customs = shipped + timedelta(days=rng.uniform(2, 6))
    delivered = customs + timedelta(days=rng.triangular(0.5, 12, 2))
    promised = shipped + timedelta(days=11)
    at = rng.random()
    end = (
        ParcelState.LOST
        if at < LOST
        else ParcelState.RETURNED
        if at < LOST + RETURNED
        else ParcelState.DELIVERED
    )
    arrived = delivered if end is ParcelState.DELIVERED else None
    return Way(bought, intake, shipped, customs, arrived, promised, end)


def state_at(way: Way, now: datetime, *, together: bool) -> ParcelState:
    """Return where the parcel is."""
    last = way.delivered_at or way.customs_at + timedelta(days=20)
    if now >= last:
        return way.end
    if now >= way.customs_at:
        return ParcelState.IN_CUSTOMS
    if now >= way.shipped_at:
        return ParcelState.SHIPPED
    if now >= way.intake_at:
        consolidated = together and now >= way.intake_at + timedelta(days=1)
        return ParcelState.CONSOLIDATED if consolidated else ParcelState.IN_WAREHOUSE
    return ParcelState.EXPECTED


def parcel_of(
    order_number: str, way: Way, grams: int, now: datetime, rng: Random, *, together: bool
) -> Parcel:
    """Return the parcel as it stands now; it has no number and no orders until those are kept."""
    damaged = rng.random() < DAMAGED
    seen, gone = way.intake_at <= now, way.shipped_at <= now
    condition = (Condition.DAMAGED if damaged else Condition.INTACT) if seen else Condition.UNKNOWN
    joined = way.intake_at + timedelta(days=1) if together else None
    outbound = grams + PACKING + rng.randrange(20, 200)
    return Parcel(
        id=0,
        number=f"P-{order_number.removeprefix('RK-')}",
        order_ids=(),
        state=state_at(way, now, together=together),
        intake_at=way.intake_at if seen else None,
        intake_grams=grams + PACKING if seen else None,
        condition=condition,
        condition_note=rng.choice(NOTES[condition]),
        photos=_photos(way.intake_at, rng, damaged=damaged) if seen else (),
        stored_since=way.intake_at if seen else None,
        reminders=_reminders(way, now),
        consolidated_at=joined if joined and joined <= now else None,
        outbound_grams=outbound if gone else None,
        shipped_at=way.shipped_at if gone else None,
        carrier="EMS" if gone else "",
        tracking=ems_number(rng) if gone else "",
        customs_at=way.customs_at if way.customs_at <= now else None,
        customs_note=rng.choice(CUSTOMS) if way.customs_at <= now else "",
        delivered_at=way.delivered_at if way.delivered_at and way.delivered_at <= now else None,
    )


def _photos(at: datetime, rng: Random, *, damaged: bool) -> tuple[Photo, ...]:
    count = len(SHOWN) if damaged else rng.choice((0, 1, 2))
    return tuple(Photo(at + timedelta(minutes=n), note) for n, note in enumerate(SHOWN[:count], 3))


def _reminders(way: Way, now: datetime) -> tuple[datetime, ...]:
    until = min(way.shipped_at, now)
    moments = (way.intake_at + timedelta(days=days) for days in REMINDED_AFTER)
    return tuple(m for m in moments if m <= until)


def ems_number(rng: Random) -> str:
    """Return a number like EN882014773JP, its check digit right (UPU standard S10)."""
    digits = f"{rng.randrange(10**8):08d}"
    rest = 11 - sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11
    check = {10: 0, 11: 5}.get(rest, rest)
    return f"E{rng.choice('ABCDEFGHJKLMN')}{digits}{check}JP"
