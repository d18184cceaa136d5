"""Who may do what: the one table that actions and window follow (policy roles)."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from console.access_words import DEEDS, ROLE_NAMES
from console.errors import NotAllowed
from console.words import N_, _


class Role(StrEnum):
    """The roles an operator can have; one each."""

    AGENT = "agent"
    SUPERVISOR = "supervisor"
    PRIVACY_OFFICER = "privacy-officer"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    WAREHOUSE = "warehouse"
    LEGAL = "legal"
    SERVICE = "service"


class Grant(StrEnum):
    """How far a permission goes."""

    YES = "yes"
    MASKED = "masked"  # personal data masked until revealed with a reason
    SECOND = "second"  # with a second person's approval where a rule asks for one
    OF_TASKS = "of-tasks"  # only what the operator's tasks need; nothing until tasks are given
    MASKED_OF_TASKS = "masked-of-tasks"


A, S, P, ADM, AUD, W, L, SVC = Role
DESK = (A, S, P)


def _yes(*roles: Role) -> dict[Role, Grant]:
    return dict.fromkeys(roles, Grant.YES)


READ_PEOPLE = {
    **dict.fromkeys((A, S, P, ADM, AUD), Grant.MASKED),
    W: Grant.OF_TASKS,
    L: Grant.MASKED_OF_TASKS,
}
READ_TALK = {**_yes(*DESK, AUD), W: Grant.OF_TASKS, L: Grant.OF_TASKS}
RECORD_TALK = {**_yes(*DESK), W: Grant.OF_TASKS, L: Grant.OF_TASKS}

GRANTS: dict[str, dict[Role, Grant]] = {
    # an operator's own session
    "session:use": _yes(*Role),
    "draft:keep": _yes(*DESK, ADM, AUD, W, L),
    # lookup, customers, orders, parcels
    "lookup:use": READ_PEOPLE,
    "account:read": READ_PEOPLE,
    "account:reveal": _yes(A, S, P, ADM, AUD),
    "account:correct": _yes(*DESK),
    "order:read": READ_PEOPLE,
    "parcel:read": READ_PEOPLE,
    # messages, notes, evidence
    "message:read": READ_TALK,
    "message:record": {**RECORD_TALK, SVC: Grant.YES},
    "evidence:read": READ_TALK,
    "evidence:record": RECORD_TALK,
    "evidence:inspect": _yes(A, S, P, ADM, AUD, L, SVC),
    "evidence:verify": _yes(A, S, P, ADM, AUD, L, SVC),
    # cases
    "case:read": {**_yes(*DESK, AUD), L: Grant.OF_TASKS},
    "case:open": _yes(*DESK),
    "case:work": _yes(*DESK),
    "case:decide": {A: Grant.SECOND, S: Grant.YES, P: Grant.SECOND},
    "case:letter": {**_yes(*DESK), L: Grant.OF_TASKS},
    "case:export": {**_yes(*DESK, AUD), L: Grant.OF_TASKS},
    # the rulebook
    "rulebook:read": _yes(S, P, AUD, L),
    "rulebook:propose": _yes(S, P, L),
    "rulebook:release": {P: Grant.SECOND},
    # the house
    "import:run": {ADM: Grant.YES, SVC: Grant.YES},
    "demo:fill": _yes(S, ADM),
    "operator:read": _yes(ADM, AUD),
    "operator:manage": _yes(ADM),
    "settings:read": _yes(*Role),
    "settings:change": _yes(ADM),
    "backup:make": _yes(ADM, SVC),
    "backup:restore": _yes(ADM),
    "audit:verify": _yes(A, S, P, ADM, AUD, L, SVC),
    "audit:export": _yes(P, AUD),
}


class BeyondRole(NotAllowed):
    """The operator's role does not go as far as `permission`."""

    def __init__(self, role: Role, permission: str) -> None:
        super().__init__(
            N_("Your role ({role}) does not allow this: {deed}."),
            role=ROLE_NAMES[role],
            deed=DEEDS[permission],
        )

    def text(self, translate: Callable[..., str] | None = None) -> str:
        """Return the reason with role and deed named in the same language."""
        tr = translate or _
        return tr(self.msgid, **{name: tr(str(words)) for name, words in self.params.items()})


@dataclass(frozen=True, slots=True)
class Actor:
    """The operator who acts, proved by password; actions take it, names never act."""

    operator_id: int
    name: str
    role: Role
    bootstraps: bool = False  # the first operator, until an administrator exists, also makes operators

    def grant(self, permission: str) -> Grant | None:
        """Return how far `permission` goes for this operator, None where it does not."""
        granted = GRANTS[permission].get(self.role)
        if granted is None and self.bootstraps and permission in BOOTSTRAP:
            return Grant.YES
        return granted

    def may(self, permission: str) -> bool:
        """Tell whether the operator may at all; grants limited to tasks need a task, and count as no."""
        return self.grant(permission) not in (None, Grant.OF_TASKS, Grant.MASKED_OF_TASKS)

    def sees_masked(self, permission: str) -> bool:
        """Tell whether personal data under `permission` stay masked until revealed."""
        return self.grant(permission) is not Grant.YES

    def require(self, permission: str) -> None:
        """Let pass who may. Raises: NotAllowed."""
        if not self.may(permission):
            raise BeyondRole(self.role, permission)


BOOTSTRAP = frozenset(
    {
        "operator:read",
        "operator:manage",
        "settings:change",
        "import:run",
        "demo:fill",
        "backup:make",
        "backup:restore",
    }
)
