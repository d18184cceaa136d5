"""Buttons: each has a word or an accessible name, and a tooltip that names its key."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QPushButton, QToolButton, QWidget

from widgets import icons, theme
from widgets.kit.flow import Flow
from widgets.kit.labels import tip
from widgets.kit.wording import key_words
from widgets.theme import Face


class Look(StrEnum):
    """How much a button asks to be pressed; one primary a screen."""

    PLAIN = "plain"
    PRIMARY = "primary"
    QUIET = "quiet"
    LINK = "link"
    DANGER = "danger"


TINTS = {
    Look.PLAIN: "text",
    Look.PRIMARY: "on_accent",
    Look.QUIET: "accent",
    Look.LINK: "accent",
    Look.DANGER: "on_accent",
}


class Button(QPushButton):
    """A button with a word; `key` ("Ctrl+D") is set as its shortcut and shown in its tooltip."""

    def __init__(
        self,
        text: str,
        pressed: Callable[[], object] | None = None,
        *,
        look: Look = Look.PLAIN,
        icon: str | None = None,
        key: str | None = None,
        hint: str = "",
    ) -> None:
        super().__init__()
        self._key = key or ""
        self.setFont(theme.font(Face.STRONG))
        self.rename(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.set_look(self, look=look.value)
        if icon:
            self.setIcon(icons.icon(icon, TINTS[look]))
            self.setIconSize(QSize(16, 16))
        tip(self, with_key(hint or text, key) if hint or key else "")
        if pressed:
            self.clicked.connect(lambda _checked=False: pressed())

    def rename(self, text: str) -> None:
        """Change the word on the button; its key stays, which Qt would drop with the old word."""
        self.setText(plain(text))
        self.setAccessibleName(text)
        if self._key:
            self.setShortcut(self._key)


class IconButton(QToolButton):
    """A button of an icon alone; `name` is read aloud and shown as its tooltip."""

    def __init__(
        self,
        icon: str,
        name: str,
        pressed: Callable[[], object] | None = None,
        *,
        key: str | None = None,
        tint: str = "muted",
        size: int = 18,
        tight: bool = False,
    ) -> None:
        super().__init__()
        self.setFont(theme.font(Face.BODY))
        self.set_icon(icon, tint)
        self.setIconSize(QSize(size, size))
        theme.set_look(self, tight=tight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if key:
            self.setShortcut(key)
        self.rename(name, key)
        if pressed:
            self.clicked.connect(lambda _checked=False: pressed())

    def set_icon(self, icon: str, tint: str = "muted") -> None:
        """Show another icon."""
        self.setIcon(icons.icon(icon, tint))

    def rename(self, name: str, key: str | None = None) -> None:
        """Change what is read aloud and shown as the tooltip."""
        self.setAccessibleName(name)
        tip(self, with_key(name, key))


class Tabs(QWidget):
    """A row of rounded tabs, one chosen; left and right walk it. `chosen(id)` is called at a change."""

    def __init__(self, name: str, tabs: Iterable[tuple[str, str]], chosen: Callable[[str], object]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._buttons: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        row = Flow(self, spacing=6)
        for each, text in tabs:
            row.addWidget(self._tab(each, text, chosen))

    @property
    def current(self) -> str | None:
        """The id of the tab chosen, None before any is."""
        return next((each for each, button in self._buttons.items() if button.isChecked()), None)

    def choose(self, tab: str) -> None:
        """Choose `tab` as if it were clicked."""
        self._buttons[tab].click()

    def rename(self, tab: str, text: str) -> None:
        """Change the words of one tab, as when its count changes."""
        self._buttons[tab].setText(plain(text))
        self._buttons[tab].setAccessibleName(text)

    def _tab(self, tab: str, text: str, chosen: Callable[[str], object]) -> QPushButton:
        button = QPushButton()
        button.setFont(theme.font(Face.CAPTION))
        button.setCheckable(True)
        theme.set_look(button, look="tab")
        self._buttons[tab] = button
        self.rename(tab, text)
        self._group.addButton(button)
        button.toggled.connect(lambda on: chosen(tab) if on else None)
        return button


def plain(text: str) -> str:
    """Return `text` so that Qt shows its ampersands instead of taking them for keys."""
    return text.replace("&", "&&")


def with_key(text: str, key: str | None) -> str:
    """Return `text` with its key behind it, as tooltips show it."""
    return f"{text}  ({key_words(key)})" if key else text
