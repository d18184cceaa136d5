"""Answers what was typed: plans by its shape, verifies what tokens only promise, counts, keeps to its time.

First the newest of every kind, then the totals; where the time ends, what is known so far is said to be that.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from console.lookup.records import Answer, Field, Group, Hit, HitKind, Sought
from console.progress import Cancelled
from db.search_candidates import Candidates
from db.search_documents import SEARCHABLE
from db.search_hits import hit_from
from db.search_match import any_holds
from db.search_plan import Planner, Tier, Typed, Way
from db.search_postgres import PostgresCandidates
from db.search_rows import Stopped, is_sqlite
from db.search_sqlite import SqliteCandidates
from db.searchable import Searchable

LISTED = 1_000  # candidates that several ways together are listed to, before "more than"
VERIFIED = 40  # candidates looked at before "more than"; looking costs some 40 microseconds each
LISTED_AT_LEISURE = 200_000
VERIFIED_AT_LEISURE = 20_000
CHUNK = 200


@dataclass(frozen=True, slots=True)
class _Found:
    """Records of one kind, newest first, and what is known of their number.

    Where `count` is still to be asked, `seen` more than that were found by looking, `whole` if all were seen.
    """

    where: Searchable
    keys: tuple[int, ...] = ()
    total: int = 0
    is_exact: bool = True
    count: Callable[[], int] | None = None
    seen: int = 0
    whole: bool = True


class SqlLookup:
    """See console/lookup/store.py."""

    def __init__(self, session: Session, searchable: Mapping[HitKind, Searchable] = SEARCHABLE) -> None:
        self._session = session
        self._searchable = searchable

    def search(self, sought: Sought) -> Answer:
        """Return what was found until the time was over. Raises: Cancelled."""
        began = time.monotonic()
        connection = self._session.connection()
        candidates = candidates_on(connection)
        typed = Typed.of(sought)
        found: dict[HitKind, _Found] = {}
        with suppress(Stopped), candidates.stopping(sought.seconds, sought.cancelled):
            self._find(_Search(connection, candidates, typed), found)
        _go_on_if_wanted(sought)
        hits = {kind: _hits(connection, f, typed) for kind, f in found.items() if f.keys}
        left = None if sought.seconds is None else sought.seconds - (time.monotonic() - began)
        with suppress(Stopped), candidates.stopping(left, sought.cancelled):
            _count(found)
        _go_on_if_wanted(sought)
        return _answer(sought, found, hits, candidates.behind())

    def _find(self, search: "_Search", found: dict[HitKind, _Found]) -> None:
        """Fill `found` with what is newest of every kind."""
        for kind in search.sought.kinds:
            found[kind] = search.newest(self._searchable[kind])


def _go_on_if_wanted(sought: Sought) -> None:
    if sought.cancelled():
        raise Cancelled


def _count(found: dict[HitKind, _Found]) -> None:
    """Let the engine count what it can prove; a total that was not reached stays a lower bound."""
    for kind, known in found.items():
        if known.count:
            total = known.count() + known.seen
            found[kind] = replace(known, total=total, is_exact=known.whole, count=None)


def _hits(connection: Connection, found: _Found, typed: Typed) -> tuple[Hit, ...]:
    cards = found.where.cards(connection, found.keys)
    return tuple(hit_from(found.where.kind, k, cards[k], typed) for k in found.keys if k in cards)


def _answer(
    sought: Sought, found: Mapping[HitKind, _Found], hits: Mapping[HitKind, tuple[Hit, ...]], behind: set[str]
) -> Answer:
    groups = tuple(
        Group(kind, shown, found[kind].total, found[kind].is_exact and kind.value not in behind)
        for kind, shown in hits.items()
        if shown  # an account's number that nobody has
    )
    unsought = frozenset(sought.kinds) - found.keys()
    more = bool(unsought) or any(not f.is_exact for f in found.values())
    return Answer(sought.text, groups, more and sought.seconds is not None, unsought=unsought)


def candidates_on(connection: Connection) -> Candidates:
    """Return the way to the index that the connection's engine has."""
    return SqliteCandidates(connection) if is_sqlite(connection) else PostgresCandidates(connection)


class _Search:
    """One search while its time runs."""

    def __init__(self, connection: Connection, candidates: Candidates, typed: Typed) -> None:
        self.sought = typed.sought
        self._connection = connection
        self._planner = Planner(candidates, typed)
        at_leisure = typed.sought.seconds is None
        self._listed = LISTED_AT_LEISURE if at_leisure else LISTED
        self._verified = VERIFIED_AT_LEISURE if at_leisure else VERIFIED

    def newest(self, where: Searchable) -> _Found:
        """Return the newest records of a kind, by the first tier that finds any."""
        found = _Found(where)
        for tier in self._planner.tiers(where):
            found = self._by_tier(where, tier)
            if found.keys:
                break
        return found

    def _by_tier(self, where: Searchable, tier: Tier) -> _Found:
        if len(tier) == 1 and tier[0].count:
            return self._counted(where, tier[0])
        return self._listed_by(where, tier)

    def _counted(self, where: Searchable, way: Way) -> _Found:
        """Take the newest; the engine counts later those that nobody need look at."""
        limit = self.sought.limit
        sure = way.newest(limit + 1) if way.newest else []
        seen, whole = self._true_ones(where, way)
        newest = tuple(sorted({*sure, *seen}, reverse=True)[:limit])
        if len(sure) <= limit:
            return _Found(where, newest, len(sure) + len(seen), is_exact=whole)
        return _Found(where, newest, limit, is_exact=False, count=way.count, seen=len(seen), whole=whole)

    def _listed_by(self, where: Searchable, tier: Tier) -> _Found:
        """List what every way finds, see whether it is true, and count that."""
        found: set[int] = set()
        whole = True
        for way in tier:
            sure = way.newest(self._listed + 1) if way.newest else []
            seen, all_seen = self._true_ones(where, way)
            whole = whole and all_seen and len(sure) <= self._listed
            found.update(sure, seen)
        newest = sorted(found, reverse=True)[: self.sought.limit]
        known = len(found) if whole else max(len(newest), len(found) - 1)
        return _Found(where, tuple(newest), known, is_exact=whole)

    def _true_ones(self, where: Searchable, way: Way) -> tuple[list[int], bool]:
        """Return those of the doubtful that really hold every word, and whether all were looked at."""
        doubtful = way.doubtful(self._verified + 1) if way.doubtful else []
        looked_at = doubtful[: self._verified]
        true = [
            key
            for key, fields in self._texts(where, looked_at)
            if all(any_holds(fields, word) for word in way.words)
        ]
        return true, len(looked_at) == len(doubtful)

    def _texts(self, where: Searchable, keys: Sequence[int]) -> Iterator[tuple[int, Sequence[Field]]]:
        """Give records with their texts."""
        for i in range(0, len(keys), CHUNK):
            if self.sought.cancelled():
                raise Cancelled
            yield from where.documents(self._connection, keys[i : i + CHUNK]).items()
