"""A question that is stopped says just that: never that the store is damaged, never half an answer."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from itertools import cycle

import pytest
from sqlalchemy import text

from console.access import Role
from console.customers.records import Name
from console.errors import StoreTrouble
from console.lookup.actions import finish, search
from db.engine import DAMAGED
from db.search_rows import Stopped, among, fetch
from db.search_sqlite import SqliteCandidates
from db.search_watch import Watch
from db.work import SqlBackend, SqlWork
from tests.parts.directory import Directory, person

NAMES = "SELECT rowid FROM search_account WHERE search_account MATCH ? ORDER BY rowid DESC"
LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 10000) SELECT count(*) FROM n"
ENDLESS = LONG.replace("LIMIT 10000", "")
ROUNDS, PEOPLE = 150, 80
Ask = Callable[[SqlWork], list[tuple[int]]]


@pytest.fixture
def crowd(sqlite_backend: SqlBackend) -> Directory:
    """Return some hundred people, their index in several pieces and some of them gone from it."""
    directory = Directory(sqlite_backend)
    for batch in range(4):
        with sqlite_backend.begin() as work:
            for n in range(PEOPLE // 4):
                work.customers.add(person(f"山田 Taro{n}", shop_id=f"{batch}-{n}", mail=f"t{n}@example.com"))
    return directory


def by_name(work: SqlWork) -> list[tuple[int]]:
    return fetch(work.session.connection(), NAMES, ('("taro"* OR "山") NOT ("taro7")',))


def by_number(work: SqlWork) -> list[tuple[int]]:
    return among(work.session.connection(), "SELECT id FROM account WHERE id :ids", range(1, 30))


def asked_anew(backend: SqlBackend) -> Iterator[SqlWork]:
    """Give a view on a connection that has opened nothing yet."""
    backend.engines.read.dispose()
    with backend.read() as work:
        yield work


def stopped_at(work: SqlWork, step: int, ask: Ask) -> tuple[list[tuple[int]] | None, bool]:
    """Return what is answered when the engine is stopped at a step, and whether it got so far."""
    driver, steps = work.session.connection().connection.dbapi_connection, iter(range(1, step))
    reached: list[int] = []

    def look() -> int:
        if next(steps, None) is None and not reached:
            reached.append(step)
            driver.interrupt()  # type: ignore[union-attr]  # SQLite's own
        return 0

    driver.set_progress_handler(look, 1)  # type: ignore[union-attr]  # SQLite's own
    try:
        return ask(work), bool(reached)
    except Stopped:
        return None, bool(reached)
    finally:
        driver.set_progress_handler(None, 0)  # type: ignore[union-attr]  # SQLite's own


@pytest.mark.parametrize("ask", [by_name, by_number])
def test_stopped_at_whatever_step_a_question_is_answered_whole_or_not_at_all(
    crowd: Directory, ask: Ask
) -> None:
    with crowd.backend.read() as work:
        whole = ask(work)
    step, reached, stopped = 0, True, 0
    while reached:
        step += 1 if step < 40 else 11  # an index is opened in the first ones
        for work in asked_anew(crowd.backend):
            answer, reached = stopped_at(work, step, ask)
            assert answer in (whole, None)
            assert ask(work) == whole
            stopped += answer is None
    assert stopped > 30
    assert whole


def test_what_fails_after_it_was_stopped_was_stopped(crowd: Directory) -> None:
    with crowd.backend.read() as work:
        connection = work.session.connection()
        candidates = SqliteCandidates(connection)
        with pytest.raises(Stopped), candidates.stopping(0.01, bool):
            fail_after(lambda: fetch(connection, ENDLESS, ()))
        with pytest.raises(StoreTrouble), candidates.stopping(None, bool):
            fail_after(lambda: fetch(connection, LONG, ()))


def fail_after(ask: Callable[[], object]) -> None:
    with suppress(Stopped):
        ask()
    raise StoreTrouble(DAMAGED)


def test_no_stop_reaches_the_next_question(crowd: Directory) -> None:
    late = 0
    with crowd.backend.read() as work:
        connection = work.session.connection()
        candidates = SqliteCandidates(connection)
        for number in range(150):
            with suppress(Stopped), candidates.stopping(number / 100_000, bool):
                late += 1
                fetch(connection, LONG, ())
                late -= 1
            assert fetch(connection, LONG, ()) == [(10_000,)]
    assert 0 < late < 150


def test_leaving_waits_for_a_stop_that_has_begun() -> None:
    watch, begun, may_end, told = Watch(), threading.Event(), threading.Event(), list[str]()

    def stop() -> None:
        begun.set()
        may_end.wait(5)
        told.append("stopped")

    def ask() -> None:
        with watch.over(stop, 0, bool):
            begun.wait(5)
        told.append("left")

    asking = threading.Thread(target=ask)
    asking.start()
    begun.wait(5)
    asking.join(0.05)
    assert not told
    may_end.set()
    asking.join(5)
    assert (told[0], told[-1], told.count("left")) == ("stopped", "left", 1)


def test_who_searches_while_others_change_and_open_the_store_hears_of_no_damage(crowd: Directory) -> None:
    numbers = cycle(range(1, PEOPLE))
    with ThreadPoolExecutor(3) as people:
        searching = [people.submit(looked_up, crowd, number) for number in range(3)]
        while not all(each.done() for each in searching):
            rename(crowd, next(numbers))
            crowd.backend.engines.read.dispose()
    assert all(each.result() == ROUNDS for each in searching)


def looked_up(crowd: Directory, seed: int) -> int:
    """Search often, each time for a little longer; return how often there was an answer."""
    agent = crowd.actors[Role.AGENT]
    typed = [(f"taro{(seed + n) % PEOPLE}", n / 50_000) for n in range(ROUNDS)]
    return len([search(crowd.backend, agent, text, deadline=deadline) for text, deadline in typed])


def rename(crowd: Directory, account_id: int) -> None:
    with crowd.backend.begin() as work:
        account = work.customers.get(account_id)
        assert account is not None
        work.customers.save(replace(account, names=(*account.names, Name("佐藤", account.names[0].script))))


SPOILT = [
    "DELETE FROM search_account_data WHERE id > 100",
    "UPDATE search_account_data SET block = x'ffffffffffffffffffff' WHERE id > 10",
    "UPDATE search_account_data SET block = x'ffffffffffffffffffff' WHERE id = 10",
    "DROP TABLE search_account_idx",
    "DROP TABLE search_account_data",
    "DELETE FROM search_account_config",
]


@pytest.mark.parametrize("spoil", SPOILT)
def test_an_index_that_is_damaged_is_called_so(crowd: Directory, spoil: str) -> None:
    with crowd.backend.begin() as work:
        work.session.execute(text(spoil))
    crowd.backend.engines.read.dispose()
    with pytest.raises(StoreTrouble) as refused:
        finish(crowd.backend, crowd.actors[Role.AGENT], "taro")
    assert refused.value.msgid == DAMAGED
