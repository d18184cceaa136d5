"""One field of a profile: which column fills it, a cell of that column, how sure the guess is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from console.imports.fitting import NOTHING, USUAL, Filled, How
from console.imports.guessing import BEGUN, NAMED, Place, guess_state
from console.imports.labels_fields import PARTS, WORDS, field_words
from console.words import N_, _
from widgets.kit.badge import Badge
from widgets.kit.labels import Elided
from widgets.kit.scroll import clear
from widgets.screens.choices import Choice
from widgets.theme import Tone

LEFT, RIGHT = range(2)  # the columns of the grid
LINES = 4  # of the grid that a field takes
GAP = 4
INDENT = 16
LONGEST_SAMPLE = 60
STATE = Place("order", "state")


class StillChoice(Choice):
    """A choice in a long page: the wheel scrolls the page, and never changes what is chosen."""

    def __init__(self, values: Sequence[tuple[str, str]], chosen: str = "") -> None:
        super().__init__(values, chosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a field's row shows: what fills it, and how sure that is, None where a person chose it."""

    by: Filled
    sure: float | None
    is_missing: bool
    words: Mapping[str, str]  # the shop's words in ours


class FieldRow:
    """`chosen(place, filled)` and `meant(place, word, ours)` are called when a person changes something."""

    def __init__(
        self,
        place: Place,
        cells: Mapping[str, Sequence[str]],
        chosen: Callable[[Place, Filled], object],
        meant: Callable[[Place, str, str], object],
    ) -> None:
        self._place = place
        self._cells = cells
        self._chosen = chosen
        self._meant = meant
        self._choices: list[Filled] = []
        words = field_words(place)
        self.label = Elided(_(words))
        self.column = StillChoice([])
        self.column.setAccessibleName(f"{_(PARTS[place.entity])}: {_(words)}")
        self.label.setBuddy(self.column)
        self.sample = Elided(tone="muted")
        self.badge = Badge("")
        self.words: dict[str, StillChoice] = {}
        self.unknown: dict[str, Badge] = {}
        self._answered: set[str] = set()
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(INDENT, 0, 0, 6)
        self._grid.setColumnStretch(1, 1)
        self._holder.hide()
        self.column.activated.connect(lambda at: self._chosen(self._place, self._choices[at]))

    def put_into(self, grid: QGridLayout, row: int) -> None:
        """Stand in a grid from `row` on: what it is and how sure, the column and a cell, the shop's words."""
        grid.addWidget(self.label, row, LEFT)
        grid.addWidget(self.badge, row, RIGHT)
        grid.addWidget(self.column, row + 1, LEFT)
        grid.addWidget(self.sample, row + 1, RIGHT)
        grid.addWidget(self._holder, row + 2, LEFT, 1, 2)
        grid.setRowMinimumHeight(row + LINES - 1, GAP)

    def show(self, seen: Seen) -> None:
        """Show what fills the field."""
        self._list(seen.by)
        cells = self._cells.get(seen.by.value, ()) if seen.by.how is How.COLUMN else ()
        sample = next(iter(cells), "")[:LONGEST_SAMPLE]
        self.sample.setText(sample)
        text, tone = _how_sure(seen)
        self.badge.say(text, tone, icon="alert-circle-outline" if seen.is_missing else None)
        self.badge.setVisible(bool(text))
        said = (text, _("for example {sample}", sample=sample) if sample else "")
        self.column.setAccessibleDescription(". ".join(part for part in said if part))
        self._show_words(seen.words)

    def _list(self, by: Filled) -> None:
        """Offer every column, what stands there otherwise, and what fills the field now."""
        always = [Filled(How.ALWAYS, USUAL[self._place])] if self._place in USUAL else []
        columns = [Filled(How.COLUMN, column) for column in self._cells]
        choices = list(dict.fromkeys([NOTHING, *always, *([] if by in columns else [by]), *columns]))
        if choices != self._choices:
            self._choices = choices
            self.column.clear()
            self.column.addItems([self._said(each) for each in choices])
        self.column.setCurrentIndex(choices.index(by))

    def _said(self, by: Filled) -> str:
        if by.how is How.COLUMN:
            return by.value
        if by.how is How.ALWAYS:
            ours = WORDS.get(self._place, {}).get(by.value)
            return _("Always: {value}", value=_(ours) if ours else by.value)
        return _(N_("As the text says")) if by.how is How.OTHERWISE else _(N_("No column"))

    def _show_words(self, words: Mapping[str, str]) -> None:
        """Show one choice for each of the shop's words."""
        ours = WORDS.get(self._place, {})
        if list(words) != list(self.words):
            clear(self._grid)
            self.words, self.unknown = {}, {}
            for row, word in enumerate(words):
                self._add_word(2 * row, word, ours)
        for word, value in words.items():
            self.words[word].choose(value)
            is_known = self._place != STATE or word in self._answered or bool(guess_state(word))
            self.unknown[word].setVisible(not is_known)
            self.words[word].setAccessibleDescription("" if is_known else self.unknown[word].text)
        self._holder.setVisible(bool(words))

    def _add_word(self, row: int, word: str, ours: Mapping[str, str]) -> None:
        choice = self.words[word] = StillChoice([(value, _(msgid)) for value, msgid in ours.items()])
        choice.setAccessibleName(_("What {word} means", word=word))
        choice.activated.connect(partial(self._mean, word))
        badge = self.unknown[word] = Badge(_(N_("Not known: what does it mean?")), Tone.WARNING)
        self._grid.addWidget(Elided(_("“{word}” means", word=word)), row, 0)
        self._grid.addWidget(choice, row, 1)
        self._grid.addWidget(badge, row + 1, 1)

    def _mean(self, word: str, _at: int) -> None:
        self._answered.add(word)
        self._meant(self._place, word, str(self.words[word].currentData()))


def _how_sure(seen: Seen) -> tuple[str, Tone]:
    if seen.is_missing:
        return _(N_("Needed: choose a column")), Tone.DANGER
    if seen.by.how is not How.COLUMN:
        return "", Tone.NEUTRAL
    if seen.sure is None:
        return _(N_("Chosen")), Tone.NEUTRAL
    if seen.sure >= NAMED:
        return _(N_("Sure")), Tone.GOOD
    if seen.sure >= BEGUN:
        return _(N_("Likely")), Tone.WARNING
    return _(N_("Guessed by its looks")), Tone.WARNING
