"""Looks at the words of a record itself: does it really hold what was typed, and where does that stand.

Tokens only promise (see db/tokens.py); what is shown has been seen here.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from console.lookup.records import Field, FieldKind, Mark
from db import tokens_romaji as romaji
from db.tokens import SOUND, Check, Choice, Term, Word, joined_names, tokens_of
from db.tokens_folding import KANA_RUN, Script, fold, is_kana, joins_previous, runs, split_runs

CODES = frozenset({FieldKind.CODE, FieldKind.EMAIL, FieldKind.PHONE})
NAMES = frozenset({FieldKind.NAME, FieldKind.HOLDER, FieldKind.RECIPIENT, FieldKind.GUARDIAN})

_PLACES = [(i, i + 1) for i in range(1024)]
# Latin, Greek, Cyrillic, kana, Han, Hangul, wide and narrow forms without what joins the character before
_APART = re.compile(
    "[\x00-\u02ff\u0370-\u0482\u048a-\u0590\u2000-\u200a\u2010-\u205f\u3000-\u3029\u3030-\u3098\u309b-\u9fff"
    "\uac00-\ud7a3\uff00-\uff9d]*"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A text as the search sees it: letters and digits only, where runs begin, and where each one stood."""

    squeezed: str
    starts: frozenset[int]  # where runs begin in `squeezed`
    places: tuple[tuple[int, int], ...]  # start and end in the text itself, a character of `squeezed` each

    def mark(self, start: int, end: int) -> Mark:
        """Return the stretch of the text that `squeezed[start:end]` came from."""
        first, last = self.places[start][0], self.places[end - 1][1]
        return Mark(first, last - first)


@lru_cache(maxsize=512)
def see(text: str) -> Seen:
    """Return `text` squeezed, with its places."""
    folded, places = _folded_with_places(text)
    squeezed: list[str] = []
    kept: list[tuple[int, int]] = []
    starts = set()
    for run in runs(folded):
        starts.add(len(kept))
        squeezed.append(run.text)
        kept += places[run.start : run.end]
    return Seen("".join(squeezed), frozenset(starts), tuple(kept))


def _folded_with_places(text: str) -> tuple[str, Sequence[tuple[int, int]]]:
    whole = fold(text)
    if len(whole) == len(text) and not _any_joins(text):  # nothing grew, for nothing shrank
        short = len(text) <= len(_PLACES)
        return whole, _PLACES[: len(text)] if short else [(i, i + 1) for i in range(len(text))]
    folded, places = [], []
    for start, end in _clusters(text):
        piece = fold(text[start:end])
        folded.append(piece)
        places += [(start, end)] * len(piece)
    return "".join(folded), places


def _any_joins(text: str) -> bool:
    return not _APART.fullmatch(text) and any(map(_joins, text))


def _joins(character: str) -> bool:
    return not character.isascii() and (unicodedata.combining(character) > 0 or joins_previous(character))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches that folding may join: a character and the marks on it."""
    start = 0
    for i in range(1, len(text)):
        if not _joins(text[i]):
            yield start, i
            start = i
    if text:
        yield start, len(text)


def holds(field: Field, word: Word) -> bool:
    """Tell whether the record's field really holds the word."""
    return any(_is_true(field, word, choice) for choice in word.choices)


def any_holds(fields: Sequence[Field], word: Word) -> bool:
    """Tell whether one of a record's fields really holds the word; the cheapest proof is tried first."""
    return any(_is_true(field, word, choice) for choice in word.choices for field in fields)


def _is_true(field: Field, word: Word, choice: Choice) -> bool:
    if choice.check is Check.TOGETHER:  # side by side is more than every gram
        return _stands_together(field, word, choice)
    return _is_checked(field, word, choice) and _has_all(_tokens(field), choice.terms)


@lru_cache(maxsize=512)
def _tokens(field: Field) -> str:
    """Return a field's tokens, each between blanks, where one look finds them."""
    return f" {' '.join(tokens_of([field]))} "


def _stands_together(field: Field, word: Word, choice: Choice) -> bool:
    if field.kind is FieldKind.HOLDER and not _has_all(_tokens(field), choice.terms):
        return False  # of a holder's names not every pair is kept
    return field.kind not in CODES and any(word.squeezed in form for form in _squeezed(field))


