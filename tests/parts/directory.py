"""A small directory of made-up people, orders, parcels and cases to look things up in."""

from dataclasses import replace
from datetime import timedelta

from console.access import Actor, Role
from console.cases.records import CaseKind, Channel, NewCase
from console.customers.records import Account, Address, Contact, ContactKind, Guardian, Name
from console.money import Money
from console.operators.records import Operator
from console.orders.records import Item, Order, Recipient
from db.work import SqlBackend, SqlWork
from tests.parts import world


def person(
    *names: str,
    mail: str = "",
    phone: str = "",
    street: str = "",
    town: str = "",
    postcode: str = "",
    shop_id: str = "",
    guardian: str = "",
) -> Account:
    """Return an account that has just this."""
    contacts = [(ContactKind.EMAIL, mail), (ContactKind.PHONE, phone)]
    return Account(
        id=0,
        source="rakufun",
        shop_id=shop_id or "shop " + " ".join(names),
        names=tuple(Name(n, world.customer().names[0].script) for n in names),
        country="JP",
        guardian=Guardian(guardian, "mother") if guardian else None,
        contacts=tuple(Contact(kind, value) for kind, value in contacts if value),
        addresses=(Address((street,), town, "", postcode, "JP"),) if street or town or postcode else (),
    )


PEOPLE = {
    "taro": person(
        "山田 太郎", "ヤマダ タロウ", "Tarō Yamada",
        mail="taro.yamada88@mail.example.co.jp", phone="+81 90 1234 5678",
        street="神宮前1-2-3", town="渋谷区", postcode="150-0001",
    ),
    "misaki": person("小山田 美咲", "オヤマダ ミサキ", mail="misaki@example.com", phone="(03) 5555-0182"),
    "hanako": person("Hanako Yamada", mail="hanako_y@example.com", phone="+1 604 555 0182"),
    "shoji": person("庄司 真一", "ショウジ シンイチ"),
    "brian": person("Brian O'Brien", mail="bob@elsewhere.test", street="12 Hauptstraße", town="Łódź"),
    "dvorak": person("Antonín Dvořák", shop_id="871766c5855e863f6eccc05f988b23cb"),
    "isil": person("Işıl Yıldız", guardian="Ayşe Yıldız"),
}  # fmt: skip


def order_of(account_id: int, number: str, *products: str, recipient: Recipient | None = None) -> Order:
    """Return an order that has just this."""
    item = world.order(account_id).items[0]
    return replace(
        world.order(account_id, number),
        recipient=recipient,
        payments=(),
        items=tuple(
            Item(i, product, 1, Money(100, "JPY"), item.freight) for i, product in enumerate(products, 1)
        ),
    )


class Directory:
    """What was put in, by the names that tests use."""

    def __init__(self, backend: SqlBackend) -> None:
        self.backend = backend
        self.keys: dict[tuple[str, int], str] = {}
        with backend.begin() as work:
            self.actors = {role: _operator(work, role) for role in Role}
            self._fill(work)

    def _fill(self, work: SqlWork) -> None:
        accounts = {name: self._name("account", work.customers.add(a), name) for name, a in PEOPLE.items()}
        other = Recipient("Petra Müller", "+49 30 901820", Address(("Unter den Linden 7",), "Berlin"), True)
        orders = {
            "teapot": order_of(accounts["taro"], "RK-88213407", "南部鉄器 急須", "Nanbu iron teapot, small"),
            "gift": order_of(accounts["taro"], "RK-88219999", "ワイヤレスイヤホン", recipient=other),
            "other-teapot": order_of(accounts["brian"], "RK-7000123", "Glass teapot"),
            "hexadecimal": order_of(accounts["dvorak"], "e481f51cbdc54678b7cc49136f2d6af7", "perfumery"),
        }
        kept = {name: self._name("order", work.orders.add(o), name) for name, o in orders.items()}
        parcels = {
            "spaced": replace(world.parcel(kept["teapot"]), number="P-1", tracking="EN 882 014 773 JP"),
            "plain": replace(world.parcel(kept["gift"]), number="P-2", tracking="1Z999AA10123456784"),
        }
        for name, parcel in parcels.items():
            self._name("parcel", work.parcels.add(parcel), name)
        self._name("case", self._open_case(work, accounts["taro"], kept["teapot"]), "crushed")

    def _name(self, kind: str, key: int, name: str) -> int:
        self.keys[kind, key] = name
        return key

    def _open_case(self, work: SqlWork, account_id: int, order_id: int) -> int:
        now, agent = self.backend.now(), self.actors[Role.AGENT].operator_id
        return work.cases.add(
            NewCase(
                CaseKind.DISPUTE,
                "packaging",
                "Packaging crushed",
                account_id,
                order_id,
                Channel.PHONE,
                now,
                now + timedelta(days=15),
                agent,
                now,
            )
        ).id

    def key(self, kind: str, name: str) -> int:
        """Return the number of what was put in under `name`."""
        return next(k for (other, k), n in self.keys.items() if (other, n) == (kind, name))


def _operator(work: SqlWork, role: Role) -> Actor:
    operator = Operator(0, f"{role.value} one", role, work.at)
    return Actor(work.operators.add(operator, world.PASSWORD_HASH), operator.name, role)
