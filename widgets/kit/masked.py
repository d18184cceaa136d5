"""A personal value: masked until someone asks to see it, copied only for a minute."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from console.words import N_, _
from widgets.kit.buttons import IconButton
from widgets.kit.clipboard import BriefCopy
from widgets.kit.icon import Icon
from widgets.kit.labels import Elided


class Masked(QWidget):
    """Shows `masked`; the eye calls `reveal`, whose owner answers with `show_value` once it may be seen."""

    def __init__(
        self,
        name: str,
        masked: str,
        reveal: Callable[[], object],
        *,
        icon: str | None = None,
        language: str | None = None,
        clipboard: BriefCopy | None = None,
    ) -> None:
        super().__init__()
        self._name = name
        self._masked = masked
        self._reveal = reveal
        self._value: str | None = None
        self._clipboard = clipboard or BriefCopy(parent=self)
        self._label = Elided(masked, language=language)
        self._eye = IconButton("eye-outline", "", self._toggle, size=16, tight=True)
        self._copy = IconButton(
            "content-copy", _(N_("Copy {name} for a minute"), name=name), self.copy, size=15, tight=True
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        if icon:
            row.addWidget(Icon(icon))
            row.addSpacing(2)
        row.addWidget(self._label, 1)
        row.addWidget(self._copy)
        row.addWidget(self._eye)
        self.hide_value()

    @property
    def shown(self) -> str:
        """What can be read right now."""
        return self._label.text()

    def show_value(self, value: str) -> None:
        """Show the value itself; the eye hides it again."""
        self._value = value
        self._say(value, "eye-off-outline", _(N_("Hide {name}"), name=self._name))

    def hide_value(self) -> None:
        """Forget the value and show its mask."""
        self._value = None
        self._say(self._masked, "eye-outline", _(N_("Show {name}"), name=self._name))

    def copy(self) -> None:
        """Put the value on the clipboard for a minute; a masked one is not copied."""
        if self._value is not None:
            self._clipboard.copy(self._value)

    def _toggle(self) -> None:
        if self._value is None:
            self._reveal()
        else:
            self.hide_value()

    def _say(self, text: str, icon: str, eye: str) -> None:
        self._label.setText(text)
        self._label.setAccessibleName(f"{self._name}: {text}")
        self._copy.setVisible(self._value is not None)
        self._eye.set_icon(icon)
        self._eye.rename(eye)
