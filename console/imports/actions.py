"""The verbs: take in a shop's export, try it without writing, look at what was taken in before."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from console.access import Actor
from console.actions import action, query
from console.audit import Fact
from console.backend import Backend
from console.customers.records import account_ref
from console.imports.gathering import Gathered, column_of, gather, place_of
from console.imports.profile import Profile
from console.imports.records import (
    OWN,
    SETS,
    Change,
    Count,
    Incoming,
    Kind,
    Known,
    Merged,
    Outcome,
    Reason,
    Report,
    Run,
    Standing,
)
from console.imports.rules import check_money, kind_of, merge
from console.imports.store import Imports, Work
from console.money import Money
from console.progress import Cancelled, Progress, Token, silent

BATCH = 50  # records a transaction: short enough that people at work do not wait
REFERS_TO: Mapping[Kind, tuple[Kind, Reason]] = MappingProxyType(
    {
        Kind.ORDERS: (Kind.ACCOUNTS, Reason.NO_SUCH_ACCOUNT),
        Kind.PARCELS: (Kind.ORDERS, Reason.NO_SUCH_ORDER),
    }
)
REFERRING = MappingProxyType({Kind.ORDERS: (OWN, "account"), Kind.PARCELS: (SETS, "orders")})


@dataclass(slots=True)
class _Taking:
    """One import while it runs: what was gathered, and what has come of it so far."""

    profile: Profile
    gathered: Gathered
    began: float
    counts: dict[tuple[Kind, Outcome], int] = field(default_factory=dict)
    taken: dict[Kind, set[str]] = field(default_factory=dict)
    money: dict[Reason, list[str]] = field(default_factory=dict)  # numbers of orders, by what is told

    def batches(self, progress: Progress, token: Token) -> Iterator[tuple[Kind, list[Incoming]]]:
        """Yield what is to be taken in, people before orders before parcels. Raises: Cancelled."""
        records = [*self.gathered.accounts, *self.gathered.orders, *self.gathered.parcels]
        done = 0
        for kind, group in groupby(records, lambda r: r.kind):
            rest = list(group)
            for start in range(0, len(rest), BATCH):
                token.check()
                progress(done, len(records))
                yield kind, rest[start : start + BATCH]
                done += len(rest[start : start + BATCH])
        progress(done, len(records))

    def take(self, imports: Imports, kind: Kind, batch: Sequence[Incoming]) -> list[Change]:
        """Return what a batch changes, and count it."""
        source = self.profile.source
        standing = self._with_references(imports, kind, batch)
        known = imports.known(kind, source, [r.key for r in standing])
        merged = [(r, merge(r, known.get(r.key))) for r in standing]
        for record, result in merged:
            self._count(record, result)
            self._tell(record, result, known.get(record.key))
            self._check_money(record)
        return [m.change for _, m in merged if m.change]

    def report(self) -> Report:
        """Return the report on what was done until now."""
        notes, money = self.gathered.notes, self.money
        return Report(
            profile=self.profile.name,
            files=self.gathered.files,
            read=self.gathered.read,
            refused=len(notes.refused),
            by_kind={k: Count(*(self.counts.get((k, o), 0) for o in Outcome)) for k in Kind},
            problems=tuple(notes.problems),
            problems_left_out=notes.left_out,
            differing=tuple(money.get(Reason.PAYMENTS_DIFFER, ())),
            rounding=tuple(money.get(Reason.ROUNDING, ())),
            without_items=tuple(money.get(Reason.NO_ITEMS, ())),
            seconds=round(time.monotonic() - self.began, 3),
        )

    def _with_references(self, imports: Imports, kind: Kind, batch: Sequence[Incoming]) -> list[Incoming]:
        """Return the records whose customer or orders are kept or were just taken in; refuse the others."""
        if kind not in REFERS_TO:
            return list(batch)
        target, reason = REFERS_TO[kind]
        asked = {key for record in batch for key in _references(record)} - self.taken.get(target, set())
        missing = asked - imports.existing(target, self.profile.source, sorted(asked)) if asked else set()
        for record in batch:
            if missing & _references(record):
                column = column_of(self.profile, record, *REFERRING[kind])
                for place in dict.fromkeys(record.places.values()):
                    self.gathered.notes.tell(place, column, reason)
        return [r for r in batch if not missing & _references(r)]

    def _count(self, record: Incoming, merged: Merged) -> None:
        self.taken.setdefault(record.kind, set()).add(record.key)
        for part, outcome in merged.outcomes.items():
            at = kind_of(record.kind, part), outcome
            self.counts[at] = self.counts.get(at, 0) + 1

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
        self.money.setdefault(found.reason, []).append(order.key)
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


@action("import:run", tag="import:taken")
def take_in(
    backend: Backend[Work],
    actor: Actor,
    profile: Profile,
    files: Sequence[Path],
    *,
    progress: Progress = silent,
    token: Token | None = None,
) -> Run:
    """Take in the files of one export, a batch a transaction, and return the import with its report.

    Asked to stop, it keeps the batches that were committed and says so. Raises: Invalid.
    """
    began = time.monotonic()
    taking = _Taking(profile, gather(profile, files, lambda n: progress(n, None)), began)
    run = _begin(backend, actor, taking)
    standing = Standing.DONE
    try:
        for kind, batch in taking.batches(progress, token or Token()):
            with backend.begin() as work:
                work.imports.keep(kind, profile.source, taking.take(work.imports, kind, batch))
                _record(work, actor, run, "import:taken", kind=kind.value, records=len(batch))
    except Cancelled:
        standing = Standing.STOPPED
    ended = replace(run, standing=standing, report=taking.report(), ended_at=backend.now())
    with backend.begin() as work:
        work.import_runs.put(ended)
        totals = {o.value: ended.report.total(o) for o in Outcome}
        _record(
            work, actor, run, "import:ended", standing=standing.value, refused=ended.report.refused, **totals
        )
    return ended


def _begin(backend: Backend[Work], actor: Actor, taking: _Taking) -> Run:
    with backend.begin() as work:
        run = Run(
            id=work.import_runs.next_id(),
            profile=taking.profile.name,
            operator_id=actor.operator_id,
            operator_name=actor.name,
            started_at=backend.now(),
            standing=Standing.RUNNING,
            report=taking.report(),
        )
        work.import_runs.put(run)
        _record(work, actor, run, "import:started", profile=run.profile, read=run.report.read)
    return run


def _record(work: Work, actor: Actor, run: Run, tag: str, **facts: Fact) -> None:
    work.audit.record(actor, tag, stream=f"import:{run.id}", subject=f"import:{run.id}", facts=facts)


@query("import:run")
def try_out(
    backend: Backend[Work],
    actor: Actor,
    profile: Profile,
    files: Sequence[Path],
    *,
    progress: Progress = silent,
    token: Token | None = None,
) -> Report:
    """Return the report that taking the files in would give; nothing is written. Raises: Invalid."""
    began = time.monotonic()
    taking = _Taking(profile, gather(profile, files, lambda n: progress(n, None)), began)
    for kind, batch in taking.batches(progress, token or Token()):
        with backend.read() as work:
            taking.take(work.imports, kind, batch)
    return taking.report()


@query("import:run")
def past_imports(backend: Backend[Work], actor: Actor, *, limit: int = 50) -> Sequence[Run]:
    """Return the newest imports with their reports, newest first."""
    with backend.read() as work:
        return work.import_runs.newest(limit)


@query("import:run")
def show_import(backend: Backend[Work], actor: Actor, run_id: int) -> Run:
    """Return one import with its report. Raises: NotFound."""
    with backend.read() as work:
        return work.import_runs.get(run_id)
