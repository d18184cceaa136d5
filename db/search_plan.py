"""Which ways lead to records of a kind, by the shape of what was typed.

Ways come in tiers: numbers and addresses first; only where they find nothing, words.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from console.customers.records import account_id_of
from console.lookup.records import HitKind, Shape, Sought
from console.lookup.rules import email_key, full_case_no, number_key, phone_key, spaced_number
from db.schema_search import LONGEST_PREFIX
from db.search_candidates import Candidates, Within
from db.search_mail import mail_words, piece_of
from db.search_words import SearchWords
from db.searchable import Searchable
from db.tokens import Choice, Term, Word, host_word, words_of

LONGEST_NUMBER_IN_WORDS = 8  # digits; longer ones are phones or tracking numbers, never words
MOST_BEGUN = 40  # words that stand in the place of a beginning
# Characters before an identifier is looked for by its beginning. Shorter numbers are found among the words,
# newest first without sorting half the table.
SHORTEST = {Shape.EMAIL: 2, Shape.PHONE: 4, Shape.CODE: 7}


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, as each way needs it."""

    sought: Sought
    words: tuple[Word, ...]
    phone: str
    email: str
    code: str
    piece: str  # what may be a piece of an e-mail address
    marked: tuple[tuple[Word, ...], ...]  # to mark in what is shown, each with the words it was taken for
    inside: str = ""  # the piece, for what was found by it
    is_similar: bool = False  # words one typing error away are among `words`

    @classmethod
    def of(cls, sought: Sought) -> "Typed":
        """Return the keys that the shape of `sought` calls for."""
        text, shape = sought.text, sought.shape
        numbered = shape in {Shape.CODE, Shape.PHONE}
        code = number_key(text) if numbered else spaced_number(text) if shape is Shape.WORDS else ""
        at_host = shape is Shape.DOMAIN
        words = (host_word(text[1:]),) if at_host else words_of(text)
        return cls(
            sought,
            words,
            phone_key(text) if shape is Shape.PHONE else "",
            email_key(text) if shape in {Shape.EMAIL, Shape.CODE} else "",
            code,
            piece_of(sought),
            () if at_host else tuple((w,) for w in dict.fromkeys((*words, *words_of(code)))),
        )

    def as_piece(self) -> "Typed":
        """Return it for records that were found by the piece alone."""
        return replace(self, inside=self.piece, marked=())

    @property
    def reads_as_words(self) -> bool:
        """Whether words may be meant at all."""
        digits = sum(c.isdecimal() for c in self.sought.text)
        shape = self.sought.shape
        return shape in {Shape.CODE, Shape.WORDS} or (
            shape is Shape.PHONE and digits <= LONGEST_NUMBER_IN_WORDS and "+" not in self.sought.text
        )


List = Callable[[int], list[int]]  # the newest records, at most so many


@dataclass(frozen=True, slots=True)
class Way:
    """One way to records of a kind: `newest` surely right, in the `doubtful` all `words` must be seen."""

    newest: List | None
    count: Callable[[], int] | None = None  # how many there are of `newest`
    doubtful: List | None = None
    words: tuple[Word, ...] = ()
    by_piece: bool = False  # a piece of an e-mail address was found


Tier = tuple[Way, ...]


