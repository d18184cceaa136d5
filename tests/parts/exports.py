"""Made-up orders as each shop's own export writes them: its columns, encoding and way of several lines."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from faker import Faker

TOKYO = ZoneInfo("Asia/Tokyo")
FIRST_DAY = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
STATES = ("placed", "paid", "shipped", "cancelled")
Cells = Mapping[str, str]


@dataclass(frozen=True)
class Person:
    """Somebody made up."""

    number: int
    family: str
    given: str
    email: str
    phone: str
    postcode: str
    region: str
    city: str
    street: str


@dataclass(frozen=True)
class Bought:
    """One item of a made-up order; prices in yen."""

    name: str
    code: str
    quantity: int
    price: int


@dataclass(frozen=True)
class MadeUp:
    """One made-up order."""

    number: int
    buyer: Person
    receiver: Person
    state: str
    placed_at: datetime
    items: tuple[Bought, ...]
    freight: int

    @property
    def total(self) -> int:
        """What items and freight come to."""
        return sum(i.price * i.quantity for i in self.items) + self.freight


def made_up(count: int, seed: int = 7) -> list[MadeUp]:
    """Return orders, always the same ones for a seed; every postcode and phone begins with a zero."""
    fake = Faker("ja_JP")
    fake.seed_instance(seed)
    people = [_person(fake, n) for n in range(1, count // 2 + 2)]
    return [_order(fake, n, people) for n in range(1, count + 1)]


def _person(fake: Faker, number: int) -> Person:
    street = f"{fake.town()}{fake.random_int(1, 40)}-{fake.random_int(1, 20)}"
    return Person(
        number=number,
        family=fake.last_name(),
        given=fake.first_name(),
        email=f"person{number}@example.com",
        phone=f"090{fake.random_number(8, fix_len=True)}",
        postcode=f"0{fake.random_number(6, fix_len=True)}",
        region=fake.prefecture(),
        city=fake.city(),
        street=street,
    )


def _order(fake: Faker, number: int, people: Sequence[Person]) -> MadeUp:
    pick = fake.random
    items = tuple(
        Bought(
            f"{fake.word()}、{fake.word()} {n}号",
            f"SKU-{number}-{n}",
            pick.randint(1, 3),
            pick.randint(1, 99) * 100,
        )
        for n in range(1, pick.randint(2, 4))
    )
    return MadeUp(
        number=number,
        buyer=pick.choice(people),
        receiver=pick.choice(people),
        state=STATES[number % len(STATES)],
        placed_at=FIRST_DAY + timedelta(minutes=7 * number),
        items=items,
        freight=pick.choice((0, 500, 880)),
    )


def _local(moment: datetime, form: str) -> str:
    return moment.astimezone(TOKYO).strftime(form)


def shopify(order: MadeUp) -> list[Cells]:
    """Return an order's lines: its own cells on the first alone, zips and phones behind an apostrophe."""
    money = {"placed": "pending", "paid": "paid", "shipped": "paid", "cancelled": "voided"}
    placed = _local(order.placed_at, "%Y-%m-%d %H:%M:%S +0900")
    own: dict[str, str] = {
        "Email": order.buyer.email,
        "Financial Status": money[order.state],
        "Fulfillment Status": "fulfilled" if order.state == "shipped" else "unfulfilled",
        "Cancelled at": placed if order.state == "cancelled" else "",
        "Currency": "JPY",
        "Shipping": str(order.freight),
        "Total": str(order.total),
        "Created at": placed,
        "Payment Method": "Shopify Payments",
        "Id": f"57{order.number:08}",
    }
    for side, one in (("Billing", order.buyer), ("Shipping", order.receiver)):
        own |= {
            f"{side} Name": f"{one.family} {one.given}",
            f"{side} Address1": one.street,
            f"{side} City": one.city,
            f"{side} Zip": f"'{one.postcode}",
            f"{side} Province Name": one.region,
            f"{side} Country": "JP",
            f"{side} Phone": f"'{one.phone}",
        }
    lines = [
        {
            "Name": f"#{order.number}",
            "Lineitem quantity": str(i.quantity),
            "Lineitem name": i.name,
            "Lineitem price": str(i.price),
            "Lineitem sku": i.code,
        }
        for i in order.items
    ]
    return [{**own, **lines[0]}, *lines[1:]]


