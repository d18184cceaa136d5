"""Signing in, throttling, locking, passwords and the management of operators, on both engines."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from console import secrets
from console.access import Actor, Role
from console.errors import Conflict, Invalid, NotAllowed
from console.operators import actions
from console.operators.actions import sign_in
from console.operators.rules import FourEyes
from db.work import SqlBackend
from tests.parts.clock import Clock
from tests.parts.world import PASSWORD, World, settle


@pytest.fixture
def here(backend: SqlBackend) -> World:
    return settle(backend)


def tags(world: World, operator: int | str) -> list[str]:
    """Return what an operator's stream tells, oldest first."""
    with world.backend.read() as work:
        return [entry.tag for entry in work.book.of_stream(f"operator:{operator}")]


def fail(world: World, times: int) -> None:
    """Try so many wrong passwords as the agent."""
    for _ in range(times):
        with pytest.raises(NotAllowed):
            sign_in(world.backend, "agent one", "not the password")


def test_who_proves_himself_acts_with_his_role(here: World) -> None:
    actor = sign_in(here.backend, " Agent ONE ", PASSWORD)
    assert (actor.operator_id, actor.role) == (here.agent_id, Role.AGENT)
    assert tags(here, here.agent_id) == ["operator:signed-in"]


def test_a_wrong_password_is_refused_and_on_record(here: World) -> None:
    fail(here, 1)
    assert tags(here, here.agent_id) == ["operator:sign-in-failed"]


def test_a_wrong_name_reads_like_a_wrong_password_and_keeps_no_name(here: World) -> None:
    refusals = []
    for name, password in (("agent one", "not the password"), ("mistyped secret", PASSWORD)):
        with pytest.raises(NotAllowed) as refused:
            sign_in(here.backend, name, password)
        refusals.append(refused.value.text())
    assert refusals[0] == refusals[1]
    assert tags(here, "unknown") == ["operator:sign-in-failed"]


def test_an_unknown_name_costs_the_same_work(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    monkeypatch.setattr(actions, "password_fits", lambda _password, phc: checked.append(phc))
    for name in ("agent one", "nobody at all"):
        with pytest.raises(NotAllowed):
            sign_in(here.backend, name, "not the password")
    known, unknown = (phc.split("$")[1:4] for phc in checked)
    assert known == unknown  # the same function with the same parameters


def test_outside_the_tests_a_password_costs_what_rfc_9106_recommends() -> None:
    assert secrets.Cost() == secrets.Cost(iterations=3, lanes=4, memory_kib=64 * 1024)


def test_five_failures_make_even_the_right_password_wait(here: World, clock: Clock) -> None:
    fail(here, 5)
    with pytest.raises(NotAllowed, match="in 30 s,"):
        sign_in(here.backend, "agent one", PASSWORD)
    clock.advance(seconds=29)
    with pytest.raises(NotAllowed, match="in 1 s,"):
        sign_in(here.backend, "agent one", PASSWORD)
    clock.advance(seconds=1)
    assert sign_in(here.backend, "agent one", PASSWORD).name == "agent one"


def test_a_wrong_password_says_what_to_do_next(here: World) -> None:
    with pytest.raises(NotAllowed, match="try again, or ask an administrator"):
        sign_in(here.backend, "agent one", "not the password")


def test_the_failure_that_makes_one_wait_says_how_long(here: World, clock: Clock) -> None:
    fail(here, 4)
    with pytest.raises(NotAllowed, match="in 30 s, or ask an administrator"):
        sign_in(here.backend, "agent one", "not the password")
    clock.advance(seconds=30)
    fail(here, 3)
    clock.advance(minutes=2)
    with pytest.raises(NotAllowed, match="in 2 min, or ask an administrator"):
        sign_in(here.backend, "agent one", "not the password")


def test_tries_during_the_wait_do_not_prolong_it(here: World, clock: Clock) -> None:
    fail(here, 5)
    clock.advance(seconds=20)
    fail(here, 3)
    clock.advance(seconds=10)
    assert sign_in(here.backend, "agent one", PASSWORD).name == "agent one"


def test_waits_grow_and_a_success_forgets_them(here: World, clock: Clock) -> None:
    fail(here, 5)
    clock.advance(seconds=30)
    fail(here, 1)
    clock.advance(seconds=59)
    with pytest.raises(NotAllowed, match="in 1 s,"):
        sign_in(here.backend, "agent one", PASSWORD)
    clock.advance(seconds=1)
    sign_in(here.backend, "agent one", PASSWORD)
    fail(here, 4)
    assert sign_in(here.backend, "agent one", PASSWORD).name == "agent one"


def test_one_operators_failures_hinder_nobody_else(here: World) -> None:
    fail(here, 6)
    assert sign_in(here.backend, "supervisor one", PASSWORD).role is Role.SUPERVISOR


def test_a_try_counts_before_it_is_checked(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []

    def look(_password: str, _phc: str) -> bool:
        with here.backend.read() as work:
            seen.append(work.operators.credential(here.agent_id).failures)
        return False

    monkeypatch.setattr(actions, "password_fits", look)
    fail(here, 2)
    assert seen == [1, 2]


def test_who_is_disabled_signs_in_no_more(here: World) -> None:
    actions.disable_operator(here.backend, here.actor(Role.ADMINISTRATOR), here.agent_id)
    with pytest.raises(NotAllowed, match="do not fit"):
        sign_in(here.backend, "agent one", PASSWORD)
    actions.enable_operator(here.backend, here.actor(Role.ADMINISTRATOR), here.agent_id)
    assert sign_in(here.backend, "agent one", PASSWORD).name == "agent one"


def test_locking_and_unlocking_are_on_record(here: World) -> None:
    actor = sign_in(here.backend, "agent one", PASSWORD)
    actions.lock(here.backend, actor)
    with pytest.raises(NotAllowed):
        actions.unlock(here.backend, actor, "not the password")
    assert actions.unlock(here.backend, actor, PASSWORD) == actor
    assert tags(here, here.agent_id)[1:] == ["operator:locked", "operator:unlock-failed", "operator:unlocked"]


def test_unlocking_takes_over_a_role_that_was_changed_meanwhile(here: World) -> None:
    actor = here.actor(Role.AGENT)
    actions.change_role(here.backend, here.actor(Role.ADMINISTRATOR), here.agent_id, Role.SUPERVISOR)
    assert actions.unlock(here.backend, actor, PASSWORD).role is Role.SUPERVISOR


def test_who_was_disabled_meanwhile_does_not_unlock(here: World) -> None:
    actor = here.actor(Role.AGENT)
    actions.disable_operator(here.backend, here.actor(Role.ADMINISTRATOR), here.agent_id)
    with pytest.raises(NotAllowed):
        actions.unlock(here.backend, actor, PASSWORD)


def test_a_changed_password_is_the_only_one(here: World) -> None:
    actions.change_password(here.backend, here.actor(Role.AGENT), PASSWORD, "quite another sentence")
    fail(here, 1)
    with pytest.raises(NotAllowed):
        sign_in(here.backend, "agent one", PASSWORD)
    assert sign_in(here.backend, "agent one", "quite another sentence").name == "agent one"


@pytest.mark.parametrize(
    ("old", "new"), [(PASSWORD, PASSWORD), (PASSWORD, "short"), ("wrong", "a good long one")]
)
def test_a_password_that_may_not_be_taken_changes_nothing(here: World, old: str, new: str) -> None:
    with pytest.raises((Invalid, NotAllowed)):
        actions.change_password(here.backend, here.actor(Role.AGENT), old, new)
    assert sign_in(here.backend, "agent one", PASSWORD).name == "agent one"


def test_no_password_stands_in_the_store_or_the_trail(here: World) -> None:
    actions.add_operator(
        here.backend, here.actor(Role.ADMINISTRATOR), "Mio", Role.AGENT, "a very secret phrase"
    )
    with here.backend.read() as work:
        mio = work.operators.named("Mio")
        assert mio
        assert work.operators.credential(mio.id).password_hash.startswith("$argon2id$")
        assert "secret phrase" not in str(work.book.of_stream(f"operator:{mio.id}"))


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, "line\nbreak\x00", "\u202eevil"])
def test_a_name_that_nobody_can_read_is_refused(here: World, name: str) -> None:
    with pytest.raises(Invalid):
        actions.add_operator(here.backend, here.actor(Role.ADMINISTRATOR), name, Role.AGENT, PASSWORD)


