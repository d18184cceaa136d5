"""The one place where search tokens are made, for what is kept and for what is typed, on both engines.

A document's tokens are folded words, digits, up to four characters from every place on where words are not
set apart, and sounds (`SOUND` + a romaji key). Numbers as a whole and e-mail domains stand apart behind marks
of their own, so that "r" does not bring every order "RK-...". What is typed becomes words; each word has
choices, each choice terms that must all be there. A choice whose terms do not prove it carries the check that
does (see db/search_match.py).

Change anything that alters a token, and `VERSION` must rise: stores then rebuild their index.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from console.lookup.records import Field, FieldKind
from db import tokens_romaji as romaji
from db.tokens_folding import (
    KANA_RUN,
    Run,
    Script,
    fold,
    is_kana,
    join_apostrophes,
    runs,
    split_runs,
    word_among,
)
from db.tokens_near import SHORTEST_KEPT

VERSION = 2
SOUND = "¬"
HOST = "¤"
DOT = "·"
CODE = "№"
_KEPT = word_among(SHORTEST_KEPT, SOUND + HOST)
GRAM = 4  # characters from every place of a CJK text on: names are found without a look at the record
LONGEST = 40  # characters of a token; longer ones are cut on both sides
MOST_WORDS = 8
LONGEST_QUERY = 200
JOINED_NAMES = range(2, 5)  # names of so many words are also kept joined
MOST_DIGIT_PIECES = 3
SHORTEST_DIGITS = 3
SHORTEST_CODE = 2


class Check(Enum):
    """What must still be seen in the record before a choice counts."""

    NONE = "none"
    TOGETHER = "together"  # the characters stand side by side
    SEQUENCE = "sequence"  # the pieces follow one another
    LENGTH = "length"  # a long vowel typed is not a short one that goes on


@dataclass(frozen=True, slots=True)
class Term:
    """One token to look for; `prefix`: any token that begins so."""

    token: str
    prefix: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """Terms that must all be there, and the check that then proves the match."""

    terms: tuple[Term, ...]
    check: Check = Check.NONE
    sound: str = ""  # the typed sound with long vowels marked


@dataclass(frozen=True, slots=True)
class Word:
    """One typed word, folded: any of its choices will do."""

    text: str
    pieces: tuple[Run, ...]
    choices: tuple[Choice, ...]

    @property
    def squeezed(self) -> str:
        """The word without what stands between its pieces."""
        return "".join(p.text for p in self.pieces)

    def with_choices(self, are_sure: Callable[["Choice"], bool]) -> "Word":
        """Return the word with only those choices that tokens alone decide about."""
        return replace(self, choices=tuple(c for c in self.choices if c.check is Check.NONE and are_sure(c)))

    def without(self, choices: tuple["Choice", ...]) -> "Word":
        """Return the word with only its other choices."""
        return replace(self, choices=tuple(c for c in self.choices if c not in choices))


def tokens_of(fields: Iterable[Field]) -> list[str]:
    """Return the tokens of a document, each once."""
    found: dict[str, None] = {}
    for field in fields:
        if field.text:
            found.update(dict.fromkeys(_MAKERS[field.kind](field.text)))
    return list(found)


def is_kept_word(token: str) -> bool:
    """Tell whether a token is a word of letters, a sound or a domain: those db/search_words.py keeps."""
    return bool(_KEPT.fullmatch(token))


def kept_words(fields: Iterable[Field], tokens: Iterable[str]) -> set[str]:
    """Return the words among a document's tokens; a name written without blanks is none."""
    joined = {
        token
        for field in fields
        if _MAKERS[field.kind] is _name
        for token in _joint(_words_of_name(join_apostrophes(fold(field.text))))
    }
    return {*_KEPT.findall(" ".join(tokens))} - joined


def words_of(text: str) -> tuple[Word, ...]:
    """Return what was typed as words to look for; characters without meaning for the search drop out."""
    folded = join_apostrophes(fold(text[:LONGEST_QUERY]))
    typed = dict.fromkeys(folded.split())
    return tuple(w for w in map(_word, typed) if w.choices)[:MOST_WORDS]


def host_word(domain: str) -> Word:
    """Return the word for e-mail addresses at a domain that begins with `domain`."""
    folded = fold(domain[:LONGEST_QUERY]).strip()
    choices = (Choice((Term(_host(folded), prefix=True),)),) if any(map(str.isalnum, folded)) else ()
    return Word(folded, (), choices)


def _host(folded: str) -> str:
    """Return a domain as one token."""
    return HOST + host_form(folded)[:LONGEST]


def host_form(folded: str) -> str:
    """Return a domain, or a piece of one, as it stands in its token: dots and hyphens become letters."""
    return "".join(c if c.isalnum() else DOT for c in folded)


