"""Writes docs/rules.md from the rulebook and the rules themselves. ``python -m tests.parts.rules_page``."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from console.disputes.guidance import Facts, Guidance, House, OrderFacts, ParcelFacts
from console.disputes.labels import ANSWERS, label
from console.disputes.records import CHOICES, Kind, Outcome, Question
from console.disputes.rules import CLAUSES, guidance
from console.money import Money
from console.rulebook.loader import consumer_laws, shipped_versions
from console.rulebook.records import Clause

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
DAY = date(2026, 11, 20)
STORED = ParcelFacts(stored_since_on=date(2026, 8, 1), reminders=1)
PLAIN = Facts(
    kind=Kind.OTHER,
    order=OrderFacts(DAY, Money(1, "JPY")),
    today=DAY,
    house=House(storage_days=60),
    identified=True,
    product_known=True,
)
HEAD = """# The rules of disputes and where they come from

Written by `python -m tests.parts.rules_page` from `console/rulebook/` and `console/disputes/rules/`; a test
compares. "L109" is line 109 of the organisation's policy. The wording of the clauses is ours.

A rule says what the policy says. It is a default: people decide, every denial can be passed on, and where
consumer law may void a disclaimer the decision needs a second person. Identity and product come first (D-09,
L34); the order is kept as it stood (D-10, L26); the version of the policy is the one of the order's day, and
a newer one is shown beside it where it is kinder to the customer (V-01, L96).
"""


def page() -> str:
    """Return the page as it should stand in docs."""
    version = shipped_versions()[0]
    clauses = [version.clauses[clause] for clause in CLAUSES]
    others = [c for c in version.clauses.values() if c.id not in CLAUSES]
    parts = [HEAD, *(_section(clause) for clause in clauses), _silent(), _others(others), _laws()]
    return "\n".join(parts)


def asked(facts: Facts) -> Guidance:
    """Return what the shipped version says."""
    return guidance(facts, shipped_versions(), consumer_laws())


def _section(clause: Clause) -> str:
    kinds = [Kind(kind) for kind in clause.kinds]
    bare = _base(kinds[0])
    found = asked(bare)
    lines = [
        f"## {clause.id} {clause.title} ({_lines(clause)})",
        "",
        clause.text,
        "",
        f"- Kinds: {_listed(f'{label(kind)} (`{kind}`)' for kind in kinds)}",
        f"- Evidence asked: {_listed(label(item) for item in found.asked) or 'none'}",
        f"- With nothing else known: {_outcomes(found)}",
        f"- A denial may be void by: {_listed(clause.voidable_by) or 'no law that the console knows'}",
        "",
        "| What is known | Clause | Suggested | Why |",
        "| --- | --- | --- | --- |",
        *(_row(known, asked(facts)) for kind in kinds for known, facts in _probes(_base(kind), kinds)),
        "",
    ]
    return "\n".join(lines)


def _base(kind: Kind) -> Facts:
    return replace(PLAIN, kind=kind, parcel=STORED if kind is Kind.STORAGE else ParcelFacts())


def _probes(base: Facts, kinds: list[Kind]) -> Iterator[tuple[str, Facts]]:
    """Yield each single thing that could be known, and the facts with it."""
    kind = f"{label(base.kind)}: " if len(kinds) > 1 else ""
    for question in asked(base).open_questions:
        for value in CHOICES[question]:
            known = f"{kind}{label(question)} {ANSWERS[value]}"
            yield known, replace(base, answers={question: value})
    if base.kind in (Kind.QUALITY, Kind.PACKAGING):
        damaged = {Question.ITEM_DAMAGED: "yes"} if base.kind is Kind.PACKAGING else {}
        told = "An inspection was bought" + (", and the item is damaged" if damaged else "")
        yield told, replace(base, order=replace(base.order, inspection=True), answers=damaged)
    if base.kind in (Kind.DELAY, Kind.LOST):
        yield (
            f"{kind}Guaranteed delivery was bought",
            replace(base, order=replace(base.order, guaranteed=True)),
        )
    if base.kind is Kind.PACKAGING:
        yield from _damaged_or_missing(base)
    if base.kind is Kind.STORAGE:
        yield from _stored(base)


def _damaged_or_missing(base: Facts) -> Iterator[tuple[str, Facts]]:
    insured = replace(base.order, insured=True)
    yield (
        "The item is damaged and insured",
        replace(base, order=insured, answers={Question.ITEM_DAMAGED: "yes"}),
    )
    for value in CHOICES[Question.WAREHOUSE_SEARCH]:
        answers = {Question.ITEMS_MISSING: "yes", Question.WAREHOUSE_SEARCH: value}
        yield f"Items are missing, and the search: {ANSWERS[value]}", replace(base, answers=answers)


def _stored(base: Facts) -> Iterator[tuple[str, Facts]]:
    yield "No storage period is set", replace(base, house=House())
    for told, day in (("on the period's last day", "2026-09-30"), ("the day after", "2026-10-01")):
        yield f"Lost {told}", replace(base, answers={Question.LOST_ON: day})
    late = {Question.LOST_ON: "2026-10-01"}
    yield (
        "Lost the day after, no reminder sent",
        replace(base, parcel=replace(STORED, reminders=0), answers=late),
    )


def _row(known: str, found: Guidance) -> str:
    clause = found.citation.clause if found.citation else "silent"
    why = [label(exempt.why) for exempt in found.exempt]
    why += [label(block.why) for block in found.blocks]
    why += [f"Next: {label(step)}" for step in found.steps]
    return f"| {known} | {clause} | {_outcomes(found)} | {_listed(why)} |"


def _outcomes(found: Guidance) -> str:
    return _listed(f"`{Outcome(outcome)}`" for outcome in found.suggested) or "nothing"


def _silent() -> str:
    kinds = _listed(f"{label(kind)} (`{kind}`)" for kind in (Kind.PAYMENT, Kind.OTHER))
    return f"## No clause\n\n{kinds}: the policy is silent, nothing is suggested.\n"


def _others(clauses: list[Clause]) -> str:
    rows = [f"| {c.id} | {_lines(c)} | {c.title} | {c.text} |" for c in clauses]
    head = ["## Rules for every dispute", "", "| Id | Source | Rule | |", "| --- | --- | --- | --- |"]
    return "\n".join([*head, *rows, ""])


def _laws() -> str:
    rows = [
        f"| `{law.id}` | {' '.join(sorted(law.countries))} | {law.source} | to be confirmed by counsel |"
        for law in consumer_laws()
    ]
    head = ["## Consumer law", "", "Not in the policy: supplied, by where the customer lives.", ""]
    return "\n".join([*head, "| Id | Countries | Source | |", "| --- | --- | --- | --- |", *rows, ""])


def _lines(clause: Clause) -> str:
    return _listed(f"L{line}" for line in clause.lines)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(words)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
