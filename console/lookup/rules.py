"""Pure questions about what was typed: what it looks like, what is compared, what of a hit may be shown."""

import re
import unicodedata

from console.lookup.records import Field, FieldKind, Shape
from console.masks import mask_email, mask_phone, mask_words

LONGEST = 200  # characters; nobody knows more of a record than that
SHORTEST_PHONE = 4  # digits
COMPARED_DIGITS = 9  # +81 90 1234 5678 and 090-1234-5678 share their last nine
SHORTEST_NUMBER = 6  # letters and digits of a number that is typed with blanks
_PHONE = re.compile(r"[+(]*[\d\s().\-/+‐-―]+")
_ADDRESS_LIKE = re.compile(r"[\w.+\-]+[._+][\w.+\-]*", re.ASCII)
_CASE_NO = re.compile(r"([A-Za-z])-?(\d{4})-(\d{1,5})")
MASKS = {
    FieldKind.EMAIL: mask_email,
    FieldKind.PHONE: mask_phone,
    FieldKind.ADDRESS: mask_words,
    FieldKind.POSTCODE: mask_words,
    FieldKind.GUARDIAN: mask_words,
}


def cleaned(text: str) -> str:
    """Return the typed text in usual width, without control characters, cut at what makes sense."""
    usual = unicodedata.normalize("NFKC", text[:LONGEST])
    printable = "".join(" " if c.isspace() else c for c in usual if c.isspace() or _prints(c))
    return printable.strip()


def _prints(character: str) -> bool:
    return unicodedata.category(character) not in {"Cc", "Cs", "Cn"}


def shape_of(text: str) -> Shape:
    """Return what the `cleaned` text looks like."""
    if not any(c.isalnum() for c in text):
        return Shape.NOTHING
    if any(c.isspace() for c in text):
        return Shape.PHONE if _is_phone(text) else Shape.WORDS
    if "@" in text:
        return Shape.DOMAIN if text.startswith("@") else Shape.EMAIL
    if _is_phone(text):
        return Shape.PHONE
    has_digit = any(c.isdecimal() for c in text)
    return Shape.CODE if has_digit or _ADDRESS_LIKE.fullmatch(text) else Shape.WORDS


def _is_phone(text: str) -> bool:
    return bool(_PHONE.fullmatch(text)) and sum(c.isdecimal() for c in text) >= SHORTEST_PHONE


def phone_key(text: str) -> str:
    """Return the digits that are compared, last one first; at most nine, so that +81 and 0 agree."""
    return "".join(str(int(c)) for c in text if c.isdecimal())[::-1][:COMPARED_DIGITS]


def email_key(text: str) -> str:
    """Return the beginning of an e-mail address as addresses are compared."""
    return text.strip().casefold()


def number_key(text: str) -> str:
    """Return the letters and digits of a number, in lower case, whatever stands between them."""
    return "".join(c for c in text.casefold() if c.isalnum())


def spaced_number(text: str) -> str:
    """Return the key of a number typed with blanks ("EN 882 014 773 JP"), "" where it is none."""
    words = text.split()
    key = number_key(text)
    like_one = all(any(c.isdecimal() for c in w) or len(w) <= 3 for w in words)  # noqa: PLR2004 -- EMS, DHL, JP
    return key if like_one and len(key) >= SHORTEST_NUMBER and any(map(str.isdecimal, key)) else ""


def full_case_no(text: str) -> str:
    """Return a case number with its zeros ("D-2026-12" is D-2026-00012), "" where it is none."""
    found = _CASE_NO.fullmatch(text.strip())
    return f"{found[1].upper()}-{found[2]}-{int(found[3]):05d}" if found else ""


def shown(field: Field, *, masked: bool) -> str:
    """Return a field as an operator may see it: contacts and addresses masked for who "reads masked"."""
    mask = MASKS.get(field.kind) if masked else None
    return mask(field.text) if mask else field.text
