"""How long a search takes, by kind of query, and how much longer LIKE would take over the same columns."""

import gc
import random
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from sqlalchemy import text

from benchmarks.lookup_typed import QUERIES, Samples
from benchmarks.store import USUAL, Size, ready
from console.access import Actor
from console.lookup.actions import finish, search
from console.lookup.records import Answer
from db.work import SqlBackend

LIKES = {USUAL: 3}  # of each kind; over more rows one is enough to wait for
TARGET_MS, TARGET_MAX_MS, TARGET_WHOLE_MS = 16, 50, 300
TARGET_RATIO = 50
LIKE = """
SELECT
 (SELECT count(*) FROM account WHERE shop_id LIKE :x OR guardian_name LIKE :x
  OR id IN (SELECT account_id FROM account_name WHERE text LIKE :x)
  OR id IN (SELECT account_id FROM account_contact WHERE value LIKE :x)
  OR id IN (SELECT account_id FROM account_address
            WHERE lines LIKE :x OR city LIKE :x OR region LIKE :x OR postcode LIKE :x)),
 (SELECT count(*) FROM shop_order WHERE number LIKE :x OR recipient_name LIKE :x OR recipient_phone LIKE :x
  OR recipient_lines LIKE :x OR recipient_city LIKE :x OR recipient_postcode LIKE :x
  OR id IN (SELECT order_id FROM order_item WHERE product LIKE :x)),
 (SELECT count(*) FROM parcel WHERE number LIKE :x OR tracking LIKE :x),
 (SELECT count(*) FROM case_file WHERE no LIKE :x OR title LIKE :x)
"""


@dataclass
class Measured:
    """Times of one kind of query, in milliseconds."""

    name: str
    first: list[float] = field(default_factory=list)  # the first answer
    whole: list[float] = field(default_factory=list)  # until every total is counted
    like: list[float] = field(default_factory=list)
    late: int = 0  # first answers that had more to come
    empty: int = 0  # of these, how many had nothing to show yet

    @property
    def ratio(self) -> float:
        """How many times longer LIKE takes than the whole search."""
        return statistics.mean(self.like) / statistics.mean(self.whole)

    @property
    def p95(self) -> float:
        """The first answer's time that 95 of 100 stay below."""
        return quantile(self.first, 0.95)

    @property
    def whole_p95(self) -> float:
        """The whole answer's time that 95 of 100 stay below."""
        return quantile(self.whole, 0.95)

    def row(self) -> str:
        """Return the line of the table."""
        late, empty = self.late / len(self.first), self.empty / len(self.first)
        return (
            f"| {self.name} | {quantile(self.first, 0.5):.1f} / {self.p95:.1f} / {max(self.first):.1f} "
            f"| {late:.0%} ({empty:.0%}) | {self.whole_p95:.1f} | {self.ratio:,.0f} x |"
        )


def quantile(values: Iterable[float], share: float) -> float:
    """Return the value that `share` of the others stay below."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def _timed(ask: Callable[[], Answer]) -> tuple[float, Answer]:
    began = time.perf_counter()
    answer = ask()
    return (time.perf_counter() - began) * 1000, answer


def measure(backend: SqlBackend, actor: Actor, name: str, typed: list[str], likes: int) -> Measured:
    """Return the times of one kind of query."""
    measured = Measured(name)
    for query in typed:
        first, answer = _timed(lambda q=query: search(backend, actor, q))  # type: ignore[misc]  # mypy cannot type a default in a lambda
        measured.first.append(first)
        if answer.still_searching:
            measured.late += 1
            measured.empty += not answer.hits
            more, answer = _timed(lambda q=query: finish(backend, actor, q))  # type: ignore[misc]  # as above
            first += more
        measured.whole.append(first)
    with backend.read() as work:
        for query in typed[:likes]:
            began = time.perf_counter()
            work.session.execute(text(LIKE), {"x": f"%{query}%"}).all()
            measured.like.append((time.perf_counter() - began) * 1000)
    return measured


def _warm(backend: SqlBackend, actor: Actor, kinds: dict[str, list[str]]) -> None:
    """Search as an agent has before: the tenth search is measured, not the first of the day."""
    for typed in kinds.values():
        for query in typed[:20]:
            search(backend, actor, query)
    gc.collect()
    gc.freeze()  # as the window does once it has taken in all that a desk needs


def main(size: Size = USUAL) -> None:
    """Print the table and whether the targets are met."""
    backend, actor = ready(size)
    with backend.read() as work:
        kinds = Samples(work, size, random.Random(7)).kinds()
    _warm(backend, actor, kinds)
    print(f"\n### Lookup: {size.accounts:,} accounts, {size.orders:,} orders, encrypted, warm\n")
    columns = (
        "query",
        "first answer, p50 / p95 / max ms",
        "more to come (nothing yet)",
        "all counted, p95 ms",
        "LIKE takes",
    )
    print(f"| {' | '.join(columns)} |")
    print("|---|---|---|---|---|")
    rows = []
    for name, typed in kinds.items():
        rows.append(measure(backend, actor, name, typed, LIKES.get(size, 1)))
        print(rows[-1].row(), flush=True)
    _conclude(rows)
    backend.close()


def _conclude(rows: list[Measured]) -> None:
    likes = statistics.mean(t for r in rows for t in r.like)
    whole = statistics.mean(t for r in rows for t in r.whole)
    print(f"| **all** ({QUERIES} of each) | | | | **{likes / whole:,.0f} x** |\n")
    _met(f"First answer's p95 within {TARGET_MS} ms", (r.name for r in rows if r.p95 > TARGET_MS))
    _met(f"First answer within {TARGET_MAX_MS} ms", (r.name for r in rows if max(r.first) > TARGET_MAX_MS))
    slow = (r.name for r in rows if r.whole_p95 > TARGET_WHOLE_MS)
    _met(f"Whole answer's p95 within {TARGET_WHOLE_MS} ms", slow)
    _met(f"At least {TARGET_RATIO} times faster than LIKE", [] if likes / whole >= TARGET_RATIO else ["all"])


def _met(target: str, missed: Iterable[str]) -> None:
    missed = list(missed)
    print(f"{target}: {'no: ' + ', '.join(missed) if missed else 'yes'}.")


if __name__ == "__main__":
    main()
