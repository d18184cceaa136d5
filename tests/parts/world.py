"""A small made-up world: one operator a role, one customer, an order, a parcel, a dispute on its way."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from console.access import Actor, Role
from console.cases.records import CaseFile, CaseKind, Channel, NewCase
from console.customers.records import Account, Address, Contact, ContactKind, Name, Script
from console.letters.actions import hand_over_letter, void_letter
from console.letters.records_register import KeptAddress, Letter, NewLetter
from console.money import Money
from console.operators.records import Operator
from console.orders.records import Item, Order, OrderState, Payment, PaymentState, Recipient
from console.parcels.records import Condition, Parcel, ParcelState
from console.secrets import Cost, hash_password
from console.settings import Limits, Profile
from db.work import SqlBackend

PASSWORD = "an open sesame for everyone"
PASSWORD_HASH = hash_password(PASSWORD, Cost(iterations=1, lanes=1, memory_kib=8))  # as cheap as can be
PLACED_AT = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)


def customer() -> Account:
    """Return a made-up customer with names in two scripts."""
    return Account(
        id=0,
        source="rakufun",
        shop_id="C-100",
        names=(Name("山田 花子", Script.HAN), Name("Hanako Yamada", Script.LATIN)),
        language="ja",
        country="CA",
        since_on=date(2019, 4, 1),
        birth_year=1990,
        contacts=(
            Contact(ContactKind.EMAIL, "hanako@example.com", PLACED_AT),
            Contact(ContactKind.PHONE, "+1 604 555 0182"),
        ),
        addresses=(Address(("12 Example Street",), "Vancouver", "BC", "V6B 1A1", "CA", PLACED_AT),),
    )


def order(account_id: int, number: str = "RK-88213407") -> Order:
    """Return a delivered and paid order of one figure."""
    return Order(
        id=0,
        account_id=account_id,
        source="rakufun",
        number=number,
        state=OrderState.DELIVERED,
        currency="JPY",
        placed_at=PLACED_AT,
        paid_at=PLACED_AT,
        delivered_at=PLACED_AT + timedelta(days=14),
        recipient=Recipient("Hanako Yamada", "+1 604 555 0182", customer().addresses[0]),
        items=(Item(1, "1/7 scale figure", 1, Money(48_600, "JPY"), Money(0, "JPY")),),
        payments=(Payment(1, "alipay", Money(48_600, "JPY"), PaymentState.PAID, "yamada***"),),
    )


def parcel(order_id: int) -> Parcel:
    """Return the parcel in which the order went out."""
    return Parcel(
        id=0,
        number="P-1",
        order_ids=(order_id,),
        state=ParcelState.DELIVERED,
        intake_at=PLACED_AT + timedelta(days=3),
        intake_grams=1310,
        condition=Condition.INTACT,
        outbound_grams=1390,
        shipped_at=PLACED_AT + timedelta(days=6),
        carrier="EMS",
        tracking="EN882014773JP",
        delivered_at=PLACED_AT + timedelta(days=14),
    )


@dataclass(frozen=True)
class World:
    """Who and what there is."""

    backend: SqlBackend
    actors: dict[Role, Actor]
    account_id: int
    order_id: int
    parcel_id: int

    def actor(self, role: Role) -> Actor:
        """Return the operator of a role."""
        return self.actors[role]

    @property
    def agent_id(self) -> int:
        """The number of the operator who is an agent."""
        return self.actor(Role.AGENT).operator_id

    def case(self) -> CaseFile:
        """Return a new open case about the order, recorded by the agent."""
        now = self.backend.now()
        new = NewCase(
            kind=CaseKind.DISPUTE,
            topic="packaging",
            title="Box crushed",
            account_id=self.account_id,
            order_id=self.order_id,
            channel=Channel.EMAIL,
            received_at=now,
            due_by=now + timedelta(days=15),
            opened_by=self.actor(Role.AGENT).operator_id,
            opened_at=now,
        )
        with self.backend.begin() as work:
            return work.cases.add(new)

    def letter(self) -> Letter:
        """Return an issued letter on a new case."""
        case = self.case()
        new = NewLetter(
            case_id=case.id,
            template="dispute-answer",
            asked="ja",
            language="ja",
            to=KeptAddress("Hanako Yamada", ("12 Example Street", "Vancouver"), "CA", "ja"),
            sha256="0" * 64,
            pdf=b"%PDF-1.7 made up",
            pages=1,
            decision_id=1,
            issued_by=self.actor(Role.AGENT).operator_id,
            issued_at=self.backend.now(),
        )
        with self.backend.begin() as work:
            return work.letters.add(new)

    def handed_over_letter(self) -> Letter:
        """Return a letter that went out."""
        letter, actor = self.letter(), self.actor(Role.AGENT)
        return hand_over_letter(
            self.backend,
            actor,
            letter.id,
            channel=Channel.LETTER,
            at=self.backend.now(),
            person="Post office",
        )

    def void_letter(self) -> Letter:
        """Return a letter that was made void."""
        return void_letter(self.backend, self.actor(Role.AGENT), self.letter().id)


def settle(backend: SqlBackend) -> World:
    """Fill an empty store with the world."""
    with backend.begin() as work:
        actors = {}
        for role in Role:
            name = f"{role.value} one"
            operator_id = work.operators.add(Operator(0, name, role, backend.now()), PASSWORD_HASH)
            actors[role] = Actor(operator_id, name, role)
        work.settings.put("profile", Profile(name="Rakufun").model_dump(mode="json"))
        work.settings.put("limits", Limits(storage_days=60).model_dump(mode="json"))
        account_id = work.customers.add(customer())
        order_id = work.orders.add(order(account_id))
        parcel_id = work.parcels.add(parcel(order_id))
    return World(backend, actors, account_id, order_id, parcel_id)
