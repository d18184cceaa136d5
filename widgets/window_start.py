"""Starts the program's window: application, look, what is remembered, then the window itself."""

import gc
import json
import sys
from collections.abc import Iterator, MutableMapping
from typing import Any

from PySide6.QtCore import QCoreApplication, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from console.access import Actor
from console.house import House
from console.stores.records import Place
from console.words import language
from widgets import theme
from widgets.window import ConsoleWindow

LOOK = "look"


class Memory(MutableMapping[str, Any]):
    """What the window remembers across starts, kept by Qt as JSON; nothing personal goes in."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def __getitem__(self, name: str) -> Any:
        if not self._settings.contains(name):
            raise KeyError(name)
        return json.loads(str(self._settings.value(name)))

    def __setitem__(self, name: str, value: Any) -> None:
        self._settings.setValue(name, json.dumps(value))

    def __delitem__(self, name: str) -> None:
        self._settings.remove(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._settings.allKeys())

    def __len__(self) -> int:
        return len(self._settings.allKeys())


def application() -> QApplication:
    """Return the process's one application, made now if there is none."""
    app = QApplication.instance()
    return app if isinstance(app, QApplication) else QApplication(sys.argv[:1])


def make_window(house: House, memory: MutableMapping[str, Any]) -> ConsoleWindow:
    """Return the window with its look."""
    chosen = memory.get(LOOK)
    scheme = theme.Scheme(chosen) if chosen else None
    theme.apply(application(), scheme, fonts=house.fonts(), language=language())
    return ConsoleWindow(house, memory)


def open_window(
    house: House, place: Place, *, passphrase: str | None = None, actor: Actor | None = None
) -> int:
    """Open the window on the store at `place`; return the exit status once it is closed.

    With `actor` (made-up data) nobody is asked who he is.
    """
    gc.disable()  # imports make what stays: looking through it again and again is a tenth of the start
    app = application()
    QCoreApplication.setOrganizationName("Rakufun")
    QCoreApplication.setApplicationName("Rakufun Console")
    window = make_window(house, Memory(QSettings()))
    window.show()
    QTimer.singleShot(0, window, lambda: window.begin(place, passphrase, actor))
    return int(app.exec())
