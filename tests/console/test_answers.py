"""The answer to a dispute: to whom, in which words, drawn for real and entered in the register."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from console.access import Role
from console.cases.records import CaseState
from console.customers.records import Account, Address, Name, Script
from console.disputes.actions import close_dispute
from console.disputes.answer_actions import issue_answer, prepare_answer, preview_answer
from console.disputes.answering import Origin, addressee_of, name_for, postal_lines
from console.disputes.deciding_actions import withdraw_decision
from console.errors import Conflict, Invalid
from console.letters.records_register import KeptAddress, LetterState
from db.work import SqlBackend
from tests.parts import disputes
from tests.parts.examples import LETTERS, TO
from tests.parts.world import World, customer, settle

SEEN = datetime(2026, 11, 1, tzinfo=UTC)
TOKYO = Address(("神宮前1-2-3", "見本ビル405"), "渋谷区", "東京都", "150-0001", "JP", SEEN)


def account(language: str, *addresses: Address) -> Account:
    names = (
        Name("山田 花子", Script.HAN),
        Name("Hanako Yamada", Script.LATIN),
        Name("やまだ はなこ", Script.KANA),
    )
    return replace(customer(), names=names, language=language, addresses=addresses)


def agent_issues(here: World, case_id: int, to: KeptAddress = TO) -> int:
    return issue_answer(here.backend, here.actor(Role.AGENT), LETTERS, case_id, to).id


@pytest.mark.parametrize(
    ("language", "name"), [("ja", "山田 花子"), ("en", "Hanako Yamada"), ("fr", "Hanako Yamada")]
)
def test_the_name_is_written_as_the_language_writes_it(language: str, name: str) -> None:
    assert name_for(account(language)) == name


@pytest.mark.parametrize(
    ("address", "language", "lines"),
    [
        (TOKYO, "ja", ("〒150-0001", "東京都渋谷区神宮前1-2-3", "見本ビル405")),
        (customer().addresses[0], "en", ("12 Example Street", "Vancouver BC V6B 1A1")),
        (Address(("1 rue Exemple",), "Lyon", "", "69001", "FR"), "fr", ("1 rue Exemple", "69001 Lyon")),
        (
            Address(("1 Sample Road",), "Leeds", "", "LS1 1AA", "GB"),
            "en",
            ("1 Sample Road", "Leeds", "LS1 1AA"),
        ),
        (Address(("",), "", "", "", "BR"), "pt", ()),
    ],
)
def test_an_address_is_laid_out_as_its_country_does(
    address: Address, language: str, lines: tuple[str, ...]
) -> None:
    assert postal_lines(address, language) == lines


def test_what_was_typed_on_the_case_goes_before_the_account(backend: SqlBackend) -> None:
    here = settle(backend)
    snapshot = disputes.opened(here).dispute.snapshot
    found = addressee_of(account("ja", TOKYO), snapshot, TO)
    assert (found.to, found.origin, found.unverified) == (TO, Origin.CASE, True)


def test_a_verified_address_of_the_account_needs_no_warning(backend: SqlBackend) -> None:
    here = settle(backend)
    found = addressee_of(account("ja", TOKYO), disputes.opened(here).dispute.snapshot, None)
    assert (found.origin, found.unverified) == (Origin.ACCOUNT, False)


def test_without_any_address_the_letter_asks_for_one(backend: SqlBackend) -> None:
    here = settle(backend)
    snapshot = replace(disputes.opened(here).dispute.snapshot, recipient=None)
    assert addressee_of(account("pt"), snapshot, None).origin is Origin.NOWHERE


def test_an_undecided_dispute_has_nothing_to_answer(backend: SqlBackend) -> None:
    here = settle(backend)
    with pytest.raises(Conflict):
        prepare_answer(backend, here.actor(Role.AGENT), disputes.ready(here))


def test_the_preview_says_decision_clause_and_order_and_keeps_nothing(backend: SqlBackend) -> None:
    here = settle(backend)
    case_id = disputes.decided(here)
    text = preview_answer(backend, here.actor(Role.AGENT), LETTERS, case_id, TO).text
    assert all(part in text for part in ("RK-88213407", "D-2026-00001", "Hanako Yamada", "1/7 scale figure"))
    with backend.read() as work:
        assert work.letters.of_case(case_id) == []


@pytest.mark.parametrize(
    ("to", "field"),
    [
        (replace(TO, lines=()), "address"),
        (replace(TO, lines=tuple("abcdefghijklm")), "address"),
    ],
)
def test_a_letter_needs_an_address_that_fits(backend: SqlBackend, to: KeptAddress, field: str) -> None:
    here = settle(backend)
    with pytest.raises(Invalid) as refusal:
        agent_issues(here, disputes.decided(here), to)
    assert refusal.value.field == field


def test_an_issued_letter_keeps_its_bytes_and_its_typed_address(backend: SqlBackend) -> None:
    here = settle(backend)
    case_id = disputes.decided(here)
    letter_id = agent_issues(here, case_id)
    with backend.read() as work:
        assert work.letters.pdf_of(letter_id).startswith(b"%PDF")
        assert work.letters.address_of(case_id) == TO
        assert work.cases.get(case_id).state is CaseState.DECIDED


def test_a_letter_to_somebody_without_a_name_greets_the_customer(backend: SqlBackend) -> None:
    here = settle(backend)
    case_id = disputes.decided(here)
    text = preview_answer(backend, here.actor(Role.AGENT), LETTERS, case_id, replace(TO, name="")).text
    assert "Dear customer," in text
    assert agent_issues(here, case_id, replace(TO, name=""))


def test_a_second_letter_takes_the_place_of_one_that_waits(backend: SqlBackend) -> None:
    here = settle(backend)
    case_id = disputes.decided(here)
    agent_issues(here, case_id)
    agent_issues(here, case_id, replace(TO, name="Hanako Y."))
    with backend.read() as work:
        assert [x.state for x in work.letters.of_case(case_id)] == [LetterState.VOID, LetterState.ISSUED]


def test_the_same_letter_again_has_the_same_bytes(backend: SqlBackend) -> None:
    here = settle(backend)
    case_id, agent = disputes.decided(here), here.actor(Role.AGENT)
    first = preview_answer(backend, agent, LETTERS, case_id, TO)
    assert preview_answer(backend, agent, LETTERS, case_id, TO).sha256 == first.sha256


def test_a_decision_in_a_letter_is_not_taken_back(backend: SqlBackend) -> None:
    here = settle(backend)
    case_id = disputes.decided(here)
    agent_issues(here, case_id)
    with pytest.raises(Conflict):
        withdraw_decision(backend, here.actor(Role.AGENT), case_id)


def test_a_closed_case_sends_no_letter(backend: SqlBackend) -> None:
    here = settle(backend)
    case_id = disputes.decided(here)
    close_dispute(backend, here.actor(Role.AGENT), case_id)
    with pytest.raises(Conflict):
        agent_issues(here, case_id)
