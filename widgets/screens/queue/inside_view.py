"""What lies in an archive or an office file: names and sizes, or the first lines; none can be opened."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.evidence.labels_inside import REMARK, said_of, size_words
from console.evidence.records_inside import Inside, Remark
from console.words import N_, _
from widgets.kit.labels import Label
from widgets.kit.scroll import Column
from widgets.screens.queue.policy_card import row
from widgets.theme import Face

WARNING, NOTE = "alert-outline", "information-outline"
WARNED = frozenset({Remark.MACROS, Remark.BOMB, Remark.NAMES_MISLEAD, Remark.LINKS})


class InsideView(Column):
    """What is said of it, then what it holds."""

    def __init__(self, inside: Inside) -> None:
        super().__init__(_(N_("What lies in the file")), margin=0)
        said = said_of(inside)
        for sentence in said[: len(said) - len(inside.remarks)]:
            self.add(Label(sentence, Face.STRONG, wrap=True, selectable=True))
        for remark in inside.remarks:
            warned = remark in WARNED
            self.add(row(WARNING if warned else NOTE, _(REMARK[remark]), "warning" if warned else "muted"))
        if inside.files:
            self.add(_files(inside))
        elif inside.lines:
            self.add(Label("\n".join(inside.lines), wrap=True, selectable=True))
        self.body.addStretch(1)


def _files(inside: Inside) -> QWidget:
    """Return names and sizes side by side, each as one text: five hundred labels would take a while."""
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    names = Label("\n".join(file.name or "?" for file in inside.files), selectable=True)
    sizes = Label("\n".join(size_words(file.size) for file in inside.files), tone="muted")
    sizes.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    line.addWidget(names, 1, Qt.AlignmentFlag.AlignTop)
    line.addWidget(sizes)
    return holder
