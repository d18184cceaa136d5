"""The nouns: accounts that may be one person's, and what people decided about them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from console.customers.records import Account

GUEST = "guest:"  # a shop's id that begins so is an order's number: the shop named no customer


class LinkState(StrEnum):
    """What was decided about two accounts."""

    CONFIRMED = "confirmed"  # one person's
    DISMISSED = "dismissed"  # not one person's


@dataclass(frozen=True, slots=True)
class Link:
    """What somebody decided about two accounts; the lower number first."""

    account_id: int
    other_id: int
    state: LinkState
    operator_id: int
    at: datetime

    @property
    def pair(self) -> tuple[int, int]:
        """Both accounts."""
        return self.account_id, self.other_id


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another account that may be, or is, the same person's; `orders` hang on it."""

    account: Account
    orders: int


@dataclass(frozen=True, slots=True)
class Together:
    """All accounts of one person: the main one first; and those that share an e-mail with one of them."""

    ids: tuple[int, ...]
    linked: tuple[Likeness, ...] = ()
    proposed: tuple[Likeness, ...] = ()

    @property
    def main_id(self) -> int:
        """The account that stands for all."""
        return self.ids[0]


def is_guest(account: Account) -> bool:
    """Tell whether an account stands for one order alone."""
    return account.shop_id.startswith(GUEST)
