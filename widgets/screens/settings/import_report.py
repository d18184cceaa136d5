"""What became of the lines of an import: figures, then every problem with its place."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from console.imports.labels import KINDS, SEVERITIES, reason_of
from console.imports.records import Problem, Report, Severity
from console.words import N_, _, n_
from widgets.kit.card import Card
from widgets.kit.labels import Label
from widgets.kit.table import RecordList, RowFace
from widgets.kit.wording import number
from widgets.theme import Face, Tone

ROW = 58
ROWS_SHOWN = 8


class ReportCard(Card):
    """The report of one import; `trial`: nothing was written."""

    def __init__(self, report: Report, *, trial: bool) -> None:
        super().__init__(
            _(N_("What it would do: nothing is written")) if trial else _(N_("What was done")),
            icon="clipboard-text-outline",
        )
        self.add(Label(lines_words(report), tone="muted"))
        self.add(_figures(report))
        lists = (
            (N_("Orders whose payments differ by more than 0.01"), report.differing),
            (N_("Orders whose payments differ by rounding"), report.rounding),
            (N_("Orders without items"), report.without_items),
        )
        for words, numbers in lists:
            if numbers:
                self.add_fact(_(words), number(len(numbers)))
        if report.likely_same:
            words = _(N_("Guests who share an e-mail with another account; their pages propose it"))
            self.add_fact(words, number(report.likely_same))
        if blank := sum(file.blank for file in report.files):
            self.add_fact(_(N_("Blank lines passed over")), number(blank))
        if report.problems:
            self.add(Label(_(N_("Lines to look at")), Face.STRONG))
            self.add(_problems(report))
        if report.problems_left_out:
            self.add(Label(_("and {n} more", n=number(report.problems_left_out)), tone="muted"))


def lines_words(report: Report) -> str:
    """Return how many lines were read and left out."""
    return n_(
        "{read} line read, {refused} left out",
        "{read} lines read, {refused} left out",
        report.read,
        read=number(report.read),
        refused=number(report.refused),
    )


def _figures(report: Report) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    heads = ("", _(N_("New")), _(N_("Changed")), _(N_("As before")))
    for column, head in enumerate(heads):
        grid.addWidget(Label(head, Face.CAPTION, "muted"), 0, column, _side(column))
    for row, (kind, count) in enumerate(report.by_kind.items(), start=1):
        cells = (_(KINDS[kind]), number(count.created), number(count.updated), number(count.unchanged))
        for column, text in enumerate(cells):
            grid.addWidget(Label(text, selectable=True), row, column, _side(column))
    grid.setColumnStretch(0, 1)
    return grid


def _side(column: int) -> Qt.AlignmentFlag:
    return Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft


def _problems(report: Report) -> RecordList[Problem]:
    shown: RecordList[Problem] = RecordList(_(N_("Lines to look at")), _face, height=ROW)
    shown.rows.show_records(report.problems)
    shown.setFixedHeight(ROW * min(ROWS_SHOWN, len(report.problems)) + 4)
    return shown


def _face(problem: Problem) -> RowFace:
    tone = Tone.DANGER if problem.severity is Severity.REFUSED else Tone.WARNING
    place = _("{file}, line {line}", file=problem.file, line=problem.line)
    return RowFace(
        title=reason_of(problem, _),
        caption=" · ".join(p for p in (place, problem.column) if p),
        badge=(_(SEVERITIES[problem.severity]), tone),
    )
