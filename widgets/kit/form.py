"""Forms: one call sets a field's label, buddy, accessible name, help and the place of its error."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.errors import Invalid
from widgets import theme
from widgets.kit.buttons import plain
from widgets.kit.fields import edited
from widgets.kit.labels import Label
from widgets.kit.problem import Problem
from widgets.theme import Face


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a form and what belongs to it."""

    field: QWidget
    label: Label
    help: Label
    error: Problem

    def show_error(self, text: str) -> None:
        """Show `text` under the field, empty for none; it is read aloud with the field."""
        self.error.say(text)
        self.field.setAccessibleDescription(text or self.help.text())
        theme.set_look(self.field, wrong=bool(text))

    def show_row(self, *, shown: bool) -> None:
        """Show or hide the field with all that belongs to it."""
        for part in (self.field, self.label):
            part.setVisible(shown)
        self.help.setVisible(shown and bool(self.help.text()))
        self.error.setVisible(shown and bool(self.error.text))


class Form(QWidget):
    """A column of fields; Tab walks them in the order in which they were added.

    What is said wrong of a field goes as soon as one changes it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, Row] = {}
        self._last: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def add_row(self, name: str, words: str, field: QWidget, *, hint: str = "") -> Row:
        """Add `field` under its label `words`; `name` is what a refusal calls it, `hint` stands below."""
        row = Row(
            field, Label(plain(words), Face.CAPTION, "muted"), Label(hint, tone="muted", wrap=True), Problem()
        )
        row.label.setBuddy(field)
        field.setAccessibleName(words)
        field.setAccessibleDescription(hint)
        if self._rows:
            self._column.addSpacing(8)
        for part in (row.label, field, row.help, row.error):
            self._column.addWidget(part)
        row.help.setVisible(bool(hint))  # not before: it would be a window of its own for a moment
        if (changes := edited(field)) is not None:
            changes.connect(lambda *_value: row.show_error("") if row.error.text else None)
        if self._last is not None:
            QWidget.setTabOrder(self._last, field)
        self._rows[name], self._last = row, field
        return row

    def add_line(self, line: QWidget) -> None:
        """Put what belongs to the whole form below its last field."""
        self._column.addWidget(line)

    @property
    def fields(self) -> dict[str, QWidget]:
        """Every field by its name."""
        return {name: row.field for name, row in self._rows.items()}

    def row(self, name: str) -> Row:
        """Return the row of the field `name`."""
        return self._rows[name]

    def clear_errors(self) -> None:
        """Take all errors away, as before the next try."""
        for row in self._rows.values():
            row.show_error("")

    def show_invalid(self, refusal: Invalid) -> bool:
        """Show `refusal` under the field it names and go there; tell False where there is no such field."""
        row = self._rows.get(refusal.field or "")
        if row is None:
            return False
        row.show_error(refusal.text())
        row.field.setFocus()
        return True
