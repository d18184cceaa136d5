"""The files chosen for an import, each of which can be taken away again."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.words import N_, _
from widgets.kit.buttons import IconButton
from widgets.kit.icon import Icon
from widgets.kit.labels import Elided, Label
from widgets.kit.scroll import clear
from widgets.kit.taborder import follow_reading_order


class ChosenFiles(QWidget):
    """Says what to do while there is none; `changed()` is called when one is taken away."""

    def __init__(self, changed: Callable[[], object]) -> None:
        super().__init__()
        self._changed = changed
        self.files: list[Path] = []
        self.aways: list[IconButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.show_files([])

    def show_files(self, files: Sequence[Path]) -> None:
        """Show `files`, each once, in the order in which they came."""
        self.files = list(dict.fromkeys(files))
        clear(self._column)
        self.aways = []
        if not self.files:
            words = _(N_("No file chosen yet. Choose them, or drop them here."))
            self._column.addWidget(Label(words, tone="muted", wrap=True))
        for file in self.files:
            self._column.addWidget(self._row(file))
        follow_reading_order(self.window())

    def _row(self, file: Path) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        away = IconButton(
            "close", _("Take {name} away", name=file.name), partial(self.take_away, file), size=16, tight=True
        )
        self.aways.append(away)
        row.addWidget(Icon("file-delimited-outline", "muted", size=16))
        row.addWidget(Elided(file.name), 1)
        row.addWidget(away)
        return holder

    def take_away(self, file: Path) -> None:
        """Choose `file` no more; the focus goes to the one after it."""
        at = self.files.index(file)
        self.show_files([each for each in self.files if each != file])
        if self.aways:
            self.aways[min(at, len(self.aways) - 1)].setFocus()
        self._changed()
