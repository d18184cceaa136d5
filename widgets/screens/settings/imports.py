"""Taking in a shop's export: choose, try out, take in, read the report."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from console.errors import Refused
from console.imports.actions import past_imports, resume, take_in, try_out
from console.imports.labels import STANDINGS
from console.imports.loading import those_that_fit
from console.imports.opening import SUFFIXES
from console.imports.profile import profile_from, profile_named, profile_names
from console.imports.profile_actions import find_profile, own_profiles
from console.imports.records import Report, Run, Standing
from console.imports.records_profiles import KeptProfile
from console.progress import Token
from console.words import N_, _
from widgets.jobs import Job
from widgets.kit.badge import Badge
from widgets.kit.buttons import Button, Look
from widgets.kit.card import Card
from widgets.kit.dropzone import Dropped, DropZone
from widgets.kit.folders import gather, needs_gathering, passed_words
from widgets.kit.form import Form
from widgets.kit.labels import Label
from widgets.kit.notice import Notice
from widgets.kit.problem import Problem
from widgets.kit.progress import Progress
from widgets.kit.scroll import clear
from widgets.kit.wording import moment_words
from widgets.screens.choices import Choice
from widgets.screens.desk import Desk
from widgets.screens.settings.chosen_files import ChosenFiles
from widgets.screens.settings.import_report import ReportCard, lines_words
from widgets.screens.settings.new_profile import NewProfileCard
from widgets.screens.settings.page import Page
from widgets.theme import Face, Tone

TEXTS = frozenset({".csv", ".tab", ".tsv", ".txt"})
PROPOSAL = "import-profile"
FILTER = f"({' '.join(f'*{s}' for s in SUFFIXES)})"
Found = tuple[list[Path], str]  # files, and what is said of what was passed over


def _profiles_for(files: Sequence[Path], own: Sequence[KeptProfile]) -> list[str]:
    """Return which profiles know these files of text; other kinds are too costly to look into unasked."""
    if any(file.suffix.lower() not in TEXTS for file in files):
        return []
    shipped = [profile_named(name) for name in profile_names()]
    return those_that_fit([*shipped, *(profile_from(kept.text, kept.name) for kept in own)], files)


def _looked_into(paths: Sequence[Path], *, token: Token) -> Found:
    """Return the files among `paths` and in the folders among them."""
    files: list[Path] = []
    said: list[str] = []
    for path in paths:
        if needs_gathering(path):
            inside = gather(path, token=token)
            files += inside.files
            said.append(passed_words(path.name, inside))
        else:
            files.append(path)
    return files, "\n".join(words for words in said if words)


class ImportPage(Page):
    """One import at a time; the ones before stand below with their reports."""

    def __init__(self, desk: Desk) -> None:
        about = _(N_("All files of one export together, in any order; lines that cannot be taken are named."))
        super().__init__(_(N_("Import")), about)
        self._desk = desk
        self._job: Job | None = None
        self._wanted = ""  # the profile to choose once it is listed
        self._own: Sequence[KeptProfile] = ()
        self._proposed = ""  # the profile that was chosen by the files' columns
        self.profile = Choice([(name, name) for name in profile_names()])
        self.profile.setPlaceholderText(_(N_("Choose …")))
        self.profile.setCurrentIndex(-1)
        self.new_profile = NewProfileCard(desk, self._profile_kept)
        self.describe = Button(
            _(N_("New profile from a file …")), self.choose_example, look=Look.QUIET, icon="file-cog-outline"
        )
        self.chosen = ChosenFiles(self._files_changed)
        self.passed_over = Problem()
        self.choose = Button(_(N_("Choose files …")), self.choose_files, icon="file-plus-outline")
        self.try_it = Button(
            _(N_("Try out")), self.try_out, hint=_(N_("Reports what it would do, writes nothing"))
        )
        self.take = Button(_(N_("Take in")), self.take_in, look=Look.PRIMARY)
        self.progress = Progress()
        self.report = QVBoxLayout()
        self.past = QVBoxLayout()
        self._lay_out()
        self.show_files([])
        self.profile.currentIndexChanged.connect(self._enable)
        self.refresh()
        DropZone(self.sheet, self._dropped)

    def _lay_out(self) -> None:
        form = Form()
        form.add_row("profile", _(N_("Profile: which shop the files come from")), self.profile)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        for button in (self.choose, self.try_it, self.take):
            row.addWidget(button)
        row.addStretch(1)
        holder = QWidget()
        holder.setLayout(self.report)
        past = QWidget()
        past.setLayout(self.past)
        for layout in (self.report, self.past):
            layout.setContentsMargins(0, 0, 0, 0)
        for part in (
            form,
            self.describe,
            self.new_profile,
            self.chosen,
            self.passed_over,
            buttons,
            self.progress,
            holder,
        ):
            self.add_part(part)
        self.add_part(Label(_(N_("Imports before")), Face.STRONG))
        self.add_part(past)

    def refresh(self) -> None:
        """Fetch the imports before, and the profiles of one's own."""
        self._desk.read(past_imports, owner=self, done=self._show_past)
        self._desk.read(own_profiles, owner=self, done=self._show_profiles)

    def _show_profiles(self, own: Sequence[KeptProfile]) -> None:
        """List the profiles that ship and one's own; what was chosen stays."""
        names = sorted({*profile_names(), *(kept.name for kept in own)})
        chosen = self._wanted or self.profile.value
        self._wanted, self._own = "", own
        if [self.profile.itemData(at) for at in range(self.profile.count())] != names:
            self.profile.clear()
            for name in names:
                self.profile.addItem(name, name)
            self.profile.setCurrentIndex(-1)
        self.profile.choose(chosen)

    def _profile_kept(self, name: str) -> None:
        self._wanted = name
        self.refresh()

    def choose_example(self) -> None:
        """Let the operator choose a file that no profile knows, and guess one for it."""
        name, _kind = QFileDialog.getOpenFileName(self, _(N_("A file of the export")), "", FILTER)
        if name:
            self.new_profile.begin(Path(name))

    def choose_files(self) -> None:
        """Let the operator choose the files of one export."""
        names, _kind = QFileDialog.getOpenFileNames(self, _(N_("Files of one export")), "", FILTER)
        if names:
            self.show_files([Path(name) for name in names])

    def _dropped(self, things: Sequence[Dropped]) -> None:
        paths = [thing.path for thing in things if thing.path is not None]
        self._desk.jobs.read(partial(_looked_into, paths), owner=self, done=self._add)

    def _add(self, found: Found) -> None:
        files, passed_over = found
        self.show_files([*self.chosen.files, *files])
        self.passed_over.say(passed_over)

    def show_files(self, files: Sequence[Path]) -> None:
        """Show which files are chosen."""
        self.chosen.show_files(files)
        self._files_changed()

    def _files_changed(self) -> None:
        """Let nothing said of other files mislead."""
        self.passed_over.say("")
        clear(self.report)
        self._enable()
        self._desk.jobs.forget(PROPOSAL)
        if not self.chosen.files:
            self.choose.setFocus()
        elif self.profile.value in {"", self._proposed}:
            call = partial(_profiles_for, list(self.chosen.files), self._own)
            self._desk.jobs.latest(PROPOSAL, call, owner=self, done=self._propose)

    def _propose(self, names: Sequence[str]) -> None:
        """Choose the one profile that knows the files; where several do, the operator chooses."""
        if len(names) == 1 and self.profile.value in {"", self._proposed}:
            self._proposed = names[0]
            self.profile.choose(self._proposed)

    def _enable(self) -> None:
        idle = self._job is None
        self.chosen.setEnabled(idle)
        for button in (self.try_it, self.take):
            button.setEnabled(bool(self.chosen.files and self.profile.value) and idle)

    def try_out(self) -> None:
        """Report what taking the files in would do."""
        self._begin(_(N_("Trying out")), reading=True)

    def take_in(self) -> None:
        """Take the files in."""
        self._begin(_(N_("Taking in")), reading=False)

    def go_on(self, run: Run) -> None:
        """Go on with an import that was stopped or broke off."""
        call = partial(resume, self._desk.backend, self._desk.actor, run.id, sheets=self._desk.guard)
        self._start(self._desk.jobs.beside, call, _(N_("Taking in")), trial=False)

    def _begin(self, words: str, *, reading: bool) -> None:
        desk, files, name = self._desk, list(self.chosen.files), self.profile.value
        verb = try_out if reading else take_in

        def work(progress: object, token: object) -> Report | Run:
            given: dict[str, object] = {"progress": progress, "token": token, "sheets": desk.guard}
            profile = find_profile(desk.backend, desk.actor, name)
            return verb(desk.backend, desk.actor, profile, files, **given)  # type: ignore[arg-type]  # the runner hands both over

        self._start(desk.jobs.read if reading else desk.jobs.beside, work, words, trial=reading)

    def _start(
        self, lane: Callable[..., Job], work: Callable[..., Report | Run], words: str, *, trial: bool
    ) -> None:
        clear(self.report)
        self._job = lane(
            work,
            owner=self,
            done=self._done,
            refused=partial(self._refused, trial=trial),
            cancelled=self._ended,
            progress=self.progress.step,
        )
        self.progress.begin(words, self._job.cancel, self._job.wait)
        self._enable()
        self.refresh()

    def _ended(self) -> None:
        self._job = None
        self.progress.end()
        self._enable()
        self.refresh()

    def _done(self, result: Report | Run) -> None:
        self._ended()
        trial = isinstance(result, Report)
        if not trial:
            self._desk.jobs.beside(self._desk.store.keep_up, owner=self)
        report = result if isinstance(result, Report) else result.report
        self.report.addWidget(ReportCard(report, trial=trial))

    def _refused(self, refusal: Refused, *, trial: bool) -> None:
        self._ended()
        title = _(N_("Nothing would be taken in")) if trial else _(N_("Nothing was taken in"))
        self.report.addWidget(Notice(title, refusal.text(), Tone.DANGER))

    def _show_past(self, runs: Sequence[Run]) -> None:
        clear(self.past)
        if not runs:
            self.past.addWidget(Label(_(N_("None yet.")), tone="muted"))
        for run in runs:
            self.past.addWidget(self._run_card(run))

    def _run_card(self, run: Run) -> Card:
        title = f"{run.profile} · {moment_words(run.started_at, self._desk.zone)} · {run.operator_name}"
        card = Card(title, icon="database-import-outline")
        card.head.addWidget(Badge(_(STANDINGS[run.standing]), Tone.NEUTRAL))
        row = QHBoxLayout()
        row.addWidget(Label(lines_words(run.report), tone="muted"), 1)
        if run.standing is not Standing.DONE and self._job is None:
            row.addWidget(Button(_(N_("Go on")), partial(self.go_on, run), look=Look.QUIET, icon="play"))
        row.addWidget(
            Button(_(N_("Show the report")), partial(self._show_report, run.report), look=Look.QUIET)
        )
        card.add(row)
        return card

    def _show_report(self, report: Report) -> None:
        clear(self.report)
        self.report.addWidget(ReportCard(report, trial=False))
        self.verticalScrollBar().setValue(0)
