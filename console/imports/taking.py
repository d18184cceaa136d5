"""One import while it runs: what of each batch is to be written, and what has come of all so far."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from console.customers.records import account_ref
from console.imports.gathering import Gathered, column_of, place_of
from console.imports.profile import Profile
from console.imports.records import (
    OWN,
    SETS,
    Change,
    Count,
    Found,
    Incoming,
    Kind,
    Known,
    Merged,
    Outcome,
    Position,
    Reason,
    Report,
)
from console.imports.rules import check_money, kind_of, merge
from console.imports.store import Imports
from console.money import Money
from console.progress import Progress, Token

FIRST_BATCH = 100  # records; the following ones grow or shrink with the time that a transaction takes
SMALLEST_BATCH, LARGEST_BATCH = 50, 4_000  # a commit has its price, however little is in it
WANTED_SECONDS = 0.030  # of a transaction, so that people at work do not wait; 0.05 is the most
REFERS_TO: Mapping[Kind, tuple[Kind, Reason]] = MappingProxyType(
    {
        Kind.ORDERS: (Kind.ACCOUNTS, Reason.NO_SUCH_ACCOUNT),
        Kind.PARCELS: (Kind.ORDERS, Reason.NO_SUCH_ORDER),
    }
)
REFERRING = MappingProxyType({Kind.ORDERS: (OWN, "account"), Kind.PARCELS: (SETS, "orders")})


@dataclass(frozen=True, slots=True)
class Batch:
    """Records to be taken together; `after` is the number of the first that follows."""

    kind: Kind
    after: int
    records: Sequence[Incoming]


@dataclass(slots=True)
class Taking:
    """One import while it runs. `position` is where it goes on, None at the beginning."""

    profile: Profile
    gathered: Gathered
    began: float
    position: Position | None = None
    counts: dict[tuple[Kind, Outcome], int] = field(default_factory=dict)
    taken: dict[Kind, bytearray] = field(default_factory=dict)  # by number: 1 where it was taken
    money: list[tuple[Reason, str]] = field(default_factory=list)  # numbers of orders, by what is told
    size: int = field(default_factory=lambda: FIRST_BATCH)
    _told_money: int = 0

    def __post_init__(self) -> None:
        self.found()  # what going through the files told is found again by going through them again

    def batches(self, progress: Progress, token: Token) -> Iterator[Batch]:
        """Yield what is to be taken in, people before orders before parcels. Raises: Cancelled, Invalid."""
        records = self.gathered.records
        total, before = sum(map(len, records.values())), 0
        for kind, several in records.items():
            done = self._done_before(kind, len(several))
            while done < len(several):
                token.check()
                progress(before + done, total)
                after = min(done + self.size, len(several))
                yield Batch(kind, after, self.gathered.batch(kind, done, after))
                done = after
            before += len(several)
        progress(total, total)

    def _done_before(self, kind: Kind, count: int) -> int:
        """Return how many records of a kind an earlier part of this import did."""
        kinds = list(self.gathered.records)
        if self.position is None or kinds.index(kind) > kinds.index(self.position.kind):
            return 0
        return self.position.done if kind is self.position.kind else count

    def took(self, seconds: float) -> None:
        """Fit the next batch to how long the last one held the store."""
        wanted = self.size * WANTED_SECONDS / max(seconds, 0.001)
        self.size = max(SMALLEST_BATCH, min(LARGEST_BATCH, round(min(wanted, 1.5 * self.size))))

    def take(self, imports: Imports, batch: Batch) -> list[Change]:
        """Return what a batch changes, and count it."""
        kind, source = batch.kind, self.profile.source
        standing = self._with_references(imports, kind, batch.records)
        known = imports.known(kind, source, [r.key for r in standing])
        merged = [(r, merge(r, known.get(r.key))) for r in standing]
        for record, result in merged:
            self.gathered.notes.number = record.number
            self._count(record, result)
            self._tell(record, result, known.get(record.key))
            self._check_money(record)
        return [m.change for _, m in merged if m.change]

    def position_after(self, batch: Batch) -> Position:
        """Return how far the import is once a batch is written."""
        return Position(batch.kind, batch.after, self._by_kind(), self._seconds())

    def found(self) -> Found:
        """Return what was found since it was asked before."""
        noted = self.gathered.notes.found()
        money, self._told_money = tuple(self.money[self._told_money :]), len(self.money)
        among = ((Kind.ACCOUNTS, self.gathered.people), (Kind.ORDERS, self.gathered.orders))
        faults = tuple((k, n, p) for k, among_ in among if among_ for n, p in among_.faults.found())
        return Found(noted.problems, noted.left_out, noted.refused, faults, money)

    def put_back(self, position: Position, found: Sequence[Found]) -> None:
        """Take over what an earlier part of the same import did and found."""
        self.position = position
        self.counts = {(k, o): getattr(c, o.value) for k, c in position.counts.items() for o in Outcome}
        for each in found:
            self.gathered.notes.put_back(each)
            self.money += each.money
            for kind, number, place in each.faults:
                among = self.gathered.people if kind is Kind.ACCOUNTS else self.gathered.orders
                if among is not None:
                    among.faults.blame(number, place)
        self.found()

    def report(self) -> Report:
        """Return the report on what was done until now."""
        notes = self.gathered.notes
        money = {reason: tuple(n for r, n in self.money if r is reason) for reason, _ in self.money}
        return Report(
            profile=self.profile.name,
            files=self.gathered.files,
            read=self.gathered.read,
            refused=len(notes.refused),
            by_kind=self._by_kind(),
            problems=notes.problems,
            problems_left_out=notes.left_out,
            differing=money.get(Reason.PAYMENTS_DIFFER, ()),
            rounding=money.get(Reason.ROUNDING, ()),
            without_items=money.get(Reason.NO_ITEMS, ()),
            seconds=self._seconds(),
        )

    def _by_kind(self) -> dict[Kind, Count]:
        return {k: Count(*(self.counts.get((k, o), 0) for o in Outcome)) for k in Kind}

    def _seconds(self) -> float:
        before = self.position.seconds if self.position else 0.0
        return round(before + time.monotonic() - self.began, 3)

    def _with_references(self, imports: Imports, kind: Kind, batch: Sequence[Incoming]) -> Sequence[Incoming]:
        """Return the records whose customer or orders are kept or were just taken in; refuse the others."""
        if kind not in REFERS_TO:
            return batch
        target, reason = REFERS_TO[kind]
        asked = {k for record in batch for k in _references(record) if not self._was_taken(target, k)}
        missing = asked - imports.existing(target, self.profile.source, sorted(asked)) if asked else set()
        if not missing:
            return batch
        for record in batch:
            if missing & _references(record):
                self.gathered.notes.number = record.number
                column = column_of(self.profile, record, *REFERRING[kind])
                for place in dict.fromkeys(record.places.values()):
                    self.gathered.notes.tell(place, column, reason)
        return [r for r in batch if not missing & _references(r)]

    def _was_taken(self, kind: Kind, key: str) -> bool:
        number, taken = self.gathered.number_of(kind, key), self.taken.get(kind, b"")
        return number is not None and number < len(taken) and bool(taken[number])

    def _count(self, record: Incoming, merged: Merged) -> None:
        if record.kind is not Kind.PARCELS:
            self._note_as_taken(record)
        for part, outcome in merged.outcomes.items():
            at = kind_of(record.kind, part), outcome
            self.counts[at] = self.counts.get(at, 0) + 1

    def _note_as_taken(self, record: Incoming) -> None:
        taken = self.taken.setdefault(record.kind, bytearray())
        if record.number >= len(taken):
            taken.extend(bytes(record.number + 1 - len(taken)))
        taken[record.number] = 1

    def _tell(self, record: Incoming, merged: Merged, known: Known | None) -> None:
        for difference in merged.differences:
            column = column_of(self.profile, record, difference.part, difference.field)
            part = difference.part.replace(":", " ")
            name = account_ref(known.id) if known and record.kind is Kind.ACCOUNTS else record.key
            self.gathered.notes.tell(
                place_of(record, difference),
                column,
                difference.reason,
                record=name,
                field=column or difference.field or part,
                part=part,
            )

    def _check_money(self, order: Incoming) -> None:
        """Tell where payments, items and freight do not agree; nothing is made to fit."""
        found = check_money(order) if "item" in order.covers else None
        if found is None or (found.off and "payment" not in order.covers):
            return
        self.money.append((found.reason, order.key))
        amount = Money(abs(found.off), str(order.parts[OWN]["currency"]))
        self.gathered.notes.tell(
            order.places[OWN],
            column_of(self.profile, order, OWN, "number"),
            found.reason,
            order=order.key,
            amount=f"{amount.currency} {amount.decimal}",
        )


def _references(record: Incoming) -> set[str]:
    if record.kind is Kind.PARCELS:
        return {order for (order,) in record.sets["orders"]}
    return {str(record.parts[OWN]["account"])}
