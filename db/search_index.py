"""Keeps the search index in step with the rows, in the transaction that changes them.

What leaves the index must leave it exactly: the old tokens are computed from the old rows before they change
(the full-text engine keeps no text of its own), and what is indexed is what the engine says it holds. A store
whose tokens were made by another version of db/tokens.py is indexed anew, in batches.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import NamedTuple, Protocol

from sqlalchemy import text
from sqlalchemy.orm import Session

from console.backend import Backend
from console.lookup.records import Field, HitKind
from console.progress import Progress, Token, silent
from db.search_documents import SEARCHABLE
from db.search_entries import Entries, entries_on
from db.search_words import SearchWords
from db.searchable import Searchable
from db.tokens import VERSION, kept_words, tokens_of

CHUNK = 500  # records asked for at once
BATCH = 300  # records indexed in one transaction in the background: under 50 ms
NEWEST = 1 << 62
MOST_STEPS = 10_000  # of bringing an index into its quickest form


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(ids)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


class Made(NamedTuple):
    """What the index holds of one record: its tokens, and which of them are words."""

    tokens: list[str]
    words: set[str]

    @classmethod
    def of(cls, fields: Sequence[Field]) -> "Made":
        """Return what is made of a record's texts."""
        tokens = tokens_of(fields)
        return cls(tokens, kept_words(fields, tokens))


class SearchIndex:
    """The index of one transaction; see db/searchable.py for what stores call."""

    def __init__(self, session: Session, searchable: Mapping[HitKind, Searchable] = SEARCHABLE) -> None:
        self._session = session
        self._searchable = searchable

    @contextmanager
    def changing(self, kind: HitKind, ids: Iterable[int]) -> Iterator[None]:
        """Keep the index in step with rows that are changed or deleted inside the `with`.

        Enter before the first change is flushed: the old tokens are read from the store.
        """
        wanted = self._with_dependents(kind, list(ids))
        with self._session.no_autoflush:
            before = {k: self._indexed(k, keys) for k, keys in wanted.items()}
        yield
        self._session.flush()
        for each, keys in wanted.items():
            self._replace(each, before[each], self._made(each, keys))

    def add_new(self, kind: HitKind, ids: Iterable[int]) -> None:
        """Index rows that were just inserted."""
        self._session.flush()
        for chunk in _chunks(ids):
            self._replace(kind, {}, self._made(kind, chunk))

    def later(self, kind: HitKind, count: int) -> None:
        """Say that so many rows were inserted which `keep_up` will index; until then totals are not exact."""
        sql = text("UPDATE search_state SET behind = behind + :count WHERE kind = :kind")
        self._session.execute(sql, {"kind": kind.value, "count": count})

    def catch_up(self, kind: HitKind, before: int = NEWEST, limit: int = BATCH) -> int | None:
        """Index the newest `limit` records below id `before` that are not indexed yet.

        Return the id to go on from, None once nothing is left.
        """
        self.begin_anew(kind)
        behind = self.behind(kind)
        missing = self._entries().missing(kind, self._searchable[kind].table, before, limit)
        self._replace(kind, {}, self._made(kind, missing))
        is_all = len(missing) < limit
        self.later(kind, -(behind if is_all else min(len(missing), behind)))
        return None if is_all or len(missing) >= behind else missing[-1]

    def begin_anew(self, kind: HitKind) -> None:
        """Empty what another version of db/tokens.py indexed and say that every record is to be indexed."""
        hold = text("UPDATE search_state SET behind = behind WHERE kind = :kind")
        self._session.execute(hold, {"kind": kind.value})  # of two desks the other waits, and finds it done
        if self.is_of_another_version(kind):
            self._entries().forget_all(kind)
            self._words().forget_all(kind)
            rows = f"SELECT count(*) FROM {self._searchable[kind].table}"  # noqa: S608 -- our own table names
            sql = text(f"UPDATE search_state SET version = :version, behind = ({rows}) WHERE kind = :kind")  # noqa: S608 -- as above
            self._session.execute(sql, {"kind": kind.value, "version": VERSION})

    def settle(self, kind: HitKind) -> bool:
        """Bring the index a short step nearer to its quickest form; tell whether more is to be done."""
        return self._entries().settle(kind)

    def behind(self, kind: HitKind) -> int:
        """Return how many records are announced and not indexed yet."""
        sql = text("SELECT behind FROM search_state WHERE kind = :kind")
        return self._session.scalar(sql, {"kind": kind.value}) or 0

    def is_behind(self, kind: HitKind) -> bool:
        """Tell whether `catch_up` has work: rows announced by `later`, or tokens of another version."""
        sql = text("SELECT behind FROM search_state WHERE kind = :kind AND version = :version")
        return bool(self._session.scalar(sql, {"kind": kind.value, "version": VERSION}) != 0)

    def is_of_another_version(self, kind: HitKind) -> bool:
        """Tell whether another version of db/tokens.py made the index: then it finds nothing for sure."""
        sql = text("SELECT version FROM search_state WHERE kind = :kind")
        return bool(self._session.scalar(sql, {"kind": kind.value}) != VERSION)

    def faults(self, kind: HitKind) -> int:
        """Count the records that are not in the index, and the entries that have no record."""
        return self._entries().faults(kind, self._searchable[kind].table)

    def _with_dependents(self, kind: HitKind, ids: list[int]) -> dict[HitKind, list[int]]:
        """Return the records, and those whose texts hold some of theirs: an order has its person's name."""
        connection = self._session.connection()
        wanted = {kind: ids}
        for other, ids_of in self._searchable[kind].dependents:
            wanted[other] = [i for chunk in _chunks(ids) for i in ids_of(connection, chunk)]
        return wanted

    def _indexed(self, kind: HitKind, ids: Sequence[int]) -> dict[int, Made]:
        """Return what was made of those that have an entry."""
        return self._made(kind, sorted(self._entries().indexed(kind, ids)))

    def _replace(self, kind: HitKind, old: Mapping[int, Made], new: Mapping[int, Made]) -> None:
        """Put entries and words into the place of old ones; what stays as it is, is not touched."""
        entries, words = self._entries(), self._words()
        gone = {k: m.tokens for k, m in old.items() if new.get(k) != m}
        come = {k: m for k, m in new.items() if old.get(k) != m}
        entries.take_out(kind, gone)
        entries.put(kind, {k: m.tokens for k, m in come.items()})
        words.add(kind, set().union(*(m.words for m in come.values())))
        words.drop(kind, set().union(*gone.values()))

    def _entries(self) -> Entries:
        return entries_on(self._session.connection())

    def _words(self) -> SearchWords:
        return SearchWords(self._session.connection())

    def _made(self, kind: HitKind, ids: Sequence[int]) -> dict[int, Made]:
        connection, texts = self._session.connection(), self._searchable[kind].documents
        return {
            key: Made.of(fields) for chunk in _chunks(ids) for key, fields in texts(connection, chunk).items()
        }


