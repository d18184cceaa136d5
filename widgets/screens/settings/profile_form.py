"""A guessed profile as a form: how the file is written, its first lines, then a row for each field."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from console.imports.draft import Draft
from console.imports.fitting import Said, read_profile, say
from console.imports.sources import Form as Written
from console.words import N_, _, n_
from widgets.kit.form import Form
from widgets.kit.labels import Elided, Label
from widgets.kit.problem import Problem
from widgets.kit.scroll import clear
from widgets.kit.wording import number
from widgets.screens.choices import Choice, zone_choice
from widgets.screens.settings.profile_row import StillChoice
from widgets.screens.settings.profile_rows import ProfileRows
from widgets.theme import Face

BETWEEN = "  │  "
LONGEST_LINE = 400  # characters shown of a line
ENCODINGS = (
    ("utf-8", N_("Unicode (UTF-8)")),
    ("utf-16", N_("Unicode (UTF-16)")),
    ("utf-16-le", N_("Unicode (UTF-16 without a mark)")),
    ("utf-16-be", N_("Unicode (UTF-16 without a mark, big end first)")),
    ("cp932", N_("Japanese (CP932, Shift_JIS)")),
    ("euc_jp", N_("Japanese (EUC-JP)")),
    ("gb18030", N_("Chinese, simplified (GB18030)")),
    ("big5", N_("Chinese, traditional (Big5)")),
    ("euc_kr", N_("Korean (EUC-KR)")),
    ("cp1252", N_("Western (Windows-1252)")),
    ("latin-1", N_("Western (Latin-1)")),
)
SEPARATORS = ((",", N_("Comma")), (";", N_("Semicolon")), ("\t", N_("Tab")), ("|", N_("Vertical bar")))


class ProfileForm(QWidget):
    """`changed(text)` hears the profile's text anew, `read_again(form)` how the file is written instead."""

    def __init__(self, changed: Callable[[str], object], read_again: Callable[[Written], object]) -> None:
        super().__init__()
        self._changed = changed
        self._read_again = read_again
        self._draft: Draft | None = None
        self._said: Said = {}
        self.encoding = StillChoice([(value, _(words)) for value, words in ENCODINGS])
        self.separator = StillChoice([(value, _(words)) for value, words in SEPARATORS])
        self.name, self.currency = QLineEdit(), QLineEdit()
        self.zone = zone_choice("UTC")
        self.wrong = Problem()
        self.lines = QVBoxLayout()
        self.rows = ProfileRows(self._take)
        self._lay_out()
        for choice in (self.encoding, self.separator):
            choice.activated.connect(lambda _at: self._write_otherwise())
        self.name.textEdited.connect(lambda text: self._say(name=text, title=text, source=text))
        self.currency.textEdited.connect(lambda text: self._say(currency=text.strip().upper()))
        self.zone.activated.connect(lambda _at: self._say(zone=self.zone.value))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.written, about = Form(), Form()
        self.written.add_row(
            "encoding", _(N_("Encoding: which letters the bytes of the file are")), self.encoding
        )
        self.written.add_row("separator", _(N_("Separator: what stands between two cells")), self.separator)
        hint = _(N_("Small letters, digits and hyphens; what the profile is called from now on"))
        about.add_row("name", _(N_("Name of the shop")), self.name, hint=hint)
        about.add_row("currency", _(N_("Currency of orders that name none")), self.currency)
        about.add_row("zone", _(N_("Time zone of dates that name none")), self.zone)
        for part in (self.written, self.wrong):
            column.addWidget(part)
        column.addWidget(Label(_(N_("The first lines, as they are read")), Face.CAPTION, "muted"))
        column.addLayout(self.lines)
        column.addWidget(about)
        column.addWidget(self.rows)

    def show_draft(self, draft: Draft, text: str) -> None:
        """Show the profile in `text` for the file that `draft` was guessed from. Raises: Invalid."""
        self._said = read_profile(text)
        self._draft = draft
        self.wrong.say("")
        self.written.setVisible(draft.form is not None)
        self._show_written()
        self._show_lines(draft)
        for field, key in ((self.name, "name"), (self.currency, "currency")):
            field.setText(str(self._said.get(key, "")))
        self.zone.choose(str(self._said.get("zone", "")))
        self.rows.show_profile(self._said, draft)

    def refuse(self, words: str) -> None:
        """Say why the file cannot be read as was chosen; what was chosen before stands again."""
        self.wrong.say(words)
        self._show_written()

    def _show_written(self) -> None:
        if self._draft is not None and self._draft.form is not None:
            _choose(self.encoding, self._draft.form.encoding)
            _choose(self.separator, self._draft.form.separator)

    def _show_lines(self, draft: Draft) -> None:
        clear(self.lines)
        for at, cells in enumerate(draft.lines):
            shown = Elided(BETWEEN.join(cells)[:LONGEST_LINE], Face.BODY, "" if at else "muted")
            self.lines.addWidget(shown)
        count = len(draft.columns)
        self.lines.addWidget(Label(n_("{n} column", "{n} columns", count, n=number(count)), tone="muted"))

    def _write_otherwise(self) -> None:
        encoding, separator = str(self.encoding.currentData()), str(self.separator.currentData())
        form = Written(encoding, separator)
        if self._draft is not None and form != self._draft.form:
            self._read_again(form)

    def _say(self, **facts: str) -> None:
        self._take(say(self._said, **facts))
        self.rows.hear(self._said)

    def _take(self, text: str) -> None:
        self._said = read_profile(text)
        self._changed(text)


def _choose(choice: Choice, value: str) -> None:
    """Choose a value, adding it where it is none of the usual."""
    if choice.findData(value) < 0:
        choice.addItem(value, value)
    choice.choose(value)
