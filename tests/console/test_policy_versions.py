"""A later version of the policy: one person proposes it, another releases it, and what holds stays."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from console.access import Role
from console.errors import Conflict, Invalid, NotAllowed, NotFound
from console.rulebook.actions import (
    propose_version,
    read_rulebook,
    release_version,
    text_of_version,
    withdraw_proposal,
)
from db.work import SqlBackend
from tests.parts.disputes import opened
from tests.parts.policy import LATER, proposed
from tests.parts.world import World, settle


@pytest.fixture
def here(backend: SqlBackend) -> World:
    return settle(backend)


def held(here: World) -> list[str]:
    return [v.id for v in read_rulebook(here.backend, here.actor(Role.AUDITOR)).versions]


def test_a_proposed_version_waits(here: World) -> None:
    proposed(here)
    assert held(here) == ["1"]
    assert opened(here).guidance.version == "1"


def test_a_released_version_holds_for_orders_from_its_day_on(here: World) -> None:
    early = LATER.replace("2026-11-03", "2026-11-02")  # the day of the order
    propose_version(here.backend, here.actor(Role.LEGAL), early)
    release_version(here.backend, here.actor(Role.PRIVACY_OFFICER), "2027-04")
    assert opened(here).guidance.version == "2027-04"


def test_an_order_before_its_day_keeps_the_version_it_had(here: World) -> None:
    release_version(here.backend, here.actor(Role.PRIVACY_OFFICER), proposed(here))
    assert (held(here), opened(here).guidance.version) == (["1", "2027-04"], "1")


def test_nobody_releases_what_he_proposed(here: World) -> None:
    officer = here.actor(Role.PRIVACY_OFFICER)
    propose_version(here.backend, officer, LATER)
    with pytest.raises(NotAllowed, match="You proposed"):
        release_version(here.backend, officer, "2027-04")
    assert held(here) == ["1"]


def test_release_and_proposal_stand_in_the_audit(here: World) -> None:
    release_version(here.backend, here.actor(Role.PRIVACY_OFFICER), proposed(here))
    with here.backend.read() as work:
        told = work.book.of_stream("policy")
    assert [e.tag for e in told] == ["policy:proposed", "policy:released"]
    assert told[1].facts == {"version": "2027-04", "effective_from": "2026-11-03"}


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        (LATER.replace("2027-04", "1"), "version 1 already"),
        (LATER.replace("effective_from = 2026-11-03\n", ""), "the day from which"),
        (LATER.replace('["1"]', '["0"]'), "is called 0"),
        (LATER.replace("kinder_than", "voidable_by"), "is called 1"),
        ("id = ", "not a version"),
        (LATER + "#" * 262_144, "longer than"),
    ],
)
def test_a_version_that_does_not_fit_is_refused_with_its_reason(here: World, bad: str, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        propose_version(here.backend, here.actor(Role.SUPERVISOR), bad)


@pytest.mark.parametrize(
    ("day", "taken"), [("2026-11-02", False), ("2026-11-03", True), ("2026-11-04", True)]
)
def test_a_later_version_never_begins_before_an_earlier_one(here: World, day: str, taken: bool) -> None:
    release_version(here.backend, here.actor(Role.PRIVACY_OFFICER), proposed(here))
    later = LATER.replace("2027-04", "2028").replace("2026-11-03", day)
    try:
        propose_version(here.backend, here.actor(Role.SUPERVISOR), later)
    except Invalid:
        assert not taken
    else:
        assert taken


def test_a_version_is_proposed_once(here: World) -> None:
    proposed(here)
    with pytest.raises(Invalid, match="proposed already"):
        proposed(here)


def test_a_proposal_is_taken_back_by_who_made_it(here: World) -> None:
    version = proposed(here)
    with pytest.raises(NotAllowed):
        withdraw_proposal(here.backend, here.actor(Role.LEGAL), version)
    withdraw_proposal(here.backend, here.actor(Role.SUPERVISOR), version)
    assert read_rulebook(here.backend, here.actor(Role.AUDITOR)).proposals == ()


def test_a_version_that_holds_is_never_taken_back(here: World) -> None:
    release_version(here.backend, here.actor(Role.PRIVACY_OFFICER), proposed(here))
    for version in ("1", "2027-04"):
        with pytest.raises(Conflict):
            withdraw_proposal(here.backend, here.actor(Role.PRIVACY_OFFICER), version)


def test_a_version_reads_as_it_was_written(here: World) -> None:
    assert text_of_version(here.backend, here.actor(Role.AUDITOR), proposed(here)) == LATER
    with pytest.raises(NotFound):
        text_of_version(here.backend, here.actor(Role.AUDITOR), "1999")


def test_two_people_who_propose_at_the_same_moment_are_both_kept(here: World) -> None:
    meet = Barrier(2)

    def propose(name: str, role: Role) -> None:
        meet.wait(timeout=10)
        propose_version(here.backend, here.actor(role), LATER.replace("2027-04", name))

    names = [f"2027-0{n}" for n in range(1, 9)]
    with ThreadPoolExecutor(2) as people:
        for one, other in zip(names[::2], names[1::2], strict=True):
            both = [people.submit(propose, one, Role.LEGAL), people.submit(propose, other, Role.SUPERVISOR)]
            for proposal in both:
                proposal.result(timeout=30)
    waiting = read_rulebook(here.backend, here.actor(Role.AUDITOR)).proposals
    assert sorted(p.version.id for p in waiting) == names


def test_who_proposes_waits_for_a_release_that_is_under_way(here: World) -> None:
    """On PostgreSQL another connection would else read what waits before the release has moved it."""
    proposed(here)
    begun = Event()

    def propose() -> None:
        begun.set()
        propose_version(here.backend, here.actor(Role.LEGAL), LATER.replace("2027-04", "2027-05"))

    with ThreadPoolExecutor(1) as other:
        with here.backend.begin() as work:
            work.settings.hold("policy")
            assert work.settings.values()
            waiting = other.submit(propose)
            assert begun.wait(10)
            work.settings.put("policy_proposals", [])
        waiting.result(timeout=30)
    found = read_rulebook(here.backend, here.actor(Role.AUDITOR)).proposals
    assert [p.version.id for p in found] == ["2027-05"]
