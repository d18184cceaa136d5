"""One typing error forgiven: what was typed, and the kept words it may have been meant for."""

from dataclasses import replace

from console.lookup.records import HitKind, Shape
from db.search_plan import Typed
from db.search_words import SearchWords
from db.tokens import Choice, Term, Word
from db.tokens_folding import Script, runs
from db.tokens_near import SHORTEST_TYPED


def widened(words: SearchWords, kind: HitKind, typed: Typed) -> Typed | None:
    """Return `typed` with similar words of a kind beside its own, None where there are none.

    Numbers, codes and addresses are never taken for others.
    """
    if typed.sought.shape is not Shape.WORDS:
        return None
    meant = [_similar(words, kind, w) for w in typed.words]
    if not any(meant):
        return None
    wide = tuple(
        replace(w, choices=(*w.choices, *_choices(found)))
        for w, found in zip(typed.words, meant, strict=True)
    )
    marked = tuple((w, *map(_as_written, found)) for w, found in zip(wide, meant, strict=True))
    return replace(typed, words=wide, is_similar=True, marked=marked)


def _similar(words: SearchWords, kind: HitKind, word: Word) -> list[str]:
    if len(word.pieces) != 1 or word.pieces[0].script is not Script.LETTERS:
        return []
    typed = word.text
    if len(typed) < SHORTEST_TYPED:
        return []
    return [w for w in words.similar(kind, typed) if not w.startswith(typed)]


def _as_written(word: str) -> Word:
    """Return a kept word to be marked where it stands, not where something sounds like it."""
    return Word(word, tuple(runs(word)), ())


def _choices(found: list[str]) -> list[Choice]:
    return [Choice((Term(w, prefix=False),)) for w in found]
