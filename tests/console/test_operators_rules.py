"""What is asked about operators: passwords, waits, who may leave, four eyes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.access import Role
from console.operators.labels import FOUR_EYES, LEAVING, PASSWORD_FAULTS, ROLES
from console.operators.records import Credential, Operator
from console.operators.rules import (
    LONGEST_WAIT,
    FourEyes,
    Leaving,
    PasswordFault,
    bootstraps,
    four_eyes,
    may_leave,
    may_try_at,
    password_fault,
    wait_after,
)

NOON = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
A, S, P, ADM, W, SVC = (
    Role.AGENT,
    Role.SUPERVISOR,
    Role.PRIVACY_OFFICER,
    Role.ADMINISTRATOR,
    Role.WAREHOUSE,
    Role.SERVICE,
)


def house(*roles: Role, disabled: tuple[int, ...] = ()) -> list[Operator]:
    """Return operators 1, 2, 3... of these roles."""
    return [
        Operator(n, f"operator {n}", role, NOON, NOON if n in disabled else None)
        for n, role in enumerate(roles, start=1)
    ]


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("123456789", PasswordFault.SHORT),
        ("1234567890", None),
        ("x1y2z" * 40, None),
        ("x1y2z" * 40 + "!", PasswordFault.LONG),
        ("ababababab", PasswordFault.MONOTONOUS),
        ("abcdabcdabcd", PasswordFault.MONOTONOUS),
        ("abcdeabcde", None),
        ("my name is ALICE", PasswordFault.NAME),
        ("合言葉は山と川とそして海です", None),
    ],
)
def test_a_password_is_long_varied_and_not_the_name(password: str, fault: PasswordFault | None) -> None:
    assert password_fault(password, "Alice") is fault


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (11, 1920), (12, 3600), (13, 3600), (10**6, 3600)],
)
def test_from_the_fifth_failure_on_waits_double_up_to_an_hour(failures: int, seconds: int) -> None:
    assert wait_after(failures) == timedelta(seconds=seconds)


@given(st.integers(0, 10**9))
def test_a_further_failure_never_shortens_the_wait(failures: int) -> None:
    assert wait_after(failures) <= wait_after(failures + 1) <= LONGEST_WAIT


def test_the_next_try_is_counted_from_the_last_failure() -> None:
    assert may_try_at(Credential(1, "", 4, NOON)) is None
    assert may_try_at(Credential(1, "", 5, NOON)) == NOON + timedelta(seconds=30)


def test_the_first_operator_makes_the_others_until_there_is_an_administrator() -> None:
    assert bootstraps(house(A)[0], house(A))
    assert bootstraps(house(A, S)[0], house(A, S))
    assert not bootstraps(house(A, S)[1], house(A, S))
    assert not bootstraps(house(A, ADM)[0], house(A, ADM))


def test_a_disabled_administrator_is_none() -> None:
    known = house(A, ADM, disabled=(2,))
    assert bootstraps(known[0], known)


@pytest.mark.parametrize(
    ("known", "who", "leaving"),
    [
        (house(ADM), 1, Leaving.LAST_ADMINISTRATOR),
        (house(ADM, S), 1, Leaving.LAST_ADMINISTRATOR),
        (house(ADM, ADM), 1, Leaving.FINE),
        (house(ADM, ADM, disabled=(2,)), 1, Leaving.LAST_ADMINISTRATOR),
        (house(A, S), 1, Leaving.LAST_MANAGER),
        (house(A, S), 2, Leaving.FINE),
        (house(A, ADM), 1, Leaving.FINE),
    ],
)
def test_somebody_who_can_make_operators_always_stays(
    known: list[Operator], who: int, leaving: Leaving
) -> None:
    assert may_leave(known[who - 1], known) is leaving


@pytest.mark.parametrize(
    ("known", "eyes"),
    [
        (house(S), FourEyes.ALONE),
        (house(S, ADM, W, SVC), FourEyes.ALONE),
        (house(S, S, disabled=(2,)), FourEyes.ALONE),
        (house(A, A), FourEyes.NO_SUPERVISOR),
        (house(A, P), FourEyes.NO_SUPERVISOR),
        (house(A, S), FourEyes.ONE_SUPERVISOR),
        (house(S, S), FourEyes.ENOUGH),
    ],
)
def test_four_eyes_need_two_at_the_desk_and_two_supervisors(known: list[Operator], eyes: FourEyes) -> None:
    assert four_eyes(known) is eyes


def test_everything_has_its_words() -> None:
    assert set(ROLES) == set(Role)
    assert set(PASSWORD_FAULTS) == set(PasswordFault)
    assert set(LEAVING) == set(Leaving)
    assert set(FOUR_EYES) == set(FourEyes)


@pytest.mark.parametrize(("name", "fault"), [("A", None), ("Al", None), ("Ali", PasswordFault.NAME)])
def test_a_name_of_a_letter_or_two_does_not_spoil_a_password(name: str, fault: PasswordFault | None) -> None:
    assert password_fault("a realistic password", name) is fault
