"""Who may look up what."""

import pytest

from console.access import Role
from console.errors import NotAllowed
from console.lookup.actions import finish, search
from console.lookup.records import HitKind
from db.work import SqlBackend
from tests.parts.directory import Directory

READERS = (Role.AGENT, Role.SUPERVISOR, Role.PRIVACY_OFFICER, Role.AUDITOR)


@pytest.fixture
def directory(sqlite_backend: SqlBackend) -> Directory:
    return Directory(sqlite_backend)


@pytest.mark.parametrize("role", READERS)
def test_the_desk_and_the_auditor_find_every_kind(directory: Directory, role: Role) -> None:
    kinds = {h.kind for h in finish(directory.backend, directory.actors[role], "yamada").hits}
    assert kinds == {HitKind.ACCOUNT, HitKind.ORDER, HitKind.CASE}


def test_the_administrator_finds_people_but_no_cases(directory: Directory) -> None:
    actor = directory.actors[Role.ADMINISTRATOR]
    assert {h.kind for h in finish(directory.backend, actor, "yamada").hits} == {
        HitKind.ACCOUNT,
        HitKind.ORDER,
    }


@pytest.mark.parametrize("role", [Role.WAREHOUSE, Role.LEGAL, Role.SERVICE])
def test_who_works_by_tasks_finds_nothing_without_one(directory: Directory, role: Role) -> None:
    with pytest.raises(NotAllowed):
        search(directory.backend, directory.actors[role], "yamada")


def test_no_role_is_shown_contacts_in_the_clear(directory: Directory) -> None:
    for role in READERS:
        hit = finish(directory.backend, directory.actors[role], "misaki@example.com").hits[0]
        assert hit.detail == "m•••••@example.com"


def test_an_answer_tells_what_was_asked_and_how_long_it_took(directory: Directory) -> None:
    answer = search(directory.backend, directory.actors[Role.AGENT], " Yamada ", deadline=5)
    assert answer.text == " Yamada "
    assert 0 < answer.seconds < 60
