"""A store is filled with made-up people in great numbers, and every one is kept as it was made."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from console.access import Actor, Role
from console.cases.records import CaseFile, CaseFilter, CaseState
from console.clocks import end_of_day
from console.demo.actions import fill
from console.demo.people import people
from console.demo.records import SOURCE, Filled
from console.disputes.records import Dispute
from console.errors import Invalid
from console.lookup.records import HitKind
from console.operators.records import Operator
from console.settings import Limits, settings_from
from db.work import SqlBackend
from reports.drawer import Letters
from tests.parts import stores
from tests.parts.clock import Clock
from tests.parts.shop import administrator
from tests.parts.world import order, parcel


def filled(
    backend: SqlBackend, accounts: int = 40, orders: int = 60, cases: int = 0, seed: int = 7
) -> Filled:
    return fill(backend, administrator(backend), accounts=accounts, orders=orders, cases=cases, seed=seed)


def cases_of(backend: SqlBackend) -> list[tuple[CaseFile, Dispute]]:
    with backend.read() as work:
        found = work.cases.list(CaseFilter(), limit=100)
        return [(c, work.disputes.get(c.id)) for c in found]


def test_accounts_are_kept_as_they_were_made(backend: SqlBackend) -> None:
    made = [p.account for p in people(7, 40, 0, backend.now())]
    with backend.begin() as work:
        ids = work.bulk.add_accounts(made)
    with backend.read() as work:
        kept = [work.customers.get(i) for i in ids]
    for before, after in zip(made, kept, strict=True):
        assert [n.text for n in after.names] == [n.text for n in before.names]
        assert [replace(c, id=0) for c in after.contacts] == list(before.contacts)
        assert [replace(a, id=0) for a in after.addresses] == list(before.addresses)
        rest = {"id": 0, "names": (), "contacts": (), "addresses": ()}
        assert replace(after, **rest) == replace(before, **rest)  # type: ignore[arg-type]  # emptied alike


def test_orders_and_parcels_are_kept_as_they_were_made(backend: SqlBackend) -> None:
    with backend.begin() as work:
        [account_id] = work.bulk.add_accounts([p.account for p in people(7, 1, 0, backend.now())])
        made = order(account_id)
        [order_id] = work.bulk.add_orders([made])
        box = parcel(order_id)
        [parcel_id] = work.bulk.add_parcels([box])
    with backend.read() as work:
        kept = work.orders.get(order_id)
        assert work.parcels.get(parcel_id) == replace(box, id=parcel_id)
    assert [replace(i, id=0) for i in kept.items] == list(made.items)
    assert [replace(p, id=0) for p in kept.payments] == list(made.payments)
    assert replace(kept, id=0, items=(), payments=(), recipient=None) == replace(
        made, items=(), payments=(), recipient=None
    )
    assert kept.recipient
    assert made.recipient
    assert (kept.recipient.name, kept.recipient.address.lines) == (
        made.recipient.name,
        made.recipient.address.lines,
    )


def test_records_added_one_by_one_follow_those_added_in_bulk(backend: SqlBackend) -> None:
    with backend.begin() as work:
        ids = work.bulk.add_accounts([p.account for p in people(7, 3, 0, backend.now())])
        one = next(iter(people(8, 1, 3, backend.now()))).account
        assert work.customers.add(one) not in ids


def test_as_many_are_added_as_were_asked_for(backend: SqlBackend) -> None:
    told = filled(backend)
    with backend.read() as work:
        assert work.bulk.count_of(SOURCE) == (told.accounts, told.orders) == (40, 60)
        assert [work.index.faults(k) for k in HitKind] == [0, 0, 0, 0]
        assert work.book.verify().ok


def test_filling_again_adds_others(backend: SqlBackend) -> None:
    with backend.begin() as work:
        new = Operator(0, "Root", Role.ADMINISTRATOR, backend.now())
        actor = Actor(work.operators.add(new, "not a hash"), "Root", Role.ADMINISTRATOR)
    for _ in range(2):
        fill(backend, actor, accounts=20, orders=30, cases=0, seed=7)
    with backend.read() as work:
        assert work.bulk.count_of(SOURCE) == (40, 60)


def test_the_storage_period_is_set_but_never_changed(backend: SqlBackend) -> None:
    filled(backend, 1, 0)
    with backend.begin() as work:
        assert settings_from(work.settings.values()).limits.storage_days == 60
        work.settings.put("limits", Limits(storage_days=90).model_dump(mode="json"))
    with backend.begin() as work:
        found = work.operators.named("Admin")
    assert found
    fill(backend, Actor(found.id, found.name, found.role), accounts=1, orders=0, cases=0)
    with backend.read() as work:
        assert settings_from(work.settings.values()).limits.storage_days == 90


@pytest.mark.parametrize(("accounts", "orders", "cases"), [(0, 1, 0), (1, 0, 1), (-1, 0, 0)])
def test_orders_need_people_and_cases_need_orders(
    sqlite_backend: SqlBackend, accounts: int, orders: int, cases: int
) -> None:
    with pytest.raises(Invalid, match="orders need people"):
        filled(sqlite_backend, accounts, orders, cases)


@pytest.fixture(scope="module")
def worked_on(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqlBackend]:
    """Return a store whose people have been in dispute for weeks."""
    engines = stores.sqlite_copy(sqlite_template, tmp_path_factory.mktemp("worked-on") / "console.store")
    backend = SqlBackend(engines, clock=Clock())
    fill(backend, administrator(backend), accounts=60, orders=400, cases=26, seed=7, drawer=Letters())
    yield backend
    engines.close()


def test_cases_stand_in_every_state_some_overdue_some_due_today(worked_on: SqlBackend) -> None:
    cases, now = cases_of(worked_on), worked_on.now()
    tonight = end_of_day(now.date(), ZoneInfo("Asia/Tokyo"))
    waiting = [c for c, _ in cases if c.state is CaseState.OPEN]
    assert len({d.kind for _, d in cases}) == 13
    assert {c.state for c, _ in cases} == set(CaseState)
    assert any(c.due_by < now for c in waiting)
    assert any(c.due_by == tonight for c in waiting)
    assert any(d.draft for _, d in cases)


def test_each_case_is_decided_by_somebody_who_may(worked_on: SqlBackend) -> None:
    decided = [d for _, d in cases_of(worked_on) if d.decision]
    assert len(decided) >= 8
    assert all(d.identity and d.product for d in decided)
    with worked_on.read() as work:
        roles = {work.operators.get(d.decision.decided_by).role for d in decided if d.decision}
    assert roles == {Role.SUPERVISOR}


def test_nothing_of_a_case_lies_ahead_of_time(worked_on: SqlBackend) -> None:
    now = worked_on.now()
    with worked_on.read() as work:
        cases = work.cases.list(CaseFilter(), limit=100)
        told = [e.at for c in cases for e in work.timeline.of_case(c.id)]
    assert max(told) <= now
    assert all(c.received_at <= c.opened_at <= now for c in cases)


def test_made_up_operators_cannot_sign_in(sqlite_backend: SqlBackend) -> None:
    filled(sqlite_backend, 10, 30, 1)
    with sqlite_backend.read() as work:
        made_up = [o for o in work.operators.all() if o.name != "Admin"]
        assert {work.operators.credential(o.id).password_hash for o in made_up} == {"!"}
