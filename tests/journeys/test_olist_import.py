"""An administrator takes in a real shop's export: 3,000 orders, with the quarrels that live in them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest

from console.access import Role
from console.customers.actions import correct_account
from console.customers.records import Account, Name, Script
from console.imports.actions import past_imports
from console.imports.records import Kind, Outcome, Reason, Report
from console.money import Money
from console.orders.records import Order
from db.work import SqlBackend
from tests.parts import stores
from tests.parts.clock import Clock
from tests.parts.shop import Shop, counts, open_shop

ORDER = "2c810e97c1d3956172e1830863e6a133"


@dataclass(frozen=True)
class TakenIn:
    shop: Shop
    files: list[Path]
    tried: Report
    report: Report


@pytest.fixture(scope="module")
def taken(
    shared_data: Path, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TakenIn]:
    folder = tmp_path_factory.mktemp("olist")
    engines = stores.sqlite_copy(sqlite_template, folder / "console.store")
    shop = open_shop(SqlBackend(engines, clock=Clock()), folder, "olist")
    files = sorted((shared_data / "olist-sample").glob("*.csv"))
    tried = shop.try_out(*files)
    yield TakenIn(shop, files, tried, shop.take_in(*files))
    engines.close()


def all_orders(shop: Shop) -> list[Order]:
    with shop.backend.read() as work:
        return list(work.orders.many(range(1, 3001)))


def order_and_person(shop: Shop) -> tuple[Order, Account]:
    with shop.backend.read() as work:
        order = work.orders.by_number(ORDER)[0]
        return order, work.customers.get(order.account_id)


def test_every_order_person_item_and_payment_is_there(taken: TakenIn) -> None:
    assert counts(taken.report, Outcome.CREATED) == {
        Kind.ORDERS: 3000,
        Kind.ACCOUNTS: 2995,
        Kind.ITEMS: 3397,
        Kind.PAYMENTS: 3170,
    }
    assert taken.report.refused == 0


def test_the_sums_are_those_of_the_files(taken: TakenIn) -> None:
    orders = all_orders(taken.shop)
    assert sum((o.amount for o in orders), Money(0, "BRL")).decimal == Decimal("461323.94")
    assert sum((o.paid for o in orders), Money(0, "BRL")).decimal == Decimal("468087.37")


def test_what_does_not_agree_is_told_apart_and_nothing_is_made_to_fit(taken: TakenIn) -> None:
    report = taken.report
    reasons = Counter(p.reason for p in report.problems)
    assert reasons == {Reason.PAYMENTS_DIFFER: 13, Reason.ROUNDING: 9, Reason.NO_ITEMS: 24}
    assert [len(n) for n in (report.differing, report.rounding, report.without_items)] == [13, 9, 24]
    off = {o.number: abs(o.paid.minor - o.amount.minor) for o in all_orders(taken.shop)}
    assert all(off[n] > 1 for n in report.differing)
    assert all(off[n] == 1 for n in report.rounding)


def test_files_that_are_not_needed_are_counted_as_read(taken: TakenIn) -> None:
    left = {f.table: f.lines for f in taken.report.files if not f.taken}
    assert left == {"reviews": 2993, "sellers": 938, "translation": 71}
    assert taken.report.read == sum(f.lines for f in taken.report.files) == 19_021


def test_an_order_stands_as_the_shop_has_it(taken: TakenIn) -> None:
    order, person = order_and_person(taken.shop)
    assert order.placed_at.isoformat() == "2018-08-15T14:30:33+00:00"
    assert (order.state, order.currency, order.title) == ("delivered", "BRL", "beleza_saude")
    assert person.shop_id == "6ca64aa28917ec5f253c90fda7032b6c"
    assert (person.addresses[0].postcode, person.country, person.language) == ("14026", "BR", "pt-BR")


def test_leading_zeros_of_postcodes_stay(taken: TakenIn) -> None:
    with taken.shop.backend.read() as work:
        people = work.customers.many(range(1, 2996))
    assert sum(p.addresses[0].postcode.startswith("0") for p in people) == 683
    assert all(len(p.addresses[0].postcode) == 5 for p in people)


def test_the_dry_run_said_the_same(taken: TakenIn) -> None:
    assert replace(taken.tried, seconds=0) == replace(taken.report, seconds=0)


def test_the_same_files_again_change_nothing(taken: TakenIn) -> None:
    again = taken.shop.take_in(*taken.files)
    assert counts(again, Outcome.UNCHANGED) == counts(taken.report, Outcome.CREATED)
    assert again.total(Outcome.CREATED) == again.total(Outcome.UPDATED) == 0
    assert len(past_imports(taken.shop.backend, taken.shop.actor)) >= 2


def test_a_correction_survives_the_next_import_and_is_told(taken: TakenIn) -> None:
    _, person = order_and_person(taken.shop)
    agent = replace(taken.shop.actor, role=Role.AGENT)
    named = replace(person, language="en", names=(Name("Ana Exemplo", Script.LATIN),))
    correct_account(taken.shop.backend, agent, named)
    report = taken.shop.take_in(*taken.files)
    told = [p for p in report.problems if p.reason is Reason.CORRECTED_HERE]
    assert [(p.file, p.params["record"]) for p in told] == [("olist_customers_dataset.csv", person.ref)]
    assert order_and_person(taken.shop)[1].title == "Ana Exemplo"
    assert order_and_person(taken.shop)[1].language == "en"
