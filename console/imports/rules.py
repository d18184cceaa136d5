"""What an export may change: a field corrected in the console stays, and the difference is told."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from console.imports.records import (
    OWN,
    PART_KINDS,
    SETS,
    Change,
    Difference,
    Element,
    Fields,
    Incoming,
    Kind,
    Known,
    Merged,
    Outcome,
    Reason,
    Value,
)

BLANK = ("", None, False)
DIGEST_BYTES = 6  # long enough that two values of one field are never taken for each other


@lru_cache(maxsize=16_384, typed=True)
def digest(value: Value | Element) -> str:
    """Return what is remembered of a value that an import wrote: enough to see that it was changed since."""
    return hashlib.blake2b(repr(value).encode("utf-8", "replace"), digest_size=DIGEST_BYTES).hexdigest()


def kind_of(kind: Kind, part: str) -> Kind:
    """Return what a part of a record of `kind` counts as."""
    return kind if part == OWN else PART_KINDS[part.partition(":")[0]]


def merge(incoming: Incoming, known: Known | None) -> Merged:
    """Return what is to be written so that the store says what the export says.

    A field that is not any more as an import wrote it was corrected in the console: it stays, and the
    difference is told. Parts that the export names no more stay too.
    """
    if known is None:
        return Merged(_new(incoming), dict.fromkeys(incoming.parts, Outcome.CREATED), ())
    parts: dict[str, Fields] = {}
    outcomes: dict[str, Outcome] = {}
    mark: dict[str, Mapping[str, str]] = dict(known.mark)
    differences: list[Difference] = []
    for part, fields in incoming.parts.items():
        parts[part], mark[part] = _merge_part(part, fields, known, differences)
        is_new = part not in known.parts and bool(parts[part])
        outcomes[part] = _outcome(is_new=is_new, changed=bool(parts[part]))
    sets, mark[SETS] = _merge_sets(incoming, known, differences)
    if sets:
        outcomes[OWN] = Outcome.UPDATED
    missing = known.mark.keys() & known.parts.keys() - incoming.parts.keys()
    gone = (p for p in sorted(missing) if p.partition(":")[0] in incoming.covers)
    differences += [Difference(part, "", Reason.GONE) for part in gone]
    parts = {part: fields for part, fields in parts.items() if fields}
    mark = {part: digests for part, digests in mark.items() if digests}
    if not parts and not sets and mark == known.mark:
        return Merged(None, outcomes, differences)
    return Merged(Change(incoming.key, known.id, parts, sets, mark), outcomes, differences)


def _outcome(*, is_new: bool, changed: bool) -> Outcome:
    if is_new:
        return Outcome.CREATED
    return Outcome.UPDATED if changed else Outcome.UNCHANGED


def _new(incoming: Incoming) -> Change:
    said = {part: fields for part, fields in incoming.parts.items() if fields}
    mark = {part: {f: digest(v) for f, v in fields.items()} for part, fields in said.items()}
    if incoming.sets:
        mark[SETS] = {name: _digests(elements) for name, elements in incoming.sets.items()}
    return Change(incoming.key, None, incoming.parts, incoming.sets, mark)


def _merge_part(
    part: str, fields: Fields, known: Known, differences: list[Difference]
) -> tuple[dict[str, Value], dict[str, str]]:
    """Return the fields to write, and what is remembered of all of them."""
    marked = dict(known.mark.get(part, {}))
    if part not in known.parts:
        if marked:  # an import wrote it and somebody took it away
            differences.append(Difference(part, ""))
            return {}, marked
        return dict(fields), {f: digest(v) for f, v in fields.items()}
    current = known.parts[part]
    changed: dict[str, Value] = {}
    for name, value in fields.items():
        now = current[name]
        as_written = marked.get(name) == digest(now) if name in marked else now in BLANK
        if now == value or as_written:
            marked[name] = digest(value)
        else:
            differences.append(Difference(part, name))
        if now != value and as_written:
            changed[name] = value
    return changed, marked


def _merge_sets(
    incoming: Incoming, known: Known, differences: list[Difference]
) -> tuple[dict[str, tuple[Element, ...]], dict[str, str]]:
    """Return the sets to write, whole, and what is remembered of their elements."""
    marked = dict(known.mark.get(SETS, {}))
    changed: dict[str, tuple[Element, ...]] = {}
    for name, elements in incoming.sets.items():
        now = known.sets.get(name, ())
        written = set(marked.get(name, "").split())
        merged = _merge_set(elements, now, written)
        if merged is None:
            differences.append(Difference(SETS, name))
            continue
        marked[name] = " ".join(sorted(written | set(_digests(elements).split())))
        if merged != now:
            changed[name] = merged
    return changed, marked


def _digests(elements: Sequence[Element]) -> str:
    return " ".join(sorted(digest(e) for e in elements))


def _merge_set(
    elements: Sequence[Element], now: tuple[Element, ...], written: set[str]
) -> tuple[Element, ...] | None:
    """Return the elements to keep; None where those that an import wrote were corrected by hand.

    A new element takes the place of one that the export no longer names; what people added stays.
    """
    new = [e for e in elements if e not in now]
    if any(digest(e) in written for e in new) or (
        new and written and not any(digest(e) in written for e in now)
    ):
        return None
    kept = list(now)
    stale = [e for e in now if digest(e) in written and e not in elements]
    for element in new:
        if stale:
            kept[kept.index(stale.pop(0))] = element
        else:
            kept.append(element)
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class MoneyCheck:
    """How the payments of an order stand to its items and freight; `off` in minor units, paid minus asked."""

    reason: Reason
    off: int = 0


def check_money(order: Incoming) -> MoneyCheck | None:
    """Return what is worth a look about an order's money; nothing is ever made to fit."""
    items = [f for p, f in order.parts.items() if p[:5] == "item:"]
    payments = [f for p, f in order.parts.items() if p[:8] == "payment:"]
    if not items:
        return MoneyCheck(Reason.NO_ITEMS)
    asked = sum(_int(f, "price") * _int(f, "quantity", 1) + _int(f, "freight") for f in items)
    off = sum(_int(f, "amount") for f in payments) - asked
    if not payments or not off:
        return None
    return MoneyCheck(Reason.ROUNDING if abs(off) == 1 else Reason.PAYMENTS_DIFFER, off)


def _int(fields: Fields, name: str, otherwise: int = 0) -> int:
    value = fields.get(name, otherwise)
    return value if isinstance(value, int) else otherwise
