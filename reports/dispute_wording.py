"""What a dispute's answer says: its title and its decision, by kind and outcome, in our own words."""

from collections.abc import Mapping
from types import MappingProxyType

from console.disputes.records import Kind, Outcome
from console.words import N_

TITLES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.CUSTOMS: N_("Our answer about the customs charges on your parcel"),
        Kind.QUALITY: N_("Our answer about the condition of your item"),
        Kind.MISSING: N_("Our answer about the missing item"),
        Kind.WRONG: N_("Our answer about the wrong item"),
        Kind.SYSTEM: N_("Our answer about the disruption of our service"),
        Kind.DELAY: N_("Our answer about the late delivery"),
        Kind.LOST: N_("Our answer about your lost parcel"),
        Kind.PACKAGING: N_("Our answer about the damaged packaging"),
        Kind.SECOND_HAND: N_("Our answer about the second-hand item"),
        Kind.STORAGE: N_("Our answer about your parcel in our warehouse"),
        Kind.SELLER: N_("Our answer about the seller"),
        Kind.PAYMENT: N_("Our answer about your payment"),
        Kind.OTHER: N_("Our answer about your order"),
    }
)

INTERIM_TITLES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.CUSTOMS: N_("Interim reply about the customs charges on your parcel"),
        Kind.QUALITY: N_("Interim reply about the condition of your item"),
        Kind.MISSING: N_("Interim reply about the missing item"),
        Kind.WRONG: N_("Interim reply about the wrong item"),
        Kind.SYSTEM: N_("Interim reply about the disruption of our service"),
        Kind.DELAY: N_("Interim reply about the late delivery"),
        Kind.LOST: N_("Interim reply about your lost parcel"),
        Kind.PACKAGING: N_("Interim reply about the damaged packaging"),
        Kind.SECOND_HAND: N_("Interim reply about the second-hand item"),
        Kind.STORAGE: N_("Interim reply about your parcel in our warehouse"),
        Kind.SELLER: N_("Interim reply about the seller"),
        Kind.PAYMENT: N_("Interim reply about your payment"),
        Kind.OTHER: N_("Interim reply about your order"),
    }
)

_DENIED: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.CUSTOMS: N_("We cannot pay back the customs duties and import taxes."),
        Kind.QUALITY: N_("We cannot pay compensation for the condition of the item."),
        Kind.MISSING: N_("We cannot pay compensation for the missing item."),
        Kind.WRONG: N_("We cannot pay compensation for the item that differs from your order."),
        Kind.SYSTEM: N_("We cannot pay compensation for the disruption of our service."),
        Kind.DELAY: N_("We cannot pay compensation for the late delivery."),
        Kind.LOST: N_("We cannot pay compensation for the lost parcel."),
        Kind.PACKAGING: N_("We cannot pay compensation for the damage to the packaging."),
        Kind.SECOND_HAND: N_("We cannot accept your claim about the second-hand item."),
        Kind.STORAGE: N_("We cannot pay compensation for the parcel kept in our warehouse."),
        Kind.SELLER: N_("We cannot answer for the seller, who has a privacy policy of its own."),
        Kind.PAYMENT: N_("We cannot accept your claim about the payment."),
        Kind.OTHER: N_("We cannot accept your claim."),
    }
)

_ASSISTED: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.MISSING: N_("We cannot promise to replace it, but we send you whatever our warehouse finds."),
        Kind.WRONG: N_("We cannot promise to replace it, but we send you the right item if it is found."),
        Kind.SYSTEM: N_("We are not liable for the disruption, but we help you to keep its effects small."),
        Kind.SELLER: N_("The seller answers for this itself; we help you to reach the seller."),
    }
)

_RESENT: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.MISSING: N_("We will send you what was missing from your order."),
        Kind.WRONG: N_("We will send you the item that you ordered."),
    }
)

_WITH_AMOUNT: Mapping[Outcome, str] = MappingProxyType(
    {
        Outcome.REFUND: N_("We accept your claim and will refund {amount} to you."),
        Outcome.PARTIAL: N_("We accept your claim in part and will refund {amount} to you."),
        Outcome.GOODWILL: N_("As a courtesy, without admitting an obligation, we will pay you {amount}."),
    }
)


def title_of(kind: Kind, outcome: Outcome) -> str:
    """Return the letter's title; a case that somebody else still decides gets an interim reply."""
    return (INTERIM_TITLES if outcome is Outcome.ESCALATE else TITLES)[kind]


def decision_of(kind: Kind, outcome: Outcome, *, with_amount: bool) -> str:
    """Return the sentence that says what was decided; with `{amount}` in it where there is one."""
    if with_amount and outcome in _WITH_AMOUNT:
        return _WITH_AMOUNT[outcome]
    if outcome is Outcome.DENY:
        return _DENIED[kind]
    if outcome is Outcome.RESEND:
        return _RESENT.get(kind, N_("We will send the item to you again."))
    if outcome is Outcome.ASSIST:
        return _ASSISTED.get(kind, N_("We are not liable for what happened, but we help you as we can."))
    if outcome is Outcome.ESCALATE:
        return N_("Nothing is decided yet. A colleague is looking at it, and we will write to you again.")
    return N_("As a courtesy, without admitting an obligation, we help you as described below.")
