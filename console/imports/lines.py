"""Reads the lines of one kind of record as its fields."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from babel.numbers import is_currency

from console.cards import mask_account, mask_cards
from console.imports.cells import BLANKS, CellRefused, Reading, in_our_words, read
from console.imports.entries import Entries
from console.imports.fields import ADDRESS_FIELDS, ENTITIES, Field, Sort
from console.imports.lined import Cells, Line, Table
from console.imports.mapping import Entity, Source
from console.imports.notes import Notes
from console.imports.profile import Profile
from console.imports.records import Reason, Value

OUR_WORDS = frozenset({Sort.WORD, Sort.WORDS})
COMING_AGAIN = frozenset(set(Sort) - {Sort.KEY, Sort.EMAIL, Sort.PHONE, Sort.CARD})
MOST_KEPT, LONGEST_KEPT = 20_000, 100  # cells remembered of a field, and how long one may be
MASKED = frozenset({Sort.TEXT, Sort.CARD, Sort.PHONE, Sort.EMAIL})
LONGEST_PHONE = 15  # digits, as E.164 has it; a longer number in a phone's column may be a card's


@dataclass(frozen=True, slots=True)
class _Mapped:
    """One field of this run: how it is read, and where its cells stand."""

    name: str
    declared: Field
    source: Source
    at: tuple[int, ...]
    column: str
    entries: Entries | None  # the other file's column that is followed into
    single: int  # where the one cell stands, -1 where there are several or none
    memo: dict[str, Value] | None  # what cells were read as before; None where few come again
    longest_key: int  # characters of an id that is taken as it stands, 0 where more is to be done
    is_amount: bool
    is_masked: bool


class LineReader:
    """Reads lines of `table` as fields of `name` ("order"); what is wrong goes into the notes."""

    def __init__(self, profile: Profile, name: str, tables: Mapping[str, Table], notes: Notes) -> None:
        self.entity: Entity = profile.entities[name]
        self.table = tables[self.entity.file]
        self._profile = profile
        self._zone = profile.zone_info
        self._notes = notes
        self._mapped: dict[str, _Mapped] = {}
        self.entries: list[Entries] = []  # other files that are followed into; they must see their lines
        absent = {
            column: None
            for field, source in self.entity.fields.items()
            for column in self._map(field, ENTITIES[name][field], source, tables)
        }
        if absent:
            notes.tell(self.table.first, ", ".join(absent), Reason.COLUMN_ABSENT)

    def _map(self, name: str, declared: Field, source: Source, tables: Mapping[str, Table]) -> list[str]:
        """Find where the cells of a field stand, and return the columns that are not there."""
        column = self.entity.column(name)
        there = [c for c in source.columns if c in self.table.columns]
        absent = [c for c in source.columns if c not in there]
        other = tables.get(source.look_in)
        if source.look_in and (other is None or not {source.key, source.take} <= other.columns.keys()):
            absent.append(source.take)
        if absent and not (there and not source.look_in):
            return absent
        entries = None
        if other is not None:
            entries = Entries(other, source.key, source.take)
            self.entries.append(entries)
        at = tuple(self.table.columns[c] for c in there)
        single = at[0] if len(source.columns) == 1 else -1
        memo: dict[str, Value] | None = {} if declared.sort in COMING_AGAIN and other is None else None
        is_plain = declared.sort is Sort.KEY and other is None and not source.words
        self._mapped[name] = _Mapped(
            name,
            declared,
            source,
            at,
            column,
            entries,
            single,
            memo,
            longest_key=declared.longest if is_plain else 0,
            is_amount=declared.sort is Sort.AMOUNT,
            is_masked=declared.sort in MASKED,
        )
        return absent

    def has(self, name: str) -> bool:
        """Tell whether the files say anything of field `name`."""
        return name in self._mapped

    def raw(self, cells: Cells, name: str) -> str:
        """Return an id as it stands in a line, without blanks around it; empty where it is not mapped."""
        mapped = self._mapped.get(name)
        return _text(mapped, cells).strip(BLANKS) if mapped else ""

    def raw_of(self, name: str) -> Callable[[Cells], str]:
        """Return what `raw` does for one field, quicker."""
        mapped = self._mapped.get(name)
        if mapped is None or mapped.single < 0:
            return lambda cells: self.raw(cells, name)
        at = mapped.single
        return lambda cells: cells[at].strip(BLANKS)

    def currency_of(self, line: Line) -> str:
        """Return the currency that the line names, or the profile's."""
        code = self.raw(line.cells, "currency").upper()
        return code if code and _is_currency(code) else self._profile.currency

    def fields(self, line: Line, currency: str) -> dict[str, Value] | None:
        """Return every mapped field of the line, None where a cell is wrong: each one is noted."""
        how = Reading(self._zone, self._profile.moments, currency)
        found: dict[str, Value] = {}
        fine = True
        cells = line.cells
        for name, mapped in self._mapped.items():
            text = cells[mapped.single] if mapped.single >= 0 else _text(mapped, cells)
            if mapped.longest_key and 0 < len(key := text.strip(BLANKS)) <= mapped.longest_key:
                found[name] = key
                continue
            if mapped.memo is not None and text in mapped.memo and not mapped.is_amount:
                found[name] = mapped.memo[text]
                continue
            try:
                found[name] = self._read(mapped, line, text, how, self._notes)
            except CellRefused as refused:
                self._notes.tell(line.place, mapped.column, refused.reason, **refused.params)
                fine = False
        return found if fine else None

    def texts(self, line: Line, names: Sequence[str]) -> list[str]:
        """Return what `fields` gives for some fields of text, empty ones left out; nothing is noted."""
        how, nowhere = Reading(self._zone, self._profile.moments, ""), Notes()
        wanted = [self._mapped[n] for n in names if n in self._mapped]
        texts = ((mapped, _text(mapped, line.cells)) for mapped in wanted)
        return [str(v) for mapped, text in texts if (v := self._read(mapped, line, text, how, nowhere))]

    def _read(self, mapped: _Mapped, line: Line, text: str, how: Reading, notes: Notes) -> Value:
        """Return a cell as what its field is. Raises: CellRefused."""
        if mapped.entries is not None:
            text = _follow(mapped, line, mapped.entries, text.strip(BLANKS), notes)
        memo = mapped.memo
        key = f"{how.currency} {text}" if mapped.is_amount else text
        if memo is not None and key in memo:
            return memo[key]
        value = _value_of(mapped, text, how)
        kept = value
        if mapped.is_masked and isinstance(value, str) and value:
            kept = _masked(mapped, line, value, notes)
        if memo is not None and kept == value and len(text) <= LONGEST_KEPT:
            if len(memo) >= MOST_KEPT:
                memo.clear()
            memo[key] = value
        return kept


