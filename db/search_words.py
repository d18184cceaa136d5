"""The words and sounds that a kind's index holds, each once.

For typing errors, for pieces from inside an e-mail, and for long beginnings: the engines find whole words at
once, but beginnings of more than seven characters slowly. A word is put in with the first record that has it
and goes with the last; whether a record still has it, the index itself is asked. On PostgreSQL who adds a
record holds on to its words, and who takes the last one out waits for that.
"""

import json
import re
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from sqlalchemy import Connection

from db.base import is_sqlite
from db.search_entries import END
from db.search_rows import fetch
from db.tokens import HOST, SOUND, is_kept_word
from db.tokens_near import endings, is_one_edit, near_keys

LAST = "\U0010ffff"  # sorts behind every character
MAIL_KIND = "account"  # the kind whose e-mail addresses are found by pieces
_LIST = re.compile(r"= ANY\(:(\w+)\)")
_NAME = re.compile(r":(\w+)")

_IDS = "SELECT id, word FROM search_word WHERE kind = :kind AND word = ANY(:words)"
_NEAR = (
    # in this order, or all words are read
    "SELECT DISTINCT w.word FROM search_near n CROSS JOIN search_word w "
    "WHERE n.form = ANY(:forms) AND w.id = n.word_id"
)
_INSIDE = (
    "SELECT DISTINCT w.word FROM search_ending e CROSS JOIN search_word w "
    "WHERE e.ending >= :text AND e.ending < :after AND w.id = e.word_id LIMIT :limit"
)
_ENDED = (
    "SELECT w.word FROM search_ending e CROSS JOIN search_word w "
    "WHERE e.ending = :text AND w.id = e.word_id LIMIT :limit"
)
_BEGUN = "SELECT word FROM search_word WHERE kind = :kind AND word >= :text AND word < :after LIMIT :limit"
_LOCK = "SELECT id FROM search_word WHERE id = :key FOR UPDATE"
_DROP_FORMS = "DELETE FROM search_near WHERE form = ANY(:forms) AND word_id = :key"
_DROP_ENDINGS = "DELETE FROM search_ending WHERE ending = ANY(:endings) AND word_id = :key"
_FORGET = (
    "DELETE FROM search_near WHERE word_id IN (SELECT id FROM search_word WHERE kind = :kind)",
    "DELETE FROM search_ending WHERE word_id IN (SELECT id FROM search_word WHERE kind = :kind)",
    "DELETE FROM search_word WHERE kind = :kind",
)
_HELD = {
    "sqlite": "SELECT 1 FROM search_{kind} WHERE search_{kind} MATCH :token LIMIT 1",
    "postgresql": "SELECT 1 FROM search_{kind} WHERE tokens @> ARRAY[:token] LIMIT 1",
}


class SearchWords:
    """The words of one store, on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sqlite = is_sqlite(connection)

    def add(self, kind: str, words: Collection[str]) -> None:
        """Keep those of `words` that are not kept yet."""
        if not words:
            return
        held = _IDS if self._sqlite else f"{_IDS} ORDER BY word FOR KEY SHARE"
        known = {r[1] for r in self._ask(held, kind=kind, words=sorted(words))}
        new = sorted(set(words) - known)
        if new:
            self._insert("search_word (kind, word)", [(kind, w) for w in new])
            ids = self._ask(_IDS, kind=kind, words=new)
            self._insert("search_near (form, word_id)", [(f, i) for i, w in ids for f in _forms(kind, w)])
            self._insert("search_ending (ending, word_id)", [(e, i) for i, w in ids for e in _ends(kind, w)])

    def drop(self, kind: str, tokens: Iterable[str]) -> None:
        """Forget those of `tokens`, which left records, that no record has any more."""
        left = sorted(filter(is_kept_word, tokens))
        for key, word in self._ask(_IDS, kind=kind, words=left) if left else []:
            if not self._held(kind, word) and not self._taken_meanwhile(kind, key, word):
                self._run(_DROP_FORMS, forms=_forms(kind, word), key=key)
                self._run(_DROP_ENDINGS, endings=_ends(kind, word), key=key)
                self._run("DELETE FROM search_word WHERE id = :key", key=key)

    def forget_all(self, kind: str) -> None:
        """Forget every word of a kind."""
        for sql in _FORGET:
            self._run(sql, kind=kind)

    def similar(self, kind: str, typed: str) -> list[str]:
        """Return the kept words that one typing error makes of `typed`."""
        found = self._ask(_NEAR, forms=near_keys(kind, typed))
        return sorted(r[0] for r in found if is_one_edit(typed, r[0]))

    def beginning(self, kind: str, text: str, limit: int) -> list[str]:
        """Return kept words that begin with `text`."""
        return [r[0] for r in self._ask(_BEGUN, kind=kind, text=text, after=text + LAST, limit=limit)]

    def inside(self, piece: str, limit: int, *, at_end: bool) -> list[str]:
        """Return words of accounts, and domains, that hold `piece` behind their first letter, or end so."""
        if at_end:
            return [r[0] for r in self._ask(_ENDED, text=piece, limit=limit)]
        return [r[0] for r in self._ask(_INSIDE, text=piece, after=piece + LAST, limit=limit)]

    def _held(self, kind: str, word: str) -> bool:
        token = f'"{word}"' if self._sqlite else word + END
        sql = _HELD["sqlite" if self._sqlite else "postgresql"].format(kind=kind)
        return bool(self._ask(sql, token=token))

    def _taken_meanwhile(self, kind: str, key: int, word: str) -> bool:
        """Wait for those who hold on to the word, then tell whether a record of theirs has it."""
        if self._sqlite:
            return False  # one writer
        self._ask(_LOCK, key=key)
        return self._held(kind, word)

    def _ask(self, sql: str, **values: Any) -> list[Any]:
        return fetch(self._connection, _for_engine(sql, sqlite=self._sqlite), self._bound(values))

    def _run(self, sql: str, **values: Any) -> None:
        self._connection.exec_driver_sql(_for_engine(sql, sqlite=self._sqlite), self._bound(values))

    def _bound(self, values: dict[str, Any]) -> dict[str, Any]:
        if not self._sqlite:
            return values
        return {k: json.dumps(v) if isinstance(v, list) else v for k, v in values.items()}

    def _insert(self, into: str, rows: list[tuple[object, ...]]) -> None:
        if not rows:
            return
        if self._sqlite:
            self._connection.exec_driver_sql(f"INSERT OR IGNORE INTO {into} VALUES (?, ?)", rows)  # noqa: S608 -- our own table names
            return
        driver: Any = self._connection.connection.dbapi_connection
        with driver.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {into} VALUES (%s, %s) ON CONFLICT DO NOTHING", rows)  # noqa: S608 -- as above


def _forms(kind: str, word: str) -> list[int]:
    return [] if word[0] in HOST + SOUND else near_keys(kind, word)


def _ends(kind: str, word: str) -> list[str]:
    return endings(word) if kind == MAIL_KIND and word[0] != SOUND else []


@cache
def _for_engine(sql: str, *, sqlite: bool) -> str:
    if sqlite:
        return _LIST.sub(r"IN (SELECT value FROM json_each(:\1))", sql)
    return _NAME.sub(r"%(\1)s", sql)
