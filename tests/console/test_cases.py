"""Cases: numbers without gaps, filters, owners, the figures above the queue."""

from datetime import timedelta

import pytest

from console.access import Role
from console.cases.actions import assign_case, count_cases, list_cases, rename_case
from console.cases.records import CaseFilter, CaseState
from console.cases.rules import Clock, clock_of, filter_from
from console.disputes.records import Kind
from console.errors import Conflict, Invalid
from console.operators.actions import disable_operator
from db.work import SqlBackend
from tests.parts.clock import Clock as Now
from tests.parts.world import settle


def test_cases_are_numbered_by_year_without_gaps(backend: SqlBackend) -> None:
    here = settle(backend)
    assert [here.case().no for _i in range(3)] == ["D-2026-00001", "D-2026-00002", "D-2026-00003"]


def test_a_filter_knows_kind_state_owner_and_words() -> None:
    wanted = filter_from('Kind:Packaging state:open owner:"Aki Mori" box crushed', Kind)
    assert (wanted.kind, wanted.state, wanted.owner) == ("packaging", CaseState.OPEN, "Aki Mori")
    assert wanted.words == "box crushed"


def test_words_with_a_colon_stand_in_quotes() -> None:
    assert filter_from('"note: crushed" box', Kind).words == "note: crushed box"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("colour:red", "kind:, state: and owner:"),
        ("due-by:monday", "kind:, state: and owner:"),
        ("state:asleep", "open, decided, answered, closed"),
        ("state:", "open, decided, answered, closed"),
        ("kind:package", "customs, quality, missing"),
        ("owner:", "me, none"),
    ],
)
def test_an_unknown_filter_is_refused_and_the_known_ones_named(text: str, named: str) -> None:
    with pytest.raises(Invalid) as refusal:
        filter_from(text, Kind)
    assert refusal.value.field == "filter"
    assert named in refusal.value.text()


@pytest.mark.parametrize(
    ("text", "found"), [("owner:me", 1), ('owner:"AGENT one"', 1), ("owner:none", 0), ("100%", 0), ("BOX", 1)]
)
def test_a_list_shows_what_the_filter_matches(backend: SqlBackend, text: str, found: int) -> None:
    here = settle(backend)
    here.case()
    assert len(list_cases(backend, here.actor(Role.AGENT), filter_from(text, Kind))) == found


def test_an_unknown_owner_is_refused_and_the_known_ones_named(sqlite_backend: SqlBackend) -> None:
    here = settle(sqlite_backend)
    with pytest.raises(Invalid, match="agent one") as refusal:
        list_cases(sqlite_backend, here.actor(Role.AGENT), filter_from("owner:nobody", Kind))
    assert "me, none" in refusal.value.text()


def test_cases_of_somebody_who_left_have_no_owner(backend: SqlBackend) -> None:
    here = settle(backend)
    case, agent = here.case(), here.actor(Role.AGENT)
    disable_operator(backend, here.actor(Role.ADMINISTRATOR), agent.operator_id)
    listed = list_cases(backend, here.actor(Role.SUPERVISOR), filter_from("owner:none", Kind))
    assert [row.case.id for row in listed] == [case.id]


def test_a_list_goes_on_after_the_last_one_seen(backend: SqlBackend) -> None:
    here = settle(backend)
    cases = [here.case() for _i in range(5)]
    first = list_cases(backend, here.actor(Role.AGENT), CaseFilter(), limit=3)
    last = first[-1].case
    rest = list_cases(backend, here.actor(Role.AGENT), CaseFilter(), after=(last.due_by, last.id))
    assert [r.case.id for r in (*first, *rest)] == [c.id for c in cases]


def test_the_figures_count_mine_due_today_and_overdue(backend: SqlBackend, clock: Now) -> None:
    here = settle(backend)
    case = here.case()
    clock.set(case.due_by - timedelta(minutes=1))
    counts = count_cases(backend, here.actor(Role.AGENT))
    assert (counts.open, counts.mine, counts.due_today, counts.overdue) == (1, 1, 1, 0)
    clock.set(case.due_by + timedelta(minutes=1))
    assert count_cases(backend, here.actor(Role.SUPERVISOR)).overdue == 1


@pytest.mark.parametrize(
    ("left", "stands"),
    [(timedelta(days=4), Clock.GREEN), (timedelta(days=3), Clock.AMBER), (timedelta(0), Clock.OVERDUE)],
)
def test_a_clock_turns_amber_three_days_before_its_end(
    sqlite_backend: SqlBackend, left: timedelta, stands: Clock
) -> None:
    case = settle(sqlite_backend).case()
    assert clock_of(case, case.due_by - left) is stands


def test_a_case_goes_to_somebody_who_works_on_cases(backend: SqlBackend) -> None:
    here = settle(backend)
    case, supervisor = here.case(), here.actor(Role.SUPERVISOR)
    assert (
        assign_case(backend, here.actor(Role.AGENT), case.id, supervisor.operator_id).owner_id
        == supervisor.operator_id
    )
    with pytest.raises(Conflict):
        assign_case(backend, supervisor, case.id, here.actor(Role.AUDITOR).operator_id)


def test_a_title_needs_words(backend: SqlBackend) -> None:
    here = settle(backend)
    with pytest.raises(Invalid):
        rename_case(backend, here.actor(Role.AGENT), here.case().id, " ")
