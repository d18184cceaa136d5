"""The nouns: who writes to whom, what stands in a letter, and the finished file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from console.money import Money

_NONE: Mapping[str, str] = MappingProxyType({})
_NO_LINES: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Field(StrEnum):
    """Where a text of a letter comes from: the place to correct when it cannot be drawn."""

    ORGANISATION = "organisation"
    RECIPIENT = "recipient"
    REFERENCE = "reference"
    REASON = "reason"
    RULE = "rule"
    FINDINGS = "findings"
    ORDER = "order"
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Organisation:
    """The sender. `names` and `addresses` by language ("ja"); the plain `name` where one is missing."""

    name: str
    country: str = "JP"
    names: Mapping[str, str] = field(default_factory=lambda: _NONE)
    addresses: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: _NO_LINES)
    contacts: tuple[str, ...] = ()

    def named(self, language: str) -> str:
        """Return the full name in `language`."""
        return self.names.get(language) or self.name

    def addressed(self, language: str) -> tuple[str, ...]:
        """Return the address in `language`, else in English, else in any language there is."""
        return (
            self.addresses.get(language)
            or self.addresses.get("en")
            or next(iter(self.addresses.values()), ())
        )


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets the letter. `address_lines` without the country, which is its ISO code."""

    name: str
    address_lines: tuple[str, ...]
    language: str
    country: str


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of the block beside the address: "Our reference", "D-2026-00001"."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Part:
    """One text of a letter and the field it comes from."""

    field: Field
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the letter."""

    text: str

    def parts(self) -> Iterator[Part]:
        """Yield its text."""
        yield Part(Field.WORDING, self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line feed in it starts a new line."""

    text: str
    field: Field = Field.WORDING

    def parts(self) -> Iterator[Part]:
        """Yield its text."""
        yield Part(self.field, self.text)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of headings. `widths` are shares of the line, one a column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    field: Field = Field.WORDING

    def parts(self) -> Iterator[Part]:
        """Yield its headings, then cell by cell, row by row."""
        yield from (Part(Field.WORDING, cell) for cell in self.head)
        yield from (Part(self.field, cell) for row in self.rows for cell in row)


Block = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class LetterContent:
    """All that stands in a letter, in its language and in reading order; nothing about how it looks."""

    language: str  # BCP 47: "en", "ja", "zh-Hant"
    forms: str  # whose forms ideographs have where that language has none: "ja"
    dated_on: date
    brand: str
    author: str
    sender_line: str
    recipient_lines: tuple[str, ...]
    recipient_country: str
    references: tuple[Reference, ...]
    title: str  # stands in the file's properties too: no personal data
    blocks: tuple[Block, ...]
    footer: str
    continued: str  # head of the second and later pages

    def parts(self) -> Iterator[Part]:
        """Yield every text once, in the order in which it is read."""
        yield Part(Field.ORGANISATION, self.brand)
        yield Part(Field.ORGANISATION, self.sender_line)
        for line in self.recipient_lines:
            yield Part(Field.RECIPIENT, line)
        for reference in self.references:
            yield Part(Field.WORDING, reference.label)
            yield Part(Field.REFERENCE, reference.value)
        yield Part(Field.WORDING, self.title)
        for block in self.blocks:
            yield from block.parts()
        yield Part(Field.ORGANISATION, self.footer)


@dataclass(frozen=True, slots=True)
class Removed:
    """Characters that a letter leaves out because nobody could see them: ("U+202E",)."""

    field: Field
    characters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """The rule a decision rests on, in our own words, in the version of the order's day."""

    title: str
    text: str
    version: str
    source: str  # "Shopping terms, “Damage to packaging”"


@dataclass(frozen=True, slots=True)
class Finding:
    """One row of what was looked at: what the customer told, what was found, by which rule."""

    told: str
    found: str
    rule: str


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """The order as it was kept (D-10, policy L26); goes with every decision."""

    number: str
    created_at: datetime  # aware, in the zone in which it is to be read
    products: tuple[str, ...]
    amount: Money
    remarks: str
    recipient: str


@dataclass(frozen=True, slots=True)
class DisputeAnswer:
    """The facts of a dispute's answer. `kind` and `outcome` are values of the disputes' enums.

    `appeal_days` None: no term is set, and the letter names none.
    """

    organisation: Organisation
    recipient: Recipient
    case_no: str
    order_number: str
    dated_on: date
    received_on: date
    kind: str
    outcome: str
    amount: Money | None
    reason: str
    clause: Clause | None  # None: the policy is silent
    order: OrderRecord
    findings: tuple[Finding, ...] = ()
    law_may_void: bool = False
    appeal_days: int | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished letter. `text` is what stands in the file, in reading order, read back and compared.

    `language` is the one used: English where the wording does not exist in the `asked` one.
    `fits_window` is False where the address is larger than the window of an envelope.
    """

    pdf: bytes
    sha256: str
    text: str
    pages: int
    language: str
    asked: str
    removed: tuple[Removed, ...] = ()
    fits_window: bool = True
