"""Two made-up people whom pictures and newcomers can rely on: they are there in every made-up store."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from console.access import Actor
from console.actions import action
from console.backend import Backend
from console.customers.records import Account, Address, Contact, ContactKind, Name, Script
from console.demo.records import SOURCE
from console.demo.store import Work
from console.money import Money
from console.orders.records import Item, Option, Order, OrderState, Payment, PaymentState, Recipient
from console.parcels.records import Condition, Parcel, ParcelState, Photo


@dataclass(frozen=True, slots=True)
class Bought:
    """One order of a persona and its parcel; days are counted back from the present."""

    number: str
    product: str
    yen: int
    days: int
    state: ParcelState
    card: str
    grams: int
    options: frozenset[Option] = frozenset()
    for_other: str = ""


VANCOUVER = Address(("1420 Example Street, Apt 4",), "Vancouver", "BC", "V6B 1A1", "CA")
TAIPEI = Address(("見本路100號5樓",), "臺北市", "臺北市", "100", "TW")
STATES = {ParcelState.DELIVERED: OrderState.DELIVERED, ParcelState.IN_CUSTOMS: OrderState.SHIPPED}
VISA = "Visa •••• 4417"
HANAKO = (
    Bought("RK-87412260", "画集 2冊 · two art books", 6_400, 40, ParcelState.DELIVERED, VISA, 2_210),
    Bought("RK-87990121", "フィギュア 1/7 · 1/7 figure", 48_600, 23, ParcelState.DELIVERED, VISA, 1_640),
    Bought(
        "RK-88213407", "南部鉄器 急須 小 · Nanbu iron teapot, small", 12_800, 11, ParcelState.IN_CUSTOMS,
        VISA, 1_310, frozenset({Option.INSURANCE}), "山田 太郎",
    ),
)  # fmt: skip
CHAO_WEI = (
    Bought(
        "RK-88104512",
        "限定版 フィギュア · limited figure",
        31_900,
        14,
        ParcelState.DELIVERED,
        "Alipay lin•••",
        1_480,
    ),
)


def people(now: datetime) -> list[tuple[Account, Sequence[Bought]]]:
    """Return the personas as accounts without ids, each with what they bought."""
    verified = now - timedelta(days=300)
    hanako = Account(
        0, SOURCE, "persona-hanako",
        (
            Name("山田 花子", Script.HAN),
            Name("Hanako Yamada", Script.LATIN),
            Name("ヤマダ ハナコ", Script.KANA),
        ),
        "ja", "CA", date(2019, 4, 2), birth_year=1988,
        contacts=(
            Contact(ContactKind.EMAIL, "hanako@example.com", verified),
            Contact(ContactKind.PHONE, "+1 604 555 0182", verified),
        ),
        addresses=(replace(VANCOUVER, verified_at=verified),),
    )  # fmt: skip
    chao_wei = Account(
        0, SOURCE, "persona-chao-wei",
        (Name("林兆偉", Script.HAN), Name("Lin Chao-Wei", Script.LATIN)),
        "zh-Hant", "TW", date(2021, 9, 18), birth_year=1995,
        contacts=(
            Contact(ContactKind.EMAIL, "lin.chaowei@example.com", verified),
            Contact(ContactKind.PHONE, "+886 900 000 417"),
        ),
        addresses=(TAIPEI,),
    )  # fmt: skip
    return [(chao_wei, CHAO_WEI), (hanako, HANAKO)]


def order_of(account: Account, bought: Bought, now: datetime) -> Order:
    """Return one order of a persona, without id."""
    placed = now - timedelta(days=bought.days)
    price = Money(bought.yen, "JPY")
    name = bought.for_other or account.names[0].text
    return Order(
        id=0,
        account_id=account.id,
        source=SOURCE,
        number=bought.number,
        state=STATES[bought.state],
        currency="JPY",
        placed_at=placed,
        paid_at=placed + timedelta(minutes=4),
        shipped_at=placed + timedelta(days=6),
        delivered_at=placed + timedelta(days=11) if bought.state is ParcelState.DELIVERED else None,
        declared=price,
        options=bought.options,
        recipient=Recipient(name, account.contacts[1].value, account.addresses[0], bool(bought.for_other)),
        items=(Item(1, bought.product, 1, price, Money(0, "JPY")),),
        payments=_payment(bought, price, placed),
    )


def _payment(bought: Bought, price: Money, placed: datetime) -> tuple[Payment, ...]:
    provider, _blank, shown = bought.card.partition(" ")
    return (Payment(1, provider, price, PaymentState.PAID, shown, paid_at=placed + timedelta(minutes=4)),)


def parcel_of(order_id: int, bought: Bought, now: datetime) -> Parcel:
    """Return the parcel in which a persona's order travels, without id."""
    placed = now - timedelta(days=bought.days)
    delivered = bought.state is ParcelState.DELIVERED
    intake = placed + timedelta(days=2)
    return Parcel(
        id=0,
        number=f"P-{bought.number.removeprefix('RK-')}",
        order_ids=(order_id,),
        state=bought.state,
        intake_at=intake,
        intake_grams=bought.grams,
        condition=Condition.INTACT,
        photos=(Photo(intake, "box from three sides, seal intact"),),
        stored_since=intake,
        consolidated_at=placed + timedelta(days=5),
        outbound_grams=bought.grams + 180,
        shipped_at=placed + timedelta(days=6),
        carrier="EMS",
        tracking=f"EN{bought.number[-6:]}773JP",
        customs_at=placed + timedelta(days=9),
        delivered_at=placed + timedelta(days=11) if delivered else None,
    )


@action("demo:fill", tag="demo:personas-met")
def meet_personas(backend: Backend[Work], actor: Actor) -> Sequence[int]:
    """Keep the personas with what they bought and return their account ids; they exist once only."""
    now = backend.now()
    with backend.begin() as work:
        met = people(now)
        ids = list(work.bulk.add_accounts([account for account, _bought in met]))
        for account_id, (account, bought) in zip(ids, met, strict=True):
            kept = replace(account, id=account_id)
            orders = work.bulk.add_orders([order_of(kept, b, now) for b in bought])
            pairs = zip(orders, bought, strict=True)
            work.bulk.add_parcels([parcel_of(order_id, b, now) for order_id, b in pairs])
        work.audit.record(
            actor, "demo:personas-met", stream="demo", subject="demo", facts={"accounts": len(ids)}
        )
        return ids
