"""Answers what was typed: plans by its shape, verifies what tokens only promise, counts, keeps to its time.

First the newest of every kind, then the totals; where the time ends, what is known so far is said to be that.
"""

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from console.lookup.records import Answer, Field, Group, Hit, HitKind, Sought
from console.progress import Cancelled
from db.base import is_sqlite
from db.search_candidates import Candidates
from db.search_documents import SEARCHABLE
from db.search_hits import hit_from
from db.search_match import any_holds
from db.search_plan import Planner, Tier, Typed, Way
from db.search_postgres import PostgresCandidates
from db.search_rows import Stopped
from db.search_similar import widened
from db.search_sqlite import SqliteCandidates
from db.search_words import SearchWords
from db.searchable import Searchable
from db.tokens import Word

LISTED = 1_000  # candidates that several ways together are listed to, before "more than"
VERIFIED = 40  # candidates looked at before "more than"; looking costs some 40 microseconds each
LISTED_AT_LEISURE = 200_000
VERIFIED_AT_LEISURE = 1_000
MOST_LOOKED_AT = 20_000  # candidates looked at before even "nothing" stays unsure
CHUNK = 200


FEW = 5  # records; where fewer are found, similar words are looked for too


@dataclass(frozen=True, slots=True)
class _Found:
    """Records of one kind, newest first, and what is known of their number.

    Where `count` is still to be asked, `more` is to be added to it, and `whole` tells if it is all then.
    """

    where: Searchable
    typed: Typed
    keys: tuple[int, ...] = ()
    total: int = 0
    is_exact: bool = True
    count: Callable[[], int] | None = None
    more: int = 0
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
        search = _Search(connection, candidates, Typed.of(sought))
        with suppress(Stopped), candidates.stopping(sought.seconds, sought.cancelled):
            search.run([self._searchable[kind] for kind in sought.kinds])
        _go_on_if_wanted(sought)
        hits = [_hits(connection, f) for f in search.found]
        left = None if sought.seconds is None else sought.seconds - (time.monotonic() - began)
        with suppress(Stopped), candidates.stopping(left, sought.cancelled):
            search.count()
        _go_on_if_wanted(sought)
        return _answer(search, hits, candidates.behind())


def _go_on_if_wanted(sought: Sought) -> None:
    if sought.cancelled():
        raise Cancelled


def _hits(connection: Connection, found: _Found) -> tuple[Hit, ...]:
    cards = found.where.cards(connection, found.keys) if found.keys else {}
    return tuple(hit_from(found.where.kind, k, cards[k], found.typed) for k in found.keys if k in cards)


def _answer(search: "_Search", hits: Sequence[tuple[Hit, ...]], behind: Mapping[str, int]) -> Answer:
    sought = search.sought
    groups = tuple(
        Group(f.where.kind, shown, f.total, f.is_exact and f.where.kind.value not in behind)
        for f, shown in zip(search.found, hits, strict=True)
        if shown  # an account's number that nobody has
    )
    settled = {f.where.kind for f in search.found if f.keys or f.is_exact}
    unsought = frozenset(sought.kinds) - settled
    more = not search.is_over or any(not f.is_exact for f in search.found)
    missing = sum(count for kind, count in behind.items() if kind in sought.kinds)
    still = more and sought.seconds is not None
    return Answer(sought.text, groups, still, unsought=unsought, behind=missing)


def candidates_on(connection: Connection) -> Candidates:
    """Return the way to the index that the connection's engine has."""
    return SqliteCandidates(connection) if is_sqlite(connection) else PostgresCandidates(connection)


