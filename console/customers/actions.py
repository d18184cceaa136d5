"""The verbs: look at a person, reveal with a reason, correct."""

from collections.abc import Sequence
from dataclasses import replace

from console.access import Actor
from console.actions import action, query
from console.backend import Backend
from console.customers.records import Account, AccountView, Reveal, account_id_of
from console.customers.rules import masked, too_long, without_ids
from console.customers.store import Work
from console.errors import Conflict, Invalid, NotFound
from console.events import announce
from console.words import N_

SHORTEST_REASON, LONGEST_REASON = 3, 2_000
CORRECTABLE = ("names", "contacts", "addresses", "language", "country", "birth_year", "guardian", "status")


def _view(work: Work, actor: Actor, account: Account, case_id: int) -> AccountView:
    open_to_actor = not actor.sees_masked("account:read") or work.reveals.has(
        actor.operator_id, account.id, case_id
    )
    return AccountView(
        account if open_to_actor else masked(account),
        not open_to_actor,
        work.customers.hanging_on(account.id),
    )


@query("account:read")
def show_account(backend: Backend[Work], actor: Actor, account_id: int, *, case_id: int = 0) -> AccountView:
    """Return one account, masked unless this operator revealed it in this case. Raises: NotFound."""
    with backend.read() as work:
        return _view(work, actor, work.customers.get(account_id), case_id)


@query("account:read")
def find_account(backend: Backend[Work], actor: Actor, ref: str) -> AccountView:
    """Return the account of "A-0000-0012", "12" or a shop's id. Raises: NotFound, Conflict."""
    with backend.read() as work:
        known = work.customers.with_shop_id(ref.strip())
        if len(known) > 1:
            raise Conflict(N_("Several shops use this customer id. Give the account number (A-…)."))
        account_id = known[0] if known else account_id_of(ref)
        if account_id is None:
            raise NotFound(N_("There is no account with this number."))
        return _view(work, actor, work.customers.get(account_id), 0)


@query("message:read")
def reveals_of(backend: Backend[Work], actor: Actor, account_id: int, case_id: int) -> Sequence[Reveal]:
    """Return who was shown this person in full in this case, and why; for those who may read its talk."""
    with backend.read() as work:
        return work.reveals.of_case(account_id, case_id)


@action("account:reveal", tag="account:revealed")
def reveal_account(
    backend: Backend[Work], actor: Actor, account_id: int, *, reason: str, case_id: int = 0
) -> AccountView:
    """Return the account in full and keep why, for `case_id` on its timeline too; asked once a case.

    Raises: NotFound, Invalid, Conflict.
    """
    if len(reason.strip()) < SHORTEST_REASON:
        raise Invalid(N_("Say in a few words why you need to see this."), field="reason")
    if len(reason) > LONGEST_REASON:
        raise Invalid(N_("This is longer than {most} characters."), field="reason", most=LONGEST_REASON)
    with backend.begin() as work:
        account = work.customers.get(account_id)
        revealed = Reveal(actor.operator_id, account_id, case_id, reason.strip(), backend.now())
        announce(work, work.reveals.add(revealed))
        work.audit.record(
            actor,
            "account:revealed",
            stream=f"account:{account_id}",
            subject=f"account:{account_id}",
            facts={"case": case_id},
            values={"reason": (None, reason.strip())},
            account_id=account_id,
        )
        return _view(work, actor, account, case_id)


@action("account:correct", tag="account:corrected")
def correct_account(backend: Backend[Work], actor: Actor, corrected: Account) -> Account:
    """Keep a corrected account, old and new values in the audit, and return it. Raises: NotFound, Invalid."""
    faulty = too_long(corrected)
    if faulty:
        raise Invalid(N_("This is longer than {most} characters."), field=faulty[0], most=faulty[1])
    with backend.begin() as work:
        before = work.customers.get(corrected.id)
        if before.names and not any(n.text.strip() for n in corrected.names):
            raise Invalid(N_("A person needs a name."), field="names")
        after = replace(corrected, source=before.source, shop_id=before.shop_id, since_on=before.since_on)
        old, new = without_ids(before), without_ids(after)
        changed = {
            f: (repr(getattr(old, f)), repr(getattr(new, f)))
            for f in CORRECTABLE
            if getattr(old, f) != getattr(new, f)
        }
        work.customers.save(after)
        work.audit.record(
            actor,
            "account:corrected",
            stream=f"account:{before.id}",
            subject=f"account:{before.id}",
            facts={"fields": " ".join(sorted(changed))},
            values=changed,
            account_id=before.id,
        )
        return work.customers.get(before.id)
