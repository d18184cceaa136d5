"""Undo before confirm: what was done is said, and can be taken back for some seconds."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from console.words import N_, _
from widgets.kit import paint, shadow
from widgets.kit.badge import Badge
from widgets.kit.buttons import Button, IconButton, Look
from widgets.kit.icon import Icon
from widgets.kit.labels import Label

SECONDS = 10
UNDO_KEY = "Ctrl+Z"
PRESSED: tuple[type[QWidget], ...] = (QAbstractButton,)
TYPED: tuple[type[QWidget], ...] = (QAbstractSpinBox, QComboBox, QLineEdit)  # an editor is large enough
READ: tuple[type[QWidget], ...] = (Badge, QLabel, QPlainTextEdit)
LEFT = 72  # beside the rail: what one presses next stands further right


class UndoBar(QFrame):
    """Floats at the foot of `window`; a newer offer replaces an older one, which is then final.

    It never lies on a button, nor on a field of one line, nor on words, as long as there is another place.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._undo: Callable[[], object] | None = None
        self._gone: Callable[[], object] | None = None
        self._left = 0
        self._icon = Icon("check-circle-outline", "good", size=18)
        self._words = Label("")
        self._button = Button(_(N_("Undo")), self.take_back, look=Look.QUIET, key=UNDO_KEY)
        self._close = IconButton("close", _(N_("Close")), self.close_offer, size=16)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._count)
        reach = shadow.REACH
        row = QHBoxLayout(self)
        row.setContentsMargins(reach + 16, reach + 6, reach + 8, reach + 6)
        row.setSpacing(10)
        for part in (self._icon, self._words, self._button, self._close):
            row.addWidget(part)
        window.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        """What the bar says."""
        return self._words.text() if self.isVisible() else ""

    def offer(
        self,
        words: str,
        undo: Callable[[], object],
        *,
        seconds: int = SECONDS,
        gone: Callable[[], object] | None = None,
    ) -> None:
        """Say what was done and let it be undone for `seconds`; then `gone` is called."""
        self.close_offer()
        self._undo, self._gone, self._left = undo, gone, seconds
        self._begin(words)

    def tell(self, words: str, *, seconds: int = 5) -> None:
        """Say what was done where nothing can be undone, or was undone."""
        self.close_offer()
        self._left = seconds
        self._begin(words)

    def take_back(self) -> None:
        """Undo what is offered; later calls do nothing."""
        undo, self._undo, self._gone = self._undo, None, None
        self.close_offer()
        if undo is not None:
            undo()

    def close_offer(self) -> None:
        """End the offer: what was done stays."""
        self._timer.stop()
        gone, self._gone, self._undo = self._gone, None, None
        self.hide()
        if gone is not None:
            gone()

    def _begin(self, words: str) -> None:
        self._words.setText(words)
        self.setAccessibleName(words)
        self._button.setVisible(self._undo is not None)
        self._say_left()
        self._timer.start()
        self.show()
        self._place()
        self.raise_()

    def _count(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self.close_offer()
        else:
            self._say_left()
            self._place()  # the page behind may have become another

    def _say_left(self) -> None:
        self._button.rename(_(N_("Undo ({seconds} s)"), seconds=self._left))

    def _place(self) -> None:
        """Stand at the foot where nothing that one presses, types into or reads is covered, else further up.

        Words alone move it no higher than the lower half.
        """
        self.adjustSize()
        places = self._places()
        low = [each for each in places if each.y() > self._window.height() // 2]
        tries = ((low, PRESSED + TYPED + READ), (places, PRESSED + TYPED), (places, PRESSED))
        free = (self._free(where, self._controls(kinds)) for where, kinds in tries)
        self.move(next((each for each in free if each is not None), places[0]))

    def _free(self, places: Sequence[QPoint], taken: Sequence[QRect]) -> QPoint | None:
        free = (each for each in places if not any(self._box_at(each).intersects(one) for one in taken))
        return next(free, None)

    def _places(self) -> list[QPoint]:
        window, reach = self._window.size(), shadow.REACH
        furthest = max(0, window.width() - self.width())
        lefts = [min(LEFT, furthest), furthest // 2, furthest]
        lowest, step = window.height() - self.height() - 6, self.height() - 2 * reach
        tops = range(lowest, window.height() // 3, -max(step, 1))
        return [QPoint(left, top) for top in tops or [lowest] for left in lefts]

    def _box_at(self, corner: QPoint) -> QRect:
        reach = shadow.REACH
        return QRect(corner, self.size()).adjusted(reach, reach, -reach, -reach)

    def _controls(self, kinds: tuple[type[QWidget], ...] = PRESSED) -> list[QRect]:
        """Return where in the window there are controls of these kinds."""
        found = []
        for part in self._window.findChildren(QWidget):
            if isinstance(part, kinds) and part.isVisible() and not self.isAncestorOf(part):
                seen = part.visibleRegion().boundingRect()
                found.append(QRect(part.mapTo(self._window, seen.topLeft()), seen.size()))
        return [each for each in found if not each.isEmpty()]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot of the window."""
        if watched is self._window and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the shadow and the box."""
        painter = QPainter(self)
        shadow.draw(painter, self.size())
        box = self.rect().adjusted(shadow.REACH, shadow.REACH, -shadow.REACH, -shadow.REACH)
        paint.rounded(painter, box, "line", 10)
        paint.rounded(painter, box.adjusted(1, 1, -1, -1), "raised", 9)
