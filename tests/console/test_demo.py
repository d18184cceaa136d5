"""Made-up people are many, of many languages, nobody real, and the same for the same seed."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from console.cards import mask_cards
from console.customers.records import Account, ContactKind, Script
from console.demo.people import people
from console.demo.purchases import Buying
from console.demo.records import Buyer, Person, Purchase
from console.demo.shipping import ems_number
from console.orders.records import OrderState, PaymentState
from console.parcels.records import Condition, ParcelState

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
RESERVED = re.compile(r"(@|\.)example(\.(com|net|org))?$")


def made(seed: int = 7, count: int = 2000) -> list[Person]:
    return list(people(seed, count, 0, NOW))


def bought(seed: int = 7, count: int = 3000) -> list[Purchase]:
    buyers = [
        Buyer(n, p.account.language, p.account.names[0].text, p.latin, "", p.account.addresses[0])
        for n, p in enumerate(made(count=300), 1)
    ]
    return list(Buying(seed, 0, NOW).purchases(count, buyers))


@pytest.fixture(scope="module")
def accounts() -> list[Account]:
    return [p.account for p in made()]


@pytest.fixture(scope="module")
def purchases() -> list[Purchase]:
    return bought()


def test_the_same_seed_gives_the_same_people_and_purchases() -> None:
    assert made(count=60) == made(count=60)
    assert bought(count=60) == bought(count=60)


def test_another_seed_gives_others() -> None:
    assert made(seed=1, count=60) != made(seed=2, count=60)
    assert bought(seed=1, count=60) != bought(seed=2, count=60)


def test_people_speak_many_languages(accounts: list[Account]) -> None:
    spoken = Counter(a.language for a in accounts)
    assert len(spoken) == 14
    assert 0.42 < spoken["ja"] / len(accounts) < 0.48
    assert 0.12 < (spoken["zh-Hans"] + spoken["zh-Hant"]) / len(accounts) < 0.18


def test_names_stand_in_the_scripts_of_their_language(accounts: list[Account]) -> None:
    scripts = {language: set[Script]() for language in {a.language for a in accounts}}
    for account in accounts:
        scripts[account.language] |= {n.script for n in account.names}
    assert scripts["ja"] == {Script.HAN, Script.KANA, Script.LATIN}
    assert scripts["zh-Hant"] == {Script.HAN, Script.LATIN}
    assert scripts["ko"] == {Script.HANGUL, Script.LATIN}
    assert scripts["el"] == {Script.OTHER}


def test_no_address_of_a_real_person_can_come_out(accounts: list[Account]) -> None:
    emails = [c.value for a in accounts for c in a.contacts if c.kind is ContactKind.EMAIL]
    assert len(emails) > 1800
    assert [e for e in emails if not RESERVED.search(e)] == []


def test_some_are_minors_and_each_of_them_has_a_guardian(accounts: list[Account]) -> None:
    minors = [a for a in accounts if a.birth_year and NOW.year - a.birth_year < 18]
    assert 15 < len(minors) < 80
    assert all(a.guardian for a in minors)
    assert any(a.guardian and a.guardian.consent_on is None for a in minors)


def test_everybody_is_known_before_the_first_order(accounts: list[Account]) -> None:
    assert max(a.since_on or date.max for a in accounts) <= (NOW - timedelta(days=900)).date()


def test_order_numbers_rise_and_none_comes_twice(purchases: list[Purchase]) -> None:
    numbers = [int(o.number.removeprefix("RK-")) for p in purchases for o in p.orders]
    assert len(numbers) == 3000
    assert numbers == sorted(set(numbers))


def test_orders_stand_in_every_state(purchases: list[Purchase]) -> None:
    assert {o.state for p in purchases for o in p.orders} == set(OrderState)


def test_parcels_stand_in_every_state_and_condition(purchases: list[Purchase]) -> None:
    parcels = [p.parcel for p in purchases if p.parcel]
    assert {p.state for p in parcels} == set(ParcelState)
    assert {p.condition for p in parcels} == set(Condition)
    assert any(p.reminders for p in parcels)
    assert any(p.consolidated_at for p in parcels)


def test_a_parcels_way_never_runs_backwards_nor_ahead_of_time(purchases: list[Purchase]) -> None:
    for parcel in (p.parcel for p in purchases if p.parcel):
        way = [parcel.intake_at, parcel.shipped_at, parcel.customs_at, parcel.delivered_at]
        reached = [at for at in way if at]
        assert reached == sorted(reached)
        assert all(at <= NOW for at in reached)


def test_what_was_ordered_is_what_was_paid(purchases: list[Purchase]) -> None:
    for order in (o for p in purchases for o in p.orders):
        assert {p.amount for p in order.payments} == {order.amount}
        assert (order.paid_at is None) == (order.payments[0].state is PaymentState.PENDING)


def test_some_recipients_are_other_people(purchases: list[Purchase]) -> None:
    other = [o.recipient.is_other_person for p in purchases for o in p.orders if o.recipient]
    assert 0.06 < sum(other) / len(other) < 0.16


def test_no_full_card_number_stands_anywhere(purchases: list[Purchase]) -> None:
    shown = [x.account_shown for p in purchases for o in p.orders for x in o.payments]
    assert all(mask_cards(text).found == 0 and len(text) <= 10 for text in shown)


def test_tracking_numbers_have_a_right_check_digit() -> None:
    for number in map(ems_number, map(Random, range(50))):
        digits = [int(d) for d in number[2:11]]
        rest = 11 - sum(a * b for a, b in zip(digits, (8, 6, 4, 2, 3, 5, 9, 7), strict=False)) % 11
        assert digits[8] == {10: 0, 11: 5}.get(rest, rest)
        assert (number[0], number[-2:]) == ("E", "JP")