def test_two_operators_never_have_one_name(here: World) -> None:
    with pytest.raises(Conflict, match="exists already"):
        actions.add_operator(here.backend, here.actor(Role.ADMINISTRATOR), "AGENT ONE", Role.AGENT, PASSWORD)


@pytest.mark.parametrize(
    "leave",
    [
        lambda b, a: actions.disable_operator(b, a, a.operator_id),
        lambda b, a: actions.change_role(b, a, a.operator_id, Role.AGENT),
    ],
    ids=["disabled", "another role"],
)
def test_the_last_administrator_stays(here: World, leave: Callable[[SqlBackend, Actor], object]) -> None:
    admin = here.actor(Role.ADMINISTRATOR)
    with pytest.raises(Conflict, match="last administrator"):
        leave(here.backend, admin)
    actions.add_operator(here.backend, admin, "Second", Role.ADMINISTRATOR, PASSWORD)
    leave(here.backend, admin)


def test_training_and_duty_for_children_are_on_record(here: World) -> None:
    admin = here.actor(Role.ADMINISTRATOR)
    actions.record_training(here.backend, admin, here.agent_id, date(2026, 3, 31))
    changed = actions.set_children_duty(here.backend, admin, here.agent_id, duty=True)
    assert (changed.trained_on, changed.children_duty) == (date(2026, 3, 31), True)
    assert tags(here, here.agent_id) == ["operator:training-recorded", "operator:children-duty-changed"]


def test_a_training_in_the_future_is_refused(here: World, clock: Clock) -> None:
    with pytest.raises(Invalid, match="future"):
        actions.record_training(
            here.backend, here.actor(Role.ADMINISTRATOR), here.agent_id, clock().date() + timedelta(days=2)
        )


def test_everyone_learns_what_the_staffing_means(here: World) -> None:
    assert actions.staffing(here.backend, here.actor(Role.AGENT)) is FourEyes.ONE_SUPERVISOR


def test_the_first_sign_in_of_a_day_seals_the_trail(here: World, clock: Clock) -> None:
    def checkpoints() -> int:
        with here.backend.read() as work:
            return work.book.verify().checkpoints

    for hours, expected in ((0, 1), (23, 1), (1, 2)):
        clock.advance(hours=hours)
        sign_in(here.backend, "agent one", PASSWORD)
        assert checkpoints() == expected