def _alnum(folded: str) -> str:
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


def _grams(text: str) -> list[str]:
    """Return what stands from every character on; what is typed is then the beginning of one of these."""
    return [text[i : i + GRAM] for i in range(len(text))]


def _joined_grams(words: Sequence[str]) -> Iterator[str]:
    """Give the grams of words written without blanks, first to last and last to first, the longer of two."""
    forwards, backwards = "".join(words), "".join(reversed(words))
    at, back = 0, len(forwards)
    for word in words:
        back -= len(word)
        for i in range(len(word)):
            a, b = forwards[at + i : at + i + GRAM], backwards[back + i : back + i + GRAM]
            if not b.startswith(a):
                yield a
            if not a.startswith(b) or a == b:
                yield b
        at += len(word)


@lru_cache(maxsize=8192)
def _unspaced(text: str, *, whole: bool) -> tuple[str, ...]:
    """Return grams and sounds; with `whole` the first gram goes on to the end, so that it proves more."""
    grams = _grams(text)
    if whole:
        grams[0] = text[:LONGEST]
    sounds = (romaji.of_kana(k).replace(":", "")[:LONGEST] for k in KANA_RUN.findall(text))
    return (*grams, *(SOUND + s for s in sounds if s))


@lru_cache(maxsize=8192)
def _latin(word: str) -> tuple[str, ...]:
    sound = romaji.of_latin_name(word)
    short = word[:LONGEST]
    return (short, SOUND + sound.replace(":", "")[:LONGEST]) if sound else (short,)


def _cut(folded: str, *, in_names: bool) -> list[str]:
    """Return the tokens of a text; in names (and addresses) Latin words have a sound too."""
    if in_names and folded.isascii() and folded.isalpha():
        return list(_latin(folded))
    found: list[str] = []
    for unspaced, digits, letters in split_runs(folded):
        if unspaced:
            found += _unspaced(unspaced, whole=not in_names)
        elif digits:
            found.append(digits[:LONGEST])
        elif in_names:
            found += _latin(letters)
        else:
            found.append(letters[:LONGEST])
    return found


def _text(text: str) -> list[str]:
    return _cut(join_apostrophes(fold(text)), in_names=False)


def _address(text: str) -> list[str]:
    return _cut(join_apostrophes(fold(text)), in_names=True)


class _NameWord(NamedTuple):
    """One word of a folded name: without hyphens and dots, its tokens, its sound, and whether it is CJK."""

    bare: str
    tokens: tuple[str, ...]
    sound: str | None
    unspaced: bool


@lru_cache(maxsize=8192)
def _name_word(word: str) -> _NameWord:
    pieces = runs(word)
    bare = "".join(p.text for p in pieces)
    tokens = _cut(word, in_names=True)
    if len(pieces) > 1:
        tokens += _cut(bare, in_names=True)
    unspaced = bool(pieces) and all(p.script is Script.UNSPACED for p in pieces)
    sound = romaji.of_kana(bare) if is_kana(bare) else romaji.of_latin_name(bare)
    return _NameWord(bare, tuple(tokens), sound, unspaced)


def joined_names(folded: str) -> list[str]:
    """Return a folded name of a few words without blanks: first to last, last to first."""
    words = [w.bare for w in map(_name_word, folded.replace("・", " ").split()) if w.bare]
    return ["".join(words), "".join(reversed(words))] if len(words) in JOINED_NAMES else []


def _words_of_name(joined: str) -> list[_NameWord]:
    return [w for w in map(_name_word, joined.replace("・", " ").split()) if w.bare]


def _tokens_of_words(words: Sequence[_NameWord]) -> Iterator[str]:
    """Give the tokens of a name's words; CJK words of a name need no blanks between them."""
    if len(words) in JOINED_NAMES and all(w.unspaced for w in words):
        yield from _joined_grams([w.bare for w in words])
        yield from (t for w in words for t in w.tokens if t[0] == SOUND)
    else:
        yield from (t for w in words for t in w.tokens)


def _joint(words: Sequence[_NameWord]) -> Iterator[str]:
    """Give a name of a few Latin words, and its sound, written without blanks in both orders."""
    if len(words) not in JOINED_NAMES:
        return
    for ordered in (words, words[::-1]):
        if not any(w.unspaced for w in words):
            yield "".join([w.bare for w in ordered])[:LONGEST]
        sounds = [w.sound for w in ordered if w.sound]
        if len(sounds) == len(ordered):
            yield SOUND + romaji.settle("".join(sounds)).replace(":", "")[:LONGEST]


def _name(text: str) -> list[str]:
    folded = fold(text)
    joined = join_apostrophes(folded)
    words = _words_of_name(joined)
    found = [*_tokens_of_words(words), *_joint(words)]
    return found if joined == folded else found + _cut(folded, in_names=False)


