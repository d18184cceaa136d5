"""How words are joined and counted in each language."""

from collections.abc import Iterator

import pytest

from console.access import Actor, Role
from console.errors import NotAllowed
from console.words import listed, n_, p_, sentences, translator, use


@pytest.fixture
def japanese() -> Iterator[None]:
    use("ja")
    yield
    use("en")


def test_a_list_leaves_out_what_is_empty() -> None:
    assert listed(["a", "", "b"]) == "a, b"


def test_a_list_of_nothing_is_empty() -> None:
    assert listed([]) == sentences([]) == ""


def test_a_japanese_list_has_japanese_commas() -> None:
    assert listed(["11月2日", "損傷なし", "1.64 kg"], translator("ja")) == "11月2日、損傷なし、1.64 kg"


def test_a_list_fills_no_field_that_its_parts_hold() -> None:
    assert listed(["{part}", "{said}"]) == "{part}, {said}"


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (("One.", "Two."), "One. Two."),
        (("一つ。", "二つ。"), "一つ。二つ。"),
        (("一つ。", "", "Two.", "三つ。"), "一つ。Two. 三つ。"),
        (("二つ（一つ）", "三つ。"), "二つ（一つ）三つ。"),
    ],
)
def test_sentences_follow_one_another_as_their_stops_want(parts: tuple[str, ...], said: str) -> None:
    assert sentences(parts) == said


@pytest.mark.parametrize(("count", "said"), [(0, "0 orders"), (1, "1 order"), (2, "2 orders")])
def test_one_thing_and_many_are_said_apart(count: int, said: str) -> None:
    assert n_("{n} order", "{n} orders", count, n=count) == said


@pytest.mark.usefixtures("japanese")
def test_japanese_counts_in_one_form() -> None:
    assert [n_("{n} order", "{n} orders", n, n=n) for n in (1, 2)] == ["注文1件", "注文2件"]


@pytest.mark.usefixtures("japanese")
def test_a_stage_and_an_event_of_one_english_word_differ() -> None:
    assert (p_("stage", "Closed"), p_("event", "Closed")) == ("終了", "案件を終了")


@pytest.mark.parametrize(
    ("language", "reason"),
    [
        ("en", "Your role (Auditor) does not allow this: deciding cases."),
        ("ja", "あなたの役割（監査担当）では、案件を判断することはできません。"),
    ],
)
def test_a_refused_role_is_told_in_words(language: str, reason: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        Actor(1, "Mori", Role.AUDITOR).require("case:decide")
    assert refused.value.text(translator(language)) == reason
