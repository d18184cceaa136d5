"""The cards of a customer's page: one an order, a parcel, a payment, a case."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from console.cases.labels import CASE_STATE
from console.cases.records import CaseState, QueueRow
from console.cases.rules import AMBER
from console.disputes.labels import LABELS
from console.disputes.records import Kind
from console.orders.labels import OPTION, ORDER_STATE, PAYMENT_STATE
from console.orders.records import Order, OrderState, Payment, PaymentState
from console.orders.rules import difference
from console.parcels.labels import CONDITION, PARCEL_STATE
from console.parcels.records import Condition, Parcel, ParcelState
from console.parcels.rules import Milestone, Reached, way_of
from console.words import N_, _, language, listed
from widgets.kit.badge import Badge
from widgets.kit.buttons import Button
from widgets.kit.card import Card
from widgets.kit.countdown import Countdown, Limits
from widgets.kit.labels import Elided, Label, tip
from widgets.kit.steps import Stage, Step, Steps
from widgets.kit.wording import day_words, exact_words
from widgets.screens.desk import Desk
from widgets.theme import Face, Tone

MILESTONES = {
    Milestone.BOUGHT: N_("Bought"),
    Milestone.WAREHOUSE: N_("Warehouse"),
    Milestone.CONSOLIDATED: N_("Consolidated"),
    Milestone.SHIPPED: N_("Shipped"),
    Milestone.CUSTOMS: N_("Customs"),
    Milestone.DELIVERED: N_("Delivered"),
}

Fact = tuple[str, str, str]  # word, value, what its tooltip says


def weight_words(grams: int) -> str:
    """Return a weight for people: "1.31 kg"."""
    return f"{grams / 1000:.2f} kg"


def steps_of(order: Order, parcel: Parcel | None, desk: Desk) -> list[Step]:
    """Return an order's way as a row of steps, the furthest one reached standing out."""
    way = way_of(order, parcel)
    last = max((i for i, r in enumerate(way) if r.passed), default=-1)
    return [
        Step(_(MILESTONES[r.milestone]), _stage(i, last), _below(r, order, parcel, desk))
        for i, r in enumerate(way)
    ]


def _stage(at: int, last: int) -> Stage:
    if at == last:
        return Stage.CURRENT
    return Stage.DONE if at < last else Stage.FUTURE


def _below(reached: Reached, order: Order, parcel: Parcel | None, desk: Desk) -> str:
    parts = [day_words(reached.at, desk.zone)] if reached.at and reached.passed else []
    if parcel and reached.passed:
        if reached.milestone is Milestone.WAREHOUSE and parcel.intake_grams:
            parts.append(weight_words(parcel.intake_grams))
        if reached.milestone is Milestone.SHIPPED and parcel.carrier:
            parts.append(parcel.carrier)
    elif not parcel and reached.milestone is Milestone.DELIVERED and not reached.passed and order.promised_at:
        parts.append(_("promised {day}", day=day_words(order.promised_at, desk.zone)))
    return " · ".join(parts)


class OrderCard(Card):
    """One order: number, day, products, amount, its way, how it was paid; `dispute` opens one on it."""

    def __init__(
        self, order: Order, parcel: Parcel | None, desk: Desk, dispute: Callable[[Order], object] | None
    ) -> None:
        super().__init__()
        self.setAccessibleName(_("Order {number}", number=order.number))
        self.add(self._title(order, desk))
        steps = steps_of(order, parcel, desk)
        if steps:
            self.add(Steps(steps))
        self.add(self._foot(order, parcel, dispute))

    def _title(self, order: Order, desk: Desk) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Label(order.number, Face.STRONG, selectable=True))
        placed = day_words(order.placed_at, desk.zone, year=True)
        what = Elided(" · ".join(p for p in (placed, order.title) if p), tone="muted")
        row.addWidget(what, 1)
        amount = Label(order.amount.show(language()), Face.STRONG)
        tip(amount, exact_words(order.placed_at, desk.zone))
        row.addWidget(amount)
        return row

    def _foot(
        self, order: Order, parcel: Parcel | None, dispute: Callable[[Order], object] | None
    ) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        for badge in _badges(order, parcel):
            row.addWidget(badge)
        row.addStretch(1)
        if parcel and parcel.tracking:
            row.addWidget(Label(f"{parcel.carrier} {parcel.tracking}".strip(), tone="muted", selectable=True))
        if dispute is not None:
            button = Button(_(N_("Dispute …")), lambda: dispute(order))
            button.setAccessibleName(_("Open a dispute on order {number}", number=order.number))
            row.addWidget(button)
        return row


