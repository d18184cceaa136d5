"""What is not there is not found: strings and numbers that break programs, wherever one asks or counts."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from console.access import Actor, Role
from console.cases.actions import list_cases
from console.cases.rules import filter_from
from console.customers.actions import find_account
from console.disputes.actions import find_dispute
from console.disputes.records import Kind
from console.errors import Invalid, Refused, StoreTrouble
from console.lookup.actions import finish
from console.money import Money
from console.operators.actions import sign_in
from console.orders.actions import find_order
from db.work import SqlBackend
from tests.parts.world import PASSWORD, World, settle

EDGES = ["", " ", "\0", "\ud800", "a\udfffb", "%", "_", "*", '"', "'", "\\", "x" * 100_000, "-" * 5_000]
NUMBERS = [
    "9" * 19,
    "9" * 40,
    f"-{'9' * 30}",
    "1e400",
    "NaN",
    "∞",
    "٣",
    "１２",
    "0x10",
    "1_000",
    "--1",
    "1" * 5_000,
]
Ask = Callable[[SqlBackend, Actor, str], object]
QUESTIONS: dict[str, Ask] = {
    "lookup": finish,
    "filter": lambda backend, actor, text: list_cases(backend, actor, filter_from(text, Kind)),
    "kind": lambda backend, actor, text: list_cases(backend, actor, filter_from(f'kind:"{text}"', Kind)),
    "owner": lambda backend, actor, text: list_cases(backend, actor, filter_from(f'owner:"{text}"', Kind)),
    "account": find_account,
    "account number": lambda backend, actor, text: find_account(backend, actor, f"A-{text}"),
    "order": find_order,
    "case": find_dispute,
    "case number": lambda backend, actor, text: find_dispute(backend, actor, f"D-2026-{text}"),
    "operator": lambda backend, _actor, text: sign_in(backend, text, PASSWORD),
}


@pytest.fixture(scope="module")
def strings(shared_data: Path) -> list[str]:
    found: list[str] = json.loads((shared_data / "strings" / "blns.json").read_text("utf-8"))
    return found


@pytest.fixture
def here(backend: SqlBackend) -> World:
    return settle(backend)


def answered(ask: Ask, here: World, text: str) -> bool:
    """Tell whether there was an answer; a store in trouble is none, nor is anything but a refusal."""
    try:
        ask(here.backend, here.actor(Role.AGENT), text)
    except StoreTrouble:
        raise
    except Refused:
        return False
    return True


@pytest.mark.parametrize("question", QUESTIONS)
def test_whatever_is_asked_is_answered_or_refused(here: World, strings: list[str], question: str) -> None:
    some = strings if question in ("lookup", "filter") else strings[::8]
    for text in [*some, *EDGES, *NUMBERS]:
        answered(QUESTIONS[question], here, text)
    assert answered(QUESTIONS["lookup"], here, "hanako")


NO_AMOUNTS = [
    "9" * 19,
    "9" * 40,
    "1e400",
    "1e2",
    "NaN",
    "∞",
    "٣",
    "0x10",
    "1_000",
    "--1",
    "",
    "1.5.0",
    "12,34,5",
    "¥",
    "=1+1",
]


@pytest.mark.parametrize("typed", [*NO_AMOUNTS, "12,50", "12.505", "1" * 5_000, "\0", "\ud800"])
def test_what_is_no_amount_is_refused_where_it_is_typed(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        Money.parse(typed, "EUR")
    assert refused.value.field == "amount"


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("12.50", 1250),
        ("12.5", 1250),
        ("1,250", 125_000),
        ("1,234,567.89", 123_456_789),
        (" １２ ", 1200),
        ("-1", -100),
    ],
)
def test_an_amount_is_read_as_it_is_written(typed: str, cents: int) -> None:
    assert Money.parse(typed, "EUR") == Money(cents, "EUR")