class Indexed(Protocol):
    """A transaction with its index."""

    @property
    def index(self) -> SearchIndex:
        """The index, bound to the transaction."""
        ...


def begin_anew(backend: Backend[Indexed]) -> None:
    """Empty what another version indexed; until `keep_up` has run, answers say what they cannot find yet."""
    with backend.read() as work:
        kinds = [kind for kind in HitKind if work.index.is_of_another_version(kind)]
    for kind in kinds:
        with backend.begin() as work:
            work.index.begin_anew(kind)


def keep_up(backend: Backend[Indexed], token: Token | None = None, progress: Progress = silent) -> int:
    """Index what is behind, batch by batch, each in a short transaction of its own; return how many.

    Where nothing is behind nothing is written. Raises: Cancelled.
    """
    with backend.read() as work:
        kinds = [kind for kind in HitKind if work.index.is_behind(kind)]
    return _index(backend, kinds, token, progress)


def _index(
    backend: Backend[Indexed], kinds: Sequence[HitKind], token: Token | None, progress: Progress
) -> int:
    done = 0
    for kind in kinds:
        before: int | None = NEWEST
        while before is not None:
            if token:
                token.check()
            with backend.begin(lightly=True) as work:
                before = work.index.catch_up(kind, before)
            done += BATCH if before is not None else 0
            progress(done, None)
        _settle(backend, kind, token)
    return done


def _settle(backend: Backend[Indexed], kind: HitKind, token: Token | None) -> None:
    for _step in range(MOST_STEPS):
        if token:
            token.check()
        with backend.begin(lightly=True) as work:
            if not work.index.settle(kind):
                return
