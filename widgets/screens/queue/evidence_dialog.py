"""One file looked at: its pictures as the guarded child made them, what it is, who had it in hand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from console.evidence.actions import custody_of, export_evidence, open_evidence
from console.evidence.labels import CUSTODY, DAMAGE, FLAG, SOURCE, said_of_refusal
from console.evidence.records import CustodyEntry, Evidence, Opened
from console.evidence.records_files import Preview
from console.evidence.room import Room
from console.words import N_, _, sentences
from widgets.kit.buttons import Button
from widgets.kit.card import Card
from widgets.kit.dialogs import Dialog
from widgets.kit.empty import Empty
from widgets.kit.labels import Label, tip
from widgets.kit.pdfview import PageView
from widgets.kit.progress_files import FilesProgress
from widgets.kit.scroll import Column
from widgets.kit.wording import exact_words, moment_words, number, size_words
from widgets.screens.desk import Desk
from widgets.screens.queue.entries_talk import file_icon
from widgets.screens.queue.inside_view import InsideView
from widgets.screens.queue.mail_view import MailView
from widgets.screens.queue.policy_card import row
from widgets.theme import Face

SIZE = (960, 680)
LOOK_JOB = "evidence-look"
SIDE, MARGIN = 300, 60


@dataclass(frozen=True, slots=True)
class Look:
    """A file opened, and its chain of custody."""

    opened: Opened
    custody: Sequence[CustodyEntry]


class EvidenceViewer:
    """Opens files of a case in a dialog; seeing one is on record."""

    def __init__(
        self, desk: Desk, window: QWidget, closed: Callable[[], object], shown: FilesProgress
    ) -> None:
        self._desk, self._window, self._closed, self._shown = desk, window, closed, shown

    def look(self, evidence_id: int) -> None:
        """Open a file; the window stays free while the child reads it, and of two only the newer is shown."""
        desk = self._desk
        room = Room(desk.vault, desk.guard)

        def fetch() -> Look:
            opened = open_evidence(desk.backend, desk.actor, evidence_id, room=room)
            return Look(opened, custody_of(desk.backend, desk.actor, evidence_id))

        desk.jobs.latest(LOOK_JOB, fetch, owner=self._window, done=self._show, refused=desk.refused)

    def _show(self, look: Look) -> None:
        """Show it all at once, unless one has gone elsewhere or the desk was locked meanwhile."""
        if not self._window.isVisible():
            return
        dialog = EvidenceDialog(self._window, self._desk, look, self._save)
        dialog.finished.connect(lambda _result: self._closed())
        dialog.open()

    def _save(self, evidence: Evidence) -> None:
        name, _kind = QFileDialog.getSaveFileName(self._window, _(N_("Save the original")), evidence.name)
        if not name:
            return
        desk = self._desk
        call = partial(export_evidence, desk.backend, desk.actor, evidence.id, Path(name))
        room = Room(desk.vault, desk.guard)
        said = _("Saved as {file}", file=Path(name).name)
        shown = self._shown

        def over(then: Callable[[], object]) -> None:
            shown.end()
            then()

        job = desk.jobs.read(
            partial(call, room=room),
            owner=self._window,
            done=lambda _evidence: over(lambda: desk.undo.tell(said)),
            refused=lambda refusal: over(lambda: desk.refused(refusal)),
            cancelled=shown.end,
            progress=shown.step,
        )
        shown.begin_file(_("Saving {name}", name=Path(name).name), job.cancel)


class EvidenceDialog(Dialog):
    """Pictures on the left, facts and custody on the right."""

    def __init__(self, parent: QWidget, desk: Desk, look: Look, save: Callable[[Evidence], object]) -> None:
        body = QWidget()
        side = Column(_(N_("About the file")), margin=0)
        side.setFixedWidth(SIDE)
        for part in _about(desk, look):
            side.add(part)
        evidence = look.opened.evidence
        if desk.actor.may("evidence:read"):
            side.add(
                Button(_(N_("Save the original …")), lambda: save(evidence), icon="content-save-outline")
            )
        side.body.addStretch(1)
        columns = QHBoxLayout(body)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(16)
        columns.addWidget(_shown(look.opened, desk), 1)
        columns.addWidget(side)
        super().__init__(parent, evidence.name, form=body, back=_(N_("Close")))
        fit_into(self, parent, SIZE)


def fit_into(dialog: Dialog, parent: QWidget, size: tuple[int, int]) -> None:
    """Give `dialog` its size, or what the window has room for."""
    room = parent.window().size()
    dialog.resize(min(size[0], room.width() - MARGIN), min(size[1], room.height() - MARGIN))


def _shown(opened: Opened, desk: Desk) -> QWidget:
    inspection, evidence = opened.inspection, opened.evidence
    if inspection.mail is not None:
        return MailView(inspection.mail, desk)
    if inspection.pictures:
        view = PageView(evidence.name)
        view.show_pages([picture.png for picture in inspection.pictures])
        return view
    if inspection.inside is not None and inspection.preview is Preview.MADE:
        return InsideView(inspection.inside)
    reason = (
        said_of_refusal(inspection.reason, evidence.size)
        if inspection.reason
        else _(N_("Files of this type are not shown."))
    )
    next_step = sentences((reason, _(N_("The original is kept and can be saved."))))
    return Empty(file_icon(evidence.media_type), _(N_("No picture of this file")), next_step)


def _about(desk: Desk, look: Look) -> list[QWidget]:
    evidence = look.opened.evidence
    facts = Card()
    for flag in sorted(evidence.flags):
        facts.add(row("credit-card-off-outline", _(FLAG[flag]), "warning"))
    if evidence.damage is not None:
        facts.add(row("alert-circle-outline", _(DAMAGE[evidence.damage]), "danger"))
    for word, value in _facts(evidence):
        if value:
            facts.add_fact(word, value)
    facts.add(Label("SHA-256", tone="muted"))
    facts.add(Label(_grouped(evidence.sha256), Face.SMALL, wrap=True, selectable=True))
    custody = Card(_(N_("Custody")).upper(), caption=True)
    for link in look.custody:
        what = " · ".join((_(CUSTODY[link.what]), link.operator_name))
        label = custody.add_fact(what, moment_words(link.at, desk.zone))
        tip(label, exact_words(link.at, desk.zone))
    return [facts, custody]


def _facts(evidence: Evidence) -> list[tuple[str, str]]:
    measure = f"{evidence.width} × {evidence.height}" if evidence.width else ""
    return [
        (_(N_("Type")), evidence.media_type),
        (_(N_("Size")), size_words(evidence.size)),
        (_(N_("Pixels")), measure),
        (_(N_("Pages")), number(evidence.pages) if evidence.pages > 1 else ""),
        (_(N_("Source")), _(SOURCE[evidence.source])),
    ]


def _grouped(sha256: str) -> str:
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