class _Search:
    """One search while its time runs: `found` kind by kind, behind them what is similar."""

    def __init__(self, connection: Connection, candidates: Candidates, typed: Typed) -> None:
        self.sought = typed.sought
        self.found: list[_Found] = []
        self.is_over = False
        self._connection = connection
        self._typed = typed
        self._words = SearchWords(connection)
        self._planner = Planner(candidates, self._words, typed)
        self._at_leisure = typed.sought.seconds is None
        self._ends = time.monotonic() + (math.inf if typed.sought.seconds is None else typed.sought.seconds)
        self._listed = LISTED_AT_LEISURE if self._at_leisure else LISTED
        self._verified = VERIFIED_AT_LEISURE if self._at_leisure else VERIFIED

    def run(self, kinds: Sequence[Searchable]) -> None:
        """Find what is newest of every kind; where that is little, what is similar."""
        for where in kinds:
            self.found.append(self._newest(where))
        if sum(len(f.keys) for f in self.found) < FEW:
            self.found += [f for exact in tuple(self.found) for f in self._similar(exact)]
        self.is_over = True

    def count(self) -> None:
        """Let the engine count what it can prove; a total that was not reached stays a lower bound."""
        for i, known in enumerate(self.found):
            if known.count:
                total = known.count() + known.more
                self.found[i] = replace(known, total=total, is_exact=known.whole, count=None)

    def _newest(self, where: Searchable) -> _Found:
        """Return the newest records of a kind, by the first tier that finds any."""
        found = _Found(where, self._typed)
        for tier in self._planner.tiers(where):
            found = self._by_tier(where, tier)
            if found.keys:
                break
        return found

    def _by_tier(self, where: Searchable, tier: Tier) -> _Found:
        if len(tier) == 1 and tier[0].count:
            return self._counted(where, tier[0], self.sought.limit)
        return self._listed_by(where, tier)

    def _similar(self, exact: _Found) -> Iterator[_Found]:
        """Give the newest records that a typing error hides, without those that were found as typed."""
        where = exact.where
        typed = widened(self._words, where.kind, self._typed) if where.by_words else None
        if typed is None:
            return
        way = self._planner.words_way(where, typed.words)
        found = self._counted(where, way, self.sought.limit + len(exact.keys))
        texts = where.documents(self._connection, exact.keys) if exact.keys else {}
        among = sum(_holds_all(fields, typed.words) for fields in texts.values())
        keys = tuple(k for k in found.keys if k not in exact.keys)[: self.sought.limit]
        if keys:
            total, more = found.total - among, found.more - among
            yield replace(found, typed=typed, keys=keys, total=total, more=more)

    def _counted(self, where: Searchable, way: Way, limit: int) -> _Found:
        """Take the newest; the engine counts later those that nobody need look at."""
        sure = way.newest(limit + 1) if way.newest else []
        seen, whole = self._true_ones(where, way)
        newest = tuple(sorted({*sure, *seen}, reverse=True)[:limit])
        typed = self._typed.as_piece() if way.by_piece else self._typed
        if len(sure) <= limit:
            return _Found(where, typed, newest, len(sure) + len(seen), is_exact=whole)
        return _Found(where, typed, newest, limit, False, way.count, len(seen), whole)

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
        return _Found(where, self._typed, tuple(newest), known, is_exact=whole)

    def _true_ones(self, where: Searchable, way: Way) -> tuple[list[int], bool]:
        """Return those of the doubtful that really hold every word, and whether all were looked at.

        At leisure "nothing" is said only when everything was looked at.
        """
        most = MOST_LOOKED_AT if self._at_leisure else self._verified
        doubtful = way.doubtful(most + 1) if way.doubtful else []
        true: list[int] = []
        seen = 0
        for key, fields in self._texts(where, doubtful[:most]):
            if seen >= self._verified and true:
                break
            seen += 1
            if _holds_all(fields, way.words):
                true.append(key)
        return true, seen == len(doubtful)

    def _texts(self, where: Searchable, keys: Sequence[int]) -> Iterator[tuple[int, Sequence[Field]]]:
        """Give records with their texts. Raises: Stopped, also between two: the engine stops only itself."""
        for i in range(0, len(keys), CHUNK):
            if self.sought.cancelled():
                raise Cancelled
            for found in where.documents(self._connection, keys[i : i + CHUNK]).items():
                if time.monotonic() >= self._ends:
                    raise Stopped
                yield found


def _holds_all(fields: Sequence[Field], words: Sequence[Word]) -> bool:
    return all(any_holds(fields, word) for word in words)
