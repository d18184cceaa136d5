"""The verbs: see which accounts may be one person's, say that they are or are not, take that back."""

from collections.abc import Iterable

from console.access import Actor
from console.actions import action, query
from console.backend import Backend
from console.customers.records import Account
from console.customers.records_links import Likeness, Link, LinkState, Together, is_guest
from console.customers.rules import masked
from console.customers.store import LinkWork
from console.errors import Conflict, Invalid, NotFound
from console.words import N_

MOST_SHOWN = 20


@query("account:read")
def same_person(backend: Backend[LinkWork], actor: Actor, account_id: int) -> Together:
    """Return the accounts confirmed to be one person's, and those that share an e-mail. Raises: NotFound."""
    with backend.read() as work:
        accounts = _together(work, account_id)
        ids = tuple(a.id for a in accounts)
        alike = [i for i in work.links.alike(ids) if i not in ids]
        decided = {link.pair for link in work.links.decisions(ids)}
        open_ones = [i for i in alike if not any(_pair(i, each) in decided for each in ids)]
        proposed = _fitting(accounts, work.customers.many(open_ones[: 2 * MOST_SHOWN]))
        return Together(
            ids,
            tuple(_likeness(work, actor, a) for a in accounts[1:]),
            tuple(_likeness(work, actor, a) for a in proposed[:MOST_SHOWN]),
        )


def _pair(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)


def _together(work: LinkWork, account_id: int) -> list[Account]:
    """Return an account and those linked with it, the main one first: a customer's own before guests."""
    accounts = [work.customers.get(account_id), *work.customers.many(work.links.linked(account_id))]
    return sorted(accounts, key=lambda a: (is_guest(a), a.id))


def _fitting(accounts: Iterable[Account], alike: Iterable[Account]) -> list[Account]:
    """Return those that may be linked: two customers' own accounts are never one."""
    has_own = not all(is_guest(a) for a in accounts)
    return sorted((a for a in alike if is_guest(a) or not has_own), key=lambda a: (is_guest(a), a.id))


def _likeness(work: LinkWork, actor: Actor, account: Account) -> Likeness:
    is_open = not actor.sees_masked("account:read") or work.reveals.has(actor.operator_id, account.id, 0)
    return Likeness(account if is_open else masked(account), work.customers.hanging_on(account.id).orders)


@action("account:correct", tag="account:linked")
def confirm_same(backend: Backend[LinkWork], actor: Actor, account_id: int, other_id: int) -> None:
    """Keep that two accounts are one person's; they are seen together, and nothing of either is changed.

    Raises: NotFound, Invalid, Conflict.
    """
    with backend.begin() as work:
        _check(work, account_id, other_id)
        together = {a.id: a for i in (account_id, other_id) for a in _together(work, i)}
        if sum(not is_guest(a) for a in together.values()) > 1:
            raise Conflict(N_("These are two customers' own accounts. They stay apart."))
        _decide(work, backend, actor, (account_id, other_id), LinkState.CONFIRMED)


@action("account:correct", tag="account:parted")
def dismiss_same(backend: Backend[LinkWork], actor: Actor, account_id: int, other_id: int) -> None:
    """Keep that two accounts are not one person's: it is not proposed again. Raises: NotFound, Invalid."""
    with backend.begin() as work:
        _check(work, account_id, other_id)
        _decide(work, backend, actor, (account_id, other_id), LinkState.DISMISSED)


@action("account:correct", tag="account:undecided")
def undecide_same(backend: Backend[LinkWork], actor: Actor, account_id: int, other_id: int) -> None:
    """Take back what was said of two accounts: they are proposed again. Raises: NotFound."""
    with backend.begin() as work:
        low, high = _pair(account_id, other_id)
        if not work.links.forget(low, high):
            raise NotFound(N_("Nothing was decided about these two accounts."))
        _record(work, actor, "account:undecided", (account_id, other_id))


def _check(work: LinkWork, account_id: int, other_id: int) -> None:
    one, other = work.customers.get(account_id), work.customers.get(other_id)
    if one.id == other.id or one.source != other.source or not (is_guest(one) or is_guest(other)):
        raise Invalid(N_("Only a guest's account can be linked, with another of the same shop."))


def _decide(
    work: LinkWork, backend: Backend[LinkWork], actor: Actor, pair: tuple[int, int], state: LinkState
) -> None:
    work.links.decide(Link(*_pair(*pair), state, actor.operator_id, backend.now()))
    tag = "account:linked" if state is LinkState.CONFIRMED else "account:parted"
    _record(work, actor, tag, pair)


def _record(work: LinkWork, actor: Actor, tag: str, pair: tuple[int, int]) -> None:
    for one, other in (pair, pair[::-1]):
        work.audit.record(
            actor,
            tag,
            stream=f"account:{one}",
            subject=f"account:{one}",
            facts={"other": other},
            account_id=one,
        )