def _value_of(mapped: _Mapped, text: str, how: Reading) -> Value:
    if mapped.source.value is None and mapped.declared.sort in OUR_WORDS:
        return in_our_words(mapped.declared, text, mapped.source.words) or mapped.declared.default or ""
    if mapped.source.words:
        text = mapped.source.words.get(text.strip(BLANKS), text)
    value = read(mapped.declared, text, how)
    if value in ("", None):
        return value if mapped.declared.default is None else mapped.declared.default
    return value


@lru_cache(maxsize=1_000)
def _is_currency(code: str) -> bool:
    return bool(is_currency(code))


def _follow(mapped: _Mapped, line: Line, entries: Entries, key: str, notes: Notes) -> str:
    found = entries.get(key) if key else ""
    if found is None:
        notes.tell(line.place, mapped.column, Reason.NO_SUCH_ENTRY, table=mapped.source.look_in)
    return found or ""


def _masked(mapped: _Mapped, line: Line, text: str, notes: Notes) -> str:
    sort = mapped.declared.sort
    if sort is Sort.PHONE and sum(c.isdecimal() for c in text) <= LONGEST_PHONE:
        return text
    masked = mask_account(text) if sort is Sort.CARD else mask_cards(text)
    if masked.found:
        notes.tell(line.place, mapped.column, Reason.CARD_MASKED)
    return masked.text


def _text(mapped: _Mapped, cells: Cells) -> str:
    if mapped.source.value is not None:
        return mapped.source.value
    if len(mapped.source.columns) == 1:
        return cells[mapped.at[0]]
    between = "\n" if mapped.name in ADDRESS_FIELDS else " "
    return between.join(c for at in mapped.at if (c := cells[at].strip(BLANKS)))