def _badges(order: Order, parcel: Parcel | None) -> list[QWidget]:
    badges: list[QWidget] = []
    paid = [p for p in order.payments if p.state is PaymentState.PAID]
    if paid:
        words = " · ".join([_(N_("Paid")), *[payment_words(p) for p in paid[:2]]])
        badges.append(Badge(words, Tone.GOOD, icon="check"))
    if order.payments and difference(order).minor:
        shown = difference(order).show(language())
        badges.append(
            Badge(_("Payments differ by {amount}", amount=shown), Tone.WARNING, icon="scale-unbalanced")
        )
    if order.state in (OrderState.CANCELLED, OrderState.UNAVAILABLE):
        badges.append(Badge(_(ORDER_STATE[order.state]), Tone.NEUTRAL, icon="close"))
    if not order.items:
        badges.append(Badge(_(N_("No items on record")), Tone.WARNING, icon="alert-circle-outline"))
    if order.recipient and order.recipient.is_other_person:
        badges.append(
            Badge(_(N_("Recipient is another person")), Tone.WARNING, icon="account-switch-outline")
        )
    badges += [Badge(_(OPTION[o]), Tone.ACCENT) for o in sorted(order.options)]
    if parcel and parcel.condition is Condition.DAMAGED:
        badges.append(Badge(_(N_("Damaged on arrival")), Tone.DANGER, icon="package-variant-remove"))
    if parcel and parcel.state in (ParcelState.LOST, ParcelState.RETURNED):
        badges.append(Badge(_(PARCEL_STATE[parcel.state]), Tone.DANGER, icon="alert-circle-outline"))
    return badges


def payment_words(payment: Payment) -> str:
    """Return how something was paid: "Visa •••• 4417"."""
    return f"{payment.provider} {payment.account_shown}".strip()


