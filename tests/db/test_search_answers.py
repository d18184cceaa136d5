"""What an answer says: what matched and where, how many there are, and what is still to come."""

import json
import time
from pathlib import Path

import pytest

from console.access import Role
from console.lookup.actions import finish, search
from console.lookup.records import Answer, FieldKind, Hit, HitKind, Shape
from console.lookup.rules import cleaned, shape_of
from console.progress import Cancelled, Token
from db.search import candidates_on
from db.search_postgres import PostgresCandidates
from db.search_rows import Stopped, fetch
from db.search_sqlite import SqliteCandidates
from db.search_watch import Watch
from db.tokens import words_of
from db.work import SqlBackend
from tests.parts.directory import Directory, order_of, person


@pytest.fixture
def directory(backend: SqlBackend) -> Directory:
    return Directory(backend)


def ask(directory: Directory, typed: str, *, limit: int = 5) -> Answer:
    return finish(directory.backend, directory.actors[Role.AGENT], typed, limit=limit)


def first(directory: Directory, typed: str) -> Hit:
    return ask(directory, typed).hits[0]


MATCHED = [
    ("yamada tarou", "山田 太郎 · ヤマダ タロウ · Tarō Yamada", "渋谷区", ("タロウ", "Tarō", "Yamada")),
    ("小山", "小山田 美咲 · オヤマダ ミサキ", "JP", ("小山",)),
    ("太郎 急須", "RK-88213407 · 南部鉄器 急須 · Nanbu iron teapot, small",
     "山田 太郎 · ヤマダ タロウ · Tarō Yamada", ("急須", "太郎")),
    ("rk-8821340", "RK-88213407 · 南部鉄器 急須 · Nanbu iron teapot, small",
     "山田 太郎 · ヤマダ タロウ · Tarō Yamada", ("RK-8821340",)),
    ("petra", "RK-88219999 · ワイヤレスイヤホン", "Petra Müller", ("Petra",)),
    ("misaki@ex", "小山田 美咲 · オヤマダ ミサキ", "m•••••@example.com", ("m•••••@ex",)),
    ("@elsewhere", "Brian O'Brien", "b•••••@elsewhere.test", ("@elsewhere",)),
    ("604 555 0182", "Hanako Yamada", "+1 60• ••• ••82", ("0• ••• ••82",)),
    ("lodz", "Brian O'Brien", "Łódź", ("Łódź",)),
    ("hauptstr", "Brian O'Brien", "Łódź", ()),
    ("ayse", "Işıl Yıldız", "JP", ()),
    ("yamda", "Hanako Yamada", "JP", ("Yamada",)),
    ("hauptstarsse", "Brian O'Brien", "Łódź", ()),
    ("nako_y", "Hanako Yamada", "h•••••@example.com", ("h•••••",)),
    ("ample.com", "Hanako Yamada", "h•••••@example.com", ("ample.com",)),
    ("isaki@exam", "小山田 美咲 · オヤマダ ミサキ", "m•••••@example.com", ("m•••••@exam",)),
    ("EN882014", "EN 882 014 773 JP · P-1", "RK-88213407", ("EN 882 014",)),
    ("d-2026-00001", "D-2026-00001 · Packaging crushed",
     "山田 太郎 · ヤマダ タロウ · Tarō Yamada", ("D-2026-00001",)),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "title", "detail", "matched"), MATCHED)
def test_a_hit_shows_what_matched_and_masks_the_rest(
    directory: Directory, typed: str, title: str, detail: str, matched: tuple[str, ...]
) -> None:
    hit = first(directory, typed)
    assert (hit.title, hit.detail, hit.matched) == (title, detail, matched)


def test_a_hit_names_the_field_that_is_not_shown(directory: Directory) -> None:
    assert first(directory, "hauptstr").on is FieldKind.ADDRESS
    assert first(directory, "ayse").on is FieldKind.GUARDIAN
    assert first(directory, "petra").on is FieldKind.RECIPIENT


def test_similar_records_stand_behind_and_are_told_apart(directory: Directory) -> None:
    exact, *similar = ask(directory, "oyamada").groups
    assert (exact.is_similar, [h.is_similar for h in exact.hits]) == (False, [False])
    assert [(g.kind, g.is_similar, g.total) for g in similar] == [
        (HitKind.ACCOUNT, True, 2),
        (HitKind.ORDER, True, 2),
        (HitKind.CASE, True, 1),
    ]


def test_where_enough_is_found_nothing_similar_is_looked_for(directory: Directory) -> None:
    with directory.backend.begin() as work:
        for n in range(5):
            work.customers.add(person(f"Yamdas Number{n}"))
    assert not any(g.is_similar for g in ask(directory, "yamda").groups)


