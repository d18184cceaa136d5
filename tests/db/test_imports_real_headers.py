"""Each shop's real columns: what was made up, written as the shop writes it and taken in, is what is kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from console.customers.records import Account, ContactKind
from console.errors import Invalid
from console.imports.profile import profile_named
from console.imports.records import Report
from console.orders.records import Order
from db.work import SqlBackend
from tests.parts.exports import (
    ORDERS,
    MadeUp,
    Person,
    Written,
    eccube4_customer,
    header_of,
    made_up,
    shopify_customer,
    written,
)
from tests.parts.shop import Shop, open_shop, told

COUNT = 12
EVERY = pytest.mark.parametrize("shop", ORDERS)


@pytest.fixture
def desk(sqlite_backend: SqlBackend, tmp_path: Path) -> Shop:
    return open_shop(sqlite_backend, tmp_path)


def take_in(desk: Shop, profile: str, data: bytes) -> Report:
    path = desk.folder / "export.csv"
    path.write_bytes(data)
    return replace(desk, profile=profile_named(profile)).take_in(path)


def export(shared_data: Path, how: Written, orders: list[MadeUp]) -> bytes:
    header = [*header_of(shared_data, how.header), *how.more]
    return written(header, [line for order in orders for line in how.lines(order)], how.encoding)


def kept(desk: Shop, number: str) -> tuple[Order, Account]:
    with desk.backend.read() as work:
        order = work.orders.by_number(number)[0]
        return order, work.customers.get(order.account_id)


def said_of(person: Person) -> tuple[str, ...]:
    name = f"{person.family} {person.given}"
    return name, person.phone, person.postcode, person.region, person.city, person.street


def kept_of_buyer(account: Account) -> tuple[str, ...]:
    phone = next(c.value for c in account.contacts if c.kind is ContactKind.PHONE)
    at = account.addresses[0]
    return account.names[0].text, phone, at.postcode, at.region, at.city, "".join(at.lines)


def kept_of_receiver(order: Order, phone: str) -> tuple[str, ...]:
    who = order.recipient
    assert who is not None
    at = who.address
    return who.name, who.phone or phone, at.postcode, at.region, at.city, "".join(at.lines)


@EVERY
def test_every_order_of_a_real_export_is_kept_as_it_was_made(
    desk: Shop, shared_data: Path, shop: str
) -> None:
    how, orders = ORDERS[shop], made_up(COUNT)
    report = take_in(desk, how.profile, export(shared_data, how, orders))
    assert report.refused == 0
    for made in orders:
        order, _account = kept(desk, how.number(made))
        found = [(i.product, i.quantity, i.price.minor, i.product_ref) for i in order.items]
        items = [(i.name, i.quantity, i.price, i.code) for i in made.items] if how.has_items else []
        assert (order.state.value, order.placed_at, found) == (made.state, made.placed_at, items)
        assert [p.amount.minor for p in order.payments] == [made.total]
        assert sum(i.freight.minor for i in order.items) == (made.freight if how.has_items else 0)


@EVERY
def test_every_person_of_a_real_export_is_kept_as_they_were_made(
    desk: Shop, shared_data: Path, shop: str
) -> None:
    how, orders = ORDERS[shop], made_up(COUNT)
    take_in(desk, how.profile, export(shared_data, how, orders))
    for made in orders:
        order, account = kept(desk, how.number(made))
        assert kept_of_buyer(account) == said_of(made.buyer)
        assert [c.value for c in account.contacts if c.kind is ContactKind.EMAIL] == [made.buyer.email]
        assert kept_of_receiver(order, made.receiver.phone) == said_of(made.receiver)
        assert account.country == "JP"


@EVERY
def test_a_real_export_taken_in_again_changes_nothing(desk: Shop, shared_data: Path, shop: str) -> None:
    how = ORDERS[shop]
    data = export(shared_data, how, made_up(COUNT))
    take_in(desk, how.profile, data)
    again = take_in(desk, how.profile, data)
    assert [(c.created, c.updated) for c in again.by_kind.values()] == [(0, 0)] * 5


@pytest.mark.parametrize("shop", ["shopify", "woocommerce", "base"])
def test_where_no_customer_is_named_each_order_has_a_guest(desk: Shop, shared_data: Path, shop: str) -> None:
    how, orders = ORDERS[shop], made_up(COUNT)
    take_in(desk, how.profile, export(shared_data, how, orders))
    with desk.backend.read() as work:
        guests = [work.customers.by_shop_id(how.profile, f"guest:{how.number(o)}") for o in orders]
    assert len({g.id for g in guests if g}) == COUNT


def test_only_who_has_no_number_at_eccube_is_a_guest(desk: Shop, shared_data: Path) -> None:
    how, orders = ORDERS["eccube4"], made_up(COUNT)
    take_in(desk, "eccube4", export(shared_data, how, orders))
    for made in orders:
        _order, account = kept(desk, how.number(made))
        guest = f"guest:{how.number(made)}"
        assert account.shop_id == (str(made.buyer.number) if made.number % 3 else guest)


def test_orders_without_items_are_taken_and_told(desk: Shop, shared_data: Path) -> None:
    how, orders = ORDERS["woocommerce"], made_up(COUNT)
    report = take_in(desk, "woocommerce", export(shared_data, how, orders))
    assert report.without_items == tuple(how.number(o) for o in orders)
    assert {reason for *_place, reason in told(report)} == {"no-items"}


@pytest.mark.parametrize("gone", ["対応状況(ID)", "対応状況(名称)"])
def test_eccube_columns_may_be_switched_off_and_reordered(desk: Shop, shared_data: Path, gone: str) -> None:
    orders = made_up(COUNT)
    off = {gone, "送料#2", "明細区分(ID)", "支払方法(ID)", "誕生日", "会社名"}
    header = [c for c in reversed(header_of(shared_data, "eccube4_orders_ja")) if c not in off]
    data = written(header, [line for o in orders for line in ORDERS["eccube4"].lines(o)], "cp932")
    report = take_in(desk, "eccube4", data)
    assert report.refused == 0
    states = [kept(desk, f"{o.number:06}")[0].state.value for o in orders]
    freight = [sum(i.freight.minor for i in kept(desk, f"{o.number:06}")[0].items) for o in orders]
    assert (states, freight) == ([o.state for o in orders], [o.freight for o in orders])


@pytest.mark.parametrize(
    ("header", "profile", "source", "encoding"),
    [
        ("shopify_customers", "shopify-customers", "shopify", "utf-8"),
        ("eccube4_customers_ja", "eccube4-customers", "eccube4", "cp932"),
    ],
)
def test_every_customer_of_a_real_export_is_kept_as_made(
    desk: Shop, shared_data: Path, header: str, profile: str, source: str, encoding: str
) -> None:
    people = [o.buyer for o in made_up(COUNT)]
    line = shopify_customer if profile.startswith("shopify") else eccube4_customer
    people = list({p.number: p for p in people}.values())
    data = written(header_of(shared_data, header), [line(p) for p in people], encoding)
    assert take_in(desk, profile, data).refused == 0
    for person in people:
        with desk.backend.read() as work:
            account = work.customers.by_shop_id(source, str(person.number))
        assert account is not None
        assert kept_of_buyer(account) == said_of(person)


def test_a_status_that_no_list_has_is_told_and_leaves_its_order_out(desk: Shop, shared_data: Path) -> None:
    how, orders = ORDERS["base"], made_up(2)
    data = (
        export(shared_data, how, orders).decode("cp932").replace("キャンセル", "謎").replace("対応済", "謎")
    )
    report = take_in(desk, "base", data.encode("cp932"))
    assert ("発送状況", "unknown-word") in {(column, reason) for _f, _l, column, reason in told(report)}


def test_guests_with_one_email_are_counted_and_left_as_they_are(desk: Shop, shared_data: Path) -> None:
    how, orders = ORDERS["shopify"], made_up(COUNT)
    report = take_in(desk, "shopify", export(shared_data, how, orders))
    several = [o for o in orders if sum(x.buyer == o.buyer for x in orders) > 1]
    assert several
    assert report.likely_same == len(several)


def test_a_file_of_another_profile_is_refused_with_the_profile_that_knows_it(
    desk: Shop, shared_data: Path
) -> None:
    people = written(header_of(shared_data, "shopify_customers"), [], "utf-8")
    with pytest.raises(Invalid, match="shopify-customers knows it"):
        take_in(desk, "shopify", people)
