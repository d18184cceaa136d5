"""The verbs: sign in and out, lock, passwords; add, list, disable, train operators."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from math import ceil

from console.access import Actor, Role
from console.actions import action, entry, query
from console.audit import Fact
from console.backend import Backend
from console.errors import Conflict, Invalid, NotAllowed
from console.operators import rules
from console.operators.actions_intake import check_name, check_password, keep_operator, note, stream_of
from console.operators.labels import LEAVING, PASSWORD_FAULTS
from console.operators.records import Credential, Operator
from console.operators.rules import FourEyes, Leaving, PasswordFault
from console.operators.store import SessionWork, Work
from console.secrets import hash_password, password_fits
from console.words import N_

CHECKPOINT_EVERY = timedelta(days=1)
WRONG = N_(
    "Name and password do not fit together. Check both and try again, "
    "or ask an administrator to set a new password."
)
TOO_OFTEN = N_(
    "Too many wrong passwords. Try again in {seconds} s, or ask an administrator to set a new password."
)
TOO_OFTEN_LONG = N_(
    "Too many wrong passwords. Try again in {minutes} min, or ask an administrator to set a new password."
)
IN_MINUTES_FROM = timedelta(minutes=2)


@entry(tag="operator:signed-in")
def sign_in(backend: Backend[SessionWork], name: str, password: str) -> Actor:
    """Return who acts, proved by password; unknown names take as long as known ones. Raises: NotAllowed."""
    with backend.read() as work:
        operator = work.operators.named(name)
    if operator is None or not operator.active:
        password_fits(password, _nobody())
        _note_stranger(backend, operator)
        raise NotAllowed(WRONG)
    _prove(backend, operator, password, "operator:sign-in-failed")
    with backend.begin() as work:
        actor = _actor(operator, work)
        note(work, actor, "operator:signed-in", operator.id)
        _checkpoint(work, backend.now())
    return actor


@action("session:use", tag="operator:signed-out")
def sign_out(backend: Backend[Work], actor: Actor) -> None:
    """Record that the operator left."""
    _record(backend, actor, "operator:signed-out")


@action("session:use", tag="operator:locked")
def lock(backend: Backend[Work], actor: Actor) -> None:
    """Record that the desk was locked, by hand or after the idle time."""
    _record(backend, actor, "operator:locked")


@action("session:use", tag="operator:unlocked")
def unlock(backend: Backend[Work], actor: Actor, password: str) -> Actor:
    """Return the operator as the store knows him now. Raises: NotAllowed."""
    with backend.read() as work:
        operator = work.operators.get(actor.operator_id)
    if not operator.active:
        raise NotAllowed(WRONG)
    _prove(backend, operator, password, "operator:unlock-failed")
    with backend.begin() as work:
        again = _actor(operator, work)
        note(work, again, "operator:unlocked", operator.id)
    return again


@action("session:use", tag="operator:password-changed")
def change_password(backend: Backend[Work], actor: Actor, old: str, new: str) -> None:
    """Give oneself another password. Raises: NotAllowed for a wrong old one, Invalid for a weak new one."""
    with backend.read() as work:
        operator = work.operators.get(actor.operator_id)
    check_password(new, operator.name)
    _prove(backend, operator, old, "operator:password-change-failed")
    if old == new:
        raise Invalid(PASSWORD_FAULTS[PasswordFault.SAME], field="password")
    _give_password(backend, actor, operator.id, new, "operator:password-changed")


@action("operator:manage", tag="operator:password-reset")
def reset_password(backend: Backend[Work], actor: Actor, operator_id: int, new: str) -> None:
    """Give an operator who forgot it another password; old failures are forgotten with it."""
    with backend.read() as work:
        operator = work.operators.get(operator_id)
    check_password(new, operator.name)
    _give_password(backend, actor, operator_id, new, "operator:password-reset")


@action("operator:manage", tag="operator:added")
def add_operator(backend: Backend[Work], actor: Actor, name: str, role: Role, password: str) -> Operator:
    """Take in an operator. Raises: Invalid for name or password, Conflict for a name in use."""
    hashed = hash_password(check_password(password, check_name(name)))
    with backend.begin() as work:
        return keep_operator(work, actor, name, role, hashed, backend.now())


@query("operator:read")
def list_operators(backend: Backend[Work], actor: Actor) -> Sequence[Operator]:
    """Return every operator by name, disabled ones too."""
    with backend.read() as work:
        return work.operators.all()


@query("session:use")
def staffing(backend: Backend[Work], actor: Actor) -> FourEyes:
    """Return whether a second person can approve what asks for one."""
    with backend.read() as work:
        return rules.four_eyes(work.operators.all())


@action("operator:manage", tag="operator:disabled")
def disable_operator(backend: Backend[Work], actor: Actor, operator_id: int) -> Operator:
    """Let an operator sign in no more. Raises: Conflict for the last who can make operators."""

    def disabled(operator: Operator, everybody: Sequence[Operator]) -> Operator:
        if not operator.active:
            raise Conflict(N_("This operator is disabled already."))
        _let_go(operator, everybody)
        return replace(operator, disabled_at=backend.now())

    return _change(backend, actor, operator_id, disabled, "operator:disabled")


@action("operator:manage", tag="operator:enabled")
def enable_operator(backend: Backend[Work], actor: Actor, operator_id: int) -> Operator:
    """Let a disabled operator sign in again."""
    return _change(
        backend,
        actor,
        operator_id,
        lambda operator, _: replace(operator, disabled_at=None),
        "operator:enabled",
    )


@action("operator:manage", tag="operator:role-changed")
def change_role(backend: Backend[Work], actor: Actor, operator_id: int, role: Role) -> Operator:
    """Give an operator another role. Raises: Conflict for the last administrator."""

    def changed(operator: Operator, everybody: Sequence[Operator]) -> Operator:
        if operator.role is Role.ADMINISTRATOR and role is not Role.ADMINISTRATOR:
            _let_go(operator, everybody)
        return replace(operator, role=role)

    return _change(backend, actor, operator_id, changed, "operator:role-changed", {"role": role.value})


@action("operator:manage", tag="operator:training-recorded")
def record_training(backend: Backend[Work], actor: Actor, operator_id: int, on: date | None) -> Operator:
    """Keep the day of the last training in data protection (policy L76, B-07); None takes it back."""
    if on and on > backend.now().date() + timedelta(days=1):
        raise Invalid(N_("A training cannot lie in the future."), field="trained_on")
    return _change(
        backend,
        actor,
        operator_id,
        lambda operator, _: replace(operator, trained_on=on),
        "operator:training-recorded",
        {"on": on.isoformat() if on else None},
    )


@action("operator:manage", tag="operator:children-duty-changed")
def set_children_duty(backend: Backend[Work], actor: Actor, operator_id: int, *, duty: bool) -> Operator:
    """Dedicate an operator to children's data, or no longer (policy L76, B-07)."""
    return _change(
        backend,
        actor,
        operator_id,
        lambda operator, _: replace(operator, children_duty=duty),
        "operator:children-duty-changed",
        {"duty": duty},
    )