def test_what_was_found_as_typed_is_not_similar_too(directory: Directory) -> None:
    with directory.backend.begin() as work:
        both = work.customers.add(person("Yamda Yamada"))
    exact, similar, *_rest = ask(directory, "yamda").groups
    assert [h.key for h in exact.hits] == [both]
    assert (both not in {h.key for h in similar.hits}, similar.total) == (True, 2)


def test_without_time_similar_words_are_still_searched(directory: Directory) -> None:
    answer = search(directory.backend, directory.actors[Role.AGENT], "yamda", deadline=0)
    assert (answer.hits, answer.still_searching) == ((), True)


def test_hits_carry_the_numbers_that_people_see(directory: Directory) -> None:
    assert first(directory, "brian").id == "A-0000-0005"
    assert first(directory, "brian").orders == 1
    assert first(directory, "P-2").id == "1Z999AA10123456784"
    assert first(directory, "petra").account_key == directory.key("account", "taro")


@pytest.fixture
def crowd(directory: Directory) -> Directory:
    with directory.backend.begin() as work:
        keys = [work.customers.add(person(f"Crowd Member{n}")) for n in range(12)]
        work.orders.add(order_of(keys[0], "ONE-1", "crowd control"))
    return directory


def test_the_newest_come_first_and_the_cut_is_told(crowd: Directory) -> None:
    people, orders = ask(crowd, "crowd").groups
    assert [h.title for h in people.hits] == [f"Crowd Member{n}" for n in (11, 10, 9, 8, 7)]
    assert (people.total, people.total_is_exact, people.cut) == (12, True, True)
    assert (orders.total, orders.total_is_exact, orders.cut) == (1, True, False)


def test_exactly_as_many_as_are_shown_is_not_cut(crowd: Directory) -> None:
    people = ask(crowd, "crowd member", limit=12).groups[0]
    assert (people.total, people.total_is_exact, people.cut) == (12, True, False)


def test_when_the_time_is_over_at_once_the_answer_says_so(crowd: Directory) -> None:
    answer = search(crowd.backend, crowd.actors[Role.AGENT], "crowd", deadline=0)
    assert (answer.still_searching, answer.total_is_exact, answer.cut) == (True, False, True)
    assert answer.unsought == set(HitKind)
    assert ask(crowd, answer.text).total == 13


def test_with_time_enough_the_first_answer_is_the_whole(crowd: Directory) -> None:
    answer = search(crowd.backend, crowd.actors[Role.AGENT], "crowd", deadline=5)
    assert not answer.still_searching
    assert answer.groups == ask(crowd, "crowd").groups


def test_a_search_nobody_waits_for_is_given_up(crowd: Directory) -> None:
    token = Token()
    token.cancel()
    with pytest.raises(Cancelled):
        finish(crowd.backend, crowd.actors[Role.AGENT], "crowd", token=token)


ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT count(*) FROM generate_series(1, 100000000000)",
}


def test_an_endless_question_is_stopped_and_the_store_answers_on(directory: Directory) -> None:
    with directory.backend.read() as work:
        connection = work.session.connection()
        candidates, began = candidates_on(connection), time.monotonic()
        assert isinstance(candidates, SqliteCandidates | PostgresCandidates)
        with candidates.stopping(0.05, bool), pytest.raises(Stopped):
            candidates._ids(ENDLESS[connection.dialect.name])
        assert time.monotonic() - began < 5  # seconds: a busy machine, not an endless one
        assert fetch(connection, "SELECT 1", ()) == [(1,)]


def test_the_watch_never_stops_who_has_left() -> None:
    watch, stopped = Watch(), list[int]()
    with watch.over(lambda: stopped.append(1), 60, bool):
        pass
    with watch.over(lambda: stopped.append(2), 0, bool):
        deadline = time.monotonic() + 5
        while not stopped and time.monotonic() < deadline:
            pass
    assert set(stopped) == {2}


def test_naughty_strings_are_kept_found_and_shown_unchanged(directory: Directory, shared_data: Path) -> None:
    naughty = json.loads((shared_data / "strings" / "blns.json").read_text(encoding="utf-8"))
    with directory.backend.begin() as work:
        kept = {work.customers.add(person(s, shop_id=f"N{n}")): s for n, s in enumerate(naughty)}
    for typed in naughty:
        hits = {h.key: h.title for h in ask(directory, typed, limit=1000).hits if h.kind is HitKind.ACCOUNT}
        assert all(kept.get(key) in {title, "", None} for key, title in hits.items())
        if shape_of(cleaned(typed)) is Shape.WORDS and words_of(cleaned(typed)):
            assert typed in hits.values()
