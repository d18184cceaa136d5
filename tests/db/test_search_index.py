"""The index stays in step with the rows, whatever happens to them."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, text, update

from console.access import Role
from console.customers.records import Name, Script
from console.lookup.actions import finish
from console.lookup.records import HitKind
from console.operators.actions import sign_in
from console.progress import Cancelled, Token
from db import search_entries
from db.customers import AccountNameRow, AccountRow
from db.keeper import SqlKeeper
from db.open_store import SqlStore
from db.orders import OrderItemRow, OrderRow
from db.search_index import BATCH, keep_up
from db.work import SqlBackend, SqlWork
from tests.parts.backups import PASSPHRASE
from tests.parts.directory import Directory, order_of, person
from tests.parts.world import PASSWORD


@pytest.fixture
def directory(backend: SqlBackend) -> Directory:
    return Directory(backend)


def found(directory: Directory, typed: str) -> set[str]:
    answer = finish(directory.backend, directory.actors[Role.AGENT], typed, limit=50)
    return {f"{h.kind}:{directory.keys.get((h.kind, h.key), 'new')}" for h in answer.hits}


def rename(work: SqlWork, key: int, *names: str) -> None:
    account = work.customers.get(key)
    work.customers.save(replace(account, names=tuple(Name(n, Script.LATIN) for n in names)))


def contents(work: SqlWork, kind: str) -> set[tuple[str, int]]:
    """Return every token with every record that has it, as the engine itself tells."""
    connection = work.session.connection()
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TABLE IF EXISTS temp.vocabulary")
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'search_{kind}', 'instance')"
        )
        rows = connection.exec_driver_sql("SELECT term, doc FROM temp.vocabulary")
    else:
        rows = connection.exec_driver_sql(f"SELECT t, id FROM search_{kind}, unnest(tokens) t")  # noqa: S608 -- a table name
    return {(r[0], r[1]) for r in rows}


def test_a_renamed_person_is_found_by_the_new_name_alone(directory: Directory) -> None:
    with directory.backend.begin() as work:
        rename(work, directory.key("account", "brian"), "Quentin Vandermeer")
    assert found(directory, "obrien") == set()
    assert found(directory, "vandermeer") == {"account:brian", "order:other-teapot"}


def test_what_is_undone_by_an_error_stays_findable(directory: Directory) -> None:
    def fail() -> None:
        with directory.backend.begin() as work:
            rename(work, directory.key("account", "brian"), "Quentin Vandermeer")
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert found(directory, "obrien") == {"account:brian", "order:other-teapot"}


def test_a_deleted_order_is_found_no_more(directory: Directory) -> None:
    key = directory.key("order", "hexadecimal")
    with directory.backend.begin() as work, work.index.changing(HitKind.ORDER, [key]):
        work.session.execute(delete(OrderItemRow).where(OrderItemRow.order_id == key))
        work.session.execute(delete(OrderRow).where(OrderRow.id == key))
    assert found(directory, "perfumery") == set()


def test_an_order_given_to_another_account_has_the_other_name(directory: Directory) -> None:
    key, taro = directory.key("order", "other-teapot"), directory.key("account", "taro")
    with directory.backend.begin() as work, work.index.changing(HitKind.ORDER, [key]):
        work.session.execute(update(OrderRow).where(OrderRow.id == key).values(account_id=taro))
    assert "order:other-teapot" in found(directory, "yamada glass")
    assert found(directory, "obrien") == {"account:brian"}


def test_rows_taken_in_by_bulk_are_found_after_keeping_up(directory: Directory) -> None:
    with directory.backend.begin() as work:
        account = {"source": "bulk", "shop_id": "B-1", "language": "", "country": "", "status": "active",
                   "guardian_name": "", "guardian_relation": ""}  # fmt: skip
        key = work.session.execute(insert(AccountRow).values(account).returning(AccountRow.id)).scalar_one()
        work.session.execute(
            insert(AccountNameRow).values(account_id=key, text="Zoë Bulkley", script="latin")
        )
        work.index.later(HitKind.ACCOUNT, 1)
    before = finish(directory.backend, directory.actors[Role.AGENT], "brian")
    assert not before.total_is_exact
    keep_up(directory.backend)
    assert found(directory, "zoe bulkley") == {"account:new"}


def test_tokens_of_another_version_are_made_anew(directory: Directory) -> None:
    with directory.backend.begin() as work:
        work.session.execute(text("UPDATE search_state SET version = 0"))
        before = contents(work, "account")
    keep_up(directory.backend)
    with directory.backend.begin() as work:
        assert contents(work, "account") == before
        assert not any(work.index.is_behind(kind) for kind in HitKind)


def test_a_store_of_other_tokens_opens_at_once_and_says_what_it_cannot_find_until_it_has_kept_up(
    keeper: SqlKeeper, store: SqlStore
) -> None:
    with store.backend.begin() as work:
        key = work.customers.add(person("Opened Anew"))
        work.session.execute(text("UPDATE search_state SET version = 1"))
    root = sign_in(store.backend, "Root", PASSWORD)
    store.close()
    opened = keeper.open(store.place, passphrase=PASSPHRASE)
    before = finish(opened.backend, root, "anew")
    opened.keep_up()
    after = finish(opened.backend, root, "anew")
    opened.close()
    assert (before.total, before.behind, before.total_is_exact) == (0, 1, False)
    assert ([h.key for h in after.hits], after.behind, after.total_is_exact) == ([key], 0, True)


def test_two_desks_bring_the_same_index_up_to_date(directory: Directory) -> None:
    with directory.backend.begin() as work:
        work.session.execute(text("UPDATE search_state SET version = 0"))
        before = contents(work, "account")
    with ThreadPoolExecutor(2) as desks:
        list(desks.map(lambda _: keep_up(directory.backend), range(2)))
    with directory.backend.begin() as work:
        assert contents(work, "account") == before
        assert not any(work.index.behind(kind) for kind in HitKind)


def test_keeping_up_goes_on_batch_by_batch_and_can_be_stopped(directory: Directory) -> None:
    with directory.backend.begin() as work:
        for n in range(BATCH + 10):
            work.customers.add(person(f"Person Number{n}"))
        work.session.execute(text("UPDATE search_state SET version = 0 WHERE kind = 'account'"))
    token, told = Token(), list[int]()

    def tell(done: int, _total: int | None) -> None:
        told.append(done)
        token.cancel()

    with pytest.raises(Cancelled):
        keep_up(directory.backend, token, tell)
    assert told == [BATCH]
    with directory.backend.begin() as work:
        assert 0 < work.index.faults(HitKind.ACCOUNT) <= 10 + len(directory.keys)
    keep_up(directory.backend)
    with directory.backend.begin() as work:
        assert work.index.faults(HitKind.ACCOUNT) == 0


def test_after_any_changes_the_index_is_as_if_made_anew(directory: Directory) -> None:
    dice = random.Random(5)  # noqa: S311 -- made-up changes
    names = [
        "山田 太郎",
        "ヤマダ タロウ",
        "Jean-Luc O'Brien",
        "Łukasz",
        "김민준",
        "Zoë",
        "x" * 60,
        "🎉",
        "١٢٣",
    ]
    with directory.backend.begin() as work:
        keys = [directory.key("account", name) for name in ("taro", "brian", "dvorak", "isil")]
        for n in range(40):
            rename(work, dice.choice(keys), *dice.sample(names, 2))
            if n % 4 == 0:
                key = work.orders.add(order_of(dice.choice(keys), f"NEW-{n}", dice.choice(names)))
                order = work.orders.get(key)
                work.orders.save(
                    replace(order, number=f"OTHER-{n}", placed_at=order.placed_at + timedelta(1))
                )
        kept = {kind: contents(work, kind) for kind in HitKind}
        work.session.execute(text("UPDATE search_state SET version = 0"))
    keep_up(directory.backend)
    with directory.backend.begin() as work:
        assert {kind: contents(work, kind) for kind in HitKind} == kept


def test_an_entry_taken_out_and_put_in_again_takes_no_other_with_it(sqlite_backend: SqlBackend) -> None:
    with sqlite_backend.begin() as work:
        entries = search_entries.entries_on(work.session.connection())
        entries.put("case", {key: ["common"] for key in range(1, 9)})
    with sqlite_backend.begin() as work:
        entries = search_entries.entries_on(work.session.connection())
        entries.take_out("case", {1: ["common"]})
        entries.put("case", {1: ["common"]})
        entries.take_out("case", {8: ["common"]})
        entries.put("case", {8: ["seldom"], 9: ["common"]})
    with sqlite_backend.begin() as work:
        assert {doc for term, doc in contents(work, "case") if term == "common"} == {1, 2, 3, 4, 5, 6, 7, 9}


def test_the_newest_of_very_common_beginnings_stay_in_order(
    backend: SqlBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_entries, "COMMON_FROM", 5)
    monkeypatch.setattr(search_entries, "NEWEST_KEPT", 8)
    directory = Directory(backend)
    with backend.begin() as work:
        keys = [work.customers.add(person(f"Common Name{n}")) for n in range(20)]
        work.index.later(HitKind.ACCOUNT, 1)
    keep_up(backend)
    with backend.begin() as work:
        rename(work, keys[0], "Common Older")  # was not among the newest, and must not seem to be
        rename(work, keys[-1], "Seldom Heard")
        keys.append(work.customers.add(person("Common Newest")))
    expected = sorted({*keys} - {keys[-2]}, reverse=True)
    for limit in (3, 8, 12, 50):
        answer = finish(backend, directory.actors[Role.AGENT], "com", limit=limit)
        assert [h.key for h in answer.hits] == expected[:limit]
        assert answer.total == len(expected)


def test_how_many_records_are_not_searchable_yet_is_said(directory: Directory) -> None:
    with directory.backend.begin() as work:
        work.index.later(HitKind.ACCOUNT, 3)
        work.index.later(HitKind.ORDER, 40)
    before = finish(directory.backend, directory.actors[Role.AGENT], "brian")
    keep_up(directory.backend)
    after = finish(directory.backend, directory.actors[Role.AGENT], "brian")
    assert (before.behind, after.behind) == (43, 0)
