"""Frames of the real window: from an event delivered until everything it changed is painted, in this process.

Offscreen there is no vsync, so the painting that the event asked for is carried out at once and counted.
Between two events the window's threads work on; what they bring is a frame too.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from widgets.window import ConsoleWindow

NOTCH = QPoint(0, -120)
PATIENCE = 120.0  # seconds
IDLE_MS = 1.0  # a look at whether there is anything to do takes less


@dataclass
class Frames:
    """Frame times of one kind, in milliseconds; `brought` are those without an event, named by `brings`:
    a thread's answer is shown, or the next card of a long list is made."""

    name: str
    brings: str = ""
    times: list[float] = field(default_factory=list)
    brought: list[float] = field(default_factory=list)


class Hand:
    """Works a window and measures what it does meanwhile."""

    clock: Callable[[], float] = staticmethod(time.perf_counter)

    def __init__(self, window: ConsoleWindow) -> None:
        self.window = window

    def frame(self, act: Callable[[], object]) -> float:
        """Return how long `act` and painting what it changed take, in milliseconds."""
        began = self.clock()
        act()
        self._paint()
        return (self.clock() - began) * 1000

    def _paint(self) -> None:
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendEvent(self.window, QEvent(QEvent.Type.UpdateRequest))

    def wait(self, frames: Frames, seconds: float) -> None:
        """Let the window work for a while; answers that come are frames."""
        ends = time.perf_counter() + seconds
        while time.perf_counter() < ends:
            self._breathe(frames)

    def until(self, frames: Frames, condition: Callable[[], object]) -> None:
        """Let the window work until `condition` holds. Raises: TimeoutError."""
        ends = time.perf_counter() + PATIENCE
        while not condition():
            if time.perf_counter() > ends:
                raise TimeoutError(frames.name)
            self._breathe(frames)

    def settle(self, frames: Frames) -> None:
        """Let the window finish all it began."""
        self.until(frames, lambda: not self.window.jobs.running)
        self.wait(frames, 0.1)

    def _breathe(self, frames: Frames) -> None:
        time.sleep(0.001)
        before = self.window.jobs.running
        spent = self.frame(QCoreApplication.processEvents)
        if self.window.jobs.running < before or spent > IDLE_MS:
            frames.brought.append(spent)

    def key(self, widget: QWidget, key: Qt.Key, text: str = "") -> None:
        """Press a key."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))

    def type(self, widget: QWidget, character: str) -> None:
        """Type a character; what no key has comes as from an input method."""
        if character.isascii():
            self.key(widget, Qt.Key(ord(character.upper())), character)
            return
        event = QInputMethodEvent()
        event.setCommitString(character)
        QCoreApplication.sendEvent(widget, event)

    def wheel(self, widget: QWidget, notches: int) -> None:
        """Turn the wheel over `widget`."""
        at = QPointF(widget.rect().center())
        event = QWheelEvent(
            at,
            QPointF(widget.mapToGlobal(at.toPoint())),
            QPoint(),
            NOTCH * notches,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(widget, event)
