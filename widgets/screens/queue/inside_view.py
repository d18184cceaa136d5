"""What lies in an archive or an office file: names and sizes, or the first lines; none can be opened."""

from console.evidence.labels_inside import REMARK, said_of, shown_of
from console.evidence.records_inside import MAX_LISTED, Inside, Remark
from console.words import N_, _
from widgets.kit.labels import Label
from widgets.kit.scroll import Column
from widgets.screens.queue.policy_card import row
from widgets.theme import Face

WARNING, NOTE = "alert-outline", "information-outline"
WARNED = frozenset({Remark.MACROS, Remark.BOMB, Remark.NAMES_MISLEAD, Remark.LINKS})


class InsideView(Column):
    """What is said of it, then what it holds: one text, because five hundred labels would take a while."""

    def __init__(self, inside: Inside) -> None:
        super().__init__(_(N_("What lies in the file")), margin=0)
        said = said_of(inside)
        for sentence in said[: len(said) - len(inside.remarks)]:
            self.add(Label(sentence, Face.STRONG, wrap=True, selectable=True))
        for remark in inside.remarks:
            warned = remark in WARNED
            self.add(row(WARNING if warned else NOTE, _(REMARK[remark]), "warning" if warned else "muted"))
        shown = shown_of(inside, MAX_LISTED)
        if shown:
            self.add(Label("\n".join(shown), wrap=True, selectable=True))
        self.body.addStretch(1)
