"""What stands in the way of a decision while it is being written, and which rule it will cite."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.disputes.guidance import DisputeView, Verdict
from console.disputes.labels import OWN_CASE, REASON_MISSING, SILENT, label
from console.words import N_, _, sentences
from widgets.kit.scroll import clear
from widgets.screens.queue.blocks_card import block_words
from widgets.screens.queue.policy_card import citation_words, row

Line = tuple[str, str, str]  # icon, words, tint


def lines_of(verdict: Verdict) -> list[Line]:
    """Return what a verdict says, the gravest first."""
    lines = [("hand-back-right-outline", block_words(block), "danger") for block in verdict.blocks]
    if verdict.amount:
        lines.append(("cash-remove", _(label(verdict.amount)), "warning"))
    if verdict.reason_missing:
        lines.append(("pencil-outline", _(REASON_MISSING), "muted"))
    lines += [("account-supervisor-outline", _(label(why)), "warning") for why in verdict.approvals]
    if verdict.own_case:
        lines.append(("account-alert-outline", _(OWN_CASE), "warning"))
    if verdict.approvals:
        lines.append(("content-save-outline", _(N_("Decide keeps it as a draft for a supervisor.")), "muted"))
    if verdict.allowed:
        lines.append(("check-circle-outline", _(N_("Nothing stands in the way.")), "good"))
    return lines


def cited_words(view: DisputeView) -> str:
    """Return which rule the decision will cite."""
    citation = view.guidance.citation
    if citation is None:
        return sentences((_(SILENT), _("version {version}", version=view.guidance.version)))
    clause = view.clauses[citation.clause]
    return _("Will cite: {title} ({source})", title=_(clause.title), source=citation_words(citation, clause))


class VerdictView(QWidget):
    """The lines of a verdict."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.words: list[str] = []

    def show_lines(self, lines: list[Line]) -> None:
        """Show `lines` in place of those before."""
        words = [words for _icon, words, _tint in lines]
        if words == self.words:
            return
        self.words = words
        clear(self._column)
        for icon, text, tint in lines:
            self._column.addLayout(row(icon, text, tint))
        self.setAccessibleName(sentences(words))
