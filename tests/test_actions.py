"""Every verb of the console asks its permission, and every one that writes leaves its audit entry."""

import pytest

from console.access import GRANTS, Role
from console.errors import NotAllowed
from db.work import SqlBackend
from tests.parts import walk
from tests.parts.examples import EXAMPLES
from tests.parts.world import settle

REGISTRY = walk.registered()
VERBS = sorted(n for n, r in REGISTRY.items() if r.permission is not None)
WRITING = [n for n in VERBS if REGISTRY[n].tag is not None]
READING = [n for n in VERBS if REGISTRY[n].tag is None]


def allowed(name: str) -> list[Role]:
    """Return the roles that the table lets in, without those that need a task first."""
    permission = REGISTRY[name].permission or ""
    return [r for r in Role if str(GRANTS[permission].get(r, "of-tasks")) in {"yes", "masked", "second"}]


@pytest.mark.parametrize("module", walk.action_modules(), ids=lambda m: m.__name__)
def test_every_public_function_of_an_actions_module_is_registered(module: object) -> None:
    assert [n for n, _ in walk.public_functions(module) if n not in REGISTRY] == []  # type: ignore[arg-type]  # pytest hands objects


def test_every_verb_has_its_example_and_no_example_is_left_over() -> None:
    assert set(VERBS) == set(EXAMPLES)


@pytest.mark.parametrize("name", VERBS)
def test_a_wrong_role_is_refused_and_nothing_is_written(name: str, sqlite_backend: SqlBackend) -> None:
    here = settle(sqlite_backend)
    rehearsal = walk.Rehearsal(sqlite_backend)
    wrong = [r for r in Role if r not in allowed(name)]
    call = EXAMPLES[name](here)
    for role in wrong:
        with pytest.raises(NotAllowed):
            REGISTRY[name].call(rehearsal, here.actor(role), *call.args, **call.kwargs)
    assert not rehearsal.wrote


@pytest.mark.parametrize("name", WRITING)
def test_what_writes_leaves_its_audit_entry_in_the_same_transaction(name: str, backend: SqlBackend) -> None:
    here = settle(backend)
    call = EXAMPLES[name](here)
    for role in call.roles(allowed(name)):
        rehearsal = walk.Rehearsal(backend)
        REGISTRY[name].call(rehearsal, here.actor(role), *call.args, **call.kwargs)
        assert REGISTRY[name].tag in rehearsal.tags


@pytest.mark.parametrize("name", READING)
def test_what_reads_writes_nothing(name: str, backend: SqlBackend) -> None:
    here = settle(backend)
    call = EXAMPLES[name](here)
    for role in call.roles(allowed(name)):
        rehearsal = walk.Rehearsal(backend)
        REGISTRY[name].call(rehearsal, here.actor(role), *call.args, **call.kwargs)
        assert not rehearsal.wrote
