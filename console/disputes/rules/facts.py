"""Take from the records what the rules look at."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from console.clocks import day_of
from console.customers.records import Account
from console.disputes.guidance import Facts, House, OrderFacts, ParcelFacts, PersonFacts
from console.disputes.records import Dispute, Snapshot
from console.orders.records import Option
from console.parcels.records import Condition, Parcel, ParcelState
from console.rulebook.rules import figure_on
from console.settings import Settings


def facts_of(
    dispute: Dispute, account: Account, parcels: Sequence[Parcel], settings: Settings, now: datetime
) -> Facts:
    """Return everything that the rules look at, as the records and settings have it at `now`."""
    parcel = parcel_facts(parcels, settings.zone)
    return Facts(
        kind=dispute.kind,
        order=order_facts(dispute.snapshot),
        today=day_of(now, settings.zone),
        parcel=parcel,
        person=person_facts(account, dispute.snapshot),
        house=house_of(settings, parcel.stored_since_on),
        answers={answer.question: answer.value for answer in dispute.answers},
        shown=frozenset(shown.asked for shown in dispute.shown),
        identified=dispute.identity is not None,
        product_known=dispute.product is not None,
    )


def house_of(settings: Settings, stored_since_on: date | None) -> House:
    """Return what the organisation has set; the storage period is the one of the day storage began."""
    limits, terms = settings.limits, settings.storage_terms
    days = limits.storage_days
    if days is not None and terms and stored_since_on is not None:
        days = figure_on(stored_since_on, terms)
    return House(
        home=settings.profile.home_law if settings.profile else "JP",
        storage_days=days,
        approval_above=limits.approval_above,
        weight_tolerance_grams=limits.weight_tolerance_grams,
        adult_ages=limits.adult_ages,
        guardian_ages=limits.guardian_ages,
    )


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
