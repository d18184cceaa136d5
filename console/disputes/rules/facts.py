"""Take from the records what the rules look at."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from console.clocks import day_of
from console.customers.records import Account
from console.disputes.guidance import OrderFacts, ParcelFacts, PersonFacts
from console.disputes.records import Snapshot
from console.orders.records import Option
from console.parcels.records import Condition, Parcel, ParcelState


def order_facts(snapshot: Snapshot) -> OrderFacts:
    """Return what the order's snapshot says that a rule needs."""
    return OrderFacts(
        ordered_on=snapshot.ordered_on,
        paid=snapshot.paid,
        inspection=Option.INSPECTION in snapshot.options,
        insured=Option.INSURANCE in snapshot.options,
        guaranteed=Option.GUARANTEED_DELIVERY in snapshot.options,
        destination=snapshot.recipient.address.country if snapshot.recipient else "",
    )


def parcel_facts(parcels: Sequence[Parcel], zone: ZoneInfo) -> ParcelFacts:
    """Return what the parcels of an order say, taken together: the oldest storage, the greatest loss."""
    stored = [day_of(p.stored_since, zone) for p in parcels if p.stored_since]
    weighed = [p.intake_grams is not None and p.outbound_grams is not None for p in parcels]
    return ParcelFacts(
        intake_recorded=any(p.intake_at for p in parcels),
        damage_recorded=any(p.condition is Condition.DAMAGED for p in parcels),
        weighed=bool(weighed) and all(weighed),
        grams_lost=max((_grams_lost(p) for p in parcels), default=0),
        tracked=any(p.tracking for p in parcels),
        carrier_lost=any(p.state is ParcelState.LOST for p in parcels),
        stored_since_on=min(stored, default=None),
        reminders=sum(len(p.reminders) for p in parcels),
    )


def person_facts(account: Account, snapshot: Snapshot) -> PersonFacts:
    """Return where the customer lives, or else the recipient, and what is known of age and guardian."""
    recipient = snapshot.recipient.address.country if snapshot.recipient else ""
    return PersonFacts(
        country=account.country or recipient,
        birth_year=account.birth_year,
        guardian_consent=bool(account.guardian and account.guardian.consent_on),
    )


def _grams_lost(parcel: Parcel) -> int:
    if parcel.intake_grams is None or parcel.outbound_grams is None:
        return 0
    return max(parcel.intake_grams - parcel.outbound_grams, 0)
