"""A process as a row of steps: where it stands, what is behind it and what comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.words import N_, _, listed
from widgets import theme
from widgets.theme import Face

DOT = 6.0
TOP = 10
WORD_TOP = 22
LINE = 16
MARGIN = 40


class Stage(Enum):
    """Where one step stands, and how that is said aloud."""

    DONE = N_("{step}: done")
    CURRENT = N_("{step}: now")
    FUTURE = N_("{step}: to come")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its word, its stage, and a line below (a date, a weight, what is missing)."""

    word: str
    stage: Stage
    below: str = ""


def staged(words: Sequence[str], current: int, below: Sequence[str] = ()) -> list[Step]:
    """Return steps of which those before `current` are done; `current` beyond the last: all are."""

    def stage(at: int) -> Stage:
        if at == current:
            return Stage.CURRENT
        return Stage.DONE if at < current else Stage.FUTURE

    rest = [*below, *[""] * len(words)]
    return [Step(word, stage(at), rest[at]) for at, word in enumerate(words)]


class Steps(QWidget):
    """Draws the row. Filled dots lie behind, the current word is bold, hollow dots lie ahead."""

    def __init__(self, steps: Sequence[Step] = ()) -> None:
        super().__init__()
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_steps(steps)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show other steps, or the same ones further on."""
        self._steps = tuple(steps)
        self.setAccessibleName(listed(_(each.stage.value, step=each.word) for each in steps))
        self.setToolTip("")
        self.updateGeometry()
        self.update()

    def _places(self) -> list[float]:
        between = max(1, len(self._steps) - 1)
        gap = (self.width() - 2 * MARGIN) / between
        return [MARGIN + gap * at for at in range(len(self._steps))]

    def _draw_lines(self, painter: QPainter, places: list[float]) -> None:
        for at in range(1, len(places)):
            reached = self._steps[at].stage is not Stage.FUTURE
            painter.setPen(QPen(theme.color("accent" if reached else "line"), 3))
            painter.drawLine(QPointF(places[at - 1], TOP), QPointF(places[at], TOP))

    def _draw_dot(self, painter: QPainter, step: Step, x: float) -> None:
        future = step.stage is Stage.FUTURE
        painter.setPen(QPen(theme.color("line" if future else "accent"), 2))
        painter.setBrush(theme.color("raised" if future else "accent"))
        painter.drawEllipse(QPointF(x, TOP), DOT, DOT)

    def _draw_words(self, painter: QPainter, step: Step, x: float, width: float) -> None:
        future = step.stage is Stage.FUTURE
        face = Face.STRONG if step.stage is Stage.CURRENT else Face.BODY
        for words, kind, token, top in (
            (step.word, face, "muted" if future else "text", WORD_TOP),
            (step.below, Face.SMALL, "muted", WORD_TOP + LINE + 1),
        ):
            painter.setFont(theme.font(kind))
            painter.setPen(theme.color(token))
            left = min(max(0.0, x - width / 2), self.width() - width)
            fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(width))
            side = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            if left != x - width / 2 and painter.fontMetrics().horizontalAdvance(fitting) > 2 * MARGIN - 4:
                side = Qt.AlignmentFlag.AlignTop | (
                    Qt.AlignmentFlag.AlignLeft if x < self.width() / 2 else Qt.AlignmentFlag.AlignRight
                )
            else:
                left = x - width / 2
            painter.drawText(QRectF(left, top, width, LINE), int(side), fitting)

    def sizeHint(self) -> QSize:
        """Ask for two lines where any step has a second one."""
        lines = 2 if any(step.below for step in self._steps) else 1
        return QSize(90 * max(1, len(self._steps)), WORD_TOP + lines * LINE + 2)

    def minimumSizeHint(self) -> QSize:
        """Allow words to be cut rather than the window to grow."""
        return QSize(56 * max(1, len(self._steps)), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw lines, dots over them, words below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        places = self._places()
        width = (self.width() - 2 * MARGIN) / max(1, len(places) - 1) - 8
        self._draw_lines(painter, places)
        for step, x in zip(self._steps, places, strict=True):
            self._draw_dot(painter, step, x)
            self._draw_words(painter, step, x, width)
