"""Pure questions about people: what stays masked, how old, who answers for them."""

from dataclasses import replace

from console.customers.records import Account, Contact, ContactKind, Guardian
from console.masks import mask_email, mask_phone, mask_words

FULL_AGE = 18
CHILD_BELOW = 14
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


def age_in(account: Account, year: int) -> int | None:
    """Return the age the person reaches in `year`, None where the birth year is unknown."""
    return None if account.birth_year is None else year - account.birth_year


def is_minor(account: Account, year: int) -> bool:
    """Whether the person may still be under 18 in `year` (policy L7, L93); unknown age is no minor."""
    age = age_in(account, year)
    return account.guardian is not None or (age is not None and age <= FULL_AGE - 1)


def is_child(account: Account, year: int) -> bool:
    """Whether the person may still be under 14 in `year` (policy L94)."""
    age = age_in(account, year)
    return age is not None and age <= CHILD_BELOW


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
