"""Which versions of the policy hold, and those that wait for a second person."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from console.errors import Refused
from console.rulebook.actions import (
    propose_version,
    read_rulebook,
    release_version,
    text_of_version,
    withdraw_proposal,
)
from console.rulebook.records import PolicyVersion, Proposal, Rulebook
from console.words import N_, _, n_
from widgets.kit import dialogs
from widgets.kit.badge import Badge
from widgets.kit.buttons import Button, Look
from widgets.kit.card import Card
from widgets.kit.labels import Label
from widgets.kit.problem import Problem
from widgets.kit.scroll import clear
from widgets.kit.wording import number
from widgets.screens.desk import Desk
from widgets.screens.settings.page import Page
from widgets.theme import Tone

FILES = "TOML (*.toml)"


class PolicyPage(Page):
    """The versions, oldest first. A decision cites the one of the order's day, whatever was entered since."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            _(N_("Versions of the policy")),
            _(
                N_(
                    "An order is judged by the version in force on its day. A later version is proposed by "
                    "one person and released by a privacy officer who did not propose it; what holds stays."
                )
            ),
        )
        self._desk = desk
        self.list = QWidget()
        self.holder = QVBoxLayout(self.list)
        self.holder.setContentsMargins(0, 0, 0, 0)
        self.holder.setSpacing(12)
        self.problem = Problem()
        self.new = Button(_(N_("Propose a version …")), self.choose, icon="file-plus-outline")
        self.add_part(self.list)
        self.add_part(self.problem)
        if desk.actor.may("rulebook:propose"):
            self.add_part(self.new)
        self.refresh()

    def refresh(self) -> None:
        """Fetch the versions again."""
        self._desk.read(read_rulebook, owner=self, done=self._show)

    def _show(self, book: Rulebook) -> None:
        clear(self.holder)
        for version in book.versions:
            self.holder.addWidget(self._held(version))
        for proposal in book.proposals:
            self.holder.addWidget(self._waiting(proposal))

    def _held(self, version: PolicyVersion) -> Card:
        card = _card(version)
        card.head.addWidget(Badge(_(N_("Holds")), Tone.GOOD, icon="check-circle-outline"))
        card.add(_foot(self._button(_(N_("Save a copy …")), version.id, self.choose_copy)))
        return card

    def _waiting(self, proposal: Proposal) -> Card:
        version, actor = proposal.version, self._desk.actor
        own = proposal.proposed_by == actor.operator_id
        card = _card(version)
        card.head.addWidget(Badge(_(N_("Waits to be released")), Tone.WARNING, icon="account-clock-outline"))
        buttons = []
        if own:
            card.add(Label(_(N_("Proposed by you: somebody else releases it.")), tone="muted", wrap=True))
        if actor.may("rulebook:release") and not own:
            buttons.append(self._button(_(N_("Release …")), version.id, self.ask_release))
        if own or actor.may("rulebook:release"):
            words = _(N_("Take back"))
            buttons.append(self._button(words, version.id, lambda _id: self.take_back(proposal)))
        if buttons:
            card.add(_foot(*buttons))
        return card

    def _button(self, words: str, version_id: str, act: Callable[[str], object]) -> Button:
        button = Button(words, partial(act, version_id), look=Look.QUIET)
        button.setAccessibleName(f"{words} {version_id}")
        return button

    def choose(self) -> None:
        """Ask for the file of a version, then propose it."""
        name, _kind = QFileDialog.getOpenFileName(self, _(N_("Propose a version")), "", FILES)
        if name:
            self.propose(Path(name))

    def propose(self, file: Path) -> None:
        """Propose the version in `file`."""
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            self._refused(Refused(N_("{file} is missing, or cannot be read."), file=file.name))
            return
        self._propose(text)

    def _propose(self, text: str) -> None:
        self._desk.write(propose_version, text, owner=self, done=self._proposed, refused=self._refused)

    def _proposed(self, proposal: Proposal) -> None:
        self._done(_("Version {id} is proposed", id=proposal.version.id), partial(self.take_back, proposal))

    def take_back(self, proposal: Proposal) -> None:
        """Take a proposal back; Undo proposes it again."""
        self._desk.write(
            withdraw_proposal, proposal.version.id, owner=self, done=self._taken_back, refused=self._refused
        )

    def _taken_back(self, proposal: Proposal) -> None:
        words = _("Version {id} is taken back.", id=proposal.version.id)
        self._done(words, partial(self._propose, proposal.text))

    def ask_release(self, version_id: str) -> None:
        """Ask before a version holds: that cannot be undone."""
        text = _(N_("Orders from its day on are judged by it. A version that holds stays."))
        title = _("Release version {id}", id=version_id)
        dialogs.confirm(self, title, text, _(N_("Release")), partial(self.release, version_id))

    def release(self, version_id: str) -> None:
        """Let a version hold that somebody else proposed."""
        self._desk.write(release_version, version_id, owner=self, done=self._released, refused=self._refused)

    def _released(self, version: PolicyVersion) -> None:
        self.problem.say("")
        self._desk.undo.tell(_("Version {id} holds from its day on.", id=version.id))
        self.refresh()

    def choose_copy(self, version_id: str) -> None:
        """Ask where a copy of a version goes: what a later one starts from."""
        name, _kind = QFileDialog.getSaveFileName(
            self, _(N_("Save a copy")), f"policy-{version_id}.toml", FILES
        )
        if name:
            self.save_copy(version_id, Path(name))

    def save_copy(self, version_id: str, file: Path) -> None:
        """Write a version as a file."""
        self._desk.read(text_of_version, version_id, owner=self, done=partial(self._write, file))

    def _write(self, file: Path, text: str) -> None:
        try:
            file.write_text(text, encoding="utf-8")
        except OSError:
            self._refused(Refused(N_("{file} could not be written."), file=file.name))
            return
        self._desk.undo.tell(_("Saved as {file}", file=file.name))

    def _done(self, words: str, back: Callable[[], object]) -> None:
        self.problem.say("")
        self._desk.undo.offer(words, back)
        self.refresh()

    def _refused(self, refusal: Refused) -> None:
        self.problem.say(refusal.text())


def _card(version: PolicyVersion) -> Card:
    card = Card(_("Version {id}", id=version.id), icon="scale-balance")
    start, days = version.effective_from, version.terms.answer_days
    since = _("from {day}", day=start.isoformat()) if start else _(N_("before every later version"))
    card.add_fact(_(N_("For orders")), since)
    card.add_fact(_(N_("Answer within")), n_("{n} day", "{n} days", days, n=number(days)))
    card.add_fact(_(N_("Rules")), number(len(version.clauses)))
    return card


def _foot(*buttons: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return row