def _squeezed(field: Field) -> Iterator[str]:
    """Give the field as it stands, then without what stands between its letters."""
    yield fold(field.text)
    yield from map(_squeeze, _forms(field))


def _squeeze(text: str) -> str:
    """Return what `see` returns as squeezed, without the places."""
    folded = fold(text)
    return folded if folded.isascii() and folded.isalnum() else "".join(map("".join, split_runs(folded)))


def _has_all(tokens: str, terms: Iterable[Term]) -> bool:
    return all((f" {x.token}" if x.prefix else f" {x.token} ") in tokens for x in terms)


def _is_checked(field: Field, word: Word, choice: Choice) -> bool:
    match choice.check:
        case Check.SEQUENCE:
            return any(
                word.squeezed in _squeeze(form) and _in_sequence(see(form), word) for form in _forms(field)
            )
        case Check.LENGTH:
            plain = choice.sound.replace(":", "")
            joined = joined_names(fold(field.text)) if field.kind in NAMES else []
            sounds = [s for form in (field.text, *joined) for s in _sounds(form)]
            return any(s.startswith(choice.sound) or s == plain for s in sounds)
    return True


def _forms(field: Field) -> list[str]:
    """Return the field as it stands and, of a name, last word first."""
    backwards = " ".join(reversed(field.text.replace("・", " ").split()))
    return [field.text, backwards] if field.kind in NAMES else [field.text]


def _in_sequence(seen: Seen, word: Word) -> bool:
    """Tell whether the pieces follow one another, each beginning where a run begins (or inside CJK)."""
    at = seen.squeezed.find(word.squeezed)
    while at >= 0:
        place, fits = at, True
        for piece in word.pieces:
            fits = fits and (place in seen.starts or (place == at and piece.script is Script.UNSPACED))
            place += len(piece.text)
        if fits:
            return True
        at = seen.squeezed.find(word.squeezed, at + 1)
    return False


def _sounds(text: str) -> Iterator[str]:
    """Give the sounds of a text's words, long vowels marked."""
    for run in runs(fold(text)):
        if run.script is Script.UNSPACED:
            yield from map(romaji.of_kana, KANA_RUN.findall(run.text))
        else:
            sound = romaji.of_latin_name(run.text)
            if sound:
                yield sound


def marks_in(text: str, words: Iterable[Word]) -> tuple[Mark, ...]:
    """Return where the words stand in a shown text, in order, none upon another."""
    seen = see(text)
    spans = {span for word in words for span in _spans(seen, word)}
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(seen.mark(start, end) for start, end in joined)


def _spans(seen: Seen, word: Word) -> list[tuple[int, int]]:
    squeezed = word.squeezed
    if not squeezed:
        return []
    anywhere = word.pieces[0].script is Script.UNSPACED
    found, at = [], seen.squeezed.find(squeezed)
    while at >= 0:
        if anywhere or at in seen.starts:
            found.append((at, at + len(squeezed)))
        at = seen.squeezed.find(squeezed, at + 1)
    return found or list(_sound_spans(seen, word))


def _sound_spans(seen: Seen, word: Word) -> Iterator[tuple[int, int]]:
    """Give the runs that sound as the word does; of kana just as much as was typed."""
    sounds = {t.token.removeprefix(SOUND) for c in word.choices for t in c.terms if t.token.startswith(SOUND)}
    if not sounds:
        return
    bounds = [*sorted(seen.starts), len(seen.squeezed)]
    for start, end in pairwise(bounds):
        text = seen.squeezed[start:end]
        stop = _kana_end(text, sounds) if is_kana(text) else _latin_end(text, sounds)
        if stop:
            yield start, start + stop


def _kana_end(text: str, sounds: set[str]) -> int:
    """Return how much of kana sounds like what was typed, a long vowel whole; 0 if it does not."""
    parts = [_plain(text[:stop]) for stop in range(1, len(text) + 1)]
    sound = next((p for p in parts if any(p.startswith(s) for s in sounds)), None)
    return len(parts) - parts[::-1].index(sound) if sound else 0


def _plain(kana: str) -> str:
    return romaji.of_kana(kana).replace(":", "")


def _latin_end(text: str, sounds: set[str]) -> int:
    sound = (romaji.of_latin_name(text) or "").replace(":", "")
    return len(text) if any(sound.startswith(s) for s in sounds) else 0
