"""How fast a letter is drawn, embedded fonts and reading back included, on one core."""

import gc
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from statistics import median
from time import perf_counter

from console.letters.records import (
    Clause,
    DisputeAnswer,
    Finding,
    OrderRecord,
    Organisation,
    Recipient,
)
from console.money import Money
from reports.drawer import Letters

ROUNDS = 30
LIMIT_ONE_MS, LIMIT_TEN_MS = 150, 500
ENGLISH = DisputeAnswer(
    Organisation("Rakufun", "JP", {}, {"en": ("1-1 Example", "Tokyo")}, ("help@rakufun.example",)),
    Recipient("Anna Muster", ("Example Street 12", "10115 Berlin"), "en", "DE"),
    "D-2026-01482",
    "RK-88213407",
    date(2026, 11, 23),
    date(2026, 11, 20),
    "packaging",
    "deny",
    None,
    "We have compared your photographs with ours. The figure is unharmed; the box was crushed abroad.",
    Clause("Packaging", "Damage to the packaging alone is not compensated.", "2026-05", "Shopping terms"),
    OrderRecord(
        "RK-88213407",
        datetime(2026, 10, 2, 14, 3, tzinfo=UTC),
        ("Figure", "Postcards"),
        Money(12800, "JPY"),
        "",
        "Anna Muster",
    ),
    (
        Finding("Outer box crushed", "Agreed", "Packaging"),
        Finding("Item damaged", "Not found", "Photographs"),
    ),
)
JAPANESE = replace(
    ENGLISH,
    recipient=Recipient("𠮷田 髙志", ("〒150-0001", "東京都見本区1-2-3"), "ja", "JP"),
    reason="写真を照合いたしました。商品本体に損傷は見られず、外箱のみがつぶれておりました。",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One measured thing; times in milliseconds. `limit` None: no figure is asked for."""

    name: str
    pages: int
    p50: float
    p95: float
    limit: float | None

    @property
    def is_met(self) -> bool:
        """Whether the limit, where there is one, holds at p95."""
        return self.limit is None or self.p95 <= self.limit


def run(rounds: int = ROUNDS) -> list[Row]:
    """Measure each letter after one warm-up, which is a row of its own."""
    letters = Letters()
    cold = perf_counter()
    pages = letters.dispute_answer(JAPANESE).pages
    first = (perf_counter() - cold) * 1000
    long_english = replace(ENGLISH, reason=(ENGLISH.reason * 4 + "\n") * 70)
    long_japanese = replace(JAPANESE, reason=(JAPANESE.reason * 6 + "\n") * 52)
    pdf = letters.dispute_answer(ENGLISH).pdf
    return [
        Row("the first letter of a process, Japanese", pages, first, first, None),
        _row("an answer in English", lambda: letters.dispute_answer(ENGLISH).pages, rounds, LIMIT_ONE_MS),
        _row("an answer in Japanese", lambda: letters.dispute_answer(JAPANESE).pages, rounds, LIMIT_ONE_MS),
        _row(
            "ten pages in English", lambda: letters.dispute_answer(long_english).pages, rounds, LIMIT_TEN_MS
        ),
        _row(
            "ten pages in Japanese", lambda: letters.dispute_answer(long_japanese).pages, rounds, LIMIT_TEN_MS
        ),
        _row("pictures for the preview", lambda: len(letters.pictures(pdf, 800)), rounds, LIMIT_ONE_MS),
    ]


def _row(name: str, draw: Callable[[], int], rounds: int, limit: float) -> Row:
    pages = draw()
    times = []
    gc.collect()
    for _ in range(rounds):
        start = perf_counter()
        draw()
        times.append((perf_counter() - start) * 1000)
    return Row(name, pages, median(times), sorted(times)[int(len(times) * 0.95)], limit)


def main() -> None:
    """Print the table."""
    print("### Letters\n")
    print("| letter | pages | p50 ms | p95 ms | limit ms | met |\n|---|---|---|---|---|---|")
    for row in run():
        limit = "" if row.limit is None else f"{row.limit:.0f}"
        met = "yes" if row.is_met else "no"
        print(f"| {row.name} | {row.pages} | {row.p50:.0f} | {row.p95:.0f} | {limit} | {met} |")


if __name__ == "__main__":
    main()