def woocommerce(order: MadeUp) -> list[Cells]:
    """Return an order's one line, which names no items."""
    words = {"placed": "pending", "paid": "processing", "shipped": "completed", "cancelled": "cancelled"}
    own = {
        "id": f"{order.number}",
        "status": words[order.state],
        "order_date": _local(order.placed_at, "%Y-%m-%d %H:%M:%S"),
        "billing_email": order.buyer.email,
        "billing_phone": order.buyer.phone,
        "payment_method_title": "Credit card",
        "order_shipping": str(order.freight),
        "order_total": f"{order.total}.00",
        "total_number_of_items": str(len(order.items)),
    }
    for side, one in (("billing", order.buyer), ("shipping", order.receiver)):
        own |= {
            f"{side}_first_name": one.family,
            f"{side}_last_name": one.given,
            f"{side}_address_1": one.street,
            f"{side}_city": one.city,
            f"{side}_postcode": one.postcode,
            f"{side}_state": one.region,
            f"{side}_country": "JP",
        }
    return [own]


def woocommerce_with_items(order: MadeUp) -> list[Cells]:
    """Return an order's lines where the plugin writes one an item."""
    own = woocommerce(order)[0]
    return [
        {
            **own,
            "item_name": i.name,
            "item_sku": i.code,
            "item_quantity": str(i.quantity),
            "item_price": str(i.price),
        }
        for i in order.items
    ]


def base(order: MadeUp) -> list[Cells]:
    """Return an order's lines, its own cells on each."""
    words = {"placed": "入金待ち", "paid": "未対応", "shipped": "対応済", "cancelled": "キャンセル"}
    own = {
        "注文ID": f"{order.number:016X}",
        "注文日時": _local(order.placed_at, "%Y/%m/%d %H:%M:%S"),
        "メールアドレス(請求先)": order.buyer.email,
        "合計金額": str(order.total),
        "送料": str(order.freight),
        "支払い方法": "コンビニ決済",
        "発送状況": words[order.state],
    }
    for side, one in (("請求先", order.buyer), ("配送先", order.receiver)):
        own |= {
            f"氏({side})": one.family,
            f"名({side})": one.given,
            f"郵便番号({side})": one.postcode,
            f"都道府県({side})": one.region,
            f"住所({side})": one.city,
            f"住所2({side})": one.street,
            f"電話番号({side})": one.phone,
        }
    return [
        {**own, "商品名": i.name, "価格": str(i.price), "数量": str(i.quantity), "商品ID": i.code}
        for i in order.items
    ]


def eccube4(order: MadeUp) -> list[Cells]:
    """Return an order's lines: its items, then its freight as a line of its own."""
    status = {"placed": "1", "paid": "6", "shipped": "5", "cancelled": "3"}[order.state]
    names = {"1": "新規受付", "6": "入金済み", "5": "発送済み", "3": "注文取消し"}
    placed = _local(order.placed_at, "%Y-%m-%d %H:%M:%S")
    buyer, receiver = order.buyer, order.receiver
    own = {
        "注文ID": f"{order.number}",
        "注文番号": f"{order.number:06}",
        "会員ID": str(buyer.number) if order.number % 3 else "",
        "お名前(姓)": buyer.family,
        "お名前(名)": buyer.given,
        "郵便番号": buyer.postcode,
        "都道府県(名称)": buyer.region,
        "住所1": buyer.city,
        "住所2": buyer.street,
        "メールアドレス": buyer.email,
        "TEL": buyer.phone,
        "送料": str(order.freight),
        "支払合計": str(order.total),
        "対応状況(ID)": status,
        "対応状況(名称)": names[status],
        "支払方法(名称)": "銀行振込",
        "受注日": placed,
        "入金日": placed if status in ("5", "6") else "",
        "配送先_お名前(姓)": receiver.family,
        "配送先_お名前(名)": receiver.given,
        "配送先_郵便番号": receiver.postcode,
        "配送先_都道府県(名称)": receiver.region,
        "配送先_住所1": receiver.city,
        "配送先_住所2": receiver.street,
        "配送先_TEL": receiver.phone,
        "送料#2": str(order.freight),
    }
    return [{**own, **line} for line in _eccube4_lines(order)]