@cache
def _nobody() -> str:
    return hash_password("nobody's password, checked so that unknown names take as long")


def _actor(operator: Operator, work: Work) -> Actor:
    return Actor(operator.id, operator.name, operator.role, rules.bootstraps(operator, work.operators.all()))


def _note_stranger(backend: Backend[SessionWork], operator: Operator | None) -> None:
    stream = stream_of(operator.id) if operator else "operator:unknown"
    with backend.begin() as work:
        work.audit.record(None, "operator:sign-in-failed", stream=stream, subject=stream)


def _record(backend: Backend[Work], actor: Actor, tag: str) -> None:
    with backend.begin() as work:
        note(work, actor, tag, actor.operator_id)


def _checkpoint(work: SessionWork, now: datetime) -> None:
    last = work.book.last_checkpoint_at()
    if last is None or now - last >= CHECKPOINT_EVERY:
        work.book.checkpoint(now)


def _prove(backend: Backend[Work], operator: Operator, password: str, failure: str) -> None:
    """Pass only for the right password. The try counts before it is checked, so that none comes for free."""
    before = _count_try(backend, operator)
    if not password_fits(password, before.password_hash):
        with backend.begin() as work:
            note(work, None, failure, operator.id, {"failures": before.failures + 1})
        wait = rules.wait_after(before.failures + 1)
        raise _wait(wait) if wait else NotAllowed(WRONG)
    with backend.begin() as work:
        work.operators.save_credential(replace(before, failures=0, last_failed_at=None))


def _wait(left: timedelta) -> NotAllowed:
    """Return what is said to who must wait, in minutes once these are two or more."""
    seconds = ceil(left.total_seconds())
    if left < IN_MINUTES_FROM:
        return NotAllowed(TOO_OFTEN, seconds=seconds)
    return NotAllowed(TOO_OFTEN_LONG, minutes=ceil(seconds / 60))


def _count_try(backend: Backend[Work], operator: Operator) -> Credential:
    now = backend.now()
    with backend.begin() as work:
        known = work.operators.credential(operator.id)
        until = rules.may_try_at(known)
        if until and now < until:
            raise _wait(until - now)
        work.operators.save_credential(replace(known, failures=known.failures + 1, last_failed_at=now))
    return known


def _give_password(backend: Backend[Work], actor: Actor, operator_id: int, new: str, tag: str) -> None:
    hashed = hash_password(new)
    with backend.begin() as work:
        work.operators.save_credential(Credential(operator_id, hashed))
        note(work, actor, tag, operator_id)


def _let_go(operator: Operator, everybody: Sequence[Operator]) -> None:
    leaving = rules.may_leave(operator, everybody)
    if leaving is not Leaving.FINE:
        raise Conflict(LEAVING[leaving])


def _change(
    backend: Backend[Work],
    actor: Actor,
    operator_id: int,
    change: Callable[[Operator, Sequence[Operator]], Operator],
    tag: str,
    facts: dict[str, Fact] | None = None,
) -> Operator:
    with backend.begin() as work:
        changed = change(work.operators.get(operator_id), work.operators.all())
        work.operators.save(changed)
        note(work, actor, tag, operator_id, facts)
    return changed
