"""What a shop's files say gets into the store once, whole, and without undoing anybody's work."""

from dataclasses import replace
from pathlib import Path

import pytest

from console.access import Role
from console.customers.actions import correct_account
from console.customers.records import Account, Address, Contact, ContactKind, Name, Script
from console.errors import Invalid
from console.imports.actions import past_imports, show_import, take_in
from console.imports.holdings import HOLDING
from console.imports.records import Kind, Outcome, Standing
from console.imports.taking import FIRST_BATCH
from console.lookup.records import HitKind
from console.money import Money
from console.orders.records import Order
from console.progress import Token
from db.search_index import keep_up
from db.work import SqlBackend
from tests.parts.shop import ITEM, ORDER, PARCEL, PAYMENT, PERSON, Shop, counts, open_shop, told

CARD = "4111 1111 1111 1111"
MASKED = "•••• •••• •••• 1111"


@pytest.fixture
def shop(backend: SqlBackend, tmp_path: Path) -> Shop:
    return open_shop(backend, tmp_path)


def order_of(shop: Shop, number: str = "000123") -> Order:
    with shop.backend.read() as work:
        return work.orders.by_number(number)[0]


def person_of(shop: Shop, shop_id: str = "007") -> Account:
    with shop.backend.read() as work:
        found = work.customers.by_shop_id("shop", shop_id)
    assert found is not None
    return found


def correct(shop: Shop, account: Account) -> None:
    with shop.backend.begin() as work:
        agent = replace(shop.actor, role=Role.AGENT)
        work.customers.get(account.id)
    correct_account(shop.backend, agent, account)


def test_a_person_is_kept_as_the_shop_knows_them(shop: Shop) -> None:
    shop.take_in(shop.write("accounts", PERSON))
    person = person_of(shop)
    assert [(n.text, n.script) for n in person.names] == [
        ("山田 花子", Script.HAN),
        ("Hanako Yamada", Script.LATIN),
    ]
    assert {c.value for c in person.contacts} == {"hanako@example.com", "+1 604 555 0182"}
    assert replace(person.addresses[0], id=0) == Address(("12 Example Street",), "Vancouver", country="CA")
    assert (person.birth_year, person.language) == (1990, "ja")


def test_several_files_and_lines_make_one_order(shop: Shop) -> None:
    second = {**ITEM, "position": "2", "product": "茶碗", "price": "3000", "quantity": "2"}
    report = shop.take_in(*shop.write_all(items=[second, ITEM]))
    order = order_of(shop)
    assert order.number == "000123"
    assert [(i.position, i.product, i.quantity) for i in order.items] == [(1, "急須", 1), (2, "茶碗", 2)]
    assert (order.amount, order.paid) == (Money(18_800, "JPY"), Money(12_800, "JPY"))
    assert counts(report, Outcome.CREATED) == dict.fromkeys(Kind, 1) | {Kind.ITEMS: 2}


def test_a_parcel_may_hold_several_orders(shop: Shop) -> None:
    other = {**ORDER, "order_number": "000124"}
    files = shop.write_all(orders=[ORDER, other], parcels=[PARCEL, {**PARCEL, "order_number": "000124"}])
    shop.take_in(*files)
    with shop.backend.read() as work:
        parcel = work.parcels.of_orders([order_of(shop).id])[0]
    assert set(parcel.order_ids) == {order_of(shop).id, order_of(shop, "000124").id}


def test_columns_are_found_by_name_wherever_they_stand(shop: Shop) -> None:
    turned = dict(reversed(list(ORDER.items())))
    shop.take_in(*shop.write_all(orders=[{"unknown": "x", **turned}]))
    assert order_of(shop).remarks == "gift wrap, please"


def test_the_same_files_again_change_nothing(shop: Shop) -> None:
    files = shop.write_all()
    shop.take_in(*files)
    before = order_of(shop), person_of(shop)
    again = shop.take_in(*files)
    assert counts(again, Outcome.UNCHANGED) == dict.fromkeys(Kind, 1)
    assert again.total(Outcome.CREATED) == again.total(Outcome.UPDATED) == 0
    assert (order_of(shop), person_of(shop)) == before


def test_a_later_export_brings_records_up_to_date(shop: Shop) -> None:
    shop.take_in(*shop.write_all())
    moved = {**PERSON, "address_1": "1 New Street"}
    shipped = {**ORDER, "state": "shipped"}
    report = shop.take_in(
        *shop.write_all(accounts=[moved], orders=[shipped], items=[{**ITEM, "price": "9000"}])
    )
    assert counts(report, Outcome.UPDATED) == {Kind.ACCOUNTS: 1, Kind.ORDERS: 1, Kind.ITEMS: 1}
    assert [a.lines for a in person_of(shop).addresses] == [("1 New Street",)]
    assert (order_of(shop).state, order_of(shop).amount.minor) == ("shipped", 9000)


def test_a_correction_is_not_overwritten_and_the_difference_is_told(shop: Shop) -> None:
    files = shop.write_all()
    shop.take_in(*files)
    person = person_of(shop)
    phone = Contact(ContactKind.PHONE, "+1 604 555 0199")
    correct(shop, replace(person, birth_year=1991, contacts=(person.contacts[0], phone)))
    report = shop.take_in(*files)
    assert told(report) == [
        ("accounts.csv", 2, "birth_year", "corrected-here"),
        ("accounts.csv", 2, "phone", "corrected-here"),
    ]
    assert (person_of(shop).birth_year, person_of(shop).contacts[1].value) == (1991, phone.value)
    assert report.problems[-1].params["record"] == person.ref


