"""One start of the program, in this fresh process: when its first page is painted, when its desk is.

``python -m benchmarks.window_start BEGAN STORE PASSPHRASE-FILE``, name and password on the standard input;
prints the milestones as JSON, in seconds since BEGAN (of the parent's performance counter, the system's own).
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

import main as program

POLL_MS = 2


class Painted(QObject):
    """Remembers which widgets were painted."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[int] = set()
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)

    def forget(self) -> None:
        """Forget what was seen."""
        self._seen.clear()

    def has(self, widget: QWidget | None) -> bool:
        """Tell whether `widget` was painted."""
        return widget is not None and id(widget) in self._seen

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint:
            self._seen.add(id(watched))
        return False


class Milestones:
    """Works the window as an operator would, noting when each page was painted."""

    def __init__(self, began: float, name: str, password: str) -> None:
        self._began, self._name, self._password = began, name, password
        self.reached: dict[str, tuple[float, float]] = {}
        self._painted = Painted()
        self._steps = self._walk()
        self._wanted = next(self._steps)
        self._timer = QTimer(interval=POLL_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _note(self, name: str) -> None:
        self.reached[name] = (time.perf_counter() - self._began, time.process_time())

    def _look(self) -> None:
        while self._wanted():
            try:
                self._wanted = next(self._steps)
            except StopIteration:
                self._timer.stop()
                QApplication.closeAllWindows()
                return

    def _walk(self) -> Iterator[Callable[[], bool]]:
        self._note("imports")
        yield lambda: self._painted.has(self._window())
        self._note("first paint")
        window = self._window()
        yield lambda: type(self._page()).__name__ == "SignInScreen" and self._painted.has(self._page())
        self._note("sign-in page")
        page: Any = self._page()
        yield lambda: window.store is not None
        self._note("store open")
        page.name.setText(self._name)
        page.password.setText(self._password)
        page.enter()
        yield lambda: self._painted.has(window.shell)
        self._note("desk")
        yield lambda: not window.jobs.running
        self._note("desk, quiet")

    def _window(self) -> Any:
        return next((w for w in QApplication.topLevelWidgets() if type(w).__name__ == "ConsoleWindow"), None)

    def _page(self) -> QWidget | None:
        window = self._window()
        return window.pages.currentWidget() if window else None


def main() -> None:
    """Start the program as its command line does."""
    began, store, secret = float(sys.argv[1]), sys.argv[2], sys.argv[3]
    name, password = sys.stdin.read().splitlines()
    kept: list[Milestones] = []
    shown: list[Callable[..., int]] = []

    def watched(house: Any, place: Any, **named: Any) -> int:
        QApplication(sys.argv[:1])
        kept.append(Milestones(began, name, password))
        return int(shown[0](house, place, **named))

    def make_house() -> Any:
        house = plain()
        shown.append(house.window)
        return replace(house, window=watched)

    plain, program.make_house = program.make_house, make_house
    status = program.main(["--store", store, "--passphrase-file", secret])
    print(json.dumps(kept[0].reached))
    sys.exit(status)


if __name__ == "__main__":
    main()
