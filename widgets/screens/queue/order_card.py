"""What was bought: the order as it stood when the dispute was opened, and what has changed since."""

from dataclasses import dataclass
from datetime import datetime

from console.disputes.records import Snapshot
from console.orders.labels import OPTION
from console.orders.records import Order, PaymentState
from console.parcels.labels import CONDITION
from console.parcels.records import Condition, Parcel
from console.words import N_, _, language, listed
from widgets.kit.card import Card
from widgets.kit.labels import tip
from widgets.kit.notice import Notice
from widgets.kit.wording import day_words, exact_words
from widgets.screens.desk import Desk
from widgets.screens.queue.pages import CasePage
from widgets.theme import Tone


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of the card: its word, what it says, and the exact time behind it."""

    word: str
    value: str
    exact: str = ""
    language: str | None = None


class OrderCard(Card):
    """The snapshot of an order (D-10), with its parcels as they are."""

    def __init__(self, desk: Desk, page: CasePage) -> None:
        shot = page.dispute.snapshot
        super().__init__(_("Order {number}", number=shot.number).upper(), caption=True)
        self.setAccessibleName(_("Order {number}", number=shot.number))
        tip(self, _("As it stood {moment}", moment=exact_words(shot.taken_at, desk.zone)))
        for fact in facts_of(page, desk):
            shown = self.add_fact(fact.word, fact.value, language=fact.language)
            tip(shown, fact.exact)
        changed = changes(shot, page.order)
        if changed:
            text = _("Since the dispute was opened: {what}", what=listed(changed))
            self.add(Notice(_(N_("The order has changed")), text, Tone.WARNING))


def facts_of(page: CasePage, desk: Desk) -> list[Fact]:
    """Return the rows of the card, those that say something."""
    shot = page.dispute.snapshot
    speaks = page.account.language or None
    items = "\n".join(f"{i.quantity} × {i.product}" if i.quantity > 1 else i.product for i in shot.items)
    placed = Fact(_(N_("Placed")), *_moment(shot.placed_at, desk))
    options = listed(_(OPTION[o]) for o in sorted(shot.options))
    facts = [
        Fact(_(N_("Item")) if len(shot.items) < 2 else _(N_("Items")), items, language=speaks),  # noqa: PLR2004
        placed,
        Fact(_(N_("Paid")), _paid(shot, page.order)),
        Fact(_(N_("Bought with it")), options),
        Fact(_(N_("Remarks")), shot.remarks, language=speaks),
    ]
    for parcel in page.parcels:
        facts += _parcel(parcel, desk, numbered=len(page.parcels) > 1)
    facts.append(_delivered(page, desk))
    facts.append(Fact(_(N_("Goes to")), _recipient(shot), language=speaks))
    return [fact for fact in facts if fact.value]


def _paid(shot: Snapshot, order: Order) -> str:
    by = dict.fromkeys(p.provider for p in order.payments if p.state is PaymentState.PAID)
    return " · ".join((shot.paid.show(language()), *by))


def _parcel(parcel: Parcel, desk: Desk, *, numbered: bool) -> list[Fact]:
    facts = [Fact(_(N_("Parcel")), parcel.number)] if numbered else []
    if parcel.intake_at:
        day, exact = _moment(parcel.intake_at, desk)
        seen = _(CONDITION[parcel.condition]) if parcel.condition is not Condition.UNKNOWN else ""
        weight = _weight(parcel.intake_grams)
        facts.append(Fact(_(N_("Warehouse")), listed((day, seen, weight)), exact))
    if parcel.shipped_at:
        day, exact = _moment(parcel.shipped_at, desk)
        how = " ".join(p for p in (parcel.carrier, parcel.tracking) if p)
        parts = (day, how, _weight(parcel.outbound_grams))
        facts.append(Fact(_(N_("Shipped")), " · ".join(p for p in parts if p), exact))
    return facts


def _delivered(page: CasePage, desk: Desk) -> Fact:
    at = next((p.delivered_at for p in page.parcels if p.delivered_at), page.order.delivered_at)
    if at is None:
        return Fact(_(N_("Delivered")), "")
    day, exact = _moment(at, desk)
    recipient = page.dispute.snapshot.recipient
    city = recipient.address.city if recipient else ""
    return Fact(_(N_("Delivered")), listed((day, city)), exact)


def _recipient(shot: Snapshot) -> str:
    recipient = shot.recipient
    return f"{recipient.name} ({_(N_('another person'))})" if recipient and recipient.is_other_person else ""


def _moment(at: datetime, desk: Desk) -> tuple[str, str]:
    return day_words(at, desk.zone), exact_words(at, desk.zone)


def _weight(grams: int | None) -> str:
    return f"{grams / 1000:.2f}\N{NO-BREAK SPACE}kg" if grams else ""


def changes(shot: Snapshot, order: Order) -> list[str]:
    """Return what of an order is no longer as it was kept with the dispute."""
    seen = {
        N_("amount"): shot.amount == order.amount,
        N_("paid"): shot.paid == order.paid,
        N_("items"): shot.items == order.items,
        N_("options"): shot.options == order.options,
        N_("remarks"): shot.remarks == order.remarks,
        N_("recipient"): shot.recipient == order.recipient,
    }
    return [_(word) for word, same in seen.items() if not same]
