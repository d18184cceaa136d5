"""A title that is renamed where it stands."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from console.drafts import Draft
from console.words import N_, _
from widgets import theme
from widgets.kit.buttons import with_key
from widgets.kit.labels import tip
from widgets.kit.two_lines import TwoLines
from widgets.screens.desk import Desk
from widgets.screens.form_draft import FormDraft
from widgets.theme import Face

EDIT_WIDTH = 240


class _Edit(QLineEdit):
    """Ends with Enter or by leaving, is taken back with Esc."""

    def __init__(self, ended: Callable[[bool], object]) -> None:
        super().__init__()
        self._ended = ended

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """End the renaming by key."""
        if event.key() == Qt.Key.Key_Escape:
            self._ended(False)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ended(True)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed when one goes elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._ended(True)


class Title(QWidget):
    """Shows a title; a double click or `begin` lets it be changed, `renamed(text)` hears the new one."""

    def __init__(self, desk: Desk, renamed: Callable[[str], object]) -> None:
        super().__init__()
        self._renamed = renamed
        self._subject, self._kept = "", tuple[Draft, ...]()
        self.may_rename = False
        tip(self, with_key(_(N_("A double click renames the case")), "F2"))
        self._label = TwoLines("", Face.TITLE)
        self._edit = _Edit(self._end)
        self._edit.setFont(theme.font(Face.TITLE))
        self._edit.setAccessibleName(_(N_("Title of the case")))
        self._edit.setMinimumWidth(EDIT_WIDTH)
        self._edit.hide()
        self._draft = FormDraft(desk, {"title": self._edit}, "title", quiet=True)
        self._draft.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label, 1)
        row.addWidget(self._edit, 1)

    @property
    def text(self) -> str:
        """The title shown."""
        return self._label.text()

    def show_title(self, text: str, language: str | None = None) -> None:
        """Show a title; one that is just being changed stays."""
        self._label.speak(language)
        self._label.setText(text)
        self.setAccessibleName(text)

    def know(self, subject: str, kept: Iterable[Draft]) -> None:
        """Take note of which case this is, and of what was typed about it and not kept."""
        self._subject, self._kept = subject, tuple(kept)

    def begin(self) -> None:
        """Let the title be changed."""
        if self.may_rename:
            self._edit.setText(self.text)
            self._draft.open(self._subject, self._kept)
            self._label.hide()
            self._edit.show()
            self._edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self._edit.selectAll()

    def _end(self, keep: bool) -> None:
        if self._edit.isHidden():
            return
        typed = self._edit.text().strip()
        self._draft.recorded()
        self._kept = ()
        self._edit.hide()
        self._label.show()
        if keep and typed and typed != self.text:
            self._renamed(typed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Rename on a double click."""
        self.begin()
        event.accept()
