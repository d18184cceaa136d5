"""The nouns: what can be looked up, and what an answer is made of."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class HitKind(StrEnum):
    """What can be found, in the order in which groups are shown."""

    ACCOUNT = "account"
    ORDER = "order"
    PARCEL = "parcel"
    CASE = "case"


class FieldKind(StrEnum):
    """What a searchable text is; it decides how the text is cut into tokens, and whether it is masked."""

    NAME = "name"  # in any script, kana too
    HOLDER = "holder"  # the name of the account that an order or a case belongs to
    RECIPIENT = "recipient"  # of an order, where it is not the account's holder
    GUARDIAN = "guardian"
    EMAIL = "e-mail"
    PHONE = "phone"
    CODE = "code"  # order, tracking and case numbers, the shop's ids
    PRODUCT = "product"
    ADDRESS = "address"  # street and house
    TOWN = "town"
    POSTCODE = "postcode"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Field:
    """One searchable text of a record."""

    kind: FieldKind
    text: str


class Shape(StrEnum):
    """What the typed text looks like."""

    NOTHING = "nothing"  # no letter and no digit in it
    EMAIL = "e-mail"  # something@, from its beginning
    DOMAIN = "domain"  # @example.com
    PHONE = "phone"  # four digits or more and only what phones are written with
    CODE = "code"  # one word with a digit or with an e-mail's punctuation in it
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Mark:
    """A matched stretch of a shown text, counted in characters."""

    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found. `id` is what people see, `key` the store's number, `on` the field that matched.

    `title` and `detail` are data, already masked for who asked; the marks lie on them as they are shown.
    """

    kind: HitKind
    key: int
    id: str
    title: str
    detail: str = ""
    title_marks: tuple[Mark, ...] = ()
    detail_marks: tuple[Mark, ...] = ()
    on: FieldKind | None = None
    state: str = ""
    at: datetime | None = None
    account_key: int | None = None
    orders: int | None = None  # of an account: how many it has
    is_similar: bool = False  # one typing error away from what was typed; what is marked was found instead

    @property
    def matched(self) -> tuple[str, ...]:
        """The marked stretches themselves, title first."""
        return tuple(
            text[m.start : m.start + m.length]
            for text, marks in ((self.title, self.title_marks), (self.detail, self.detail_marks))
            for m in marks
        )


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind, newest first. Unless `total_is_exact`, there are more than `total`."""

    kind: HitKind
    hits: tuple[Hit, ...]
    total: int
    total_is_exact: bool

    @property
    def cut(self) -> bool:
        """Whether more exist than are listed."""
        return not self.total_is_exact or self.total > len(self.hits)

    @property
    def is_similar(self) -> bool:
        """Whether these are records that are only similar to what was typed; they stand behind all others."""
        return any(h.is_similar for h in self.hits)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search brought. `still_searching`: the deadline cut it short, `finish` brings the rest."""

    text: str
    groups: tuple[Group, ...] = ()
    still_searching: bool = False
    seconds: float = 0.0
    unsought: frozenset[HitKind] = field(default_factory=frozenset)  # kinds the deadline left out
    behind: int = 0  # records that were taken in and cannot be found by their words yet

    @property
    def total(self) -> int:
        """How many were found of all kinds; a lower bound unless `total_is_exact`."""
        return sum(g.total for g in self.groups)

    @property
    def total_is_exact(self) -> bool:
        """Whether `total` counts everything."""
        return not self.unsought and not self.behind and all(g.total_is_exact for g in self.groups)

    @property
    def cut(self) -> bool:
        """Whether more exist than are listed."""
        return bool(self.unsought) or any(g.cut for g in self.groups)

    @property
    def hits(self) -> tuple[Hit, ...]:
        """All hits, group by group."""
        return tuple(h for g in self.groups for h in g.hits)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is asked of a store: the text and its shape, of which kinds, how many of each, and by when."""

    text: str
    shape: Shape
    kinds: tuple[HitKind, ...]
    limit: int
    seconds: float | None  # None: until everything is found and counted
    cancelled: Callable[[], bool]
    shown: Callable[[Field], str]  # a field as the one who asks may see it
