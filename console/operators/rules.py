"""Questions about operators: may this password stand, how long to wait, who may go, are there four eyes."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from console.access import Role
from console.operators.records import Credential, Operator

SHORTEST = 10
LONGEST = 200
TELLING = 3  # letters; a shorter name stands in many a good password
FREE_TRIES = 5
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
DESK = frozenset({Role.AGENT, Role.SUPERVISOR, Role.PRIVACY_OFFICER})


class PasswordFault(StrEnum):
    """Why a password may not be taken."""

    SHORT = "short"
    LONG = "long"
    NAME = "name"  # it is, or contains, the operator's name
    MONOTONOUS = "monotonous"  # fewer than five different characters
    SAME = "same"  # as the one before


class Leaving(StrEnum):
    """Whether the house can do without an operator's right to make operators."""

    FINE = "fine"
    LAST_ADMINISTRATOR = "last-administrator"
    LAST_MANAGER = "last-manager"  # the first operator, while there is no administrator


class FourEyes(StrEnum):
    """Whether a second person can approve what asks for one."""

    ENOUGH = "enough"
    ALONE = "alone"  # one person at the desk
    NO_SUPERVISOR = "no-supervisor"
    ONE_SUPERVISOR = "one-supervisor"  # nobody approves for the supervisor's own cases


def password_fault(password: str, name: str) -> PasswordFault | None:
    """Return why `password` may not be taken for the operator `name`, None where it may."""
    if len(password) < SHORTEST:
        return PasswordFault.SHORT
    if len(password) > LONGEST:
        return PasswordFault.LONG
    if len(set(password)) < SHORTEST // 2:
        return PasswordFault.MONOTONOUS
    own = name.strip().casefold()
    if len(own) >= TELLING and own in password.casefold():
        return PasswordFault.NAME
    return None


def wait_after(failures: int) -> timedelta:
    """Return how long to wait after so many failures in a row: none for four, then doubling to an hour."""
    if failures < FREE_TRIES:
        return timedelta()
    doublings = min(failures - FREE_TRIES, 16)
    return min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)


def may_try_at(credential: Credential) -> datetime | None:
    """Return from when on the next password may be tried, None for at once."""
    wait = wait_after(credential.failures)
    if not wait or credential.last_failed_at is None:
        return None
    return credential.last_failed_at + wait


def bootstraps(operator: Operator, everybody: Iterable[Operator]) -> bool:
    """Tell whether this first operator also makes the others: until there is an administrator."""
    known = list(everybody)
    first = min((o.id for o in known), default=operator.id)
    return operator.id == first and not any(o.active and o.role is Role.ADMINISTRATOR for o in known)


def may_leave(operator: Operator, everybody: Sequence[Operator]) -> Leaving:
    """Tell whether `operator` may be disabled, or stop being an administrator."""
    others = [o for o in everybody if o.active and o.id != operator.id]
    if any(o.role is Role.ADMINISTRATOR for o in others):
        return Leaving.FINE
    if operator.role is Role.ADMINISTRATOR:
        return Leaving.LAST_ADMINISTRATOR
    return Leaving.LAST_MANAGER if bootstraps(operator, everybody) else Leaving.FINE


def four_eyes(everybody: Iterable[Operator]) -> FourEyes:
    """Tell whether approvals by a second person are possible in this house (obligations, settled points)."""
    desk = [o for o in everybody if o.active and o.role in DESK]
    supervisors = sum(o.role is Role.SUPERVISOR for o in desk)
    if len(desk) <= 1:
        return FourEyes.ALONE
    if not supervisors:
        return FourEyes.NO_SUPERVISOR
    return FourEyes.ONE_SUPERVISOR if supervisors == 1 else FourEyes.ENOUGH
