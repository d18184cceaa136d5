"""Every kept word is found with one typing error in it, and leaves with its last record."""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.access import Role
from console.customers.records import Name, Script
from console.lookup.actions import finish
from console.lookup.records import Field, FieldKind, HitKind
from db.engine import Engines
from db.search_words import SearchWords
from db.tokens import SOUND, kept_words, tokens_of
from db.tokens_near import is_one_edit, near_keys
from db.work import SqlBackend, SqlWork
from tests.parts.directory import Directory, person

LETTERS = "abcdefghijklmnopqrstuvwxyzäłоя"


def variants(word: str) -> set[str]:
    """Return all that one typing error makes of a word."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    left_out = {a + b[1:] for a, b in cuts if b}
    put_in = {a + c + b for a, b in cuts for c in LETTERS}
    replaced = {a + c + b[1:] for a, b in cuts if b for c in LETTERS}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in cuts if b[1:]}
    return (left_out | put_in | replaced | swapped) - {word}


def words(work: SqlWork) -> SearchWords:
    return SearchWords(work.session.connection())


def kept(work: SqlWork, kind: str = "account") -> set[str]:
    rows = work.session.connection().exec_driver_sql(f"SELECT word FROM search_word WHERE kind = '{kind}'")  # noqa: S608 -- a kind
    return {r[0] for r in rows}


def rename(work: SqlWork, key: int, *names: str) -> None:
    account = work.customers.get(key)
    work.customers.save(replace(account, names=tuple(Name(n, Script.LATIN) for n in names)))


@given(word=st.text(LETTERS, min_size=4, max_size=12))
@settings(max_examples=60, deadline=None)
def test_one_typing_error_shares_a_number_with_the_word(word: str) -> None:
    numbers = set(near_keys("account", word))
    for variant in variants(word):
        assert is_one_edit(variant, word)
        assert numbers & set(near_keys("account", variant))


@given(a=st.text("abc", max_size=6), b=st.text("abc", max_size=6))
@settings(max_examples=300, deadline=None)
def test_one_edit_is_what_one_typing_error_makes(a: str, b: str) -> None:
    letters = {v for v in variants(b) if set(v) <= set("abc")}
    assert is_one_edit(a, b) == (a != b and a in letters)


def test_every_variant_of_a_kept_word_leads_to_it(backend: SqlBackend) -> None:
    known = ["yamada", "nanbu", "dvorak", "łukasz", "ferreira", "anna"]
    with backend.begin() as work:
        words(work).add("account", known)
    with backend.read() as work:
        for word in known:
            for variant in variants(word):
                assert word in words(work).similar("account", variant)


def test_words_are_of_letters_and_names_without_blanks_are_none() -> None:
    fields = [
        Field(FieldKind.NAME, "Tarō O'Brien-Yamada"),
        Field(FieldKind.NAME, "山田 太郎"),
        Field(FieldKind.EMAIL, "taro.yam88@mail.example"),
        Field(FieldKind.CODE, "RK-abcdef"),
        Field(FieldKind.ADDRESS, "神宮前1-2 Main St"),
    ]
    found = kept_words(fields, tokens_of(fields))
    words = {"taro", "brien", "obrien", "yamada", "obrienyamada", "main", "¤mail·example"}
    assert {w for w in found if w[0] != SOUND} == words
    assert {"¬taro", "¬yamada"} <= found


@pytest.mark.parametrize("other", ["Yamadax", "Yamad", "Yama"])
def test_a_word_goes_with_its_last_record(backend: SqlBackend, other: str) -> None:
    with backend.begin() as work:
        first, second = (work.customers.add(person(f"Yamada {n}")) for n in ("Ichirou", "Jirou"))
        work.customers.add(person(other))
        rename(work, first, "Somebody Else")
        assert "yamada" in kept(work)
        rename(work, second, "Nobody Here")
        assert "yamada" not in kept(work)
        assert other.lower() in kept(work)


def test_a_word_stays_while_another_kind_of_text_has_it(backend: SqlBackend) -> None:
    with backend.begin() as work:
        key = work.customers.add(person("Hauptmann"))
        street = work.customers.add(person("Li Na", street="1 Hauptmann"))
        rename(work, key, "Li Si")
        assert "hauptmann" in kept(work)
        account = work.customers.get(street)
        work.customers.save(replace(account, addresses=()))
        assert "hauptmann" not in kept(work)


def test_words_are_those_of_the_records_whatever_happened(backend: SqlBackend) -> None:
    directory = Directory(backend)
    with backend.begin() as work:
        for name in ("Quentin Vandermeer", "Zoë Kowalska", "Yamada Yamada"):
            rename(work, directory.key("account", "brian"), name)
        before = {kind: kept(work, kind) for kind in HitKind}
        for kind in HitKind:
            words(work).forget_all(kind)
            assert kept(work, kind) == set()
            texts = work.index._searchable[kind].documents(work.session.connection(), range(1, 50)).values()
            assert before[kind] == {w for f in texts for w in kept_words(f, tokens_of(f))}


def test_a_word_that_goes_takes_its_forms_and_endings_along(backend: SqlBackend) -> None:
    with backend.begin() as work:
        key = work.customers.add(person("Zyxwvutsrq Qponmlk", mail="zyxw@qponm.example"))
        rename(work, key)
        account = work.customers.get(key)
        work.customers.save(replace(account, contacts=()))
        rows = {
            table: work.session.connection().exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()  # noqa: S608 -- our own tables
            for table in ("search_word", "search_near", "search_ending")
        }
    assert rows == dict.fromkeys(rows, 0)


def test_who_takes_out_a_last_word_waits_for_who_puts_it_in(postgres_engines: Engines) -> None:
    desk = SqlBackend(postgres_engines)
    with desk.begin() as work:
        key = work.customers.add(person("Vandermeer"))

    def take_out() -> None:
        with desk.begin() as work:
            rename(work, key, "Somebody Else")

    with ThreadPoolExecutor(1) as lane:
        with desk.begin() as work:
            work.customers.add(person("Vandermeer Second"))
            taken_out = lane.submit(take_out)
            wait([taken_out], timeout=1)
        taken_out.result(timeout=30)
    with desk.read() as work:
        assert "vandermeer" in kept(work)


def test_a_long_beginning_finds_each_word_that_begins_so(backend: SqlBackend) -> None:
    directory = Directory(backend)
    with backend.begin() as work:
        for name in ("Vandermeer", "Vandermeeren", "Vandermeersson Jo", "Vandermolen", "Van Dermeer"):
            work.customers.add(person(name))
    answer = finish(backend, directory.actors[Role.AGENT], "vandermee")
    assert [h.title for h in answer.hits] == [
        "Van Dermeer",
        "Vandermeersson Jo",
        "Vandermeeren",
        "Vandermeer",
    ]
    assert [h.title for h in finish(backend, directory.actors[Role.AGENT], "vandermeerjo").hits] == []
    assert [h.title for h in finish(backend, directory.actors[Role.AGENT], "vandermeerssonjo").hits] == [
        "Vandermeersson Jo"
    ]
