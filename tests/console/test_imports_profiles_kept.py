"""Profiles of one's own are kept in the store, each version of them, and found by name beside the shipped."""

import pytest

from console.access import Actor
from console.errors import Conflict, Invalid, NotFound
from console.imports.profile import SHIPPED
from console.imports.profile_actions import (
    find_profile,
    keep_profile,
    own_profiles,
    profile_text,
    withdraw_profile,
)
from db.work import SqlBackend
from tests.parts.shop import administrator

MINE = (SHIPPED / "plain.toml").read_text(encoding="utf-8").replace('name = "plain"', 'name = "my-shop"')


@pytest.fixture
def admin(backend: SqlBackend) -> Actor:
    return administrator(backend)


def test_a_kept_profile_is_found_by_its_name(backend: SqlBackend, admin: Actor) -> None:
    keep_profile(backend, admin, MINE)
    assert find_profile(backend, admin, "my-shop").name == "my-shop"
    assert [(p.name, p.version) for p in own_profiles(backend, admin)] == [("my-shop", 1)]


def test_the_newest_version_counts(backend: SqlBackend, admin: Actor) -> None:
    keep_profile(backend, admin, MINE)
    keep_profile(backend, admin, MINE.replace("Asia/Tokyo", "Europe/Berlin"))
    assert find_profile(backend, admin, "my-shop").zone == "Europe/Berlin"
    assert [p.version for p in own_profiles(backend, admin)] == [2]


def test_a_withdrawn_profile_is_not_found_until_it_is_kept_again(backend: SqlBackend, admin: Actor) -> None:
    keep_profile(backend, admin, MINE)
    withdraw_profile(backend, admin, "my-shop")
    assert own_profiles(backend, admin) == []
    with pytest.raises(NotFound):
        find_profile(backend, admin, "my-shop")
    assert keep_profile(backend, admin, MINE).version == 2


def test_a_profile_is_given_out_as_it_was_written(backend: SqlBackend, admin: Actor) -> None:
    keep_profile(backend, admin, MINE)
    assert profile_text(backend, admin, "my-shop") == MINE
    assert profile_text(backend, admin, "base").startswith("# BASE")


def test_a_shipped_name_and_a_profile_that_cannot_work_are_refused(backend: SqlBackend, admin: Actor) -> None:
    with pytest.raises(Conflict):
        keep_profile(backend, admin, MINE.replace("my-shop", "olist"))
    with pytest.raises(Invalid):
        keep_profile(backend, admin, "name = 1", "mine.toml")


def test_what_is_not_kept_cannot_be_withdrawn(backend: SqlBackend, admin: Actor) -> None:
    with pytest.raises(NotFound):
        withdraw_profile(backend, admin, "my-shop")