def _eccube4_lines(order: MadeUp) -> list[Cells]:
    lines = [
        {
            "商品名": i.name,
            "商品コード": i.code,
            "価格": str(i.price),
            "個数": str(i.quantity),
            "明細区分(ID)": "1",
        }
        for i in order.items
    ]
    freight = {"商品名": "送料", "価格": str(order.freight), "個数": "1", "明細区分(ID)": "2"}
    discount = {"商品名": "割引", "価格": "-100", "個数": "1", "明細区分(ID)": "4"}
    names_of = {"1": "商品", "2": "送料", "4": "割引"}
    return [{**x, "明細区分(名称)": names_of[x["明細区分(ID)"]]} for x in (*lines, freight, discount)]


def shopify_customer(person: Person) -> Cells:
    """Return a customer's line."""
    return {
        "Customer ID": f"'{person.number}",
        "First Name": person.family,
        "Last Name": person.given,
        "Email": person.email,
        "Default Address Address1": person.street,
        "Default Address City": person.city,
        "Default Address Province Code": person.region,
        "Default Address Country Code": "JP",
        "Default Address Zip": f"'{person.postcode}",
        "Phone": f"'{person.phone}",
    }


def eccube4_customer(person: Person) -> Cells:
    """Return a customer's line."""
    return {
        "会員ID": f"{person.number}",
        "お名前(姓)": person.family,
        "お名前(名)": person.given,
        "郵便番号": person.postcode,
        "都道府県(名称)": person.region,
        "住所1": person.city,
        "住所2": person.street,
        "メールアドレス": person.email,
        "TEL": person.phone,
        "誕生日": "1990-04-01 00:00:00",
        "会員ステータス(ID)": "2",
        "会員ステータス(名称)": "本会員",
        "登録日": "2026-01-05 09:00:00",
    }


@dataclass(frozen=True)
class Written:
    """How one shop writes: the name of its header, its encoding, an order's lines and its number."""

    header: str
    profile: str
    encoding: str
    lines: Callable[[MadeUp], list[Cells]]
    number: Callable[[MadeUp], str]
    has_items: bool = True
    more: tuple[str, ...] = ()  # columns that a version of the export has beside


ORDERS: Mapping[str, Written] = {
    "shopify": Written("shopify_orders", "shopify", "utf-8", shopify, lambda o: f"#{o.number}"),
    "woocommerce": Written(
        "woocommerce_orders_plugin_keys", "woocommerce", "utf-8", woocommerce, lambda o: f"{o.number}", False
    ),
    "woocommerce, a line an item": Written(
        "woocommerce_orders_plugin_keys",
        "woocommerce",
        "utf-8-sig",
        woocommerce_with_items,
        lambda o: f"{o.number}",
        more=("item_name", "item_sku", "item_quantity", "item_price"),
    ),
    "base": Written("base_orders_ja", "base", "cp932", base, lambda o: f"{o.number:016X}"),
    "base, utf-8": Written("base_orders_ja", "base", "utf-8-sig", base, lambda o: f"{o.number:016X}"),
    "eccube4": Written("eccube4_orders_ja", "eccube4", "cp932", eccube4, lambda o: f"{o.number:06}"),
}


def header_of(shared_data: Path, name: str) -> list[str]:
    """Return the columns that a shop's export really has, the second of a name as "name#2"."""
    text = json.loads((shared_data / "formats" / "headers.json").read_text(encoding="utf-8"))[name]
    seen: list[str] = []
    for column in text.split(","):
        seen.append(f"{column}#2" if column in seen else column)
    return seen


def written(header: Sequence[str], lines: Sequence[Cells], encoding: str) -> bytes:
    """Return a file with these columns; what has no column is left out."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.removesuffix("#2") for column in header)
    writer.writerows([line.get(column, "") for column in header] for line in lines)
    return out.getvalue().encode(encoding)
