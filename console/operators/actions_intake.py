"""What taking in an operator needs, inside a transaction that is open: also a new store's first one."""

from dataclasses import replace
from datetime import datetime

from console.access import Actor, Role
from console.audit import Fact
from console.errors import Invalid
from console.operators import rules
from console.operators.labels import PASSWORD_FAULTS
from console.operators.records import Operator
from console.operators.store import Work
from console.words import N_

LONGEST_NAME = 200


def stream_of(operator_id: int) -> str:
    """Return the audit stream of one operator."""
    return f"operator:{operator_id}"


def check_name(name: str) -> str:
    """Return the operator's name as it is kept. Raises: Invalid."""
    kept = " ".join(name.split())
    if not kept or len(kept.casefold()) > LONGEST_NAME or not kept.isprintable():
        raise Invalid(N_("An operator needs a name of 1 to 200 letters."), field="name")
    return kept


def check_password(password: str, name: str) -> str:
    """Return `password`. Raises: Invalid saying why it may not be taken."""
    fault = rules.password_fault(password, name)
    if fault:
        raise Invalid(PASSWORD_FAULTS[fault], field="password")
    return password


def keep_operator(
    work: Work, actor: Actor | None, name: str, role: Role, hashed: str, at: datetime
) -> Operator:
    """Keep a new operator in an open transaction, on record; `actor` is None for the first one."""
    new = Operator(0, check_name(name), role, at)
    operator_id = work.operators.add(new, hashed)
    note(work, actor, "operator:added", operator_id, {"role": role.value})
    return replace(new, id=operator_id)


def note(
    work: Work, actor: Actor | None, tag: str, operator_id: int, facts: dict[str, Fact] | None = None
) -> None:
    """Record what was done about an operator, on the operator's own stream."""
    stream = stream_of(operator_id)
    work.audit.record(actor, tag, stream=stream, subject=stream, facts=facts)
