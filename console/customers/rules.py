"""Pure questions about people: what stays masked, how old, who answers for them."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from console.ages import ADULT_AGE, age_for, may_be_under
from console.customers.records import Account, Contact, ContactKind, Guardian
from console.masks import mask_email, mask_phone, mask_words

NO_AGES: Mapping[str, int] = MappingProxyType({})
LONGEST_TEXT, LONGEST_CONTACT = 10_000, 320  # as imports take them


def mask_contact(contact: Contact) -> Contact:
    """Return the contact with its value masked."""
    mask = mask_email if contact.kind is ContactKind.EMAIL else mask_phone
    return replace(contact, value=mask(contact.value))


def masked(account: Account) -> Account:
    """Return what a role that "reads masked" sees of an account: names and town, the rest dotted."""
    guardian = account.guardian and Guardian(
        mask_words(account.guardian.name), account.guardian.relation, account.guardian.consent_on
    )
    return replace(
        account,
        contacts=tuple(mask_contact(c) for c in account.contacts),
        addresses=tuple(a.masked() for a in account.addresses),
        guardian=guardian,
    )


def without_ids(account: Account) -> Account:
    """Return the account with its parts as they read, whatever rows keep them."""
    return replace(
        account,
        names=tuple(replace(n, id=0) for n in account.names),
        contacts=tuple(replace(c, id=0) for c in account.contacts),
        addresses=tuple(replace(a, id=0) for a in account.addresses),
    )


def is_minor(account: Account, year: int, adult_ages: Mapping[str, int] = NO_AGES) -> bool:
    """Whether the person is, or may still be, under age in `year` (policy L7, L93); who has a guardian is.

    `adult_ages`: countries where one comes of age later than at 18.
    """
    age = age_for(account.country, ADULT_AGE, adult_ages)
    return account.guardian is not None or may_be_under(account.birth_year, year, age)


def too_long(account: Account) -> tuple[str, int] | None:
    """Return which field of an account is longer than it may be, and how long it may be; None for none."""
    addresses = [text for a in account.addresses for text in (*a.lines, a.city, a.region, a.postcode)]
    guardian = [account.guardian.name, account.guardian.relation] if account.guardian else []
    typed = {
        "names": ([n.text for n in account.names], LONGEST_TEXT),
        "contacts": ([c.value for c in account.contacts], LONGEST_CONTACT),
        "addresses": (addresses, LONGEST_TEXT),
        "guardian": (guardian, LONGEST_TEXT),
    }
    faulty = ((name, most) for name, (texts, most) in typed.items() if any(len(t) > most for t in texts))
    return next(faulty, None)
