"""The nouns: what an export says of one record, what is kept of it already, and what became of its lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

Value = str | int | bool | date | datetime | None  # amounts in minor units, moments aware
Fields = Mapping[str, Value]
Element = tuple[str, ...]  # one name, contact or address among several
Sets = Mapping[str, tuple[Element, ...]]
Mark = Mapping[str, Mapping[str, str]]  # part -> field -> digest of what an import wrote last

OWN = ""  # the part of a record that is the record itself; the others are "item:2", "payment:1"
SETS = "sets"  # the part of a mark that remembers elements


class Kind(StrEnum):
    """What an import takes in."""

    ACCOUNTS = "accounts"
    ORDERS = "orders"
    ITEMS = "items"
    PAYMENTS = "payments"
    PARCELS = "parcels"


PART_KINDS: Mapping[str, Kind] = MappingProxyType({"item": Kind.ITEMS, "payment": Kind.PAYMENTS})


class Outcome(StrEnum):
    """What became of one record."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Severity(StrEnum):
    """Whether a line was left out, or taken and worth a look."""

    REFUSED = "refused"
    WARNING = "warning"


class Reason(StrEnum):
    """Why a line was refused or is worth a look."""

    BROKEN_QUOTES = "broken-quotes"
    CELL_TOO_LONG = "cell-too-long"
    LINE_TOO_LONG = "line-too-long"
    NOT_AN_OBJECT = "not-an-object"
    CELL_COUNT = "cell-count"
    NUL = "nul"
    MISSING = "missing"
    NOT_A_MOMENT = "not-a-moment"
    NOT_A_DAY = "not-a-day"
    NOT_AN_AMOUNT = "not-an-amount"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_YEAR = "not-a-year"
    NOT_A_COUNTRY = "not-a-country"
    NOT_A_CURRENCY = "not-a-currency"
    UNKNOWN_WORD = "unknown-word"
    TOO_LONG = "too-long"
    SAID_OTHERWISE = "said-otherwise"
    NO_SUCH_ACCOUNT = "no-such-account"
    NO_SUCH_ORDER = "no-such-order"
    WITH_ITS_RECORD = "with-its-record"
    REPEATED = "repeated"
    NO_SUCH_ENTRY = "no-such-entry"
    CARD_MASKED = "card-masked"
    PAYMENTS_DIFFER = "payments-differ"
    ROUNDING = "rounding"
    NO_ITEMS = "no-items"
    CORRECTED_HERE = "corrected-here"
    GONE = "gone"
    COLUMN_ABSENT = "column-absent"


WARNINGS = frozenset(
    {
        Reason.REPEATED,
        Reason.NO_SUCH_ENTRY,
        Reason.CARD_MASKED,
        Reason.PAYMENTS_DIFFER,
        Reason.ROUNDING,
        Reason.NO_ITEMS,
        Reason.CORRECTED_HERE,
        Reason.GONE,
        Reason.COLUMN_ABSENT,
    }
)


class Place(NamedTuple):
    """A line of a file, as an editor counts them: the header is line 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to tell of a line. It names places and records, never what a cell says of a person."""

    file: str
    line: int
    column: str
    reason: Reason
    params: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def severity(self) -> Severity:
        """Whether the line was left out."""
        return Severity.WARNING if self.reason in WARNINGS else Severity.REFUSED


@dataclass(frozen=True, slots=True)
class Incoming:
    """What an export says of one account, order or parcel, with all its lines.

    `parts` holds the record's own fields under OWN and those of items and payments under "item:1"; fields
    that the profile does not map are not in it. `places` tells the line of each part.
    """

    kind: Kind
    key: str
    parts: Mapping[str, Fields]
    sets: Sets
    places: Mapping[str, Place]
    covers: frozenset[str] = frozenset()  # kinds of parts that the files name whole: "item", "payment"
    number: int = 0  # among the records of its kind, as they come in the files


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of that record now; `mark` is empty where no import ever wrote it."""

    id: int
    parts: Mapping[str, Fields]
    sets: Sets
    mark: Mark


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written: of a new record (`id` None) everything, else only what changes."""

    key: str
    id: int | None
    parts: Mapping[str, Fields]
    sets: Sets
    mark: Mark


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that was corrected in the console, or taken away there, and that the export says otherwise."""

    part: str
    field: str
    reason: Reason = Reason.CORRECTED_HERE


@dataclass(frozen=True, slots=True)
class Merged:
    """What an incoming record comes to: `change` None where nothing is to be written."""

    change: Change | None
    outcomes: Mapping[str, Outcome]  # by part
    differences: Sequence[Difference]


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of one kind were created, changed and left as they were."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0


class Standing(StrEnum):
    """How an import ended."""

    RUNNING = "running"  # or the program ended under it: it can go on
    DONE = "done"
    STOPPED = "stopped"  # somebody asked for it; what was committed stays, and it can go on


@dataclass(frozen=True, slots=True)
class FileRead:
    """One file: what it was taken for, its records, and whether they were taken."""

    file: str
    table: str
    lines: int
    taken: bool
    blank: int = 0  # lines passed over


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or a dry run would do."""

    profile: str
    files: tuple[FileRead, ...] = ()
    read: int = 0
    refused: int = 0
    by_kind: Mapping[Kind, Count] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    problems_left_out: int = 0
    differing: tuple[str, ...] = ()  # orders whose payments differ by more than the smallest unit
    rounding: tuple[str, ...] = ()  # orders that differ by exactly the smallest unit
    without_items: tuple[str, ...] = ()
    seconds: float = 0.0
    likely_same: int = 0  # guests whose e-mail another account of the shop has; nobody decided about them

    def total(self, outcome: Outcome) -> int:
        """Return how many records of all kinds came out so."""
        return sum(getattr(c, outcome.value) for c in self.by_kind.values())


@dataclass(frozen=True, slots=True)
class SourceSeen:
    """One file as an import found it, so that it goes on with no other: its name, place and fingerprint."""

    name: str
    origin: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import that broke off needs to go on: the profile as it was (JSON), and its files."""

    profile: str
    sources: tuple[SourceSeen, ...]


@dataclass(frozen=True, slots=True)
class Position:
    """How far an import is: so many records of a kind are done; and what has come of all until there."""

    kind: Kind
    done: int
    counts: Mapping[Kind, Count]
    seconds: float = 0.0  # of work, over all its parts


@dataclass(frozen=True, slots=True)
class Found:
    """What one batch found: lines refused, records refused by a line (by their numbers), money.

    Each problem with the place of its record among all, by which a report is sorted.
    """

    problems: tuple[tuple[int, Problem], ...] = ()
    left_out: int = 0
    refused: tuple[Place, ...] = ()
    faults: tuple[tuple[Kind, int, Place], ...] = ()
    money: tuple[tuple[Reason, str], ...] = ()  # numbers of orders, by what is told

    def __bool__(self) -> bool:
        return bool(self.problems or self.left_out or self.refused or self.faults or self.money)


@dataclass(frozen=True, slots=True)
class Run:
    """One import in the history."""

    id: int
    profile: str
    operator_id: int
    operator_name: str
    started_at: datetime
    standing: Standing
    report: Report
    ended_at: datetime | None = None
