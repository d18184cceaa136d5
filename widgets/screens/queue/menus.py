"""A button that opens a list of what can be chosen."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from widgets import theme
from widgets.kit.buttons import Button, Look, plain
from widgets.theme import Face

Choices = Sequence[tuple[str, Callable[[], object]]]


class MenuButton(Button):
    """`choices()` is asked for (words, what to do) each time the button opens its list."""

    def __init__(
        self,
        text: str,
        choices: Callable[[], Choices],
        *,
        look: Look = Look.PLAIN,
        icon: str | None = None,
        hint: str = "",
    ) -> None:
        super().__init__(text, self.open_list, look=look, icon=icon, hint=hint)
        self._choices = choices
        self.menu_list = QMenu(self)
        self.menu_list.setFont(theme.font(Face.BODY))

    def open_list(self) -> None:
        """Open the list below the button."""
        self.menu_list.clear()
        self.menu_list.setAccessibleName(self.accessibleName())
        for words, act in self._choices():
            self.menu_list.addAction(plain(words)).triggered.connect(lambda _on=False, do=act: do())
        self.menu_list.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
        first = next(iter(self.menu_list.actions()), None)
        if first is not None:
            self.menu_list.setActiveAction(first)
