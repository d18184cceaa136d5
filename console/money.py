"""Amounts: whole minor units and a currency, never floats."""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from babel.numbers import format_currency, get_currency_precision, is_currency

from console.errors import Invalid
from console.words import N_

LARGEST = 10**15  # minor units; fits every engine's integer with room for sums
WRITTEN = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?", re.ASCII)


@cache
def digits_of(currency: str) -> int:
    """Return how many digits stand behind the point (JPY 0, BRL 2). Source: Unicode CLDR."""
    return int(get_currency_precision(currency))


def currency_named(text: str) -> str:
    """Return the ISO 4217 code in `text`. Raises: Invalid."""
    code = text.strip().upper()
    if not is_currency(code):
        raise Invalid(N_("{text} is not a currency code such as JPY."), field="currency", text=text[:12])
    return code


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """`minor` units (yen, cents) of `currency` (ISO 4217)."""

    minor: int
    currency: str

    @classmethod
    def parse(cls, text: str, currency: str) -> "Money":
        """Return the amount written in `text` with a point ("12.50", "1,250"), in any width. Raises: Invalid.

        A comma stands between thousands alone: who means cents by it ("12,50") must not pay a hundredfold.
        """
        code = currency_named(currency)
        typed = unicodedata.normalize("NFKC", text).strip()
        if not WRITTEN.fullmatch(typed):
            raise Invalid(N_("{text} is not an amount."), field="amount", text=text[:24])
        exact = Decimal(typed.replace(",", "")).scaleb(digits_of(code))
        if exact != exact.to_integral_value() or abs(exact) > LARGEST:
            raise Invalid(
                N_("{text} is not an amount of {currency}."), field="amount", text=text[:24], currency=code
            )
        return cls(int(exact), code)

    @property
    def decimal(self) -> Decimal:
        """The amount as people write it: 12.50 for 1250 cents."""
        return Decimal(self.minor).scaleb(-digits_of(self.currency))

    def show(self, locale: str = "en") -> str:
        """Return the amount for people: "¥12,800", "R$461,323.94"."""
        return _shown(self, locale)

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            msg = "amounts of two currencies do not add up"
            raise ValueError(msg)


@lru_cache(maxsize=4096)  # lists show the same amounts again at every turn of the wheel
def _shown(amount: Money, locale: str) -> str:
    return str(format_currency(amount.decimal, amount.currency, locale=locale))


def total(amounts: list[Money], currency: str) -> Money:
    """Return the sum of `amounts`, all in `currency`; nothing sums to zero."""
    return sum(amounts, Money(0, currency))