def _holder(text: str) -> list[str]:
    """Return what the orders of a person are found by: kana by sound alone; the account has the rest."""
    words = _words_of_name(join_apostrophes(fold(text)))
    if all(w.unspaced and w.sound for w in words):
        return [SOUND + w.sound.replace(":", "")[:LONGEST] for w in words if w.sound]
    return list(_tokens_of_words(words))


def _email(text: str) -> list[str]:
    local, _at, host = fold(text).rpartition("@")
    found = _cut(local, in_names=False)
    return [*found, _host(host)] if host else found


def _code(text: str) -> list[str]:
    folded = fold(text)
    compact = _alnum(folded)[:LONGEST]
    pieces = [digits for _unspaced, digits, _letters in split_runs(folded) if len(digits) >= SHORTEST_DIGITS]
    if len(pieces) > MOST_DIGIT_PIECES:  # a hexadecimal id: its digits mean nothing
        pieces = []
    bare = [p.lstrip("0") for p in pieces if p[0] == "0" and p.strip("0")]
    return [t[:LONGEST] for t in (CODE + compact, *pieces, *bare)] if compact else []


def _postcode(text: str) -> list[str]:
    compact = _alnum(fold(text))[:LONGEST]
    return [compact, *_text(text)] if compact else []


def _phone(_text: str) -> list[str]:
    return []  # phones are found by their reversed digits, never by tokens


_MAKERS: dict[FieldKind, Callable[[str], list[str]]] = {
    FieldKind.NAME: _name,
    FieldKind.HOLDER: _holder,
    FieldKind.RECIPIENT: _name,
    FieldKind.GUARDIAN: _name,
    FieldKind.EMAIL: _email,
    FieldKind.PHONE: _phone,
    FieldKind.CODE: _code,
    FieldKind.PRODUCT: _text,
    FieldKind.ADDRESS: _address,
    FieldKind.TOWN: _address,
    FieldKind.POSTCODE: _postcode,
    FieldKind.TITLE: _text,
}


def _word(folded: str) -> Word:
    pieces = tuple(runs(folded))
    if not pieces:
        return Word(folded, (), ())
    choices = list(_choices_of(pieces[0]) if len(pieces) == 1 else _choices_of_several(pieces))
    compact = "".join(p.text for p in pieces)
    if len(compact) >= SHORTEST_CODE and any(p.script is Script.DIGITS for p in pieces):
        choices.append(Choice((Term(CODE + compact[: LONGEST - 1], prefix=True),)))
    return Word(folded, pieces, tuple(choices))


def _choices_of_several(pieces: tuple[Run, ...]) -> Iterator[Choice]:
    terms = [t for p in pieces[:-1] for t in _whole(p)] + list(_beginning(pieces[-1]))
    yield Choice(tuple(dict.fromkeys(terms)), Check.SEQUENCE)
    if all(p.script is not Script.UNSPACED for p in pieces):
        yield Choice((Term("".join(p.text for p in pieces)[:LONGEST], prefix=True),))


def _whole(piece: Run) -> Iterator[Term]:
    if piece.script is Script.UNSPACED:
        yield from _beginning(piece)
    else:
        yield Term(piece.text[:LONGEST], prefix=False)


def _beginning(piece: Run) -> Iterator[Term]:
    if piece.script is Script.UNSPACED and len(piece.text) > GRAM:
        starts = [*range(0, len(piece.text) - GRAM, GRAM), len(piece.text) - GRAM]
        yield from (Term(piece.text[i : i + GRAM], prefix=True) for i in starts)
    else:
        yield Term(piece.text[:LONGEST], prefix=True)


def _choices_of(piece: Run) -> Iterator[Choice]:
    """Give the ways one run can be found: as written, and by its sound."""
    terms = tuple(dict.fromkeys(_beginning(piece)))
    proved = len(piece.text) <= (GRAM if piece.script is Script.UNSPACED else LONGEST)
    if not proved and len(piece.text) <= LONGEST:
        yield Choice((Term(piece.text, prefix=True),))
    yield Choice(terms, Check.NONE if proved else Check.TOGETHER)
    if piece.script is Script.LETTERS:
        for key in romaji.of_typed(piece.text):
            yield _by_sound(key.text, key.long, open_ended=key.open_ended)
    elif piece.script is Script.UNSPACED and is_kana(piece.text):
        long = romaji.of_kana(piece.text)
        if long.strip(":"):
            yield _by_sound(long.replace(":", ""), long, open_ended=True)


def _by_sound(key: str, long: str, *, open_ended: bool) -> Choice:
    check = Check.LENGTH if open_ended and long.endswith(":") else Check.NONE
    return Choice((Term(SOUND + key[:LONGEST], prefix=open_ended),), check, long)
