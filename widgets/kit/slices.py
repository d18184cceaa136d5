"""Much work on the window's thread, a little between two events, so that typing and scrolling go on."""

from collections import deque
from collections.abc import Callable, Iterable
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

SLICE_S = 0.002  # then the window shows, lays out and paints what was made, within the same frame
Step = Callable[[], object]


class Slices(QObject):
    """Takes steps in their order; `ended` comes after the last."""

    ended = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._steps: deque[Step] = deque()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def waiting(self) -> int:
        """How many steps are still to be taken."""
        return len(self._steps)

    def begin(self, steps: Iterable[Step]) -> None:
        """Take `steps` in place of those that wait; the first at once."""
        self._steps = deque(steps)
        self._go_on()

    def stop(self) -> None:
        """Take none of the steps that wait."""
        self._steps.clear()
        self._timer.stop()

    def _go_on(self) -> None:
        self._timer.start()  # before any step: one that fails ends itself, not those after it
        ends = perf_counter() + SLICE_S
        while self._steps and perf_counter() < ends:
            self._steps.popleft()()
        if not self._steps:
            self._timer.stop()
            self.ended.emit()