def test_what_the_profile_does_not_map_is_left_alone(shop: Shop) -> None:
    bare = {n: PERSON[n] for n in ("account_id", "name")}
    shop.take_in(shop.write("accounts", bare))
    correct(shop, replace(person_of(shop), birth_year=1950, names=(Name("山田 花子", Script.HAN),)))
    report = shop.take_in(shop.write("accounts", bare))
    assert (person_of(shop).birth_year, report.total(Outcome.UNCHANGED)) == (1950, 1)


def test_people_are_matched_by_the_shops_id_never_by_email(shop: Shop) -> None:
    report = shop.take_in(shop.write("accounts", PERSON, {**PERSON, "account_id": "7"}))
    assert report.by_kind[Kind.ACCOUNTS].created == 2
    assert person_of(shop).id != person_of(shop, "7").id


def test_another_shops_same_ids_are_other_people_and_orders(shop: Shop) -> None:
    files = [f for f in shop.write_all() if f.stem != "parcels"]
    shop.take_in(*files)
    other = replace(shop, profile=shop.profile.model_copy(update={"source": "other"}))
    report = other.take_in(*files)
    assert report.by_kind[Kind.ACCOUNTS].created == report.by_kind[Kind.ORDERS].created == 1
    with shop.backend.read() as work:
        assert {o.source for o in work.orders.by_number("000123")} == {"shop", "other"}


def test_a_dry_run_gives_the_same_report_and_writes_nothing(shop: Shop) -> None:
    files = shop.write_all(items=[ITEM, {**ITEM, "order_number": "none"}])
    tried = shop.try_out(*files)
    with shop.backend.read() as work:
        assert work.customers.by_shop_id("shop", "007") is None
    taken = shop.take_in(*files)
    assert replace(tried, seconds=0) == replace(taken, seconds=0)


def test_a_card_number_never_gets_in(shop: Shop) -> None:
    order, payment = {**ORDER, "remarks": f"card {CARD}"}, {**PAYMENT, "account": "4111111111111112"}
    report = shop.take_in(*shop.write_all(orders=[order], payments=[payment]))
    assert order_of(shop).remarks == f"card {MASKED}"
    assert order_of(shop).payments[0].account_shown == "••••••••••••1112"
    assert told(report) == [
        ("orders.csv", 2, "remarks", "card-masked"),
        ("payments.csv", 2, "account", "card-masked"),
    ]


def test_a_recipient_who_is_another_person_is_marked(shop: Shop) -> None:
    gift = {**ORDER, "order_number": "000124", "recipient_name": "鈴木 一郎"}
    own = {**ORDER, "recipient_name": "HANAKO  YAMADA"}
    shop.take_in(shop.write("accounts", PERSON), shop.write("orders", own, gift))
    found = [order_of(shop, n).recipient for n in ("000123", "000124")]
    assert [r and r.is_other_person for r in found] == [False, True]


def test_what_was_taken_in_can_be_looked_up(shop: Shop) -> None:
    shop.take_in(*shop.write_all())
    shop.take_in(*shop.write_all(accounts=[{**PERSON, "name": "佐藤 花子"}]))
    keep_up(shop.backend)
    with shop.backend.read() as work:
        assert [work.index.faults(k) for k in HitKind] == [0, 0, 0, 0]
        assert not any(work.index.is_behind(k) for k in HitKind)


def test_every_import_stays_in_the_history_with_its_report(shop: Shop) -> None:
    report = shop.take_in(*shop.write_all())
    run = past_imports(shop.backend, shop.actor)[0]
    assert (run.report, run.standing, run.operator_name) == (report, Standing.DONE, "Admin")
    assert show_import(shop.backend, shop.actor, run.id) == run


def test_each_batch_leaves_its_audit_entry(shop: Shop) -> None:
    shop.take_in(*shop.write_all())
    with shop.backend.read() as work:
        tags = [e.tag for e in work.book.of_stream("import:1")]
        assert work.book.verify().ok
    assert tags == ["import:started", *["import:taken"] * 3, "import:ended"]


def test_a_stopped_import_keeps_what_was_done(shop: Shop) -> None:
    people = [{**PERSON, "account_id": str(n)} for n in range(1_000)]
    token = Token()

    def stop_after_the_first_batch(done: int, total: int | None) -> None:
        if done and total:
            token.cancel()

    files = [shop.write("accounts", *people)]
    run = take_in(
        shop.backend, shop.actor, shop.profile, files, progress=stop_after_the_first_batch, token=token
    )
    done = run.report.by_kind[Kind.ACCOUNTS].created
    assert (run.standing, FIRST_BATCH < done < 1_000) == (Standing.STOPPED, True)
    assert shop.take_in(*files).by_kind[Kind.ACCOUNTS].unchanged == done


def test_what_an_import_remembers_of_a_person_is_found(shop: Shop) -> None:
    shop.take_in(*shop.write_all())
    with shop.backend.read() as work:
        held = {t: work.holdings.rows_about(person_of(shop).id, t) for t in HOLDING.columns}
    assert held == {"import_mark": 3}


def test_files_of_which_none_is_known_are_refused_before_anything_is_written(shop: Shop) -> None:
    with pytest.raises(Invalid, match=r"odd\.csv has not the columns"):
        shop.take_in(*shop.write_all(), shop.write("odd", {"x": "1"}))
    assert not past_imports(shop.backend, shop.actor)
