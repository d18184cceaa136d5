"""Questions over the window, asked only where nothing can be undone. Esc steps back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from console.errors import Invalid
from console.words import N_, _
from widgets.kit.buttons import Button, Look
from widgets.kit.editor import text_of
from widgets.kit.form import Form
from widgets.kit.labels import Label
from widgets.kit.problem import Problem
from widgets.theme import Face

WIDTH = 440


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a dialog; `act` returning False keeps the dialog open."""

    words: str
    act: Callable[[], object]
    look: Look = Look.PRIMARY


class Dialog(QDialog):
    """A title, a text, perhaps a `form`, and buttons; the last choice is the one that Enter takes."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        text: str = "",
        *,
        form: QWidget | None = None,
        choices: tuple[Choice, ...] = (),
        back: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setMinimumWidth(WIDTH)
        self.notice = Problem()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(Label(title, Face.TITLE, wrap=True))
        if text:
            column.addWidget(Label(text, wrap=True, selectable=True))
        if form is not None:
            column.addWidget(form, 1)
        column.addWidget(self.notice)
        column.addSpacing(4)
        column.addLayout(self._buttons(choices, back or _(N_("Cancel"))))

    def show_notice(self, text: str) -> None:
        """Say above the buttons why it did not work; the dialog stays open."""
        self.notice.say(text)

    def _buttons(self, choices: tuple[Choice, ...], back: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(Button(back, self.reject))
        for choice in choices:
            button = Button(choice.words, partial(self._take, choice), look=choice.look)
            button.setDefault(choice is choices[-1] and choice.look is not Look.DANGER)
            row.addWidget(button)
        return row

    def _take(self, choice: Choice) -> None:
        if choice.act() is not False:
            self.accept()


def confirm(parent: QWidget, title: str, text: str, words: str, act: Callable[[], object]) -> Dialog:
    """Ask before something that cannot be undone; `words` on the button name the thing ("Erase 12 files")."""
    dialog = Dialog(parent, title, text, choices=(Choice(words, act, Look.DANGER),))
    dialog.open()
    return dialog


def tell(parent: QWidget, title: str, text: str) -> Dialog:
    """Say what happened, what was kept and what to do."""
    dialog = Dialog(parent, title, text, back=_(N_("Close")))
    dialog.open()
    return dialog


class TextDialog(Dialog):
    """Asks for a sentence in `form`."""

    def __init__(self, parent: QWidget, title: str, text: str, form: Form, choice: Choice) -> None:
        self.form = form
        super().__init__(parent, title, text, form=form, choices=(choice,))


def ask_text(
    parent: QWidget,
    title: str,
    text: str,
    label: str,
    words: str,
    answered: Callable[[str], object],
    *,
    least: int = 1,
) -> TextDialog:
    """Ask for a sentence (a reason); `answered` gets it once it has `least` characters."""
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setFixedHeight(84)
    form = Form()
    form.add_row("text", label, field)

    def take() -> bool:
        given = text_of(field).strip()
        if len(given) < least:
            form.show_invalid(
                Invalid(N_("Please write at least {least} characters."), field="text", least=least)
            )
            return False
        answered(given)
        return True

    dialog = TextDialog(parent, title, text, form, Choice(words, take))
    dialog.open()
    field.setFocus()
    return dialog
