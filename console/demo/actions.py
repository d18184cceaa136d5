"""The verb: fill a store with made-up people."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import islice
from random import Random
from typing import Any, TypeVar

from console.access import Actor, Role
from console.actions import action
from console.backend import Backend
from console.customers.records import ContactKind
from console.demo.desk import Desk
from console.demo.people import people
from console.demo.purchases import Buying
from console.demo.quarrels import plan
from console.demo.records import SOURCE, Buyer, Disputable, Filled, Person, Purchase
from console.demo.store import Work
from console.disputes.answer_store import AnswerDrawer
from console.errors import Invalid
from console.evidence.room import Room
from console.operators.records import Operator
from console.progress import Progress, Token, silent
from console.settings import Limits, Profile, settings_from
from console.words import N_

CHUNK = 1_000  # records a transaction
KEPT_FOR_CASES = 6_000  # orders that cases may be about
STORAGE_DAYS = 60  # obligations, settled points: demo data sets them
LIMITS = Limits(storage_days=STORAGE_DAYS, approval_above={"JPY": 10_000}, appeal_days=30)
PROFILE = Profile(
    name="Rakufun",
    names={"ja": "ラクフン株式会社"},
    address=("1-2-3 Kuramae, Taito-ku", "Tokyo 111-0051", "Japan"),
    addresses={"ja": ("〒111-0051", "東京都台東区蔵前1-2-3")},
    email="service@rakufun.example",
    phone="+81 3 0000 0000",
    web="rakufun.example",
    privacy_contact="privacy@rakufun.example",
)
DESK = (Role.AGENT, Role.SUPERVISOR)
HELPERS = (  # name, role, days since the training in data protection, duty for children's data
    ("Aoi", Role.AGENT, 40, True),
    ("Ren", Role.AGENT, 190, False),
    ("Hinata", Role.SUPERVISOR, 75, False),
)
NO_PASSWORD = "!"  # noqa: S105 -- no password has this hash: such an operator cannot sign in until given one
T = TypeVar("T")


@dataclass(slots=True)
class _Filling:
    """One fill while it runs."""

    backend: Backend[Any]
    actor: Actor
    seed: int
    progress: Progress
    token: Token
    total: int
    done: int = 0
    parcels: int = 0
    disputable: list[Disputable] = field(default_factory=list)

    def step(self, count: int) -> None:
        """Tell that so many more records are kept. Raises: Cancelled."""
        self.done += count
        self.progress(self.done, self.total)
        self.token.check()


@action("demo:fill", tag="demo:filled")
def fill(
    backend: Backend[Work],
    actor: Actor,
    *,
    accounts: int,
    orders: int,
    cases: int,
    seed: int = 1,
    drawer: AnswerDrawer | None = None,
    room: Room | None = None,
    progress: Progress = silent,
    token: Token | None = None,
) -> Filled:
    """Add made-up people, their orders, parcels and cases, and return how many.

    The same seed gives the same data, told from the present moment. With a `drawer` some cases are answered
    by letter, with a `room` some hold files. Raises: Invalid, Cancelled.
    """
    if min(accounts, orders, cases) < 0 or (orders and not accounts) or (cases and not orders):
        raise Invalid(N_("Cases need orders, orders need people, and none of them can be fewer than none."))
    filling = _Filling(backend, actor, seed, progress, token or Token(), accounts + orders + cases)
    first = _settle(backend, actor)
    buyers = _add_people(filling, accounts, first[0])
    _add_orders(filling, orders, first[1], buyers)
    if cases:
        desk = Desk(backend, _operators(backend, actor), seed, drawer, room)
        for planned in plan(seed, cases, filling.disputable, backend.now()):
            desk.work_on(planned)
            filling.step(1)
    return Filled(accounts, orders, filling.parcels, cases)


def _settle(backend: Backend[Work], actor: Actor) -> tuple[int, int]:
    """Set what an organisation sets where nothing is set yet; return how many are there already."""
    with backend.begin() as work:
        settings = settings_from(work.settings.values())
        if settings.profile is None or (
            settings.profile.name == PROFILE.name and not settings.profile.address
        ):
            work.settings.put("profile", PROFILE.model_dump(mode="json"))
        if settings.limits.storage_days is None:
            work.settings.put("limits", LIMITS.model_dump(mode="json"))
        elif not settings.limits.approval_above:
            set_too = settings.limits.model_copy(update={"approval_above": LIMITS.approval_above})
            work.settings.put("limits", set_too.model_dump(mode="json"))
        _note(work, actor, settings=1)
        return work.bulk.count_of(SOURCE)


def _note(work: Work, actor: Actor, **facts: int) -> None:
    work.audit.record(actor, "demo:filled", stream="demo", subject="demo:data", facts=facts)


def _chunks(things: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(things)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _add_people(filling: _Filling, count: int, first: int) -> list[Buyer]:
    buyers: list[Buyer] = []
    for chunk in _chunks(people(filling.seed, count, first, filling.backend.now())):
        with filling.backend.begin() as work:
            ids = work.bulk.add_accounts([p.account for p in chunk])
            _note(work, filling.actor, accounts=len(chunk))
        buyers += [_buyer(key, person) for key, person in zip(ids, chunk, strict=True)]
        filling.step(len(chunk))
    return buyers


def _buyer(account_id: int, person: Person) -> Buyer:
    account = person.account
    phone = next((c.value for c in account.contacts if c.kind is ContactKind.PHONE), "")
    home = replace(account.addresses[0], verified_at=None)
    return Buyer(account_id, account.language, account.names[0].text, person.latin, phone, home)


def _add_orders(filling: _Filling, count: int, first: int, buyers: Sequence[Buyer]) -> None:
    rng = Random(f"kept {filling.seed}")
    buying = Buying(filling.seed, first, filling.backend.now())
    for chunk in _chunks(buying.purchases(count, buyers)):
        with filling.backend.begin() as work:
            orders = [order for purchase in chunk for order in purchase.orders]
            ids = iter(work.bulk.add_orders(orders))
            kept = [(p, tuple(islice(ids, len(p.orders)))) for p in chunk]
            parcels = [replace(p.parcel, order_ids=i) for p, i in kept if p.parcel]
            filling.parcels += len(work.bulk.add_parcels(parcels))
            _note(work, filling.actor, orders=len(orders), parcels=len(parcels))
        filling.disputable += [_disputable(p, i[0]) for p, i in kept if rng.random() * count < KEPT_FOR_CASES]
        filling.step(len(orders))


def _disputable(purchase: Purchase, order_id: int) -> Disputable:
    order, buyer = purchase.orders[0], purchase.buyer
    return Disputable(order_id, order.placed_at, order, purchase.parcel, buyer.language, buyer.latin)


def _operators(backend: Backend[Work], actor: Actor) -> list[Actor]:
    """Return who worked on the cases: those of the desk; made-up ones where there are none or only one."""
    with backend.begin() as work:
        known = [o for o in work.operators.all() if o.active and o.role in DESK]
        named = {o.name.casefold() for o in work.operators.all()}
        for name, role, days, duty in HELPERS if len(known) < len(DESK) else ():
            if name.casefold() not in named:
                trained_on = (backend.now() - timedelta(days=days)).date()
                new = Operator(0, name, role, backend.now(), trained_on=trained_on, children_duty=duty)
                known.append(replace(new, id=work.operators.add(new, NO_PASSWORD)))
        _note(work, actor, operators=len(known))
    return [Actor(o.id, o.name, o.role) for o in known]
