"""Makes orders up: what was bought, for how much, how it was paid, who receives it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from console.demo.people import OLDEST_ORDER, address_in, phone_in
from console.demo.pools import Pools, lines_of, table_of
from console.demo.records import SOURCE, Buyer, Purchase
from console.demo.shipping import Way, parcel_of, way_from
from console.money import Money
from console.orders.records import Item, Option, Order, OrderState, Payment, PaymentState, Recipient

CURRENCY = "JPY"
FIRST_NUMBER = 20_000_001
STEP = 17  # order numbers leave gaps, as real ones do
SELLERS = (
    "蔵前堂",
    "北山工房",
    "ひなた書店",
    "Kamo Camera",
    "海辺屋",
    "レトロ倉庫",
    "青葉模型",
    "Sumida Craft",
)
CARDS = ("visa", "visa", "mastercard", "jcb", "amex")
CHINESE = ("zh-Hans", "zh-Hant")


@dataclass(frozen=True, slots=True)
class Chances:
    """How many of a hundred."""

    together: int = 9  # two orders that travel in one parcel
    other_recipient: int = 11
    remarks: int = 18
    declared: int = 70
    cancelled: int = 3
    unavailable: int = 1
    paid_twice: int = 1
    option: int = 14


CHANCES = Chances()


class Buying:
    """Makes purchases up, oldest first; the same for the same seed."""

    def __init__(self, seed: int, first: int, now: datetime) -> None:
        self._rng, self._pools = Random(f"orders {seed} {first}"), Pools(seed)
        self._first, self._now = first, now
        self._goods = [
            (f"{ja} · {en}", int(price), int(grams)) for ja, en, price, grams in table_of("goods", "|")
        ]
        self._remarks = [tuple(line.split("|")) for line in lines_of("remarks")]

    def purchases(self, count: int, buyers: Sequence[Buyer]) -> Iterator[Purchase]:
        """Yield `count` orders in purchases of one or two."""
        number, rng = 0, self._rng
        while number < count:
            buyer = buyers[int(len(buyers) * rng.random() ** 1.7)]  # some buy much more than others
            days = OLDEST_ORDER * (1 - number / count) ** 2.2
            placed = self._now - timedelta(
                days=days * (0.97 + 0.03 * rng.random()), seconds=rng.randrange(3600)
            )
            together = 2 if number + 1 < count and self._hundred(CHANCES.together) else 1
            yield self._purchase(buyer, self._first + number, placed, together)
            number += together

    def _hundred(self, chance: int) -> bool:
        return self._rng.random() * 100 < chance

    def _purchase(self, buyer: Buyer, number: int, placed: datetime, together: int) -> Purchase:
        way, ended = way_from(placed, self._rng), self._ended()
        recipient = self._recipient(buyer)
        orders, grams = [], 0
        for at in range(together):
            items, weight = self._items()
            grams += weight
            bought = placed + timedelta(hours=7 * at)
            orders.append(self._order(number + at, bought, items, buyer, recipient, way, ended))
        parcel = None
        if ended is None and way.bought_at <= self._now:
            parcel = parcel_of(orders[0].number, way, grams, self._now, self._rng, together=together > 1)
        return Purchase(buyer, tuple(orders), parcel)

    def _ended(self) -> OrderState | None:
        at = self._rng.random() * 100
        if at < CHANCES.cancelled:
            return OrderState.CANCELLED
        return OrderState.UNAVAILABLE if at < CHANCES.cancelled + CHANCES.unavailable else None

    def _items(self) -> tuple[tuple[Item, ...], int]:
        rng = self._rng
        chosen = rng.sample(self._goods, rng.choice((1, 1, 1, 1, 1, 2, 2, 3)))
        items = []
        for position, (product, price, _grams) in enumerate(chosen, 1):
            exact = round(price * rng.uniform(0.8, 1.25), -2)
            freight = rng.choice((0, 0, 550, 770, 1100)) if position == 1 else 0
            items.append(
                Item(
                    position,
                    product,
                    rng.choice((1, 1, 1, 1, 1, 1, 2, 3)),
                    Money(int(exact), CURRENCY),
                    Money(freight, CURRENCY),
                    rng.choice(SELLERS),
                    f"JP-{rng.randrange(10**6):06d}",
                )
            )
        return tuple(items), sum(g * i.quantity for (_, _, g), i in zip(chosen, items, strict=True))

    def _order(
        self,
        number: int,
        placed: datetime,
        items: tuple[Item, ...],
        buyer: Buyer,
        recipient: Recipient,
        way: Way,
        ended: OrderState | None,
    ) -> Order:
        """Return the order as it has come along its way until now."""
        rng, now = self._rng, self._now
        amount = Money(sum(i.price.minor * i.quantity + i.freight.minor for i in items), CURRENCY)
        paid = placed + timedelta(minutes=rng.randrange(2, 400))
        paid_at = paid if paid <= now else None
        goes_on = paid_at is not None and ended is None
        return Order(
            id=0,
            account_id=buyer.account_id,
            source=SOURCE,
            number=f"RK-{FIRST_NUMBER + number * STEP + rng.randrange(STEP)}",
            state=_state(way, ended, now) if paid_at else OrderState.PLACED,
            currency=CURRENCY,
            placed_at=placed,
            paid_at=paid_at,
            shipped_at=way.shipped_at if goes_on and way.shipped_at <= now else None,
            delivered_at=way.delivered_at if goes_on and _is_past(way.delivered_at, now) else None,
            promised_at=way.promised_at if paid_at else None,
            declared=amount if self._hundred(CHANCES.declared) else None,
            remarks=self._remark(buyer.language),
            options=frozenset(o for o in Option if self._hundred(CHANCES.option)),
            recipient=recipient,
            items=items,
            payments=self._payments(amount, buyer.language, paid_at, ended),
        )

    def _remark(self, language: str) -> str:
        if not self._hundred(CHANCES.remarks):
            return ""
        own = [text for spoken, text in self._remarks if spoken == language]
        return self._rng.choice(own or [text for spoken, text in self._remarks if spoken == "en"])

    def _payments(
        self, amount: Money, language: str, paid_at: datetime | None, ended: OrderState | None
    ) -> tuple[Payment, ...]:
        rng = self._rng
        if language in CHINESE and rng.random() < 0.7:  # noqa: PLR2004 -- most pay as they do at home
            provider, shown = "alipay", f"{rng.choice(table_of('zh_family'))[0]}**"
        elif rng.random() < 0.15:  # noqa: PLR2004 -- some have no card
            provider, shown = ("konbini", "") if language == "ja" else ("paypal", "")
        else:
            provider, shown = rng.choice(CARDS), f"•••• {rng.randrange(10**4):04d}"
        state = PaymentState.REFUNDED if ended else PaymentState.PAID
        if paid_at is None:
            state = PaymentState.PENDING
        count = 2 if self._hundred(CHANCES.paid_twice) else 1
        return tuple(Payment(n + 1, provider, amount, state, shown, paid_at=paid_at) for n in range(count))

    def _recipient(self, buyer: Buyer) -> Recipient:
        rng, home = self._rng, buyer.home
        if self._hundred(CHANCES.other_recipient):
            country = home.country if rng.random() < 0.6 else "US"  # noqa: PLR2004 -- most send to their own country
            name = self._pools.called(buyer.language, rng).names[0].text
            return Recipient(
                name, phone_in(country, rng), address_in(country, rng, self._pools), is_other_person=True
            )
        name = buyer.name if home.country == "JP" or not buyer.latin else buyer.latin
        return Recipient(name, buyer.phone, home)


def _is_past(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now


def _state(way: Way, ended: OrderState | None, now: datetime) -> OrderState:
    """Return how far a paid order has come."""
    if ended:
        return ended
    steps = (
        (way.delivered_at, OrderState.DELIVERED),
        (way.shipped_at, OrderState.SHIPPED),
        (way.intake_at, OrderState.IN_WAREHOUSE),
        (way.bought_at, OrderState.BOUGHT),
    )
    return next((state for at, state in steps if _is_past(at, now)), OrderState.PAID)
