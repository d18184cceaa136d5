"""The fields of a profile by kind of record, a row each; what is not filled waits behind "More fields"."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from console.imports.draft import Draft
from console.imports.fitting import (
    Filled,
    How,
    Said,
    fill,
    filled,
    give_meaning,
    is_missing,
    read_profile,
    words_of,
)
from console.imports.guessing import Place
from console.imports.labels_fields import FIELDS, PARTS
from console.words import _
from widgets.kit.buttons import Button, Look
from widgets.kit.labels import Label
from widgets.kit.scroll import clear
from widgets.kit.taborder import follow_reading_order
from widgets.screens.settings.profile_row import LEFT, LINES, RIGHT, FieldRow, Seen
from widgets.theme import Face

WIDTHS = {LEFT: 3, RIGHT: 2}
BESIDE = 176  # pixels for a cell, and for how sure a guess is


class ProfileRows(QWidget):
    """`changed(text)` is called with the profile's whole text when a person changes a field."""

    def __init__(self, changed: Callable[[str], object]) -> None:
        super().__init__()
        self._changed = changed
        self._said: Said = {}
        self._guessed: Said = {}
        self._draft: Draft | None = None
        self.rows: dict[Place, FieldRow] = {}
        self.more: dict[str, Button] = {}
        self._grids: dict[str, QGridLayout] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_profile(self, said: Said, draft: Draft) -> None:
        """Show the fields of a profile for the file that `draft` was guessed from."""
        clear(self._column)
        self.rows, self.more, self._grids = {}, {}, {}
        self._said, self._draft, self._guessed = said, draft, read_profile(draft.text)
        for entity, fields in FIELDS.items():
            self._add_part(entity, [Place(entity, field) for field in fields])
        follow_reading_order(self.window())

    def hear(self, said: Said) -> None:
        """Know the profile as it is by now; no field of a record changed."""
        self._said = said

    def _add_part(self, entity: str, places: list[Place]) -> None:
        self._column.addSpacing(6)
        self._column.addWidget(Label(_(PARTS[entity]), Face.STRONG))
        holder = QWidget()
        grid = self._grids[entity] = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for at, width in WIDTHS.items():
            grid.setColumnStretch(at, width)
        grid.setColumnMinimumWidth(RIGHT, BESIDE)
        self._column.addWidget(holder)
        first = [p for p in places if self._is_of_use(p)]
        later = [p for p in places if p not in first]
        for place in first:
            self._add_row(place)
        if later:
            words = _("More fields: {part}", part=_(PARTS[entity]))
            self.more[entity] = Button(words, partial(self._show_more, entity, later), look=Look.LINK)
            self._column.addWidget(self.more[entity], 0, Qt.AlignmentFlag.AlignLeft)

    def _is_of_use(self, place: Place) -> bool:
        return filled(self._said, place).how is not How.NOT or is_missing(self._said, place)

    def _add_row(self, place: Place) -> None:
        columns = self._draft.columns if self._draft else {}
        row = self.rows[place] = FieldRow(place, columns, self._choose, self._mean)
        row.put_into(self._grids[place.entity], LINES * len(self.rows))
        row.show(self._seen(place))

    def _show_more(self, entity: str, places: list[Place]) -> None:
        self.more.pop(entity).hide()
        for place in places:
            if place not in self.rows:
                self._add_row(place)
        follow_reading_order(self.window())
        self.rows[places[0]].column.setFocus()

    def _seen(self, place: Place) -> Seen:
        by = filled(self._said, place)
        is_guess = self._draft is not None and by == filled(self._guessed, place)
        sure = self._draft.sure.get(place) if self._draft and is_guess else None
        return Seen(by, sure, is_missing(self._said, place), words_of(self._said, place))

    def _choose(self, place: Place, by: Filled) -> None:
        if by.how is not How.OTHERWISE and by != filled(self._said, place):
            self._take(fill(self._said, place, by, self._draft.columns if self._draft else {}))

    def _mean(self, place: Place, word: str, ours: str) -> None:
        self._take(give_meaning(self._said, place, word, ours))

    def _take(self, text: str) -> None:
        """Show the changed profile where each row stands; a field that is needed now gets its row."""
        self._said = read_profile(text)
        for place, row in self.rows.items():
            row.show(self._seen(place))
        new = [
            Place(e, f) for e, fields in FIELDS.items() for f in fields if is_missing(self._said, Place(e, f))
        ]
        for place in new:
            if place not in self.rows:
                self._add_row(place)
        follow_reading_order(self.window())
        self._changed(text)
