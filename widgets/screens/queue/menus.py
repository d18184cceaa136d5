"""A button that opens a list of what can be chosen."""

from collections.abc import Callable

from widgets.kit.buttons import Button, Look
from widgets.kit.picker import Choices, Picker

__all__ = ["Choices", "MenuButton"]


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

    def open_list(self) -> Picker:
        """Open the list beside the button."""
        picker = Picker(self, self.accessibleName(), self._choices())
        picker.open()
        return picker
