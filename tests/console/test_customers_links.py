"""Guests with one e-mail are proposed as one person; a person says so, and can take it back."""

from collections.abc import Sequence

import pytest

from console.access import Role
from console.customers.link_actions import confirm_same, dismiss_same, same_person, undecide_same
from console.errors import Conflict, Invalid, NotFound
from db.work import SqlBackend
from tests.parts.people import account, kept
from tests.parts.world import World, settle

MAIL = "aoi@example.com"


@pytest.fixture
def here(backend: SqlBackend) -> World:
    return settle(backend)


@pytest.fixture
def three(here: World) -> Sequence[int]:
    """Return a customer's own account and two guests, all with one e-mail."""
    return kept(
        here.backend, account("77", MAIL), account("guest:1", "AOI@example.com "), account("guest:2", MAIL)
    )


def seen(here: World, account_id: int) -> tuple[tuple[int, ...], list[int]]:
    found = same_person(here.backend, here.actor(Role.AGENT), account_id)
    return found.ids, [p.account.id for p in found.proposed]


def test_an_equal_email_in_one_shop_is_proposed(here: World, three: Sequence[int]) -> None:
    own, first, second = three
    assert seen(here, own) == ((own,), [first, second])
    assert seen(here, first) == ((first,), [own, second])


@pytest.mark.parametrize(
    ("shop_id", "email", "source"),
    [("guest:9", MAIL, "another"), ("guest:9", "x@example.com", "rakufun"), ("78", MAIL, "rakufun")],
)
def test_other_shops_other_emails_and_two_customers_are_not_proposed(
    here: World, shop_id: str, email: str, source: str
) -> None:
    own, _other = kept(here.backend, account("77", MAIL), account(shop_id, email, source=source))
    assert seen(here, own) == ((own,), [])


def test_confirmed_accounts_are_together_and_the_customers_own_stands_for_all(
    here: World, three: Sequence[int]
) -> None:
    own, first, second = three
    agent = here.actor(Role.AGENT)
    confirm_same(here.backend, agent, second, first)
    confirm_same(here.backend, agent, first, own)
    assert [seen(here, i) for i in three] == [((own, first, second), [])] * 3


def test_a_dismissed_likeness_is_not_proposed_again_until_that_is_taken_back(
    here: World, three: Sequence[int]
) -> None:
    own, first, second = three
    agent = here.actor(Role.AGENT)
    dismiss_same(here.backend, agent, own, first)
    assert seen(here, own) == ((own,), [second])
    undecide_same(here.backend, agent, first, own)
    assert seen(here, own) == ((own,), [first, second])


def test_taking_a_link_back_lets_the_accounts_stand_apart_again(here: World, three: Sequence[int]) -> None:
    own, first, second = three
    agent = here.actor(Role.AGENT)
    confirm_same(here.backend, agent, own, first)
    undecide_same(here.backend, agent, own, first)
    assert seen(here, first) == ((first,), [own, second])


def test_two_customers_own_accounts_are_never_brought_together(here: World, three: Sequence[int]) -> None:
    other = kept(here.backend, account("78", MAIL))[0]
    agent = here.actor(Role.AGENT)
    confirm_same(here.backend, agent, three[0], three[1])
    with pytest.raises(Conflict):
        confirm_same(here.backend, agent, other, three[1])
    with pytest.raises(Invalid):
        confirm_same(here.backend, agent, other, three[0])


def test_what_was_never_decided_cannot_be_taken_back(here: World, three: Sequence[int]) -> None:
    with pytest.raises(NotFound):
        undecide_same(here.backend, here.actor(Role.AGENT), three[0], three[1])


def test_a_likeness_is_masked_as_its_person_is(here: World, three: Sequence[int]) -> None:
    found = same_person(here.backend, here.actor(Role.AGENT), three[0])
    assert [c.value for c in found.proposed[0].account.contacts] == ["A•••••@example.com "]


def test_guests_that_nobody_decided_about_are_counted(here: World, three: Sequence[int]) -> None:
    with here.backend.read() as work:
        before = work.links.undecided("rakufun")
    confirm_same(here.backend, here.actor(Role.AGENT), three[0], three[1])
    dismiss_same(here.backend, here.actor(Role.AGENT), three[1], three[2])
    with here.backend.read() as work:
        after = work.links.undecided("rakufun"), work.links.undecided("another")
    assert (before, after) == (2, (1, 0))