class Planner:
    """Finds the ways for one typed text on one engine."""

    def __init__(self, candidates: Candidates, words: SearchWords, typed: Typed) -> None:
        self._candidates = candidates
        self._words = words
        self._typed = typed

    def tiers(self, where: Searchable) -> list[Tier]:
        """Return the tiers of ways to records of this kind, best first; empty tiers are left out."""
        find = {
            HitKind.ACCOUNT: self._account_tiers,
            HitKind.ORDER: self._order_tiers,
            HitKind.PARCEL: self._parcel_tiers,
            HitKind.CASE: self._case_tiers,
        }[where.kind]
        return [tier for tier in find(where) if tier]

    def _account_tiers(self, where: Searchable) -> list[Tier]:
        typed = self._typed
        emails = self._beginning(where, Shape.EMAIL, typed.email)
        match typed.sought.shape:
            case Shape.EMAIL:
                return [emails, self._by_piece(where)]
            case Shape.DOMAIN:
                return [(self.words_way(where, typed.words),)] if typed.words[0].choices else []
            case Shape.PHONE:
                return [self._beginning(where, Shape.PHONE, typed.phone) + self._by_words(where)]
            case _:
                return [self._by_ref(), emails, self._by_words(where), self._by_piece(where)]

    def _order_tiers(self, where: Searchable) -> list[Tier]:
        typed = self._typed
        numbers = self._beginning(where, Shape.CODE, typed.code)
        if typed.sought.shape is Shape.PHONE:
            phones = self._beginning(where, Shape.PHONE, typed.phone)
            return [numbers + phones + self._by_words(where)]
        return [numbers, self._by_words(where)]

    def _parcel_tiers(self, where: Searchable) -> list[Tier]:
        return [self._beginning(where, Shape.CODE, self._typed.code), self._by_words(where)]

    def _case_tiers(self, where: Searchable) -> list[Tier]:
        typed = self._typed
        if not typed.reads_as_words:
            return []
        full = full_case_no(typed.sought.text)
        numbered = (self.words_way(where, words_of(full)),) if full else ()
        return [numbered + self._by_words(where)]

    def _by_ref(self) -> Tier:
        text = self._typed.sought.text
        key = account_id_of(text) if text[:2].upper() == "A-" else None
        return (Way(lambda _limit: [key]),) if key else ()

    def _beginning(self, where: Searchable, shape: Shape, text: str) -> Tier:
        if len(text) < SHORTEST[shape]:
            return ()
        return tuple(
            Way(lambda limit, i=i: self._candidates.beginning(i, text, limit))  # type: ignore[misc]  # mypy cannot type a default in a lambda
            for i in where.identifiers
            if i.shape is shape
        )

    def _by_words(self, where: Searchable) -> Tier:
        words = self._typed.words
        wanted = bool(words) and self._typed.reads_as_words
        if not where.by_words:
            wanted = wanted and all(any(map(str.isdecimal, w.text)) for w in words)
        return (self.words_way(where, words),) if wanted else ()

    def _by_piece(self, where: Searchable) -> Tier:
        """Return the way by a piece from inside an e-mail address."""
        typed, candidates = self._typed, self._candidates
        mails = [i for i in where.identifiers if i.shape is Shape.EMAIL]
        if not typed.piece or not mails:
            return ()
        within = Within(mails[0], typed.piece)

        def newest(limit: int) -> list[int]:
            words = mail_words(self._words, typed.sought)
            return candidates.newest(where, words, limit, within=within) if words else []

        def count() -> int:
            return candidates.count(where, mail_words(self._words, typed.sought), within)

        return (Way(newest, count, by_piece=True),)

    def words_way(self, where: Searchable, words: tuple[Word, ...]) -> Way:
        """Return the way to the records of a kind that have every word."""
        words = tuple(self._with_whole_words(where, w) for w in words)
        candidates = self._candidates
        sure = tuple(w.with_choices(candidates.sure_of) for w in words)
        open_ones = tuple(w for w, proved in zip(words, sure, strict=True) if w != proved)
        if len(open_ones) == 1:  # where it alone is open, what proves it has been left out by the engine
            open_ones = tuple(w.without(sure[words.index(w)].choices) for w in open_ones)
        if not all(w.choices for w in sure):
            return Way(None, doubtful=lambda limit: candidates.newest(where, words, limit), words=open_ones)
        return Way(
            newest=lambda limit: candidates.newest(where, sure, limit),
            count=lambda: candidates.count(where, sure),
            doubtful=(lambda limit: self._unproved(where, words, sure, limit)) if open_ones else None,
            words=open_ones,
        )

    def _with_whole_words(self, where: Searchable, word: Word) -> Word:
        """Return the word with kept words in the place of a long beginning of theirs, where there are any.

        A name written without blanks is no kept word: it is looked for only where no word begins so.
        """
        choices: list[Choice] = []
        for choice in word.choices:
            term, *others = choice.terms
            begun = []
            if not others and term.prefix and len(term.token) > LONGEST_PREFIX:
                begun = self._words.beginning(where.kind, term.token, MOST_BEGUN + 1)
            if 0 < len(begun) <= MOST_BEGUN:
                choices += [replace(choice, terms=(Term(w, prefix=False),)) for w in begun]
            else:
                choices.append(choice)
        return replace(word, choices=tuple(choices))

    def _unproved(
        self, where: Searchable, words: tuple[Word, ...], sure: tuple[Word, ...], limit: int
    ) -> list[int]:
        """Return the newest records that have every word, one at least in a way that tokens do not prove."""
        found: set[int] = set()
        for i, (word, proved) in enumerate(zip(words, sure, strict=True)):
            unproved = word.without(proved.choices)
            if unproved.choices:
                asked = (*words[:i], unproved, *words[i + 1 :])
                found.update(self._candidates.newest(where, asked, limit, but=sure))
        return sorted(found, reverse=True)[:limit]
