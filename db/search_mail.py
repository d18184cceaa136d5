"""Pieces from inside an e-mail address, through the words that the index holds.

`mada.h` is the end of a word, then the beginning of the next; `rakuda` may stand anywhere in one, or in the
domain. Words only lead to the records: whether an address holds the piece, the engine looks.
"""

from console.lookup.records import Shape, Sought
from console.lookup.rules import email_key
from db.search_rows import Stopped
from db.search_words import SearchWords
from db.tokens import Choice, Term, Word, host_form, host_word
from db.tokens_folding import Run, Script, fold, runs
from db.tokens_near import SHORTEST_ENDING

MOST_AT_ONCE = 300  # words a first answer asks for; a piece of more is answered at leisure
MOST = 1 << 31


def piece_of(sought: Sought) -> str:
    """Return what may be a piece of an e-mail address as addresses are compared, "" where it is none."""
    text = email_key(sought.text)
    if sought.shape not in {Shape.EMAIL, Shape.CODE, Shape.WORDS} or " " in text:
        return ""
    pieces = runs(fold(text))
    spaced = all(p.script is not Script.UNSPACED for p in pieces)
    return text if spaced and any(map(_tells, pieces)) else ""


def _tells(piece: Run) -> bool:
    return piece.script is Script.LETTERS and len(piece.text) >= SHORTEST_ENDING


def mail_words(words: SearchWords, sought: Sought) -> tuple[Word, ...]:
    """Return the words that lead to addresses with this piece, () where there are none.

    Raises: Stopped, where there are more than a first answer has time for.
    """
    local, at, host = fold(piece_of(sought)).partition("@")
    limit = MOST if sought.seconds is None else MOST_AT_ONCE
    choices = _in_local(words, runs(local), limit, ended=bool(at))
    if not at:
        choices += [Choice((Term(w, prefix=False),)) for w in _with(words, host_form(local), limit)]
    if not choices:
        return ()
    at_host = (host_word(host),) if at else ()
    return (Word(local, (), tuple(choices)), *(w for w in at_host if w.choices))


def _in_local(words: SearchWords, pieces: list[Run], limit: int, *, ended: bool) -> list[Choice]:
    """Return the ways the pieces can stand before the "@", right before it if `ended`."""
    if len(pieces) == 1 and not ended:
        return []  # anywhere in a word: the domains' question finds these words too
    rest = tuple(Term(p.text, prefix=False) for p in pieces[1:])
    if rest and not ended:
        rest = (*rest[:-1], Term(rest[-1].token, prefix=True))
    if not pieces or not _tells(pieces[0]):
        return [Choice(rest)] if rest else []
    firsts = [pieces[0].text, *_with(words, pieces[0].text, limit, at_end=True)]
    return [Choice((Term(w, prefix=False), *rest)) for w in firsts]


def _with(words: SearchWords, piece: str, limit: int, *, at_end: bool = False) -> list[str]:
    found = words.inside(piece, limit + 1, at_end=at_end)
    if len(found) > limit:
        raise Stopped
    return found
