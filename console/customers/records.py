"""The nouns: an account, and what one knows of the person behind it."""

import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from console.masks import mask_words

KANA = ("HIRAGANA", "KATAKANA")
HAN = ("CJK UNIFIED", "CJK COMPATIBILITY", "IDEOGRAPHIC")
LONGEST_ID = 18  # digits; what a 64-bit number surely holds


class Script(StrEnum):
    """The script a name is written in."""

    LATIN = "latin"
    HAN = "han"  # kanji, hanzi, hanja
    KANA = "kana"
    HANGUL = "hangul"
    OTHER = "other"


class ContactKind(StrEnum):
    """Ways to reach a person."""

    EMAIL = "e-mail"
    PHONE = "phone"


class AccountStatus(StrEnum):
    """Whether the account is in use."""

    ACTIVE = "active"
    LIMITED = "limited"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Name:
    """One form of a person's name, in the order the person writes it."""

    text: str
    script: Script
    id: int = 0


@dataclass(frozen=True, slots=True)
class Contact:
    """An e-mail address or a phone number (as given), and whether it was verified."""

    kind: ContactKind
    value: str
    verified_at: datetime | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; `lines` in the order of its country, without country and name."""

    lines: tuple[str, ...]
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""  # ISO 3166-1 alpha-2
    verified_at: datetime | None = None
    id: int = 0

    def masked(self) -> "Address":
        """Return the address with street and postcode dotted; town and country stay."""
        return replace(
            self, lines=tuple(mask_words(line) for line in self.lines), postcode=mask_words(self.postcode)
        )


@dataclass(frozen=True, slots=True)
class Guardian:
    """Who answers for a minor; `consent_on`: when consent was proved (policy L93-L95)."""

    name: str
    relation: str
    consent_on: date | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """One customer. `source` and `shop_id` identify the person; an e-mail address never does."""

    id: int
    source: str
    shop_id: str
    names: tuple[Name, ...]
    language: str = ""  # BCP 47: ja, zh-Hant, en
    country: str = ""
    since_on: date | None = None
    status: AccountStatus = AccountStatus.ACTIVE
    birth_year: int | None = None
    guardian: Guardian | None = None
    contacts: tuple[Contact, ...] = ()
    addresses: tuple[Address, ...] = field(default=())

    @property
    def ref(self) -> str:
        """The number people see: A-0000-0012."""
        return account_ref(self.id)

    @property
    def title(self) -> str:
        """All forms of the name, joined; the shop's id where no name is known."""
        return " · ".join(dict.fromkeys(n.text for n in self.names)) or self.shop_id


def account_ref(account_id: int) -> str:
    """Return the number people see for an account: A-1029-3384."""
    digits = f"{account_id:08d}"
    return f"A-{digits[:-4]}-{digits[-4:]}"


def account_id_of(ref: str) -> int | None:
    """Return the id behind "A-1029-3384", "10293384" or "a-10293384"; None where it is not one."""
    digits = ref.strip().upper().removeprefix("A-").replace("-", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_ID else None


@dataclass(frozen=True, slots=True)
class Hanging:
    """How much hangs on an account."""

    orders: int
    payments: int
    cases: int


@dataclass(frozen=True, slots=True)
class AccountView:
    """An account as one operator sees it, and what hangs on it."""

    account: Account
    masked: bool
    hanging: Hanging


@dataclass(frozen=True, slots=True)
class Reveal:
    """That an operator was shown a person's data in full, and why; `case_id` 0: outside any case."""

    operator_id: int
    account_id: int
    case_id: int
    reason: str
    at: datetime
    id: int = 0


def script_of(text: str) -> Script:
    """Return the script most of whose letters `text` shows; kanji win over kana."""
    if text.isascii():
        return Script.LATIN
    names = [unicodedata.name(c, "") for c in text if c.isalpha()]
    if any(n.startswith(HAN) for n in names):
        return Script.HAN
    if any(n.startswith(KANA) or "KATAKANA" in n for n in names):
        return Script.KANA
    if any(n.startswith("HANGUL") for n in names):
        return Script.HANGUL
    return Script.LATIN if all(n.startswith("LATIN") for n in names) else Script.OTHER
