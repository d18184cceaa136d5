"""Fields in which one of several values is chosen."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter

from console.places import zones
from console.words import _

E = TypeVar("E", bound=StrEnum)


class Choice(QComboBox):
    """One of several values, each with its words; typing finds by any part of them."""

    def __init__(
        self, values: Iterable[tuple[str, str]], chosen: str = "", *, searchable: bool = False
    ) -> None:
        super().__init__()
        for value, words in values:
            self.addItem(words, value)
        self.choose(chosen)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        if searchable:
            self.setEditable(True)
            self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            completer = QCompleter(self.model(), self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self.setCompleter(completer)

    @property
    def value(self) -> str:
        """The value chosen; empty where what was typed is none of them."""
        at = self.findText(self.currentText(), Qt.MatchFlag.MatchExactly)
        return str(self.itemData(at)) if at >= 0 else ""

    def choose(self, value: str) -> None:
        """Choose `value`, if it is one of them."""
        at = self.findData(value)
        if at >= 0:
            self.setCurrentIndex(at)


def enum_choice(labels: Mapping[E, str], chosen: str = "") -> Choice:
    """Return a choice among an enum's values, in the order of `labels`."""
    return Choice([(k.value, _(v)) for k, v in labels.items()], chosen)


def country_choice(countries: Mapping[str, str], chosen: str) -> Choice:
    """Return a choice of countries, given by code and name."""
    return Choice(countries.items(), chosen, searchable=True)


def zone_choice(chosen: str) -> Choice:
    """Return a choice of time zones by their IANA names."""
    return Choice([(z, z.replace("_", " ")) for z in zones()], chosen, searchable=True)
