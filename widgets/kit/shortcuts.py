"""All that can be done by key: one registry feeds the palette, the tooltips and the sheet of keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.words import N_, _
from widgets import theme
from widgets.kit.dialogs import Dialog
from widgets.kit.labels import Label
from widgets.kit.scroll import Column
from widgets.kit.wording import key_words
from widgets.theme import Face

MOST_COLUMNS = 3
GAP = 28  # between columns
EDGE = 12  # of the window, that the sheet leaves free
PADDING, FRAME = 56, 90  # what the dialog needs around the sheet: at its sides, and for title and button
TITLE_HEIGHT = 24


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
    """Show all keys, group by group, in as many columns as there is room for; arrows and pages scroll."""
    groups: dict[str, list[Command]] = {}
    for command in commands:
        groups.setdefault(command.group, []).append(command)
    lines: list[str | Command] = []
    for title, members in groups.items():
        lines += [*([title] if title else []), *members]
    room = parent.window().size() - QSize(2 * EDGE, 2 * EDGE)
    sheet = Column(_(N_("Keys")), margin=0)
    columns = QHBoxLayout()
    columns.setSpacing(GAP)
    for part in _fitting(lines, room.width() - PADDING):
        column = QVBoxLayout()
        column.addLayout(_rows(part))
        column.addStretch(1)
        columns.addLayout(column, 1)
    sheet.add(columns)
    sheet.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    dialog = Dialog(parent, _(N_("Keys")), form=sheet, back=_(N_("Close")))
    wanted = sheet.sheet.sizeHint() + QSize(PADDING, PADDING + FRAME)
    dialog.resize(wanted.boundedTo(room))
    dialog.open()
    sheet.setFocus()
    return dialog


def _fitting(lines: Sequence[str | Command], room: int) -> list[list[str | Command]]:
    """Return the lines in as many columns as fit beside one another."""
    for count in range(MOST_COLUMNS, 1, -1):
        parts = _parted(lines, count)
        if sum(_width(part) for part in parts) + GAP * (count - 1) <= room:
            return parts
    return _parted(lines, 1)


def _width(lines: Sequence[str | Command]) -> int:
    holder = QWidget()
    holder.setLayout(_rows(lines))
    for label in holder.findChildren(Label):
        label.ensurePolished()  # the look of a key adds to its width
    return holder.sizeHint().width()


def _parted(lines: Sequence[str | Command], count: int) -> list[list[str | Command]]:
    """Return the lines in `count` columns of about one height; no title stands last in one."""
    height = -(-len(lines) // count)
    columns: list[list[str | Command]] = [[]]
    for line in lines:
        full = len(columns[-1]) >= height or (len(columns[-1]) == height - 1 and isinstance(line, str))
        if full and len(columns) < count:
            columns.append([])
        columns[-1].append(line)
    return columns


def _rows(lines: Sequence[str | Command]) -> QVBoxLayout:
    """Return titles and keys below one another; each row is only as wide as its own word and key."""
    rows = QVBoxLayout()
    rows.setSpacing(6)
    for line in lines:
        row = QHBoxLayout()
        row.setSpacing(12)
        if isinstance(line, str):
            title = Label(line.upper(), Face.CAPTION, "muted")
            title.setFixedHeight(TITLE_HEIGHT)
            title.setAlignment(Qt.AlignmentFlag.AlignBottom)
            row.addWidget(title)
        else:
            key = Label(key_words(line.key), Face.CAPTION)
            theme.set_look(key, key=True)
            row.addWidget(Label(line.words), 1)
            row.addWidget(key)
        rows.addLayout(row)
    return rows