def facts_grid(facts: Sequence[Fact]) -> QGridLayout:
    """Return facts in two columns of word and value, read column by column; a tooltip is more exact."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    half = (len(facts) + 1) // 2
    for at, (word, value, exact) in enumerate(facts):
        shown = Label(value, wrap=True, selectable=True)
        tip(shown, exact)
        shown.setAccessibleName(f"{word}: {value}")
        row, column = at % half, 2 * (at // half)
        grid.addWidget(Label(word, tone="muted"), row, column, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(shown, row, column + 1)
    for column in range(4):
        grid.setColumnStretch(column, column % 2)
    return grid


class ParcelCard(Card):
    """One parcel: what the warehouse saw, what it weighed, where it is."""

    def __init__(self, parcel: Parcel, orders: Sequence[Order], desk: Desk) -> None:
        super().__init__(parcel.number, icon="package-variant-closed")
        self.head.addWidget(Badge(_(PARCEL_STATE[parcel.state]), _tone(parcel.state)))
        numbers = listed(o.number for o in orders if o.id in parcel.order_ids)
        facts = _parcel_facts(parcel, numbers, desk)
        self.add(facts_grid([(_(word), value, exact) for word, value, exact in facts if value]))


def _tone(state: ParcelState) -> Tone:
    if state in (ParcelState.LOST, ParcelState.RETURNED):
        return Tone.DANGER
    return Tone.GOOD if state is ParcelState.DELIVERED else Tone.ACCENT


def _when(at: datetime | None, desk: Desk, *more: str) -> tuple[str, str]:
    """Return the day of a moment with what more there is to say, and the exact time; empty for none."""
    day = day_words(at, desk.zone, year=True) if at else ""
    return " · ".join(p for p in (day, *more) if p), exact_words(at, desk.zone) if at else ""


def _parcel_facts(parcel: Parcel, orders: str, desk: Desk) -> list[Fact]:
    condition = " · ".join(p for p in (_(CONDITION[parcel.condition]), parcel.condition_note) if p)
    weighed = weight_words(parcel.intake_grams) if parcel.intake_grams else ""
    outbound = weight_words(parcel.outbound_grams) if parcel.outbound_grams else ""
    reminders = listed(day_words(r, desk.zone, year=True) for r in parcel.reminders)
    return [
        (N_("Orders"), orders, ""),
        (N_("Warehouse intake"), *_when(parcel.intake_at, desk, weighed)),
        (N_("Condition at intake"), condition if parcel.intake_at else "", ""),
        (N_("Photographs"), " · ".join(p.note for p in parcel.photos), ""),
        (N_("In storage since"), *_when(parcel.stored_since, desk)),
        (N_("Reminders sent"), reminders, ""),
        (N_("Consolidated"), *_when(parcel.consolidated_at, desk)),
        (N_("Weight going out"), outbound, ""),
        (N_("Shipped"), *_when(parcel.shipped_at, desk)),
        (N_("Carrier and tracking"), f"{parcel.carrier} {parcel.tracking}".strip(), ""),
        (N_("Customs"), *_when(parcel.customs_at, desk, parcel.customs_note)),
        (N_("Delivered"), *_when(parcel.delivered_at, desk)),
    ]


class PaymentCard(Card):
    """One payment: amount, provider, masked account, state."""

    def __init__(self, order: Order, payment: Payment, desk: Desk) -> None:
        super().__init__(payment.amount.show(language()), icon="credit-card-outline")
        good = payment.state is PaymentState.PAID
        self.head.addWidget(Badge(_(PAYMENT_STATE[payment.state]), Tone.GOOD if good else Tone.WARNING))
        facts: list[Fact] = [
            (_(N_("Order")), order.number, ""),
            (_(N_("Paid by")), payment_words(payment), ""),
            (_(N_("Instalments")), str(payment.instalments) if payment.instalments > 1 else "", ""),
            (_(N_("When")), *_when(payment.paid_at, desk)),
        ]
        self.add(facts_grid([fact for fact in facts if fact[1]]))


class CaseCard(Card):
    """One case: number, kind, state, clock; `open_case` goes there."""

    def __init__(self, row: QueueRow, desk: Desk, open_case: Callable[[int], object]) -> None:
        super().__init__(row.case.title, icon="scale-balance")
        running = row.case.state not in (CaseState.ANSWERED, CaseState.CLOSED)
        if running:
            self.head.addWidget(
                Countdown(row.case.due_by, desk.backend.now, zone=desk.zone, limits=Limits(amber=AMBER))
            )
        self.head.addWidget(Badge(_(CASE_STATE[row.case.state]), Tone.ACCENT if running else Tone.NEUTRAL))
        foot = QHBoxLayout()
        opened = day_words(row.case.opened_at, desk.zone, year=True)
        kind = _(LABELS[Kind][Kind(row.case.topic)])
        foot.addWidget(Label(f"{row.case.no} · {kind} · {opened} · {row.owner}", tone="muted"), 1)
        button = Button(_(N_("Open")), lambda: open_case(row.case.id))
        button.setAccessibleName(_("Open case {no}", no=row.case.no))
        foot.addWidget(button, alignment=Qt.AlignmentFlag.AlignRight)
        self.add(foot)
