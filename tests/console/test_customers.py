"""People: masked until revealed with a reason, corrected on record."""

from dataclasses import replace

import pytest

from console.access import Role
from console.cases.actions import timeline_of
from console.cases.records import EntryKind
from console.customers.actions import (
    correct_account,
    find_account,
    reveal_account,
    reveals_of,
    show_account,
)
from console.customers.records import ContactKind, Reveal, account_id_of, account_ref
from console.errors import Conflict, Invalid, NotAllowed, NotFound
from console.masks import mask_email, mask_phone
from db.work import SqlBackend
from tests.parts.world import customer, settle


@pytest.mark.parametrize(
    ("value", "shown"),
    [("hanako@example.com", "h•••••@example.com"), ("", "•••••"), ("no-at-sign", "n•••••")],
)
def test_an_email_shows_its_first_letter_and_its_domain(value: str, shown: str) -> None:
    assert mask_email(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [("+1 604 555 0182", "+1 60• ••• ••82"), ("0182", "••82"), ("82", "82")]
)
def test_a_phone_keeps_its_last_two_digits(value: str, shown: str) -> None:
    assert mask_phone(value) == shown


@pytest.mark.parametrize("account_id", [1, 12, 10293384, 123456789])
def test_an_account_number_reads_back(account_id: int) -> None:
    assert account_id_of(account_ref(account_id)) == account_id


def test_an_agent_sees_a_person_masked(backend: SqlBackend) -> None:
    here = settle(backend)
    view = show_account(backend, here.actor(Role.AGENT), here.account_id)
    assert view.masked
    assert [c.value for c in view.account.contacts] == ["h•••••@example.com", "+1 60• ••• ••82"]


def test_a_reveal_shows_everything_and_stands_in_the_audit_without_the_values(backend: SqlBackend) -> None:
    here = settle(backend)
    reveal_account(backend, here.actor(Role.AGENT), here.account_id, reason="the customer calls")
    assert not show_account(backend, here.actor(Role.AGENT), here.account_id).masked
    with backend.read() as work:
        entry = work.book.of_stream(f"account:{here.account_id}")[-1]
    assert entry.tag == "account:revealed"
    assert "calls" not in str(entry)


def test_a_reveal_holds_for_its_case_and_its_operator_only(backend: SqlBackend) -> None:
    here = settle(backend)
    case_id = here.case().id
    reveal_account(backend, here.actor(Role.AGENT), here.account_id, reason="she asks", case_id=case_id)
    assert show_account(backend, here.actor(Role.AGENT), here.account_id).masked
    assert show_account(backend, here.actor(Role.SUPERVISOR), here.account_id, case_id=case_id).masked


def test_a_reveal_from_a_case_stands_on_its_timeline(backend: SqlBackend) -> None:
    here = settle(backend)
    case_id, agent = here.case().id, here.actor(Role.AGENT)
    reveal_account(backend, agent, here.account_id, reason="she asks", case_id=case_id)
    told = timeline_of(backend, agent, case_id)[-1]
    assert (told.kind, told.operator_id) == (EntryKind.REVEAL, agent.operator_id)


def test_a_reveal_outside_any_case_stands_on_no_timeline(backend: SqlBackend) -> None:
    here = settle(backend)
    case_id, agent = here.case().id, here.actor(Role.AGENT)
    reveal_account(backend, agent, here.account_id, reason="she asks")
    assert EntryKind.REVEAL not in {e.kind for e in timeline_of(backend, agent, case_id)}


def test_a_reveal_for_a_case_about_somebody_else_leaves_nothing(backend: SqlBackend) -> None:
    here = settle(backend)
    with backend.begin() as work:
        other = work.customers.add(replace(customer(), shop_id="C-101"))
    case_id, agent = here.case().id, here.actor(Role.AGENT)
    with pytest.raises(Conflict):
        reveal_account(backend, agent, other, reason="she asks", case_id=case_id)
    assert show_account(backend, agent, other, case_id=case_id).masked


def test_a_reveal_without_a_reason_is_refused(backend: SqlBackend) -> None:
    here = settle(backend)
    with pytest.raises(Invalid):
        reveal_account(backend, here.actor(Role.AGENT), here.account_id, reason="  ")


@pytest.mark.parametrize("ref", ["C-100", "A-0000-0001", "1", " a-00000001 "])
def test_a_person_is_found_by_account_number_or_shop_id(backend: SqlBackend, ref: str) -> None:
    here = settle(backend)
    assert find_account(backend, here.actor(Role.AGENT), ref).account.id == here.account_id


def test_one_shop_id_of_two_shops_asks_for_the_account_number(backend: SqlBackend) -> None:
    here = settle(backend)
    with backend.begin() as work:
        work.customers.add(replace(customer(), source="other"))
    with pytest.raises(Conflict):
        find_account(backend, here.actor(Role.AGENT), "C-100")


def test_an_unknown_person_is_said_to_be_unknown(backend: SqlBackend) -> None:
    here = settle(backend)
    with pytest.raises(NotFound):
        find_account(backend, here.actor(Role.AGENT), "nobody")


def test_a_correction_keeps_what_was_before_as_erasable_values(backend: SqlBackend) -> None:
    here = settle(backend)
    better = replace(customer(), id=here.account_id, contacts=customer().contacts[:1], language="en")
    correct_account(backend, here.actor(Role.AGENT), better)
    with backend.read() as work:
        entry = work.book.of_stream(f"account:{here.account_id}")[-1]
        kept = work.customers.get(here.account_id)
    assert [c.kind for c in kept.contacts] == [ContactKind.EMAIL]
    assert entry.facts["fields"] == "contacts language"
    assert entry.commitment


def test_why_somebody_was_shown_in_full_is_read_with_the_case_and_nowhere_else(backend: SqlBackend) -> None:
    world = settle(backend)
    agent, now = world.actor(Role.AGENT), world.backend.now()
    with world.backend.begin() as work:
        for case_id in (1, 2):
            work.reveals.add(Reveal(agent.operator_id, world.account_id, case_id, f"why {case_id}", now))
    found = reveals_of(world.backend, agent, world.account_id, 1)
    assert [r.reason for r in found] == ["why 1"]
    with pytest.raises(NotAllowed):
        reveals_of(world.backend, world.actor(Role.ADMINISTRATOR), world.account_id, 1)
