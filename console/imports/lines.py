"""Reads the lines of one kind of record as its fields."""

from collections.abc import Mapping
from dataclasses import dataclass

from babel.numbers import is_currency

from console.cards import mask_account, mask_cards
from console.imports.cells import BLANKS, CellRefused, Reading, in_our_words, read
from console.imports.fields import ENTITIES, Field, Sort
from console.imports.loading import Line, Notes, Table
from console.imports.profile import Entity, Profile, Source
from console.imports.records import Reason, Value

ADDRESS_FIELDS = frozenset({"address", "recipient_address"})
OUR_WORDS = frozenset({Sort.WORD, Sort.WORDS})
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
    entries: Mapping[str, str] | None  # the other file's column that is followed into


class LineReader:
    """Reads lines of `table` as fields of `name` ("order"); what is wrong goes into the notes."""

    def __init__(self, profile: Profile, name: str, tables: Mapping[str, Table], notes: Notes) -> None:
        self.entity: Entity = profile.entities[name]
        self.table = tables[self.entity.file]
        self._profile = profile
        self._zone = profile.zone_info
        self._notes = notes
        self._mapped: dict[str, _Mapped] = {}
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
            key, value = other.columns[source.key], other.columns[source.take]
            entries = {line.cells[key].strip(BLANKS): line.cells[value] for line in other.lines}
        at = tuple(self.table.columns[c] for c in there)
        self._mapped[name] = _Mapped(name, declared, source, at, column, entries)
        return absent

    def has(self, name: str) -> bool:
        """Tell whether the files say anything of field `name`."""
        return name in self._mapped

    def raw(self, line: Line, name: str) -> str:
        """Return an id as it stands in the line, without blanks around it; empty where it is not mapped."""
        mapped = self._mapped.get(name)
        return _text(mapped, line).strip(BLANKS) if mapped else ""

    def is_blank(self, line: Line, *names: str) -> bool:
        """Tell whether every one of the columns of these fields is empty."""
        return all(not self.raw(line, n) for n in names if n in self._mapped and self._mapped[n].at)

    def currency_of(self, line: Line) -> str:
        """Return the currency that the line names, or the profile's."""
        code = self.raw(line, "currency").upper()
        return code if is_currency(code) else self._profile.currency

    def fields(self, line: Line, currency: str) -> dict[str, Value] | None:
        """Return every mapped field of the line, None where a cell is wrong: each one is noted."""
        how = Reading(self._zone, self._profile.moments, currency)
        found: dict[str, Value] = {}
        fine = True
        for mapped in self._mapped.values():
            try:
                found[mapped.name] = self._read(mapped, line, how)
            except CellRefused as refused:
                self._notes.tell(line.place, mapped.column, refused.reason, **refused.params)
                fine = False
        return found if fine else None

    def _read(self, mapped: _Mapped, line: Line, how: Reading) -> Value:
        text = _text(mapped, line)
        if mapped.entries is not None:
            text = self._follow(mapped, line, mapped.entries, text.strip(BLANKS))
        if mapped.source.value is None and mapped.declared.sort in OUR_WORDS:
            return in_our_words(mapped.declared, text, mapped.source.words) or mapped.declared.default or ""
        if mapped.source.words:
            text = mapped.source.words.get(text.strip(BLANKS), text)
        value = read(mapped.declared, text, how)
        if value in ("", None):
            return value if mapped.declared.default is None else mapped.declared.default
        if isinstance(value, str) and mapped.declared.sort in MASKED:
            return self._masked(mapped, line, value)
        return value

    def _follow(self, mapped: _Mapped, line: Line, entries: Mapping[str, str], key: str) -> str:
        if key and key not in entries:
            self._notes.tell(line.place, mapped.column, Reason.NO_SUCH_ENTRY, table=mapped.source.look_in)
        return entries.get(key, "")

    def _masked(self, mapped: _Mapped, line: Line, text: str) -> str:
        sort = mapped.declared.sort
        if sort is Sort.PHONE and sum(c.isdecimal() for c in text) <= LONGEST_PHONE:
            return text
        masked = mask_account(text) if sort is Sort.CARD else mask_cards(text)
        if masked.found:
            self._notes.tell(line.place, mapped.column, Reason.CARD_MASKED)
        return masked.text


def _text(mapped: _Mapped, line: Line) -> str:
    if mapped.source.value is not None:
        return mapped.source.value
    if len(mapped.source.columns) == 1:
        return line.cells[mapped.at[0]]
    between = "\n" if mapped.name in ADDRESS_FIELDS else " "
    return between.join(c for at in mapped.at if (c := line.cells[at].strip(BLANKS)))
