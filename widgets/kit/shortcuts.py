"""All that can be done by key: one registry feeds the palette, the tooltips and the sheet of keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from console.words import N_, _
from widgets import theme
from widgets.kit.dialogs import Dialog
from widgets.kit.labels import Label
from widgets.kit.scroll import Column
from widgets.kit.wording import key_words
from widgets.theme import Face


@dataclass(frozen=True, slots=True)
class Command:
    """Something one can do: `words` name it, `group` heads it, `possible` tells whether it is so now."""

    id: str
    words: str
    act: Callable[[], object]
    key: str = ""
    group: str = ""
    icon: str = "chevron-right"
    possible: Callable[[], bool] = lambda: True


class Commands:
    """The commands of one window. A screen adds its own and takes them back when it goes."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._commands: dict[str, Command] = {}
        self._keys: dict[str, QShortcut] = {}

    def add(self, *commands: Command) -> None:
        """Make `commands` known, and their keys work. Raises: ValueError where a key is taken already."""
        for command in commands:
            taken = {each.key: each.id for each in self._commands.values() if each.key}
            if command.key and taken.get(command.key, command.id) != command.id:
                msg = f"{command.key} is the key of {taken[command.key]}"
                raise ValueError(msg)
            self.take_back(command.id)
            self._commands[command.id] = command
            if command.key:
                shortcut = QShortcut(QKeySequence(command.key), self._window)
                shortcut.activated.connect(lambda each=command.id: self.run(each))
                self._keys[command.id] = shortcut

    def take_back(self, *ids: str) -> None:
        """Forget commands and their keys; unknown ones are fine."""
        for each in ids:
            self._commands.pop(each, None)
            if (shortcut := self._keys.pop(each, None)) is not None:
                shortcut.setEnabled(False)
                shortcut.deleteLater()

    def run(self, command: str) -> None:
        """Do it, if it is possible now."""
        known = self._commands.get(command)
        if known is not None and known.possible():
            known.act()

    def rest(self, *, resting: bool) -> None:
        """Let all keys sleep, as while the window is locked, or wake them."""
        for shortcut in self._keys.values():
            shortcut.setEnabled(not resting)

    def all(self) -> list[Command]:
        """Return every command."""
        return list(self._commands.values())

    def possible(self) -> list[Command]:
        """Return what can be done now, in the order in which it was added."""
        return [each for each in self._commands.values() if each.possible()]

    def with_keys(self) -> list[Command]:
        """Return every command that has a key."""
        return [each for each in self._commands.values() if each.key]

    def key_of(self, command: str) -> str:
        """Return the key of `command` as people read it, empty for none."""
        known = self._commands.get(command)
        return key_words(known.key) if known and known.key else ""


def key_sheet(parent: QWidget, commands: Sequence[Command]) -> Dialog:
    """Show all keys, group by group."""
    column = Column(_(N_("Keys")), margin=0)
    groups: dict[str, list[Command]] = {}
    for command in commands:
        groups.setdefault(command.group, []).append(command)
    for title, members in groups.items():
        if title:
            column.add(Label(title.upper(), Face.CAPTION, "muted"))
        column.add(_grid(members))
    column.body.addStretch(1)
    column.setMinimumHeight(min(480, 60 + 26 * len(commands) + 30 * len(groups)))
    dialog = Dialog(parent, _(N_("Keys")), form=column, back=_(N_("Close")))
    dialog.open()
    return dialog


def _grid(commands: Sequence[Command]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    for row, command in enumerate(commands):
        key = Label(key_words(command.key), Face.CAPTION)
        theme.set_look(key, key=True)
        grid.addWidget(Label(command.words), row, 0)
        grid.addWidget(key, row, 1, Qt.AlignmentFlag.AlignRight)
    return grid
